"""Small pictures laid into a frame: people, blobs of smoke, glows of light.

Conventions
-----------
A shape is a float32 array: (height, width) for how much of a colour or a light there is, or
(height, width, 4) for colour and cover, 0 to 1. What falls outside the frame is left out.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Picture = NDArray[np.uint8]
Shape = NDArray[np.float32]
Box = tuple[slice, slice]

#: Sprites of people are drawn so much larger, then reduced, for smooth edges.
_FINER = 4


def place(frame: Picture, shape: Shape, x: float, y: float) -> tuple[Box, Box] | None:
    """Return the slices of *frame* and of *shape* that overlap, its centre at (x, y)."""
    height, width = shape.shape[:2]
    top, left = round(y - height / 2), round(x - width / 2)
    first_row, last_row = max(0, top), min(frame.shape[0], top + height)
    first, last = max(0, left), min(frame.shape[1], left + width)
    if first_row >= last_row or first >= last:
        return None
    onto = (slice(first_row, last_row), slice(first, last))
    taken = (slice(first_row - top, last_row - top), slice(first - left, last - left))
    return onto, taken


def shine(frame: Picture, shape: Shape, x: float, y: float, colour: tuple[int, int, int]) -> None:
    """Add light of *colour*, as much as *shape* says, around (x, y)."""
    where = place(frame, shape, x, y)
    if where is None:
        return
    onto, taken = where
    light = shape[taken][..., np.newaxis] * np.array(colour, dtype=np.float32)
    frame[onto] = np.minimum(frame[onto] + light, 248.0).astype(np.uint8)


def cover(
    frame: Picture, shape: Shape, x: float, y: float, colour: NDArray[np.float32]
) -> Box | None:
    """Blend *colour* over the frame, as much as *shape* says, around (x, y); return where."""
    where = place(frame, shape, x, y)
    if where is None:
        return None
    onto, taken = where
    share = shape[taken][..., np.newaxis]
    frame[onto] = (frame[onto] * (1.0 - share) + colour * share).astype(np.uint8)
    return onto


def stamp(
    frame: Picture, shape: Shape, x: float, y: float, light: NDArray[np.float32]
) -> Box | None:
    """Lay a coloured shape over the frame, dimmed by *light*, around (x, y); return where."""
    where = place(frame, shape, x, y)
    if where is None:
        return None
    onto, taken = where
    share = shape[taken][..., 3:]
    colour = shape[taken][..., :3] * 255.0 * light
    frame[onto] = (frame[onto] * (1.0 - share) + colour * share).astype(np.uint8)
    return onto


@lru_cache(maxsize=256)
def blob(radius: int) -> Shape:
    """Return a round cloud that thins towards its edge."""
    axis = np.arange(-radius, radius + 1, dtype=np.float32) / max(radius, 1)
    distance = np.hypot(axis[:, np.newaxis], axis[np.newaxis, :])
    return np.asarray(np.clip(1.0 - distance, 0.0, 1.0) ** 1.5, dtype=np.float32)


@lru_cache(maxsize=64)
def flash(radius: int) -> Shape:
    """Return a muzzle flash: a hot core, four spikes, a wide glow, *radius* pixels for the core."""
    reach = radius * 6
    axis = np.arange(-reach, reach + 1, dtype=np.float32) / max(radius, 1)
    across, down = np.meshgrid(axis, axis)
    distance = np.hypot(across, down)
    core = np.exp(-np.square(distance)) * 1.6
    spikes = np.exp(-np.abs(across * down) * 6.0 - distance * 0.8)
    glow = 0.25 * np.exp(-np.square(distance / 3.0))
    return np.asarray(core + spikes + glow, dtype=np.float32)


@lru_cache(maxsize=256)
def person(posture: str, height: int, side: str) -> Shape:
    """Return a person *height* pixels high when upright, feet at the lower edge of the shape."""
    tall = max(8, height) * _FINER
    image = Image.new("RGBA", (tall, tall), (0, 0, 0, 0))
    brush = ImageDraw.Draw(image)
    coat = (74, 82, 66, 255) if side == "cordon" else (52, 46, 50, 255)
    dark = (40, 42, 40, 255)

    def spot(x: float, y: float) -> tuple[float, float]:
        return ((0.5 + x) * tall, (1.0 - y) * tall)

    for start, end, thick in _LIMBS[posture]:
        brush.line([spot(*start), spot(*end)], fill=coat, width=max(1, round(thick * tall)))
    hip, neck, head = _TRUNK[posture]
    brush.line([spot(*hip), spot(*neck)], fill=coat, width=max(1, round(0.20 * tall)))
    x, y = spot(*head)
    reach = 0.065 * tall
    brush.ellipse([x - reach, y - reach, x + reach, y + reach], fill=(196, 160, 132, 255))
    brush.chord(
        [x - 1.2 * reach, y - 1.5 * reach, x + 1.2 * reach, y + 0.7 * reach], 180, 360, dark
    )
    stock, muzzle = _RIFLE[posture]
    brush.line([spot(*stock), spot(*muzzle)], fill=dark, width=max(1, round(0.028 * tall)))
    small = image.resize((max(8, height), max(8, height)), Image.Resampling.LANCZOS)
    return np.asarray(small, dtype=np.float32) / np.float32(255.0)


_XY = tuple[float, float]

#: Legs and arms as (from, to, thickness), in shares of a person's height; x to the right, y up.
_LIMBS: dict[str, tuple[tuple[_XY, _XY, float], ...]] = {
    "stand": (
        ((-0.03, 0.50), (-0.07, 0.0), 0.085),
        ((0.03, 0.50), (0.07, 0.0), 0.085),
        ((0.07, 0.76), (0.17, 0.70), 0.06),
        ((-0.07, 0.76), (0.08, 0.68), 0.06),
    ),
    "crouch": (
        ((0.0, 0.28), (0.14, 0.26), 0.09),
        ((0.14, 0.26), (0.10, 0.0), 0.085),
        ((-0.03, 0.26), (-0.14, 0.04), 0.09),
        ((0.05, 0.50), (0.16, 0.44), 0.06),
    ),
    "run": (
        ((0.0, 0.48), (0.15, 0.30), 0.085),
        ((0.15, 0.30), (0.12, 0.05), 0.075),
        ((0.0, 0.48), (-0.20, 0.16), 0.085),
        ((0.05, 0.72), (0.18, 0.60), 0.06),
        ((-0.04, 0.72), (-0.16, 0.58), 0.06),
    ),
}

#: Hip, neck and the middle of the head.
_TRUNK: dict[str, tuple[_XY, _XY, _XY]] = {
    "stand": ((0.0, 0.50), (0.0, 0.78), (0.02, 0.91)),
    "crouch": ((-0.02, 0.28), (0.05, 0.52), (0.09, 0.65)),
    "run": ((0.0, 0.48), (0.06, 0.74), (0.11, 0.87)),
}

#: Butt and muzzle of the rifle.
_RIFLE: dict[str, tuple[_XY, _XY]] = {
    "stand": ((0.04, 0.78), (0.36, 0.84)),
    "crouch": ((0.02, 0.42), (0.28, 0.56)),
    "run": ((-0.10, 0.56), (0.22, 0.66)),
}
