"""Bursts: a few frames in close succession, lined up, for what moves fast and small.

A detector of specks or streaks need not see every frame. It takes a burst now and then: frames
about a twenty-fifth of a second apart, carried onto the burst's middle frame, so that the
camera's own movement is taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant
from witnessmark.media import View
from witnessmark.perception.sight.motion import motion_between
from witnessmark.perception.sight.registration import (
    ALIKE,
    HOPELESS,
    LEAST_MARKS,
    Marks,
    laid_on,
    marks_of,
    off_by,
    soft,
)

Plane = NDArray[np.uint8]

#: Frames in a burst.
FRAMES = 8

#: Least seconds from frame to frame of a burst: faster recordings are thinned to about 30 a second.
APART = Fraction(3, 100)

#: Most seconds from frame to frame: slower than 7 a second, nothing small can be followed.
SLOWEST = Fraction(1, 7)

#: Seconds from the start of a burst to that of the next.
EVERY = Fraction(3, 2)

#: Least side in pixels of a picture in which anything so small can be followed.
LEAST_SIDE = 90

#: What is left of the difference of two frames once one lies on the other, at most.
MUST_EXPLAIN = 0.85

#: Movement of a corner, in pixels of luma over a burst's step, below which nothing is carried.
UNMOVED = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Burst:
    """The luma of frames carried onto the middle one, ``onto`` by these 3 x 3 maps of pixels.

    ``apart`` is the mean time from one to the next in seconds.
    """

    luma: tuple[Plane, ...]
    onto: tuple[NDArray[np.float64], ...]
    apart: float


class Bursts:
    """Collects the views of a burst as they come."""

    def __init__(self) -> None:
        self._views: list[View] = []
        self._begun: Instant | None = None
        self._due: Instant | None = None

    def rest(self) -> None:
        """Let one burst pass: the last one held nothing worth following."""
        if self._begun is not None:
            self._due = _after(self._begun, 2 * EVERY)

    def take(self, view: View) -> tuple[View, ...] | None:
        """Take in the next view; return the burst's where it is the last of one."""
        if self._views:
            last = self._views[-1]
            since = view.start - last.start
            if since < APART and not view.corrupt:
                return None
            if view.corrupt or since > SLOWEST or view.luma.shape != last.luma.shape:
                self._views.clear()
        small = min(view.luma.shape) < LEAST_SIDE
        if view.corrupt or small or (self._due is not None and view.start < self._due):
            return None
        self._views.append(view)
        if len(self._views) < FRAMES:
            return None
        views, self._views = tuple(self._views), []
        self._begun = views[0].start
        self._due = _after(self._begun, EVERY)
        return views


def _after(begun: Instant, seconds: Fraction) -> Instant:
    """Return the first tick no earlier than so many *seconds* after *begun*."""
    return begun.time_base.at(begun.ticks + ceil(seconds / begun.time_base))


def lined_up(views: Sequence[View]) -> Burst:
    """Return the views of a burst carried onto the middle one."""
    onto = _ways(views)
    return Burst(
        luma=tuple(_carried(one.luma, by) for one, by in zip(views, onto, strict=True)),
        onto=tuple(onto),
        apart=float(views[-1].start - views[0].start) / (len(views) - 1),
    )


def _ways(views: Sequence[View]) -> list[NDArray[np.float64]]:
    """Return the way of each view onto the middle one, that of its neighbour carried on."""
    middle = len(views) // 2
    onto = [np.eye(3) for _ in views]
    marks = marks_of(views[middle].luma)
    if len(marks) < LEAST_MARKS:
        return onto
    for outwards in (range(middle - 1, -1, -1), range(middle + 1, len(views))):
        for n in outwards:
            inner = n + 1 if n < middle else n - 1
            begun = _motion(views[inner], views[n]) @ np.linalg.inv(onto[inner])
            onto[n] = _way(marks, soft(views[n].luma), begun)
    return onto


def _way(marks: Marks, image: Plane, begun: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the way of *image* onto *marks*; none where none brings them together.

    What is found before a black sky may be the snow's movement, and explains little of the rest.
    """
    still, carried = off_by(marks, image, np.eye(3)), off_by(marks, image, begun)
    if still <= ALIKE or min(still, carried) > HOPELESS:
        return np.eye(3)
    way, off = laid_on(marks, image, begun)
    if still < carried:
        other, less = laid_on(marks, image, np.eye(3))
        way, off = (other, less) if less < off else (way, off)
    return np.asarray(np.linalg.inv(way), np.float64) if off < MUST_EXPLAIN * still else np.eye(3)


def _motion(inner: View, outer: View) -> NDArray[np.float64]:
    """Return the camera's movement between neighbours as a map of pixels; none if not known."""
    backwards = outer.start < inner.start
    motion = motion_between(outer, inner) if backwards else motion_between(inner, outer)
    if not motion.known:
        return np.eye(3)
    height, width = inner.luma.shape
    matrix = np.vstack([motion.matrix(width, height), (0, 0, 1)])
    return np.asarray(np.linalg.inv(matrix) if backwards else matrix, np.float64)


def _carried(image: Plane, by: NDArray[np.float64]) -> Plane:
    height, width = image.shape
    corners = np.array([(0, 0, 1), (width, 0, 1), (0, height, 1), (width, height, 1)], float).T
    if np.abs(by @ corners - corners).max() < UNMOVED:
        return image
    moved = cv2.warpAffine(
        image, by[:2], (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(moved, np.uint8)
