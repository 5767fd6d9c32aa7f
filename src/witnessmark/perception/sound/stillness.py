"""Where the sound stands still: muted, taken out, or no numbers at all.

Conventions
-----------
A microphone is never perfectly still. Still is a frame in which no channel moves by more than
:data:`STILL`; an offset does not matter. A run of such frames is a gap where it is long, where it
was cut out of running sound, or where it held no number that could be sound.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.stretch_frames import Frames

#: A muted track is still for so many seconds; a coarsely quantised one may be for less.
LEAST_SILENCE = 2.0
#: Peak to peak, re full scale: less than the smallest step of 16 bits (3.1e-5).
STILL = 2e-5
#: Shortest stretch cut out of running sound that is named, in seconds, and the least peak on
#: either side of it: a quiet room and a noise gate fade, an edit cuts.
LEAST_CUT, LOUD = 0.1, 0.01
#: How sure it is that such a stretch was taken out: a gate may cut as sharply.
CUT_CONFIDENCE = 0.8


class Stillness:
    """Takes frames in order and finds the runs of stillness.

    How the frames are handed over changes nothing: whether the sound is loud on either side is
    judged by the two frames next to a run, and a run waits for them.
    """

    def __init__(self) -> None:
        self._gaps: list[Gap] = []
        self._start: Fraction | None = None
        self._end = Fraction(0)
        self._after_loud = self._broken = False
        #: Which of the frames since the last run of stillness are loud: first two, last two.
        self._head: list[bool] = []
        self._tail: list[bool] = []

    def add(self, frames: Frames, high: NDArray[np.float32], low: NDArray[np.float32]) -> None:
        """Take *frames* whose largest and smallest samples, (channels, frames), are given."""
        if frames.fresh:
            self._close()
            self._head, self._tail = [], []
        broken = ~np.isfinite(high - low)
        still = ((high - low <= STILL) | broken).all(axis=0)
        loud = np.where(broken, 0, np.maximum(high, -low)).max(axis=0) >= LOUD
        steps = [0, *(np.flatnonzero(np.diff(still)) + 1).tolist(), frames.count]
        for first, last in pairwise(steps):
            if still[first]:
                self._rest(frames.at(first), broken=bool(broken[:, first:last].any()))
                self._end = frames.at(last)
            else:
                self._move(loud[first:last].tolist())

    def _rest(self, start: Fraction, *, broken: bool) -> None:
        """Go on with a run of stillness, or begin one."""
        if self._head:
            self._close()
        if self._start is None:
            self._start, self._after_loud, self._broken = start, any(self._tail), False
        self._broken |= broken
        self._head, self._tail = [], []

    def _move(self, loud: list[bool]) -> None:
        """Take frames that are not still: two of them end a run."""
        self._head = (self._head + loud)[:2]
        self._tail = (self._tail + loud)[-2:]
        if len(self._head) == 2:
            self._close()

    def _close(self) -> None:
        start, self._start = self._start, None
        if start is None:
            return
        loud = any(self._head)
        length = self._end - start
        if self._broken:
            self._gaps.append(Gap(Kind.SILENCE, start, self._end, 1.0, {"cause": "no numbers"}))
        elif length >= LEAST_SILENCE:
            self._gaps.append(Gap(Kind.SILENCE, start, self._end, 1.0))
        elif length >= LEAST_CUT and self._after_loud and loud:
            cause = {"cause": "cut out of running sound"}
            self._gaps.append(Gap(Kind.SILENCE, start, self._end, CUT_CONFIDENCE, {**cause}))

    def finish(self) -> list[Gap]:
        """Return the gaps; a run at the end of the sound is one only where it is long."""
        self._close()
        return self._gaps
