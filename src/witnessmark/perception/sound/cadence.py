"""Rate of fire of one weapon, robust to missed shots, extra picks and pauses; or a refusal.

Conventions
-----------
Rates are rounds a minute, and of the firing itself: pauses do not count. A rate is given only
where one period explains most picks, and neither another period nor aimed fire without a cadence
explains them nearly as well: a wrong octave is worse than no rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.period import fit_period
from witnessmark.perception.sound.train import (
    NOISES,
    PERIODS,
    START,
    Chain,
    Column,
    best_chain,
    extra_costs,
    train_scores,
)

#: Fewer shots than this have no cadence.
FEWEST = 3
#: Chance that a shot is missed, where nothing better is known.
MISSED = 0.05
#: A rival period must be less likely by so much (natural logarithm) for the best to be stated.
MARGIN = 2.0
#: Scatter of the intervals of aimed fire, as a standard deviation of their natural logarithm.
AIMED = 0.35
#: Rivals are periods that differ by more than this share.
APART = 0.08
#: Least share of the picks that the train must hold and carry on through.
LEAST_EXPLAINED = 0.6
#: No rate is stated whose interval is wider than this, as half-width over value.
WIDEST = 0.12
#: Nor one whose shots jitter by more than this share of the period: that is no machine.
MOST_JITTER = 0.06


@dataclass(frozen=True, slots=True)
class Rate:
    """Rounds a minute: posterior median, and the interval that holds the rate at 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cadence:
    """The best train through some picks: its period, which picks it holds, and whether to trust it.

    ``rate`` is None where it is refused. ``filled`` counts rounds that the train asks for and no
    pick supplies. ``irregular`` is the log density of the picks as aimed fire without a cadence.
    """

    rate: Rate | None
    column: Column
    chain: Chain
    filled: int
    irregular: float


def rate_of_fire(
    times: Sequence[float],
    confidences: Sequence[float] | None = None,
    missed: float = MISSED,
) -> Rate | None:
    """Return the rate of shots at ascending *times*, or None where none can be told."""
    if len(times) < FEWEST:
        return None
    sure = np.full(len(times), 0.95) if confidences is None else np.asarray(confidences, float)
    return find_cadence(np.asarray(times, float), sure, missed).rate


def find_cadence(
    times: NDArray[np.float64], confidences: NDArray[np.float64], missed: float
) -> Cadence:
    """Return the best train through at least two picks at ascending *times*, shapes (n,)."""
    missed = min(max(missed, 0.005), 0.5)
    extras = extra_costs(confidences)
    scores = train_scores(times, extras, missed)
    best, noise = np.unravel_index(int(np.argmax(scores)), scores.shape)
    column = Column(float(PERIODS[best]), *NOISES[noise])
    chain = best_chain(times, extras, column, missed)
    per_period = scores.max(axis=1)
    far = np.abs(np.log(PERIODS / PERIODS[best])) > APART
    irregular = aimed_score(times)
    lead = float(per_period[best]) - max(float(per_period[far].max()), irregular)
    filled = int(np.maximum(chain.steps - 1, 0).sum())
    return Cadence(_rate(times, chain, column, lead), column, chain, filled, irregular)


def aimed_score(times: NDArray[np.float64]) -> float:
    """Return the log density of picks fired one by one: log-normal intervals, and pauses.

    It is the rival of every cadence: intervals that scatter around their median by a third.
    """
    gaps = np.log(np.maximum(np.diff(times), 1e-3))
    off = (gaps - np.median(gaps)) / AIMED if len(gaps) else gaps
    density = -0.5 * (off**2 + np.log(2 * np.pi)) - np.log(AIMED) - gaps
    return START + float(np.maximum(density, START).sum())


def _rate(times: NDArray[np.float64], chain: Chain, column: Column, lead: float) -> Rate | None:
    carried = chain.steps > 0
    held = int(carried.sum())
    if held < FEWEST - 1 or lead < MARGIN or held < LEAST_EXPLAINED * (len(times) - 1):
        return None
    at = np.flatnonzero(carried)
    gaps = times[chain.picks[at]] - times[chain.picks[at - 1]]
    joined = np.concatenate([[False], np.diff(at) == 1])
    period = fit_period(gaps, chain.steps[at], joined, column.period)
    if (period.high - period.low) / 2 > WIDEST * period.value or period.cycle > MOST_JITTER:
        return None
    return Rate(60 / period.value, 60 / period.high, 60 / period.low)
