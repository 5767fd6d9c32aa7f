"""How alike the sound after one front is to the sound after another.

Conventions
-----------
Bands are the picker's: shape (bands, milliseconds), 20 dB a unit. Fronts are milliseconds, whole
numbers, ascending. Likeness is the correlation of what follows two fronts, over time and bands,
each band less its mean, so that neither gain nor colour makes two sounds alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.neighbours import within

#: Milliseconds from an onset that are compared, from 5 ms ahead of it.
SHORT, LONG = 40, 120
LEAD = 5
#: Onsets may be off by so many milliseconds: the best of these shifts counts.
SHIFTS = (-1, 0, 1)
#: Fronts held against others in one go.
_TOGETHER = 128


def likeness(
    bands: NDArray[np.float32], fronts: NDArray[np.int64], floor: NDArray[np.float32], reach: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how what follows each front correlates with what follows each other: short, long.

    Both have shape (n, n). *floor*, shape (n, bands), is the level below which the bands at a
    front are not compared. Fronts farther apart than *reach* milliseconds may stand as -1: the
    cost grows with the neighbours of a front and not with the length.
    """
    steps = np.arange(-LEAD + SHIFTS[0], LONG + SHIFTS[-1])
    wide = np.ascontiguousarray(bands.T)[np.clip(fronts[:, None] + steps, 0, bands.shape[1] - 1)]
    np.maximum(wide, floor[:, None], out=wide)
    first, last = within(fronts, reach)
    short, long = (
        _best([_unit(wide, length, shift) for shift in SHIFTS], first, last)
        for length in (SHORT, LONG)
    )
    return short, long


def _best(
    shifted: list[NDArray[np.float32]], first: NDArray[np.intp], last: NDArray[np.intp]
) -> NDArray[np.float32]:
    """Return the best correlation of each row unshifted with each from *first* to *last*."""
    plain = shifted[SHIFTS.index(0)]
    best = np.full((len(plain), len(plain)), -1.0, np.float32)
    for start in range(0, len(plain), _TOGETHER):
        rows = slice(start, start + _TOGETHER)
        near = slice(int(first[rows][0]), int(last[rows][-1]))
        for other in shifted:
            np.maximum(best[rows, near], plain[rows] @ other[near].T, out=best[rows, near])
    return np.maximum(best, best.T)


def _unit(wide: NDArray[np.float32], length: int, shift: int) -> NDArray[np.float32]:
    """Return rows of unit length: *length* milliseconds of *wide*, less the mean of each band."""
    begin = shift - SHIFTS[0]
    cut = wide[:, begin : begin + LEAD + length]
    rows = (cut - cut.mean(axis=1, keepdims=True)).reshape(len(wide), -1)
    size = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    rows /= np.maximum(size, np.float32(1e-3))[:, None]
    return np.asarray(rows)
