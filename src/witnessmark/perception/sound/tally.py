"""How many shots there were: what was found, the best estimate, the least and the most.

Conventions
-----------
``found`` are the picks. ``low`` leaves out those that may be none; ``best`` and ``high`` add rounds
that nobody heard: the cadence asks for those between two picks, and what share of them was missed
tells how many may have been missed at either end, where they leave no gap. ``low`` and ``high`` are
meant to hold the truth about nineteen times in twenty. ``at_least`` says that ``found`` says too
little: ``best`` is more, or shots may have merged, or no cadence tells how many were missed. Where
it is said ``best`` is never less than ``found``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, exp, floor, lgamma, sqrt

from witnessmark.perception.sound.cadence import Cadence
from witnessmark.perception.sound.shot import Shot

#: Two shots closer together than this, in seconds, are picked as one.
RESOLUTION = 0.04
#: Runs with gaps shorter than this multiple of the resolution may hide merged shots.
_CROWDED = 1.25
#: Chance that a round of fast fire is missed where no cadence tells: as many as are allowed for.
#: In rapid fire the tail of one round hides the next, so that it is more than of single shots.
MOST_MISSED = 0.4
#: Single shots nearer together than this, in seconds, may be fast fire in which rounds were missed:
#: twice the interval of 400 rounds a minute.
_QUICK = 0.3
#: The share of fast fire that is missed before its gaps are seen, the middle of what is allowed
#: for, and how many rounds' worth of knowledge that is taken for: hardly anything.
_MISSED, _PRIOR = MOST_MISSED / 2, 3.0
#: Rounds of a second weapon that fall upon those of the first are not heard, and nothing may show
#: that there was one: in simulated pairs that were not told apart there were so many more.
_HIDDEN = 0.25
#: One-sided 95 % point of the normal distribution.
_SURE = 1.645
_SHARES = (0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Count:
    """Shots found, the least and the most that there were, whether more is likely, the estimate."""

    found: int
    low: int
    high: int
    at_least: bool
    best: int


def count_singles(shots: Sequence[Shot], missed: float) -> Count:
    """Count single shots, of which the share *missed* is expected to have been missed.

    Of those that follow so quickly that they may be what was heard of fast fire, more may be.
    """
    found = len(shots)
    near = [b.seconds - a.seconds < _QUICK for a, b in pairwise(shots)]
    quick = sum(
        before or after for before, after in zip([False, *near], [*near, False], strict=True)
    )
    lost = (found - quick) * _odds(missed) + quick * _odds(max(missed, MOST_MISSED))
    return Count(found, _least(shots), _with_lost(found, lost), quick > 0, found)


def _odds(missed: float) -> float:
    """Return how many are missed for each that is found."""
    return missed / (1 - missed)


def _with_lost(found: int, lost: float) -> int:
    """Return the most there may have been where *lost* are expected besides those *found*."""
    return found + ceil(lost + _SURE * sqrt(lost))


def count_run(shots: Sequence[Shot], cadence: Cadence, missed: float) -> Count:
    """Count a run of fast fire by one weapon; *missed* is the chance that a single shot is missed.

    Where the run has a rate, picks out of the cadence may be extra, intervals of several periods
    had rounds in them that were missed, and as large a share may have been missed at the ends and
    about pauses. Where it has none, any share up to :data:`MOST_MISSED` may be missing.
    """
    found = len(shots)
    if cadence.rate is None:
        most = _with_lost(found, found * _odds(max(missed, MOST_MISSED)))
        return Count(found, _least(shots), most, at_least=True, best=found)
    crowded = any(b.seconds - a.seconds < _CROWDED * RESOLUTION for a, b in pairwise(shots))
    in_time = len(cadence.chain.picks)
    held = [shots[index] for index in cadence.chain.picks]
    low = min(in_time, max(_least(shots), in_time - _doubts(held)))
    likely, most = _at_ends(cadence, max(missed, _MISSED))
    merged = crowded and 60 / cadence.rate.value < _CROWDED * RESOLUTION
    best = in_time + cadence.filled + likely
    high = ceil((found + cadence.filled + most) * (1 + _HIDDEN))
    count = Count(found, low, high, best > found, best)
    return _undercounted(count, high) if merged else count


def count_beside(shots: Sequence[Shot], alone: Count, cadence: Cadence) -> Count:
    """Count one of two weapons at once, whose shots merge; *alone* is its count by itself.

    It may have fired on, hidden by the other, from its first shot to its last.
    """
    asked = round((shots[-1].seconds - shots[0].seconds) / cadence.column.period) + 1
    in_time = len(cadence.chain.picks) + cadence.filled
    return _undercounted(alone, alone.high + max(asked - in_time, 0))


def count_with_another(alone: Count) -> Count:
    """Count a run in which a second weapon, as fast as the first, may be hidden."""
    return _undercounted(alone, alone.high + alone.best)


def _undercounted(count: Count, high: int) -> Count:
    """Return *count*, up to *high*, of shots that merge: picks out of the cadence may be shots."""
    return replace(count, high=high, at_least=True, best=max(count.best, count.found))


def _at_ends(cadence: Cadence, missed: float) -> tuple[int, int]:
    """Return how many rounds were missed where the train begins and ends: median, 95 % point.

    The share that is missed has a beta distribution, *missed* before the gaps were seen. At each
    end as many are missed as come before the first that is not: together, negative binomial.
    Averaged over the share that is the beta negative binomial distribution (Johnson, Kemp and
    Kotz, Univariate Discrete Distributions, 2005, 6.2.3).
    """
    starts = int(sum(cadence.chain.steps == 0))
    ends = 2 * max(starts, 1)
    lost = _PRIOR * missed + cadence.filled
    kept = _PRIOR * (1 - missed) + len(cadence.chain.picks) - max(starts, 1)
    reached = 0.0
    points: list[int] = []
    for number in range(1000):
        ways = lgamma(number + ends) - lgamma(number + 1) - lgamma(ends)
        reached += exp(ways + _log_beta(lost + number, kept + ends) - _log_beta(lost, kept))
        points += [number] * (sum(reached >= share for share in _SHARES) - len(points))
        if len(points) == len(_SHARES):
            break
    return points[0], points[-1]


def _log_beta(first: float, second: float) -> float:
    return lgamma(first) + lgamma(second) - lgamma(first + second)


def _doubts(shots: Sequence[Shot]) -> int:
    """Return how many shots of a regular train are so doubtful that they may be chance."""
    return sum(shot.confidence < 0.5 for shot in shots)


def _least(shots: Sequence[Shot]) -> int:
    """Return the 5 % point of the number of true ones: independent chances, normal approximation.

    Never less than one, nor more than there are.
    """
    expected = sum(shot.confidence for shot in shots)
    spread = sqrt(sum(shot.confidence * (1 - shot.confidence) for shot in shots))
    return min(max(floor(expected - _SURE * spread + 0.5), 1), len(shots))
