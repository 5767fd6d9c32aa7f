"""What a stretch of footage is worth to a claim, by the claim's own words.

Measure
-------
Natural logarithms of chances, so that sums over claims are of what goes together:

- the chance that its numbers fit what is there, by the distribution that :mod:`.counting` gives;
- up to 1 for how much of what could be meant the stretch takes in, since an account that limits
  nothing speaks of all of it, but less where it tells of one thing after another;
- up to :data:`PARTED` for pauses about it: who counts things off parts them where they part.

Our own choice of scale, in :mod:`.placing` held against what an order is worth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from witnessmark.alignment.bearing import Bearing, members
from witnessmark.alignment.counting import Count, counts, interval_of, too_few_groups
from witnessmark.alignment.nearness import judged
from witnessmark.alignment.placing import Option
from witnessmark.alignment.ranks import tells_of_beginning
from witnessmark.alignment.stretches import Stretch, runs
from witnessmark.alignment.window import MEDIA_UNITS, last_bout
from witnessmark.model import Observation

#: Worth of a number that cannot be, of one that can be with what may have been missed, and of
#: fewer repeats than told.
NEVER, POSSIBLY = -5.0, -1.0
#: Worth of pauses of :data:`LONG_PAUSE` seconds or more on both sides.
PARTED, LONG_PAUSE = 0.2, 5.0
#: What taking in all is worth where a claim is told in turn with others, and what a long pause in
#: the middle costs it: one moment of several is then meant, not all of them.
TIED, BREAK = 0.05, 0.5
#: What it is worth that all of it was judged to be as near as told, and costs where none was.
NEAR = 1.5
#: What lying at the end instead of the beginning costs it, all else being equal: accounts begin at
#: the beginning.
LATE = 0.2
#: "A few" are hardly more than so many, and what more costs.
FEW, MANY = 7, -2.0
_FEW = re.compile(r"\b(?:a few|a couple of|a handful of|two or three|three or four)\b", re.I)
#: So many times a number as all that is there does not fit it, whatever of it is true.
FAR_MORE = 10


def options(
    bearing: Bearing, things: Sequence[Observation], most: int, *, tied: bool = False
) -> tuple[Option, ...]:
    """Return every stretch of *things*, what the claim could be of, with its worth; not none.

    A claim about all of the recording has no choice but all of it, one that lasts to its end none
    but what reaches the last of it, and one of how things began none but what holds the first.
    """
    every = runs(things, most)
    last = max(one.last for one in every)
    if bearing.window.throughout:
        every = tuple(one for one in every if (one.first, one.last) == (0, last))
    elif tells_of_beginning(bearing.claim.quote):
        every = tuple(one for one in every if one.first == 0)
    elif bearing.window.to_the_end:
        bout = {one.id for one in last_bout(things)}
        every = tuple(
            one for one in every if one.last == last and bout >= {t.id for t in one.things}
        ) or tuple(one for one in every if one.last == last)
    bound = tied and not bearing.window.to_the_end
    return tuple(Option(one, _worth(bearing, one, things, tied=bound)) for one in every)


def _worth(
    bearing: Bearing, stretch: Stretch, things: Sequence[Observation], *, tied: bool
) -> float:
    pauses = sum(min(pause, LONG_PAUSE) for pause in stretch.pauses)
    share = len(stretch.things) / len(things)
    if tied:
        late = stretch.start / float(bearing.whole.duration)
        share = TIED * share - BREAK * (stretch.broken_off > LONG_PAUSE) - LATE * late
    share += NEAR * _as_near_as_told(bearing, stretch)
    return _fit(bearing, stretch) + share + PARTED * pauses / (2 * LONG_PAUSE)


def _as_near_as_told(bearing: Bearing, stretch: Stretch) -> float:
    """Return, in [-1, 1], how much of *stretch* was judged to be as near as the claim has it."""
    if bearing.nearness is None:
        return 0.0
    other = {"near": "far", "far": "near"}[bearing.nearness]
    found = [judged(one) for one in stretch.things]
    return (found.count(bearing.nearness) - found.count(other)) / len(found)


def _fit(bearing: Bearing, stretch: Stretch) -> float:
    """Return the logarithm of the chance that the claim's numbers are those of *stretch*."""
    repeat = bearing.claim.time.repeat
    if not bearing.claim.quantities and repeat is None:
        return 0.0
    if _far_more(bearing, stretch):
        return NEVER
    here = narrowed(bearing, stretch.things)
    fit = sum(_chance(count) for count in counts(here)) + POSSIBLY * too_few_groups(here)
    if _FEW.search(bearing.claim.quote) and len(here.events) > FEW:
        fit += MANY
    return max(fit, NEVER)


def _far_more(bearing: Bearing, stretch: Stretch) -> bool:
    """Say whether *stretch* has so many more than every number told that none need be weighed."""
    told = [one.max for one in bearing.claim.quantities if one.unit not in MEDIA_UNITS]
    if not told or None in told or bearing.claim.time.repeat is not None:
        return False
    there = sum(max(interval_of(one)[0], 1) for one in stretch.things)
    return there > FAR_MORE * (1 + max(float(one or 0) for one in told))


def narrowed(bearing: Bearing, things: Sequence[Observation]) -> Bearing:
    """Return *bearing* as if only *things* of its window were there."""
    names = {name for one in things for name in (one.id, *members(one))}
    return replace(
        bearing,
        within=tuple(things),
        events=tuple(one for one in bearing.events if one.id in names),
    )


def _chance(count: Count) -> float:
    if count.too_few or count.too_many:
        return NEVER
    chance = count.reached - (0.0 if count.high is None else count.exceeded)
    return max(log(max(chance, exp(NEVER))), POSSIBLY if count.unsure else NEVER)
