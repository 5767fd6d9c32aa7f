"""Which fronts a wall explains: it gives every shot back after the same delay.

Conventions
-----------
Fronts are milliseconds, whole numbers, ascending, 5 or more apart, and are known by their numbers.
A front is judged among those that are *comparable* to it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Numbers = NDArray[np.intp]

#: An echo is believed from so many milliseconds after its shot to so many, and two delays are one
#: that differ by no more than the last: no two fronts lie that close.
SHORTEST_ECHO, LONGEST_ECHO, SAME_DELAY = 35.0, 700.0, 2.5
#: Fewer comparable fronts than this hold no two pairs.
_LEAST_FRONTS = 4
#: Pairs held against all fronts in one go: a few megabytes.
_TOGETHER = 512


def echo_cues(
    fronts: NDArray[np.int64],
    first_row: int,
    comparable: NDArray[np.bool_],
    alike: NDArray[np.float32],
) -> Matrix:
    """Return how well fronts are explained as echoes, and as what echoes follow, shape (rows, 3).

    Where two other fronts are as far apart as an earlier one and this, the earlier ones of both
    pairs sound alike and so do the later, yet earlier and later do not, this is an echo. The first
    number is how many such pairs there are, the second by how much the likeness within each role
    exceeds that across, the third the same for this front in the role of the earlier; 0, -1 and -1
    where there is none. Row *i* of *comparable*, shape (rows, n), tells which of *fronts* (n,)
    front number *first_row* + *i* is held against; *alike*, (n, n), how alike any two are.
    """
    rows = np.arange(len(comparable))
    judged = (comparable.sum(axis=1) >= _LEAST_FRONTS) & comparable[rows, first_row + rows]
    row, other = np.nonzero(comparable & judged[:, None])
    apart = fronts[first_row + row] - fronts[other]
    believed = (np.abs(apart) >= SHORTEST_ECHO) & (np.abs(apart) <= LONGEST_ECHO)
    row, other, later = row[believed], other[believed], apart[believed] > 0
    own = first_row + row
    first, last = np.where(later, other, own), np.where(later, own, other)
    parts = [
        _repeats(fronts, first[some], last[some], comparable[row[some]], alike)
        for some in (slice(at, at + _TOGETHER) for at in range(0, row.size, _TOGETHER))
    ]
    count, contrast = np.concatenate([np.zeros((2, 0)), *parts], axis=1)
    found = np.tile([0.0, -1.0, -1.0], (rows.size, 1))
    best = _best(row[later], contrast[later])
    found[row[later][best], :2] = np.stack([count, contrast], axis=1)[later][best]
    best = _best(row[~later], contrast[~later])
    found[row[~later][best], 2] = contrast[~later][best]
    return found


def _repeats(
    fronts: NDArray[np.int64],
    first: Numbers,
    last: Numbers,
    comparable: NDArray[np.bool_],
    alike: NDArray[np.float32],
) -> Matrix:
    """Return for each pair the number and the contrast of those that repeat its delay: (2, pairs).

    The contrast is the median over them; -1 where none repeats it.
    """
    pair, lead = np.nonzero(comparable)
    time = fronts[lead] + (fronts[last] - fronts[first])[pair]
    echo = np.minimum(np.searchsorted(fronts, time - SAME_DELAY), fronts.size - 1)
    same = (np.abs(fronts[echo] - time) <= SAME_DELAY) & comparable[pair, echo]
    same &= (lead != first[pair]) & (echo != last[pair])
    pair, lead, echo = pair[same], lead[same], echo[same]
    within = np.minimum(alike[first[pair], lead], alike[last[pair], echo]).astype(np.float64)
    across = np.maximum(alike[first, last], 0).astype(np.float64)
    count = np.bincount(pair[within > across[pair]], minlength=first.size)
    size = np.bincount(pair, minlength=first.size)
    there = np.flatnonzero(size)
    ordered = within[np.lexsort((within, pair))]
    begin = (np.cumsum(size) - size)[there]
    middle = ordered[begin + (size[there] - 1) // 2] + ordered[begin + size[there] // 2]
    contrast = np.full(first.size, -1.0)
    contrast[there] = middle / 2 - across[there]
    return np.stack([np.where(size > 0, count, 0.0), contrast])


def _best(row: Numbers, contrast: Matrix) -> Numbers:
    """Return which is the first with the highest *contrast* above -1 of each *row*, ascending."""
    order = np.lexsort((-contrast, row))
    best = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
    return best[contrast[best] > -1.0]
