"""Noise and filters by Fourier transform, fast enough to make hours of sound.

Conventions
-----------
Everything in this folder is made at :data:`RATE` samples a second, mono, float32, and resampled
once at the end, so that a sound is the same sound at every rate. A gain is a function of
frequency in hertz; complex gains are causal analogue responses, so that nothing is heard before
it was caused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

#: Samples a second at which every everyday sound is made.
RATE = 48_000

Array = NDArray[np.float32]
Response = NDArray[np.float32] | NDArray[np.complex64]
Gain = Callable[[Array], Response]


@cache
def fast_length(size: int) -> int:
    """Return the least 2^a·3^b·5^c that is even and not under *size*: quick to transform."""
    best = 2
    while best < size:
        best *= 2
    five = 1
    while five < 2 * best:
        three = five
        while three < 2 * best:
            two = 2 * three
            while two < size:
                two *= 2
            best = min(best, two)
            three *= 3
        five *= 5
    return best


@cache
def _axis(size: int) -> Array:
    axis = np.fft.rfftfreq(size, 1.0 / RATE).astype(np.float32)
    axis.flags.writeable = False
    return axis


def shaped_noise(random: np.random.Generator, size: int, gain: Gain) -> Array:
    """Return *size* samples of Gaussian noise whose spectrum follows *gain*, root mean square 1."""
    length = fast_length(max(size, 64))
    axis = _axis(length)
    spectrum = random.standard_normal(2 * axis.size, np.float32).view(np.complex64)
    response = np.abs(gain(axis))
    spectrum *= response
    # Parseval: the variance of each bin is 2·response², so no second pass is needed.
    power = 4.0 * float(np.dot(response, response)) / length**2
    noise = np.asarray(np.fft.irfft(spectrum, length)[:size], np.float32)
    return noise / np.float32(max(np.sqrt(power), 1e-12))


def filtered(sound: Array, gain: Gain, tail: int = 4096) -> Array:
    """Return *sound* through *gain*; ringing longer than *tail* samples would wrap around."""
    length = fast_length(sound.size + tail)
    spectrum = np.fft.rfft(sound, length)
    spectrum *= gain(_axis(length))
    return np.asarray(np.fft.irfft(spectrum, length)[: sound.size], np.float32)


def convolved(sound: Array, response: Array) -> Array:
    """Return *sound* convolved with an impulse *response*, cut to the length of *sound*."""
    length = fast_length(sound.size + response.size)
    spectrum = np.fft.rfft(sound, length) * np.fft.rfft(response, length)
    return np.asarray(np.fft.irfft(spectrum, length)[: sound.size], np.float32)


def resampled(sound: Array, rate: int, old: int = RATE) -> Array:
    """Return *sound* at *rate* samples a second instead of *old*, band-limited, as long or longer.

    What is longer than the sound is the ringing of its last edge.
    """
    if rate == old:
        return sound
    # A quarter of a second of silence keeps the wrap-around away from the sound, and whole numbers
    # of the two rates' common period keep its time exact.
    common = gcd(rate, old)
    periods = fast_length(-(-(sound.size + old // 4) * common // old))
    length, target = periods * (old // common), periods * (rate // common)
    spectrum = np.fft.rfft(sound, length)
    keep = min(spectrum.size, target // 2 + 1)
    out = np.zeros(target // 2 + 1, np.complex64)
    out[:keep] = spectrum[:keep]
    # A short raised-cosine edge, so that an attack at the start of a band does not ring for long.
    edge = max(2, keep // 16)
    out[keep - edge : keep] *= np.cos(np.linspace(0, np.pi / 2, edge, dtype=np.float32)) ** 2
    size = -(-sound.size * rate // old)
    return np.asarray(np.fft.irfft(out, target)[:size] * (target / length), np.float32)


def _power(response: Response, order: int) -> NDArray[np.complex64]:
    """Return *response* to a small whole power; NumPy's own takes a logarithm each."""
    result = np.asarray(response, np.complex64)
    for _ in range(order - 1):
        result = result * response
    return result


def low(cutoff: float, order: int = 1) -> Gain:
    """Return *order* RC low-passes in a row, each 3 dB down at *cutoff* Hz; causal."""

    def gain(f: Array) -> Response:
        return _power(np.complex64(1.0) / (1.0 + 1j * (f / np.float32(cutoff))), order)

    return gain


def high(cutoff: float, order: int = 1) -> Gain:
    """Return *order* RC high-passes in a row, each 3 dB down at *cutoff* Hz; causal."""

    def gain(f: Array) -> Response:
        ratio = 1j * (f / np.float32(cutoff))
        return _power(ratio / (1.0 + ratio), order)

    return gain


def peak(centre: float, quality: float) -> Gain:
    """Return a second-order resonance of *quality* at *centre* Hz, gain 1 at the centre; causal."""

    def gain(f: Array) -> Response:
        ratio = f / np.float32(centre)
        band = 1j * ratio / np.float32(quality)
        return np.asarray(band / (1.0 - ratio * ratio + band), np.complex64)

    return gain


def series(*gains: Gain) -> Gain:
    """Return the product of *gains*: one filter after another."""

    def gain(f: Array) -> Response:
        result: Response = gains[0](f)
        for each in gains[1:]:
            result = result * each(f)
        return result

    return gain


def parallel(*weighted: tuple[float, Gain]) -> Gain:
    """Return the weighted sum of gains: filters side by side."""

    def gain(f: Array) -> Response:
        total = np.zeros(f.size, np.complex64)
        for weight, each in weighted:
            total += np.float32(weight) * each(f)
        return total

    return gain


def slope(decibels_per_octave: float, corner: float = 100.0) -> Gain:
    """Return a gain that is flat below *corner* Hz and changes by so many dB an octave above."""
    power = np.float32(decibels_per_octave / 20.0 / np.log10(2.0) / 2.0)
    return lambda f: (1.0 + (f / np.float32(corner)) ** 2) ** power
