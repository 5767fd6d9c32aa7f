"""Sound reduced to a thousand frames a second: band powers, level, peak.

Conventions
-----------
Frame *k* of a stretch starts at sample ``k * rate // 1000`` of that stretch. Powers are decibels
relative to full scale, after an absolute floor: many recorders write digital silence, and a
logarithm or a ratio of zero is no measurement. The floor is one step of G.711 µ-law (8/32768),
the coarsest coding met in evidence. Channels are averaged before anything else.

Memory is 20 bytes a millisecond, so two hours take 150 MB whatever the rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant

#: Frames a second.
FRAME_RATE = 1000
#: Seconds of sound under each frame's spectrum.
WINDOW = 0.004
#: Steps a second of the difference that makes ``level``.
EDGE_RATE = 12_000
#: Absolute power floor, dB re full scale: the smallest step of G.711 µ-law, 8/32768.
FLOOR_DB = -72.0
#: Band edges in Hz. The first holds most of an explosion's energy, the last is above what a 12 kHz
#: street sensor or a telephone passes, and is not used when the rate does not reach it.
BANDS = ((40.0, 250.0), (250.0, 1000.0), (1000.0, 2500.0), (2500.0, 5500.0))


class Block(Protocol):
    """What a sound reader yields: samples with the instant of the first."""

    @property
    def start(self) -> Instant:
        """When the first sample is presented."""
        ...

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    @property
    def samples(self) -> NDArray[np.float32]:
        """Shape (n, channels)."""
        ...


@dataclass(frozen=True, slots=True)
class Features:
    """One unbroken stretch of sound at a thousand frames a second.

    ``bands`` has shape (frames, 4) and ``level`` (frames,), both dB re full scale; ``level`` is
    the power of the first difference, which favours the sharp edge of a blast. ``peak`` is the
    largest absolute sample of each frame, in [0, 1] and beyond.
    """

    start: Instant
    rate: int
    bands: NDArray[np.float32]
    level: NDArray[np.float32]
    peak: NDArray[np.float32]

    @property
    def frames(self) -> int:
        """Number of frames."""
        return int(self.level.size)

    def seconds(self, frame: int) -> Fraction:
        """When frame *frame* starts on the recording's clock."""
        return self.start.seconds + Fraction(frame * self.rate // FRAME_RATE, self.rate)

    @property
    def end_seconds(self) -> Fraction:
        """Where the last frame ends."""
        return self.seconds(self.frames)


def reduce_sound(blocks: Iterable[Block]) -> Iterator[Features]:
    """Reduce *blocks* to features, a new stretch wherever the sound is broken or changes rate.

    A break is a step of more than one frame between the end of a block and the start of the next.
    Stretches shorter than one window hold no frame and are left out.
    """
    reducer: _Reducer | None = None
    for block in blocks:
        mono = block.samples.mean(axis=1, dtype=np.float64)
        if reducer is not None and not reducer.continues(block):
            yield from reducer.finish()
            reducer = None
        if reducer is None:
            reducer = _Reducer(block.start, block.rate)
        reducer.add(mono)
    if reducer is not None:
        yield from reducer.finish()


class _Reducer:
    """Builds the features of one stretch from samples as they come."""

    def __init__(self, start: Instant, rate: int) -> None:
        self._start, self._rate = start, rate
        self._size = max(8, round(WINDOW * rate))
        self._window = np.hanning(self._size + 2)[1:-1]
        scale = 2.0 / (self._window**2).sum() / self._size
        frequency = np.fft.rfftfreq(self._size, 1 / rate)
        self._bands = np.stack(
            [((frequency >= low) & (frequency < high)) * scale for low, high in BANDS], axis=1
        )
        # The first band is narrower than the resolution of so short a window: give it the
        # bins nearest to it, so that no band is empty at any rate.
        self._bands[: max(2, int(np.argmax(frequency >= BANDS[0][1]))), 0] = scale
        self._kept = np.zeros(0)
        self._first = 0  # sample number of self._kept[0] in the stretch
        self._seen = 0
        self._frame = 0
        # One difference at every rate: what a 12 kHz sensor's successive samples would give.
        self._lag = max(1, round(rate / EDGE_RATE))
        self._parts: list[tuple[NDArray[np.float32], ...]] = []

    def continues(self, block: Block) -> bool:
        expected = self._start.seconds + Fraction(self._seen, self._rate)
        step = abs(block.start.seconds - expected)
        return block.rate == self._rate and step <= Fraction(1, FRAME_RATE)

    def add(self, mono: NDArray[np.float64]) -> None:
        self._kept = np.concatenate([self._kept, mono])
        self._seen += mono.size
        # Frames whose window and whose own millisecond lie wholly in what is here.
        last = (self._seen - self._size) * FRAME_RATE // self._rate
        if last > self._frame:
            self._parts.append(self._measure(np.arange(self._frame, last)))
            self._frame = last
            drop = max(0, last * self._rate // FRAME_RATE - self._lag - self._first)
            self._kept = self._kept[drop:]
            self._first += drop

    def _measure(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.float32], ...]:
        starts = numbers * self._rate // FRAME_RATE - self._first
        windows = self._kept[starts[:, None] + np.arange(self._size)]
        spectrum = np.abs(np.fft.rfft(windows * self._window, axis=1)) ** 2
        hop = max(1, self._rate // FRAME_RATE)
        own = starts[:, None] + np.arange(hop)
        before = np.maximum(own - self._lag, 0)
        edge = self._kept[own] - self._kept[before]
        return (
            _decibels(spectrum @ self._bands),
            _decibels((edge**2).mean(axis=1)),
            np.abs(self._kept[own]).max(axis=1).astype(np.float32),
        )

    def finish(self) -> Iterator[Features]:
        if self._parts:
            bands, level, peak = (np.concatenate(part) for part in zip(*self._parts, strict=True))
            yield Features(self._start, self._rate, bands, level, peak)


def _decibels(power: NDArray[np.float64]) -> NDArray[np.float32]:
    return (10 * np.log10(power + 10 ** (FLOOR_DB / 10))).astype(np.float32)
