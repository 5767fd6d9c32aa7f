"""Gradual changes of one scene into another: dissolves and wipes.

Evidence: while one picture goes over into another, each frame between is a mixture of the two, the
second's share growing evenly from none to all (Zhang, Kankanhalli and Smoliar 1993 name the effect;
the mixture is what an editing program computes), or each of its parts is one of the two. Neither
holds for a camera or a thing that moves, and a change of light leaves the structure as it was.
Changes longer than :data:`LONGEST` frames are not looked for.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Span
from witnessmark.perception.sight.scene_likeness import (
    PLAIN,
    Glimpse,
    chance_unlike,
    correlation,
    moved_far,
)

Numbers = NDArray[np.float32]
Form = Literal["dissolve", "wipe", "fade"]

#: Spans of frames over which two pictures are compared, each about 1.6 times the last, and after
#: how many frames again: a long change is met again a few frames later.
REACHES = MappingProxyType({6: 1, 10: 1, 16: 2, 26: 3, 42: 5, 68: 8, 110: 13})
#: Frames that are kept, and so the longest change with a little on either side.
KEPT = 160
LONGEST = 110
#: Least change, root of mean square in levels, that is looked into.
LEAST_CHANGE = 6.0
#: Most of the change that a mixture may leave unexplained, in the middle of it.
MOST_LEFT = 0.12
#: The same for parts that each belong to one of the two.
MOST_WIPED = 0.18
#: Least chance that the two pictures show different scenes.
LEAST_UNLIKE = 0.6
#: A change of which one frame makes more than this share is a hard cut.
MOST_AT_ONCE = 0.55
#: Most that shares may depart from a straight ramp, root of mean square.
MOST_MISFIT = 0.08
#: Most of the change that is left unexplained on average: on rendered clips true dissolves stay
#: below 0.02, or 0.04 with a hand-held camera; what moves begins at 0.05. In a wipe each part is
#: one or the other, which no mixture explains; a fade is told by its other half as well.
#: A long dissolve, of more than :data:`LONG` frames, is what a slow pan comes nearest to.
LONG = 40
MOST_UNEXPLAINED = MappingProxyType({"dissolve": 0.045, "long": 0.02, "wipe": 0.25, "fade": 0.12})
#: Shortest gradual change, in frames between the two pictures.
SHORTEST = 3
#: Two pictures of which one has less than this share of the other's contrast are a picture and the
#: same fading, or a plain one; those that correlate by more are one in another light.
LEAST_CONTRAST, MOST_CORRELATED = 0.25, 0.75


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """What is kept of a frame: a coarse picture that mixes as the frames themselves do."""

    number: int
    span: Span
    glimpse: Glimpse
    parts: Numbers

    @classmethod
    def of(cls, number: int, span: Span, glimpse: Glimpse) -> Mixed:
        """Return what is kept of a frame."""
        luma = cv2.resize(glimpse.thumb, (16, 9), interpolation=cv2.INTER_AREA)
        chroma = [
            cv2.resize(plane, (8, 5), interpolation=cv2.INTER_AREA).ravel().astype(np.float32)
            for plane in (glimpse.blue, glimpse.red)
        ]
        parts = np.concatenate([luma.ravel(), *chroma])
        return cls(number, span, glimpse, parts)


@dataclass(frozen=True, slots=True)
class Change:
    """From the first mixed frame up to, not including, the first whole one of the new scene."""

    form: Form
    first: int
    last: int
    span: Span
    chance: float
    quality: float


class GradualChanges:
    """Finds gradual changes as frames come by, in constant memory."""

    def __init__(self) -> None:
        self._kept: deque[Mixed] = deque(maxlen=KEPT)
        self._count = 0
        self._found: list[Change] = []

    def push(self, mixed: Mixed) -> None:
        """Take in the next frame."""
        self._kept.append(mixed)
        self._count += 1
        for reach, every in REACHES.items():
            if self._count % every == 0 and len(self._kept) > reach:
                self._look(reach)

    def finish(self) -> list[Change]:
        """Return the changes found, the best of those that overlap."""
        kept: list[Change] = []
        for one in sorted(self._found, key=lambda c: (-c.quality, c.first, c.last)):
            if all(one.last <= other.first or other.last <= one.first for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda c: c.first)

    def _look(self, reach: int) -> None:
        newest = len(self._kept) - 1
        before, after = self._kept[newest - reach], self._kept[newest]
        change = after.parts - before.parts
        total = float(np.vdot(change, change))
        if total < LEAST_CHANGE**2 * change.size:
            return
        middle = self._kept[newest - reach // 2]
        partly = middle.parts - before.parts
        share = float(np.vdot(partly, change)) / total
        if not 0.2 <= share <= 0.8:
            return
        left = partly - share * change
        unexplained = float(np.vdot(left, left)) / total
        wiped = np.minimum(np.abs(partly), np.abs(change - partly))
        ratio = float(wiped.sum() / np.abs(change).sum())
        if unexplained > MOST_LEFT and ratio > MOST_WIPED:
            return
        if not _two_scenes(before.glimpse, after.glimpse):
            return
        frames = list(self._kept)[newest - reach :]
        found = described(frames, "wipe" if unexplained > MOST_LEFT else "dissolve")
        if found is not None:
            self._found.append(found)


def _two_scenes(before: Glimpse, after: Glimpse) -> bool:
    """Say whether these are two pictures, neither of them plain nor the other in another light."""
    low, high = sorted((before.contrast, after.contrast))
    if low < LEAST_CONTRAST * high or low < PLAIN:
        return False
    if correlation(before, after) > MOST_CORRELATED:
        return False
    return chance_unlike(before, after) >= LEAST_UNLIKE and not moved_far(before, after)


def described(frames: list[Mixed], form: Form, shortest: int = SHORTEST) -> Change | None:
    """Return the change from the first to the last of *frames*, None where it is not one."""
    before, after = frames[0], frames[-1]
    parts = np.stack([one.parts for one in frames]) - before.parts
    change = parts[-1]
    total = float(np.vdot(change, change))
    if total == 0.0:
        return None
    shares = parts @ change / total
    ramped = shares
    if form == "wipe":
        # An edge that moves evenly takes over cells, not differences, at an even pace.
        cells = np.abs(change) >= LEAST_CHANGE
        ramped = (np.abs(parts) > np.abs(parts - change))[:, cells].mean(axis=1)
    first, last, misfit = _ramp(ramped)
    if last - first - 1 < shortest or misfit > MOST_MISFIT:
        return None
    if max(b - a for a, b in pairwise(shares)) > MOST_AT_ONCE:
        return None
    left = parts - shares[:, None] * change
    unexplained = float((left[first + 1 : last] ** 2).sum(axis=1).mean()) / total
    most = MOST_UNEXPLAINED["long" if form == "dissolve" and last - first > LONG else form]
    if unexplained > most:
        return None
    chance = chance_unlike(before.glimpse, after.glimpse)
    return Change(
        form=form,
        first=frames[first + 1].number,
        last=frames[last].number,
        span=Span(frames[first + 1].span.start, frames[last].span.start),
        chance=chance,
        quality=chance
        - misfit
        - unexplained
        - 0.1 * (first == 0)
        - 0.1 * (last == len(frames) - 1),
    )


def _ramp(shares: Numbers) -> tuple[int, int, float]:
    """Return the last frame of the old scene and the first whole one of the new, by least squares.

    With the root of the mean squared difference between *shares* and the straight ramp.
    """
    count = len(shares)
    at = np.arange(count, dtype=np.float32)
    starts, ends = np.triu_indices(count, 2)
    best = (0, count - 1, float("inf"))
    for block in range(0, len(starts), 4096):
        first, last = starts[block : block + 4096, None], ends[block : block + 4096, None]
        ramp = np.clip((at - first) / (last - first), 0, 1)
        misfits = ((ramp - shares) ** 2).mean(axis=1)
        place = int(misfits.argmin())
        if misfits[place] < best[2] - 1e-7:
            best = (int(first[place, 0]), int(last[place, 0]), float(misfits[place]))
    return best[0], best[1], best[2] ** 0.5
