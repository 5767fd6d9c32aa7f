"""Thunder and rain.

Conventions
-----------
Thunder is the channel's own blast, an N-wave from each of its crooked segments, arriving as far
apart as they lie (Few 1969, J. Geophys. Res. 74, 6926): a crack where it is near, a rumble of
40 to 200 Hz over seconds where it is far.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.bodies import make_body
from witnessmark.rendering.everyday.oscillators import sweep
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    convolved,
    filtered,
    high,
    low,
    series,
    shaped_noise,
)
from witnessmark.rendering.everyday.timing import between, decibels, fade, lay, scattered, wander


def thunder(random: np.random.Generator, size: int) -> Array:
    """Return one to three strokes, 0.2 to 8 km away, at times with rain."""
    track = np.zeros(size, np.float32)
    for start in scattered(random, size, 1.0 / 8.0):
        far = between(random, 200.0, 8000.0)
        lay(track, start, _stroke(random, far), decibels(random.normal(0, 3)))
    track /= np.float32(max(float(np.abs(track).max()), 1e-9))
    if random.random() < 0.4:
        track += _patter(random, size) * decibels(random.uniform(-50, -20))
    return heard_in(random, track, ("outdoors", "street", "courtyard", "living_room"))


def _stroke(random: np.random.Generator, far: float) -> Array:
    """Return one stroke heard from *far* metres: its segments' N-waves, dulled by the air."""
    length = between(random, 2.0, 9.0)
    arrivals = np.zeros(int(length * RATE), np.float32)
    points = int(between(random, 150, 900))
    # A walk through the air, ten metres or so a step: its distance to the ear sets each arrival.
    steps = random.standard_normal((points, 3)) * between(random, 4.0, 12.0)
    steps[:, 2] += between(random, 2.0, 8.0)
    path = np.cumsum(steps, axis=0) + np.array([far, 0.0, 0.0])
    away = np.linalg.norm(path, axis=1)
    at = ((away - away.min()) / 343.0 * RATE).astype(np.int64)
    strength = np.exp(random.normal(0.0, 0.8, points)) / away
    fits = at < arrivals.size
    np.add.at(arrivals, at[fits], strength[fits].astype(np.float32))
    wave = max(8, int(between(random, 0.004, 0.02) * RATE))
    sound = convolved(arrivals, np.linspace(1.0, -1.0, wave, dtype=np.float32))
    sound = filtered(sound, low(4000.0 / (1.0 + far / 400.0), 2))
    rumble = shaped_noise(random, sound.size, series(high(20.0), low(90.0, 2)))
    rumble *= fade(sound.size, length / 3.0) * np.exp(0.6 * wander(random, sound.size, 2.0))
    sound /= np.float32(max(float(np.abs(sound).max()), 1e-9))
    push = np.minimum(
        1.0, np.arange(sound.size, dtype=np.float32) / (0.02 * RATE + far / 343.0 * 400)
    )
    return np.asarray(sound + rumble * push * decibels(random.uniform(-22, -8)), np.float32)


def _patter(random: np.random.Generator, size: int) -> Array:
    """Return rain as a whole: a hiss, root mean square near 1."""
    hiss = shaped_noise(
        random,
        size,
        series(high(between(random, 300.0, 2000.0)), low(between(random, 4000.0, 14000.0))),
    )
    return np.asarray(hiss * np.exp(0.25 * wander(random, size, 0.3)), np.float32)


def rain(random: np.random.Generator, size: int) -> Array:
    """Return rain: its hiss, drops that ring in puddles (bubbles), and drips on tin or wood."""
    track = _patter(random, size) * np.float32(0.1)
    drops = []
    for _ in range(12):
        long = int(0.03 * RATE)
        # A bubble's tone rises as it nears the surface (van den Doel 2005, ACM TAP 2, 534).
        pitch = between(random, 900.0, 7000.0) * np.linspace(1.0, random.uniform(1.0, 1.5), long)
        drops.append(sweep(pitch.astype(np.float32)) * fade(long, between(random, 0.001, 0.006)))
    level = decibels(random.uniform(-20, -4))
    for start in scattered(random, size, between(random, 5.0, 120.0)):
        lay(track, start, drops[start % 12], level * float(np.exp(random.normal(-1, 0.7))))
    if random.random() < 0.5:
        roof = make_body(
            random,
            str(random.choice(["sheet", "wood", "plastic"])),
            between(random, 200.0, 1500.0),
            12,
            0.1,
        )
        for start in scattered(random, size, between(random, 1.0, 30.0)):
            lay(track, start, roof.strike(random, 0.0008), decibels(random.normal(-12, 4)))
    return heard_in(random, track, ("outdoors", "street", "courtyard", "close"))
