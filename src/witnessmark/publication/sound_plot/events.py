"""Shots, cracks, explosions and other bangs, each as high as it is sure."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

from witnessmark.formats.sound_table import doubt_words
from witnessmark.model import Kind, Observation
from witnessmark.publication.sound_plot.layout import Panel
from witnessmark.publication.sound_plot.lettering import inches_wide
from witnessmark.publication.sound_plot.look import HOLLOW, INK, MARKERS, MUTED, SMALL

#: Shots an inch above which their marks are drawn smaller.
_CROWDED = 6.0
#: Where the two lines of numbers stand on the scale of confidence, and where that ends.
_NUMBERS_AT, _TOP = (1.24, 1.48), 1.65


#: Size of the numbers, points.
_NUMBERS = 7.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mark: its second, its height, and whether it is to be checked by ear."""

    at: float
    level: float
    doubtful: bool


def draw_events(axes: Axes, panel: Panel) -> None:
    """Draw every event within the panel's view."""
    seen = panel.view
    axes.set_ylim(0, _TOP)
    axes.yaxis.set_major_locator(FixedLocator([0, 0.5, 1]))
    axes.yaxis.set_major_formatter(FixedFormatter(["0", "0.5", "1"]))
    axes.set_ylabel("confidence", fontsize=SMALL, color=INK)
    kinds = (
        ("impulse", [_spot(o) for o in seen.others if o.kind is Kind.IMPULSE]),
        ("explosion", [_spot(o) for o in seen.others if o.kind is Kind.EXPLOSION]),
        ("shot", [_spot(s.observation) for s in seen.shots]),
        ("crack", [_crack(s.seconds - s.crack_to_blast) for s in seen.shots if s.crack_to_blast]),
    )
    shrink = 1.0 if len(seen.shots) <= _CROWDED * panel.width else 0.6
    for kind, spots in kinds:
        if not spots:
            continue
        look = dict(MARKERS[kind])
        look["markersize"] *= shrink
        if kind != "crack":
            times, levels = [spot.at for spot in spots], [spot.level for spot in spots]
            axes.vlines(times, 0, levels, color=look["color"], linewidth=shrink, zorder=3)
        for doubtful in (False, True):
            those = [spot for spot in spots if spot.doubtful is doubtful]
            axes.plot(
                [spot.at for spot in those],
                [spot.level for spot in those],
                linestyle="none",
                clip_on=False,
                zorder=5 if kind == "explosion" else 4,
                **(look | HOLLOW if doubtful else look),
            )
    _number_shots(axes, panel)
    if not (seen.shots or any(spots for _, spots in kinds)):
        middle = (seen.sketch.start + seen.sketch.end) / 2
        said = "No shot and no explosion was heard."
        axes.text(middle, 0.6, said, ha="center", va="center", fontsize=10, color=MUTED)


def _number_shots(axes: Axes, panel: Panel) -> None:
    """Write numbers over the shots in two lines, as room allows.

    First come those that open a group, then those that are to be checked by ear.
    """
    sketch = panel.view.sketch
    per_second = panel.width / (sketch.end - sketch.start)
    first_of = {group.shots[0] for group in panel.view.groups if group.shots}
    taken: dict[float, list[tuple[float, float]]] = {line: [] for line in _NUMBERS_AT}
    ranked = sorted(
        panel.view.shots, key=lambda s: (s.number not in first_of, not s.doubt, s.number)
    )
    for shot in ranked:
        half = inches_wide(str(shot.number), _NUMBERS) / 2 + 0.02
        at = (shot.seconds - sketch.start) * per_second
        at = min(max(at, half), panel.width - half)
        free = [
            line
            for line, there in taken.items()
            if not any(at - half < right and at + half > left for left, right in there)
        ]
        if not free:
            continue
        taken[free[0]].append((at - half, at + half))
        axes.annotate(
            str(shot.number),
            (sketch.start + at / per_second, free[0]),
            ha="center",
            va="center",
            fontsize=_NUMBERS,
            color=INK,
            zorder=5,
        )


def _spot(one: Observation) -> _Spot:
    return _Spot(one.start.json_seconds, one.confidence, bool(doubt_words(one)))


def _crack(seconds: float) -> _Spot:
    return _Spot(seconds, 0.12, doubtful=False)
