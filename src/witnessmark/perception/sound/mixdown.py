"""Any number of channels to one, such that no shot is cancelled, doubled or made by the mixing.

Conventions
-----------
Samples come as float32 of shape (n, channels) and leave as float32 of shape (n,), full scale 1.0.
The mix is a weighted sum whose absolute weights add up to one. Weights follow from what was heard
so far, this block included, with a memory of :data:`MEMORY` seconds, and change linearly over
:data:`FADE` seconds, so that a change of mix is never a click. What each channel is:

- dead, where it lies :data:`DEAD_DB` below the loudest: left out;
- inverted, where it is the loudest channel upside down: turned over;
- a copy that comes late, by more than a millisecond, of another channel: left out, since every
  shot would be heard twice;
- the low-frequency channel of a surround layout (the fourth of six to eight in FFmpeg's order):
  left out while any other is alive, since its filter smears an onset over many milliseconds.

A constant offset is taken off each channel. A sample that is no number, or beyond any sound, is
put at the offset; :mod:`.coverage` reports the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant
from witnessmark.perception.sound.blocks import Block
from witnessmark.perception.sound.channel_delays import LATE, ChannelDelays

#: Seconds after which what was heard counts for 1/e.
MEMORY = 10.0
#: Seconds a change of weights takes.
FADE = 0.1
#: A channel this far below the loudest is dead, in dB; 6 dB above that it counts in full.
DEAD_DB = -46.0
#: Correlation with the loudest channel under which one is inverted, and over which it no longer is.
INVERTED, UPRIGHT = -0.4, 0.1
#: A channel as like the loudest as this is not looked at for a delay.
COHERENT = 0.9
#: A copy that comes first is preferred unless it is this much fainter, in dB.
FAINTER_DB = -12.0
#: Beyond this a float is no sound pressure but a broken file, and its square would overflow.
ABSURD = 1e6
#: An offset below this share of full scale is left alone.
LEAST_OFFSET = 2e-5
#: Channels of layouts with a low-frequency channel, and its place (FFmpeg's native order).
SURROUND, LOW_FREQUENCY = range(6, 9), 3


@dataclass(frozen=True, slots=True, eq=False)
class MonoBlock:
    """Sound of one channel without a gap: ``samples`` is float32 of shape (n,)."""

    start: Instant
    rate: int
    samples: NDArray[np.float32]


def mixed_down(blocks: Iterable[Block]) -> Iterator[MonoBlock]:
    """Mix *blocks* down one by one; what was learnt of the channels survives a gap."""
    mixer: Mixdown | None = None
    for block in blocks:
        channels = block.samples.shape[1]
        if mixer is None or (mixer.channels, mixer.rate) != (channels, block.rate):
            mixer = Mixdown(channels, block.rate)
        yield MonoBlock(block.start, block.rate, mixer.mix(block.samples))


class Mixdown:
    """Mixes the blocks of one track in their order; the same blocks give the same mix."""

    def __init__(self, channels: int, rate: int) -> None:
        self.channels, self.rate = channels, rate
        self._offset: NDArray[np.float32] | None = None
        self._weights = np.full(channels, 1 / channels, np.float32)
        self._settled = False
        self._power = np.zeros((channels, channels))
        self._inverted = np.zeros(channels, dtype=bool)
        self._delays = ChannelDelays(channels, rate)

    def mix(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the mix of *samples*, shape (n, channels), as float32 of shape (n,)."""
        parts = [
            self._mix(samples[at : at + self.rate]) for at in range(0, len(samples), self.rate)
        ]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([np.zeros(0, np.float32), *parts])

    def _mix(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        planar = self._level(self._mended(np.ascontiguousarray(samples.T, dtype=np.float32)))
        if self.channels == 1:
            return np.asarray(planar[0])
        fading = float(np.exp(-planar.shape[1] / (MEMORY * self.rate)))
        self._power = fading * self._power + planar @ planar.T
        if not self._power.any():
            return np.asarray(self._weights @ planar)
        target = self._target(planar, fading)
        if not self._settled:
            self._weights, self._settled = target, True
        return self._faded(planar, target)

    def _mended(self, planar: NDArray[np.float32]) -> NDArray[np.float32]:
        """Put the offset where a sample is no number or absurd."""
        if not planar.size or (planar.min() > -ABSURD and planar.max() < ABSURD):
            return planar  # Not so where there is a NaN, which is what the two return then.
        with np.errstate(invalid="ignore"):
            broken = ~(np.abs(planar) < ABSURD)
        still = np.zeros(self.channels, np.float32) if self._offset is None else self._offset
        return np.where(broken, still[:, None], planar).astype(np.float32)

    def _level(self, planar: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take each channel's offset off, along a line from what it was to what it has become."""
        count = planar.shape[1]
        mean = planar.mean(axis=1)
        before = mean if self._offset is None else self._offset
        after = before + np.float32(min(1.0, count / (MEMORY * self.rate))) * (mean - before)
        self._offset = after
        low, high = (np.where(np.abs(x) < LEAST_OFFSET, np.float32(0), x) for x in (before, after))
        if not (low.any() or high.any()):
            return planar
        line = np.linspace(0, 1, count, endpoint=False, dtype=np.float32)
        return np.asarray(planar - (low[:, None] + (high - low)[:, None] * line))

    def _target(self, planar: NDArray[np.float32], fading: float) -> NDArray[np.float32]:
        """Return the weights that what was heard so far, *planar* last, calls for."""
        power = np.diag(self._power).copy()
        if self.channels in SURROUND and np.delete(power, LOW_FREQUENCY).any():
            power[LOW_FREQUENCY] = 0
        loudest = int(power.argmax())
        level = 10 * np.log10(np.maximum(power / power[loudest], 1e-20))
        weights = np.clip((level - DEAD_DB) / 6, 0, 1)
        alike = self._power[loudest] / np.sqrt(np.maximum(power * power[loudest], 1e-30))
        self._inverted = np.where(self._inverted, alike < UPRIGHT, alike < INVERTED)
        if (np.abs(alike[weights > 0]) < COHERENT).any():
            self._delays.add(planar, loudest, fading)
            weights = _without_late_copies(weights, level, alike, self._delays.lags(), loudest)
        weights = np.where(self._inverted, -weights, weights)
        return np.asarray(weights / np.abs(weights).sum(), dtype=np.float32)

    def _faded(
        self, planar: NDArray[np.float32], target: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Sum *planar* by weights that go over to *target* within the fade."""
        before, fade = self._weights, max(1, round(FADE * self.rate))
        if np.array_equal(before, target):
            return np.asarray(before @ planar)
        part = min(fade, planar.shape[1])
        after = (before + (target - before) * np.float32(part / fade)).astype(np.float32)
        mixed = np.asarray(after @ planar)
        line = np.linspace(1, 0, part, endpoint=False, dtype=np.float32)
        mixed[:part] += ((before - after) @ planar[:, :part]) * line
        self._weights = after
        return mixed


def _without_late_copies(
    weights: NDArray[np.float64],
    level: NDArray[np.float64],
    alike: NDArray[np.float64],
    lags: NDArray[np.float64],
    loudest: int,
) -> NDArray[np.float64]:
    """Keep, of the channels that are one another's copies, those that come first."""
    lags = np.where(np.isnan(lags) & (np.abs(alike) >= COHERENT), 0.0, lags)
    lags[loudest] = 0.0
    first = np.nanmin(np.where((weights > 0) & (level > FAINTER_DB), lags, np.nan))
    return np.where(lags > first + LATE, 0.0, weights)
