"""Flame: something bright and the colour of fire that flickers as open fire does.

Evidence is a region of orange and yellow with a bright core whose area, light and outline change
three to fifteen times a second, each part of it for itself, and go on doing so for over a second.
Lamps, headlights and the sun keep their size; a blinking light is all there or gone; vests and
flags are not bright and change with the step or the wind; flashes and blasts are over at once.
Fire behind a window, far off, burnt out to white, or in a picture without colour is not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import log
from typing import ClassVar

from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.condition import Condition, Found, middle_box
from witnessmark.perception.sight.flicker import Glow, Region, glow, regions

#: Seconds of a window; half of it is looked at again with the next.
WINDOW = Fraction(13, 10)

#: Least seconds from frame to frame: faster recordings are thinned to about 30 a second.
APART = Fraction(3, 100)

#: Least frames a second that show flicker at all: twice its lowest, and some.
SLOWEST = 7


class FlameDetector(Condition):
    """Reports stretches with flame.

    ``flicker_hz`` is the middle of the frequencies in which it flickers, ``depth`` by how much of
    itself, ``size`` the share of the picture, ``box`` the place.
    """

    name = "flame"
    kinds = (Kind.FLAME,)
    reported: ClassVar[Mapping[str, int]] = {"flicker_hz": 1, "size": 4, "depth": 3}

    def __init__(self) -> None:
        super().__init__()
        self._window: list[tuple[Span, Glow | None]] = []
        self._shape: tuple[int, ...] = ()

    def see(self, view: View) -> None:
        """Take in the next frame."""
        if self._window:
            last = self._window[-1][0]
            if view.start - last.start < APART:
                return
            if view.corrupt or view.luma.shape != self._shape:
                self._window.clear()
        if view.corrupt:
            return
        self._shape = view.luma.shape
        self._window.append((Span(view.start, view.end), glow(view)))
        if view.end - self._window[0][0].start >= WINDOW:
            self._look()

    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return how deep, fast, ragged and bright the flicker is, and how it goes on."""
        return {
            "depth": log(max(figures["depth"], 0.02)),
            "shape": log(max(figures["shape_depth"], 0.01)),
            "stays": -log(max(figures["wander"], 0.02)),
            "band": figures["band"],
            "churn": log(max(figures["churn"], 0.01)),
            "core": min(figures["core"], 1.0) ** 0.5,
            "vivid": figures["vivid"] / 50,
            "luma": figures["luma"] / 100,
            "presence": figures["presence"],
            "size": log(max(figures["size"], 1e-5)),
        }

    def described(self, words: Sequence[Mapping[str, JsonValue]]) -> Mapping[str, JsonValue]:
        """Return the place of the flame."""
        return {"box": middle_box([one["box"] for one in words])}

    def _look(self) -> None:
        """Note the window's regions, and keep its later half."""
        spans = [span for span, _ in self._window]
        seconds = float(spans[-1].end - spans[0].start)
        found: list[Region] = []
        if len(spans) >= SLOWEST * seconds:
            found = list(regions([one for _, one in self._window], seconds))
        self.note(
            spans[len(spans) // 2].start,
            *(Found(one.figures, {"box": list(one.box)}) for one in found),
        )
        self._window = self._window[len(self._window) // 2 :]
