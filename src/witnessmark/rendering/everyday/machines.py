"""Sirens, generators, helicopters and television sets."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.engines import running
from witnessmark.rendering.everyday.hands import applause
from witnessmark.rendering.everyday.oscillators import TABLE, harmonics, sweep, tone
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.songs import song
from witnessmark.rendering.everyday.speaking import voice
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    filtered,
    high,
    low,
    peak,
    series,
    shaped_noise,
    slope,
)
from witnessmark.rendering.everyday.timing import between, decibels, wander


def siren(random: np.random.Generator, size: int) -> Array:
    """Return a wail, a yelp, two tones, or an air-raid siren, near or far, standing or passing."""
    time = np.arange(size, dtype=np.float32) / RATE
    sort = int(random.integers(4))
    bottom = between(random, 350.0, 800.0)
    if sort < 2:
        turn = (
            time
            * np.float32(between(random, 0.12, 0.4) if sort == 0 else between(random, 2.0, 4.5))
            + random.random()
        ) % 1.0
        swing = np.where(turn < 0.5, 2 * turn, 2 - 2 * turn)
        pitch = bottom * np.exp(swing * np.log(random.uniform(1.8, 2.6)))
    elif sort == 2:
        high_now = (time * np.float32(between(random, 0.5, 1.2))) % 1.0 < 0.5
        pitch = np.where(high_now, bottom * random.uniform(1.25, 1.5), bottom)
    else:
        pitch = np.float32(0.7 * bottom) * (
            1.0 + 0.25 * np.sin(2 * np.pi * time / np.float32(between(random, 3.0, 12.0)))
        )
    along = (time - np.float32(random.uniform(0, size / RATE))) * np.float32(
        random.choice([0.0, between(random, 5.0, 25.0)])
    )
    far = np.hypot(along, np.float32(between(random, 5.0, 60.0)))
    pitch = pitch / (
        1.0 + np.gradient(far[:: RATE // 100]).repeat(RATE // 100)[:size] * 100.0 / 343.0
    )
    sound = sweep(
        np.asarray(pitch, np.float32), harmonics(1.0 / np.arange(1, 14) ** random.uniform(0.8, 1.8))
    )
    return heard_in(
        random,
        filtered(np.asarray(sound / far, np.float32), series(high(250.0), low(4000.0))),
        ("street", "courtyard", "outdoors"),
    )


def generator(random: np.random.Generator, size: int) -> Array:
    """Return a generating set: an engine at 1,500 to 3,600 turns, and the hum of 50 or 60 Hz."""
    mains = float(random.choice([50.0, 60.0]))
    turns = mains * 60.0 / float(random.choice([1, 2])) * (1.0 + 0.004 * wander(random, size, 1.5))
    track = running(random, size, np.asarray(turns, np.float32), int(random.choice([1, 2, 3, 4])))
    strengths = random.uniform(0.0, 1.0, 16) / np.arange(1, 17)
    strengths[1] += 1.0  # iron hums at twice the mains' frequency
    track += tone(mains, size, harmonics(strengths, random)) * decibels(random.uniform(-25, 3))
    fan = shaped_noise(
        random, size, series(slope(-5.0, 300.0), peak(between(random, 200.0, 900.0), 0.5))
    )
    return heard_in(
        random,
        track + fan * decibels(random.uniform(-25, -3)),
        ("courtyard", "street", "outdoors", "workshop"),
    )


def helicopter(random: np.random.Generator, size: int) -> Array:
    """Return a helicopter: 10 to 28 blade passes a second, slapping or not, over a turbine."""
    passes = between(random, 10.0, 28.0)
    turn = np.arange(TABLE) / TABLE
    slap = np.exp(-(((turn - 0.5) / between(random, 0.01, 0.08)) ** 2))
    blade = np.gradient(slap)
    blade = np.asarray(blade / np.abs(blade).max(), np.float32)
    track = sweep(np.asarray(passes * (1.0 + 0.01 * wander(random, size, 0.3)), np.float32), blade)
    track *= np.exp(0.3 * wander(random, size, 0.6))
    wash = shaped_noise(random, size, slope(-6.0, 150.0)) * (np.float32(0.5) + np.abs(track))
    track = np.asarray(track + wash * decibels(random.uniform(-18, 0)), np.float32)
    track += tone(between(random, 2000.0, 7000.0), size) * decibels(random.uniform(-50, -25))
    swell = np.exp(random.uniform(0, 0.8) * wander(random, size, 0.08))
    return heard_in(
        random,
        filtered(np.asarray(track * swell, np.float32), low(between(random, 300.0, 4000.0))),
        ("outdoors", "street", "courtyard"),
    )


def television(random: np.random.Generator, size: int) -> Array:
    """Return a television set: talk over music, applause, cut from scene to scene, in a room."""
    talk, bed = voice(random, size), song(random, size)
    talk = talk / np.float32(max(float(np.std(talk)), 1e-9))
    bed = bed / np.float32(max(float(np.std(bed)), 1e-9))
    cut = np.repeat(random.random(size // (2 * RATE) + 2) < 0.5, 2 * RATE)[:size].astype(np.float32)
    track = talk * (0.3 + 0.7 * cut) + bed * (1.0 - 0.9 * cut) * decibels(random.uniform(-15, 0))
    if random.random() < 0.25:
        clapping = applause(random, size)
        track += clapping * (1 - cut) * np.float32(0.7 / max(float(np.std(clapping)), 1e-9))
    small = filtered(
        track,
        series(high(between(random, 120.0, 400.0), 2), low(between(random, 4000.0, 10000.0), 2)),
    )
    return heard_in(random, small, ("living_room", "small_room", "hall"))
