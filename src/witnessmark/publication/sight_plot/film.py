"""Small pictures and the brightness of a recording, kept while its frames stream by.

Conventions
-----------
No more than :data:`_MOST` pictures are kept, whatever the length: those that differ from the one
kept before them, by their content and a little by time, so that every take has one. Once there are
more, less likeness is asked for and the rest is let go. The same frames leave the same pictures.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View

#: Pictures kept at a time, and the longer side of each in pixels: 25 MB at most.
_MOST, _SIDE = 240, 240
#: The picture that likeness is judged by, width and height.
_GIST = (32, 18)
#: Mean difference in levels of luma from which on a picture is another one, to begin with: little,
#: for a night has no more, and it rises by itself. How many levels a second is worth, so that what
#: stands still is kept now and then too.
_DIFFERENT, _PER_SECOND = 1.0, 0.5
_STRICTER = 1.5

Pixels = NDArray[np.uint8]
Levels = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One frame, small: its time in seconds, blue-green-red (height, width, 3), and its gist."""

    seconds: float
    pixels: Pixels
    gist: NDArray[np.int16]

    def unlike(self, other: Picture) -> float:
        """How many levels of luma the two are apart, later ones a little more."""
        apart = float(np.abs(self.gist - other.gist).mean())
        return apart + _PER_SECOND * abs(self.seconds - other.seconds)


class Film:
    """Takes every view of one recording in turn."""

    def __init__(self) -> None:
        self._kept: list[Picture] = []
        self._different = _DIFFERENT
        self._starts, self._ends = array("d"), array("d")
        self._levels = array("f")

    def add(self, view: View) -> None:
        """Note how bright *view* is, and keep it where it shows something else than the last."""
        self._starts.append(view.start.json_seconds)
        self._ends.append(view.end.json_seconds)
        self._levels.append(view.brightness)
        gist = cv2.resize(view.quarter, _GIST, interpolation=cv2.INTER_AREA).astype(np.int16)
        now = Picture(view.start.json_seconds, np.empty((0, 0, 3), np.uint8), gist)
        if not self._kept or now.unlike(self._kept[-1]) >= self._different:
            self._kept.append(Picture(now.seconds, _small(view), gist))
            if len(self._kept) > _MOST:
                self._thin_out()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What was kept, in order of time."""
        return tuple(self._kept)

    def brightness(self, columns: int, start: float, end: float) -> tuple[Levels, Levels]:
        """Return the least and the greatest mean luma in each of *columns* from *start* to *end*.

        A frame counts for as long as it is shown; where none was, the column is not a number.
        """
        low, high = np.full(columns, np.nan), np.full(columns, np.nan)
        if not self._starts:
            return low, high
        starts, ends = np.asarray(self._starts), np.asarray(self._ends)
        levels = np.asarray(self._levels, np.float64)
        place = np.floor((starts - start) / (end - start) * columns).astype(int)
        inside = (place >= 0) & (place < columns)
        np.fmin.at(low, place[inside], levels[inside])
        np.fmax.at(high, place[inside], levels[inside])
        middles = start + (np.arange(columns) + 0.5) * (end - start) / columns
        shown = np.clip(np.searchsorted(starts, middles, side="right") - 1, 0, None)
        lasts = np.isnan(low) & (starts[shown] <= middles) & (middles < ends[shown])
        low[lasts] = high[lasts] = levels[shown[lasts]]
        return low, high

    def _thin_out(self) -> None:
        """Ask for more difference until half of the room is free, and keep what still has it."""
        while len(self._kept) > _MOST // 2:
            self._different *= _STRICTER
            kept = self._kept[:1]
            for one in self._kept[1:]:
                if one.unlike(kept[-1]) >= self._different:
                    kept.append(one)
            self._kept = kept


def _small(view: View) -> Pixels:
    """Return *view* in colour, its longer side at most :data:`_SIDE`, by ITU-R BT.601."""
    height, width = view.half.shape
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    planes = [cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in _planes(view)]
    return np.asarray(cv2.cvtColor(cv2.merge(planes), cv2.COLOR_YCrCb2BGR), np.uint8)


def _planes(view: View) -> tuple[Pixels, Pixels, Pixels]:
    return view.half, view.red, view.blue
