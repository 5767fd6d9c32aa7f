"""What the camera did: stood, was held by hand, panned or zoomed, for each stretch of a shot.

Evidence: the motion that most of the picture obeys, from frame to frame (``motion.py``). A pan goes
one way for longer than hands sway; a zoom grows or shrinks the picture evenly. It cannot tell a
camera that pans from all that it sees moving one way, nor a zoom from walking ahead. Stretches of
which too little could be followed are ``unclear``.

Conventions
-----------
``direction`` is where the camera turned: right where the picture moved left. ``speed`` is in shares
of the frame's width (height for up and down) per second, or of its size for a zoom.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import log

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Instant, Span, TimeBase
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.motion import motion_between
from witnessmark.perception.sight.sighting import Sighting

#: Time over which a motion is judged, and from one judgement to the next, in seconds.
WINDOW, HOP = 1.5, 0.5
#: Shortest stretch that is told, in seconds.
SHORTEST = 1.0
#: Least speed of a pan, in shares of the frame a second, and most that the way departs from an even
#: one, as a share of it: on rendered shots of hands that sway (below 3 Hz; Stiles, J. Neurophysiol.
#: 39, 1976) nineteen in twenty depart by 0.08 and more, of pans by 0.05 and less.
LEAST_PAN, MOST_UNEVEN = 0.02, 0.06
#: Least growth of the picture a second, as a logarithm, of a zoom.
LEAST_ZOOM = 0.035
#: Most that a camera that stands seems to move within :data:`STEP` seconds, in shares of the frame
#: (median): half a pixel in 160.
MOST_STEADY, STEP = 0.0028, 0.2
#: Least share of the frames of a window whose motion is known.
LEAST_KNOWN = 0.6

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Told:
    motion: str
    direction: str | None = None
    speed: float = 0.0


_UNCLEAR = _Told("unclear")


class CameraMotion(Detector):
    """Tells what the camera did."""

    name = "camera_motion"
    kinds = (Kind.CAMERA_MOTION,)

    def __init__(self) -> None:
        self._before: View | None = None
        self._ticks = array("q")
        self._steps = array("f")
        self._base: TimeBase | None = None
        self._end: Instant | None = None

    @property
    def settings(self) -> dict[str, JsonValue]:
        """The thresholds between the motions."""
        return {
            "window_s": WINDOW,
            "least_pan": LEAST_PAN,
            "most_uneven": MOST_UNEVEN,
            "least_zoom": LEAST_ZOOM,
            "most_steady": MOST_STEADY,
            "least_known": LEAST_KNOWN,
        }

    def see(self, view: View) -> None:
        """Note how the picture moved since the last frame."""
        before, self._before = self._before, view
        self._base, self._end = view.start.time_base, view.end
        self._ticks.append(view.start.ticks)
        if before is None:
            self._steps.extend((0.0, 0.0, 0.0, 0.0))
            return
        motion = motion_between(before, view)
        known = motion.known and 0.5 < motion.scale < 2
        self._steps.extend(
            (motion.right, motion.down, log(motion.scale), 1.0) if known else (0.0, 0.0, 0.0, 0.0)
        )

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:
        """Return what the camera did in each shot of a second or more."""
        if self._base is None or self._end is None:
            return
        ticks = np.array(self._ticks, np.int64)
        steps = np.array(self._steps, np.float64).reshape(-1, 4)
        for shot in shots:
            first = int(np.searchsorted(ticks, shot.start.ticks))
            past = int(np.searchsorted(ticks, shot.end.ticks))
            if past - first < 3 or shot.duration < Fraction(SHORTEST):
                continue
            # The step into the first frame of a shot comes from another one.
            inside = steps[first:past].copy()
            inside[0] = 0.0, 0.0, 0.0, 1.0
            yield from _stretches(ticks[first:past], inside, shot)


def _stretches(ticks: NDArray[np.int64], steps: Numbers, shot: Span) -> Iterator[Sighting]:
    """Yield what the camera did in *shot*, one stretch after another."""
    base = shot.start.time_base
    seconds = np.asarray(ticks * float(base), np.float64)
    last = float(shot.end.seconds)
    middles = np.arange(seconds[0] + HOP / 2, last, HOP)
    told = [_judged(seconds, steps, middle) for middle in middles]
    told = _settled(told)
    begins = seconds[0]
    for name, group in _runs(told):
        members = list(group)
        ends = last if members[-1][0] == len(told) - 1 else middles[members[-1][0]] + HOP / 2
        span = _span(base, ticks, begins, ends, shot)
        begins = ends
        if span is not None:
            yield _sighting(span, name, [one for _, one in members])


def _runs(
    told: list[_Told],
) -> Iterator[tuple[tuple[str, str | None], Iterator[tuple[int, _Told]]]]:
    return groupby(enumerate(told), key=lambda one: (one[1].motion, one[1].direction))


def _settled(told: list[_Told]) -> list[_Told]:
    """Return *told* with a single judgement that differs from two equal neighbours made theirs."""
    settled = list(told)
    for place in range(1, len(told) - 1):
        before, after = settled[place - 1], told[place + 1]
        same = (before.motion, before.direction) == (after.motion, after.direction)
        if same and told[place].motion != before.motion:
            settled[place] = before
    return settled


def _judged(seconds: Numbers, steps: Numbers, middle: float) -> _Told:
    """Return what the camera did around second *middle*."""
    low = max(seconds[0], min(middle - WINDOW / 2, seconds[-1] - WINDOW))
    first, past = np.searchsorted(seconds, low), np.searchsorted(seconds, low + WINDOW, "right")
    inside = slice(int(first), int(past))
    if past - first < 3 or steps[inside, 3].mean() < LEAST_KNOWN:
        return _UNCLEAR
    taken = steps[inside].copy()
    # A step that could not be measured is taken to be like the others.
    taken[taken[:, 3] == 0, :3] = taken[taken[:, 3] == 1, :3].mean(axis=0)
    return _of_path(seconds[inside], np.cumsum(taken[:, :3], axis=0))


def _of_path(seconds: Numbers, path: Numbers) -> _Told:
    """Return what the camera did whose picture went *path*: right, down, logarithm of its size."""
    at = seconds - seconds.mean()
    speed = at @ path / max(float(at @ at), 1e-9)
    left = np.sqrt(((path - path.mean(axis=0) - at[:, None] * speed) ** 2).mean(axis=0))
    uneven = left / np.maximum(np.abs(speed) * np.ptp(seconds), 1e-9)
    if abs(speed[2]) >= LEAST_ZOOM and uneven[2] <= MOST_UNEVEN:
        return _Told("zoom", "in" if speed[2] > 0 else "out", float(abs(speed[2])))
    axis = int(np.abs(speed[:2]).argmax())
    if abs(speed[axis]) >= LEAST_PAN and uneven[axis] <= MOST_UNEVEN:
        names = (("right", "left"), ("down", "up"))[axis]
        return _Told("pan", names[int(speed[axis] > 0)], float(abs(speed[axis])))
    frames = max(1, round(STEP * (len(path) - 1) / float(np.ptp(seconds))))
    steps = path[frames:, :2] - path[:-frames, :2]
    moved = float(np.median(np.hypot(steps[:, 0], steps[:, 1])))
    return _Told("steady" if moved <= MOST_STEADY else "hand_held")


def _span(
    base: TimeBase, ticks: NDArray[np.int64], begins: float, ends: float, shot: Span
) -> Span | None:
    """Return the stretch from frame to frame, None where it is too short to tell."""
    if ends - begins < SHORTEST - 1e-6:
        return None
    first = int(np.searchsorted(ticks * float(base), begins - 1e-6))
    past = int(np.searchsorted(ticks * float(base), ends - 1e-6))
    start = base.at(int(ticks[min(first, len(ticks) - 1)]))
    end = shot.end if past >= len(ticks) else base.at(int(ticks[past]))
    return Span(start, end) if start < end else None


def _sighting(span: Span, name: tuple[str, str | None], members: list[_Told]) -> Sighting:
    motion, direction = name
    attributes: dict[str, JsonValue] = {
        "motion": motion,
        "state": "unclear" if motion == "unclear" else "seen",
    }
    if direction is not None:
        attributes["direction"] = direction
        attributes["speed"] = round(float(sum(one.speed for one in members)) / len(members), 4)
    return Sighting(Kind.CAMERA_MOTION, span, 0.5 if motion == "unclear" else 0.9, attributes)
