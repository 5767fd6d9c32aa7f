"""Hammers, doors and knuckles: one solid thing struck by another."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.bodies import make_body
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    high,
    low,
    peak,
    series,
    shaped_noise,
)
from witnessmark.rendering.everyday.timing import between, decibels, fade, lay, rhythm, scattered


def hammering(random: np.random.Generator, size: int) -> Array:
    """Return a hammer on wood or metal: 1 to 5 blows a second, in bouts, with rebounds."""
    metal = random.random() < 0.45
    if metal:
        body = make_body(
            random,
            str(random.choice(["steel", "sheet"])),
            between(random, 120.0, 1500.0),
            24,
            between(random, 0.1, 1.5),
        )
        contact = (0.00008, 0.0005)
    else:
        body = make_body(random, "wood", between(random, 80.0, 500.0), 24, 0.25)
        contact = (0.0003, 0.0015)
    bench = make_body(random, "wood", between(random, 40.0, 120.0), 5, 0.2)
    weight = decibels(random.uniform(-25.0, -3.0))
    track = np.zeros(size, np.float32)
    tempo = between(random, 1.0, 5.0)
    for start in rhythm(random, size, tempo, random.uniform(0.02, 0.15), random.uniform(0.0, 0.15)):
        force = decibels(random.normal(0.0, 3.0))
        hard = between(random, *contact)
        lay(track, start, body.strike(random, hard), force)
        lay(track, start, bench.strike(random, 0.003), force * weight)
        if random.random() < 0.3:
            again = start + int(random.uniform(0.04, 0.14) * RATE)
            lay(track, again, body.strike(random, hard), force * decibels(random.uniform(-22, -8)))
    return heard_in(
        random, track, ("workshop", "living_room", "street", "courtyard", "outdoors", "close")
    )


def door_slam(random: np.random.Generator, size: int) -> Array:
    """Return doors falling shut: the leaf booms, the latch clicks, the frame may rattle."""
    leaf = make_body(
        random, str(random.choice(["wood", "wood", "sheet"])), between(random, 35.0, 140.0), 24, 0.4
    )
    latch = make_body(random, "steel", between(random, 900.0, 3000.0), 12, 0.06)
    track = np.zeros(size, np.float32)
    for start in scattered(random, size, between(random, 0.1, 0.7)):
        force = decibels(random.normal(0.0, 4.0))
        lay(track, start, leaf.strike(random, between(random, 0.001, 0.012)), force)
        puff = shaped_noise(
            random, RATE // 5, series(high(15.0), low(between(random, 60.0, 200.0), 2))
        )
        lay(
            track,
            start,
            puff * fade(puff.size, between(random, 0.02, 0.06)),
            force * decibels(random.uniform(-30, -8)),
        )
        for _ in range(int(random.integers(1, 4))):
            click = start + int(random.normal(0.0, 0.03) * RATE)
            lay(
                track,
                click,
                latch.strike(random, between(random, 0.0001, 0.0006)),
                force * decibels(random.uniform(-24, -4)),
            )
        rattle = start
        gap = random.uniform(0.012, 0.04)
        for number in range(int(random.integers(0, 8))):
            rattle += int(gap * random.uniform(0.7, 1.3) * RATE)
            lay(track, rattle, leaf.strike(random, 0.001), force * decibels(-14.0 - 4.0 * number))
    return heard_in(random, track, ("living_room", "hall", "stairwell", "small_room", "street"))


def knocking(random: np.random.Generator, size: int) -> Array:
    """Return knuckles or a fist on a door: bouts of 2 to 8 knocks, 3 to 9 a second."""
    fist = random.random() < 0.35
    door = make_body(random, "wood", between(random, 60.0, 250.0), 20, 0.2)
    bone = decibels(random.uniform(-28.0, -10.0) if fist else random.uniform(-18.0, 0.0))
    contact = (0.003, 0.01) if fist else (0.0006, 0.003)
    track = np.zeros(size, np.float32)
    for bout in scattered(random, size, between(random, 0.2, 0.6)):
        tempo = between(random, 2.5, 9.0)
        for number in range(int(random.integers(2, 9))):
            start = bout + int(number / tempo * float(np.exp(random.normal(0, 0.05))) * RATE)
            force = decibels(random.normal(0, 2))
            lay(track, start, door.strike(random, between(random, *contact)), force)
            lay(
                track,
                start,
                sharp_noise(random, between(random, 600.0, 2500.0), 0.8, 0.0015),
                force * bone,
            )
    return heard_in(random, track, ("living_room", "hall", "stairwell", "small_room"))


def sharp_noise(random: np.random.Generator, centre: float, quality: float, time: float) -> Array:
    """Return noise about *centre* Hz that starts at once and fades in *time* s; peak 1."""
    size = int(9.0 * time * RATE) + 64
    burst = shaped_noise(random, size, series(peak(centre, quality), low(14000.0)))
    burst *= fade(size, time)
    burst[:8] *= np.linspace(0.1, 1.0, 8, dtype=np.float32)
    return burst / np.float32(max(float(np.abs(burst).max()), 1e-9))
