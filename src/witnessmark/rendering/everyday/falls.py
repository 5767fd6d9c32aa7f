"""Things that fall, bounce and break, and feet.

Conventions
-----------
A body that bounces leaves the floor at a share e of the speed it came with, its restitution, so
each flight is e times as long as the last and each blow e times as strong. Glass breaks at once
and its shards ring and fall after. Steps on gravel are clouds of small blows (Cook 1997, Computer
Music Journal 21 (3), 38).
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.blows import sharp_noise
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

INSIDE = ("living_room", "hall", "stairwell", "workshop", "small_room", "courtyard")


def bounces(
    random: np.random.Generator, flight: float, restitution: float
) -> list[tuple[float, float]]:
    """Return (seconds after the first blow, strength) of the blows of one body until it lies."""
    blows: list[tuple[float, float]] = []
    time, strength = 0.0, 1.0
    while strength > 0.02 and len(blows) < 60:
        blows.append((time, strength))
        kept = float(np.clip(restitution * np.exp(random.normal(0.0, 0.06)), 0.05, 0.97))
        time += flight
        flight *= kept
        strength *= kept
    return blows


def dropped_objects(random: np.random.Generator, size: int) -> Array:
    """Return crates, pans, planks, tools and coins that fall on a floor, with their bounces."""
    materials = ("wood", "steel", "sheet", "plastic", "ceramic")
    range_of = {
        "wood": (60.0, 500.0),
        "steel": (300.0, 3000.0),
        "sheet": (80.0, 800.0),
        "plastic": (150.0, 1500.0),
        "ceramic": (700.0, 3000.0),
    }
    track = np.zeros(size, np.float32)
    floor = make_body(
        random, str(random.choice(["wood", "stone"])), between(random, 30.0, 110.0), 8, 0.2
    )
    for start in scattered(random, size, between(random, 0.15, 0.8)):
        material = str(random.choice(materials))
        thing = make_body(
            random,
            material,
            between(random, *range_of[material]),
            22,
            1.6 if material == "steel" else 0.5,
        )
        loud, thump = decibels(random.normal(0, 4)), decibels(random.uniform(-20, 2))
        contact = (0.0001, 0.001) if material != "wood" else (0.0005, 0.004)
        for after, strength in bounces(
            random, between(random, 0.04, 0.3), random.uniform(0.15, 0.65)
        ):
            when = start + int(after * RATE)
            lay(track, when, thing.strike(random, between(random, *contact)), loud * strength)
            lay(track, when, floor.strike(random, 0.004), loud * strength * strength * thump)
    return heard_in(random, track, INSIDE)


def ball_bounces(random: np.random.Generator, size: int) -> Array:
    """Return balls dribbled or let fall: basketballs, footballs, table tennis, tennis."""
    small = random.random() < 0.35
    lowest = between(random, 900.0, 3000.0) if small else between(random, 60.0, 300.0)
    ball = make_body(random, "skin" if not small else "plastic", lowest, 12, 0.12)
    floor = make_body(random, "wood", between(random, 40.0, 150.0), 6, 0.15)
    thump = decibels(random.uniform(-18, 0)) if not small else decibels(-20)
    contact = (0.0005, 0.0015) if small else (0.004, 0.012)
    track = np.zeros(size, np.float32)

    def land(when: int, strength: float) -> None:
        lay(track, when, ball.strike(random, between(random, *contact)), strength)
        slap = sharp_noise(random, between(random, 800.0, 4000.0), 0.7, 0.002)
        lay(track, when, slap, strength * decibels(random.uniform(-22, -8)))
        lay(track, when, floor.strike(random, 0.005), strength * thump)

    if random.random() < 0.5:
        for start in rhythm(random, size, between(random, 1.0, 4.0), 0.06, 0.05):
            land(start, float(decibels(random.normal(0, 2))))
    else:
        for start in scattered(random, size, between(random, 0.1, 0.4)):
            for after, strength in bounces(
                random, between(random, 0.3, 0.9), random.uniform(0.7, 0.9)
            ):
                land(start + int(after * RATE), strength)
    return heard_in(random, track, (*INSIDE, "street", "outdoors"))


def glass_breaking(random: np.random.Generator, size: int) -> Array:
    """Return bottles, panes and plates that break: the crack, then shards for up to two seconds."""
    shards = [
        make_body(random, "glass", between(random, 1800.0, 7000.0), 6, 0.6) for _ in range(10)
    ]
    track = np.zeros(size, np.float32)
    for start in scattered(random, size, between(random, 0.12, 0.5)):
        loud = decibels(random.normal(0, 3))
        pane = make_body(random, "glass", between(random, 150.0, 1200.0), 20, 0.3)
        lay(track, start, pane.strike(random, between(random, 0.0001, 0.001)), loud)
        lay(
            track,
            start,
            sharp_noise(random, between(random, 2500, 7000), 0.6, between(random, 0.002, 0.03)),
            loud * random.uniform(0.2, 0.9),
        )
        count = int(between(random, 15, 160))
        fall, spread = between(random, 0.05, 0.5), between(random, 0.08, 0.5)
        after = np.where(
            random.random(count) < 0.4,
            random.exponential(0.05, count),
            fall + random.exponential(spread, count),
        )
        for late, strength in zip(after, np.exp(random.normal(-2.2, 0.8, count)), strict=True):
            lay(
                track,
                start + int(late * RATE),
                shards[int(random.integers(10))].strike(random, 0.0001),
                loud * min(float(strength), 0.6),
            )
    return heard_in(random, track, (*INSIDE, "street"))


def footsteps(random: np.random.Generator, size: int) -> Array:
    """Return one to four people who walk or run on gravel, on boards or on stone."""
    track = np.zeros(size, np.float32)
    gravel = random.random() < 0.55
    for _ in range(int(random.choice([1, 1, 1, 2, 4]))):
        pace = between(random, 1.4, 3.6)
        gain = decibels(random.uniform(-10, 0))
        sole = make_body(
            random,
            str(random.choice(["wood", "stone", "plastic"])),
            between(random, 80.0, 500.0),
            14,
            0.08,
        )
        grit = [_grit(random) for _ in range(6)]
        for start in rhythm(random, size, pace, 0.05, 0.03):
            force = gain * decibels(random.normal(0, 2.5))
            roll = int(random.uniform(0.04, 0.14) / pace * 2 * RATE)
            if gravel:
                lay(track, start, grit[int(random.integers(6))], force)
                lay(track, start + roll, grit[int(random.integers(6))], force * np.float32(0.6))
            hard = decibels(-18) if gravel else np.float32(1.0)
            lay(track, start, sole.strike(random, between(random, 0.001, 0.006)), force * hard)
            lay(
                track,
                start + roll,
                sole.strike(random, between(random, 0.001, 0.006)),
                force * hard * np.float32(0.4),
            )
    places = (
        ("street", "courtyard", "outdoors")
        if gravel
        else ("hall", "stairwell", "street", "living_room", "courtyard")
    )
    return heard_in(random, track, places, 15.0)


def _grit(random: np.random.Generator) -> Array:
    """Return one foot's pressure on gravel: hundreds of grains in a tenth of a second; peak 1."""
    size = int(random.uniform(0.08, 0.2) * RATE)
    grains = np.zeros(size, np.float32)
    count = int(between(random, 60, 500))
    at = (random.beta(1.3, 2.5, count) * (size - 1)).astype(np.int64)
    grains[at] = random.choice([-1.0, 1.0], count) * random.exponential(1.0, count)
    grain = shaped_noise(random, 96, peak(between(random, 1500.0, 6000.0), 1.5)) * fade(96, 0.0005)
    sound = np.convolve(grains, grain)[:size].astype(np.float32)
    weight = shaped_noise(random, size, series(high(40.0), low(200.0, 2))) * fade(size, 0.03)
    sound /= np.float32(max(float(np.abs(sound).max()), 1e-9))
    return np.asarray(sound + weight * np.float32(random.uniform(0.0, 0.2)))
