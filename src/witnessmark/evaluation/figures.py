"""A figure: a value, what it counts, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from witnessmark.evaluation.bootstrap import quantile_interval, ratio_interval


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; ``of`` is how many things it is over, ``low`` to ``high`` its interval.

    ``value`` is None where there was nothing to measure, and the interval where too few tests were;
    ``tests`` is how many there were, 0 where they were not counted.
    """

    value: float | None
    of: int
    low: float | None = None
    high: float | None = None
    tests: int = 0


#: Figures by name.
Figures = dict[str, Figure]


def ratio(
    tests: Sequence[str],
    numerators: Sequence[float],
    denominators: Sequence[float],
    of: int | None = None,
) -> Figure:
    """Return sum over sum, one entry a recording, with its interval by *tests*.

    ``of`` is, where it is not given, the sum of the denominators: recordings for a mean, onsets for
    a pooled share.
    """
    below = float(sum(denominators))
    if not below:
        return Figure(None, 0)
    low, high = ratio_interval(tests, numerators, denominators) or (None, None)
    counted = len({test for test, size in zip(tests, denominators, strict=True) if size})
    size = round(below) if of is None else of
    return Figure(float(sum(numerators)) / below, size, low, high, counted)


def mean(tests: Sequence[str], values: Sequence[float]) -> Figure:
    """Return the mean of *values*, one a recording, with its interval by *tests*."""
    return ratio(tests, values, [1.0] * len(values))


def quantile(tests: Sequence[str], values: Sequence[float], share: float) -> Figure:
    """Return the *share* quantile of *values*, each of one of *tests*, with its interval."""
    if not values:
        return Figure(None, 0)
    interval = quantile_interval(tests, values, share) or (None, None)
    return Figure(float(np.quantile(values, share)), len(values), *interval)
