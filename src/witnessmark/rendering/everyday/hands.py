"""Hands: claps alone, applause, slaps and cracks.

Conventions
-----------
A clap is a burst of noise of a few milliseconds about the resonance of the cavity between the
hands, 0.7 kHz with crossed palms to 2.5 kHz with fingers on a palm, four a second in the mean
(Repp 1987, J. Acoust. Soc. Am. 81, 1100).
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.blows import sharp_noise
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import RATE, Array
from witnessmark.rendering.everyday.timing import between, decibels, lay, rhythm

ROOMS = ("living_room", "hall", "street", "courtyard", "outdoors", "stairwell")


def _clap(random: np.random.Generator, centre: float) -> Array:
    """Return one clap: the cavity about *centre* Hz and the skin's snap above it."""
    cavity = sharp_noise(
        random,
        centre * float(np.exp(random.normal(0, 0.08))),
        between(random, 0.8, 4.0),
        between(random, 0.0015, 0.006),
    )
    snap = sharp_noise(
        random, between(random, 2500.0, 6000.0), 0.7, between(random, 0.0004, 0.0015)
    )
    lay(cavity, 0, snap, random.uniform(0.1, 0.6))
    return cavity


def hand_claps(random: np.random.Generator, size: int) -> Array:
    """Return one to six people who clap, together or not, 1.5 to 6 claps a second."""
    track = np.zeros(size, np.float32)
    people = int(random.integers(1, 7)) if random.random() < 0.6 else 1
    tempo = between(random, 1.5, 6.0)
    beat = rhythm(random, size, tempo, 0.03, random.uniform(0.0, 0.1))
    together = random.random() < 0.6
    for _ in range(people):
        centre = between(random, 600.0, 2600.0)
        own = beat if together else rhythm(random, size, between(random, 1.5, 6.0), 0.06, 0.05)
        gain = decibels(random.uniform(-12, 0))
        pool = [_clap(random, centre) for _ in range(6)]
        spread = random.uniform(0.004, 0.03)
        for start in own:
            late = int(random.normal(0, spread if people > 1 else 0.0) * RATE)
            lay(
                track,
                start + late,
                pool[int(random.integers(6))],
                gain * decibels(random.normal(0, 2)),
            )
    return heard_in(random, track, ROOMS)


def applause(random: np.random.Generator, size: int) -> Array:
    """Return ten to a few hundred people who clap; sometimes they fall into step."""
    track = np.zeros(size, np.float32)
    people = int(between(random, 10.0, 300.0))
    pool = [_clap(random, between(random, 600.0, 2600.0)) for _ in range(24)]
    step = random.random() < 0.25
    tempo = between(random, 2.5, 4.5)
    swell = np.interp(
        np.arange(0, size + RATE, RATE // 4),
        [0, size * random.uniform(0.05, 0.4), size * random.uniform(0.5, 1.0), 2 * size],
        [random.uniform(0, 1), 1, 1, 0.1],
    )
    claps = int(min(6000, people * tempo * size / RATE))
    person = random.integers(0, people, claps)
    loud = decibels(0) * np.exp(random.normal(0, 0.6, people)).astype(np.float32)
    starts = random.integers(0, size, claps)
    if step:
        beat = RATE / tempo
        starts = (np.round(starts / beat) * beat + random.normal(0, 0.03 * RATE, claps)).astype(
            np.int64
        )
    gains = loud[person] * swell[np.clip(starts // (RATE // 4), 0, swell.size - 1)]
    which = random.integers(0, len(pool), claps)
    for start, gain, number in zip(starts.tolist(), gains.tolist(), which.tolist(), strict=True):
        lay(track, start, pool[number], gain)
    return heard_in(random, track, ("hall", "street", "courtyard", "outdoors", "living_room"))


def slaps(random: np.random.Generator, size: int) -> Array:
    """Return slaps on skin, table or water, belts and whips: single, sharp, and seldom regular."""
    track = np.zeros(size, np.float32)
    whip = random.random() < 0.4
    for start in rhythm(random, size, between(random, 0.3, 2.0), 0.4, 0.2):
        gain = decibels(random.normal(0, 3))
        if whip:
            lay(track, start, _whip_crack(random), gain)
            swish = sharp_noise(random, between(random, 800.0, 3000.0), 1.0, 0.04)[::-1]
            lay(track, start - swish.size, swish.copy(), gain * decibels(random.uniform(-35, -15)))
        else:
            lay(track, start, _clap(random, between(random, 400.0, 2000.0)), gain)
    return heard_in(random, track, ROOMS)


def _whip_crack(random: np.random.Generator) -> Array:
    """Return the bang of a whip's tip: a shock of 0.1 to 0.4 ms (Krehl et al. 1998)."""
    length = max(6, int(between(random, 0.0001, 0.0004) * RATE))
    shock = np.linspace(1.0, -1.0, length, dtype=np.float32)
    piece = np.zeros(RATE // 20, np.float32)
    lay(piece, 0, shock)
    lay(piece, int(random.uniform(0.0005, 0.004) * RATE), shock, random.uniform(0.1, 0.6))
    return piece
