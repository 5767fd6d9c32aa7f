"""Spots of several frames that lie on one straight line, each farther along it than the last.

Conventions
-----------
Pixels of ``View.luma``. Places are those of the scene: the camera's own path is taken off. A
track is what moves at a steady speed: the step from piece to piece, per second, keeps its
direction, and its length changes by no more than perspective gives in so short a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import atan2, cos, hypot, pi, sin

import numpy as np

from witnessmark.clock import Instant
from witnessmark.media import View
from witnessmark.perception.sight.bright_spots import SLACK, NewLight, Spot

Shift = tuple[int, int]

#: Farthest that a piece lies from the last, in widths of the frame.
FARTHEST = 0.45

#: Length over breadth from which on a spot has a direction.
DRAWN_OUT = 2.5

#: How far, in radians, a drawn-out spot may lie off the way it goes.
ASLANT = 0.2

#: Spots in a frame above which those without a direction are not tried against one another.
CROWD = 8

#: Share of a step by which the next may differ from what was foreseen, along and across the way.
ALONG, ACROSS = 0.45, 0.12

#: Tracks followed at once.
MOST_OPEN = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """One spot of a track: the frame it is in, and where in the scene."""

    spot: Spot
    number: int
    start: Instant
    end: Instant
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Track:
    """Pieces in order, and the frame's width and height; ``crowd`` is the most spots in a frame."""

    pieces: tuple[Piece, ...]
    size: tuple[int, int]
    crowd: int

    @property
    def seconds(self) -> float:
        """Seconds from the first piece's frame to the last one's."""
        return float(self.pieces[-1].start - self.pieces[0].start)

    @property
    def speed(self) -> float:
        """Widths of the frame a second."""
        first, last = self.pieces[0], self.pieces[-1]
        return hypot(last.x - first.x, last.y - first.y) / self.seconds / self.size[0]

    @property
    def off_line(self) -> float:
        """Root mean square distance of the pieces from their straight line, in pixels."""
        places = np.array([(one.x, one.y) for one in self.pieces])
        centred = places - places.mean(axis=0)
        return float(np.linalg.svd(centred, compute_uv=False)[-1] / len(places) ** 0.5)

    @property
    def angle(self) -> float:
        """The way it goes, in radians from level to the right, clockwise as seen."""
        first, last = self.pieces[0], self.pieces[-1]
        return atan2(last.y - first.y, last.x - first.x)

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where it began and ended in the frame, in pixels, its pieces' lengths included."""
        x, y = cos(self.angle), sin(self.angle)
        first, last = self.pieces[0].spot, self.pieces[-1].spot
        back, ahead = (min(one.length, self.size[0]) / 2 for one in (first, last))
        return (first.x - back * x, first.y - back * y), (last.x + ahead * x, last.y + ahead * y)


@dataclass(slots=True)
class _Open:
    pieces: list[Piece]
    crowd: int


@dataclass(slots=True)
class LightTracks:
    """Links the spots of frame after frame; hands over each track when it goes no farther."""

    _open: list[_Open] = field(default_factory=list)
    _path: tuple[int, int] = (0, 0)

    def follow(self, view: View, light: NewLight, shift: Shift) -> list[Track]:
        """Take in a frame's new light; return the tracks that did not go on."""
        self._path = (self._path[0] + shift[0], self._path[1] + shift[1])
        size = view.luma.shape[::-1]
        pieces = [
            Piece(s, view.number, view.start, view.end, s.x - self._path[0], s.y - self._path[1])
            for s in light.spots
        ]
        taken: set[int] = set()
        for track in sorted(self._open, key=lambda one: -len(one.pieces)):
            self._lengthen(track, pieces, taken, light.count, size[0])
        ended = [one for one in self._open if view.number - one.pieces[-1].number >= 1]
        self._open = [one for one in self._open if one.pieces[-1].number == view.number]
        for number, piece in enumerate(pieces):
            if number not in taken and len(self._open) < MOST_OPEN:
                self._open.append(_Open([piece], light.count))
        return [_track(one, size) for one in ended if len(one.pieces) > 1]

    def rest(self, size: tuple[int, int]) -> list[Track]:
        """Return the tracks that were under way at the end."""
        left, self._open = self._open, []
        return [_track(one, size) for one in left if len(one.pieces) > 1]

    def forget(self) -> None:
        """Drop what is under way: the next frame has nothing to do with the last."""
        self._open = []

    def _lengthen(
        self, track: _Open, pieces: list[Piece], taken: set[int], crowd: int, width: int
    ) -> None:
        """Give *track* the piece that continues it best, if any does."""
        best, least = None, 1.0
        for number, piece in enumerate(pieces):
            if number in taken:
                continue
            miss = _miss(track, piece, max(crowd, track.crowd), width)
            if miss < least:
                best, least = number, miss
        if best is not None:
            taken.add(best)
            track.pieces.append(pieces[best])
            track.crowd = max(track.crowd, crowd)


def _miss(track: _Open, piece: Piece, crowd: int, width: int) -> float:
    """Return how badly *piece* continues *track*: 0 is exactly, 1 and above not at all."""
    last = track.pieces[-1]
    x, y = piece.x - last.x, piece.y - last.y
    step = hypot(x, y)
    if not 2 * SLACK <= step <= FARTHEST * width:
        return 1.0
    way = atan2(y, x)
    for one in (last, piece):
        if one.spot.length / one.spot.breadth >= DRAWN_OUT:
            if _apart(way, one.spot.angle) > ASLANT:
                return 1.0
        elif crowd > CROWD:
            return 1.0
    if len(track.pieces) == 1:
        return 0.5 + 0.5 * step / (FARTHEST * width)
    earlier = track.pieces[-2]
    share = float(piece.start - last.start) / float(last.start - earlier.start)
    due_x, due_y = (last.x - earlier.x) * share, (last.y - earlier.y) * share
    due = hypot(due_x, due_y)
    along = ((x - due_x) * due_x + (y - due_y) * due_y) / due
    across = abs((x - due_x) * due_y - (y - due_y) * due_x) / due
    return max(abs(along) / (ALONG * due + 3), across / (ACROSS * due + 3))


def _apart(way: float, axis: float) -> float:
    """Return the angle between a way and an axis, which has no front: 0 to a quarter turn."""
    return abs((way - axis + pi / 2) % pi - pi / 2)


def _track(one: _Open, size: tuple[int, int]) -> Track:
    return Track(tuple(one.pieces), size, one.crowd)
