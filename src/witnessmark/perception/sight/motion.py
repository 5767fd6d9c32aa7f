"""How the whole picture moved from one frame to the next, measured once for every detector.

A coarse shift comes from phase correlation (Kuglin and Hines 1975) at an eighth of the size; points
on a grid are followed from there by pyramidal Lucas-Kanade (Bouguet 2000); a similarity that most
of them obey is the motion of the whole (RANSAC, Fischler and Bolles 1981). What moves by itself
does not obey. A picture without structure, or with nothing in common with the one before, has no
motion that could be known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, hypot, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View

Plane = NDArray[np.uint8]

#: Points followed, across and down.
GRID = (8, 5)
#: Side of the window by which a point is followed, in pixels of ``View.quarter``.
WINDOW = 11
#: A point is followed where the smaller eigenvalue of its window's structure tensor, as OpenCV
#: scales it, exceeds this. Grain of a deviation of 4 levels at 640 x 360, on a plain wall, reaches
#: 1.3e-4; of more grain the points disagree with one another.
LEAST_STRUCTURE = 1.5e-4
#: How far off the common motion a point may be, in pixels of ``View.quarter``.
OFF_BY = 1.0
#: Least points that make a motion, and the least share of them that must obey it.
LEAST_POINTS, LEAST_AGREEMENT = 6, 0.5


@dataclass(frozen=True, slots=True)
class GlobalMotion:
    """A similarity about the middle of the frame, from one frame to the next.

    *right* and *down* are how far what is shown moved, in shares of the frame's width and height;
    *scale* is how much larger it became; *turn* is in radians, clockwise as seen. *agreement* is
    the share of followed points that obey; 0 where no motion could be found.
    """

    right: float
    down: float
    scale: float
    turn: float
    agreement: float

    @property
    def known(self) -> bool:
        """Whether most of the picture moved like this."""
        return self.agreement >= LEAST_AGREEMENT

    @property
    def length(self) -> float:
        """How far the middle moved, in shares of the frame's width and height."""
        return hypot(self.right, self.down)

    def matrix(self, width: int, height: int) -> NDArray[np.float32]:
        """Return it as a 2 x 3 map of pixels of a plane of that size, for ``cv2.warpAffine``."""
        a, b = self.scale * cos(self.turn), self.scale * sin(self.turn)
        x, y = (width - 1) / 2, (height - 1) / 2
        return np.array(
            [
                [a, -b, x - a * x + b * y + self.right * width],
                [b, a, y - b * x - a * y + self.down * height],
            ],
            np.float32,
        )

    def carried(self, plane: Plane) -> Plane:
        """Return *plane* of the earlier frame as it would look in the later; edges are repeated."""
        height, width = plane.shape
        moved = cv2.warpAffine(
            plane, self.matrix(width, height), (width, height), borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(moved, np.uint8)


#: No motion found.
UNKNOWN = GlobalMotion(0.0, 0.0, 1.0, 0.0, 0.0)


# As many as a burst of frames has, which asks for their motions once it is whole.
@lru_cache(maxsize=8)
def motion_between(before: View, view: View) -> GlobalMotion:
    """Return how the picture moved from *before* to *view*, measured once for all who ask.

    :data:`UNKNOWN` where sizes differ or a side of ``View.quarter`` is under 32 pixels.
    """
    if before.quarter.shape != view.quarter.shape or min(before.quarter.shape) < 32:
        return UNKNOWN
    return _followed(before.quarter, view.quarter, _coarse_shift(_eighth(before), _eighth(view)))


def _followed(before: Plane, now: Plane, shift: NDArray[np.float32]) -> GlobalMotion:
    """Return how the picture moved between two planes of one size, about by *shift*."""
    height, width = before.shape
    points = _grid(width, height)
    start = points + shift
    found, followed, structure = cv2.calcOpticalFlowPyrLK(
        before,
        now,
        points,
        start.astype(np.float32),
        winSize=(WINDOW, WINDOW),
        maxLevel=2,
        criteria=(cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 10, 0.03),
        flags=cv2.OPTFLOW_USE_INITIAL_FLOW | cv2.OPTFLOW_LK_GET_MIN_EIGENVALS,
    )
    usable = (followed.ravel() == 1) & (structure.ravel() > LEAST_STRUCTURE)
    if np.count_nonzero(usable) < LEAST_POINTS:
        return UNKNOWN
    return _similarity(points[usable], found[usable], width, height)


def _similarity(
    points: NDArray[np.float32], found: NDArray[np.float32], width: int, height: int
) -> GlobalMotion:
    fit, obey = cv2.estimateAffinePartial2D(
        points, found, method=cv2.RANSAC, ransacReprojThreshold=OFF_BY, maxIters=200
    )
    if fit is None:
        return UNKNOWN
    (a, across, right), (b, along, down) = fit.tolist()
    x, y = (width - 1) / 2, (height - 1) / 2
    return GlobalMotion(
        right=(a * x + across * y + right - x) / width,
        down=(b * x + along * y + down - y) / height,
        scale=hypot(a, b),
        turn=atan2(b, a),
        agreement=cv2.countNonZero(obey) / len(obey),
    )


# As the motions of a burst: each frame is the later one of a pair, then the earlier one.
@lru_cache(maxsize=8)
def _eighth(view: View) -> NDArray[np.float32]:
    """Return half of ``View.quarter``."""
    height, width = view.quarter.shape
    plane = cv2.resize(view.quarter, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(plane, np.float32)


def _coarse_shift(before: NDArray[np.float32], now: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the shift in pixels of ``View.quarter`` by phase correlation at half the size."""
    window = _window(*now.shape[::-1])
    # Copied, for where their size suits its transform OpenCV lays the window on what it is given.
    (right, down), response = cv2.phaseCorrelate(before.copy(), now.copy(), window)
    if response < 0.1:
        return np.zeros(2, np.float32)
    return np.array([2 * right, 2 * down], np.float32)


@lru_cache(maxsize=4)
def _window(width: int, height: int) -> NDArray[np.float32]:
    return np.asarray(cv2.createHanningWindow((width, height), cv2.CV_32F), np.float32)


@lru_cache(maxsize=4)
def _grid(width: int, height: int) -> NDArray[np.float32]:
    across = (np.arange(GRID[0]) + 0.5) * width / GRID[0]
    down = (np.arange(GRID[1]) + 0.5) * height / GRID[1]
    xs, ys = np.meshgrid(across, down)
    return np.stack([xs.ravel(), ys.ravel()], 1).astype(np.float32).reshape(-1, 1, 2)
