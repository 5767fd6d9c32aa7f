"""Measures bars and borders at the edges of a picture: how far in it is one flat shade, or blurred.

Conventions
-----------
Sides are top, bottom, left, right; depths are pixels of the picture given.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Field = NDArray[np.float32]
Depths = tuple[int, int, int, int]

#: Standard deviation in levels of a row that is of one shade, and most change of shade from row to
#: row: coding leaves some. Chosen on development clips up to CRF 35.
FLAT = 4.0
#: Share of the picture, from a side, within which bars are looked for.
DEEPEST = 0.45
#: Share of the detail in the middle that blurred sides may have.
BLURRED = 0.3
#: How much the seam between blurred sides and picture stands out over the detail beside it.
SEAM = 2.5


def flat_depths(luma: Image) -> Depths:
    """Return how many rows and columns of one shade *luma* has at each side.

    The columns are those of the rows between; all nought where the whole picture is of one shade.
    """
    top, bottom = _flat_ends(luma)
    if top + bottom >= luma.shape[0]:
        return (0, 0, 0, 0)
    left, right = _flat_ends(luma[top : luma.shape[0] - bottom].T)
    if left + right >= luma.shape[1]:
        return (0, 0, 0, 0)
    return (top, bottom, left, right)


def _flat_ends(luma: Image) -> tuple[int, int]:
    """Count the rows of one and the same shade at the top and at the bottom."""
    rows = luma.astype(np.float32)
    usual = rows.mean(axis=1)
    spread = np.sqrt(np.maximum(0, (rows * rows).mean(axis=1) - usual * usual))
    most = int(DEEPEST * len(luma))

    def depth(spreads: Field, shades: Field) -> int:
        same = (spreads <= FLAT) & (np.abs(shades - shades[0]) <= FLAT)
        return int(np.argmin(same)) if not same.all() else len(same)

    depths = depth(spread, usual), depth(spread[::-1], usual[::-1])
    return (depths[0] if depths[0] <= most else 0, depths[1] if depths[1] <= most else 0)


def blurred_sides(detail: Field) -> int | None:
    """Return how deep the sides are blurred, None where they are not.

    *detail* is the mean size of the horizontal gradient in each column. Blurred sides have little
    of it, and end at the same depth on either side in a seam.
    """
    wide = len(detail)
    for depth in _seams(detail):
        outside = np.concatenate([detail[1 : depth - 3], detail[wide - depth + 3 : wide - 1]])
        inside = detail[depth + 3 : wide - depth - 3]
        if inside.size == 0:
            continue
        calm, seam = float(outside.mean()), _seam(detail, depth)
        if seam >= SEAM * max(calm, 1.0) and calm <= BLURRED * inside.mean():
            return depth
    return None


def _seam(detail: Field, depth: int) -> np.float32:
    """Return the detail of the fainter of the two seams at *depth*."""
    wide = len(detail)
    left, right = detail[depth - 1 : depth + 2], detail[wide - depth - 2 : wide - depth + 1]
    return np.float32(min(left.max(), right.max()))


def _seams(detail: Field) -> list[int]:
    """Return the depths whose seams stand out over every column outside them."""
    wide = len(detail)
    depths = np.arange(max(5, wide // 12), int(DEEPEST * wide))
    if not len(depths):
        return []
    three = np.maximum(np.maximum(detail[:-2], detail[1:-1]), detail[2:])
    seam = np.minimum(three[depths - 1], three[wide - depths - 2])
    left, right = np.maximum.accumulate(detail[1:]), np.maximum.accumulate(detail[-2::-1])
    outside = np.maximum(left[depths - 5], right[depths - 5])
    return [int(one) for one in depths[outside < seam / 1.5]]
