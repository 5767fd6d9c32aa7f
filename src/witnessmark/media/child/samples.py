"""Decoded frames of sound as float32, whatever form the codec chose.

Conventions
-----------
Shape ``(samples, channels)``, full scale at 1.0. Integer formats are divided by two to the number
of their bits less one, the scale of FFmpeg's own converter (libswresample). Codecs that decode to
floats may overshoot full scale; that is kept. No resampling, no dither.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

_SCALE = {"u8": 128.0, "s16": 32768.0, "s32": 2147483648.0, "s64": 9223372036854775808.0}

#: Beyond this a float is no sound pressure but a broken file, and its square would overflow.
_ABSURD = 1e6


def as_float32(frame: AudioFrame) -> NDArray[np.float32]:
    """Return the samples of *frame*; the array may lie in memory in either order."""
    raw: NDArray[Any] = frame.to_ndarray()
    shaped = raw.T if frame.format.is_planar else raw.reshape(-1, frame.layout.nb_channels)
    if shaped.dtype == np.float32:
        return shaped
    kind = frame.format.name.removesuffix("p")
    if kind in _SCALE:
        # float32 holds 8 and 16 bits exactly, and a power of two divides without rounding.
        middle = np.float32(128.0 if kind == "u8" else 0.0)
        exact: NDArray[Any] = shaped.astype(np.float32 if kind in ("u8", "s16") else np.float64)
        shaped = (exact - middle) / np.float32(_SCALE[kind])
    with np.errstate(over="ignore"):
        return shaped.astype(np.float32)


def is_sound(samples: NDArray[np.float32]) -> bool:
    """Say whether every sample is a finite number that could be sound."""
    # A NaN anywhere makes both comparisons false.
    return not samples.size or bool(samples.min() > -_ABSURD and samples.max() < _ABSURD)


def silence_broken(samples: NDArray[np.float32]) -> int:
    """Put silence, in place, where a sample is no finite number or absurd; return how many."""
    if is_sound(samples):
        return 0
    with np.errstate(invalid="ignore"):
        broken = ~(np.abs(samples) < _ABSURD)
    samples[broken] = 0.0
    return int(np.count_nonzero(broken))


def broken_places(planar: NDArray[np.float32], least: int) -> list[list[int]]:
    """Return where no channel of (channels, samples) holds a number that could be sound.

    They are [first, last) pairs. Places less than *least* samples apart are one, and shorter ones
    than that are left out: so short a hole hides no onset.
    """
    if is_sound(planar):
        return []
    with np.errstate(invalid="ignore"):
        broken = np.flatnonzero(~(np.abs(planar) < _ABSURD).any(axis=0))
    if not broken.size:
        return []
    parts = np.split(broken, np.flatnonzero(np.diff(broken) >= least) + 1)
    places = [[int(part[0]), int(part[-1]) + 1] for part in parts]
    return [place for place in places if place[1] - place[0] >= least]
