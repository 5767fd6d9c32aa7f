"""Spots of one frame that are brighter than anything near them was in the frame before.

Conventions
-----------
Lengths are pixels of ``View.luma``, its longer side at most 640; x to the right, y down. Levels
are luma as it is coded, 0 to 255. The frame before is first moved by the camera's own motion, and
each of its pixels then counts for everything within :data:`SLACK`, so that what the hand, or a
thing's own motion, has carried no farther than that is not taken for new light.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, hypot, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View

Plane = NDArray[np.uint8]

#: How far, in pixels, a bright thing may have moved by itself between frames without being new.
SLACK = 4

#: Rise of the brightest pixel, in levels, from which on a spot is looked at.
LEAST_RISE = 26

#: Rise, in levels, from which on a pixel belongs to what is lit.
LIT = 14

#: Where more of the picture than this is lit at once, spots are its brightest parts only.
WIDE = 0.04

#: Spots of a frame that are kept, the strongest first; more than that are rain, snow or glitter.
MOST = 24

#: Pixels that a spot must have: a sensor's hot pixel has one.
LEAST_AREA = 3

#: Pixels across from which on a part of a spot is no line; a tracer's smear is two to five.
BROAD = 7

_DISC = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (BROAD, BROAD)), np.uint8)
_AROUND = np.ones((2 * SLACK + 1, 2 * SLACK + 1), np.uint8)


@dataclass(frozen=True, slots=True)
class Spot:
    """New light in one place of one frame.

    ``box`` is (left, top, right, bottom) of the pixels with half of the greatest ``rise``;
    ``level`` is the luma of the brightest. ``length`` and ``breadth`` are four standard
    deviations of those pixels along and across their longer axis, which lies at ``angle``
    (radians, 0 is level). ``red`` and ``blue`` are colour differences above grey. ``beside`` is
    the highest level that stood around it in the frame before.
    """

    x: float
    y: float
    box: tuple[int, int, int, int]
    area: int
    rise: float
    level: float
    length: float
    breadth: float
    angle: float
    red: float
    blue: float
    beside: float

    @property
    def strength(self) -> float:
        """How much it stands out: its rise, by the side of a square as large as it is."""
        return self.rise * sqrt(self.area)


@dataclass(frozen=True, slots=True)
class NewLight:
    """All new light of one frame: its ``spots``, how many there were, the share that is lit.

    ``usual`` is the median strength of the spots.
    """

    spots: tuple[Spot, ...]
    count: int
    share: float
    usual: float


NONE = NewLight((), 0, 0.0, 0.0)


def spread(luma: Plane) -> Plane:
    """Return *luma* with every pixel as bright as the brightest within :data:`SLACK`."""
    return np.asarray(cv2.dilate(luma, _AROUND), np.uint8)


def new_light(view: View, before: Plane, shift: tuple[int, int]) -> NewLight:
    """Return what is newly lit in *view*.

    *before* is the frame before it, :func:`spread`; *shift* is by how many pixels (right, down)
    the scene has moved since.
    """
    here, there = overlap(view.luma.shape, shift)
    if here is None or there is None:
        return NONE
    luma = view.luma[here]
    rise = np.asarray(cv2.subtract(luma, before[there]), np.uint8)
    _, peak, _, _ = cv2.minMaxLoc(rise)
    if peak < LEAST_RISE:
        return NONE
    lit = _from(rise, LIT)
    share = cv2.countNonZero(lit) / lit.size
    if share > WIDE:
        lit = _from(rise, peak / 2)
    found = list(_bright_parts(rise, lit))
    found.sort(key=lambda one: -one.strength)
    usual = found[len(found) // 2].strength if found else 0.0
    origin = here[1].start, here[0].start
    spots = tuple(_spot(view, one, before[there], origin) for one in found[:MOST])
    return NewLight(spots, len(found), share, usual)


def overlap(
    shape: tuple[int, ...], shift: tuple[int, int]
) -> tuple[tuple[slice, slice] | None, tuple[slice, slice] | None]:
    """Return the slices of a frame, and of the one before it, that show the same; or nothing.

    A rim of :data:`SLACK` is left out: what comes into the picture is not new light.
    """
    height, width = shape
    right, down = shift
    top, bottom = max(SLACK, SLACK + down), height - SLACK + min(0, down)
    left, past = max(SLACK, SLACK + right), width - SLACK + min(0, right)
    if top >= bottom or left >= past:
        return None, None
    there = slice(top - down, bottom - down), slice(left - right, past - right)
    return (slice(top, bottom), slice(left, past)), there


def _from(values: Plane, least: float) -> Plane:
    """Return 255 where *values* are *least* or more, else 0."""
    return np.asarray(cv2.threshold(values, least - 0.5, 255, cv2.THRESH_BINARY)[1], np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Bright:
    """The rises of a spot's bright pixels, others 0, in those rows and columns of the overlap."""

    rises: Plane
    rows: slice
    columns: slice
    peak: float
    area: int

    @property
    def strength(self) -> float:
        return self.peak * sqrt(self.area)


def _bright_parts(rise: Plane, lit: Plane) -> Iterator[_Bright]:
    """Yield the spots among the *lit* pixels, of which only the strongest are measured further."""
    left, top, width, height = cv2.boundingRect(lit)
    part = np.ascontiguousarray(lit[top : top + height, left : left + width])
    _, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8, ltype=cv2.CV_16U)
    large = np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] >= LEAST_AREA) + 1
    if large.size > 4 * MOST:
        order = np.argsort(-stats[large, cv2.CC_STAT_AREA], kind="stable")
        large = large[order[: 4 * MOST]]
    for label in large.tolist():
        x, y, wide, high = stats[label, :4].tolist()
        inside = labels[y : y + high, x : x + wide] == label
        rows = slice(top + y, top + y + high)
        columns = slice(left + x, left + x + wide)
        values = rise[rows, columns] * inside
        if _highest(values) < LEAST_RISE:
            continue
        for one in _parted(values):
            peak = _highest(one)
            if peak >= LEAST_RISE:
                least = max(LIT, peak / 2) - 0.5
                bright = np.asarray(cv2.threshold(one, least, 0, cv2.THRESH_TOZERO)[1], np.uint8)
                yield _Bright(bright, rows, columns, peak, cv2.countNonZero(bright))


def _parted(values: Plane) -> tuple[Plane, ...]:
    """Return a spot's rises as they are, or those of a line of light apart from its broad end.

    A round that burns is drawn from the very muzzle whose flash is in the same frame.
    """
    if max(values.shape) < 3 * BROAD:
        return (values,)
    bright = _from(values, max(LIT, _highest(values) / 2))
    broad = cv2.dilate(cv2.morphologyEx(bright, cv2.MORPH_OPEN, _DISC), _DISC)
    share = cv2.countNonZero(cv2.bitwise_and(bright, broad)) / cv2.countNonZero(bright)
    if not 0.05 < share < 0.9:
        return (values,)
    return np.where(broad > 0, values, 0).astype(np.uint8), np.where(broad > 0, 0, values).astype(
        np.uint8
    )


def _spot(view: View, one: _Bright, before: Plane, origin: tuple[int, int]) -> Spot:
    """Measure a spot; *origin* is where the overlap begins in *view*."""
    about = cv2.moments(one.rises)
    weight = about["m00"]
    x, y = about["m10"] / weight, about["m01"] / weight
    xx, yy, xy = (about[name] / weight for name in ("mu20", "mu02", "mu11"))
    middle, swing = (xx + yy) / 2, hypot((xx - yy) / 2, xy)
    right, down = one.columns.start + origin[0], one.rows.start + origin[1]
    left, top, wide, high = cv2.boundingRect(one.rises)
    box = (right + left, down + top, right + left + wide, down + top + high)
    return Spot(
        x=right + x,
        y=down + y,
        box=box,
        area=one.area,
        rise=one.peak,
        level=_highest(view.luma[box[1] : box[3], box[0] : box[2]]),
        # A pixel is itself a twelfth of a square pixel wide, which keeps a line of one from zero.
        length=4 * (middle + swing + 1 / 12) ** 0.5,
        breadth=4 * (max(0.0, middle - swing) + 1 / 12) ** 0.5,
        angle=0.5 * atan2(2 * xy, xx - yy),
        red=_mean(view.red, box) - 128,
        blue=_mean(view.blue, box) - 128,
        beside=_highest_around(before, one.rows, one.columns),
    )


def _mean(chroma: Plane, box: tuple[int, int, int, int]) -> float:
    """Return the mean of *chroma*, half as large as the luma, over *box*."""
    left, top, right, bottom = (edge // 2 for edge in box)
    part = chroma[top : max(top + 1, bottom), left : max(left + 1, right)]
    return float(cv2.mean(part)[0])


def _highest_around(before: Plane, rows: slice, columns: slice) -> float:
    """Return the highest level around the spot's own place, half its size to each side."""
    more_rows, more_columns = (
        SLACK + max(2, (rows.stop - rows.start) // 2),
        SLACK + max(2, (columns.stop - columns.start) // 2),
    )
    part = before[
        max(0, rows.start - more_rows) : rows.stop + more_rows,
        max(0, columns.start - more_columns) : columns.stop + more_columns,
    ]
    return _highest(part)


def _highest(values: Plane) -> float:
    """Return the highest of *values*; of parts so small, OpenCV tells it three times as fast."""
    return float(cv2.minMaxLoc(values)[1])
