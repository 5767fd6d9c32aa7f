"""Which claim read is which claim marked: one to one, by what their spans share.

Conventions
-----------
The matching has the greatest sum of intersection over union of any (the assignment problem, Kuhn
1955); pairs that share less than half of their union never count. Greedy matching would not do:
claims may lie inside one another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from witnessmark.evaluation.reading.marked import Span
from witnessmark.incident.compared.assignment import assign

#: Least intersection over union of a pair.
LEAST = 0.5


def overlap(one: Span, other: Span) -> float:
    """Return the intersection over union of two spans, 0 to 1.

    >>> overlap((0, 10), (5, 10))
    0.5
    """
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    union = one[1] - one[0] + other[1] - other[0] - shared
    return shared / union if union else 0.0


def match(marked: Sequence[Span], read: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    """Return pairs (index into *marked*, index into *read*), each index at most once."""
    if not marked or not read:
        return ()
    shares = np.array([[overlap(one, other) for other in read] for one in marked])
    shares[shares < LEAST] = 0.0
    return assign(shares)
