"""Things that are struck: their modes, and what a blow of a given hardness wakes of them.

Conventions
-----------
A body is a bank of decaying modes. Frequencies are those of a simply supported plate,
f ∝ (m/a)² + (n/b)² (Cremer, Heckl and Petersson 2005, Structure-Borne Sound, 3rd ed., eq. 4.213),
each a little off; decay follows from the loss factor, T60 = 2.2 / (η f) (ibid., sec. 3.2). A blow
is a half-sine of force as long as the contact, whose spectrum falls beyond 1.5 / duration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.everyday.oscillators import tone
from witnessmark.rendering.everyday.spectra import RATE, Array
from witnessmark.rendering.everyday.timing import between, fade

#: Loss factor η of structures of each material, lowest and highest: the material's own (Cremer,
#: Heckl and Petersson 2005, table 3.1) and what joints and air take, up to ten times as much.
LOSS = {
    "wood": (0.012, 0.06),
    "steel": (0.0008, 0.008),
    "sheet": (0.003, 0.02),
    "glass": (0.001, 0.008),
    "plastic": (0.02, 0.09),
    "stone": (0.006, 0.03),
    "skin": (0.03, 0.12),
    "ceramic": (0.002, 0.01),
}


@dataclass(frozen=True, slots=True)
class Body:
    """Modes of one thing: frequencies in Hz, shape (modes,), and their ringing (modes, samples)."""

    frequencies: NDArray[np.float64]
    ringing: Array

    def strike(self, random: np.random.Generator, contact: float) -> Array:
        """Return the sound of a blow of *contact* seconds at a random point; peak near 1."""
        wake = np.abs(half_sine_spectrum(self.frequencies * contact))
        place = np.abs(np.sin(np.pi * random.random() * np.arange(1, self.frequencies.size + 1)))
        weights = wake * (0.15 + place) * random.uniform(0.6, 1.4, self.frequencies.size)
        sound = weights.astype(np.float32) @ self.ringing
        push = max(2, int(contact * RATE / 2))
        sound[:push] *= np.sin(np.linspace(0.0, np.pi / 2, push, dtype=np.float32))
        return np.asarray(sound / max(float(np.abs(sound).max()), 1e-9), np.float32)


def half_sine_spectrum(cycles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the spectrum of a half-sine pulse at *cycles* = frequency × duration, 1 at zero.

    cos(πx) / (1 − 4x²) (Harris and Piersol 2002, Shock and Vibration Handbook, ch. 23).
    """
    below = 1.0 - 4.0 * cycles**2
    near = np.abs(below) < 1e-3
    return np.where(near, np.pi / 4.0, np.cos(np.pi * cycles) / np.where(near, 1.0, below))


def make_body(
    random: np.random.Generator,
    material: str,
    lowest: float,
    modes: int = 20,
    longest: float = 0.5,
) -> Body:
    """Return a plate of *material* whose first mode is at *lowest* Hz.

    Nothing takes longer than *longest* s to die by 60 dB: joints, supports and air take from the
    low modes what the material itself would keep.
    """
    aspect = random.uniform(0.3, 1.0)
    along, across = np.meshgrid(np.arange(1, 9), np.arange(1, 9))
    grid = (along**2 + (aspect * across) ** 2).ravel() / (1.0 + aspect**2)
    frequencies = lowest * np.sort(grid)[:modes] * np.exp(random.normal(0.0, 0.03, modes))
    frequencies = frequencies[frequencies < 0.42 * RATE]
    loss = between(random, *LOSS[material]) * np.exp(random.normal(0.0, 0.3, frequencies.size))
    decay = np.minimum(2.2 / (loss * frequencies), longest) / 6.91
    size = int(7.5 * float(decay.max()) * RATE) + 64
    ringing = np.zeros((frequencies.size, size), np.float32)
    for row, frequency, time in zip(ringing, frequencies, decay, strict=True):
        heard = min(size, int(9.0 * time * RATE) + 8)
        row[:heard] = tone(float(frequency), heard) * fade(heard, float(time))
    ringing[:, -64:] *= np.linspace(1.0, 0.0, 64, dtype=np.float32)
    return Body(frequencies, ringing)
