"""A finished drawing as the bytes of a PNG or an SVG, the same ones every time.

Conventions
-----------
No date, no random names, no settings of the user's, and the font that comes with matplotlib.
Nothing global is changed after the call.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from witnessmark.publication.sound_plot.lettering import FAMILY

#: Dots an inch.
DPI = 140

_SETTINGS: dict[Any, Any] = {
    "font.family": [FAMILY],
    "svg.hashsalt": "witnessmark",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.6,
    "axes.unicode_minus": True,
    "text.parse_math": False,
}


@contextlib.contextmanager
def same_everywhere() -> Iterator[None]:
    """Draw with these settings alone for as long as it lasts."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def written(figure: Figure, form: Literal["png", "svg"]) -> bytes:
    """Return *figure* in *form*."""
    out = io.BytesIO()
    metadata: dict[str, Any]
    if form == "png":
        FigureCanvasAgg(figure)
        metadata = {"Software": None}
    else:
        FigureCanvasSVG(figure)
        metadata = {"Date": None, "Creator": None}
    figure.savefig(out, format=form, dpi=DPI, metadata=metadata)
    return out.getvalue()
