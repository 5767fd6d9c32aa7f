"""Where the camera points in each frame, and what its sensor makes of the light.

Conventions
-----------
A view is a 2 x 3 matrix from pixels of the place to pixels of the picture. Hands shake below about
3 Hz with a small tremor of 6 to 11 Hz (band limits after Stiles, J. Neurophysiol. 39, 1976); the
sums of sines of :func:`~witnessmark.rendering.sights.textures.smooth_walk` stand for both.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.sights.places import ROOM
from witnessmark.rendering.sights.scene import Light, Move
from witnessmark.rendering.sights.surfaces import Colours
from witnessmark.rendering.sights.textures import smooth_walk

Picture = NDArray[np.uint8]
View = NDArray[np.float64]
_STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
#: Largest linear light before the sensor clips.
FULL = 1.0


def path(
    move: Move, times: NDArray[np.float64], seed: int, width: int, height: int
) -> NDArray[np.float64]:
    """Return the views at *times* of the place, shape (n, 2, 3)."""
    random = np.random.default_rng([seed, 2])
    zoom = move.zoom * np.ones_like(times)
    if move.motion == "zoom":
        sign = 1 if move.direction == "in" else -1
        zoom = zoom * np.exp(sign * move.speed * (times - times[0]))
    zoom = np.clip(zoom, 1 / ROOM * 1.06, 6)
    x, y, roll = (np.zeros_like(times) for _ in range(3))
    if move.shake:
        sway = [_hand(random, times) for _ in range(3)]
        x, y = move.shake * width * sway[0], move.shake * width * sway[1]
        roll = np.clip(move.shake * 0.4 * sway[2], -0.06, 0.06)
    middle_x, middle_y = ROOM * width * move.across, ROOM * height * move.down
    if move.motion == "pan":
        step_x, step_y = _STEPS[move.direction]
        gone = move.speed * width * (times - times[0])
        middle_x, middle_y = middle_x + step_x * gone, middle_y + step_y * gone
    centre_x, centre_y = middle_x + x, middle_y + y
    return np.array(
        [_view(*one, width, height) for one in zip(centre_x, centre_y, zoom, roll, strict=True)]
    )


def _hand(random: np.random.Generator, times: NDArray[np.float64]) -> NDArray[np.float64]:
    return smooth_walk(random, times, 0.15, 2.5) + 0.05 * smooth_walk(random, times, 6, 11)


def _view(x: float, y: float, zoom: float, roll: float, width: int, height: int) -> View:
    """Return the view whose middle is (x, y) of the place, kept inside it."""
    half_x, half_y = width / 2 / zoom * 1.03, height / 2 / zoom * 1.03
    x = float(np.clip(x, half_x, max(half_x, ROOM * width - half_x)))
    y = float(np.clip(y, half_y, max(half_y, ROOM * height - half_y)))
    cos, sin = zoom * np.cos(roll), zoom * np.sin(roll)
    turn = np.array([[cos, -sin], [sin, cos]])
    shift = np.array([width / 2, height / 2]) - turn @ np.array([x, y])
    return np.hstack([turn, shift[:, None]])


def seen(canvas: Colours, view: View, width: int, height: int) -> Colours:
    """Return *canvas* as *view* shows it."""
    return np.asarray(
        cv2.warpAffine(
            canvas, view, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        ),
        np.float32,
    )


class Sensor:
    """Light in, an 8-bit picture out: exposure, lens, noise and tone curve.

    The tone curve is a square root (close to the 1 / 2.2 of sRGB) with a shoulder; noise grows
    with the root of the signal and with the gain that the hour asks for.
    """

    def __init__(self, light: Light, seed: int, width: int, height: int) -> None:
        self.light, self.width, self.height = light, width, height
        self._seed = seed
        self._shade = _vignette(width, height, light.vignette)
        self._grain = _grain(width, height)
        self._curve = _tone(np.random.default_rng([seed, 3]).uniform(-0.3, 0.5))
        self._balance = np.array([light.warmth, 1.0, 1 / light.warmth], np.float32)

    def picture(self, image: Colours, gain: float, number: int) -> Picture:
        """Return *image* (linear) as frame *number* of this sensor with *gain*; it is used up."""
        light = self.light
        if light.blur:
            image = np.asarray(cv2.GaussianBlur(image, (0, 0), light.blur), np.float32)
        image *= self._shade * (gain * self._balance)
        if light.look != "plain":
            image = _look(image, light.look)
        np.clip(image, 0, FULL, out=image)
        root = np.asarray(cv2.sqrt(image), np.float32)
        root *= 255
        if light.grain:
            random = np.random.default_rng([self._seed, 7, number])
            y, x = random.integers(0, 64, 2)
            noise = self._grain[y : y + self.height, x : x + self.width]
            if random.random() < 0.5:
                noise = noise[:, ::-1]
            root += noise * light.grain
        eight = cv2.convertScaleAbs(np.maximum(root, 0, out=root))
        return np.asarray(cv2.LUT(eight, self._curve), np.uint8)


def _look(image: Colours, look: str) -> Colours:
    """Turn colours into those of an image intensifier, a thermal camera or black and white."""
    grey = image @ np.array([0.3, 0.59, 0.11], np.float32)
    if look == "night_vision":
        bloom = cv2.GaussianBlur(np.maximum(grey - 0.6, 0), (0, 0), 6) * 2
        return np.asarray(
            (grey + bloom)[..., None] * np.array([0.15, 1.0, 0.30], np.float32), np.float32
        )
    if look == "thermal":
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 2.2), np.float32)
    return np.repeat(grey[..., None], 3, axis=2)


@lru_cache(maxsize=8)
def _vignette(width: int, height: int, strength: float) -> Colours:
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    return (1 - strength * (x**2 + y**2) / 2)[..., None].astype(np.float32)


@lru_cache(maxsize=4)
def _grain(width: int, height: int) -> Colours:
    """Return noise of standard deviation 1, a little blurred as demosaicing leaves it."""
    random = np.random.default_rng(4)
    shape = (height + 64, width + 64)
    shared = random.standard_normal((*shape, 1)) * 0.8
    noise = (shared + 0.6 * random.standard_normal((*shape, 3))).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(noise, (0, 0), 0.55), np.float32)
    return np.asarray(soft / soft.std(), np.float32)


def _tone(contrast: float) -> Picture:
    level = np.arange(256) / 255
    curved = level + contrast * level * (1 - level) * (level - 0.4)
    return np.asarray(np.clip(np.rint(curved * 255), 0, 255), np.uint8)
