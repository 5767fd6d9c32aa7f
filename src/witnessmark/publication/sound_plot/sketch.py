"""Sound reduced, as it streams by, to what a drawing of so many columns can show.

Conventions
-----------
A column keeps the lowest and the highest sample of any channel that falls into it, and for each
frequency band the loudest of the short spectra whose middle falls into it, powers added over the
channels: a shot of ten milliseconds then shows in a drawing of two hours. Samples that are no
number count as zero. Memory depends on the columns, not on the length of the sound.

Bands are equally spaced on the mel scale, 2595 log10(1 + f / 700) (O'Shaughnessy, Speech
Communication, 1987), which is near linear below and near logarithmic above 1 kHz.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.media import SoundBlock

BANDS = 96
#: Highest frequency drawn, Hz: above it a blast shows nothing that it does not show below.
HIGHEST = 16_000.0
#: Power floor, relative to full scale: 120 dB down, below what 16 bits can hold.
FLOOR = 1e-12
#: Seconds under one spectrum, at least and at most.
_SHORTEST, _LONGEST = 0.008, 0.032


def mel(hertz: float | NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return frequencies in Hz on the mel scale."""
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz, dtype=np.float64) / 700))


def top_frequency(rate: int) -> float:
    """Return the highest frequency in Hz that is drawn of sound of *rate* samples a second."""
    return min(rate / 2, HIGHEST)


class Sketch:
    """The drawing's view of the sound from *start* to *end* seconds, in at most *columns*.

    ``low`` and ``high`` have shape (columns,) and are NaN where no sample fell; ``power`` has
    shape (BANDS, columns), relative to full scale, NaN where no spectrum fell.
    """

    def __init__(self, start: float, end: float, rate: int, columns: int) -> None:
        self.start, self.end, self.rate = start, max(end, start + 1 / rate), rate
        length = self.end - start
        self.columns = max(1, min(columns, round(length * rate)))
        self.low = np.full(self.columns, np.nan, dtype=np.float32)
        self.high = np.full(self.columns, np.nan, dtype=np.float32)
        self.power = np.full((BANDS, self.columns), np.nan, dtype=np.float32)
        column = length / self.columns
        # Sample numbers at which a column begins, and where the last one ends.
        bounds = (self.start + np.arange(self.columns + 1) * column) * rate
        self._edges = np.ceil(bounds - 1e-6).astype(np.int64)
        wanted = min(max(4 * column, _SHORTEST), _LONGEST) * rate
        self._size = 1 << max(4, round(np.log2(wanted)))
        # Not longer than a column, so that each has the middle of a spectrum.
        self._hop = max(1, min(self._size // 2, int(column * rate)))
        self._window = np.hanning(self._size + 1)[:-1].astype(np.float32)
        self._bands = _band_weights(rate, self._size) / (float(self._window.sum()) / 2) ** 2
        self._kept = np.zeros((0, 0), dtype=np.float32)
        self._next = 0  # sample number, on the recording's clock, of self._kept[0]

    def add(self, block: SoundBlock) -> None:
        """Take in the part of *block* that lies within the view; blocks come in order of time."""
        first = round(float(block.start.seconds) * self.rate)
        skip = max(0, round(self.start * self.rate) - self._size - first)
        stop = min(len(block.samples), round(self.end * self.rate) + self._size - first)
        if block.rate != self.rate or skip >= stop:
            return
        samples = block.samples[skip:stop]
        if not np.isfinite(samples.sum()):
            samples = np.nan_to_num(samples, posinf=0, neginf=0)
        self._envelope(first + skip, samples)
        self._spectra(first + skip, samples)

    def _column(self, sample: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.int64]:
        share = (sample / self.rate - self.start) / (self.end - self.start)
        return np.floor(share * self.columns).astype(np.int64)

    def _envelope(self, first: int, samples: NDArray[np.float32]) -> None:
        last = first + len(samples)
        begin, end = max(first, int(self._edges[0])), min(last, int(self._edges[-1]))
        if begin >= end:
            return
        lowest = int(np.searchsorted(self._edges, begin, side="right")) - 1
        beyond = int(np.searchsorted(self._edges, end, side="left"))
        edges = np.maximum(self._edges[lowest:beyond], begin) - begin
        within = samples[begin - first : end - first]
        where = slice(lowest, beyond)
        # Reduced along time channel by channel: across channels first would touch all twice.
        low = np.minimum.reduceat(within, edges, axis=0).min(axis=1)
        high = np.maximum.reduceat(within, edges, axis=0).max(axis=1)
        self.low[where] = np.fmin(self.low[where], low)
        self.high[where] = np.fmax(self.high[where], high)

    def _spectra(self, first: int, samples: NDArray[np.float32]) -> None:
        follows = self._kept.size and first == self._next + len(self._kept)
        if not follows or self._kept.shape[1] != samples.shape[1]:
            self.finish()
            # Half a window of nothing, so that the first spectrum is about the first sample.
            pad = self._size // 2
            self._kept = np.zeros((pad, samples.shape[1]), dtype=np.float32)
            self._next = first - pad
        self._kept = np.concatenate([self._kept, samples])
        self._measure()

    def finish(self) -> None:
        """Take the last spectra, about the last samples, once nothing follows them."""
        if self._kept.size:
            pad = np.zeros((self._size // 2, self._kept.shape[1]), dtype=np.float32)
            self._kept = np.concatenate([self._kept, pad])
            self._measure()
            self._kept = self._kept[:0]

    def _measure(self) -> None:
        count = (len(self._kept) - self._size) // self._hop + 1
        if count <= 0:
            return
        starts = np.arange(count) * self._hop
        power = np.zeros((count, BANDS), dtype=np.float32)
        for channel in self._kept.T:
            frames = np.lib.stride_tricks.sliding_window_view(channel, self._size)[starts]
            spectrum = np.fft.rfft(frames * self._window, axis=1)
            power += (spectrum.real**2 + spectrum.imag**2) @ self._bands
        column = self._column(self._next + starts + self._size / 2)
        inside = (column >= 0) & (column < self.columns)
        column, power = column[inside], power[inside]
        if column.size:
            edges = np.concatenate([[0], np.flatnonzero(np.diff(column)) + 1])
            where = column[edges]
            loudest = np.maximum.reduceat(power, edges, axis=0).T
            self.power[:, where] = np.fmax(self.power[:, where], loudest)
        self._kept = self._kept[count * self._hop :]
        self._next += count * self._hop


def sketch_all(blocks: Iterable[SoundBlock], sketches: Iterable[Sketch]) -> None:
    """Let every one of *sketches* take in *blocks* in one pass."""
    sketches = tuple(sketches)
    for block in blocks:
        for sketch in sketches:
            sketch.add(block)
    for sketch in sketches:
        sketch.finish()


def _band_weights(rate: int, size: int) -> NDArray[np.float32]:
    """Return what makes BANDS powers of the bins of a spectrum; shape (size // 2 + 1, BANDS).

    A band narrower than the bins is read off between the two nearest to its centre.
    """
    bins = mel(np.fft.rfftfreq(size, 1 / rate))
    edges = np.linspace(0, mel(top_frequency(rate)), BANDS + 1)
    weights = np.zeros((bins.size, BANDS))
    for band, (low, high) in enumerate(pairwise(edges)):
        within = (bins >= low) & (bins < high)
        if within.sum() > 1:
            weights[within, band] = 1 / within.sum()
        else:
            centre = (low + high) / 2
            above = min(int(np.searchsorted(bins, centre)), bins.size - 1)
            below = max(above - 1, 0)
            share = (centre - bins[below]) / (bins[above] - bins[below]) if above > below else 1.0
            weights[above, band] += min(max(share, 0.0), 1.0)
            weights[below, band] += 1 - min(max(share, 0.0), 1.0)
    return weights.astype(np.float32)
