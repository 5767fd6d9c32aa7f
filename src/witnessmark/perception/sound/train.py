"""One weapon's shots among picks: the likeliest periodic train, by dynamic programming.

Conventions
-----------
Times are seconds, ascending. A pick either carries the train on, one to four periods after the
pick before it in the train (what lies between was missed); or starts it again after a pause; or is
an extra one, of something else. Each way has a log density per second, so that explanations of the
same picks can be compared. A *column* is one pair of a period and a noise level. The search is a
Viterbi one (Rabiner, Proc. IEEE 77, 1989, section III B) over the picks instead of over time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

#: Periods searched, in seconds: 1,500 to 285 rounds a minute, in steps of one per cent.
PERIODS: Floats = np.geomspace(0.04, 0.21, 168)
#: Noise levels tried: jitter of the weapon's cycle as a share of the period, error of an onset in
#: seconds. Cyclic jitter of automatic weapons lies within a few per cent.
NOISES = ((0.012, 0.0008), (0.025, 0.002), (0.05, 0.004))
#: How many picks back the train's last shot may lie, and how many periods may pass between two.
LOOKBACK, LONGEST = 6, 4
#: Log rates per second at which a train starts and at which extra picks come, where all are sure.
START, EXTRA = log(0.15), log(0.3)
#: Confidence at which a pick is as likely an extra one as :data:`EXTRA` says.
_SURE = 0.95
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Column:
    """A period in seconds, the jitter of the cycle as a share of it, the onset error in seconds."""

    period: float
    cycle: float
    onset: float


@dataclass(frozen=True, slots=True)
class Chain:
    """The picks that make up the train, in order, and how many periods each lies after the last.

    ``steps[i]`` is 0 where the train starts, also after a pause. ``score`` is the log density of
    all the picks, extra ones included.
    """

    picks: Ints
    steps: Ints
    score: float


def extra_costs(confidences: Floats) -> Floats:
    """Return the log rate at which each pick would come as an extra one, shape (n,).

    By Bayes' rule a doubtful pick is a likelier extra one; the odds are kept within bounds.
    """
    sure = np.clip(confidences, 0.3, 0.99)
    return EXTRA + np.log((1 - sure) / sure) - log((1 - _SURE) / _SURE)


def gap_densities(
    gaps: Floats, periods: Floats, cycles: Floats, onsets: Floats, missed: float
) -> Floats:
    """Return the log density of each gap in each column: shapes (…,) and (c,) give (…, c)."""
    # Single precision is a thousand times finer than the noise, and twice as fast.
    spans = gaps[..., None].astype(np.float32)
    beat, jitter, late = (
        part.astype(np.float32) for part in (periods, (cycles * periods) ** 2, 2 * onsets**2)
    )
    steps = np.clip(np.rint(spans / beat), 1, LONGEST)
    variance = jitter * steps + late
    off = spans - steps * beat
    shape = np.log(variance) + off * off / variance
    lost = log(1 - missed) - log(missed) - 0.5 * log(2 * np.pi)
    density: Floats = np.float32(lost) + steps * np.float32(log(missed)) - np.float32(0.5) * shape
    return density


def train_scores(times: Floats, extras: Floats, missed: float) -> Floats:
    """Return the best score of each period and noise level, shape (periods, noises)."""
    periods = np.repeat(PERIODS, len(NOISES))
    cycles = np.tile([noise[0] for noise in NOISES], len(PERIODS))
    onsets = np.tile([noise[1] for noise in NOISES], len(PERIODS))
    count = len(times)
    best = np.zeros(len(periods))
    # Scores are kept relative to all picks being extra ones, so that skipping a pick is free.
    recent = np.full((LOOKBACK, len(periods)), -np.inf)
    for first in range(0, count, _CHUNK):
        picks = np.arange(first, min(first + _CHUNK, count))
        back = picks[:, None] - LOOKBACK + np.arange(LOOKBACK)
        gaps = times[picks, None] - times[np.maximum(back, 0)]
        carried = gap_densities(gaps, periods, cycles, onsets, missed)
        scores = np.concatenate([recent, np.empty((len(picks), len(periods)))])
        for row, extra in enumerate(extras[picks]):
            ways = (scores[row : row + LOOKBACK] + carried[row]).max(axis=0)
            here = np.maximum(ways, best + START) - extra
            scores[row + LOOKBACK] = here
            np.maximum(best, here, out=best)
        recent = scores[-LOOKBACK:]
    total: Floats = (best + extras.sum()).reshape(-1, len(NOISES))
    return total


def best_chain(times: Floats, extras: Floats, column: Column, missed: float) -> Chain:
    """Return the likeliest train of the given period and noise."""
    count = len(times)
    back = np.arange(count)[:, None] - 1 - np.arange(LOOKBACK)
    gaps = times[:, None] - times[np.maximum(back, 0)]
    one = [np.array([value]) for value in (column.period, column.cycle, column.onset)]
    carried = gap_densities(gaps, one[0], one[1], one[2], missed)[..., 0]
    carried[back < 0] = -np.inf
    score = np.empty(count)
    came = np.full(count, -1)
    fresh = np.zeros(count, dtype=bool)
    best, best_at = 0.0, -1
    for pick in range(count):
        reach = min(pick, LOOKBACK)
        start, source = best + START, best_at
        fresh[pick] = True
        if reach:
            ways = score[pick - reach : pick][::-1] + carried[pick, :reach]
            lag = int(np.argmax(ways))
            if ways[lag] >= start:
                start, source, fresh[pick] = float(ways[lag]), pick - 1 - lag, False
        score[pick], came[pick] = start - extras[pick], source
        if score[pick] > best:
            best, best_at = float(score[pick]), pick
    picks = []
    while best_at >= 0:
        picks.append(best_at)
        best_at = int(came[best_at])
    chosen = np.array(picks[::-1], dtype=np.int64)
    steps = np.zeros(len(chosen), dtype=np.int64)
    if len(chosen) > 1:
        passed = np.clip(np.rint(np.diff(times[chosen]) / column.period), 1, LONGEST)
        steps[1:] = np.where(fresh[chosen[1:]], 0, passed)
    return Chain(chosen, steps, best + float(extras.sum()))
