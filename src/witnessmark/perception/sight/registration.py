"""How one frame lies on another, to a fraction of a pixel, where small bright things fly past.

Conventions
-----------
Direct registration (Lucas and Kanade 1981, Proc. IJCAI, 674; the inverse compositional form of
Baker and Matthews, Int. J. Comput. Vision 56, 2004, 221) of the steepest pixels of every cell of
one frame, its *marks*, by a similarity, with weights of Geman and McClure that what moves by itself
loses. Steepness is measured where all that is bright and narrower than :data:`NARROW` pixels was
taken away, so that flakes are no marks. :mod:`~.motion` gives where to begin: it is measured in
pictures of at most 160 pixels, where a quarter of a pixel is one of the frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Floats = NDArray[np.float64]

#: Cells across and down that marks are taken from, and how many of each: no overlay, lamp or
#: window has more say than its share of the picture.
CELLS, EACH = (16, 10), 5

#: Width in pixels from which a frame is large.
LARGE = 320

#: Width in pixels up to which what is bright is no mark.
NARROW = 5

#: What is bright and narrow covers a mark where it exceeds it by so many of its levels a pixel.
COVERED = 1.0

#: Least steepness of a mark in levels a pixel, and as a share of that of the steepest: what is
#: fainter stands still in a coded file while the camera moves, as blocks that were skipped do.
LEAST_SLOPE, LEAST_SHARE = 1.0, 0.4

#: Fewest marks by which anything can be laid on.
LEAST_MARKS = 60

#: Pixels at the frame's edge that hold no marks; what OpenCV's Sobel of size 3 makes of a level a
#: pixel.
EDGE, _SOBEL = 3, 8

#: A difference in levels counts as this much at most.
LOUDEST = 25.0

#: Frames whose marks differ by fewer levels than this lie on one another as they are.
ALIKE = 0.5

#: Frames whose marks differ by more show other things: two sides of a cut differ by 22 to 25, the
#: same place that is only laid on by 21 at most.
HOPELESS = 22.0

#: Width of the weights' bell, over the mean difference; and its least, in levels.
SPREAD, LEAST_SPREAD = 1.5, 2.0

#: Most steps towards the best place, and the movement in pixels below which it is reached.
STEPS, ARRIVED = 8, 0.1

#: What stiffens growth and turning, and shifts, against faint marks, in squared levels each.
_STIFF = (0.05, 0.05, 1e-3, 1e-3)


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Places in pixels, steepness along x and y and level of each, all (n,); size of the frame."""

    x: Floats
    y: Floats
    across: Floats
    down: Floats
    level: Floats
    size: tuple[int, int]

    def __len__(self) -> int:
        return len(self.x)


def soft(luma: Plane) -> Plane:
    """Return *luma* as smooth as marks and what is laid on them have to be."""
    return np.asarray(cv2.GaussianBlur(luma, (5, 5), 1.0), np.uint8)


def marks_of(luma: Plane) -> Marks:
    """Return the marks of a frame, none where nothing in it is steep."""
    height, width = luma.shape
    kernel = np.ones((NARROW, NARROW), np.uint8)
    opened = np.asarray(cv2.morphologyEx(luma, cv2.MORPH_OPEN, kernel), np.uint8)
    dull, smooth = soft(opened), soft(luma)
    # Of a large frame, every second row and column is looked at: its edges are longer than that.
    apart = max(1, width // LARGE)
    slopes = (cv2.Sobel(dull, cv2.CV_16S, *along, ksize=3) for along in ((1, 0), (0, 1)))
    steep = np.maximum(*(np.abs(one[::apart, ::apart]) for one in slopes))
    # Where something bright and narrow lies before the mark, its own edge would be the steepest.
    hidden = cv2.subtract(smooth, dull)[::apart, ::apart].astype(np.int16)
    steep[hidden * _SOBEL > COVERED * steep] = 0
    edge = -(-EDGE // apart)
    steep[:edge], steep[-edge:], steep[:, :edge], steep[:, -edge:] = 0, 0, 0, 0
    tall, wide = steep.shape[0] // CELLS[1], steep.shape[1] // CELLS[0]
    blocks = steep[: CELLS[1] * tall, : CELLS[0] * wide].reshape(CELLS[1], tall, CELLS[0], wide)
    cells = blocks.transpose(0, 2, 1, 3).reshape(CELLS[0] * CELLS[1], tall * wide)
    first = np.argpartition(-cells, EACH, axis=1)[:, :EACH]
    which = np.arange(len(cells))[:, None]
    value = cells[which, first]
    steepest = float(np.percentile(value, 95)) / _SOBEL
    kept = value >= _SOBEL * max(LEAST_SLOPE, LEAST_SHARE * steepest)
    y = apart * (which // CELLS[0] * tall + first // wide)[kept]
    x = apart * (which % CELLS[0] * wide + first % wide)[kept]
    right, left, below, above = (
        smooth[rows, columns].astype(np.float64)
        for rows, columns in ((y, x + 1), (y, x - 1), (y + 1, x), (y - 1, x))
    )
    return Marks(
        x.astype(np.float64),
        y.astype(np.float64),
        (right - left) / 2,
        (below - above) / 2,
        smooth[y, x].astype(np.float64),
        (width, height),
    )


def off_by(marks: Marks, image: Plane, way: Floats) -> float:
    """Return by how many levels *image* is off where *way* takes the marks to."""
    return _differences(marks, image, way)[0]


def laid_on(marks: Marks, image: Plane, way: Floats) -> tuple[Floats, float]:
    """Return the best way from *marks* to *image* that *way* leads to, and what it is off by.

    Ways are 3 x 3 maps of pixels; *image* was made :func:`soft`.
    """
    width, height = marks.size
    half = max(width, height) / 2
    x, y = (width - 1) / 2, (height - 1) / 2
    right, down = (marks.x - x) / half, (marks.y - y) / half
    slopes = np.stack(
        [
            marks.across * right + marks.down * down,
            marks.down * right - marks.across * down,
            marks.across,
            marks.down,
        ],
        axis=1,
    )
    best, least = way, np.inf
    for _ in range(STEPS + 1):
        off, difference, inside = _differences(marks, image, way)
        if off >= least:
            break
        best, least = way, off
        if off <= ALIKE:
            break
        spread = max(LEAST_SPREAD, SPREAD * off)
        weight = inside / (1 + (difference / spread) ** 2) ** 2
        weighed = slopes * weight[:, None]
        stiff = np.diag(_STIFF) * len(marks)
        grown, turned, aside, sunk = np.linalg.solve(
            weighed.T @ slopes + stiff, weighed.T @ difference
        )
        if abs(grown) + abs(turned) + abs(aside) + abs(sunk) < ARRIVED:
            break
        way = way @ _undone(1 + grown / half, turned / half, aside, sunk, (x, y))
    return best, float(least)


def _undone(a: float, b: float, aside: float, sunk: float, about: tuple[float, float]) -> Floats:
    """Return the map that undoes growing and turning by *a* and *b* about a place, and a shift."""
    size = a * a + b * b
    a, b = a / size, -b / size
    x, y = about
    # First back by the shift, then about the place.
    return np.array(
        [
            [a, -b, x - a * (x + aside) + b * (y + sunk)],
            [b, a, y - b * (x + aside) - a * (y + sunk)],
            [0.0, 0.0, 1.0],
        ]
    )


def _differences(
    marks: Marks, image: Plane, way: Floats
) -> tuple[float, Floats, NDArray[np.bool_]]:
    """Return the mean difference, capped, that of each mark, and which lie inside."""
    width, height = marks.size
    x = way[0, 0] * marks.x + way[0, 1] * marks.y + way[0, 2]
    y = way[1, 0] * marks.x + way[1, 1] * marks.y + way[1, 2]
    inside = (x >= 0) & (x <= width - 1) & (y >= 0) & (y <= height - 1)
    across, down = (one.astype(np.float32)[:, None] for one in (x, y))
    shown = cv2.remap(image, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    difference = shown.ravel() - marks.level
    if np.count_nonzero(inside) < LEAST_MARKS:
        return np.inf, difference, inside
    return float(np.minimum(np.abs(difference[inside]), LOUDEST).mean()), difference, inside
