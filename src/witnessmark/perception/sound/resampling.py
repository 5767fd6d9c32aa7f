"""Mono sound at any rate to mono sound at one rate, every sample with its exact time.

Conventions
-----------
A stretch is sound without a gap at one native rate. Sample *k* of its resampled form lies at
``start_seconds + k / rate``, exactly: the filter is linear-phase and its delay is taken out
(libsoxr, the "HQ" recipe: flat to 0.91 of the lower Nyquist frequency, images below -120 dB).
At the ends of a stretch the filter sees silence, so a stretch that begins loudly begins with a
step. Memory is that of one block.

A block that starts within :data:`TOUCHING` of where the last one ended continues it; any other
begins a new stretch. Short holes and repetitions are seen to by :mod:`.bridging`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import soxr
from numpy.typing import NDArray

from witnessmark.perception.sound.blocks import TOUCHING
from witnessmark.perception.sound.mixdown import MonoBlock

#: The picker's samples a second.
PICKER_RATE = 12_000


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some samples of one stretch, in order, none missing between one piece and the next.

    ``stretch`` numbers the stretches from 0; ``start_seconds`` is when sample 0 of the stretch
    lies on the recording's clock; ``rate_native`` in Hz is what it was recorded at; ``first`` is
    the number, in the stretch, of ``samples[0]``; ``samples`` is float32 of shape (n,), n may be
    0 in the ``last`` piece of a stretch.
    """

    stretch: int
    start_seconds: Fraction
    rate_native: int
    first: int
    samples: NDArray[np.float32]
    last: bool


def stretches(blocks: Iterable[MonoBlock], rate: int = PICKER_RATE) -> Iterator[Piece]:
    """Resample *blocks* to *rate* Hz, piece by piece in time order, in constant memory.

    Every stretch ends with one piece that is ``last``. Blocks without samples are passed over.
    """
    resampler = Resampler(rate)
    for block in blocks:
        yield from resampler.push(block)
    yield from resampler.finish()


class Resampler:
    """The same as :func:`stretches`, a block at a time, for those who feed several at once."""

    def __init__(self, rate: int = PICKER_RATE) -> None:
        self._rate = rate
        self._number = 0
        self._current: _Stretch | None = None
        self._kept: tuple[int, soxr.ResampleStream] | None = None

    def push(self, block: MonoBlock) -> list[Piece]:
        """Take the next *block* and return what is ready: of a new stretch, the old one's end."""
        pieces: list[Piece] = []
        if not block.samples.size:
            return pieces
        start, current = block.start.seconds, self._current
        if current is not None and not current.takes(start, block.rate):
            pieces = self.finish()
        current = self._current or self._open(start, block.rate)
        pieces.append(current.push(block.samples))
        return pieces

    def finish(self) -> list[Piece]:
        """End the stretch there is and return its last piece; a later block begins another."""
        current, self._current = self._current, None
        if current is None:
            return []
        self._number += 1
        return [current.finish()]

    def _open(self, start: Fraction, native: int) -> _Stretch:
        stream = None
        if native != self._rate:
            if self._kept is None or self._kept[0] != native:
                self._kept = native, soxr.ResampleStream(native, self._rate, 1, "float32", "HQ")
            stream = self._kept[1]
            stream.clear()
        self._current = _Stretch(self._number, start, native, stream)
        return self._current


class _Stretch:
    """One stretch while its samples come in; *stream* is None where the rate is right already."""

    def __init__(
        self, number: int, start: Fraction, native: int, stream: soxr.ResampleStream | None
    ) -> None:
        self._native = native
        self._seen = 0
        self._number, self._start, self._stream = number, start, stream
        self._given = 0

    def takes(self, start: Fraction, rate: int) -> bool:
        end = self._start + Fraction(self._seen, self._native)
        return rate == self._native and abs(start - end) <= TOUCHING

    def push(self, samples: NDArray[np.float32]) -> Piece:
        self._seen += samples.size
        ready = samples if self._stream is None else self._stream.resample_chunk(samples)
        return self._piece(ready, last=False)

    def finish(self) -> Piece:
        nothing = np.zeros(0, np.float32)
        rest = nothing if self._stream is None else self._stream.resample_chunk(nothing, last=True)
        return self._piece(rest, last=True)

    def _piece(self, samples: NDArray[np.float32], *, last: bool) -> Piece:
        first, self._given = self._given, self._given + samples.size
        return Piece(self._number, self._start, self._native, first, samples, last)
