"""Readings, recordings and file facts made by hand for the checks."""

from datetime import date

from alignment_nouns import BASE, ME, SHA, claim, reading, recording, span

from witnessmark.alignment.checks import cross_check
from witnessmark.model import (
    CheckOutcome,
    DateMention,
    EventDate,
    Kind,
    Observation,
    PictureTrack,
    Place,
    Role,
    Stretch,
)

AGREES, CONFLICTS, SPEAKS_FOR, CANNOT_TELL = (
    CheckOutcome.AGREES,
    CheckOutcome.CONFLICTS,
    CheckOutcome.SPEAKS_FOR,
    CheckOutcome.CANNOT_TELL,
)

#: Points of real places, by name: latitude, longitude, precision.
POINTS = {
    "Khartoum": (15.55, 32.53, 1),
    "Aleppo": (36.2, 37.16, 1),
    "Moscow": (55.75, 37.62, 1),
    "Yakutsk": (62.03, 129.73, 1),
    "Dagestan": (43.04, 47.08, 3),
    "Buenos Aires": (-34.6, -58.4, 1),
    "Ushuaia": (-54.8, -68.3, 1),
    "Miami": (25.8, -80.2, 1),
    "Denver": (39.74, -104.99, 1),
    "Cairo": (30.05, 31.25, 1),
}


def place(name, role="event", **parts):
    latitude, longitude, precision = POINTS[name]
    return Place(
        name=name,
        span=(0, 1),
        quote=name,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        role=role,
        **parts,
    )


def told(*claims, published=None, event=None, places=(), roles=None, **parts):
    """A reading of *claims*, one a sentence; *event* and *published* are days in EDTF."""
    made = reading(*claims)
    dates = []
    if published:
        dates.append(_mention(published, "publication", "publication", (0, 1)))
    if event:
        dates.append(_mention(event, "event", "event", (1, 2)))
    account = made.account.model_copy(
        update={
            "published": published,
            "event_date": EventDate(edtf=event, earliest=event, latest=event, precision="day")
            if event
            else None,
        }
    )
    sentences = tuple(
        one.model_copy(update={"role": (roles or {}).get(one.index, Role.BODY)})
        for one in made.sentences
    )
    return made.model_copy(
        update={
            "account": account,
            "sentences": sentences,
            "dates": tuple(dates),
            "places": tuple(places),
            **parts,
        }
    )


def _mention(day, role, about, where):
    date.fromisoformat(day)
    return DateMention(
        edtf=day, role=role, about=about, span=where, quote=day, earliest=day, latest=day
    )


def snowing(words="Snow falls", **parts):
    return claim(words, "STATE_WEATHER_LIGHT", conditions=("snowfall",), **parts)


def seen(kind, start=0.0, end=60.0, confidence=0.97, **attributes):
    return Observation.of(
        recording=SHA,
        kind=kind,
        span=span(start, end),
        confidence=confidence,
        made_by=ME,
        attributes={"state": "seen", **attributes},
    )


def fact(name, value):
    return seen(Kind.CONTAINER_FACT, confidence=0.6, fact=name, value=value)


def film(duration=60.0, **parts):
    """A recording with a picture, all of which could be seen."""
    whole = Stretch(start=BASE.at(0), end=BASE.at(60_000), time_base=BASE)
    picture = PictureTrack(
        stream=0,
        codec="h264",
        width=320,
        height=180,
        time_base=BASE,
        decoded=(whole,),
        looked_at="every_frame",
    )
    return recording(duration).model_copy(update={"picture": picture, **parts})


def checks_of(rule, read, observations=(), *, of=None, findings=(), **more):
    """The checks of one *rule*."""
    every = cross_check(read, of or film(), observations, findings, **more)
    return [one for one in every if one.rule == rule]


def outcomes(*args, **more):
    return [one.outcome for one in checks_of(*args, **more)]
