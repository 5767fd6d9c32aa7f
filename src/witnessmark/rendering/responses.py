"""The impulse response of a place: the front as it gets through, what it scatters, its echoes.

Echoes come in clusters: a few strong ones at the moments of a Poisson process, each drawing a
denser train of its own behind it, both dying exponentially (Saleh and Valenzuela 1987, IEEE J.
Sel. Areas Commun. 5, 128, found for radio in buildings what blasts do among houses; Albert and
Liu 2010, J. Acoust. Soc. Am. 127, 1335, for pulses in a town: out of sight of the shot, the
diffracted first front is weaker than the echoes).

Conventions
-----------
A response starts with the direct front at sample zero and convolves pressure; its energy is
relative to the direct front over open ground. Frequencies in hertz, times in seconds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.surroundings import NONE, Surroundings

Array = NDArray[np.float64]
Spectrum = NDArray[np.complex128]

#: Longest response in seconds.
LONGEST = 5.0

#: Where the echoes' walls have lost 3 dB: four kinds of surface from foliage to smooth stone.
SURFACES = (500.0, 1_200.0, 2_800.0, 7_000.0)

#: Spread of echo strengths in dB, and the share that comes back with its sign unchanged.
STRENGTH_DB, UPRIGHT = 5.0, 0.85

#: Seconds between a front and the first of its clutter: a metre's detour takes 3 ms.
NEAR_AFTER = (0.0006, 0.006)


def response(place: Surroundings, random: np.random.Generator, rate: int) -> Array:
    """Return the impulse response of *place* at *rate* samples a second, drawn from *random*."""
    return _Draft(place, random, rate).drawn()


class _Draft:
    """A response in the making: its parts are drawn in time and added up as spectra."""

    def __init__(self, place: Surroundings, random: np.random.Generator, rate: int) -> None:
        self.place, self.random, self.rate = place, random, rate
        self.size = int(rate * _lasting(place))
        self.padded = _fast_length(self.size + rate // 4)
        self.frequency = np.fft.rfftfreq(self.padded, 1.0 / rate)

    def drawn(self) -> Array:
        """Return the response."""
        place = self.place
        whole = self._bent(self._front())
        if place.echo > NONE and place.density > 0.0:
            whole += self._echoes()
        for far in place.far:
            whole += self._dulled(self._far(far.delay, far.level, far.spread), far.cutoff)
        if place.clutter > NONE:
            whole *= self._clutter()
        if place.tail > NONE:
            whole += self._dulled(self._tail(), min(place.cutoff, 6_000.0))
        return np.asarray(np.fft.irfft(whole, self.padded)[: self.size])

    def _spectrum(self, part: Array) -> Spectrum:
        return np.asarray(np.fft.rfft(part, self.padded))

    def _low_pass(self, cutoff: float, order: float) -> Spectrum:
        """Return a low pass of any *order*: half a one for 3 dB an octave.

        The sampled one-pole filter, whose every power is causal: a formula for continuous
        frequencies would ring at the band's end, before the front too.
        """
        keep = np.exp(-2.0 * np.pi * cutoff / self.rate)
        turn = np.exp(-2j * np.pi * self.frequency / self.rate)
        return np.asarray(((1.0 - keep) / (1.0 - keep * turn)) ** order)

    def _dulled(self, part: Array, cutoff: float) -> Spectrum:
        """Return the spectrum of *part* behind a first-order low pass."""
        return self._spectrum(part) * self._low_pass(cutoff, 1.0)

    def _bent(self, part: Array) -> Spectrum:
        """Return the spectrum of *part* bent round the place's edges.

        Far behind an edge the amplitude falls as 1 / sqrt(f) (Keller 1962, J. Opt. Soc. Am. 52,
        116), for every edge anew; below the cutoff the edge does not count yet.
        """
        return self._spectrum(part) * self._low_pass(self.place.cutoff, 0.5 * self.place.edges)

    def _front(self) -> Array:
        """Return the direct front and what is scattered out of it, before any dulling."""
        place, part = self.place, np.zeros(self.size)
        if place.scatter > NONE:
            short = min(self.size, int(8.0 * place.scatter_time * self.rate) + 1)
            fading = np.exp(-np.arange(short) / (2.0 * place.scatter_time * self.rate))
            noise = self.random.standard_normal(short) * fading
            part[:short] = scaled(noise, place.scatter + place.direct)
        part[0] += 10.0 ** (place.direct / 20.0)
        return part

    def _echoes(self) -> Spectrum:
        """Return the discrete echoes, each off one of four kinds of surface."""
        place = self.place
        trains = self._trains(
            place.density, place.first, place.echo_decay, place.echo, len(SURFACES)
        )
        whole = np.zeros(len(self.frequency), dtype=np.complex128)
        for train, cutoff in zip(trains, SURFACES, strict=True):
            whole += self._dulled(train, cutoff) * self._spectrum(self._relief())
        return whole

    def _clutter(self) -> Spectrum:
        """Return what multiplies everything: one for the front itself, and its own short train."""
        place = self.place
        low, high = np.log(NEAR_AFTER)
        first = float(np.exp(self.random.uniform(low, high)))
        dull, bright = self._trains(
            place.clutter_density, first, place.clutter_decay, place.clutter, 2
        )
        return 1.0 + self._dulled(dull, SURFACES[1]) + self._dulled(bright, SURFACES[3])

    def _trains(
        self, density: float, first: float, decay: float, level: float, kinds: int
    ) -> list[Array]:
        """Return *kinds* trains of echoes which together have *level* dB.

        Moments are those of a Poisson process, strengths log-normal about an exponential decay.
        """
        random, size = self.random, self.size
        lasting = max(1e-3, min(size / self.rate, decay) - first)
        number = max(1, int(random.poisson(density * lasting)))
        delay = random.uniform(0.0, lasting, number)
        decibel = -60.0 * delay / decay + STRENGTH_DB * random.standard_normal(number)
        strength = scaled(10.0 ** (decibel / 20.0), level)
        strength *= np.where(random.random(number) < UPRIGHT, 1.0, -1.0)
        kind = random.integers(0, kinds, number)
        at = np.minimum(((first + delay) * self.rate).astype(np.int64), size - 1)
        trains = []
        for one in range(kinds):
            chosen = kind == one
            train = np.bincount(at[chosen], strength[chosen], minlength=size)
            trains.append(train.astype(np.float64))
        return trains

    def _relief(self) -> Array:
        """Return how one surface draws each echo out, with unit energy.

        A front of houses is no mirror: balconies, windows and gutters scatter some of the energy
        over milliseconds.
        """
        lasting = float(np.exp(self.random.uniform(np.log(0.0005), np.log(0.008))))
        kernel = self.random.standard_normal(int(5.0 * lasting * self.rate) + 2)
        kernel *= np.exp(-np.arange(len(kernel)) / (2.0 * lasting * self.rate))
        kernel = scaled(kernel, float(self.random.uniform(-12.0, 2.0)))
        kernel[0] += 1.0
        return scaled(kernel, 0.0)

    def _far(self, delay: float, level: float, spread: float) -> Array:
        """Return one far echo: a single front, or noise that swells and dies over *spread*."""
        part = np.zeros(self.size)
        first = min(int(delay * self.rate), self.size - 1)
        if spread < 2.0 / self.rate:
            part[first] = 1.0
        else:
            short = min(self.size - first, int(8.0 * spread * self.rate))
            time = np.arange(short) / (self.rate * spread)
            swell = np.sqrt(time) * np.exp(-time)
            part[first : first + len(time)] = self.random.standard_normal(len(time)) * swell
        return scaled(part, level)

    def _tail(self) -> Array:
        """Return dense reverberation: noise that dies by 60 dB in ``tail_decay`` (Moorer 1979)."""
        place = self.place
        time = np.arange(self.size) / self.rate
        decay = np.exp(-np.log(1000.0) * time / place.tail_decay)
        decay *= 1.0 - np.exp(-time / (0.3 * place.first + 1e-4))
        return scaled(self.random.standard_normal(self.size) * decay, place.tail)


def scaled(part: Array, level: float) -> Array:
    """Return *part* with an energy of *level* dB; silence stays silence."""
    energy = float(np.sum(np.square(part)))
    return part * (10.0 ** (level / 20.0) / np.sqrt(energy)) if energy > 0.0 else part


def _lasting(place: Surroundings) -> float:
    """Return the seconds after which a response has nothing left to hear."""
    ends = [0.1, 8.0 * place.scatter_time]
    if place.echo > NONE and place.density > 0.0:
        ends.append(place.first + 0.8 * place.echo_decay)
    if place.tail > NONE:
        ends.append(0.8 * place.tail_decay)
    if place.clutter > NONE:
        ends.append(place.clutter_decay)
    ends += [far.delay + 6.0 * far.spread + 0.05 for far in place.far]
    return min(LONGEST, max(ends))


def _fast_length(least: int) -> int:
    """Return an even length of at least *least* that transforms fast: 2, 3 or 5 times 2^n."""
    power = 1 << (least - 1).bit_length()
    return min(size for size in (power * 5 // 8, power * 3 // 4, power) if size >= least)
