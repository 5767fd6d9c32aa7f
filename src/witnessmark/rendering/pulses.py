"""The two pressure waves of a shot, and the blast of an explosion, as exact spectra.

Conventions
-----------
Pressure in pascals, time in seconds, lengths in metres. A pulse starts at time zero and nothing
of it lies before. Spectra are continuous Fourier transforms, so that a pulse can be placed
between two samples, and cut off at the Nyquist frequency, without aliasing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Spectrum = NDArray[np.complex128]

#: Pressure of the standard atmosphere in Pa.
ATMOSPHERE = 101_325.0


@dataclass(frozen=True, slots=True)
class Friedlander:
    """The ideal blast wave p(t) = peak (1 - t/T) exp(-b t/T), t >= 0 (Friedlander 1946).

    With decay b = 1 positive and negative phase cancel, as they must far from a small source
    (Reed 1977, J. Acoust. Soc. Am. 61, 39, on blast wave forms).
    """

    peak: float
    positive_phase: float
    decay: float = 1.0

    def at(self, seconds: Array) -> Array:
        """Pressure in Pa at each time, zero before the front."""
        share = np.asarray(seconds, dtype=np.float64) / self.positive_phase
        after = np.maximum(share, 0.0)
        wave = self.peak * (1.0 - after) * np.exp(-self.decay * after)
        return np.where(share >= 0.0, wave, 0.0)

    def spectrum(self, frequency: Array) -> Spectrum:
        """Fourier transform: peak (1/q - 1/(T q^2)) with q = b/T + 2 pi i f."""
        q = self.decay / self.positive_phase + 2j * np.pi * np.asarray(frequency)
        return np.asarray(self.peak * (1.0 / q - 1.0 / (self.positive_phase * q * q)))


@dataclass(frozen=True, slots=True)
class NWave:
    """The shock of a supersonic bullet: a jump up, a straight fall through zero, a jump back."""

    peak: float
    duration: float

    def at(self, seconds: Array) -> Array:
        """Pressure in Pa at each time, zero outside the wave."""
        share = np.asarray(seconds, dtype=np.float64) / self.duration
        inside = (share >= 0.0) & (share <= 1.0)
        return np.where(inside, self.peak * (1.0 - 2.0 * share), 0.0)

    def spectrum(self, frequency: Array) -> Spectrum:
        """Fourier transform; a series takes over where the closed form loses its digits."""
        s = 2j * np.pi * np.asarray(frequency, dtype=np.float64)
        x = s * self.duration
        safe = np.where(np.abs(x) < 1e-3, 1.0, x)
        closed = (1.0 + np.exp(-safe)) / safe - 2.0 * (1.0 - np.exp(-safe)) / safe**2
        return np.asarray(self.peak * self.duration * np.where(np.abs(x) < 1e-3, x / 6.0, closed))


def ballistic_shock(
    *, diameter: float, length: float, mach: float, miss: float, speed_of_sound: float
) -> NWave:
    """Return the N-wave of a bullet that passes *miss* metres away at *mach* times sound.

    Whitham's far field (Whitham 1952, Commun. Pure Appl. Math. 5, 301) with the constants in
    use for bullets (Stoughton 1997, J. Acoust. Soc. Am. 102, 781; Maher 2006, IEEE SAFE):
    peak = 0.53 P0 (M^2 - 1)^(1/8) d / (x^(3/4) l^(1/4)) and
    duration = 1.82 M d x^(1/4) / (c (M^2 - 1)^(3/8) l^(1/4)).
    """
    excess = mach * mach - 1.0
    peak = 0.53 * ATMOSPHERE * excess**0.125 * diameter / (miss**0.75 * length**0.25)
    lasting = 1.82 * mach * diameter * miss**0.25
    return NWave(peak, lasting / (speed_of_sound * excess**0.375 * length**0.25))


def free_air_blast(charge: float) -> Friedlander:
    """Return the blast of *charge* kg of TNT in the open, scaled to one metre as 1/r goes back.

    Fitted to the far end of the Kingery-Bulmash curves for a charge on the ground (Swisdak 1994,
    DoD Explosives Safety Seminar: about 4.6 kPa and 4.5 ms at 25 m from 1 kg): the pressure far
    out is what a microphone meets, and there it falls nearly as 1/r.
    """
    scale = charge ** (1.0 / 3.0)
    return Friedlander(peak=4_600.0 * 25.0 * scale, positive_phase=4.5e-3 * scale)
