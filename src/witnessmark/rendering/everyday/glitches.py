"""Faults of coding and transmission: what was never a sound, laid over something quiet.

Conventions
-----------
Codecs work in frames: 1,024 samples of AAC, 20 ms of Opus and AMR (RFC 6716, 3GPP TS 26.071). A
lost one is silent, repeated, or filled with what was guessed; a damaged one is noise under its
window. Buffers that run dry cut and join at any sample.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.oscillators import harmonics, tone
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.songs import song
from witnessmark.rendering.everyday.speaking import voice
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    low,
    peak,
    series,
    shaped_noise,
    slope,
)
from witnessmark.rendering.everyday.timing import between, decibels, scattered

#: Samples in a frame of AAC, Opus and AMR, and in a quarter of a millisecond.
FRAMES = (1024, 960, 2048, 480)


def codec_clicks(random: np.random.Generator, size: int) -> Array:
    """Return talk, hum, music or a quiet room with clicks, gaps, stutters and damaged frames."""
    track = _beneath(random, size)
    frame = int(random.choice(FRAMES))
    sorts = [_spike, _gap, _stutter, _damage, _skip, _gate]
    wrong = [
        sorts[int(number)]
        for number in random.choice(len(sorts), int(random.integers(1, 4)), replace=False)
    ]
    for start in scattered(random, size, between(random, 0.3, 6.0)):
        at = start // frame * frame if random.random() < 0.7 else start
        wrong[int(random.integers(len(wrong)))](random, track, at, frame)
    return track


def _beneath(random: np.random.Generator, size: int) -> Array:
    """Return what the faults are laid over, peak near 0.3."""
    sort = random.random()
    if sort < 0.45:
        track = heard_in(random, voice(random, size), ("close", "living_room", "street"))
    elif sort < 0.6:
        track = song(random, size)
    elif sort < 0.8:
        hum = tone(
            float(random.choice([50.0, 60.0, 100.0, 400.0, 1000.0])),
            size,
            harmonics(1.0 / np.arange(1, 12) ** 2),
        )
        track = hum + shaped_noise(random, size, slope(-4.0)) * decibels(random.uniform(-40, -10))
    else:
        track = shaped_noise(random, size, series(slope(-random.uniform(2, 9), 80.0), low(8000.0)))
    return np.asarray(track * np.float32(0.3 / max(float(np.abs(track).max()), 1e-9)))


def _spike(random: np.random.Generator, track: Array, at: int, _: int) -> None:
    """Set one to thirty samples to a wild value: a bit that flipped, a connector that scraped."""
    long = int(between(random, 1, 30))
    value = decibels(random.uniform(-14, 0)) * random.choice([-1.0, 1.0])
    track[at : at + long] = (
        value
        if random.random() < 0.6
        else random.uniform(-1, 1, track[at : at + long].size) * value
    )


def _gap(random: np.random.Generator, track: Array, at: int, frame: int) -> None:
    """Silence one to ten frames, both edges hard."""
    track[at : at + frame * int(random.integers(1, 11))] = 0.0


def _stutter(random: np.random.Generator, track: Array, at: int, frame: int) -> None:
    """Repeat the frame before, two to twelve times, sometimes fading as concealment does."""
    keep = random.uniform(0.6, 1.0)
    held = track[max(0, at - frame) : at].copy()
    for number in range(int(random.integers(2, 13))):
        to = track[at + number * frame : at + number * frame + held.size]
        to[:] = held[: to.size] * np.float32(keep**number)


def _damage(random: np.random.Generator, track: Array, at: int, frame: int) -> None:
    """Put noise of a few bands in one to three frames, under their sine windows."""
    for number in range(int(random.integers(1, 4))):
        to = track[at + number * frame // 2 : at + number * frame // 2 + frame]
        centre = between(random, 200.0, 8000.0)
        noise = shaped_noise(random, frame, peak(centre, 2.0))
        window = np.sin(np.pi * (np.arange(frame) + 0.5) / frame).astype(np.float32)
        to += (noise * window)[: to.size] * decibels(random.uniform(-24, -6))


def _skip(random: np.random.Generator, track: Array, at: int, frame: int) -> None:
    """Leave some samples out: the sound jumps to another place in its wave."""
    lost = int(between(random, 20, 4 * frame))
    rest = track[at + lost :].copy()
    track[at : at + rest.size] = rest


def _gate(random: np.random.Generator, track: Array, at: int, _: int) -> None:
    """Turn the level up or down at once for up to a second, as noise suppression does."""
    long = int(between(random, 0.05, 1.0) * RATE)
    track[at : at + long] *= decibels(
        random.choice([random.uniform(-40, -12), random.uniform(3, 10)])
    )
