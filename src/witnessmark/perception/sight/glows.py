"""Places that light up, followed until they are dark again.

Conventions
-----------
Pixels of ``View.luma`` and levels as in :mod:`bright_spots`. Places in the scene are pixels less
the camera's own path since the recording began, so that a lamp keeps its place however the hand
shakes. A place is lit in a frame while it keeps :data:`STAYS` of its greatest rise over what was
there before it lit up.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from math import inf

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant
from witnessmark.media import View
from witnessmark.perception.sight.bright_spots import SLACK, NewLight, Spot

Plane = NDArray[np.uint8]
Shift = tuple[int, int]

#: Share of its rise above which a place still counts as lit.
STAYS = 0.4

#: Seconds after which a light has not flashed up but been switched on.
LONGEST = 2

#: Places followed at once.
MOST_OPEN = 40

#: Spots in a frame above which each must stand out from the others by :data:`OUTSTANDING`: where
#: light is new in many places at once it is rain, snow, glitter or sparks.
CROWD, OUTSTANDING = 8, 3.0


@dataclass(frozen=True, slots=True)
class Glow:
    """A place that lit up and went dark: the spot it began as, and when it was lit.

    ``rises`` are the levels by which it was brighter in each frame from ``start`` to ``end``, when
    it was dark again; ``number`` is the first of them. ``scene`` is its place in the scene,
    ``size`` the frame's width and height. ``outshines`` is by how many times it was stronger than
    the usual spot of its frame, infinite where it was alone; ``share`` how much of the picture was
    newly lit in it.
    """

    spot: Spot
    number: int
    scene: tuple[float, float]
    size: tuple[int, int]
    outshines: float
    share: float
    start: Instant
    end: Instant
    rises: array[float]

    @property
    def seconds(self) -> float:
        """How long it was lit."""
        return float(self.end - self.start)

    @property
    def rise(self) -> float:
        """The most by which it rose."""
        return max(self.rises)

    @property
    def box(self) -> list[float]:
        """The place in the frame in which it began, as shares rounded to four digits."""
        left, top, right, bottom = self.spot.box
        wide, high = self.size
        return [round(n, 4) for n in (left / wide, top / high, right / wide, bottom / high)]


@dataclass(slots=True)
class _Open:
    """A place that is lit now: what was there before, and the corner of that in this frame.

    ``most`` is the greatest of its ``rises``.
    """

    spot: Spot
    number: int
    scene: tuple[float, float]
    outshines: float
    share: float
    before: Plane
    corner: tuple[int, int]
    start: Instant
    end: Instant
    rises: array[float]
    most: float

    def rise_in(self, luma: Plane) -> float | None:
        """Return by how much it is brighter than before; None where it has left the picture."""
        x, y = self.corner
        high, wide = self.before.shape
        rows = slice(max(0, y), min(luma.shape[0], y + high))
        columns = slice(max(0, x), min(luma.shape[1], x + wide))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return None
        before = self.before[rows.start - y : rows.stop - y, columns.start - x : columns.stop - x]
        return float(cv2.minMaxLoc(cv2.subtract(luma[rows, columns], before))[1])

    def holds(self, spot: Spot) -> bool:
        """Say whether *spot* is part of it."""
        x, y = spot.x - self.corner[0], spot.y - self.corner[1]
        high, wide = self.before.shape
        return bool(0 <= x < wide and 0 <= y < high)

    def closed(self, size: tuple[int, int]) -> Glow:
        """Return it as what it was."""
        return Glow(
            spot=self.spot,
            number=self.number,
            scene=self.scene,
            size=size,
            outshines=self.outshines,
            share=self.share,
            start=self.start,
            end=self.end,
            rises=self.rises,
        )


@dataclass(slots=True)
class Glows:
    """Follows every place that is lit; hands over those that went dark.

    What leaves the picture, or is lit for longer than :data:`LONGEST`, is never handed over.
    """

    _open: list[_Open] = field(default_factory=list)
    _path: tuple[int, int] = (0, 0)

    def follow(self, view: View, light: NewLight, before: Plane, shift: Shift) -> list[Glow]:
        """Take in a frame and its new light; return the places that were dark again in it.

        *before* and *shift* are those of :func:`bright_spots.new_light`.
        """
        self._path = (self._path[0] + shift[0], self._path[1] + shift[1])
        closed, still = [], []
        longest = LONGEST // view.end.time_base
        for one in self._open:
            one.corner = (one.corner[0] + shift[0], one.corner[1] + shift[1])
            rise = one.rise_in(view.luma)
            if rise is None:
                continue
            if rise < STAYS * one.most:
                closed.append(one.closed(view.luma.shape[::-1]))
            elif view.end.ticks - one.start.ticks <= longest:
                one.rises.append(rise)
                one.most = max(one.most, rise)
                one.end = view.end
                still.append(one)
        self._open = still
        for spot in _outstanding(light):
            if len(still) < MOST_OPEN and not any(one.holds(spot) for one in still):
                still.append(self._begun(spot, view, light, before, shift))
        return closed

    def forget(self) -> None:
        """Drop what is lit now: the next frame has nothing to do with the last."""
        self._open = []

    def _begun(self, spot: Spot, view: View, light: NewLight, before: Plane, shift: Shift) -> _Open:
        left, top, right, bottom = spot.box
        x, y = left - SLACK, top - SLACK
        there = before[
            max(0, y - shift[1]) : max(0, bottom + SLACK - shift[1]),
            max(0, x - shift[0]) : max(0, right + SLACK - shift[0]),
        ]
        return _Open(
            spot=spot,
            number=view.number,
            scene=(spot.x - self._path[0], spot.y - self._path[1]),
            outshines=spot.strength / light.usual if light.count > 1 else inf,
            share=light.share,
            before=there.copy(),
            corner=(max(x, shift[0]), max(y, shift[1])),
            start=view.start,
            end=view.end,
            rises=array("d", [spot.rise]),
            most=spot.rise,
        )


def _outstanding(light: NewLight) -> list[Spot]:
    """Return the spots that may be a source of light by themselves."""
    if light.count <= CROWD:
        return list(light.spots)
    return [one for one in light.spots if one.strength >= OUTSTANDING * light.usual]
