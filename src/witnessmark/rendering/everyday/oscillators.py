"""Tones by table, with a phase that wraps in 32 bits: a hundred of them cost little.

Conventions
-----------
A table holds one period in :data:`TABLE` samples. Phase is an unsigned 32-bit fraction of a turn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.everyday.spectra import RATE, Array

#: Samples in a table; 2^13 keeps the error of reading without interpolation under −75 dB.
TABLE = 8192
_SHIFT = np.uint32(32 - 13)
SINE: Array = np.sin(2.0 * np.pi * np.arange(TABLE) / TABLE).astype(np.float32)


def harmonics(strengths: NDArray[np.floating], random: np.random.Generator | None = None) -> Array:
    """Return a table of harmonics 1, 2, 3 … of *strengths*, peak 1; *random* sets their phases."""
    spectrum = np.zeros(TABLE // 2 + 1, complex)
    phase = (
        np.zeros(strengths.size) if random is None else random.uniform(0, 2 * np.pi, strengths.size)
    )
    spectrum[1 : strengths.size + 1] = -1j * strengths * np.exp(1j * phase)
    table = np.fft.irfft(spectrum, TABLE)
    return np.asarray(table / np.abs(table).max(), np.float32)


def tone(frequency: float, size: int, table: Array = SINE, phase: float = 0.0) -> Array:
    """Return *size* samples of *table* read at a steady *frequency* in Hz."""
    step = np.uint32(round(frequency / RATE * 2**32) & 0xFFFFFFFF)
    turn = np.arange(size, dtype=np.uint32) * step
    turn += np.uint32(int(phase * 2**32) & 0xFFFFFFFF)
    return np.asarray(table[turn >> _SHIFT], np.float32)


def sweep(frequency: Array, table: Array = SINE, phase: float = 0.0) -> Array:
    """Return *table* read at a *frequency* in Hz that changes from sample to sample."""
    step = (frequency * np.float32(2**32 / RATE)).astype(np.uint32)
    turn = np.cumsum(step, dtype=np.uint32)
    turn += np.uint32(int(phase * 2**32) & 0xFFFFFFFF)
    return np.asarray(table[turn >> _SHIFT], np.float32)
