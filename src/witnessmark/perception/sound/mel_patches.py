"""Sound as YAMNet sees it: patches of 96 log-mel frames, just under a second each.

Conventions
-----------
Mono float32 at 16 kHz. Frame *k* of a patch is the 25 ms from sample ``160 k``, under a periodic
Hann window, as magnitudes of a 512-point transform, weighted by 64 triangles that are even in mel
from 125 to 7,500 Hz, and ``log(x + 0.001)``: the front end of YAMNet (Plakal and Ellis, TensorFlow
Models, ``research/audioset/yamnet/params.py``), with the mel scale of the HTK book (Young et al.
2006, section 5.4). Not normalised: that makes it worse.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Samples a second.
RATE = 16_000
#: Samples of a frame, and from one frame to the next.
FRAME, HOP = 400, 160
#: Frames of a patch, and from one patch to the next.
FRAMES, PATCH_HOP = 96, 48
#: Samples under a patch, and from one patch to the next.
PATCH_SAMPLES, PATCH_STEP = (FRAMES - 1) * HOP + FRAME, PATCH_HOP * HOP
#: Length of the transform, number of mel bands, their lowest and highest frequency in Hz.
TRANSFORM, BANDS, LOWEST, HIGHEST = 512, 64, 125.0, 7500.0
#: What is added before the logarithm.
OFFSET = 0.001


def mel_patch(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the patch, shape (FRAMES, BANDS), of *sound*, shape (PATCH_SAMPLES,)."""
    frames = sound[np.arange(FRAMES)[:, None] * HOP + np.arange(FRAME)] * _WINDOW
    magnitudes = np.abs(np.fft.rfft(frames, TRANSFORM, axis=1))
    return np.asarray(np.log(magnitudes @ _TRIANGLES + OFFSET), dtype=np.float32)


def _mel(frequency: NDArray[np.floating] | float) -> NDArray[np.float64]:
    return np.asarray(2595.0 * np.log10(1.0 + np.asarray(frequency) / 700.0))


def _triangles() -> NDArray[np.float64]:
    """Return the weight of each bin in each band, shape (TRANSFORM / 2 + 1, BANDS)."""
    bins = _mel(np.fft.rfftfreq(TRANSFORM, 1 / RATE))[:, None]
    edges = np.linspace(_mel(LOWEST), _mel(HIGHEST), BANDS + 2)
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    weights = np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre))
    weights[0] = 0.0  # a constant offset is no sound
    return np.maximum(weights, 0.0)


_WINDOW = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)
_TRIANGLES = _triangles()
