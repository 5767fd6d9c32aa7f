"""Many people at once: babble, chants, and a voice that stands out.

Conventions
-----------
Babble of more than a dozen talkers is noise with the long-term spectrum of speech; a few real
voices over it keep the rhythm of syllables.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.oscillators import tone
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.speaking import voice
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    high,
    low,
    series,
    shaped_noise,
    slope,
)
from witnessmark.rendering.everyday.timing import between, decibels, lay, scattered, wander


def crowd(random: np.random.Generator, size: int) -> Array:
    """Return a crowd: a murmur, a dozen voices, some shouts and whistles, at times a chant."""
    effort = float(random.choice([0.0, 0.3, 1.0]))
    spoken = [voice(random, size, effort) for _ in range(2)]
    track = np.zeros(size, np.float32)
    for number in range(int(between(random, 4.0, 20.0))):
        track += np.roll(spoken[number % 2], int(random.integers(size))) * decibels(
            random.uniform(-14, 0)
        )
    # Long-term speech: flat to 500 Hz, then 9 dB an octave down (Byrne et al. 1994, fig. 1).
    murmur = shaped_noise(random, size, series(high(120.0), slope(-9.0, 500.0), low(6000.0)))
    murmur *= np.exp(0.3 * wander(random, size, 4.0)).astype(np.float32)
    track += murmur * np.float32(np.std(track)) * decibels(random.uniform(-6, 10))
    if random.random() < 0.35:
        for start in scattered(random, size, between(random, 0.1, 0.6)):
            long = int(between(random, 0.2, 1.2) * RATE)
            edge = np.minimum(
                1.0, np.minimum(np.arange(long), np.arange(long)[::-1]) / (0.03 * RATE)
            )
            lay(
                track,
                start,
                tone(between(random, 1500.0, 3500.0), long) * edge.astype(np.float32),
                np.float32(np.std(track)) * 2.0,
            )
    if random.random() < 0.3:
        beat = between(random, 1.0, 2.5)
        track *= (0.6 + 0.4 * np.abs(tone(beat / 2, size))).astype(np.float32)
    return heard_in(random, track, ("street", "courtyard", "outdoors", "hall"))
