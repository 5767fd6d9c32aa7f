"""Fireworks: lift charge, whistle, burst, crackle, and strings of crackers.

Conventions
-----------
A burst is a blast wave, p(t) = (1 − t/T) exp(−b t/T) after its front (Friedlander 1946), with T
of 0.2 ms for a cracker to 8 ms for a large shell, dulled by the air on its way. Such a wave is a
shot's in all but its setting: bursts come hundreds of metres up, with whistles and crackle.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.oscillators import harmonics, sweep
from witnessmark.rendering.everyday.rooms import OUT, heard_in
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    filtered,
    high,
    low,
    series,
    shaped_noise,
)
from witnessmark.rendering.everyday.timing import between, decibels, fade, lay, scattered, wander


def blast(random: np.random.Generator, positive: float, distance: float) -> Array:
    """Return a blast wave whose positive phase lasts *positive* s, after *distance* m of air."""
    size = int((0.02 + 14.0 * positive) * RATE)
    turn = np.arange(size, dtype=np.float32) / np.float32(positive * RATE)
    wave = (1.0 - turn) * np.exp(-turn * np.float32(random.uniform(0.8, 1.6)))
    air = filtered(wave.astype(np.float32), low(20000.0 / (1.0 + distance / 60.0), 2))
    return air / np.float32(max(float(np.abs(air).max()), 1e-9))


def _shell(random: np.random.Generator, track: Array, start: int, distance: float) -> None:
    """Lay one shell on *track*: thump, whistle, burst, rumble, and often crackle."""
    gain = decibels(random.normal(0.0, 4.0))
    if random.random() < 0.6:
        thump = blast(random, between(random, 0.004, 0.015), distance)
        lay(track, start, filtered(thump, low(400.0)), gain * decibels(random.uniform(-20, -4)))
    rise = between(random, 0.7, 3.5)
    if random.random() < 0.5:
        lay(
            track,
            start,
            _whistle(random, int(rise * RATE)),
            gain * decibels(random.uniform(-28, -10)),
        )
    burst = start + int(rise * RATE)
    lay(track, burst, blast(random, between(random, 0.0012, 0.008), distance), gain)
    rumble = shaped_noise(random, RATE, series(high(25.0), low(between(random, 80.0, 400.0), 2)))
    lay(
        track,
        burst,
        rumble * fade(RATE, between(random, 0.05, 0.35)),
        gain * decibels(random.uniform(-26, -10)),
    )
    if random.random() < 0.5:
        _crackle(random, track, burst + int(between(random, 0.15, 1.2) * RATE), gain, distance)


def _whistle(random: np.random.Generator, size: int) -> Array:
    """Return a whistle: a strong fundamental of 0.8 to 4 kHz that sinks, rough, with harmonics."""
    first = between(random, 1200.0, 4000.0)
    pitch = np.linspace(first, first * random.uniform(0.5, 1.1), size, dtype=np.float32)
    pitch *= 1.0 + np.float32(0.01) * wander(random, size, 12.0)
    sound = sweep(pitch, harmonics(1.0 / np.arange(1, 5) ** 1.5))
    sound *= 1.0 + np.float32(0.3) * wander(random, size, 40.0)
    edge = np.minimum(1.0, np.minimum(np.arange(size), np.arange(size)[::-1]) / (0.05 * RATE))
    return np.asarray(sound * edge.astype(np.float32) * np.float32(0.5), np.float32)


def _crackle(
    random: np.random.Generator, track: Array, start: int, gain: np.float32, far: float
) -> None:
    """Lay crackling stars on *track*: pops under a millisecond, tens to hundreds a second."""
    pool = [blast(random, between(random, 0.0001, 0.0006), far) for _ in range(8)]
    length = between(random, 0.5, 2.5)
    count = int(between(random, 30.0, 250.0) * length)
    at = start + (random.beta(1.6, 2.2, count) * length * RATE).astype(np.int64)
    loud = decibels(-14.0) * np.exp(random.normal(0, 0.5, count))
    for when, level in zip(at.tolist(), loud.tolist(), strict=True):
        lay(track, when, pool[when % 8], float(gain) * level)


def fireworks(random: np.random.Generator, size: int) -> Array:
    """Return shells, a string of crackers, single crackers, or rockets that only whistle."""
    track = np.zeros(size, np.float32)
    sort = random.random()
    distance = between(random, 5.0, 800.0)
    if sort < 0.55:
        for start in scattered(random, size + 2 * RATE, between(random, 0.2, 2.5)):
            _shell(random, track, start - 2 * RATE, distance)
    elif sort < 0.75:
        pool = [blast(random, between(random, 0.0002, 0.0008), distance / 8) for _ in range(8)]
        bout = int(random.uniform(0, 0.4) * size)
        for start in scattered(random, size - bout, between(random, 8.0, 60.0)):
            lay(track, start + bout, pool[start % 8], decibels(random.normal(-3, 4)))
    elif sort < 0.9:
        for start in scattered(random, size, between(random, 0.2, 1.0)):
            lay(
                track,
                start,
                blast(random, between(random, 0.0003, 0.002), distance / 4),
                decibels(random.normal(0, 3)),
            )
    else:
        for start in scattered(random, size, between(random, 0.3, 1.5)):
            _crackle(random, track, start, np.float32(1.0), distance)
            lay(track, start - RATE, _whistle(random, RATE), decibels(random.uniform(-15, 0)))
    return heard_in(random, track, OUT)
