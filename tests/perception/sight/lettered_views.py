"""Moving and steady pictures with lettering, marks and bars laid over them."""

from __future__ import annotations

from pathlib import Path

import cv2
import matplotlib
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from sight_making import Picture, scenery

WIDTH, HEIGHT = 640, 360
_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def moving(count: int, seed: int = 3, step: int = 6) -> list[Picture]:
    """Return *count* pictures of a pan over patchy scenery, *step* pixels a frame."""
    wide = scenery(seed, WIDTH + step * count, HEIGHT).astype(np.int16)
    rng = np.random.default_rng(seed)
    for side in (9, 20):
        coarse = rng.integers(-22, 23, (HEIGHT // side + 1, wide.shape[1] // side + 1))
        cells = np.kron(coarse, np.ones((side, side), np.int16))
        wide += cells[:HEIGHT, : wide.shape[1], None].astype(np.int16)
    wide = np.clip(wide, 0, 255).astype(np.uint8)
    return [wide[:, n * step : n * step + WIDTH].copy() for n in range(count)]


def lettered(
    picture: Picture, text: str, size: int = 34, at: tuple[int, int] = (60, 280)
) -> Picture:
    """Return *picture* with *text* in white, outlined in black, *size* pixels to the line."""
    image = Image.fromarray(picture)
    font = ImageFont.truetype(str(_FONTS / "DejaVuSans.ttf"), size)
    ImageDraw.Draw(image).text(at, text, (255, 255, 255), font, stroke_width=2, stroke_fill=0)
    return np.asarray(image)


def marked(picture: Picture) -> Picture:
    """Return *picture* with a disc and a bar of one colour in its top right corner."""
    image = picture.copy()
    cv2.circle(image, (580, 45), 26, (240, 240, 240), -1)
    cv2.rectangle(image, (562, 38), (598, 52), (20, 20, 160), -1)
    return image


def barred(picture: Picture, depth: int = 45) -> Picture:
    """Return *picture* with black bars *depth* pixels high above and below."""
    image = picture.copy()
    image[:depth] = image[-depth:] = 0
    return image
