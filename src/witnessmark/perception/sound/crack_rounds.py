"""What supersonic cracks say of rounds: whose blast is whose, and which were fired unheard.

Conventions
-----------
A crack belongs to the blast of the same round (:mod:`.crack_pairs`) and is noted with it as
``crack_to_blast_s``; a shot is then no less sure than its crack, and a doubtful blast that has a
crack is a shot. (Fronts too faint to be told were tried too: of the leads that this brought in
rendered pairs two in five were of echoes.)

A crack behind which no blast comes that could be its own tells of a round all the same: of a gun
too far off, or so near the bullet's path that crack and blast are one front. Where it is as sure as
:data:`SURE_ALONE`, or as likely a blast as a shot has to be, it is reported as a shot, at the time
of the crack, with ``heard_by`` saying so, and where :data:`SURE_IN_RUN` of them are in one run of
the trigger, or six fairly sure ones come evenly, so are the others of that run. What is likelier a
crack than not is an impulse else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.perception.sound.cadence import find_cadence
from witnessmark.perception.sound.carried_on import MISSED
from witnessmark.perception.sound.crack_pairs import LONGEST, cracks_of
from witnessmark.perception.sound.event import LEAST_IMPULSE, Event, impulse_at
from witnessmark.perception.sound.gunfire import AUTOMATIC, AUTOMATIC_INTERVAL
from witnessmark.perception.sound.picker import Pick
from witnessmark.perception.sound.shot import Shot, parted
from witnessmark.perception.sound.timbre import timbre

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


@dataclass(frozen=True, slots=True)
class Crack:
    """A crack: when, how sure, how likely it is of each cause, and how it sounds."""

    seconds: Fraction
    chance: float
    others: Mapping[str, float]
    timbre: NDArray[np.float32]

    @classmethod
    def of(cls, pick: Pick) -> Crack:
        """Return *pick* without its sound."""
        return cls(pick.seconds, pick.chance, pick.others, timbre(pick.around, pick.onset))


def with_cracks(found: Sequence[Event], cracks: Sequence[Crack], least: float) -> list[Event]:
    """Return the events with what *cracks* say of their blasts, and the cracks that are alone.

    Both ascend in time; *least* is the chance from which on a blast is a shot.
    """
    events, left = _paired(found, cracks, least)
    alone = list(_alone(left, events))
    for crack, is_round in zip(alone, _rounds(alone, least), strict=True):
        if is_round:
            events.append(_by_crack(crack))
        elif crack.chance >= LEAST_CRACK or crack.others["blast"] >= LEAST_IMPULSE:
            events.append(impulse_at(crack.seconds, crack.others))
    return sorted(events, key=lambda one: one.seconds)


def _paired(
    found: Sequence[Event], cracks: Sequence[Crack], least: float
) -> tuple[list[Event], list[Crack]]:
    """Return the events with the leads of their cracks, and the cracks that lead none."""
    blasts = [one if one.shot is not None else one.as_shot for one in found]
    places = [place for place, one in enumerate(blasts) if one is not None]
    heard = [float(crack.seconds) for crack in cracks]
    paired = cracks_of(heard, [float(found[place].seconds) for place in places])
    events, own = list(found), set()
    for place, at in zip(places, paired, strict=True):
        blast = blasts[place]
        if at is not None and blast is not None and max(blast.chance, cracks[at].chance) >= least:
            events[place] = _led(blast, cracks[at], least)
            own.add(at)
    return events, [crack for at, crack in enumerate(cracks) if at not in own]


def _led(blast: Event, crack: Crack, least: float) -> Event:
    """Return *blast* with the lead of its *crack*, and no less sure than that one is.

    ``chance_without_crack`` is noted where it would be less than *least* otherwise.
    """
    lead = float(blast.seconds) - float(crack.seconds)
    noted = {**blast.attributes, "crack_to_blast_s": round(lead, 4)}
    if blast.chance < least:
        noted["chance_without_crack"] = round(blast.chance, 4)
    sure = max(crack.chance, blast.chance)
    shot = blast.shot and replace(blast.shot, crack_to_blast_s=lead, confidence=sure)
    return replace(blast, chance=sure, attributes=noted, shot=shot)


def _alone(cracks: Sequence[Crack], found: Sequence[Event]) -> Iterator[Crack]:
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


def _rounds(cracks: Sequence[Crack], least: float) -> list[bool]:
    """Return which of the cracks without a blast, ascending, count as rounds."""
    sure = [
        crack.chance >= SURE_ALONE or crack.others["blast"] >= least  # one front of both
        for crack in cracks
    ]
    for run in parted(range(len(cracks)), cracks, AUTOMATIC_INTERVAL):
        if sum(sure[at] for at in run) >= SURE_IN_RUN or _is_even([cracks[at] for at in run]):
            for at in run:
                sure[at] = True
    return sure


def _is_even(run: Sequence[Crack]) -> bool:
    """Say whether cracks come at an even rate, as those of automatic fire, and are fairly sure."""
    chances = np.array([crack.chance for crack in run])
    if len(run) < AUTOMATIC or np.sort(chances)[-SURE_IN_RUN] < SURE_IF_EVEN:
        return False
    times = np.array([float(crack.seconds) for crack in run])
    return find_cadence(times, chances, MISSED).rate is not None


def _by_crack(crack: Crack) -> Event:
    """Return the round that a crack without a blast tells of."""
    chance = max(crack.chance, crack.others["blast"])
    shot = Shot(float(crack.seconds), chance, crack.timbre)
    return Event(crack.seconds, Kind.SHOT, chance, {"heard_by": "crack"}, shot)
