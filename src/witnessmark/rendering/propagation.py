"""Fronts turned into sound: each pulse through its air and its surface, set down at its moment.

Conventions
-----------
Pressure in pascals at the microphone, float64, *rate* samples a second. A pulse is made in the
frequency domain, where a delay of any fraction of a sample is exact, and faded out over the top
of the band, so that nothing folds back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.air import Air, transmission
from witnessmark.rendering.arrivals import Arrival
from witnessmark.rendering.screening import screen

Array = NDArray[np.float64]
Spectrum = NDArray[np.complex128]

#: Samples that a pulse may take: 0.17 s at 48 kHz, longer than any blast here.
SIZE = 8192

#: Samples kept before a front for the ringing of the band limit, which a linear-phase fade has.
LEAD = 64

#: Where the fade begins, as a share of the Nyquist frequency.
FADE_FROM = 0.80


def band_limit(size: int) -> Array:
    """Return the fade, one value a bin of an rfft of *size*: a raised cosine up to Nyquist."""
    share = np.linspace(0.0, 1.0, size // 2 + 1)
    fade = np.clip((share - FADE_FROM) / (1.0 - FADE_FROM), 0.0, 1.0)
    return np.asarray(0.5 * (1.0 + np.cos(np.pi * fade)))


class Propagator:
    """Makes the pressure that an arrival brings; what repeats is made once."""

    def __init__(self, air: Air, rate: int) -> None:
        self.air = air
        self.rate = rate
        self._frequency: Array = np.fft.rfftfreq(SIZE, 1.0 / rate).astype(np.float64)
        self._band = band_limit(SIZE)
        self._known: dict[tuple[object, ...], Spectrum] = {}

    def spectrum(self, arrival: Arrival) -> Spectrum:
        """Return the pulse at the microphone as samples' spectrum, its front at time zero."""
        key = (
            arrival.pulse,
            arrival.via,
            arrival.travelled,
            arrival.gain,
            arrival.cutoff,
            arrival.detour,
        )
        if key not in self._known:
            shape = arrival.pulse.spectrum(self._frequency) * self.rate * arrival.gain
            shape = shape * self._band * transmission(self.air, arrival.travelled, SIZE, self.rate)
            if arrival.cutoff is not None:
                shape = shape / (1.0 + 1j * self._frequency / arrival.cutoff)
            if arrival.detour > 0.0:
                shape = shape * screen(arrival.detour, SIZE, self.rate, self.air.speed)
            self._known[key] = shape
        return self._known[key]

    def pulse(self, arrival: Arrival) -> tuple[int, Array]:
        """Return the first sample's number and the samples that *arrival* adds, SIZE of them."""
        position = arrival.time * self.rate
        whole = int(np.floor(position))
        shift = LEAD + position - whole
        turned = np.exp(-2j * np.pi * self._frequency * (shift / self.rate))
        return whole - LEAD, np.fft.irfft(self.spectrum(arrival) * turned, SIZE)


def add(onto: Array, start: int, samples: Array) -> None:
    """Add *samples* from sample number *start* on; what would lie outside is left out."""
    first, last = max(0, start), min(len(onto), start + len(samples))
    if first < last:
        onto[first:last] += samples[first - start : last - start]


def pressure(
    fronts: Sequence[Arrival],
    air: Air,
    rate: int,
    size: int,
    progress: Callable[[float, float], None] | None = None,
) -> Array:
    """Return the pressure of all *fronts* together, *size* samples."""
    sound = np.zeros(size)
    propagator = Propagator(air, rate)
    for number, front in enumerate(fronts):
        add(sound, *propagator.pulse(front))
        if progress is not None and number % 100 == 0:
            progress(number, len(fronts))
    return sound
