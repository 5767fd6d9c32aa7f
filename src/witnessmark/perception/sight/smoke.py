"""Smoke or dust: a part of the picture that changes softly, goes on changing, and drifts.

Evidence is a connected part of the picture that changes, from half second to half second, as
something changes that has no outline and lets through or hides what is behind it (``veils.py``):
smoothly, no faster than it drifts, and without edges of its own. People, cars and leaves bring
edges; light and fog change everywhere or not at all; what is as red as fire is fire. Smoke that
stands or hardly moves, thin haze, smoke over most of the picture and what a fast camera films
cannot be told from nothing: that none is reported says little. Steam, dust, spray and smoke look
alike: ``colour`` is all that is said of which it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from witnessmark.perception.sight.veils import Plane, Small, Step, step, trees_digest, veils

#: Seconds from one look to the next; looks in a window; and how many of them the next one keeps.
EVERY, LOOKS, KEPT = Fraction(1, 2), 7, 4

#: Seconds after a look from which on a frame tells how fast things change.
SOON = Fraction(1, 10)

#: Share of the frame that the camera may move in a window.
MOST_MOVED = 0.25


@dataclass(slots=True)
class _Glance:
    """A frame of the window, the frame soon after it, and the change from the glance before."""

    at: Instant
    small: Small
    soon: tuple[Instant, Plane] | None = None
    since: Step | None = None


class SmokeDetector(Condition):
    """Reports stretches with smoke or dust.

    ``share`` is the share of the picture that is veiled, ``strength`` the change in levels of
    luma a half second, ``colour`` black, grey, white or brown, ``box`` the place.
    """

    name = "smoke"
    kinds = (Kind.SMOKE,)
    #: Too much else looks a little like it for its absence to be told by the lack of that.
    perhaps = 0.0
    reported: ClassVar[Mapping[str, int]] = {"share": 3, "strength": 2}

    def __init__(self) -> None:
        super().__init__()
        self._pace = Pace(EVERY)
        self._before: View | None = None
        self._path = np.eye(3)
        self._moved = 0.0
        self._window: list[_Glance] = []

    @property
    def model(self) -> str | None:
        """SHA-256 of the trees by which cells are told."""
        return trees_digest()

    def see(self, view: View) -> None:
        """Take in the next frame."""
        self._follow(view)
        if min(view.quarter.shape) < 32:
            return
        last = self._window[-1] if self._window else None
        if self._pace.due(view):
            glance = _Glance(view.start, _small(view, self._back))
            if last is not None:
                glance.since = _since(last, glance)
            self._window.append(glance)
            if len(self._window) == LOOKS:
                self._look()
        elif last is not None and self._is_soon(last, view):
            last.soon = view.start, _carried(view.quarter, self._back)

    @staticmethod
    def _is_soon(last: _Glance, view: View) -> bool:
        return last.soon is None and not view.corrupt and view.start - last.at >= SOON

    @property
    def _back(self) -> NDArray[np.float64]:
        """The way back from the frame to the window's first, as a map of its pixels."""
        return np.asarray(np.linalg.inv(self._path), np.float64)

    def _follow(self, view: View) -> None:
        """Add the camera's movement since the last frame to its path since the window's first."""
        before, self._before = self._before, view
        if before is not None and before.luma.shape != view.luma.shape:
            self._begin()
        elif before is not None and self._window:
            motion = motion_between(before, view)
            if motion.known:
                height, width = view.quarter.shape
                onward = np.eye(3)
                onward[:2] = motion.matrix(width, height)
                self._path = onward @ self._path
                right, down = self._path[:2, 2].tolist()
                self._moved = max(self._moved, abs(right / width), abs(down / height))

    def _begin(self) -> None:
        self._window.clear()
        self._path = np.eye(3)
        self._moved = 0.0

    def _look(self) -> None:
        """Judge the window; the next keeps its last looks where the camera stood."""
        steps = [one.since for one in self._window[1:] if one.since is not None]
        self._judge([one.small for one in self._window], steps)
        if self._moved < MOST_MOVED / 4:
            self._window = self._window[-KEPT:]
        else:
            self._begin()

    def _judge(self, window: Sequence[Small], steps: Sequence[Step]) -> None:
        found = veils(window, steps) if self._moved < MOST_MOVED else ()
        self.note(
            self._window[LOOKS // 2].at,
            *(Found(one.figures, {"colour": one.colour, "box": list(one.box)}) for one in found),
        )

    def cues(self, figures: Mapping[str, float]) -> Mapping[str, float]:
        """Return how large and how grey the veil is, and how much its cells look like smoke."""
        return {
            "share": log(max(figures["share"], 1e-3)),
            "odds": figures["odds"],
            "most_odds": figures["most_odds"],
            "not_all": -figures["all_veiled"],
            "quiet": -figures["all_changing"],
            "coarse": figures["coarse"],
            "own_edges": -figures["foreign"],
            "onward": figures["onward"],
            "grey": -min(figures["colourful"], 40.0) / 10,
        }

    def described(self, words: Sequence[Mapping[str, JsonValue]]) -> Mapping[str, JsonValue]:
        """Return colour and place."""
        commonest = Counter(one["colour"] for one in words).most_common(1)[0][0]
        return {"colour": commonest, "box": middle_box([one["box"] for one in words])}


def _small(view: View, back: NDArray[np.float64]) -> Small:
    """Return *view* at the size in which veils are sought, carried *back* to the window's first."""
    height, width = view.quarter.shape
    planes = [view.quarter, *(cv2.resize(one, (width, height)) for one in (view.blue, view.red))]
    inside = np.ones((height, width), np.uint8)
    if _moved(back):
        inside = np.asarray(cv2.warpAffine(inside, back[:2], (width, height)), np.uint8)
    luma, blue, red = (_carried(np.asarray(one, np.uint8), back) for one in planes)
    return Small.of(luma, blue, red, inside)


def _moved(back: NDArray[np.float64]) -> bool:
    """Say whether *back* moves anything by a tenth of a pixel."""
    return bool(np.abs(back - np.eye(3)).max() > 0.1)


def _carried(plane: Plane, back: NDArray[np.float64]) -> Plane:
    """Return *plane* carried *back*; a move by less than a tenth of a pixel is none."""
    if not _moved(back):
        return plane
    height, width = plane.shape
    moved = cv2.warpAffine(plane, back[:2], (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def _since(last: _Glance, glance: _Glance) -> Step:
    """Return what changed from the *last* glance to this one."""
    if last.soon is None:
        return step(last.small, glance.small, None)
    at, luma = last.soon
    share = float(at - last.at) / float(glance.at - last.at)
    return step(last.small, glance.small, (luma, share))
