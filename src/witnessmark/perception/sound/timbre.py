"""How a blast sounds, whatever its loudness: its band levels against their mean.

Conventions
-----------
Sound at 12 kHz. Levels in dB over :data:`BANDS` in the 20 ms from the onset, less their mean, so
that gain leaves them as they are. They serve to tell weapons apart, never to name one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.resampling import PICKER_RATE

#: Band edges in Hz, about an octave each, up to what a telephone passes.
BANDS = ((100, 250), (250, 500), (500, 900), (900, 1600), (1600, 2800), (2800, 5000))
LENGTH = PICKER_RATE // 50
_FLOOR = 1e-10


def timbre(samples: NDArray[np.float32], onset: int) -> NDArray[np.float32]:
    """Return the gain-free band levels, shape (6,), of the blast at sample *onset*."""
    lead = 12
    cut = np.zeros(LENGTH + lead)
    piece = samples[max(0, onset - lead) : onset + LENGTH]
    cut[: piece.size] = piece
    spectrum = np.abs(np.fft.rfft(cut * np.hanning(cut.size))) ** 2
    frequency = np.fft.rfftfreq(cut.size, 1 / PICKER_RATE)
    power = np.array(
        [spectrum[(frequency >= low) & (frequency < high)].mean() for low, high in BANDS]
    )
    level = 10 * np.log10(power + _FLOOR)
    return np.asarray(level - level.mean(), np.float32)
