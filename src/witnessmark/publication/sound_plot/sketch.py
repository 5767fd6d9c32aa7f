"""Sound reduced, as it streams by, to what drawings of it can show; and what one of them shows.

Conventions
-----------
:class:`Trace` takes the sound in once, before anybody knows which parts of it will be drawn how
large: it keeps the lowest and the highest sample of any channel in fine columns of time, and how
loud each frequency band is in short spectra, powers added over the channels, in decibels to the
nearest whole one. A :class:`Sketch` of any stretch is made of that afterwards: a column of it keeps
the greatest of what falls into it, so that a shot of ten milliseconds shows in a drawing of two
hours. Samples that are no number count as zero.

Memory has a bound: where a recording gets long, columns get coarser, to 8 ms for samples and 22 ms
for spectra in three hours.

Bands are equally spaced on the mel scale, 2595 log10(1 + f / 700) (O'Shaughnessy, Speech
Communication, 1987), which is near linear below and near logarithmic above 1 kHz.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.media import SoundBlock
from witnessmark.publication.sound_plot.close_ups import WHOLE
from witnessmark.publication.sound_plot.tiles import TILE, Tiles

BANDS = 96
#: Highest frequency drawn, Hz: above it a blast shows nothing that it does not show below.
HIGHEST = 16_000.0
#: Decibels below full scale under which nothing is told apart: less than 16 bits can hold.
FLOOR = -120
#: Columns of samples a second to begin with; and how many are kept, of samples and of spectra.
_FINE, _MOST_SAMPLES, _MOST_SPECTRA = 4096, 1 << 21, 1 << 19
#: Seconds under one spectrum, about: it is a power of two of samples.
_UNDER = 0.016
#: Spectra begin so many times within the length of one, while the recording may be drawn whole.
_OVERLAPPING = 8


def mel(hertz: float | NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return frequencies in Hz on the mel scale."""
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz, dtype=np.float64) / 700))


def top_frequency(rate: int) -> float:
    """Return the highest frequency in Hz that is drawn of sound of *rate* samples a second."""
    return min(rate / 2, HIGHEST)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """The drawing's view of the sound from *start* to *end* seconds.

    ``low`` and ``high`` have shape (columns,), ``decibels``, relative to full scale, (BANDS,
    columns); all are NaN where there was no sound.
    """

    start: float
    end: float
    rate: int
    low: NDArray[np.float32]
    high: NDArray[np.float32]
    decibels: NDArray[np.float32]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return self.low.size


class Trace:
    """What of one track is kept for drawing it; blocks of another rate than the first are not."""

    def __init__(self) -> None:
        self.rate = 0

    def begin(self, rate: int) -> None:
        """Be of a track of *rate* samples a second, if nothing came in yet."""
        if self.rate:
            return
        self.rate = rate
        self._grain = max(1, rate // _FINE)
        self._size = 1 << max(4, round(log2(_UNDER * rate)))
        self._step = max(1, self._size // _OVERLAPPING)
        self._extent = Tiles(2, np.float16, -np.inf, _MOST_SAMPLES)
        self._loud = Tiles(BANDS, np.uint8, 0, _MOST_SPECTRA)
        self._window = np.hanning(self._size + 1)[:-1].astype(np.float32)
        self._bands = _band_weights(rate, self._size) / (float(self._window.sum()) / 2) ** 2
        self._kept = np.zeros((0, 0), dtype=np.float32)
        self._next = 0  # sample number, on the recording's clock, of self._kept[0]

    def add(self, block: SoundBlock) -> None:
        """Take in *block*, which does not begin before the last."""
        self.begin(block.rate)
        first = round(float(block.start.seconds) * self.rate)
        if block.rate != self.rate or first < 0 or not block.samples.size:
            return
        samples = block.samples
        if not np.isfinite(samples.sum()):
            samples = np.nan_to_num(samples, posinf=0, neginf=0)
        self._add_extent(first, samples)
        self._add_spectra(first, samples)
        while first > WHOLE * self.rate and self._hop < self._size // 2:
            self._loud.halve()

    def sketch(self, start: float, end: float, columns: int) -> Sketch:
        """Return what is known from *start* to *end* seconds in at most *columns* columns."""
        self._finish()
        end = max(end, start + 1 / self.rate)
        columns = max(1, min(columns, round((end - start) * self.rate)))
        extent = _reduced(self._extent, self._of_extent / self.rate, start, end, columns)
        extent[np.isneginf(extent)] = np.nan
        loud = _reduced(self._loud, self._hop / self.rate, start, end, columns)
        loud[loud == 0] = np.nan
        return Sketch(start, end, self.rate, -extent[0], extent[1], loud + (FLOOR - 1))

    @property
    def _of_extent(self) -> int:
        return self._grain << self._extent.halved

    @property
    def _hop(self) -> int:
        """Samples that one column of spectra stands for."""
        return self._step << self._loud.halved

    def _add_extent(self, first: int, samples: NDArray[np.float32]) -> None:
        grain = self._of_extent
        columns = np.arange(first // grain, (first + len(samples) - 1) // grain + 1)
        edges = np.maximum(columns * grain - first, 0)
        # Reduced along time channel by channel: across channels first would touch all twice.
        low = np.minimum.reduceat(samples, edges, axis=0).min(axis=1)
        high = np.maximum.reduceat(samples, edges, axis=0).max(axis=1)
        most = np.finfo(np.float16).max
        both = np.clip(np.stack([-low, high]), -most, most)
        self._extent.put(columns, both.astype(np.float16))

    def _add_spectra(self, first: int, samples: NDArray[np.float32]) -> None:
        follows = self._kept.size and first == self._next + len(self._kept)
        if not follows or self._kept.shape[1] != samples.shape[1]:
            self._finish()
            # Half a window of nothing, so that the first spectrum is about the first sample.
            pad = self._size // 2
            self._kept = np.zeros((pad, samples.shape[1]), dtype=np.float32)
            self._next = first - pad
        self._kept = np.concatenate([self._kept, samples])
        self._measure()

    def _finish(self) -> None:
        """Take the last spectra, about the last samples, once nothing follows them."""
        if self._kept.size:
            pad = np.zeros((self._size // 2, self._kept.shape[1]), dtype=np.float32)
            self._kept = np.concatenate([self._kept, pad])
            self._measure()
            self._kept = self._kept[:0]

    def _measure(self) -> None:
        hop = min(self._hop, self._size // 2)
        count = (len(self._kept) - self._size) // hop + 1
        if count <= 0:
            return
        starts = np.arange(count) * hop
        power = np.zeros((count, BANDS), dtype=np.float32)
        for channel in self._kept.T:
            frames = np.lib.stride_tricks.sliding_window_view(channel, self._size)[starts]
            spectrum = np.fft.rfft(frames * self._window, axis=1)
            power += (spectrum.real**2 + spectrum.imag**2) @ self._bands
        decibels = 10 * np.log10(np.maximum(power, 1e-30)) - FLOOR
        level = (np.clip(np.rint(decibels), 0, 254) + 1).astype(np.uint8)
        at = (self._next + starts + self._size // 2) // self._hop
        edges = np.concatenate([[0], np.flatnonzero(np.diff(at)) + 1])
        self._loud.put(at[edges], np.maximum.reduceat(level, edges, axis=0).T)
        self._kept = self._kept[count * hop :]
        self._next += count * hop


def _reduced(
    tiles: Tiles, grain: float, start: float, end: float, columns: int
) -> NDArray[np.float32]:
    """Return the greatest of the columns, *grain* seconds each, within each column of a drawing.

    A column holds those whose middle lies in it, and always the one that its own middle lies in.
    """
    made = np.full((tiles.rows, columns), tiles.nothing, dtype=np.float32)
    wide = (end - start) / columns
    own = np.floor((start + (np.arange(columns) + 0.5) * wide) / grain).astype(np.int64)
    for first, tile in tiles.tiles(int(start / grain), int(np.ceil(end / grain)) + 1):
        within = np.flatnonzero((own >= first) & (own < first + TILE))
        made[:, within] = np.maximum(made[:, within], tile[:, own[within] - first])
        middles = (first + np.arange(TILE) + 0.5) * grain
        column = np.floor((middles - start) / wide).astype(np.int64)
        inside = np.flatnonzero((column >= 0) & (column < columns))
        if inside.size:
            column, edges = np.unique(column[inside], return_index=True)
            greatest = np.maximum.reduceat(tile[:, inside], edges, axis=1)
            made[:, column] = np.maximum(made[:, column], greatest)
    return made


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
