"""Tells edges that stand still from those that move, over a few pictures of one size.

Conventions
-----------
Gradients are Sobel's (3 x 3, not divided), of luma, right and down. Places are shares.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Field = NDArray[np.float32]
Box = tuple[float, float, float, float]

#: Size of a mean gradient that is an edge: a step of some ten levels.
EDGE = 40.0
#: Size from which an edge is more than grain: a step of four levels.
SLIGHT = 16.0
#: Share of the root mean square that the mean vector must have: at 0.97 its length and way vary by
#: a quarter from picture to picture; a step that trembles by a pixel varies by more.
AGREED = 0.97
#: Most of all edges that may stand still where the picture is to count as moving.
MOVING = 0.2
#: Sizes of a patch, as shares of width and height, and its longest side over the shorter.
SMALLEST, LARGEST, LONGEST = 0.02, 0.3, 4.0
#: How far from the picture's sides a patch's middle may lie: logos stand in corners.
CORNER = 0.2
#: Share of a patch's edges that must still stand.
HELD = 0.6
#: Levels that a pixel must have gone through to have changed, and the share of those around a patch
#: that must have: what stands in a corner where nothing moves is scenery, and no logo over it.
CHANGED, AROUND = 24, 0.3
#: Mean gradient below which the patch is taken to be let through by the picture.
FAINT = 110.0


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """Edges that stood together: their box, which they are, and what they are taken for."""

    what: str
    box: Box
    edges: NDArray[np.bool_]


class Standing:
    """Gradients of a block of pictures, summed."""

    def __init__(self) -> None:
        self._count = 0
        self._right: Field = np.zeros((0, 0), np.float32)
        self._down, self._square = self._right, self._right
        self._least: Image = np.zeros((0, 0), np.uint8)
        self._most = self._least

    def add(self, luma: Image) -> Field:
        """Add one picture; return the mean size of its gradient to the right, column by column."""
        right = np.asarray(cv2.Sobel(luma, cv2.CV_32F, 1, 0), np.float32)
        down = np.asarray(cv2.Sobel(luma, cv2.CV_32F, 0, 1), np.float32)
        square = right * right + down * down
        if self._count:
            self._right += right
            self._down += down
            self._square += square
            self._least = np.minimum(self._least, luma)
            self._most = np.maximum(self._most, luma)
        else:
            self._least = self._most = luma
            self._right, self._down, self._square = right.copy(), down, square
        self._count += 1
        return np.asarray(np.abs(right).mean(axis=0), np.float32)

    def edges(self) -> tuple[NDArray[np.bool_], Field, float]:
        """Return which pixels are standing edges, how strong all are, and the standing share.

        The share counts edges down to :data:`SLIGHT`: a smooth picture that moves has no others.
        """
        strength = np.asarray(np.hypot(self._right, self._down) / self._count, np.float32)
        size = np.sqrt(self._square / self._count)
        agreed = strength > AGREED * size
        slight = size > SLIGHT
        share = int(np.count_nonzero(agreed & slight)) / max(1, int(np.count_nonzero(slight)))
        return agreed & (strength > EDGE), strength, share

    def patches(self) -> list[Patch]:
        """Return what stands in the corners of a picture that moves."""
        standing, strength, share = self.edges()
        if share > MOVING:
            return []
        high, wide = standing.shape
        joined = cv2.dilate(standing.astype(np.uint8), np.ones((7, 7), np.uint8))
        number, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        found = []
        for one in range(1, number):
            width, height = int(stats[one][2]), int(stats[one][3])
            edges = standing & (labels == one)
            box = _box(edges, wide, high)
            dense = np.count_nonzero(edges) >= 0.12 * width * height
            if dense and _like_a_logo(box, wide, high) and self._moves_around(stats[one]):
                faint = float(np.median(strength[edges])) < FAINT
                found.append(Patch("watermark" if faint else "logo", box, edges))
        return found

    def _moves_around(self, stats: NDArray[np.int32]) -> bool:
        """Say whether the picture changed around a patch, as far again as it is wide and high."""
        left, top, width, height = (int(one) for one in stats[:4])
        rows = slice(max(0, top - height), top + 2 * height)
        columns = slice(max(0, left - width), left + 2 * width)
        changed = (self._most - self._least)[rows, columns] > CHANGED
        inside = (self._most - self._least)[top : top + height, left : left + width] > CHANGED
        ring = changed.size - inside.size
        moved = int(np.count_nonzero(changed)) - int(np.count_nonzero(inside))
        return ring > 0 and moved >= AROUND * ring

    def holds(self, patch: Patch) -> bool:
        """Say whether the edges of *patch* stand in this block as well."""
        standing, _, _ = self.edges()
        return bool(
            np.count_nonzero(standing & patch.edges) >= HELD * np.count_nonzero(patch.edges)
        )


def _box(edges: NDArray[np.bool_], wide: int, high: int) -> Box:
    rows, columns = np.flatnonzero(edges.any(axis=1)), np.flatnonzero(edges.any(axis=0))
    if not len(rows):
        return (0.0, 0.0, 0.0, 0.0)
    return (
        float(columns[0] / wide),
        float(rows[0] / high),
        float((columns[-1] + 1) / wide),
        float((rows[-1] + 1) / high),
    )


def _like_a_logo(box: Box, wide: int, high: int) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        return False
    sides = sorted((width * wide, height * high))
    if sides[1] > LONGEST * sides[0]:
        return False
    across, along = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return min(across, 1 - across) <= CORNER and min(along, 1 - along) <= CORNER
