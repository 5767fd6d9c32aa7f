"""What a phone does to the level of sound: gain control, limiting, clipping, noise suppression.

Conventions
-----------
Mono float32 samples, full scale at 1, as many out as in and on the same clock. Levels are linear
unless a name ends in ``_db``. Nothing here looks ahead: a gain follows from what was heard before.

Sources: the shape of gain control from Giannoulis, Massberg and Reiss, "Digital dynamic range
compressor design", JAES 60 (2012), a feed-forward peak detector with one time constant up and one
down; noise suppression by subtracting power spectra from Boll, IEEE Trans. ASSP 27 (1979), with the
over-subtraction and the spectral floor of Berouti, Schwartz and Makhoul, ICASSP 1979, over a noise
level that creeps up and drops at once, a simple form of minimum statistics (Martin, IEEE Trans.
SAP 9, 2001).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.microphone import soft_limit

Sound = NDArray[np.float32]

#: The least level that a ratio is taken of: one step of 16 bits.
FLOOR = 1 / 32768

#: Noise suppression: hop in seconds (the window is two hops), and by how many dB a second the
#: estimate of the noise may rise.
_HOP = 0.01
_CREEP_DB = 6.0


def clip(samples: Sound, over_db: float) -> Sound:
    """Raise *samples* until the peak lies *over_db* above full scale, and cut off what is above.

    Silence stays silence.
    """
    return np.clip(_to_peak(samples, over_db), -1, 1)


def limit(samples: Sound, over_db: float) -> Sound:
    """Raise *samples* as :func:`clip` does, but bend what is above the knee towards full scale."""
    return soft_limit(_to_peak(samples, over_db)).astype(np.float32)


def control_gain(
    samples: Sound, rate: int, attack_s: float, release_s: float, target: float, most_db: float
) -> Sound:
    """Hold the peaks of *samples* near *target*: down within *attack_s*, up again in *release_s*.

    The gain never exceeds *most_db*; it moves once a millisecond. A shot that comes before the
    gain has turned down is cut off at full scale, and what follows is quiet and then swells.
    """
    step = max(1, rate // 1000)
    peaks = _blocks(np.abs(samples), step).max(axis=1, initial=0)
    down, up = (float(np.exp(-step / rate / max(time, 1e-4))) for time in (attack_s, release_s))
    level, most = target, 10 ** (most_db / 20)
    gains = np.empty(len(peaks) + 1)
    gains[0] = 1.0
    for number, peak in enumerate(peaks.tolist(), start=1):
        keep = down if peak > level else up
        level = max(keep * level + (1 - keep) * peak, FLOOR)
        gains[number] = min(target / level, most)
    gain = np.interp(np.arange(len(samples)) / step, np.arange(len(gains)), gains)
    return np.clip(samples * gain, -1, 1).astype(np.float32)


def suppress_noise(samples: Sound, rate: int, strength: float, floor_db: float = -18.0) -> Sound:
    """Take the steady part of *samples* away, *strength* times over, down to *floor_db*.

    At 1 as much power is subtracted as the noise has; telephones take more, 2 and above, and with
    it the tails of echoes.
    """
    hop = max(2, round(_HOP * rate))
    size = 2 * hop
    window = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)
    padded = np.concatenate([np.zeros(size, np.float32), samples, np.zeros(2 * size, np.float32)])
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop] * window
    spectra = np.fft.rfft(frames, axis=1).astype(np.complex64)
    power = np.abs(spectra) ** 2
    wanted = 1 - strength * _noise(power) / np.maximum(power, 1e-12)
    gain = np.sqrt(np.maximum(wanted, 10 ** (floor_db / 10))).astype(np.float32)
    cleaned = np.fft.irfft(spectra * gain, size, axis=1).astype(np.float32) * window
    out = np.zeros((len(cleaned) + 1) * hop, np.float32)
    out[: len(cleaned) * hop] += cleaned[:, :hop].ravel()
    out[hop:] += cleaned[:, hop:].ravel()
    return out[size : size + len(samples)]


def compand(samples: Sound) -> Sound:
    """Put *samples* on the 255 levels of mu-law telephony (ITU-T G.711, table 2a).

    The ceiling is 8031/8192 of full scale.
    """
    where = np.searchsorted(_DECISIONS, np.abs(samples))
    return np.where(samples < 0, -_LEVELS[where], _LEVELS[where]).astype(np.float32)


_LEVELS = np.array(
    [((2 * step + 33) << segment) - 33 for segment in range(8) for step in range(16)]
) / np.float32(8192)
_DECISIONS = (_LEVELS[1:] + _LEVELS[:-1]) / 2


def _noise(power: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the steady power of each frame and bin: down at once, up by a few dB a second."""
    smooth = np.array(power, copy=True)
    smooth[1:] = (power[1:] + power[:-1]) / 2
    level = np.median(smooth[: max(1, round(0.5 / _HOP))], axis=0)
    creep = np.float32(10 ** (_CREEP_DB * _HOP / 10))
    out = np.empty_like(power)
    for number, frame in enumerate(smooth):
        # One frame's power swings by several dB about its mean, so the fall is damped too.
        level = np.where(frame > level, level * creep, 0.9 * level + 0.1 * frame)
        out[number] = level
    return out


def _to_peak(samples: Sound, over_db: float) -> Sound:
    peak = float(np.max(np.abs(samples), initial=0))
    if peak < 1e-9:
        return samples
    return samples * np.float32(10 ** (over_db / 20) / peak)


def _blocks(samples: Sound, step: int) -> Sound:
    padded = np.zeros(-(-len(samples) // step) * step, np.float32)
    padded[: len(samples)] = samples
    return padded.reshape(-1, step)
