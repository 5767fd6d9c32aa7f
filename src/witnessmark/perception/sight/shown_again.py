"""Passages that were shown before: the same frames, in the same order, a second time.

Evidence: coarse pictures that agree frame by frame over a second or more, **and** that change alike
from frame to frame: a fixed camera sees the same view for hours, but never the same movement twice.
A passage in which nothing moves is therefore not told, nor one that was mirrored, recut or shown at
another speed. What repeats by itself (a blinking lamp, a loop) matches at many distances and is
left out.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil

import cv2
import numpy as np
from pydantic import JsonValue

from witnessmark.clock import Instant, Span, TimeBase
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.repeats import (
    LEAST_ALIKE,
    LEAST_MOVED,
    MOST_APART,
    SIZE,
    Repeat,
    repeats,
)
from witnessmark.perception.sight.scene_likeness import glimpse_of
from witnessmark.perception.sight.sighting import Sighting

#: Shortest passage that is told, in seconds.
SHORTEST = Fraction(1)
#: Frames that follow faster than this, in seconds, are left out: memory.
FASTEST = Fraction(1, 31)
#: Chance that it was truly shown before: no false one was met on rendered clips or real ones.
CONFIDENCE = 0.9


class ShownAgain(Detector):
    """Finds passages that repeat earlier ones."""

    name = "shown_again"
    kinds = (Kind.SHOWN_AGAIN,)

    def __init__(self) -> None:
        self._thumbs = bytearray()
        self._ticks = array("q")
        self._base: TimeBase | None = None
        self._due = 0
        self._end: Instant | None = None

    @property
    def settings(self) -> dict[str, JsonValue]:
        """The thresholds of being the same."""
        return {
            "shortest_s": float(SHORTEST),
            "most_apart": MOST_APART,
            "least_alike": LEAST_ALIKE,
            "least_moved": LEAST_MOVED,
        }

    def see(self, view: View) -> None:
        """Keep a coarse picture of the frame."""
        self._base, self._end = view.start.time_base, view.end
        if view.corrupt or (self._ticks and view.start.ticks < self._due):
            return
        thumb = cv2.resize(glimpse_of(view).thumb, SIZE, interpolation=cv2.INTER_AREA)
        self._thumbs += np.rint(thumb).astype(np.uint8).tobytes()
        self._ticks.append(view.start.ticks)
        self._due = view.start.ticks + ceil(FASTEST * Fraction(9, 10) / self._base)

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:  # noqa: ARG002
        """Return the passages, each with where it was shown before."""
        if self._base is None or self._end is None or len(self._ticks) < 4:
            return
        thumbs = np.frombuffer(self._thumbs, np.uint8).reshape(-1, SIZE[0] * SIZE[1])
        ticks = np.array(self._ticks, np.int64)
        seconds = np.asarray(ticks * float(self._base), np.float64)
        self._ticks.append(self._end.ticks)
        for one in repeats(thumbs, seconds, float(SHORTEST)):
            yield self._sighting(one, self._base)

    def _sighting(self, one: Repeat, base: TimeBase) -> Sighting:
        first, past, earlier_first, earlier_past = (
            base.at(self._ticks[edge])
            for edge in (one.first, one.past, one.first - one.back, one.past - one.back)
        )
        return Sighting(
            Kind.SHOWN_AGAIN,
            Span(first, past),
            CONFIDENCE,
            {
                "earlier_start": earlier_first.json_seconds,
                "earlier_end": earlier_past.json_seconds,
                "likeness": round(one.alike, 3),
            },
        )
