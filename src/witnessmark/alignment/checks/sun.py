"""Dark or light, seen or told of, against the height of the sun at the hour that is told.

Conventions
-----------
The sun's height is that of its centre above the horizon, without refraction, by astral (after
Meeus, Astronomical Algorithms). A clock keeps the time of its country: where no zone is told, it
is taken to run from one hour behind the mean sun of the place to three ahead, which holds all
zones and summer times but those at the date line (ours, from the zones of the IANA database).
Below -12 degrees nautical twilight is over (U.S. Naval Observatory); above 6 the sun is up for
all but deep valleys (ours); between them nothing is said. A dark picture may be a room's and a
light one lamplight, so that what is seen never conflicts: only words that put night and a day's
hour into one sentence do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from importlib.metadata import version

from astral import Observer
from astral.sun import elevation

from witnessmark.alignment.checks.days import Days, Spot, event_days, event_spots
from witnessmark.alignment.checks.hours import Hour, told_hour
from witnessmark.alignment.checks.matter import Answer, Matter, Rule, ids, quoted, seconds
from witnessmark.alignment.sureness import SURE
from witnessmark.clock import union_length
from witnessmark.model import CheckOutcome, Claim, Kind, Observation

#: Degrees below which it is dark, and above which it is light.
DARK, LIGHT = -12.0, 6.0
#: Hours by which a country's clock may run behind the mean sun, and ahead of it.
BEHIND, AHEAD = 1.0, 3.0
#: Share of the picture that must be dark for a recording to count as dark.
MOSTLY = 0.8
_EVERY = timedelta(minutes=10)
_MOST_DAYS = 31
_ASTRAL = f"astral {version('astral')}"
_SOURCE = f"Height of the sun by {_ASTRAL} (after Meeus, Astronomical Algorithms)."
_NIGHT, _DAY = frozenset({"night"}), frozenset({"daylight"})


@dataclass(frozen=True, slots=True)
class _Light:
    """How light it is said or seen to be, with what tells so."""

    dark: bool
    claims: tuple[Claim, ...] = ()
    seen: tuple[Observation, ...] = ()

    @property
    def words(self) -> str:
        """What there is, as the beginning of a sentence."""
        if self.seen:
            return f"The picture is dark at {seconds(self.seen)}"
        return (
            f"The account tells of {'night' if self.dark else 'daylight'} ({quoted(self.claims)})"
        )


def sun(matter: Matter) -> tuple[Answer, ...]:
    """Hold dark and light against the sun; nothing where no hour is told."""
    hour = told_hour(matter)
    lights = [*_told(matter), *_seen(matter)]
    if hour is None or not lights:
        return ()
    days, spots = event_days(matter.reading), event_spots(matter.reading)
    if days is None or not spots:
        missing = "day" if days is None else "place"
        reason = (
            f"{lights[0].words}, and “{hour.words}” is told, but no {missing} of the event from "
            "which the height of the sun would follow."
        )
        return (_answer(CheckOutcome.CANNOT_TELL, reason, lights[0], hour, days, ()),)
    low, high = heights(days, spots, hour)
    return tuple(_judged(light, hour, days, spots, low, high) for light in lights)


def heights(days: Days, spots: tuple[Spot, ...], hour: Hour) -> tuple[float, float]:
    """Return the least and the greatest height of the sun, in degrees, that the words allow."""
    length = (days.last - days.first).days
    step = max(1, length // _MOST_DAYS)
    dates = [days.first + timedelta(days=n) for n in range(0, length + 1, step)]
    found = []
    for spot in spots:
        offset = timedelta(hours=0 if hour.utc else spot.longitude / 15)
        early = timedelta(0) if hour.utc else timedelta(hours=AHEAD)
        late = timedelta(0) if hour.utc else timedelta(hours=BEHIND)
        observer = Observer(spot.latitude, spot.longitude, 0.0)
        for day in dates:
            noon = datetime.combine(day, time(), UTC) + timedelta(minutes=hour.minutes) - offset
            moment, end = noon - early, noon + late
            while moment <= end:
                found.append(elevation(observer, moment, with_refraction=False))
                moment += _EVERY
    return min(found), max(found)


def _told(matter: Matter) -> list[_Light]:
    night = tuple(claim for claim in matter.told if _NIGHT & set(claim.conditions))
    day = tuple(claim for claim in matter.told if _DAY & set(claim.conditions))
    return [_Light(dark, claims) for dark, claims in ((True, night), (False, day)) if claims]


def _seen(matter: Matter) -> list[_Light]:
    """Return the darkness of the picture where most of it is surely dark."""
    picture = matter.recording.picture
    dark = tuple(
        one
        for one in matter.observations
        if one.kind is Kind.DARKNESS
        and one.confidence >= SURE
        and one.attributes.get("state") != "unclear"
    )
    if picture is None or not picture.decoded or not dark:
        return []
    whole = max(part.end for part in picture.decoded) - min(p.start for p in picture.decoded)
    share = union_length([one.span for one in dark]) / whole
    return [_Light(dark=True, seen=dark)] if share >= MOSTLY else []


def _judged(
    light: _Light, hour: Hour, days: Days, spots: tuple[Spot, ...], low: float, high: float
) -> Answer:
    figures = (
        f"{light.words}; at {hour.words} on {days.words} the sun at {spots[0].name} stands between "
        f"{low:.0f}° and {high:.0f}° above the horizon"
        + ("" if hour.utc else ", whatever clock is meant")
    )
    told = any(claim.sentence == hour.sentence for claim in light.claims)
    if (light.dark and high <= DARK) or (not light.dark and low >= LIGHT):
        outcome, end = CheckOutcome.AGREES, "the two fit"
    elif (light.dark and low >= LIGHT) or (not light.dark and high <= DARK):
        outcome = CheckOutcome.CONFLICTS if told and days.spans else CheckOutcome.SPEAKS_FOR
        end = (
            "hour, day, place or light must be another than told, and this check does not say which"
            if outcome is CheckOutcome.CONFLICTS
            else "that speaks for another hour, or for a room or a deep shade"
            if light.seen
            else "that speaks for two hours that are told of, or for a mistake in one of them"
        )
    else:
        outcome = CheckOutcome.CANNOT_TELL
        end = "twilight, or an hour on either side of it, says nothing"
    return _answer(outcome, f"{figures}; {end}.", light, hour, days, spots)


def _answer(
    outcome: CheckOutcome,
    reason: str,
    light: _Light,
    hour: Hour,
    days: Days | None,
    spots: tuple[Spot, ...],
) -> Answer:
    return Answer(
        outcome,
        reason,
        _SOURCE,
        claims=ids(light.claims),
        sentences=(hour.sentence,),
        observations=ids(light.seen),
        dates=() if days is None else days.spans,
        places=tuple(spot.span for spot in spots),
    )


RULE = Rule(
    "sun",
    "1",
    sun,
    {
        "dark_deg": DARK,
        "light_deg": LIGHT,
        "clock_behind_h": BEHIND,
        "clock_ahead_h": AHEAD,
        "mostly": MOSTLY,
        "sun": _ASTRAL,
    },
)
