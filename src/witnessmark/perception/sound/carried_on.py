"""Rounds that a cadence asks for: a doubtful front where the next round is due is a shot.

Conventions
-----------
A weapon on automatic fires at even intervals. Where at least :data:`LEAST_RUN` shots have a rate of
fire that can be stated, the next round is due one period after the last, and one that was missed
leaves two. A front that alone is too unlikely to count, but stands where a round is due, is as much
likelier as it is unlikely that an unrelated one stands just there: by Bayes' rule its odds grow by
the share of rounds that fall within the tolerance over the share of the period that the tolerance
covers. They grow by no more than :data:`MOST_FOR_IT`: the picker's trees have seen part of the
cadence already, and echoes of a burst are as even as the burst.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from witnessmark.perception.sound.cadence import find_cadence
from witnessmark.perception.sound.shot import Shot, parted

#: Fewer shots carry no cadence on.
LEAST_RUN = 4
#: Longest gap in seconds between shots of one run: a missed round at 300 a minute.
LONGEST_GAP = 0.4
#: Chance of a missed round that the cadence reckons with: fast fire hides rounds.
MISSED = 0.3
#: How far from where it is due a round may stand, as a share of the period, and at least, in
#: seconds; and the share of rounds that do.
SLACK, LEAST_SLACK, WITHIN = 0.07, 0.004, 0.9
#: What a place in the cadence multiplies the odds by at most.
MOST_FOR_IT = 4.0
#: Rounds that may be missing before the next that is found.
MISSING = 1


@dataclass(frozen=True, slots=True)
class Carried:
    """A doubtful front, by its place among those given, and its chance with the cadence."""

    index: int
    chance: float


def carried_on(
    shots: Sequence[Shot], doubtful: Sequence[tuple[float, float]], least: float
) -> list[Carried]:
    """Return which of *doubtful* are rounds that the cadence of *shots* asks for.

    *shots* ascend in time, and so do *doubtful*: seconds and chance of each. Those whose chance
    reaches *least* are returned, each once, ascending.
    """
    times = [seconds for seconds, _ in doubtful]
    found: dict[int, float] = {}
    for part in parted(range(len(shots)), shots, LONGEST_GAP):
        run = shots[part[0] : part[-1] + 1]
        period = _period(run) if len(run) >= LEAST_RUN else None
        if period is None:
            continue
        slack = max(SLACK * period, LEAST_SLACK)
        for_it = min(WITHIN * period / (2 * slack), MOST_FOR_IT)
        for start, stop, step in _holes(run, period):
            for index in _walk(times, start, stop, step, slack):
                chance = doubtful[index][1]
                odds = for_it * chance / max(1 - chance, 1e-6)
                if odds / (1 + odds) < least:
                    break
                found[index] = max(found.get(index, 0.0), odds / (1 + odds))
    return [Carried(index, chance) for index, chance in sorted(found.items())]


def _period(run: Sequence[Shot]) -> float | None:
    times = np.array([shot.seconds for shot in run])
    rate = find_cadence(times, np.array([shot.confidence for shot in run]), MISSED).rate
    return None if rate is None else 60.0 / rate.value


def _holes(run: Sequence[Shot], period: float) -> Iterator[tuple[float, float, float]]:
    """Yield where rounds may be due: start, stop and signed step, of the ends and of each gap."""
    first, last = run[0].seconds, run[-1].seconds
    yield first, -np.inf, -period
    yield last, np.inf, period
    for one, another in pairwise(run):
        if another.seconds - one.seconds > 1.5 * period:
            yield one.seconds, another.seconds - 0.5 * period, period


def _walk(
    times: Sequence[float], start: float, stop: float, step: float, slack: float
) -> Iterator[int]:
    """Yield the indices of *times* where rounds are due from *start* on, until too many miss."""
    at, missing = start, 0
    while missing <= MISSING:
        due = at + step * (1 + missing)
        if (stop - due) * step <= 0:
            return
        index = _nearest(times, due)
        if index is None or abs(times[index] - due) > slack:
            missing += 1
            continue
        yield index
        at, missing = times[index], 0


def _nearest(times: Sequence[float], due: float) -> int | None:
    after = bisect_left(times, due)
    near = [index for index in (after - 1, after) if 0 <= index < len(times)]
    return min(near, key=lambda index: abs(times[index] - due), default=None)
