"""Where a claim can lie: runs of the things that could be it, one after another.

Conventions
-----------
Things are groups of gunfire, explosions, stretches of speech: whatever an account names as one. A
run has no thing of the kind left out in its middle, as nobody who tells of "three more exchanges"
skips one. Where there are too many things for every run to be weighed, those closest together are
taken as one until there are not; the run is then coarser, never wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from witnessmark.model import Observation

#: Seconds of start and end, and the thing.
_Timed = tuple[float, float, Observation]
#: Things that the runs of one claim are made of, at most: 24 make 300 runs.
MOST_THINGS = 24
#: And runs of all the claims that are placed together, at most; each claim has three things at
#: least.
MOST_RUNS = 6_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of things in order of their start: ``first`` and ``last`` count them from 0.

    ``start`` and ``end`` are seconds, ``pauses`` the seconds without any other such thing before
    and after it, infinite where there is none, ``broken_off`` the longest pause inside it. Here
    nothing is cited or stored, so that floats do.
    """

    things: tuple[Observation, ...]
    first: int
    last: int
    start: float
    end: float
    pauses: tuple[float, float]
    broken_off: float


def runs(things: Sequence[Observation], most: int = MOST_THINGS) -> tuple[Stretch, ...]:
    """Return every run of *things*, taken together to no more than *most*; none for none."""
    timed = [(float(one.start.seconds), float(one.end.seconds), one) for one in things]
    parts = _together(sorted(timed, key=lambda one: (one[0], one[2].id)), most)
    starts = [part[0][0] for part in parts]
    ends = list(accumulate((max(end for _, end, _ in part) for part in parts), max))
    before = [inf, *(max(start - end, 0.0) for start, end in zip(starts[1:], ends, strict=False))]
    return tuple(
        Stretch(
            tuple(one for part in parts[first : last + 1] for _, _, one in part),
            first,
            last,
            starts[first],
            max(end for part in parts[first : last + 1] for _, end, _ in part),
            (before[first], before[last + 1] if last + 1 < len(parts) else inf),
            max(before[first + 1 : last + 1], default=0.0),
        )
        for first in range(len(parts))
        for last in range(first, len(parts))
    )


def most_things(claims: int) -> int:
    """Return of how many things each of *claims* placed together may have its runs made."""
    for most in range(MOST_THINGS, 3, -1):
        if claims * most * (most + 1) // 2 <= MOST_RUNS:
            return most
    return 3


def _together(things: Sequence[_Timed], most: int) -> list[Sequence[_Timed]]:
    """Part *things* at the widest pauses between them, into no more than *most* parts."""
    pauses = [
        (later[0] - earlier[1], place) for place, (earlier, later) in enumerate(pairwise(things), 1)
    ]
    widest = sorted(pauses, key=lambda pause: (-pause[0], pause[1]))[: most - 1]
    edges = [0, *sorted(place for _, place in widest), len(things)]
    return [things[a:b] for a, b in pairwise(edges) if a < b]
