"""Text in drawings: only characters that the drawing's own font holds, and how wide they come out.

Conventions
-----------
The font is DejaVu Sans, which comes with matplotlib, so that a drawing looks the same everywhere.
A character that it lacks is written by its code point, ``[U+8996]``: nothing is left out in
silence, and no box stands for anything.

>>> drawable("видео 視.mp4")
'видео [U+8996].mp4'
"""

from __future__ import annotations

from functools import cache

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import FT2Font

from witnessmark.publication.legible import legible

FAMILY = "DejaVu Sans"
#: Resolution at which widths are measured, dots an inch.
_DPI = 140


def drawable(text: str, most: int = 80) -> str:
    """Return *text* on one line of at most *most* characters, in characters that can be drawn."""
    known = _font().get_charmap()
    line = " ".join(legible(text).split())
    line = "".join(c if ord(c) in known else f"[U+{ord(c):04X}]" for c in line)
    half = (most - 1) // 2
    return line if len(line) <= most else f"{line[:half]}…{line[-half:]}"


@cache
def inches_wide(text: str, points: float) -> float:
    """Return how wide *text* comes out at *points*, in inches."""
    canvas = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=_DPI))
    font = FontProperties(family=FAMILY, size=points)
    # matplotlib leaves this one call of its own without types.
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    width, _, _ = renderer.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / _DPI


def fitting(text: str, points: float, width: float) -> str:
    """Return *text* in characters that can be drawn, its middle left out where *width* asks for it.

    *width* is in inches.
    """
    line = drawable(text, max(len(text), 2) * 10)
    while inches_wide(line, points) > width and len(line) > 3:
        line = drawable(line, max(3, int(len(line) * 0.95)))
    return line


@cache
def _font() -> FT2Font:
    from matplotlib.font_manager import findfont

    return get_font(findfont(FontProperties(family=FAMILY)))
