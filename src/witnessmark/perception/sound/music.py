"""Stretches under loud music, where a shot in the original sound may not have been heard.

Conventions
-----------
Music is many partials that hold their pitch for a third of a second and then give way to others.
Noise, rain, crowds and gunfire have none; an engine, a siren or a generator has few, or the same
ones all the time; speech glides. So two figures decide, each a mean over :data:`WINDOW` frames
(about four seconds): how many partials are *stable*, and how many of those are *new*, not there a
second before. A partial is a local maximum of the spectrum between 80 Hz and 2.5 kHz that stands
:data:`STANDS_OUT` dB over the mean of the bins around it; it is stable where it was within a bin
of its place in the two frames before.

Music counts only where it is loud, at :data:`LEAST_LEVEL` and more: that is how music is laid over
footage, which often replaces or lowers what was recorded. What was measured stands in
``docs/listening.md``. Sound comes in pieces of 12 kHz mono.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.resampling import PICKER_RATE, Piece

#: Samples a second that the spectra are taken at, and samples of a frame and between two.
RATE = PICKER_RATE // 2
SIZE, HOP = 2048, 1024
#: Bins of 80 Hz to 2.5 kHz, and how many either side of one are its surroundings.
LOW, HIGH, AROUND = 27, 853, 24
#: Least height of a partial over the mean of its surroundings, in dB.
STANDS_OUT = 11.0
#: Frames for which a partial must have been in its place, and after which it is no longer new.
HELD, NEW = 2, 6
#: Frames judged together.
WINDOW = 24
#: Windows in a row that make a stretch: one alone may be a drawn-out word or a squeal.
LEAST_WINDOWS = 2
#: Least means of stable and of new partials that are music, and of the level in dB re full scale.
LEAST_STABLE, LEAST_NEW, LEAST_LEVEL = 7.0, 2.5, -35.0


class Music:
    """Takes the 12 kHz pieces of one track in order and finds the windows that hold loud music."""

    _rest: NDArray[np.float32]

    def __init__(self) -> None:
        self._gaps: list[Gap] = []
        self._window = np.hanning(SIZE).astype(np.float32)
        self._begin(Fraction(0))

    def push(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.first == 0:
            self._begin(piece.start_seconds)
        sound = np.concatenate([self._rest, piece.samples])
        frames = (len(sound) // 2 - SIZE) // HOP + 1
        if frames >= WINDOW or (piece.last and frames > 0):
            halved = (sound[0 : len(sound) // 2 * 2 : 2] + sound[1::2][: len(sound) // 2]) / 2
            self._take(halved, frames)
            sound = sound[2 * HOP * frames :]
        self._rest = sound

    def finish(self) -> list[Gap]:
        """Return the stretches under music, in order of start."""
        least = LEAST_WINDOWS * WINDOW * Fraction(HOP, RATE)
        return [gap for gap in self._gaps if gap.end - gap.start >= least]

    def _begin(self, start: Fraction) -> None:
        self._start, self._frame = start, 0
        self._rest = np.zeros(0, np.float32)
        self._partials = np.zeros((HELD, HIGH - LOW), dtype=bool)
        # What was there before the sound begins is unknown, so nothing is new at first.
        self._stable = np.ones((NEW, HIGH - LOW), dtype=bool)
        self._figures: list[tuple[int, int, float]] = []

    def _take(self, sound: NDArray[np.float32], frames: int) -> None:
        starts = HOP * np.arange(frames)
        cut = sound[starts[:, None] + np.arange(SIZE)]
        partials = np.concatenate([self._partials, _partials(cut * self._window)])
        near = _widened(partials)
        stable = partials[HELD:].copy()
        for back in range(1, HELD + 1):
            stable &= near[HELD - back : len(near) - back]
        before = np.concatenate([self._stable, stable])
        new = stable & ~_widened(before[:-NEW])
        power = (cut**2).mean(axis=1)
        for figures in zip(stable.sum(axis=1), new.sum(axis=1), power, strict=True):
            self._figures.append(figures)
            self._frame += 1
            if len(self._figures) == WINDOW:
                self._judge()
        self._partials, self._stable = partials[-HELD:], before[-NEW:]

    def _judge(self) -> None:
        stable, new, power = np.mean(np.array(self._figures, dtype=float), axis=0)
        self._figures = []
        level = 10 * np.log10(power + 1e-12)
        if stable < LEAST_STABLE or new < LEAST_NEW or level < LEAST_LEVEL:
            return
        step = Fraction(HOP, RATE)
        start = self._start + (self._frame - WINDOW) * step
        end = self._start + self._frame * step
        sure = round(min(0.95, 0.5 + 0.05 * float(stable - LEAST_STABLE)), 2)
        last = self._gaps[-1] if self._gaps else None
        if last is not None and last.end == start:
            start, sure = last.start, max(last.confidence, sure)
            self._gaps.pop()
        self._gaps.append(Gap(Kind.MASKED, start, end, sure, {"cause": "music"}))


def _partials(frames: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return where a partial stands, shape (frames, HIGH - LOW)."""
    spectrum = np.fft.rfft(frames, axis=1)[:, LOW - AROUND : HIGH + AROUND]
    level = 10 * np.log10(spectrum.real**2 + spectrum.imag**2 + np.float32(1e-9))
    total = np.cumsum(level, axis=1, dtype=np.float64)
    around = (total[:, 2 * AROUND :] - total[:, : -2 * AROUND]) / (2 * AROUND)
    here, left, right = (level[:, AROUND + by : level.shape[1] - AROUND + by] for by in (0, -1, 1))
    return np.asarray((here > left) & (here >= right) & (here > around + STANDS_OUT))


def _widened(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the bins on either side too."""
    wide = marks.copy()
    wide[:, 1:] |= marks[:, :-1]
    wide[:, :-1] |= marks[:, 1:]
    return wide
