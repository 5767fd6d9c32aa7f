"""Stretches in which nothing could have been heard, or not well: digital silence and clipping."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.features import FRAME_RATE, Features

#: A microphone is never perfectly still for so many seconds; a muted track is.
LEAST_SILENCE = 2.0
#: Peaks at or above this share of full scale touch the ceiling (G.711's is 0.980).
CEILING = 0.979
#: Clipping matters where this share of the milliseconds of a second touch the ceiling.
CLIPPED_SHARE = 0.2


def silent_stretches(features: Features) -> list[tuple[int, int]]:
    """Return runs of frames, [first, last), of two seconds or more with every sample zero."""
    return _runs(features.peak == 0.0, int(LEAST_SILENCE * FRAME_RATE))


def clipped_stretches(features: Features) -> list[tuple[int, int]]:
    """Return runs of whole seconds, as frames [first, last), that often touch the ceiling."""
    touched = features.peak >= CEILING
    seconds = touched[: touched.size // FRAME_RATE * FRAME_RATE].reshape(-1, FRAME_RATE)
    often = seconds.mean(axis=1) >= CLIPPED_SHARE
    return [(a * FRAME_RATE, b * FRAME_RATE) for a, b in _runs(often, 1)]


def _runs(mask: NDArray[np.bool_], least: int) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first >= least]
