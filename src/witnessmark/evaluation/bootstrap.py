"""Confidence intervals by resampling tests, and bounds on rates of rare events.

Conventions
-----------
What depends on one another is drawn together, with replacement, as one test (Efron and Tibshirani
1993, the block form): the recordings of one volley, the claims of one account. Intervals are
percentile intervals from a seeded generator, so that the same figures have the same interval
everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Resamplings behind an interval, its seed, and its coverage.
DRAWS, SEED, COVERAGE = 2000, 3, 0.95


def ratio_interval(
    tests: Sequence[str], numerators: Sequence[float], denominators: Sequence[float]
) -> tuple[float, float] | None:
    """Return the interval of sum(numerators) / sum(denominators) under resampling of *tests*.

    One entry a recording or a claim. None for fewer than two tests, of which nothing can be said.
    """
    names = sorted(set(tests))
    if len(names) < 2:
        return None
    place = {name: number for number, name in enumerate(names)}
    rows = np.array([place[test] for test in tests])
    top = np.bincount(rows, numerators, len(names))
    bottom = np.bincount(rows, denominators, len(names))
    random = np.random.default_rng(SEED)
    weights = random.multinomial(len(names), np.full(len(names), 1 / len(names)), DRAWS)
    below = weights @ bottom
    shares = (weights @ top)[below > 0] / below[below > 0]
    return _percentiles(shares) if shares.size else None


def quantile_interval(
    tests: Sequence[str], values: Sequence[float], quantile: float
) -> tuple[float, float] | None:
    """Return the interval of a quantile of *values* under resampling of *tests*; None for < 2."""
    names = sorted(set(tests))
    if len(names) < 2:
        return None
    groups = [
        np.array([value for test, value in zip(tests, values, strict=True) if test == name])
        for name in names
    ]
    random = np.random.default_rng(SEED)
    drawn = [
        np.quantile(np.concatenate([groups[number] for number in draw]), quantile)
        for draw in random.integers(0, len(names), (DRAWS // 4, len(names)))
    ]
    return _percentiles(np.array(drawn))


def poisson_bound(count: int, coverage: float = COVERAGE) -> float:
    """Return the one-sided upper bound on the mean of a Poisson count (Garwood 1936).

    >>> round(poisson_bound(0), 3)
    2.996
    """
    low, high = 0.0, 10.0 + 4.0 * count
    for _ in range(80):
        middle = (low + high) / 2
        logs = [number * math.log(middle) - math.lgamma(number + 1) for number in range(count + 1)]
        below = sum(math.exp(log - middle) for log in logs)
        low, high = (middle, high) if below > 1 - coverage else (low, middle)
    return high


def _percentiles(values: NDArray[np.float64]) -> tuple[float, float]:
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
