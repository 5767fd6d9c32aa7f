"""Keyframes of content: for each shot the frame that shows it best, and what else is to be seen.

Evidence: how sharp a frame is among those around it (energy of the Laplacian; Pertuz, Puig and
Garcia 2013) and how near it comes to what its shot mostly shows. More are taken from a shot while
one differs from all that were taken. That a frame matters to the story it cannot tell.

The confidence is how near the frame comes to the typical one of its shot, not a chance.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Instant, Span, TimeBase
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.scene_likeness import glimpse_of
from witnessmark.perception.sight.sighting import Sighting

#: Of the frames of so many seconds the sharpest is kept for choosing.
EVERY = Fraction(1, 2)
#: Mean difference of coarse pictures, in levels, from which a frame shows something else.
ANOTHER = 14.0
#: The same between two keyframes of a shot.
ANOTHER_KEYFRAME = 24.0
#: Most keyframes of one shot.
MOST = 6
#: Planes, rows and columns of a coarse picture.
CELLS = (3, 12, 12)
#: What a difference of each plane counts: luma, blue and red.
COUNTS = np.array([1, 2, 2], np.float64)
#: Difference from the typical picture at which a frame counts half.
HALF = 20.0


Coarse = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    span: Span
    sharpness: float
    coarse: Coarse


@dataclass(slots=True)
class _Kept:
    """Candidates in order, half a kilobyte each: hours have ten thousands."""

    base: TimeBase | None = None
    ticks: array[int] = field(default_factory=lambda: array("q"))
    sharpness: array[float] = field(default_factory=lambda: array("d"))
    coarse: bytearray = field(default_factory=bytearray)

    def add(self, one: _Candidate) -> None:
        self.base = one.span.start.time_base
        self.ticks.extend((one.span.start.ticks, one.span.end.ticks))
        self.sharpness.append(one.sharpness)
        self.coarse += one.coarse.tobytes()

    def __iter__(self) -> Iterator[_Candidate]:
        if self.base is None:
            return
        at = map(self.base.at, self.ticks)
        coarse = np.frombuffer(self.coarse, np.uint8).reshape(-1, *CELLS)
        for start, end, sharpness, one in zip(at, at, self.sharpness, coarse, strict=True):
            yield _Candidate(Span(start, end), sharpness, one)


class Keyframes(Detector):
    """Chooses the frames that show each shot best."""

    name = "keyframes"
    kinds = (Kind.KEYFRAME,)
    from_keyframes = True

    def __init__(self) -> None:
        self._kept = _Kept()
        self._best: _Candidate | None = None
        self._began: Instant | None = None
        self._first: Coarse | None = None

    @property
    def settings(self) -> dict[str, JsonValue]:
        """What decides which frames are chosen."""
        return {
            "every_s": float(EVERY),
            "another": ANOTHER,
            "another_keyframe": ANOTHER_KEYFRAME,
            "most": MOST,
        }

    def see(self, view: View) -> None:
        """Keep the frame where it is the sharpest of its half second."""
        if view.corrupt:
            return
        sharpness = float(cv2.meanStdDev(cv2.Laplacian(view.quarter, cv2.CV_16S))[1][0, 0])
        seen = _Candidate(Span(view.start, view.end), sharpness, _coarse(view))
        if self._is_another(seen):
            self._close()
            self._began, self._first, self._best = view.start, seen.coarse, seen
        elif self._best is None or sharpness > self._best.sharpness:
            self._best = seen

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:
        """Return the chosen frames of each shot, at least one for each of which any was good."""
        self._close()
        kept = iter(self._kept)
        following = next(kept, None)
        for number, shot in enumerate(shots):
            inside = []
            while following is not None and following.span.start < shot.end:
                inside.append(following)
                following = next(kept, None)
            yield from _chosen(inside, number)

    def _is_another(self, seen: _Candidate) -> bool:
        if self._began is None or self._first is None:
            return True
        late = seen.span.start - self._began >= EVERY
        return late or _apart(seen.coarse, self._first) > ANOTHER

    def _close(self) -> None:
        if self._best is not None:
            self._kept.add(self._best)
        self._best = None


def _coarse(view: View) -> Coarse:
    """Return twelve by twelve cells of luma and both chromas."""
    glimpse = glimpse_of(view)
    return np.stack(
        [
            cv2.resize(plane, CELLS[1:], interpolation=cv2.INTER_AREA).astype(np.uint8)
            for plane in (glimpse.thumb, glimpse.blue, glimpse.red)
        ]
    )


def _apart(one: Coarse, other: Coarse) -> float:
    """Return how unlike two coarse pictures are: the largest mean difference of a plane."""
    apart = np.maximum(one, other) - np.minimum(one, other)
    return float((apart.mean(axis=(1, 2)) * COUNTS).max())


def _chosen(inside: list[_Candidate], shot: int) -> Iterator[Sighting]:
    """Yield the best of a shot's candidates, then those that show something else, best first."""
    if not inside:
        return
    typical = np.median(np.stack([one.coarse for one in inside]), axis=0).astype(np.uint8)
    sharpest = max(one.sharpness for one in inside) or 1.0
    likeness = [1 / (1 + (_apart(one.coarse, typical) / HALF) ** 2) for one in inside]
    worth = [
        near * (0.25 + 0.75 * one.sharpness / sharpest)
        for near, one in zip(likeness, inside, strict=True)
    ]
    order = sorted(range(len(inside)), key=lambda place: (-worth[place], place))
    taken: list[int] = []
    for place in order:
        others = (_apart(inside[place].coarse, inside[other].coarse) for other in taken)
        sharp = inside[place].sharpness >= 0.5 * sharpest
        if not taken or (sharp and min(others) > ANOTHER_KEYFRAME):
            taken.append(place)
        if len(taken) == MOST:
            break
    for place in sorted(taken):
        attributes: dict[str, JsonValue] = {
            "shot": shot,
            "sharpness": round(inside[place].sharpness, 2),
        }
        confidence = round(likeness[place], 4)
        yield Sighting(Kind.KEYFRAME, inside[place].span, confidence, attributes)
