"""Engines: idling, passing, and backfiring.

Conventions
-----------
A four-stroke fires rpm / 120 times a second in each cylinder. Each firing is a pulse of exhaust,
none quite like another, through a pipe that resonates at odd quarter waves.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.oscillators import TABLE, sweep
from witnessmark.rendering.everyday.pyrotechnics import blast
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    Gain,
    filtered,
    low,
    parallel,
    peak,
    series,
    shaped_noise,
    slope,
)
from witnessmark.rendering.everyday.timing import between, decibels, lay, scattered, wander


def _pipe(random: np.random.Generator) -> Gain:
    """Return an exhaust's resonances: odd quarter waves of 1 to 4 m, and a muffler above."""
    first = 343.0 / 4.0 / between(random, 1.0, 4.0)
    modes = [(1.0 / (n + 1), peak(first * (2 * n + 1), random.uniform(2, 6))) for n in range(5)]
    return series(
        parallel(*modes, (random.uniform(0.1, 0.5), low(2000.0))),
        low(between(random, 500.0, 4000.0)),
    )


def _cycle(random: np.random.Generator, cylinders: int) -> Array:
    """Return the exhaust's pulses over two turns of the crank, a cylinder a pulse; peak 1."""
    turn = np.arange(TABLE) / TABLE
    cycle = np.zeros(TABLE)
    width = random.uniform(0.02, 0.06)
    for number in range(cylinders):
        at = (number + random.normal(0, 0.03)) / cylinders
        late = (turn - at) % 1.0
        cycle += random.uniform(0.7, 1.0) * np.exp(-late / width) * np.minimum(1.0, late / 0.004)
    cycle -= cycle.mean()
    return np.asarray(cycle / np.abs(cycle).max(), np.float32)


def running(random: np.random.Generator, size: int, turns: Array, cylinders: int) -> Array:
    """Return an engine at *turns* a minute (a curve of *size* samples), root mean square near 1."""
    sound = sweep(turns / np.float32(120.0), _cycle(random, cylinders))
    sound *= 1.0 + np.float32(random.uniform(0.1, 0.35)) * wander(random, size, 15.0)
    # The pipe dulls what is over 4 kHz, so its hiss needs no finer shape than a low-pass.
    hiss = random.standard_normal(size, np.float32) * np.abs(sound) * np.float32(3.0)
    whole = filtered(sound + hiss * np.float32(random.uniform(0.1, 0.8)), _pipe(random))
    whole /= np.float32(max(float(np.std(whole)), 1e-9))
    gear = random.standard_normal(size, np.float32)
    return np.asarray(whole + gear * decibels(random.uniform(-50, -28)))


def engine_idling(random: np.random.Generator, size: int) -> Array:
    """Return an engine that stands: a car, a lorry, a motorcycle, a bus; revved at times."""
    cylinders = int(random.choice([1, 2, 3, 4, 4, 6, 8]))
    slowest = 900.0 if cylinders < 3 else 550.0
    turns = between(random, slowest, 1500.0) * (1.0 + 0.02 * wander(random, size, 1.0))
    if random.random() < 0.35:
        turns = turns * np.exp(np.maximum(0.0, wander(random, size, 0.3)))
    sound = running(random, size, np.asarray(turns, np.float32), cylinders)
    return heard_in(random, sound, ("street", "outdoors", "courtyard", "close"))


def engine_passing(random: np.random.Generator, size: int) -> Array:
    """Return vehicles that pass: louder and lower as they go by, tyres hissing."""
    time = np.arange(size, dtype=np.float32) / RATE
    track = np.zeros(size, np.float32)
    for _ in range(int(random.integers(1, 4))):
        speed, near = between(random, 5.0, 35.0), between(random, 2.0, 40.0)
        along = (time - np.float32(random.uniform(-2, size / RATE + 2))) * np.float32(speed)
        far = np.hypot(along, np.float32(near))
        shift = 1.0 / (1.0 + speed / 343.0 * along / far)
        turns = np.asarray(between(random, 1200.0, 4000.0) * shift, np.float32)
        engine = running(random, size, turns, int(random.choice([1, 2, 4, 4, 6])))
        tyres = shaped_noise(
            random, size, series(peak(between(random, 700.0, 1200.0), 0.7), slope(-3.0, 1000.0))
        )
        track += (
            (engine * decibels(random.uniform(-12, 3)) + tyres)
            * (np.float32(near) / far)
            * decibels(random.uniform(-10, 0))
        )
    return heard_in(random, track, ("street", "outdoors"), 2.0)


def engine_backfire(random: np.random.Generator, size: int) -> Array:
    """Return bangs in an exhaust over a running engine: single, in pairs, or a popping overrun."""
    turns = between(random, 700.0, 3000.0) * np.exp(0.3 * wander(random, size, 0.3))
    engine = running(random, size, np.asarray(turns, np.float32), int(random.choice([1, 2, 4])))
    bangs = np.zeros(size, np.float32)
    for start in scattered(random, size, between(random, 0.2, 1.0)):
        gain = decibels(random.normal(0, 4))
        when = start
        for _ in range(int(random.choice([1, 1, 2, 3, 8]))):
            lay(
                bangs,
                when,
                blast(random, between(random, 0.0015, 0.008), 1.0),
                gain * decibels(random.normal(0, 2)),
            )
            when += int(random.uniform(0.04, 0.3) * RATE)
    piped = filtered(bangs, _pipe(random))
    piped /= np.float32(max(float(np.abs(piped).max()), 1e-9))
    track = piped + engine * decibels(random.uniform(-45, -15))
    return heard_in(random, track, ("street", "outdoors", "courtyard"))
