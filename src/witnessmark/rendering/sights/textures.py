"""Fields of noise that look like surfaces, foliage, clouds and smoke.

Conventions
-----------
Arrays are float32, (height, width). Fractal noise has a spectrum of amplitude 1 / f^k; natural
scenes have k near 1 (Field, J. Opt. Soc. Am. A 4, 1987).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


def fractal(random: np.random.Generator, height: int, width: int, power: float = 1.0) -> Field:
    """Return noise of mean 0 and standard deviation 1 whose amplitude falls as 1 / f^*power*.

    It wraps round at its edges.
    """
    rows = np.fft.fftfreq(height)[:, None] * height
    columns = np.fft.rfftfreq(width)[None, :] * width
    scale = np.hypot(rows / height, columns / width) * max(height, width)
    scale[0, 0] = np.inf
    wave = random.standard_normal(scale.shape) + 1j * random.standard_normal(scale.shape)
    field = np.fft.irfft2(wave / scale**power, (height, width))
    field -= field.mean()
    return np.asarray(field / (field.std() + 1e-12), np.float32)


def soft_spot(side: int) -> Field:
    """Return a square of *side* pixels with a Gaussian spot of height 1 that ends at its edge."""
    line = np.linspace(-1, 1, side, dtype=np.float32)
    square = line[:, None] ** 2 + line[None, :] ** 2
    spot = np.exp(-square * 4.5) - np.exp(-4.5)
    return np.asarray(np.clip(spot / (1 - np.exp(-4.5)), 0, 1), np.float32)


def puff(random: np.random.Generator, side: int) -> Field:
    """Return one ragged puff of smoke, 0 to 1, on a square of *side* pixels."""
    rough = fractal(random, side, side, 1.4)
    ragged = soft_spot(side) * np.clip(0.75 + 0.45 * rough, 0, 1.6)
    return np.asarray(np.clip(ragged, 0, 1), np.float32)


def smooth_walk(
    random: np.random.Generator, times: NDArray[np.float64], low: float, high: float
) -> NDArray[np.float64]:
    """Return a wandering value of standard deviation about 1 at *times*, of *low* to *high* Hz.

    A sum of twelve sines with random phase, their power spread evenly over the band's logarithm.
    """
    rates = np.exp(random.uniform(np.log(low), np.log(high), 12))
    phases = random.uniform(0, 2 * np.pi, 12)
    waves = np.sin(2 * np.pi * rates[None, :] * times[:, None] + phases)
    return np.asarray(waves.sum(axis=1) / np.sqrt(6), np.float64)


def perspective(texture: Field, shape: tuple[int, int], horizon: float, height_m: float) -> Field:
    """Lay *texture* on level ground below *horizon* (a row), seen from *height_m* metres.

    Texture wraps; about 40 of its pixels are one metre.
    """
    rows, columns = shape
    below = np.maximum(np.arange(rows, dtype=np.float32) - horizon, 0.5)[:, None]
    far = height_m * columns * 0.9 / below
    across = (np.arange(columns, dtype=np.float32)[None, :] - columns / 2) / (columns * 0.9) * far
    x = np.mod(across * 40 + 0.5 * texture.shape[1], texture.shape[1]).astype(np.float32)
    y = np.mod(far * 40 + np.zeros_like(across), texture.shape[0]).astype(np.float32)
    laid = cv2.remap(texture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    # Farther off, many pixels of texture fall on one of the picture and average out.
    fade = np.clip(1.5 / np.sqrt(np.maximum(far * 40 * far / (height_m * columns), 1)), 0.05, 1)
    return np.asarray(laid * fade, np.float32)
