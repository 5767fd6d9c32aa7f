"""Sudden rises of the sound: everything that could be the onset of a shot, and much that is not.

Conventions
-----------
A candidate is a frame at which the level rises by at least :data:`LEAST_RISE` decibels within
three milliseconds over what the ten before it held, and rises more than anything within
:data:`APART` frames. It is a place to look, not yet a finding: :mod:`.attribution` judges it by the
cues of :data:`CUES`, each in decibels or a logarithm of milliseconds, none of them the absolute
loudness, which gain control and distance make meaningless.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from witnessmark.perception.sound.features import FRAME_RATE, Features

#: Smallest rise that is looked at, in dB.
LEAST_RISE = 9.0
#: Two candidates are at least so many frames (ms) apart: half the interval of the fastest
#: automatic fire met in the field, about 1,200 rounds a minute, is 25 ms.
APART = 20

#: What is measured at each candidate, in this order.
CUES = (
    "rise",  # level of the first 3 ms over the 10 ms before
    "rise_long",  # the same over the 60 ms before
    "over_background",  # over the median of the 4 s around
    "over_before",  # over the loudest of the second before, the last 25 ms left out
    "over_near_before",  # over the loudest of the 150 ms before, the last 8 ms left out
    "under_after",  # the loudest of the next 150 ms over this
    "decay_10",  # drop of the mean level 8-16 ms on
    "decay_40",  # drop of the mean level 30-60 ms on
    "decay_150",  # drop of the mean level 120-200 ms on
    "since_louder",  # log10 ms since a frame as loud, at most a second
    "low",  # 40-250 Hz against all bands, over 30 ms
    "high",  # 1-2.5 kHz against 250-1000 Hz, over 10 ms
    "low_tail",  # 40-250 Hz 60-200 ms on, against the level before the onset
    "crowding",  # log10 of candidates in the second around
    "since_previous",  # log10 ms since the candidate before, at most a second
    "until_next",  # log10 ms until the one after, likewise
    "over_previous",  # level over the candidate before, 20 where there is none within a second
    "over_next",  # level over the one after, likewise
    "unlike_previous",  # mean difference of spectral shape to the one before, 10 where none
    "unlike_next",  # the same to the one after
    "alike_near",  # candidates within 400 ms and 4 dB: what repeats is fire, what fades is echo
    "unlike_alike",  # least difference of spectral shape among those, 10 where none
)

#: How far from a candidate its like are looked for, in ms, and how alike in level they are, in dB.
NEAR, ALIKE = 400, 4.0
#: What stands for "no neighbour": a difference in level, and in spectral shape, beyond any met.
NO_LEVEL, NO_SHAPE = 20.0, 10.0


def find_candidates(features: Features) -> NDArray[np.int64]:
    """Return the frames of *features* at which something may begin, ascending."""
    level = features.level
    if level.size < 16:
        return np.zeros(0, dtype=np.int64)
    padded = np.concatenate([np.full(13, level[:10].mean(), np.float32), level, level[-3:]])
    first = sliding_window_view(padded[13:], 3).max(axis=1)[: level.size]
    before = sliding_window_view(padded, 10).mean(axis=1)[1 : level.size + 1]
    rise = first - before
    window = sliding_window_view(np.pad(rise, APART, constant_values=-np.inf), 2 * APART + 1)
    peaks = np.flatnonzero((rise >= LEAST_RISE) & (rise >= window.max(axis=1)))
    return _edges(level, before, peaks)


def _edges(
    level: NDArray[np.float32], before: NDArray[np.float32], peaks: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Move each peak of the rise to the frame where half of the rise, in dB, has been passed."""
    edges = []
    for peak in peaks:
        ahead = level[peak : peak + 3]
        half = (before[peak] + ahead.max()) / 2
        edges.append(peak + int(np.argmax(ahead >= half)))
    return np.unique(np.array(edges, dtype=np.int64))


def measure_cues(features: Features, candidates: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the cues of each candidate, shape (candidates, len(CUES))."""
    if not candidates.size:
        return np.zeros((0, len(CUES)))
    own = np.array([_cues(features, int(frame), candidates) for frame in candidates])
    return np.hstack([own, _neighbours(features, candidates)])


def _neighbours(features: Features, candidates: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return what each candidate is beside its neighbours, shape (candidates, 8)."""
    level = np.array([features.level[frame : frame + 3].max() for frame in candidates], float)
    shape = np.array([features.bands[frame : frame + 12].mean(axis=0) for frame in candidates])
    shape = shape - shape.mean(axis=1, keepdims=True)
    gap = np.diff(candidates)
    beside = gap < FRAME_RATE
    step = np.where(beside, np.clip(np.diff(level), -NO_LEVEL, NO_LEVEL), np.nan)
    unlike = np.where(beside, np.abs(np.diff(shape, axis=0)).mean(axis=1), NO_SHAPE)
    reach = np.log10(np.minimum(gap, FRAME_RATE))
    far, none = np.array([np.log10(FRAME_RATE)]), np.array([np.nan])
    columns = [
        np.concatenate([far, reach]),
        np.concatenate([reach, far]),
        np.nan_to_num(np.concatenate([none, step]), nan=NO_LEVEL),
        np.nan_to_num(-np.concatenate([step, none]), nan=NO_LEVEL),
        np.concatenate([[NO_SHAPE], unlike]),
        np.concatenate([unlike, [NO_SHAPE]]),
        *_alike(candidates, level, shape),
    ]
    return np.stack(columns, axis=1)


def _alike(
    candidates: NDArray[np.int64], level: NDArray[np.float64], shape: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count each candidate's like nearby, and measure how alike the likest is."""
    count, unlike = np.zeros(candidates.size), np.full(candidates.size, NO_SHAPE)
    first = np.searchsorted(candidates, candidates - NEAR)
    last = np.searchsorted(candidates, candidates + NEAR, side="right")
    for number in range(candidates.size):
        near = np.arange(first[number], last[number])
        near = near[(near != number) & (np.abs(level[near] - level[number]) <= ALIKE)]
        if near.size:
            count[number] = near.size
            unlike[number] = np.abs(shape[near] - shape[number]).mean(axis=1).min()
    return count, unlike


def _cues(features: Features, frame: int, candidates: NDArray[np.int64]) -> list[float]:
    level, bands = features.level, features.bands

    def span(low: int, high: int) -> NDArray[np.float32]:
        return level[max(0, frame + low) : max(1, min(frame + high, level.size))]

    def mean(low: int, high: int) -> float:
        part = span(low, high)
        return float(part.mean()) if part.size else float(level[-1])

    def loudest(low: int, high: int) -> float:
        part = span(low, high)
        return float(part.max()) if part.size else float(level.min())

    def band(number: int, low: int, high: int) -> float:
        part = bands[max(0, frame + low) : frame + high, number]
        return float(part.mean()) if part.size else float(bands[-1, number])

    here = loudest(0, 3)
    earlier = np.flatnonzero(span(-1000, -5) >= here - 1.0)
    since = min(1000, frame) - int(earlier[-1]) if earlier.size else 1000
    near = np.searchsorted(candidates, [frame - 500, frame + 500])
    total = 10 * np.log10(sum(10 ** (band(n, 0, 30) / 10) for n in range(bands.shape[1])))
    return [
        here - mean(-12, -2),
        here - mean(-62, -2),
        here - float(np.median(span(-2000, 2000))),
        here - loudest(-1000, -25),
        here - loudest(-150, -8),
        loudest(5, 150) - here,
        here - mean(8, 16),
        here - mean(30, 60),
        here - mean(120, 200),
        float(np.log10(max(since, 5))),
        band(0, 0, 30) - float(total),
        band(2, 0, 10) - band(1, 0, 10),
        band(0, 60, 200) - band(0, -60, -5),
        float(np.log10(near[1] - near[0])),
    ]
