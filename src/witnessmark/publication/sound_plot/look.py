"""How each kind looks: shapes, colours, hatching, sizes."""

from __future__ import annotations

from typing import Any

INK, MUTED, WAVE = "#1d1b18", "#5b564d", "#3b4754"
GRID, EDGE = "#d9d4c8", "#b9b3a6"
#: Vermilion, orange, blue, bluish green and reddish purple of Okabe and Ito's set (Color Universal
#: Design, 2008), which people with any common colour vision tell apart; shapes differ too.
SHOT, CRACK, EXPLOSION, VOICE, TAGGED = "#D55E00", "#E69F00", "#0072B2", "#009E73", "#CC79A7"
IMPULSE = "#6b6b6b"
#: Marker of each kind that is a moment.
MARKERS: dict[str, dict[str, Any]] = {
    "shot": {"marker": "o", "color": SHOT, "markersize": 6.5},
    "crack": {"marker": "^", "color": CRACK, "markersize": 6, "markerfacecolor": "white"},
    "explosion": {"marker": "D", "color": EXPLOSION, "markersize": 8},
    "impulse": {"marker": "x", "color": IMPULSE, "markersize": 5.5, "markeredgewidth": 1.3},
}
#: How a mark differs that is to be checked by ear.
HOLLOW: dict[str, Any] = {"markerfacecolor": "white"}
#: How a stretch looks that could not be heard.
HATCH: dict[str, Any] = {
    "facecolor": "#e9e5dc",
    "edgecolor": "#8d877b",
    "hatch": "////",
    "linewidth": 0,
}
#: Size of ordinary lettering, points.
SMALL = 8.0
