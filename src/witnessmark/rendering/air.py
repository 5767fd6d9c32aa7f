"""Air as sound meets it: how fast sound travels in it, and what it swallows on the way.

Conventions
-----------
Temperature in degrees Celsius, relative humidity in per cent, pressure in kilopascals, frequency
in hertz, distance in metres. Absorption is in decibels a metre.

>>> round(speed_of_sound(20.0), 1)
343.2
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.phase import minimum_phase

Array = NDArray[np.float64]

#: Reference pressure in kPa and temperature in K, and the triple point of water in K (ISO 9613-1).
_PRESSURE_0 = 101.325
_TEMPERATURE_0 = 293.15
_TRIPLE_POINT = 273.16

#: Weakest that a filter lets a frequency become: below it nothing is heard, and a logarithm of
#: nothing would spoil the phase of everything else.
_FLOOR_DB = 140.0


def speed_of_sound(temperature: float) -> float:
    """Return metres a second in air at *temperature* °C.

    c = 331.3 sqrt(1 + T / 273.15), the ideal-gas law with the speed at 0 °C (Cramer 1993, J.
    Acoust. Soc. Am. 93, 2510, gives 331.3 to 331.5 for 0 °C, dry to moist).
    """
    return float(331.3 * np.sqrt(1.0 + temperature / 273.15))


@dataclass(frozen=True, slots=True)
class Air:
    """Still, uniform air."""

    temperature: float = 15.0
    humidity: float = 60.0
    pressure: float = 101.325

    @property
    def speed(self) -> float:
        """Speed of sound in m/s."""
        return speed_of_sound(self.temperature)

    def absorption(self, frequency: Array) -> Array:
        """Return the attenuation of pure tones, dB a metre, by ISO 9613-1:1993 eqs (3) to (5).

        The saturation pressure of water is eq. (B.2), (B.3) of its annex B.
        """
        kelvin = self.temperature + 273.15
        warmth = kelvin / _TEMPERATURE_0
        squeeze = self.pressure / _PRESSURE_0
        saturation = 10.0 ** (-6.8346 * (_TRIPLE_POINT / kelvin) ** 1.261 + 4.6151)
        vapour = self.humidity * saturation / squeeze
        oxygen = squeeze * (24.0 + 4.04e4 * vapour * (0.02 + vapour) / (0.391 + vapour))
        bend = np.exp(-4.170 * (warmth ** (-1.0 / 3.0) - 1.0))
        nitrogen = squeeze * warmth**-0.5 * (9.0 + 280.0 * vapour * bend)
        squared = np.square(np.asarray(frequency, dtype=np.float64))
        classical = 1.84e-11 / squeeze * np.sqrt(warmth)
        relaxing = 0.01275 * np.exp(-2239.1 / kelvin) / (oxygen + squared / oxygen)
        relaxing = relaxing + 0.1068 * np.exp(-3352.0 / kelvin) / (nitrogen + squared / nitrogen)
        return np.asarray(8.686 * squared * (classical + warmth**-2.5 * relaxing))


def transmission(air: Air, distance: float, size: int, rate: int) -> NDArray[np.complex128]:
    """Return what *distance* metres of air do to a spectrum: one value a bin of an rfft of *size*.

    Magnitudes follow ISO 9613-1; the phase is the minimum one, so that nothing arrives before the
    front. What absorbs must also disperse, and this is the dispersion that causality asks for.
    """
    frequency: Array = np.fft.rfftfreq(size, 1.0 / rate).astype(np.float64)
    loss = np.minimum(air.absorption(frequency) * distance, _FLOOR_DB)
    logarithm = -loss * np.log(10.0) / 20.0
    return minimum_phase(logarithm)
