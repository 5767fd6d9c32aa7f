"""Text, logos, borders and bars laid over the finished picture, as editors and channels do.

Conventions
-----------
Fonts are those that matplotlib brings (DejaVu, STIX) and, where the machine has them, Liberation;
a font that is not there is drawn as DejaVu Sans. Boxes are measured on the ink that was drawn.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import cv2
import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from witnessmark.rendering.sights.facts import Box
from witnessmark.rendering.sights.scene import Graphic, Lettering

Picture = NDArray[np.uint8]
_FOLDERS = (
    Path(matplotlib.get_data_path()) / "fonts" / "ttf",
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/fonts/truetype/dejavu"),
)
#: Fonts with Latin and Cyrillic letters.
FONTS = (
    *("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSerif", "DejaVuSerif-Bold"),
    *("DejaVuSansMono", "DejaVuSansMono-Bold", "STIXGeneral", "STIXGeneralBol"),
    *("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSerif-Regular"),
    *("LiberationMono-Bold", "LiberationSansNarrow-Bold"),
)


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    paths = [folder / f"{one}.ttf" for one in (name, "DejaVuSans") for folder in _FOLDERS]
    return ImageFont.truetype(next(path for path in paths if path.is_file()), size)


def _fitted(name: str, capital: float) -> ImageFont.FreeTypeFont:
    """Return the font at the size at which a capital is *capital* pixels high."""
    trial = _font(name, 200)
    top, bottom = trial.getbbox("H")[1::2]
    return _font(name, max(6, round(200 * capital / (bottom - top))))


@lru_cache(maxsize=32)
def drawn(item: Lettering, width: int, height: int) -> tuple[NDArray[np.uint8], Box, float]:
    """Return *item* as (height, width, 4) with its transparency, its ink's box, and its height.

    The height is that of a capital in pixels of the picture.
    """
    capital = item.size * height
    font = _fitted(item.font, capital)
    spread = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox((0, 0), item.reads, font)
    long = spread[2] - spread[0]
    if long > 0.94 * width:
        capital *= 0.94 * width / long
        font = _fitted(item.font, capital)
        spread = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox((0, 0), item.reads, font)
    x = min(item.left * width, width - (spread[2] - spread[0]) - 3)
    y = min(item.top * height, height - spread[3] - 3)
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    ink = draw.textbbox((x, y), item.reads, font)
    pad = max(2, round(capital * 0.35))
    light = sum(item.colour) > 380
    dark = (0, 0, 0, 255) if light else (255, 255, 255, 255)
    if item.backing in ("box", "bar"):
        left, right = (0, width) if item.backing == "bar" else (ink[0] - pad, ink[2] + pad)
        fill = (*dark[:3], 150 if item.backing == "bar" else 235)
        draw.rectangle((left, ink[1] - pad, right, ink[3] + pad), fill=fill)
    if item.backing == "shadow":
        draw.text((x + max(1, capital / 14), y + max(1, capital / 14)), item.reads, dark, font)
    stroke = max(1, round(capital / 12)) if item.backing == "outline" else 0
    draw.text((x, y), item.reads, (*item.colour, 255), font, stroke_width=stroke, stroke_fill=dark)
    left, top, right, bottom = (ink[0] / width, ink[1] / height, ink[2] / width, ink[3] / height)
    box = (round(left, 4), round(top, 4), round(right, 4), round(bottom, 4))
    layer = np.array(image)
    layer[..., 3] = (layer[..., 3] * item.opacity).astype(np.uint8)
    return layer, box, capital


@lru_cache(maxsize=32)
def mark(item: Graphic, width: int, height: int) -> NDArray[np.uint8]:
    """Return a *item* as (height, width, 4) with its transparency."""
    random = np.random.default_rng([item.seed, 7])
    layer = np.zeros((height, width, 4), np.uint8)
    left, top = int(item.box[0] * width), int(item.box[1] * height)
    right, bottom = int(item.box[2] * width), int(item.box[3] * height)
    colour = (*(int(v) for v in random.integers(150, 256, 3)), 255)
    if item.what == "bar":
        layer[top:bottom, left:right] = (0, 0, 0, 255)
    elif item.what == "border":
        thick = max(2, int(0.02 * width))
        layer[:] = colour
        layer[thick:-thick, thick:-thick] = 0
    else:
        _emblem(layer, (left, top, right, bottom), colour, random)
    layer[..., 3] = (layer[..., 3] * item.opacity).astype(np.uint8)
    return layer


def _emblem(
    layer: NDArray[np.uint8],
    box: tuple[int, int, int, int],
    colour: tuple[int, ...],
    random: np.random.Generator,
) -> None:
    """Draw a made-up sign: a disc or shield with a shape cut out of it."""
    left, top, right, bottom = box
    middle, half = (
        ((left + right) // 2, (top + bottom) // 2),
        max(3, min(right - left, bottom - top) // 2),
    )
    other = (*(int(v) for v in random.integers(0, 120, 3)), 255)
    kind = random.integers(0, 3)
    if kind == 0:
        cv2.circle(layer, middle, half, colour, -1, cv2.LINE_AA)
        cv2.circle(layer, middle, half // 2, other, -1, cv2.LINE_AA)
    elif kind == 1:
        cv2.rectangle(layer, (left, top), (right - 1, bottom - 1), colour, -1)
        cv2.line(layer, (left, bottom), (right, top), other, max(2, half // 4), cv2.LINE_AA)
    else:
        turns = np.arange(10) * np.pi / 5 - np.pi / 2
        reach = np.where(np.arange(10) % 2, half * 0.45, half)
        star = np.stack([middle[0] + reach * np.cos(turns), middle[1] + reach * np.sin(turns)], 1)
        cv2.fillPoly(layer, [star.astype(np.int32)], colour, cv2.LINE_AA)
    cv2.rectangle(layer, (left, bottom - max(2, half // 6)), (right - 1, bottom - 1), other, -1)


def over(picture: Picture, layer: NDArray[np.uint8]) -> None:
    """Lay *layer* over *picture* (red, green, blue) in place, by its transparency."""
    rows, columns = (
        np.flatnonzero(layer[..., 3].any(axis=1)),
        np.flatnonzero(layer[..., 3].any(axis=0)),
    )
    if not len(rows):
        return
    window = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    share = layer[window][..., 3:].astype(np.uint16)
    mixed = picture[window] * (255 - share) + layer[window][..., :3] * share
    picture[window] = ((mixed + 127) // 255).astype(np.uint8)


def framed(picture: Picture, box: Box) -> Picture:
    """Return *picture* shrunk into *box*, its blurred self filling the sides, as platforms do."""
    height, width = picture.shape[:2]
    left, right = int(box[0] * width), int(box[2] * width)
    small = cv2.resize(picture, (32, 18))
    back = cv2.resize(
        cv2.GaussianBlur(small, (0, 0), 2), (width, height), interpolation=cv2.INTER_CUBIC
    )
    whole = (back * 0.7).astype(np.uint8)
    crop = int(height * (right - left) / height)
    start = (width - crop) // 2
    whole[:, left:right] = picture[:, start : start + right - left]
    return whole
