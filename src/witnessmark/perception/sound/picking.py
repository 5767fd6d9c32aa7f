"""Picks to events: what is reported of them, as what, and which belong together.

Conventions
-----------
A front counts from the chance on that the picker's card names for its cause. A blast that is less
likely than that, but not less than :data:`LEAST_IMPULSE`, is a shot where a cadence asks for a
round (:mod:`.carried_on`), else an impulse whose cause is open; and so is an explosion, or what
might be either but is likeliest a crack; its confidence is the chance that it is none of what is
listened for.

A supersonic crack belongs to the blast of the same round and is noted with it as
``crack_to_blast_s``; a shot is then no less sure than its crack, and a doubtful blast that has a
crack is a shot. A crack behind which no blast comes that could be its own tells of a round all the
same: of a gun too far off, or so near the bullet's path that crack and blast are one front. Where
it is as sure as :data:`SURE_ALONE`, or as likely a blast as a shot has to be, it is reported as a
shot, at the time of the crack, with ``heard_by`` saying so, and where :data:`SURE_IN_RUN` of them
are in one run of the trigger, or six fairly sure ones come evenly, so are the others of that run.
What is likelier a crack than not is
an impulse else. Explosions closer to the first of them than an explosion lasts are one, at the
first time with the highest chance: what follows so soon is most often its own echo. It may be
another explosion all the same; so such a one is noted ``at_least``, with the ``count_interval``
that it may stand for, from one to as many as were heard.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
from pydantic import JsonValue

from witnessmark.model import Kind
from witnessmark.perception.sound.cadence import find_cadence
from witnessmark.perception.sound.carried_on import MISSED, carried_on
from witnessmark.perception.sound.crack_pairs import LONGEST, pair_cracks
from witnessmark.perception.sound.gunfire import AUTOMATIC, AUTOMATIC_INTERVAL
from witnessmark.perception.sound.picker import Pick
from witnessmark.perception.sound.proximity_evidence import Evidence, measure
from witnessmark.perception.sound.shot import Shot
from witnessmark.perception.sound.timbre import timbre

#: What is at least this likely a blast or an explosion, though not likely enough, is an impulse.
LEAST_IMPULSE = 0.2
#: How sure a crack without a blast must be to count as a round, and how many so sure vouch for the
#: others of their run. Chosen on the turns: of 473 rounds so told in rendered sound 461 were by one
#: turn's model; 57 more shots than 601 were reported in 2.8 hours of made sounds without any, of
#: claps, slaps and jackhammers, and 5 more than 67 in 1.6 hours of Debian's.
SURE_ALONE = 0.95
SURE_IN_RUN = 3
#: How sure the third of six or more must be that come at an even rate.
SURE_IF_EVEN = 0.93
#: Least chance of a crack without a blast to be an impulse.
LEAST_CRACK = 0.5
#: Seconds by which a time may be off after a lead was taken from it and added again.
_SAME_TIME = 1e-6
#: Stated length of an explosion, in seconds.
EXPLOSION_LENGTH = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Event:
    """Something heard: when, what, how surely; for a shot also what it is grouped by.

    ``fronts`` is how many picks it stands for. Of an impulse that is likeliest a blast, ``as_shot``
    is the shot that it would be.
    """

    seconds: Fraction
    kind: Kind
    chance: float
    attributes: Mapping[str, JsonValue] = field(default_factory=dict)
    shot: Shot | None = None
    evidence: Evidence | None = None
    fronts: int = 1
    as_shot: Event | None = None


def events(picks: Iterable[Pick], least: Mapping[str, float]) -> list[Event]:
    """Return the events of one recording's *picks*, in order; *least* is each cause's chance."""
    found: list[Event] = []
    cracks: list[Pick] = []
    for pick in picks:
        if pick.chance >= least[pick.cause]:
            if pick.cause == "crack":
                cracks.append(pick)
            elif pick.cause == "explosion":
                _add_explosion(found, Event(pick.seconds, Kind.EXPLOSION, pick.chance))
            else:
                found.append(_shot(pick))
        elif max(pick.others["blast"], pick.others["explosion"]) >= LEAST_IMPULSE:
            found.append(_impulse(pick))
    return _with_cracks(_with_carried_on(found, least["blast"]), cracks, least["blast"])


def _shot(pick: Pick) -> Event:
    shot = Shot(float(pick.seconds), pick.chance, timbre(pick.around, pick.onset))
    evidence = measure(pick.around, pick.onset, pick.next_onset)
    return Event(pick.seconds, Kind.SHOT, pick.chance, {}, shot, evidence)


def _impulse(pick: Pick) -> Event:
    none = max(0.0, 1.0 - sum(pick.others.values()))
    noted: dict[str, JsonValue] = {
        f"chance_of_{'shot' if cause == 'blast' else cause}": round(chance, 4)
        for cause, chance in pick.others.items()
    }
    as_shot = _shot(pick) if pick.cause == "blast" else None
    return Event(pick.seconds, Kind.IMPULSE, none, noted, as_shot=as_shot)


def _with_carried_on(found: Sequence[Event], least: float) -> list[Event]:
    """Return the events with the doubtful blasts that a cadence asks for as shots."""
    doubtful = [(place, one.as_shot) for place, one in enumerate(found) if one.as_shot is not None]
    shots = [one.shot for one in found if one.shot is not None]
    carried = carried_on(shots, [(float(one.seconds), one.chance) for _, one in doubtful], least)
    events = list(found)
    for round_ in carried:
        place, one = doubtful[round_.index]
        if one.shot is not None:
            noted: dict[str, JsonValue] = {"chance_without_cadence": round(one.chance, 4)}
            shot = replace(one.shot, confidence=round_.chance)
            events[place] = replace(one, chance=round_.chance, attributes=noted, shot=shot)
    return events


def _add_explosion(found: list[Event], new: Event) -> None:
    last = next((n for n in range(len(found) - 1, -1, -1) if found[n].kind is Kind.EXPLOSION), None)
    if last is None or new.seconds - found[last].seconds >= EXPLOSION_LENGTH:
        found.append(new)
    else:
        found[last] = _merged(found[last], new)


def _merged(first: Event, another: Event) -> Event:
    """Return *first*, with a note that *another* so soon after it may be one more."""
    fronts = first.fronts + another.fronts
    noted: dict[str, JsonValue] = {"at_least": True, "count_interval": [1, fronts]}
    chance = max(first.chance, another.chance)
    return replace(first, chance=chance, attributes=noted, fronts=fronts)


def _with_cracks(found: Sequence[Event], cracks: Sequence[Pick], least: float) -> list[Event]:
    """Return the events with what the cracks say of their blasts, and the cracks that are alone."""
    blasts = [one if one.shot is not None else one.as_shot for one in found]
    places = [place for place, one in enumerate(blasts) if one is not None]
    heard = [float(crack.seconds) for crack in cracks]
    paired = pair_cracks(heard, [float(found[place].seconds) for place in places])
    events, own = list(found), set()
    for place, lead in zip(places, paired, strict=True):
        blast = blasts[place]
        if lead is None or blast is None:
            continue
        at = bisect_left(heard, float(blast.seconds) - lead - _SAME_TIME)
        if max(blast.chance, cracks[at].chance) >= least:
            events[place] = _led(blast, lead, cracks[at].chance, least)
            own.add(at)
    alone = list(_alone([crack for at, crack in enumerate(cracks) if at not in own], events))
    rounds = _rounds(alone, least)
    for crack, is_round in zip(alone, rounds, strict=True):
        if is_round:
            events.append(_by_crack(crack))
        elif crack.chance >= LEAST_CRACK or crack.others["blast"] >= LEAST_IMPULSE:
            events.append(_impulse(crack))
    return sorted(events, key=lambda one: one.seconds)


def _led(blast: Event, lead: float, chance: float, least: float) -> Event:
    """Return *blast* with the lead of its crack, and no less sure than that one is.

    ``chance_without_crack`` is noted where it would be less than *least* otherwise.
    """
    noted = {**blast.attributes, "crack_to_blast_s": round(lead, 4)}
    if blast.chance < least:
        noted["chance_without_crack"] = round(blast.chance, 4)
    sure = max(chance, blast.chance)
    shot = blast.shot and replace(blast.shot, crack_to_blast_s=lead, confidence=sure)
    return replace(blast, chance=sure, attributes=noted, shot=shot)


def _alone(cracks: Sequence[Pick], found: Sequence[Event]) -> Iterator[Pick]:
    """Yield the *cracks* that no shot without a crack can be the blast of, each shot taken once."""
    open_ = [
        float(one.seconds)
        for one in found
        if one.shot is not None and one.shot.crack_to_blast_s is None
    ]
    for crack in cracks:
        after = bisect_right(open_, float(crack.seconds))
        if after < len(open_) and open_[after] - float(crack.seconds) <= LONGEST:
            del open_[after]
        else:
            yield crack


def _rounds(cracks: Sequence[Pick], least: float) -> list[bool]:
    """Return which of the cracks without a blast, ascending, count as rounds."""
    sure = [
        crack.chance >= SURE_ALONE or crack.others["blast"] >= least  # one front of both
        for crack in cracks
    ]
    runs: list[list[int]] = []
    for at, crack in enumerate(cracks):
        if runs and crack.seconds - cracks[runs[-1][-1]].seconds <= AUTOMATIC_INTERVAL:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        if sum(sure[at] for at in run) >= SURE_IN_RUN or _is_even([cracks[at] for at in run]):
            for at in run:
                sure[at] = True
    return sure


def _is_even(run: Sequence[Pick]) -> bool:
    """Say whether cracks come at an even rate, as those of automatic fire, and are fairly sure."""
    chances = np.array([crack.chance for crack in run])
    if len(run) < AUTOMATIC or np.sort(chances)[-SURE_IN_RUN] < SURE_IF_EVEN:
        return False
    times = np.array([float(crack.seconds) for crack in run])
    return find_cadence(times, chances, MISSED).rate is not None


def _by_crack(crack: Pick) -> Event:
    """Return the round that a crack without a blast tells of."""
    chance = max(crack.chance, crack.others["blast"])
    shot = Shot(float(crack.seconds), chance, timbre(crack.around, crack.onset))
    return Event(crack.seconds, Kind.SHOT, chance, {"heard_by": "crack"}, shot)
