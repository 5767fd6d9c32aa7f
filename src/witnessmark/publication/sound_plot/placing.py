"""Labels side by side without one covering another: which row, and how much of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.publication.sound_plot.lettering import inches_wide

#: Inches kept free after a label.
_APART = 0.08


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
    which all fit into *rows*; where none does, labels are left empty and share the rows.
    """
    for wordings in zip(*texts, strict=True):
        placed = _try(spans, wordings, width, points, rows)
        if placed is not None:
            return placed
    return tuple(Placed(n % rows, left, "") for n, (left, _) in enumerate(spans))


def _try(
    spans: Sequence[tuple[float, float]],
    texts: Sequence[str],
    width: float,
    points: float,
    rows: int,
) -> tuple[Placed, ...] | None:
    reached = [float("-inf")] * rows
    placed = []
    for (left, right), text in zip(spans, texts, strict=True):
        wide = inches_wide(text, points)
        begin = max(0.0, min(left, width - wide))
        row = next((n for n in range(rows) if reached[n] <= min(left, begin)), None)
        if row is None:
            return None
        reached[row] = max(right, begin + wide) + _APART
        placed.append(Placed(row, begin, text))
    return tuple(placed)
