"""Blocks of any length cut into frames of ten milliseconds, each with its place on the clock.

Conventions
-----------
Frames are laid from the start of each unbroken stretch, at the native rate; what is left of a
block waits for the next. A frame of a rate that is no multiple of a hundred is shorter than ten
milliseconds by less than a sample, and its place is counted in samples, so nothing drifts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.blocks import TOUCHING, Block

#: Frames a second, about.
FRAMES_A_SECOND = 100


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Whole frames in a row: ``planar`` float32 of shape (channels, frames, hop).

    ``start`` is when the first begins, in seconds on the recording's clock; ``fresh`` says that a
    new stretch begins with it.
    """

    start: Fraction
    rate: int
    planar: NDArray[np.float32]
    fresh: bool

    @property
    def count(self) -> int:
        """How many frames there are."""
        return int(self.planar.shape[1])

    @property
    def hop(self) -> int:
        """Samples in a frame."""
        return int(self.planar.shape[2])

    def at(self, frame: int) -> Fraction:
        """When frame *frame* begins, in seconds."""
        return self.start + Fraction(frame * self.hop, self.rate)

    def part(self, first: int, last: int) -> Frames:
        """Return frames *first* up to *last*, as part of the same stretch."""
        return Frames(self.at(first), self.rate, self.planar[:, first:last], fresh=False)


class Framing:
    """Cuts blocks as they come; the last few samples of a stretch fill no frame and are dropped."""

    def __init__(self) -> None:
        self._rest = np.zeros((0, 0), np.float32)
        self._rate = 0
        self._end: Fraction | None = None
        self._fresh = True

    def cut(self, block: Block) -> Iterator[Frames]:
        """Yield the frames that *block* completes, at most once."""
        planar = np.ascontiguousarray(block.samples.T)
        start = block.start.seconds
        same = (len(planar), block.rate) == (len(self._rest), self._rate)
        if self._end is None or not same or abs(start - self._end) > TOUCHING:
            self._rest, self._rate, self._fresh = planar[:, :0], block.rate, True
            self._end = start
        if self._rest.shape[1]:
            planar = np.concatenate([self._rest, planar], axis=1)
        begin = self._end - Fraction(self._rest.shape[1], block.rate)
        self._end += Fraction(len(block.samples), block.rate)
        hop = max(1, block.rate // FRAMES_A_SECOND)
        count = planar.shape[1] // hop
        self._rest = planar[:, count * hop :].copy()
        if count:
            whole = planar[:, : count * hop].reshape(len(planar), count, hop)
            yield Frames(begin, block.rate, whole, self._fresh)
            self._fresh = False
