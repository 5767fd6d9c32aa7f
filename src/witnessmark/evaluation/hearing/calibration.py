"""Whether a stated confidence comes true as often as it says.

Conventions
-----------
A shot is right where it meets a true onset within 50 ms, one to one. Tenths are [0, 0.1) ...
[0.9, 1]. The expected calibration error is the mean over tenths of |stated - observed|, weighed by
how many fall in each (Naeini, Cooper and Hauskrecht, AAAI 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from witnessmark.evaluation.hearing.results import Result

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Tenth:
    """One row of a reliability table; ``stated`` and ``observed`` are None where ``of`` is 0."""

    low: float
    high: float
    of: int
    stated: float | None
    observed: float | None


def judged_confidences(results: Iterable[Result]) -> list[tuple[float, bool]]:
    """Return each shot's stated confidence, and whether the shot is one."""
    return [(one.confidence, right) for result in results for one, right in result.judged_shots()]


def reliability(judged: Sequence[tuple[float, bool]]) -> tuple[Tenth, ...]:
    """Return the reliability table of (confidence, right) pairs, ten rows, lowest first."""
    stated = np.array([confidence for confidence, _ in judged], dtype=float)
    right = np.array([float(one) for _, one in judged])
    row = np.minimum((stated * TENTHS).astype(int), TENTHS - 1)
    table = []
    for number in range(TENTHS):
        here = row == number
        count = int(here.sum())
        table.append(
            Tenth(
                number / TENTHS,
                (number + 1) / TENTHS,
                count,
                float(stated[here].mean()) if count else None,
                float(right[here].mean()) if count else None,
            )
        )
    return tuple(table)


def expected_calibration_error(table: Sequence[Tenth]) -> float | None:
    """Return the expected calibration error of a reliability table; None of an empty one."""
    total = sum(row.of for row in table)
    if not total:
        return None
    gaps = (
        row.of * abs(row.stated - row.observed)
        for row in table
        if row.stated is not None and row.observed is not None
    )
    return sum(gaps) / total
