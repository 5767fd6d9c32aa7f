"""The blocks of a track made even: short holes bridged, and whole seconds whatever came in.

Conventions
-----------
Timestamps of real files jitter, and packets are lost. A hole of a few milliseconds would part the
sound, and whatever hears by surroundings would have none. So a hole shorter than :data:`BRIDGED`
is filled up, every later sample staying at its time, with the sound before it played backwards:
silence there makes the far side of the hole sound like a front. A longer hole stays one. Sound
stamped as had already is left out, up to :data:`MOST_OVERLAP`; further back, a block is taken as it
is stamped.

What comes out are whole seconds, counted from where each unbroken stretch begins, and at its end
what is left. So nothing that listens can depend on how a reader cuts the sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant, TimeBase
from witnessmark.model import BRIDGED
from witnessmark.perception.sound.blocks import TOUCHING, Block

#: Longest repetition, in seconds, that is left out.
MOST_OVERLAP = Fraction(1)

Planar = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class EvenBlock:
    """At most a second of sound that touches the block before it or lies apart from it.

    ``bridged`` is how much of it was filled in, in seconds; what is filled in over the end of a
    second counts to the next.
    """

    start: Instant
    rate: int
    samples: NDArray[np.float32]
    bridged: Fraction


def evened(blocks: Iterable[Block]) -> Iterator[EvenBlock]:
    """Yield the sound of *blocks* in even ones; a block without samples is passed over."""
    stretch: _Stretch | None = None
    reached: Fraction | None = None
    for block in blocks:
        planar, start = block.samples.T, block.start.seconds
        late = Fraction(0) if reached is None else start - reached
        if -MOST_OVERLAP <= late < -TOUCHING:
            skip = ceil(-late * block.rate)
            planar, start, late = planar[:, skip:], start + Fraction(skip, block.rate), Fraction(0)
        if not planar.size:
            continue
        if stretch is None or not stretch.takes(planar, block.rate, late):
            if stretch is not None:
                yield from stretch.finish()
            stretch = _Stretch(start, block.rate, len(planar))
        elif late > TOUCHING:
            stretch.bridge(round(late * block.rate))
        yield from stretch.push(planar)
        reached = stretch.end_seconds
    if stretch is not None:
        yield from stretch.finish()


class _Stretch:
    """One unbroken stretch while its samples come in; holds about a second of them."""

    def __init__(self, start: Fraction, rate: int, channels: int) -> None:
        self._start, self._rate = start, rate
        self._base = TimeBase(1, lcm(start.denominator, rate))
        self._last = np.zeros((channels, 0), np.float32)
        self._held = [self._last]
        self._size = self._given = 0
        self._bridged = Fraction(0)

    @property
    def end_seconds(self) -> Fraction:
        return self._start + Fraction(self._given + self._size, self._rate)

    def takes(self, planar: NDArray[np.float32], rate: int, late: Fraction) -> bool:
        """Say whether samples of that form, *late* seconds after the last, belong to it."""
        same = (len(planar), rate) == (len(self._last), self._rate)
        return same and -TOUCHING <= late < BRIDGED

    def bridge(self, count: int) -> None:
        """Fill a hole of *count* samples with the sound before it, backwards."""
        short = max(0, count - self._last.shape[1])
        before = np.pad(self._last, ((0, 0), (short, 0)), mode="symmetric")
        self._bridged += Fraction(count, self._rate)
        self._add(before[:, before.shape[1] - count :][:, ::-1])

    def push(self, planar: NDArray[np.float32]) -> Iterator[EvenBlock]:
        """Take *planar*, shape (channels, n), and yield the seconds that it completes."""
        self._add(planar)
        if self._size >= self._rate:
            whole = np.concatenate(self._held, axis=1)
            end = whole.shape[1] // self._rate * self._rate
            for first in range(0, end, self._rate):
                yield self._emit(whole[:, first : first + self._rate])
            self._held = [whole[:, end:].copy()]

    def finish(self) -> Iterator[EvenBlock]:
        """Yield what is left; nothing may follow."""
        if self._size:
            yield self._emit(np.concatenate(self._held, axis=1))

    def _add(self, planar: NDArray[np.float32]) -> None:
        most = ceil(BRIDGED * self._rate)
        self._last = np.concatenate([self._last, planar[:, -most:]], axis=1)[:, -most:]
        self._held.append(planar)
        self._size += planar.shape[1]

    def _emit(self, planar: NDArray[np.float32]) -> EvenBlock:
        ticks = (self._start + Fraction(self._given, self._rate)) / Fraction(self._base)
        bridged, self._bridged = self._bridged, Fraction(0)
        self._given += planar.shape[1]
        self._size -= planar.shape[1]
        return EvenBlock(self._base.at(int(ticks)), self._rate, planar.T, bridged)
