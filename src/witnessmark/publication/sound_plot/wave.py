"""The sound itself: its waveform, and its spectrogram on the mel scale."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

from witnessmark.publication.sound_plot.look import INK, SMALL, WAVE
from witnessmark.publication.sound_plot.sketch import Sketch, mel, top_frequency

#: Decibels between the loudest and the faintest shade of a spectrogram, at most and at least.
_MOST_DB, _LEAST_DB = 65.0, 20.0


def draw_wave(axes: Axes, sketch: Sketch) -> None:
    """Draw what lies between the lowest and the highest sample of each column."""
    edges = np.linspace(sketch.start, sketch.end, sketch.columns + 1)
    at = (edges[:-1] + edges[1:]) / 2
    heard = ~np.isnan(sketch.low)
    peak = float(np.abs([sketch.low[heard], sketch.high[heard]]).max()) if heard.any() else 0.0
    limit = max(peak * 1.2, 1e-3)
    axes.fill_between(at, sketch.low, sketch.high, where=heard, color=WAVE, linewidth=0.5, zorder=2)
    axes.set_ylim(-limit, limit)
    step = 10.0 ** np.floor(np.log10(limit))
    shown = float(np.floor(limit / step) * step)
    axes.yaxis.set_major_locator(FixedLocator([-shown, 0, shown]))
    axes.yaxis.set_major_formatter(FixedFormatter([f"−{shown:g}", "0", f"{shown:g}"]))
    axes.set_ylabel("waveform", fontsize=SMALL, color=INK)


def draw_spectrum(axes: Axes, sketch: Sketch) -> None:
    """Draw the power of each band, the loudest moment of each column: the darker, the louder."""
    heard = sketch.decibels[~np.isnan(sketch.decibels)]
    loudest = max(float(np.quantile(heard, 0.9995)), -90.0) if heard.size else -30.0
    quiet = float(np.quantile(heard, 0.1)) if heard.size else -120.0
    axes.imshow(
        np.ma.masked_invalid(sketch.decibels),
        origin="lower",
        aspect="auto",
        interpolation="nearest",
        cmap="Greys",
        vmin=min(max(quiet, loudest - _MOST_DB), loudest - _LEAST_DB),
        vmax=loudest,
        extent=(sketch.start, sketch.end, 0, float(mel(top_frequency(sketch.rate)))),
        zorder=1,
    )
    top = top_frequency(sketch.rate)
    marks = [hz for hz in (250, 1000, 2000, 4000, 8000) if hz < 0.9 * top]
    axes.yaxis.set_major_locator(FixedLocator([float(mel(hz)) for hz in marks]))
    axes.yaxis.set_major_formatter(
        FixedFormatter([f"{hz // 1000}k" if hz >= 1000 else str(hz) for hz in marks])
    )
    axes.set_ylabel("Hz", fontsize=SMALL, color=INK)
