"""Blocks of any length cut into frames of ten milliseconds, each with its place on the clock.

Conventions
-----------
Frames are laid from the start of each unbroken stretch, at the native rate, and handed on a hundred
at a time, so that how the blocks were cut changes nothing; at its end come those that are left. A
frame of a rate that is no multiple of a hundred is shorter than ten
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


class Framing:
    """Cuts blocks as they come; the last few samples of a stretch fill no frame and are dropped."""

    def __init__(self) -> None:
        self._rest = np.zeros((0, 0), np.float32)
        self._rate = 0
        self._end: Fraction | None = None
        self._fresh = True

    def cut(self, block: Block) -> Iterator[Frames]:
        """Yield the frames that *block* completes, a hundred at a time."""
        planar, start = block.samples.T, block.start.seconds
        same = (len(planar), block.rate) == (len(self._rest), self._rate)
        if self._end is None or not same or abs(start - self._end) > TOUCHING:
            yield from self.finish()
            self._rest, self._rate, self._fresh = planar[:, :0], block.rate, True
            self._end = start
        self._rest = np.concatenate([self._rest, planar], axis=1)
        self._end += Fraction(len(block.samples), block.rate)
        while self._rest.shape[1] >= FRAMES_A_SECOND * self._hop:
            yield self._first(FRAMES_A_SECOND)

    def finish(self) -> Iterator[Frames]:
        """Yield the frames that are left of the last stretch."""
        count = self._rest.shape[1] // self._hop
        if count:
            yield self._first(count)

    @property
    def _hop(self) -> int:
        return max(1, self._rate // FRAMES_A_SECOND)

    def _first(self, count: int) -> Frames:
        """Take the first *count* frames of what is held."""
        hop, rest = self._hop, self._rest
        begin = (self._end or Fraction(0)) - Fraction(rest.shape[1], self._rate)
        whole = np.ascontiguousarray(rest[:, : count * hop]).reshape(len(rest), count, hop)
        self._rest, fresh, self._fresh = rest[:, count * hop :], self._fresh, False
        return Frames(begin, self._rate, whole, fresh)
