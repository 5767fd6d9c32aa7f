"""Birds that sing and dogs that bark."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.oscillators import harmonics, sweep
from witnessmark.rendering.everyday.rooms import OUT, heard_in
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    filtered,
    low,
    parallel,
    peak,
    series,
    shaped_noise,
    slope,
)
from witnessmark.rendering.everyday.timing import between, decibels, lay, rhythm, scattered, wander


def birds(random: np.random.Generator, size: int) -> Array:
    """Return two to eight birds: phrases of whistles, trills, and at times a crow."""
    track = shaped_noise(random, size, slope(-5.0, 200.0)) * decibels(random.uniform(-50, -30))
    for _ in range(int(random.integers(2, 9))):
        crow = random.random() < 0.15
        song = [_caw(random) if crow else _chirp(random) for _ in range(int(random.integers(1, 5)))]
        loud = decibels(random.uniform(-20, 0))
        for start in scattered(random, size, between(random, 0.15, 0.8)):
            when = start
            for _ in range(int(random.integers(1, 10))):
                syllable = song[int(random.integers(len(song)))]
                lay(track, when, syllable, loud)
                when += syllable.size + int(between(random, 0.01, 0.25) * RATE)
    return heard_in(random, track, OUT)


def _chirp(random: np.random.Generator) -> Array:
    """Return one whistled syllable of 30 to 300 ms, 1.8 to 8 kHz, gliding or trilling."""
    size = int(between(random, 0.03, 0.3) * RATE)
    turn = np.linspace(0.0, 1.0, size)
    first, last = between(random, 1800.0, 8000.0), between(random, 1800.0, 8000.0)
    pitch = (
        first
        + (last - first) * turn
        + random.uniform(0, 800) * np.sin(2 * np.pi * turn * random.uniform(0.5, 12))
    )
    sound = sweep(np.clip(pitch, 800.0, 9000.0).astype(np.float32))
    return np.asarray(sound * np.sin(np.pi * turn) ** 0.7, np.float32)


def _caw(random: np.random.Generator) -> Array:
    """Return one harsh call: a rough tone of 0.3 to 0.6 kHz with all its harmonics."""
    size = int(between(random, 0.15, 0.4) * RATE)
    pitch = between(random, 300.0, 600.0) * (1.0 + 0.05 * wander(random, size, 60.0))
    sound = sweep(np.asarray(pitch, np.float32), harmonics(np.ones(14), random))
    shaped = filtered(sound, parallel((1.0, peak(1400.0, 2.0)), (0.4, peak(2800.0, 3.0))))
    return np.asarray(shaped * np.sin(np.pi * np.linspace(0, 1, size)) ** 0.5, np.float32)


def barking(random: np.random.Generator, size: int) -> Array:
    """Return one to three dogs: barks of 80 to 300 ms with an onset of milliseconds, in bouts."""
    track = np.zeros(size, np.float32)
    for _ in range(int(random.choice([1, 1, 2, 3]))):
        pitch, throat = between(random, 180.0, 900.0), between(random, 500.0, 1500.0)
        pool = [_bark(random, pitch, throat) for _ in range(4)]
        loud = decibels(random.uniform(-12, 0))
        for start in rhythm(random, size, between(random, 1.0, 4.0), 0.2, 0.2):
            lay(track, start, pool[int(random.integers(4))], loud * decibels(random.normal(0, 2)))
    return heard_in(random, track, ("street", "courtyard", "outdoors", "living_room", "hall"))


def _bark(random: np.random.Generator, pitch: float, throat: float) -> Array:
    """Return one bark: a tone that rises and falls, half of it noise, through two resonances."""
    size = int(between(random, 0.08, 0.3) * RATE)
    turn = np.linspace(0.0, 1.0, size, dtype=np.float32)
    glide = (
        pitch
        * (0.75 + 0.5 * np.sin(np.pi * turn) * random.uniform(0.6, 1.2))
        * (1 + 0.04 * wander(random, size, 80.0))
    )
    source = sweep(np.asarray(glide, np.float32), harmonics(1.0 / np.arange(1, 20) ** 0.8, random))
    source += shaped_noise(random, size, low(5000.0)) * np.float32(random.uniform(0.1, 0.6))
    sound = filtered(
        source,
        series(
            parallel((1.0, peak(throat, 2.0)), (0.5, peak(throat * 2.3, 3.0)), (0.2, low(3000.0)))
        ),
    )
    onset = np.minimum(1.0, np.arange(size) / (between(random, 0.003, 0.03) * RATE))
    sound *= (onset * (1.0 - turn) ** 1.5).astype(np.float32)
    return sound / np.float32(max(float(np.abs(sound).max()), 1e-9))
