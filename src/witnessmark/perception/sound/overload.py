"""Where the sound is too loud to hear in: clipped, or masked by its own loudness.

Conventions
-----------
Judged by the whole second, on the channels that are within 20 dB of the loudest one's peak.

*Clipped*: the ceiling is touched again and again, or the wave is cut flat below it, as in a
clipped recording that was turned down afterwards.

*Masked*: the background is so loud that the loudest blast the recording can hold would not stand
out of it, and the second is not clipped. The background is what four fifths of the frames of a
second exceed, so that gunfire does not mask itself. How far such a blast would have risen is noted
as ``loudest_blast_over_background_db``. A fainter shot may be hidden by far fainter sound: no gap
does not mean that every shot would have been heard.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.model import Kind
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.stretch_frames import FRAMES_A_SECOND, Frames

#: Peaks at or above this share of full scale touch the ceiling (G.711's is 0.980).
CEILING = 0.979
#: Clipping matters where this share of the milliseconds of a second touch the ceiling.
CLIPPED_SHARE = 0.2
#: Cut flat is a second with this share of its samples within 15 % of the largest. Measured: of
#: speech, music, engines, rain and gunfire at most 5 %; of a pure tone 35 %; of noise clipped by
#: 12 dB 60 %.
FLAT_SHARE, FLAT_WITHIN = 0.45, 0.85
#: Below this peak a second is too quiet for either.
LEAST_PEAK = 0.02
#: Power of the loudest blast a recording can hold, over ten milliseconds, dB re full scale: a
#: clipped pulse and its first echoes. Below the picker's least rise it does not stand out.
LOUDEST_BLAST_DB, LEAST_RISE_DB = -6.0, 9.0
#: Share of a second's frames below its background, and seconds that are masked at least.
BACKGROUND_SHARE, LEAST_MASKED = 0.2, 2


class Overload:
    """Takes frames in order, a second at a time, and judges every whole second of each stretch."""

    def __init__(self) -> None:
        self._gaps: list[Gap] = []
        self._masked: list[tuple[Fraction, Fraction, float]] = []

    def add(self, frames: Frames) -> None:
        """Take the next frames; fewer than a second's, at the end of a stretch, are not judged."""
        if frames.fresh:
            self._end_masked()
        if frames.count == FRAMES_A_SECOND:
            self._judge(frames.planar, frames.start, frames.at(frames.count))

    def finish(self) -> list[Gap]:
        """Return the gaps."""
        self._end_masked()
        return self._gaps

    def _judge(self, planar: NDArray[np.float32], start: Fraction, end: Fraction) -> None:
        loudness = np.abs(planar)
        tops = np.nan_to_num(loudness.max(axis=(1, 2)), nan=0.0, posinf=0.0)
        if tops.max() < LEAST_PEAK:
            self._end_masked()
            return
        alive = tops >= tops.max() / 10
        if _is_clipped(loudness[alive], tops[alive]):
            self._clip(start, end)
            self._end_masked()
        elif (background := _background_db(planar[alive])) > LOUDEST_BLAST_DB - LEAST_RISE_DB:
            self._masked.append((start, end, background))
        else:
            self._end_masked()

    def _clip(self, start: Fraction, end: Fraction) -> None:
        last = next((n for n in range(len(self._gaps) - 1, -1, -1) if self._is_clip(n)), None)
        if last is not None and self._gaps[last].end == start:
            self._gaps[last] = Gap(Kind.CLIPPED, self._gaps[last].start, end, 1.0)
        else:
            self._gaps.append(Gap(Kind.CLIPPED, start, end, 1.0))

    def _is_clip(self, number: int) -> bool:
        return self._gaps[number].kind is Kind.CLIPPED

    def _end_masked(self) -> None:
        masked, self._masked = self._masked, []
        if len(masked) >= LEAST_MASKED:
            rise = LOUDEST_BLAST_DB - float(np.mean([level for _, _, level in masked]))
            says: dict[str, JsonValue] = {
                "cause": "loudness",
                "loudest_blast_over_background_db": round(rise, 1),
            }
            confidence = float(np.clip(0.5 + (LEAST_RISE_DB - rise) / 12, 0.5, 0.95))
            gap = Gap(Kind.MASKED, masked[0][0], masked[-1][1], round(confidence, 2), says)
            self._gaps.append(gap)


def _is_clipped(loudness: NDArray[np.float32], tops: NDArray[np.float32]) -> bool:
    """Say whether all channels, absolute samples (channels, frames, hop), touch or are flat."""
    if tops.min() >= CEILING:
        step = max(1, loudness.shape[2] // 10)
        parts = loudness[:, :, : loudness.shape[2] // step * step]
        parts = parts.reshape(*loudness.shape[:2], -1, step)
        touched = (parts.max(axis=3) >= CEILING).all(axis=0)
        if touched.mean() >= CLIPPED_SHARE:
            return True
    near = loudness[:, :, ::3] >= np.float32(FLAT_WITHIN) * tops[:, None, None]
    return bool(near.mean(axis=(1, 2)).min() >= FLAT_SHARE)


def _background_db(planar: NDArray[np.float32]) -> float:
    power = np.einsum("cfs,cfs->f", planar, planar) / (len(planar) * planar.shape[2])
    order = int(BACKGROUND_SHARE * power.size)
    return float(10 * np.log10(np.partition(power, order)[order] + 1e-12))
