"""Shots, cracks, explosions and other bangs, each as high as it is sure."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

from witnessmark.model import Kind, Observation
from witnessmark.publication.sound_plot.layout import Panel
from witnessmark.publication.sound_plot.look import INK, MARKERS, MUTED, SMALL

#: Shots an inch above which their marks are drawn smaller.
_CROWDED = 6.0
#: Where the numbers stand on the scale of confidence.
_NUMBERS_AT = 1.25


def draw_events(axes: Axes, panel: Panel) -> None:
    """Draw every event within the panel's view."""
    seen = panel.view
    axes.set_ylim(0, 1.4)
    axes.yaxis.set_major_locator(FixedLocator([0, 0.5, 1]))
    axes.yaxis.set_major_formatter(FixedFormatter(["0", "0.5", "1"]))
    axes.set_ylabel("confidence", fontsize=SMALL, color=INK)
    kinds = (
        ("impulse", [_spot(o) for o in seen.others if o.kind is Kind.IMPULSE]),
        ("explosion", [_spot(o) for o in seen.others if o.kind is Kind.EXPLOSION]),
        ("shot", [(s.seconds, s.observation.confidence) for s in seen.shots]),
        ("crack", [(s.seconds - s.crack_to_blast, 0.12) for s in seen.shots if s.crack_to_blast]),
    )
    shrink = 1.0 if len(seen.shots) <= _CROWDED * panel.width else 0.6
    for kind, spots in kinds:
        if not spots:
            continue
        look = dict(MARKERS[kind])
        look["markersize"] *= shrink
        times = [at for at, _ in spots]
        levels = [level for _, level in spots]
        if kind != "crack":
            axes.vlines(times, 0, levels, color=look["color"], linewidth=shrink, zorder=3)
        axes.plot(
            times,
            levels,
            linestyle="none",
            clip_on=False,
            zorder=5 if kind == "explosion" else 4,
            **look,
        )
    _number_shots(axes, panel)
    if not (seen.shots or any(spots for _, spots in kinds)):
        middle = (seen.sketch.start + seen.sketch.end) / 2
        said = "No shot and no explosion was heard."
        axes.text(middle, 0.6, said, ha="center", va="center", fontsize=10, color=MUTED)


def _number_shots(axes: Axes, panel: Panel) -> None:
    """Write numbers in a line over the shots, first those that open a group, as room allows."""
    sketch = panel.view.sketch
    per_second = panel.width / (sketch.end - sketch.start)
    first_of = {group.shots[0] for group in panel.view.groups if group.shots}
    taken: list[tuple[float, float]] = []
    for shot in sorted(panel.view.shots, key=lambda s: (s.number not in first_of, s.number)):
        at = shot.seconds * per_second
        half = 0.035 * len(str(shot.number)) + 0.02
        if any(at - half < right and at + half > left for left, right in taken):
            continue
        taken.append((at - half, at + half))
        axes.annotate(
            str(shot.number),
            (shot.seconds, _NUMBERS_AT),
            ha="center",
            va="center",
            fontsize=7,
            color=INK,
            zorder=5,
        )


def _spot(one: Observation) -> tuple[float, float]:
    return one.start.json_seconds, one.confidence
