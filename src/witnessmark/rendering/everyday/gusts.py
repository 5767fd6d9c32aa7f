"""Wind on a microphone: turbulence that rumbles, gusts, and blows that overload it.

Conventions
-----------
Wind noise is turbulent pressure: its spectrum falls steeply above a corner of tens to a few hundred
hertz, power as f^(−5/3) to f^(−7/3) and faster (Nelke and Vary 2014, IWAENC; Walker and Hedlin
2009, Infrasound Monitoring, ch. 5), and its level rises with the square of the wind's speed.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    high,
    low,
    series,
    shaped_noise,
    slope,
)
from witnessmark.rendering.everyday.timing import between, decibels, fade, lay, scattered, wander


def _turbulence(random: np.random.Generator, size: int) -> Array:
    """Return wind with its gusts, root mean square near 1."""
    corner = between(random, 20.0, 150.0)
    rumble = shaped_noise(
        random, size, series(high(12.0), slope(-random.uniform(8.0, 16.0), corner))
    )
    gusts = np.exp(random.uniform(0.3, 1.1) * wander(random, size, between(random, 0.15, 1.5)))
    gusts *= np.exp(random.uniform(0.1, 0.5) * wander(random, size, 6.0))
    return np.asarray(rumble * gusts.astype(np.float32), np.float32)


def wind(random: np.random.Generator, size: int) -> Array:
    """Return steady to gusty wind, with leaves or a whistle in it at times."""
    track = _turbulence(random, size)
    if random.random() < 0.5:
        leaves = shaped_noise(random, size, series(high(800.0), low(5000.0)))
        rustle = np.exp(0.7 * wander(random, size, 0.7))
        track += leaves * rustle.astype(np.float32) * decibels(random.uniform(-35, -15))
    return track


def wind_buffeting(random: np.random.Generator, size: int) -> Array:
    """Return wind that strikes an open microphone: sudden low blows, flattened at the ceiling."""
    track = _turbulence(random, size)
    track /= np.float32(max(float(np.abs(track).max()), 1e-9))
    for start in scattered(random, size, between(random, 0.5, 8.0)):
        long = int(between(random, 0.03, 0.35) * RATE)
        blow = shaped_noise(random, long, series(high(8.0), low(between(random, 30.0, 400.0), 2)))
        push = max(2, int(between(random, 0.001, 0.02) * RATE))
        blow[:push] *= np.linspace(0.0, 1.0, push, dtype=np.float32)[:long]
        blow *= fade(long, long / RATE / 4.0)
        lay(track, start, blow, decibels(random.uniform(-18, 3)))
    if random.random() < 0.6:
        ceiling = np.float32(between(random, 0.15, 0.9) * np.abs(track).max())
        track = np.clip(track, -ceiling, ceiling)
    return track
