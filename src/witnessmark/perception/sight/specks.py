"""Specks: small things that are at a place in one frame of a burst and not in its neighbours.

Conventions
-----------
A residue is what is brighter in a frame than two frames before and two after it, a pixel around
included, so that an edge that trembles leaves nothing. A speck is a small connected piece of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sight.bursts import Burst

Floats = NDArray[np.float64]

#: Frames to either side that a frame is held against: a flake out of focus still touches its own
#: place in the next one.
AWAY = 2

#: Least residue, in levels of luma, that counts.
LEAST_RESIDUE = 6

_KERNEL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Specks:
    """The specks of one frame: place, area, residue, long to short axis and tilt of each.

    ``at`` is (n, 2) x and y in pixels; ``length`` in pixels along the long axis; ``tilt`` in
    radians from upright, within a right angle to either side.
    """

    at: Floats
    area: Floats
    residue: Floats
    length: Floats
    slender: Floats
    tilt: Floats

    def __len__(self) -> int:
        return len(self.area)

    def chosen(self, keep: NDArray[np.bool_] | NDArray[np.intp]) -> Specks:
        """Return those that *keep* picks."""
        parts = (self.at, self.area, self.residue, self.length, self.slender, self.tilt)
        at, *rest = (part[keep] for part in parts)
        area, residue, length, slender, tilt = rest
        return Specks(at, area, residue, length, slender, tilt)


def specks(burst: Burst) -> list[Specks]:
    """Return the specks of each of the burst's frames but the first and last :data:`AWAY`."""
    wide = [cv2.dilate(one, _KERNEL) for one in burst.luma]
    found = []
    for before, now, after in zip(wide, burst.luma[AWAY:], wide[2 * AWAY :], strict=False):
        residue = np.asarray(cv2.subtract(now, cv2.max(before, after)), np.uint8)
        found.append(_measured(residue, threshold(residue)))
    return found


def threshold(residue: NDArray[np.uint8]) -> int:
    """Return the least residue that stands out of the grain of its frame."""
    some = residue[::3, ::3]
    positive = some[some > 0]
    if positive.size < some.size // 200:
        return LEAST_RESIDUE
    return int(max(LEAST_RESIDUE, 2.5 * float(np.median(positive))))


def _measured(residue: NDArray[np.uint8], least: int) -> Specks:
    _, mask = cv2.threshold(residue, least - 1, 1, cv2.THRESH_BINARY)
    flat = np.flatnonzero(mask.view(np.bool_))
    count, labels = cv2.connectedComponents(
        mask, connectivity=8, ltype=cv2.CV_16U if len(flat) < 1 << 16 else cv2.CV_32S
    )
    ys, xs = np.divmod(flat, mask.shape[1])
    which = labels.ravel()[flat] - 1
    n = count - 1
    area = np.bincount(which, minlength=n).astype(np.float64)
    if not n:
        empty = np.zeros(0)
        return Specks(np.zeros((0, 2)), empty, empty, empty, empty, empty)

    def mean(values: Floats) -> Floats:
        return np.bincount(which, values, n) / area

    x, y = mean(xs), mean(ys)
    dx, dy = xs - x[which], ys - y[which]
    # A pixel is a square, not a point: it spreads by a twelfth along either axis.
    xx, yy, xy = mean(dx * dx) + 1 / 12, mean(dy * dy) + 1 / 12, mean(dx * dy)
    spread = np.hypot(xx - yy, 2 * xy)
    long, short = (xx + yy + spread) / 2, np.maximum((xx + yy - spread) / 2, 1 / 12)
    # Angle of the long axis from upright: 0 where it stands, positive where it leans right.
    tilt = 0.5 * np.arctan2(-2 * xy, yy - xx)
    strength = mean(residue.ravel()[flat].astype(np.float64))
    return Specks(
        np.stack([x, y], axis=1),
        area,
        strength,
        np.sqrt(12 * long),
        np.sqrt(long / short),
        tilt,
    )
