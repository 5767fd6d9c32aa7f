"""Strips over one axis of time: takes and cuts, brightness, what shows, and what was not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator

from witnessmark.formats.sight_table import (
    CONDITIONS,
    SightTable,
    is_unclear,
    text_words,
)
from witnessmark.formats.sight_words import sight_words
from witnessmark.model import Kind, Observation
from witnessmark.publication.sight_plot.film import Film
from witnessmark.publication.sound_plot.lettering import fitting, inches_wide
from witnessmark.publication.sound_plot.look import EDGE, HATCH, INK, MUTED, SMALL
from witnessmark.publication.sound_plot.ticks import time_ticks
from witnessmark.publication.wording import kind_word

#: Inches: a strip, and the taller one that brightness is drawn in.
STRIP, BRIGHTNESS = 0.26, 0.5
#: Columns of brightness for each inch.
_COLUMNS = 100
_TAKES = ("#cfd8dc", "#eceff1")
#: Okabe and Ito's set (Color Universal Design, 2008); shapes and names differ too.
_COLOURS = {
    Kind.SNOWFALL: "#56B4E9",
    Kind.RAIN: "#0072B2",
    Kind.SNOW_COVER: "#8fb8d0",
    Kind.DARKNESS: "#4d4a45",
    Kind.SMOKE: "#8d877b",
    Kind.FLAME: "#D55E00",
    Kind.FLASH: "#E69F00",
    Kind.STREAK: "#CC79A7",
    Kind.TEXT: "#009E73",
}
_OTHER, _BRIGHT = "#b9b3a6", "#f0ece2"
#: Rows that kinds share, from the top: each its name and kinds.
_SHARED = (
    ("text", (Kind.TEXT,)),
    ("logo, border", (Kind.OVERLAY,)),
    ("face", (Kind.FACE,)),
    ("camera", (Kind.CAMERA_MOTION,)),
    ("still or again", (Kind.STILL, Kind.SHOWN_AGAIN)),
)
#: Kinds whose bars say which of their kind they are.
_WRITTEN = frozenset({Kind.CAMERA_MOTION, Kind.STILL, Kind.SHOWN_AGAIN, Kind.OVERLAY})


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: its name, and what lies in it."""

    name: str
    seen: tuple[Observation, ...]
    momentary: bool = False


def strips(table: SightTable) -> tuple[Strip, ...]:
    """Return the rows that have something in them, in the order in which they are drawn."""
    every = (*table.conditions, *table.moments, *table.texts, *table.marks, *table.making)

    def of(*kinds: Kind) -> tuple[Observation, ...]:
        return tuple(one for one in every if one.kind in kinds)

    rows = [Strip(kind_word(kind), of(kind)) for kind in CONDITIONS]
    rows += [Strip(kind_word(kind), of(kind), momentary=True) for kind in (Kind.FLASH, Kind.STREAK)]
    rows += [Strip(name, of(*kinds)) for name, kinds in _SHARED]
    return tuple(row for row in rows if row.seen)


def height(table: SightTable) -> float:
    """Return how tall :func:`draw_strips` comes out, in inches, axis included."""
    return STRIP * (1 + len(strips(table)) + bool(table.gaps)) + BRIGHTNESS + 0.35


def draw_strips(
    figure: Figure, film: Film, table: SightTable, length: float, place: tuple[float, float, float]
) -> None:
    """Draw every row into *figure*; *place* is left, top and width in inches."""
    left, top, width = place
    rows = strips(table)
    axes = _axes(figure, left, top, width, STRIP)
    _draw_takes(axes, table, width / length)
    top += STRIP
    light = _axes(figure, left, top, width, BRIGHTNESS)
    low, high = film.brightness(round(width * _COLUMNS), 0.0, length)
    step = length / len(low)
    middles = [(n + 0.5) * step for n in range(len(low))]
    light.fill_between(middles, 0, high, color=_BRIGHT, linewidth=0)
    light.fill_between(middles, low, high, color=INK, linewidth=0.8)
    light.set_ylim(0, 255)
    made = [(axes, "takes"), (light, "brightness")]
    top += BRIGHTNESS
    for row in rows:
        drawn = _axes(figure, left, top, width, STRIP)
        _draw_row(drawn, row, length, width)
        made.append((drawn, row.name))
        top += STRIP
    if table.gaps:
        drawn = _axes(figure, left, top, width, STRIP)
        for gap in table.gaps:
            drawn.axvspan(gap.start.json_seconds, gap.end.json_seconds, **HATCH)
        made.append((drawn, "not seen"))
    _label(made, length, width)


def _axes(figure: Figure, left: float, top: float, width: float, tall: float) -> Axes:
    wide, high = figure.get_size_inches()
    return figure.add_axes((left / wide, 1 - (top + tall) / high, width / wide, tall / high))


def _draw_takes(axes: Axes, table: SightTable, inches_a_second: float) -> None:
    for take in table.takes:
        axes.axvspan(take.start, take.end, color=_TAKES[take.number % 2], linewidth=0)
        number = str(take.number)
        if inches_wide(number, SMALL) + 0.06 < (take.end - take.start) * inches_a_second:
            middle = (take.start + take.end) / 2
            axes.text(middle, 0.5, number, ha="center", va="center", fontsize=SMALL, color=INK)
        if take.cut is not None:
            axes.axvline(take.start, color=INK, linewidth=0.8)
            axes.axvspan(
                take.cut.start.json_seconds, take.cut.end.json_seconds, color=INK, alpha=0.35, lw=0
            )


def _draw_row(axes: Axes, row: Strip, length: float, width: float) -> None:
    for one in row.seen:
        start, end = one.start.json_seconds, one.end.json_seconds
        colour = _COLOURS.get(one.kind, _OTHER)
        if row.momentary:
            face = "none" if is_unclear(one) else colour
            axes.plot([start], [0.5], "*", color=colour, markerfacecolor=face, markersize=7)
            continue
        # Neighbours of one kind are told apart by an edge.
        look = {"facecolor": colour, "alpha": 0.25 + 0.75 * one.confidence, "edgecolor": "white"}
        if is_unclear(one):
            look = {"facecolor": "white", "edgecolor": colour, "hatch": "....", "linewidth": 0.6}
        axes.axvspan(start, max(end, start + length / 2000), 0.12, 0.88, **look)
        room = (end - start) * width / length - 0.08
        words = _inside(one)
        if words and room > 0.3:
            shown = fitting(words, SMALL, room)
            axes.text(start + 0.04 * length / width, 0.48, shown, va="center", fontsize=SMALL)


def _inside(one: Observation) -> str:
    """Return what is written into a bar: nothing where its row's name says it all."""
    if one.kind is Kind.TEXT:
        return text_words(one)
    return sight_words(one).removeprefix("camera: ") if one.kind in _WRITTEN else ""


def _label(made: Sequence[tuple[Axes, str]], length: float, width: float) -> None:
    ticks = time_ticks(0.0, length, most=max(3, int(width)))
    for axes, name in made:
        axes.set_xlim(0, length)
        if name != "brightness":
            axes.set_ylim(0, 1)
        axes.set_yticks([])
        axes.xaxis.set_major_locator(FixedLocator([at for at, _ in ticks]))
        axes.xaxis.set_major_formatter(FixedFormatter([""] * len(ticks)))
        axes.tick_params(axis="x", length=0, labelsize=SMALL, colors=MUTED)
        for spine in axes.spines.values():
            spine.set_color(EDGE)
            spine.set_linewidth(0.6)
        axes.set_ylabel(name, rotation=0, ha="right", va="center", fontsize=SMALL, color=INK)
    last = made[-1][0]
    last.xaxis.set_major_formatter(FixedFormatter([reading for _, reading in ticks]))
    last.tick_params(axis="x", length=3)
