"""Smoke or dust: a pale part of the picture that changes smoothly, goes on changing, and drifts.

Evidence is a connected part of the picture whose brightness changes, from half second to half
second and without sharp edges, more than exposure and the camera's movement explain; each change
is the one before carried on, rather upwards. What has edges, such as people, cars and leaves, is
left out by them; light and fog change everywhere or not at all; what is as red as fire is fire.
Smoke that stands or hardly moves, thin haze, smoke over most of the picture and what a fast camera
films cannot be told from nothing: that none is reported says little. Steam, dust, spray and smoke
look alike: ``colour`` is all that is said of which it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import log
from typing import ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Instant
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.condition import Condition, Found, Pace, middle_box
from witnessmark.perception.sight.motion import motion_between
from witnessmark.perception.sight.veils import Small, veils

#: Seconds from one look to the next; looks in a window; and how many of them the next one keeps.
EVERY, LOOKS, KEPT = Fraction(1, 2), 7, 4

#: Share of the frame that the camera may move in a window.
MOST_MOVED = 0.25


class SmokeDetector(Condition):
    """Reports stretches with smoke or dust.

    ``share`` is the share of the picture that is veiled, ``strength`` the change in levels of
    luma a half second, ``colour`` black, grey, white or brown, ``box`` the place.
    """

    name = "smoke"
    kinds = (Kind.SMOKE,)
    reported: ClassVar[Mapping[str, int]] = {"share": 3, "strength": 2}

    def __init__(self) -> None:
        super().__init__()
        self._pace = Pace(EVERY)
        self._before: View | None = None
        self._path = np.eye(3)
        self._moved = 0.0
        self._window: list[tuple[Instant, Small]] = []

    def see(self, view: View) -> None:
        """Take in the next frame."""
        self._follow(view)
        if not self._pace.due(view) or min(view.quarter.shape) < 32:
            return
        self._window.append(
            (view.start, _small(view, np.asarray(np.linalg.inv(self._path), np.float64)))
        )
        if len(self._window) == LOOKS:
            self._look()

    def _follow(self, view: View) -> None:
        """Add the camera's movement since the last frame to its path since the window's first."""
        before, self._before = self._before, view
        if before is not None and before.luma.shape != view.luma.shape:
            self._begin()
        elif before is not None and self._window:
            motion = motion_between(before, view)
            if motion.known:
                height, width = view.quarter.shape
                self._path = np.vstack([motion.matrix(width, height), (0, 0, 1)]) @ self._path
                self._moved = max(self._moved, *np.abs(self._path[:2, 2] / (width, height)))

    def _begin(self) -> None:
        self._window.clear()
        self._path = np.eye(3)
        self._moved = 0.0

    def _look(self) -> None:
        """Judge the window; the next keeps its last looks where the camera stood."""
        at = self._window[LOOKS // 2][0]
        window = [one for _, one in self._window]
        found = veils(window) if self._moved < MOST_MOVED else ()
        self.note(
            at,
            *(Found(one.figures, {"colour": one.colour, "box": list(one.box)}) for one in found),
        )
        if self._moved < MOST_MOVED / 4:
            self._window = self._window[-KEPT:]
        else:
            self._begin()

    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return how large and strong the change is, how steady, and how it goes on and rises."""
        return {
            "share": log(max(figures["share"], 1e-3)),
            "not_all": -figures["all_veiled"],
            "strength": log(max(figures["strength"], 0.5)),
            "apart": log(max(figures["strength"], 0.5) / max(figures["elsewhere"], 0.2)),
            "even": figures["evenness"],
            "carried": figures["carried"],
            "rise": min(figures["rise"], 0.06) * 10,
            "steady": figures["steady"],
            "both_ways": figures["both_ways"],
        }

    def described(self, words: Sequence[Mapping[str, JsonValue]]) -> Mapping[str, JsonValue]:
        """Return colour and place."""
        commonest = Counter(one["colour"] for one in words).most_common(1)[0][0]
        return {"colour": commonest, "box": middle_box([one["box"] for one in words])}


def _small(view: View, back: NDArray[np.float64]) -> Small:
    """Return *view* at the size in which veils are sought, carried back to the window's first."""
    height, width = view.quarter.shape
    planes = [view.quarter, *(cv2.resize(one, (width, height)) for one in (view.blue, view.red))]
    if np.abs(back - np.eye(3)).max() > 0.1:
        planes = [
            cv2.warpAffine(one, back[:2], (width, height), borderMode=cv2.BORDER_REPLICATE)
            for one in planes
        ]
    return Small(*(np.asarray(one, np.uint8) for one in planes))
