"""The whole drawing: head, contact sheet, strips over time, texts, and what to know about it.

Conventions
-----------
The same frames, table and release give the same bytes. Pictures are grey unless colour is asked
for, and faces that were found are covered in any case.
"""

from __future__ import annotations

from typing import Literal

from matplotlib.figure import Figure

from witnessmark.clock import clock_face
from witnessmark.errors import NoPictureError
from witnessmark.formats.number_words import counted
from witnessmark.formats.sight_table import SightTable, text_words, word_of
from witnessmark.model import Observation, Recording
from witnessmark.publication.sight_plot.film import Film
from witnessmark.publication.sight_plot.sheet import Sheet, draw_sheet, lay_out
from witnessmark.publication.sight_plot.strips import draw_strips, height
from witnessmark.publication.sight_words import provenance_words, summary_words
from witnessmark.publication.sound_plot.lettering import fitting
from witnessmark.publication.sound_plot.look import INK, MUTED, SMALL
from witnessmark.publication.sound_plot.writing import DPI, same_everywhere, written

#: Inches: the sheet of paper, its margins, head and foot, and a line of text.
_WIDE, _LEFT, _RIGHT = 14.0, 1.3, 0.4
_HEAD, _FOOT, _LINE = 1.35, 0.75, 0.2
#: Inches kept for the sign that a recording is rendered.
_SIGN = 4.0
_MOST_TEXTS = 20

_FOOTNOTE = (
    "Pictures are grey, small and few, to spare whoever looks; faces that were found are covered, "
    "others may not have been found. A dark line is a cut, a grey band a change over a while.\n"
    "The fainter a bar, the less sure it is; dotted: could not be judged. Nothing drawn does not "
    "mean nothing there. Every mark is a machine's proposal."
)


def draw_sights(
    film: Film,
    recording: Recording,
    table: SightTable,
    *,
    form: Literal["png", "svg"],
    tool: str,
    colour: bool = False,
) -> bytes:
    """Return a drawing of *table*, seen in *recording*, with the pictures that *film* kept.

    *tool* names the program and its release in the head. Raises NoPictureError where the
    recording has no picture.
    """
    if recording.picture is None:
        raise NoPictureError(
            recording.name,
            f"{recording.name} has no picture, so there is nothing to draw.",
        )
    with same_everywhere():
        inner = _WIDE - _LEFT - _RIGHT
        sheet = lay_out(film, table, inner)
        lines = _text_lines(table)
        said = _LINE * (len(lines) + 1) if lines else 0.0
        tall = _HEAD + sheet.height + height(table) + said + _FOOT
        figure = Figure(figsize=(_WIDE, tall), dpi=DPI, facecolor="white")
        _write_head(figure, recording, table, tool, tall)
        draw_sheet(figure, sheet, table, _LEFT, _HEAD, colour=colour)
        top = _HEAD + sheet.height
        draw_strips(figure, film, table, recording.duration, (_LEFT, top, inner))
        _write_lines(figure, lines, top + height(table), tall)
        note = _note(sheet, colour=colour)
        figure.text(_LEFT / _WIDE, 0.15 / tall, note, fontsize=SMALL, color=MUTED, va="bottom")
        return written(figure, form)


def _note(sheet: Sheet, *, colour: bool) -> str:
    note = (
        _FOOTNOTE.replace("Pictures are grey, small", "Pictures are small") if colour else _FOOTNOTE
    )
    left_out = sheet.chosen.left_out
    return f"{note} {counted(left_out, 'take')} not pictured." if left_out else note


def _write_head(
    figure: Figure, recording: Recording, table: SightTable, tool: str, tall: float
) -> None:
    picture, left, inner = recording.picture, _LEFT / _WIDE, _WIDE - _LEFT - _RIGHT
    pace = next((one for one in table.facts if word_of(one, "fact") == "frame_intervals"), None)
    facts = [
        f"SHA-256 {recording.sha256[:16]}…",
        clock_face(recording.duration, places=1),
        *([f"{picture.width} × {picture.height}, {picture.codec}"] if picture else []),
        *([] if pace is None else [f"frames {_pace_words(pace)}"]),
        *(["keyframes alone"] if picture and picture.looked_at == "keyframes" else []),
        tool,
    ]
    name = fitting(recording.name, 14, (inner - (_SIGN if recording.synthetic else 0)) / 1.2)
    figure.text(left, 1 - 0.32 / tall, name, fontsize=14, fontweight="bold", color=INK)
    line = fitting("  ·  ".join(facts), 9, inner)
    figure.text(left, 1 - 0.56 / tall, line, fontsize=9, color=MUTED)
    said = fitting(summary_words(table), 10.5, inner)
    figure.text(left, 1 - 0.80 / tall, said, fontsize=10.5, color=INK)
    for one in table.provenance[:1]:
        line = fitting(provenance_words(one), 9, inner)
        figure.text(left, 1 - 1.04 / tall, line, fontsize=9, color=MUTED)
    if recording.synthetic:
        figure.text(
            1 - _RIGHT / _WIDE,
            1 - 0.32 / tall,
            "SYNTHETIC: rendered, no recording of events",
            fontsize=10,
            fontweight="bold",
            ha="right",
            color="#3d2f00",
            bbox={"facecolor": "#f6e3a8", "edgecolor": "none", "pad": 4},
        )


def _pace_words(pace: Observation) -> str:
    """Return the first words of how frames follow one another: constant or variable, and what."""
    return word_of(pace, "value").split(";")[0]


def _text_lines(table: SightTable) -> list[str]:
    lines = [
        f"{clock_face(one.start.seconds)}–{clock_face(one.end.seconds)}  {text_words(one)}"
        for one in table.texts[:_MOST_TEXTS]
    ]
    more = len(table.texts) - _MOST_TEXTS
    return [*lines, *([f"{counted(more, 'more text')}: see the table."] if more > 0 else [])]


def _write_lines(figure: Figure, lines: list[str], top: float, tall: float) -> None:
    if not lines:
        return
    left = _LEFT / _WIDE
    head = 1 - (top + 0.12) / tall
    title = "Text in the picture"
    figure.text(left, head, title, fontsize=9, fontweight="bold", color=INK, va="center")
    for number, line in enumerate(lines, start=1):
        at = 1 - (top + 0.12 + _LINE * number) / tall
        shown = fitting(line, 9, _WIDE - _LEFT - _RIGHT)
        figure.text(left, at, shown, fontsize=9, color=INK, va="center")
