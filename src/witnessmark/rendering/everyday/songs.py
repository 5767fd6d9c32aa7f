"""Music: drums, a bass line and chords in a few styles, played from a loudspeaker or a stage."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.oscillators import harmonics, tone
from witnessmark.rendering.everyday.percussion import beat
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import RATE, Array, filtered, high, low, series
from witnessmark.rendering.everyday.timing import between, decibels, fade, lay

#: Chords as semitones over the key: four common turns.
TURNS = (
    ((0, 4, 7), (7, 11, 14), (9, 12, 16), (5, 9, 12)),
    ((0, 3, 7), (8, 12, 15), (3, 7, 10), (10, 14, 17)),
    ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7)),
    ((0, 3, 7), (5, 8, 12), (7, 10, 14), (0, 3, 7)),
)


def _note(pitch: float, size: int, table: Array, sustain: float) -> Array:
    """Return one note that dies in *sustain* s, with a soft edge at both ends."""
    sound = tone(pitch, size, table) * fade(size, sustain)
    edge = min(size // 2, 240)
    sound[:edge] *= np.linspace(0, 1, edge, dtype=np.float32)
    sound[-edge:] *= np.linspace(1, 0, edge, dtype=np.float32)
    return np.asarray(sound, np.float32)


def song(random: np.random.Generator, size: int) -> Array:
    """Return *size* samples of a made song, dry."""
    tempo = between(random, 65.0, 180.0)
    quarter = 60.0 / tempo * RATE
    key = 55.0 * 2 ** (int(random.integers(0, 12)) / 12)
    turn = TURNS[int(random.integers(len(TURNS)))]
    bright = random.uniform(0.8, 2.2)
    chord = harmonics(1.0 / np.arange(1, 13) ** bright, random)
    bass = harmonics(1.0 / np.arange(1, 7) ** 1.5)
    plucked = random.random() < 0.5
    track = np.zeros(size, np.float32)
    for bar in range(int(size / (4 * quarter)) + 1):
        notes = turn[bar % 4]
        strokes = (0.0, 1.5, 2.0, 3.5) if plucked else (0.0,)
        for stroke in strokes:
            long = int(quarter * (1.5 if plucked else 4.0))
            sustain = 0.35 if plucked else 4.0
            sound = sum(_note(key * 4 * 2 ** (n / 12), long, chord, sustain) for n in notes)
            lay(track, int((4 * bar + stroke) * quarter), np.asarray(sound), 0.2)
        for stroke in range(0, 8, int(random.choice([1, 2]))):
            low_note = _note(key * 2 ** (notes[0] / 12), int(quarter / 2), bass, 0.3)
            lay(track, int((4 * bar + stroke / 2) * quarter), low_note, 0.4)
        for step in range(8):
            if random.random() < 0.5:
                pitch = key * 8 * 2 ** (notes[int(random.integers(3))] / 12)
                lay(
                    track,
                    int((4 * bar + step / 2) * quarter),
                    _note(pitch, int(quarter / 2), chord, 0.4),
                    0.2,
                )
    if random.random() < 0.75:
        track += beat(random, size, tempo) * decibels(random.uniform(-12, 3))
    return track


def music(random: np.random.Generator, size: int) -> Array:
    """Return music from a stage, a small loudspeaker or a passing car."""
    track = song(random, size)
    sort = random.random()
    if sort < 0.35:
        track = filtered(
            track,
            series(high(between(random, 150.0, 500.0), 2), low(between(random, 3000.0, 9000.0), 2)),
        )
    elif sort < 0.5:
        track = filtered(track, low(between(random, 150.0, 600.0), 2))
    if random.random() < 0.4:
        track = np.tanh(
            track
            / np.float32(max(float(np.std(track)), 1e-9))
            * np.float32(between(random, 0.3, 1.5))
        )
    return heard_in(random, track, ("living_room", "hall", "street", "courtyard", "outdoors"))
