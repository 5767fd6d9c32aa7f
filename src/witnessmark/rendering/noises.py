"""What the place sounds like between the shots: hiss, wind, echo that has lost its direction.

Conventions
-----------
Pressure in pascals. Levels are dB re 20 uPa (root mean square). Everything is made in blocks, so
that a spectrum is never longer than the filter needs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Hearing's reference pressure in Pa (ISO 1683).
REFERENCE = 20e-6

_BLOCK = 65_536


def pascals(level: float) -> float:
    """Return the root mean square in Pa of a level in dB re 20 uPa."""
    return float(REFERENCE * 10.0 ** (level / 20.0))


def filtered(signal: Array, response: Array) -> Array:
    """Return *signal* run through the finite impulse *response*, as long as it was (overlap-add).

    The first output sample belongs to the first input sample; what rings on past the end is cut.
    """
    size = 1 << int(np.ceil(np.log2(_BLOCK + len(response))))
    step = size - len(response) + 1
    spectrum = np.fft.rfft(response, size)
    out = np.zeros(len(signal) + size)
    for start in range(0, len(signal), step):
        piece = np.fft.rfft(signal[start : start + step], size)
        out[start : start + size] += np.fft.irfft(piece * spectrum, size)
    return out[: len(signal)]


def coloured(
    random: np.random.Generator, size: int, rate: int, *, slope: float, low: float, high: float
) -> Array:
    """Return noise of unit power from *low* to *high* Hz that falls as frequency to the -*slope*.

    Slope 0 is white, 1 pink; wind in a microphone falls faster still (Strasberg 1988, J. Acoust.
    Soc. Am. 83, 544, finds near -7/3 to -5 powers of frequency in parts of its range).
    """
    taps = 8192
    frequency = np.fft.rfftfreq(taps, 1.0 / rate)
    gain = np.zeros(len(frequency))
    inside = (frequency >= low) & (frequency <= high)
    gain[inside] = (frequency[inside] / max(low, 1.0)) ** (-0.5 * slope)
    response = np.roll(np.fft.irfft(gain, taps), taps // 2) * np.hanning(taps)
    noise = filtered(random.standard_normal(size + taps), response)[taps:]
    return np.asarray(noise / np.sqrt(np.mean(np.square(noise))))


def wind(random: np.random.Generator, size: int, rate: int, level: float, gusts: float) -> Array:
    """Return wind noise of mean *level* dB, which gusts lift and lulls drop by *gusts* dB."""
    rumble = coloured(random, size, rate, slope=3.0, low=12.0, high=0.4 * rate)
    knots = random.standard_normal(int(size / rate * 0.5) + 3)
    swell = np.interp(np.arange(size) / rate * 0.5, np.arange(len(knots)), knots)
    return np.asarray(rumble * pascals(level) * 10.0 ** (gusts * swell / 20.0))


def hiss(random: np.random.Generator, size: int, rate: int, level: float) -> Array:
    """Return the even noise of a place, of *level* dB, weaker towards high pitch."""
    return pascals(level) * coloured(random, size, rate, slope=1.0, low=40.0, high=0.45 * rate)


def echo_response(random: np.random.Generator, rate: int, level: float, seconds: float) -> Array:
    """Return the impulse response of a place: noise that dies by 60 dB in *seconds*.

    Exponential decay of Gaussian noise stands for many late reflections (Moorer 1979, Computer
    Music J. 3(2), 13). It sets in slowly, well after the front, and its energy is *level* dB
    below that of what comes straight.
    """
    size = int(rate * seconds)
    time = np.arange(size) / rate
    decay = np.exp(-np.log(1000.0) * time / seconds) * (1.0 - np.exp(-time / 0.03))
    raw = random.standard_normal(size) * decay
    smooth = np.convolve(raw, np.hanning(9) / np.hanning(9).sum(), mode="same")
    # Zero for the first two milliseconds: an echo never comes before what it echoes.
    smooth[: int(0.002 * rate)] = 0.0
    return np.asarray(smooth * 10.0 ** (level / 20.0) / np.sqrt(np.sum(np.square(smooth))))


def debris(random: np.random.Generator, rate: int, peak: float) -> Array:
    """Return what follows an explosion: two seconds of falling earth and a low rumble."""
    size = 2 * rate
    time = np.arange(size) / rate
    rumble = coloured(random, size, rate, slope=2.0, low=20.0, high=400.0)
    patter = coloured(random, size, rate, slope=0.5, low=500.0, high=6000.0)
    grains = (random.random(size) < 60.0 / rate).astype(np.float64)
    patter = patter * np.convolve(grains, np.exp(-np.arange(rate // 100) / (rate / 400)))[:size]
    swell = (1.0 - np.exp(-time / 0.05)) * np.exp(-time / 0.4) * (1.0 - 0.5 * time)
    return np.asarray(peak * swell * (0.002 * rumble + 0.001 * patter))
