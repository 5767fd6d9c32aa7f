"""How many shots there were: what was found, and the least and most that it may stand for.

Conventions
-----------
``low`` leaves out picks that may be none; ``high`` adds rounds that the cadence asks for and nobody
heard. Both are meant to hold the truth about nineteen times in twenty. ``at_least`` says that
shots may have merged or were missed, so that ``found`` is a lower bound and says too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, sqrt

from witnessmark.perception.sound.cadence import Cadence
from witnessmark.perception.sound.shot import Shot

#: Two shots closer together than this, in seconds, are picked as one.
RESOLUTION = 0.04
#: Runs with gaps shorter than this multiple of the resolution may hide merged shots.
_CROWDED = 1.25
#: One-sided 95 % point of the normal distribution.
_SURE = 1.645


@dataclass(frozen=True, slots=True)
class Count:
    """Shots found, the least and the most that there were, and whether more is likely."""

    found: int
    low: int
    high: int
    at_least: bool


def count_singles(shots: Sequence[Shot], missed: float) -> Count:
    """Count single shots, of which the share *missed* is expected to have been missed."""
    return Count(len(shots), _least(shots), _with_missed(len(shots), missed), at_least=False)


def _with_missed(found: int, missed: float) -> int:
    """Return how many there may have been where *found* are what was not missed."""
    lost = found * missed / (1 - missed)
    return found + ceil(lost + _SURE * sqrt(lost))


def count_run(shots: Sequence[Shot], cadence: Cadence, missed: float) -> Count:
    """Count a run of fast fire by one weapon; *missed* is the chance that a shot in it is missed.

    Where the run has a rate, picks out of the cadence may be extra and doubled intervals were
    filled. One shot more is allowed for at the ends, where a missing one leaves no gap. Where it
    has none, as many may be missing as that chance gives.
    """
    found = len(shots)
    crowded = any(b.seconds - a.seconds < _CROWDED * RESOLUTION for a, b in pairwise(shots))
    if cadence.rate is None:
        return Count(found, _least(shots), _with_missed(found, missed), at_least=True)
    in_time = len(cadence.chain.picks)
    ends = 1 if 2 * missed > 0.05 else 0
    held = [shots[index] for index in cadence.chain.picks]
    low = min(in_time, max(_least(shots), in_time - _doubts(held)))
    merged = crowded and 60 / cadence.rate.value < _CROWDED * RESOLUTION
    high = max(found, in_time + cadence.filled + ends)
    return Count(found, low, high, at_least=cadence.filled > 0 or merged)


def count_overlapping(shots: Sequence[Shot], high: int) -> Count:
    """Count fire of two weapons at once, whose shots merge; *high* is what their trains ask for."""
    return Count(len(shots), _least(shots), max(high, len(shots)), at_least=True)


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
