"""What a telephone's microphone makes of the pressure: band, hiss, limiter, clipping.

Conventions
-----------
In: pascals, float64. Out: float32 samples within [-1, 1], where 1 is full scale. ``overload`` is
the level whose sine peak fills the scale; a muzzle blast at ten metres lies far above it, as it
does in real recordings (Maher 2007, on clipped gunshots).
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.noises import filtered, pascals
from witnessmark.rendering.phase import minimum_phase
from witnessmark.rendering.scenario import Microphone

Array = NDArray[np.float64]
Level = TypeVar("Level", np.float32, np.float64)

_TAPS = 8192

#: Seconds that a gain control takes to turn down and to recover, and the level it keeps to.
ATTACK, RELEASE, TARGET = 0.002, 0.35, 0.7

#: Above this share of full scale the soft limiter begins to bend.
KNEE = 0.6


def record(sound: Array, microphone: Microphone, rate: int, random: np.random.Generator) -> Array:
    """Return what the microphone makes of *sound*: float64 within [-1, 1], as many samples."""
    heard = filtered(sound, impulse_response(microphone, rate))
    heard += pascals(microphone.noise) * random.standard_normal(len(heard))
    heard /= np.sqrt(2.0) * pascals(microphone.overload)
    if microphone.limiter == "gain_control":
        heard *= gain_control(heard, rate)
    if microphone.limiter != "none":
        heard = soft_limit(heard)
    return np.asarray(np.clip(heard, -1.0, 1.0))


def impulse_response(microphone: Microphone, rate: int) -> Array:
    """Return the response of a first-order high pass and a second-order low pass, both causal.

    Butterworth magnitudes (Butterworth 1930), phase the minimum one. The low pass delays what it
    passes by some 1.4 / (2 pi f) s: 15 microseconds at 15 kHz, far under the millisecond to which
    onsets are compared.
    """
    frequency = np.fft.rfftfreq(_TAPS, 1.0 / rate)
    frequency[0] = 0.5 * frequency[1]  # a high pass lets through nothing at zero: no logarithm
    top = min(microphone.high, 0.45 * rate)
    high_pass = 1.0 / np.hypot(1.0, microphone.low / frequency)
    low_pass = 1.0 / np.sqrt(1.0 + (frequency / top) ** 4)
    return np.fft.irfft(minimum_phase(np.log(high_pass * low_pass)), _TAPS)


def soft_limit(signal: NDArray[Level], knee: float = KNEE) -> NDArray[Level]:
    """Return *signal* bent smoothly above *knee*, so that full scale is reached only far out."""
    size = np.abs(signal)
    room = 1.0 - knee
    bent = knee + room * np.tanh((size - knee) / room)
    return np.where(size <= knee, signal, np.sign(signal) * bent)


def gain_control(signal: Array, rate: int) -> Array:
    """Return the gain, one value a sample, of a control that turns down fast and up slowly."""
    step = max(1, rate // 1000)
    blocks = -(-len(signal) // step)
    padded = np.zeros(blocks * step)
    padded[: len(signal)] = np.abs(signal)
    peaks = padded.reshape(blocks, step).max(axis=1)
    down, up = (float(np.exp(-step / rate / seconds)) for seconds in (ATTACK, RELEASE))
    level = 0.0
    gains = np.empty(blocks + 1)
    gains[0] = 1.0
    for number, peak in enumerate(peaks.tolist()):
        keep = down if peak > level else up
        level = keep * level + (1.0 - keep) * peak
        gains[number + 1] = TARGET / max(level, TARGET)
    # A control can only act on what it has heard: each block gets the gain that follows from
    # those before it.
    return np.interp(np.arange(len(signal)) / step, np.arange(blocks + 1), gains)
