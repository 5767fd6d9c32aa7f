"""The contact sheet: pictures side by side, each with its take and its time."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from witnessmark.clock import clock_face
from witnessmark.formats.sight_table import SightTable
from witnessmark.model import Kind
from witnessmark.publication.sight_plot.choosing import Chosen, choose
from witnessmark.publication.sight_plot.covering import covered
from witnessmark.publication.sight_plot.film import Film
from witnessmark.publication.sound_plot.look import EDGE, INK, MUTED, SMALL

#: Inches: about how wide a picture is, upright ones by their height, the space between, the line
#: beneath.
_WIDE, _TALL, _BETWEEN, _LINE = 2.1, 1.9, 0.1, 0.22
_ROWS_FILLED, _MOST_ROWS = 2, 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes on the sheet, and how it is laid out: inches, columns."""

    chosen: Chosen
    columns: int
    wide: float
    tall: float

    @property
    def height(self) -> float:
        """How tall the sheet comes out, in inches."""
        rows = -(-len(self.chosen.pictures) // self.columns)
        return rows * (self.tall + _LINE + _BETWEEN)


def lay_out(film: Film, table: SightTable, width: float) -> Sheet:
    """Return the sheet for a drawing *width* inches wide."""
    pictures = film.pictures
    shape = pictures[0].pixels.shape if pictures else (9, 16, 3)
    aspect = shape[1] / shape[0]
    aimed = _WIDE if aspect >= 1 else _TALL * aspect
    columns = max(1, round((width + _BETWEEN) / (aimed + _BETWEEN)))
    wide = (width + _BETWEEN) / columns - _BETWEEN
    tall = min(wide / aspect, 1.6 * _TALL)
    chosen = choose(pictures, table, fewest=_ROWS_FILLED * columns, most=_MOST_ROWS * columns)
    return Sheet(chosen, columns, wide, tall)


def draw_sheet(
    figure: Figure, sheet: Sheet, table: SightTable, left: float, top: float, *, colour: bool
) -> None:
    """Draw *sheet* into *figure* with its upper left corner at *left*, *top* inches."""
    wide, high = figure.get_size_inches()
    faces = [one for one in table.marks if one.kind is Kind.FACE]
    for number, (picture, take) in enumerate(sheet.chosen.pictures):
        row, column = divmod(number, sheet.columns)
        at_left = left + column * (sheet.wide + _BETWEEN)
        at_top = top + row * (sheet.tall + _LINE + _BETWEEN)
        place = (
            at_left / wide,
            1 - (at_top + sheet.tall) / high,
            sheet.wide / wide,
            sheet.tall / high,
        )
        axes = figure.add_axes(place)
        axes.imshow(covered(picture, faces, colour=colour), interpolation="bilinear")
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_color(EDGE)
        below = 1 - (at_top + sheet.tall + 0.13) / high
        said = clock_face(picture.seconds, places=3)
        figure.text(at_left / wide, below, said, fontsize=SMALL, va="center", color=INK)
        right = (at_left + sheet.wide) / wide
        words = f"take {take.number}"
        figure.text(right, below, words, fontsize=SMALL, va="center", ha="right", color=MUTED)
