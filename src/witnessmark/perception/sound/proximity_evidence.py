"""What a blast shows of its distance, whatever the gain: its echoes and its colour.

Conventions
-----------
Samples at 12 kHz; levels in dB of power over power within the same recording and the same 600 ms,
so that no gain changes them. NaN where something could not be measured: too little sound, or the
next blast came first. Windows are counted from the onset; the 50 ms before it are what the blast
is heard against, and their power (spectrum) is taken off.

Why these: the direct sound falls as 1/r and the echoes of a place hardly do, so their ratio falls
with distance (Kuttruff, Room Acoustics; Zahorik, Brungart and Bronkhorst, Acta Acustica 91, 2005);
air takes more of high frequencies the longer the way (ISO 9613-1), scattering and diffraction
stretch the front (Beck, Nakasone and Marr, J. Acoust. Soc. Am. 129, 2011). The background's
own colour tells what the microphone and the codec cut away.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

#: Samples a second, and in a millisecond.
RATE = 12_000
_MS = RATE // 1000

#: Windows in ms from the onset: what the blast is heard against, the direct sound, the first
#: echoes, the tail, and the end of the tail.
_BEFORE, _DIRECT, _EARLY, _LATE, _LAST = (-50, -3), (-1, 15), (20, 60), (80, 250), (250, 500)

#: Edges of the low, the middle, the high and the top band in Hz.
_BANDS = ((200, 400), (400, 1000), (1200, 3200), (3200, 5200))

#: With less than so many samples before a blast, nothing is known of what it is heard against.
_LEAST_BEFORE = 20 * _MS

#: A window's net power is never taken as less than this share of what was there before the blast:
#: two stretches of the same noise differ by about as much.
_LEAST_NET = 0.1
#: Power of silence: one step of 16 bits.
_SILENCE = 2.0**-30


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured of one blast.

    ``over_background_db`` (how clearly it was heard; NaN where too little stands before it to say),
    ``flattened`` (the share of the direct sound
    that lies at its peak: clipping) and ``free_s`` (seconds until the next blast) say how far the
    rest can be relied on; the other fields are the evidence itself.
    """

    over_background_db: float
    flattened: float
    free_s: float
    direct_to_early_db: float
    direct_to_late_db: float
    late_decay_db: float
    later_peak_db: float
    spread_ms: float
    rise_ms: float
    low_db: float
    high_db: float
    top_db: float
    late_high_db: float
    late_top_db: float
    background_high_db: float
    background_top_db: float


#: The names of the evidence proper, in order.
CUES = tuple(Evidence.__dataclass_fields__)[3:]


def cues(evidence: Evidence) -> NDArray[np.float64]:
    """Return the evidence proper as an array (len(CUES),), NaN where it is missing."""
    return np.array(astuple(evidence)[3:])


def measure(samples: NDArray[np.float32], onset: int, next_onset: int | None = None) -> Evidence:
    """Measure the blast at sample *onset* of *samples* (n,) at 12 kHz.

    50 ms before and 600 ms after it are of use; fewer are taken as they are. *next_onset* is the
    sample of the next blast: what follows it is not this one's echo.
    """
    heard = _Stretch(np.asarray(samples, dtype=np.float64), onset, next_onset)
    direct = heard.net_db(_DIRECT)
    early, late, last = (heard.net_db(window) for window in (_EARLY, _LATE, _LAST))
    low, high, top = _colour(heard, (-1, 20))
    _, late_high, late_top = _colour(heard, _LATE)
    _, background_high, background_top = _background(heard)
    spread, rise = _spread(heard)
    return Evidence(
        over_background_db=direct - heard.background_db if heard.known else float("nan"),
        flattened=_flattened(heard),
        free_s=heard.free / RATE,
        direct_to_early_db=direct - early,
        direct_to_late_db=direct - late,
        late_decay_db=late - last,
        later_peak_db=_later_peak(heard),
        spread_ms=spread,
        rise_ms=rise,
        low_db=low,
        high_db=high,
        top_db=top,
        late_high_db=late_high,
        late_top_db=late_top,
        background_high_db=background_high,
        background_top_db=background_top,
    )


class _Stretch:
    """The sound around one onset; windows are in ms from it."""

    def __init__(self, samples: NDArray[np.float64], onset: int, next_onset: int | None) -> None:
        end = len(samples) if next_onset is None else min(len(samples), next_onset - 3 * _MS)
        self._samples = np.nan_to_num(samples[: max(end, 0)])
        self._onset = onset
        self.free = max(0, end - onset)
        self.before = self.cut(_BEFORE)
        self.known = len(self.before) >= _LEAST_BEFORE
        self.background = _power(self.before) + _SILENCE
        self.background_db = 10 * float(np.log10(self.background))

    def cut(self, window: tuple[int, int]) -> NDArray[np.float64]:
        """Return what there is of *window*."""
        start, end = (max(0, self._onset + edge * _MS) for edge in window)
        return self._samples[start:end]

    def whole(self, window: tuple[int, int]) -> NDArray[np.float64] | None:
        """Return *window* where all of it is there before the next blast, else None."""
        return self.cut(window) if window[1] * _MS <= self.free else None

    def net_db(self, window: tuple[int, int]) -> float:
        """Return the power of *window* less the background's, in dB; NaN where it is not whole."""
        found = self.whole(window)
        if found is None:
            return float("nan")
        net = max(_power(found) - self.background, _LEAST_NET * self.background)
        return 10 * float(np.log10(net))


def _power(samples: NDArray[np.float64]) -> float:
    return float(np.mean(samples**2)) if len(samples) else 0.0


def _flattened(heard: _Stretch) -> float:
    size = np.abs(heard.cut((-1, 30)))
    peak = size.max(initial=0.0)
    return float(np.mean(size[: 16 * _MS] > 0.97 * peak)) if peak > 0 else 0.0


def _later_peak(heard: _Stretch) -> float:
    """Return by how many dB the loudest 4 ms up to 300 ms on exceed the loudest of the first 12."""
    found = heard.whole((-1, 100))
    if found is None:
        return float("nan")
    power = np.convolve(heard.cut((-1, 300)) ** 2, np.full(4 * _MS, 0.25 / _MS), "valid")
    first, later = power[: 9 * _MS].max(), power[19 * _MS :].max()
    return 10 * float(np.log10((later + _SILENCE) / (first + _SILENCE)))


def _spread(heard: _Stretch) -> tuple[float, float]:
    """Return in how many ms 10 to 80 %, and 5 to 40 %, of the first 60 ms' energy come."""
    found = heard.whole((-1, 60))
    if found is None:
        return float("nan"), float("nan")
    energy = np.cumsum(found**2 - heard.background)
    share = energy / max(float(energy.max()), _SILENCE)
    at = {level: int(np.argmax(share >= level)) for level in (0.05, 0.1, 0.4, 0.8)}
    return (at[0.8] - at[0.1]) / _MS, (at[0.4] - at[0.05]) / _MS


def _colour(heard: _Stretch, window: tuple[int, int]) -> tuple[float, float, float]:
    """Return how low, high and top band of *window* stand to its middle, in dB, without noise."""
    found = heard.whole(window)
    if found is None:
        return (float("nan"),) * 3
    bands = _bands(found)
    return _levels(np.maximum(bands - _bands(heard.before), _LEAST_NET * bands))


def _background(heard: _Stretch) -> tuple[float, float, float]:
    """Return the colour of what stands before the blast; NaN if that is too short or silent."""
    if not heard.known or not heard.before.any():
        return (float("nan"),) * 3
    return _levels(_bands(heard.before))


def _levels(bands: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return low, high and top band over the middle one, in dB, none below -40."""
    level = 10 * np.log10(bands + _SILENCE)
    low, high, top = np.maximum(level[[0, 2, 3]] - level[1], -40.0)
    return float(low), float(high), float(top)


def _bands(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean power density of each band, whatever the length."""
    if not len(samples):
        return np.zeros(len(_BANDS))
    size = 256 << max(0, (len(samples) - 1).bit_length() - 8)
    power = np.abs(np.fft.rfft(samples, size)) ** 2 / len(samples)
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    inside = (power[(frequency >= low) & (frequency < high)] for low, high in _BANDS)
    return np.array([band.mean() for band in inside])
