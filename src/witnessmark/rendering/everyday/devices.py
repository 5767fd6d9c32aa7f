"""What the camera itself and small things make: handling, shutters, corks and balloons."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.blows import sharp_noise
from witnessmark.rendering.everyday.bodies import make_body
from witnessmark.rendering.everyday.oscillators import sweep
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import RATE, Array, high, low, series, shaped_noise
from witnessmark.rendering.everyday.timing import (
    between,
    decibels,
    fade,
    lay,
    rhythm,
    scattered,
    wander,
)


def handling_noise(random: np.random.Generator, size: int) -> Array:
    """Return a phone in a hand: thuds of its case, taps, rubbing cloth; often over the ceiling."""
    case = make_body(random, "plastic", between(random, 150.0, 900.0), 14, 0.06)
    rub = shaped_noise(
        random,
        size,
        series(high(between(random, 80.0, 400.0)), low(between(random, 800.0, 4000.0))),
    )
    moved = np.maximum(
        0.0, wander(random, size, between(random, 0.5, 3.0)) - np.float32(random.uniform(-0.3, 0.8))
    )
    rough = np.abs(wander(random, size, 30.0))
    track = np.asarray(rub * moved * rough * decibels(random.uniform(-30, -10)), np.float32)
    for start in scattered(random, size, between(random, 0.5, 5.0)):
        loud = decibels(random.normal(0, 5))
        if random.random() < 0.6:
            long = int(between(random, 0.02, 0.15) * RATE)
            thud = shaped_noise(
                random, long, series(high(15.0), low(between(random, 40.0, 400.0), 2))
            )
            thud *= fade(long, long / RATE / 4.0)
            push = min(long, max(2, int(between(random, 0.0005, 0.01) * RATE)))
            thud[:push] *= np.linspace(0.0, 1.0, push, dtype=np.float32)
            lay(track, start, thud, loud * np.float32(0.4))
        if random.random() < 0.7:
            lay(
                track,
                start,
                case.strike(random, between(random, 0.0002, 0.004)),
                loud * decibels(random.uniform(-16, 0)),
            )
    if random.random() < 0.5:
        ceiling = np.float32(between(random, 0.2, 1.0) * max(float(np.abs(track).max()), 1e-9))
        track = np.clip(track, -ceiling, ceiling)
    return track


def camera_shutter(random: np.random.Generator, size: int) -> Array:
    """Return shutters: mirror up, curtain, mirror down within 40 to 250 ms; single or in bursts."""
    mirror = make_body(random, "plastic", between(random, 400.0, 1500.0), 14, 0.03)
    curtain = make_body(random, "sheet", between(random, 1500.0, 4000.0), 10, 0.02)
    track = np.zeros(size, np.float32)
    between_frames = int(RATE / between(random, 3.0, 14.0))
    opened = random.uniform(0.04, 0.25) if between_frames > RATE // 6 else 0.03
    for start in scattered(random, size, between(random, 0.2, 1.5)):
        for number in range(int(random.choice([1, 1, 1, 3, 6, 15]))):
            at = start + number * between_frames
            lay(track, at, mirror.strike(random, 0.0006), decibels(random.normal(0, 1)))
            lay(track, at + int(0.4 * opened * RATE), curtain.strike(random, 0.0001), decibels(-6))
            lay(
                track,
                at + int(opened * RATE),
                mirror.strike(random, 0.0008),
                decibels(random.normal(-2, 1)),
            )
            whirr = shaped_noise(random, RATE // 20, series(high(500.0), low(3000.0)))
            lay(track, at, whirr * fade(whirr.size, 0.03), decibels(random.uniform(-45, -25)))
    return heard_in(random, track, ("close", "living_room", "hall", "street"), 4.0)


def popping(random: np.random.Generator, size: int) -> Array:
    """Return corks, balloons and paper bags.

    A cork frees the tone of a bottle's neck, 0.4 to 1.2 kHz, rising as it opens; a balloon tears in
    a fraction of a millisecond and sends an N-shaped wave about as long as itself (Deihl et al.
    1968, J. Acoust. Soc. Am. 43, 1), 1 to 2 ms.
    """
    track = np.zeros(size, np.float32)
    cork = random.random() < 0.5
    for start in scattered(random, size, between(random, 0.1, 0.7)):
        loud = decibels(random.normal(0, 3))
        if cork:
            long = int(0.12 * RATE)
            pitch = between(random, 350.0, 900.0) * (1.0 + 0.8 * (1.0 - fade(long, 0.02)))
            lay(
                track,
                start,
                sweep(np.asarray(pitch, np.float32)) * fade(long, between(random, 0.005, 0.02)),
                loud,
            )
            lay(
                track,
                start,
                sharp_noise(random, between(random, 1000.0, 4000.0), 0.6, 0.002),
                loud * random.uniform(0.1, 0.6),
            )
            fizz = shaped_noise(random, RATE // 2, high(3000.0)) * fade(RATE // 2, 0.15)
            lay(track, start, fizz, loud * decibels(random.uniform(-45, -28)))
        else:
            long = max(8, int(between(random, 0.0005, 0.002) * RATE))
            wave = np.linspace(1.0, -0.8, long, dtype=np.float32)
            lay(track, start, wave, loud)
            lay(
                track,
                start,
                sharp_noise(random, between(random, 1500.0, 5000.0), 0.6, 0.0015),
                loud * random.uniform(0.1, 0.5),
            )
    return heard_in(
        random, track, ("living_room", "hall", "small_room", "courtyard", "street", "stairwell")
    )


def jackhammer(random: np.random.Generator, size: int) -> Array:
    """Return pneumatic hammers on stone: bouts of 8 to 35 blows a second.

    As even as automatic fire, and as fast.
    """
    steel = make_body(random, "steel", between(random, 400.0, 1800.0), 14, 0.08)
    ground = make_body(random, "stone", between(random, 50.0, 250.0), 14, 0.1)
    track = np.zeros(size, np.float32)
    exhaust = shaped_noise(random, RATE // 20, series(high(200.0), low(3000.0))) * fade(
        RATE // 20, 0.012
    )
    hiss, weight = decibels(random.uniform(-24, -6)), decibels(random.uniform(-10, 6))
    clock = int(random.uniform(0, 1.5) * RATE)
    tempo = between(random, 8.0, 35.0)
    while clock < size:
        bout = int(between(random, 0.5, 5.0) * RATE)
        for after in rhythm(random, bout, tempo, 0.01, wandering=0.002):
            hard = decibels(random.normal(0, 1.0))
            lay(track, clock + after, steel.strike(random, 0.0004), hard)
            lay(track, clock + after, ground.strike(random, 0.002), hard * weight)
            lay(track, clock + after, exhaust, hard * hiss)
        clock += bout + int(between(random, 0.3, 3.0) * RATE)
    return heard_in(random, track, ("street", "courtyard", "outdoors", "workshop"))
