"""Drums: each made of its skin's modes and its noise, and the patterns they are played in."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.oscillators import sweep, tone
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
from witnessmark.rendering.everyday.timing import between, decibels, fade, lay, rhythm

#: Ratios of an ideal membrane's modes to its first: zeros of Bessel functions over 2.405
#: (Fletcher and Rossing 1998, The Physics of Musical Instruments, 2nd ed., fig. 3.6).
MEMBRANE = (1.0, 1.594, 2.136, 2.296, 2.653, 2.918, 3.156, 3.501)


def kick(random: np.random.Generator) -> Array:
    """Return one bass drum: a tone that falls to 40-70 Hz, and the beater's click."""
    size = int(0.45 * RATE)
    lowest = between(random, 38.0, 70.0)
    fall = lowest * (1.0 + random.uniform(0.8, 4.0) * fade(size, between(random, 0.006, 0.04)))
    sound = sweep(fall) * fade(size, between(random, 0.05, 0.16))
    click = shaped_noise(
        random, size // 8, series(peak(between(random, 1500, 5000), 0.7), low(9000))
    )
    lay(sound, 0, click * fade(click.size, 0.002), decibels(random.uniform(-34, -14)))
    return np.asarray(sound, np.float32)


def skin(random: np.random.Generator, lowest: float, time: float) -> Array:
    """Return one stroke on a membrane of *lowest* Hz that rings *time* seconds, and the stick."""
    size = int(min(6.0 * time, 1.0) * RATE)
    sound = np.zeros(size, np.float32)
    for ratio in MEMBRANE:
        ring = time / ratio
        heard = min(size, int(7 * ring * RATE))
        lay(
            sound,
            0,
            tone(lowest * ratio, heard) * fade(heard, ring),
            random.uniform(0.2, 1.0) / ratio,
        )
    stick = shaped_noise(random, 600, peak(between(random, 2000, 7000), 0.6)) * fade(600, 0.001)
    lay(sound, 0, stick, decibels(random.uniform(-28, -10)))
    return sound / np.float32(max(float(np.abs(sound).max()), 1e-9))


def snare(random: np.random.Generator) -> Array:
    """Return one snare stroke: two low modes and the wires' noise, 60 to 200 ms."""
    head = skin(random, between(random, 150.0, 280.0), between(random, 0.02, 0.06))
    size = int(0.3 * RATE)
    wires = shaped_noise(
        random,
        size,
        series(high(between(random, 700, 2500)), peak(between(random, 2500, 7000), 0.5)),
    )
    wires *= fade(size, between(random, 0.02, 0.07))
    sound = wires * decibels(random.uniform(-16, -6))
    lay(sound, 0, head)
    return np.asarray(sound, np.float32)


def cymbal(random: np.random.Generator, time: float) -> Array:
    """Return one stroke on a hi-hat or cymbal that rings *time* seconds."""
    size = int(min(5.0 * time, 1.5) * RATE)
    hiss = shaped_noise(
        random, size, series(high(between(random, 3000.0, 7000.0), 3), low(16000.0))
    )
    return np.asarray(hiss * fade(size, time) * np.float32(0.3), np.float32)


def kit(random: np.random.Generator) -> dict[str, list[Array]]:
    """Return a kit: two or three renderings of each of its drums."""
    tuned = between(random, 70.0, 140.0)
    return {
        "kick": [kick(random)],
        "snare": [snare(random), snare(random)],
        "hat": [cymbal(random, between(random, 0.015, 0.05)) for _ in range(2)],
        "tom": [skin(random, tuned * r, 0.15) for r in (1.0, 1.4)],
        "crash": [cymbal(random, 0.4)],
    }


#: Sixteen steps a bar: which drums fall on which step, in a few common styles.
PATTERNS = (
    {"kick": (0, 8), "snare": (4, 12), "hat": range(0, 16, 2)},
    {"kick": (0, 4, 8, 12), "snare": (4, 12), "hat": (2, 6, 10, 14)},
    {"kick": (0, 6, 10), "snare": (4, 12), "hat": range(16)},
    {"kick": (0, 3, 8, 11), "snare": (6, 14), "hat": range(0, 16, 4)},
    {"kick": (0, 10), "snare": (8,), "hat": range(0, 16, 2), "tom": (14, 15)},
    {"kick": (0, 7), "snare": (3, 6, 10, 12), "hat": range(0, 16, 2)},
)


def beat(random: np.random.Generator, size: int, tempo: float) -> Array:
    """Return a drum kit in one of the usual patterns at *tempo* beats a minute, with fills."""
    drums = kit(random)
    pattern = PATTERNS[int(random.integers(len(PATTERNS)))]
    step = 60.0 / tempo / 4.0 * RATE
    loose = random.uniform(0.0, 0.008) * RATE
    track = np.zeros(size, np.float32)
    mix = {name: decibels(random.uniform(-6, 0)) for name in drums}
    for number in range(int(size / step) + 1):
        bar, at = divmod(number, 16)
        fill = bar % 4 == 3 and at >= 12
        for name in drums:
            on = (
                at in pattern.get(name, ())
                or (fill and name in ("snare", "tom"))
                or (name == "crash" and bar % 4 == 0 and at == 0)
            )
            if on:
                pieces = drums[name]
                start = int(number * step + random.normal(0.0, 1.0) * loose)
                lay(
                    track,
                    start,
                    pieces[int(random.integers(len(pieces)))],
                    mix[name] * decibels(random.normal(-1, 1.5)),
                )
    return track


def roll(random: np.random.Generator, size: int) -> Array:
    """Return rolls and strokes on one drum, 6 to 25 strokes a second, as marching drums play."""
    wired = random.random() < 0.5
    pool = [
        snare(random) if wired else skin(random, between(random, 80.0, 350.0), 0.08)
        for _ in range(3)
    ]
    track = np.zeros(size, np.float32)
    swell = 0.0
    for start in rhythm(random, size, between(random, 4.0, 25.0), random.uniform(0.02, 0.1), 0.02):
        swell = float(np.clip(swell + random.normal(0, 1.0), -15, 0))
        accent = 6.0 if random.random() < 0.12 else 0.0
        lay(track, start, pool[int(random.integers(3))], decibels(swell + accent - 6.0))
    return track


def drums(random: np.random.Generator, size: int) -> Array:
    """Return a kit, a roll, a lone bass drum or hand drums."""
    sort = random.random()
    if sort < 0.4:
        track = beat(random, size, between(random, 70.0, 180.0))
    elif sort < 0.65:
        track = roll(random, size)
    else:
        track = np.zeros(size, np.float32)
        lone = kick if random.random() < 0.4 else None
        lowest = between(random, 60.0, 400.0)
        pool = [
            lone(random)
            if lone
            else skin(random, lowest * random.uniform(0.9, 1.2), between(random, 0.03, 0.25))
            for _ in range(3)
        ]
        for start in rhythm(random, size, between(random, 0.8, 8.0), 0.05, 0.03):
            lay(track, start, pool[int(random.integers(3))], decibels(random.normal(0, 3)))
    return heard_in(
        random, track, ("living_room", "hall", "street", "courtyard", "outdoors", "workshop")
    )
