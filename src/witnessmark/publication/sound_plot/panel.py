"""One panel drawn: waveform, spectrogram, events at their confidence, groups below.

Conventions
-----------
All parts share one axis of time, read at the bottom. Stretches that could not be heard are
hatched through all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator

from witnessmark.publication.sound_plot.events import draw_events
from witnessmark.publication.sound_plot.layout import Panel, View
from witnessmark.publication.sound_plot.look import EDGE, GRID, HATCH, INK, MUTED, SMALL
from witnessmark.publication.sound_plot.rows import draw_rows
from witnessmark.publication.sound_plot.ticks import time_ticks
from witnessmark.publication.sound_plot.wave import draw_spectrum, draw_wave


def draw_panel(figure: Figure, panel: Panel, left: float, top: float) -> None:
    """Draw *panel* into *figure* with its upper left corner at *left*, *top* inches."""
    wide, high = figure.get_size_inches()
    seen = panel.view
    if seen.title:
        figure.text(
            left / wide,
            1 - (top + 0.13) / high,
            seen.title,
            va="center",
            fontsize=9,
            fontweight="bold",
            color=INK,
            parse_math=False,
        )
        top += 0.25
    axes: list[Axes] = []
    for height in panel.heights:
        top += height
        place_at = (left / wide, 1 - top / high, panel.width / wide, height / high)
        made = figure.add_axes(place_at)
        made.set_xlim(seen.sketch.start, seen.sketch.end)
        axes.append(made)
    wave, spectrum, events, rows = axes
    for one in (wave, spectrum, events, rows):
        _style(one, seen)
    draw_wave(wave, seen.sketch)
    draw_spectrum(spectrum, seen.sketch)
    draw_events(events, panel)
    draw_rows(rows, panel)
    _label_time(axes, panel)


def _style(axes: Axes, seen: View) -> None:
    axes.tick_params(labelsize=SMALL, colors=MUTED, length=2.5, width=0.6)
    for spine in axes.spines.values():
        spine.set_color(EDGE)
        spine.set_linewidth(0.6)
    for gap in seen.unheard:
        axes.axvspan(gap.start, gap.end, zorder=0, **HATCH)


def _label_time(axes: Sequence[Axes], panel: Panel) -> None:
    sketch = panel.view.sketch
    ticks = time_ticks(sketch.start, sketch.end, most=max(3, int(panel.width)))
    for one in axes:
        one.xaxis.set_major_locator(FixedLocator([at for at, _ in ticks]))
        one.xaxis.set_major_formatter(FixedFormatter([""] * len(ticks)))
        one.tick_params(axis="x", length=0)
    axes[-1].xaxis.set_major_formatter(FixedFormatter([reading for _, reading in ticks]))
    axes[-1].tick_params(axis="x", length=3)
    axes[0].grid(axis="x", color=GRID, linewidth=0.5)
    axes[2].grid(axis="x", color=GRID, linewidth=0.5)
    for one in axes:
        one.set_axisbelow(True)
