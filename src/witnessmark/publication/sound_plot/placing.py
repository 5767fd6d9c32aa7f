"""Labels side by side without one covering another: which row, and how much of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.publication.sound_plot.lettering import inches_wide

#: Inches kept free before a label, within what it is about, and after it.
_BEFORE, _APART = 0.05, 0.1


@dataclass(frozen=True, slots=True)
class Placed:
    """A label: its row from the top, where its text begins in inches, and its text."""

    row: int
    left: float
    text: str


def place(
    spans: Sequence[tuple[float, float]],
    texts: Sequence[Sequence[str]],
    *,
    width: float,
    points: float,
    rows: int,
) -> tuple[Placed, ...]:
    """Place a label at each of *spans*, inches from the left of a drawing *width* inches wide.

    *texts* gives for every span its wordings, longest first. All get the longest wording with
    which all fit into *rows*; where none does, those get the shortest that have room for it, in
    order, and the others are left empty. No label reaches past either side of the drawing.
    """
    placed: tuple[Placed, ...] = ()
    for wordings in zip(*texts, strict=True):
        placed, left_out = _put(spans, wordings, width, points, rows)
        if not left_out:
            break
    return placed


def _put(
    spans: Sequence[tuple[float, float]],
    texts: Sequence[str],
    width: float,
    points: float,
    rows: int,
) -> tuple[tuple[Placed, ...], int]:
    """Return every label, and how many of them are empty for want of room."""
    reached = [float("-inf")] * rows
    placed, left_out = [], 0
    for number, ((left, right), text) in enumerate(zip(spans, texts, strict=True)):
        wide = _BEFORE + inches_wide(text, points)
        begin = max(0.0, min(left, width - wide - _BEFORE))
        fitting = [n for n in range(rows) if reached[n] <= min(left, begin)]
        if fitting and wide + _BEFORE <= width:
            row = fitting[0]
            reached[row] = max(right, begin + wide) + _APART
            placed.append(Placed(row, begin + _BEFORE, text))
        else:
            left_out += 1
            placed.append(Placed(number % rows, left, ""))
    return tuple(placed), left_out
