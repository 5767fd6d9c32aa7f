"""Passages in which the picture stands: frozen, black, or of one colour.

Evidence: for a second or more each frame equals the last but for what an encoder leaves. A camera
on a tripod before a scene in which nothing stirs comes near to that; so it is frozen for sure only
where it is far stiller than the rest of the recording. Copies of one frame are ``unclear`` where
there is no such rest, for an encoder makes them of a scene without life as well.
Black is darker than any night leaves a sensor: level and flat throughout.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Instant, Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.scene_likeness import glimpse_of
from witnessmark.perception.sight.sighting import Sighting

What = Literal["frozen", "black", "one_colour"]

#: Shortest passage that is told, in seconds.
SHORTEST = Fraction(1)
#: Mean difference between two frames, in levels, below which they may be one.
MOST_CHANGE = 0.35
#: Furthest, in levels, that any of 16 x 9 cells may have drifted since the passage began.
MOST_DRIFT = 3.0
#: The change within a frozen passage is less than this share of the usual elsewhere.
MUCH_STILLER = 0.25
#: Most that half of the frames of a frozen passage change: encoders copy a frame that stays. On
#: rendered clips frozen frames stayed below 0.005, a still scene from a tripod began at 0.06.
COPIED = 0.02
#: A picture whose luma deviates by less, in levels, and both chromas too, is of one colour.
FLAT = 1.5
#: Luma up to which one colour is black: 16 in video range and what an encoder adds.
BLACK = 22.0


@dataclass(slots=True)
class _Passage:
    """A run of frames each of which equals the last, and how much each changed."""

    what: What
    start: Instant
    end: Instant
    first: NDArray[np.float32]
    frames: int
    changes: array[float]


class Stillness(Detector):
    """Finds where the picture stands still or shows nothing."""

    name = "stillness"
    kinds = (Kind.STILL,)

    def __init__(self) -> None:
        self._before: View | None = None
        self._passage: _Passage | None = None
        self._long: list[_Passage] = []
        self._moving = array("f")

    @property
    def settings(self) -> dict[str, JsonValue]:
        """The thresholds of standing still and of showing nothing."""
        return {
            "shortest_s": float(SHORTEST),
            "most_change": MOST_CHANGE,
            "most_drift": MOST_DRIFT,
            "much_stiller": MUCH_STILLER,
            "copied": COPIED,
            "flat": FLAT,
            "black": BLACK,
        }

    def see(self, view: View) -> None:
        """Compare the frame with the last and with the first of its passage."""
        if view.corrupt:
            return
        before, self._before = self._before, view
        change = _change(before, view)
        blank, coarse = _blank(view), _coarse(view)
        passage = self._passage
        if passage is not None and change <= MOST_CHANGE and _continues(passage, blank, coarse):
            passage.end = view.end
            passage.frames += 1
            passage.changes.append(change)
            return
        self._close()
        if before is not None:
            self._moving.append(change)
        self._passage = _Passage(
            what=blank or "frozen",
            start=view.start,
            end=view.end,
            first=coarse,
            frames=1,
            changes=array("f"),
        )

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:  # noqa: ARG002
        """Return the passages, frozen ones judged by how much the rest moves."""
        self._close()
        usual = float(np.median(self._moving)) if self._moving else 0.0
        for passage in self._long:
            seen = _sighting(passage, usual)
            if seen is not None:
                yield seen

    def _close(self) -> None:
        """End the passage; keep it if it is long, or what it changed if it is none."""
        passage, self._passage = self._passage, None
        if passage is None:
            return
        if passage.end - passage.start >= SHORTEST and passage.frames > 1:
            self._long.append(passage)
        else:
            self._moving.extend(passage.changes)


def _change(before: View | None, view: View) -> float:
    if before is None or before.quarter.shape != view.quarter.shape:
        return 255.0
    return float(cv2.norm(before.quarter, view.quarter, cv2.NORM_L1)) / view.quarter.size


def _coarse(view: View) -> NDArray[np.float32]:
    thumb = glimpse_of(view).thumb
    return np.asarray(cv2.resize(thumb, (16, 9), interpolation=cv2.INTER_AREA), np.float32)


def _blank(view: View) -> What | None:
    """Say whether there is nothing but one colour."""
    if not glimpse_of(view).plain:
        return None
    level, deviation = cv2.meanStdDev(view.quarter)
    if deviation[0, 0] > FLAT:
        return None
    if any(cv2.meanStdDev(plane)[1][0, 0] > FLAT for plane in (view.blue, view.red)):
        return None
    return "black" if level[0, 0] <= BLACK else "one_colour"


def _continues(passage: _Passage, blank: What | None, coarse: NDArray[np.float32]) -> bool:
    if (blank or "frozen") != passage.what:
        return False
    return float(cv2.norm(passage.first, coarse, cv2.NORM_INF)) <= MOST_DRIFT


def _sighting(passage: _Passage, usual: float) -> Sighting | None:
    """Return what *passage* is, where frames that are none change by *usual*, None if nothing."""
    change = float(np.median(passage.changes))
    stiller = usual > 0 and change <= MUCH_STILLER * usual
    sure = passage.what != "frozen" or stiller
    if passage.what == "frozen" and change > COPIED:
        return None
    attributes: dict[str, JsonValue] = {
        "what": passage.what,
        "state": "seen" if sure else "unclear",
        "change": round(change, 3),
        "usual_change": round(usual, 3),
    }
    span = Span(passage.start, passage.end)
    return Sighting(Kind.STILL, span, 0.95 if sure else 0.5, attributes)
