"""People who speak or shout: the rhythm and colour of speech, and no words.

Conventions
-----------
Source and filter (Fant 1960, Acoustic Theory of Speech Production): a glottal tone with all its
harmonics, shaped by three formants, in syllables of a fifth of a second with hissed consonants
between. Pressure in pascals at one metre.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.noises import coloured, pascals
from witnessmark.rendering.scenario import Voice

Array = NDArray[np.float64]

#: Formants in Hz of five vowels of a man (Peterson and Barney 1952, J. Acoust. Soc. Am. 24, 175,
#: table II: the means of /i/, /e/, /a/, /o/, /u/).
VOWELS = (
    (270, 2290, 3010),
    (530, 1840, 2480),
    (730, 1090, 2440),
    (570, 840, 2410),
    (300, 870, 2240),
)

#: Level at one metre in dB, and syllables a second. Shouting is near 88 dB, talk near 62 (ISO
#: 9921:2003, table A.1, vocal effort).
EFFORT = {"speech": (64.0, 4.5), "shout": (88.0, 3.0), "warning": (90.0, 3.5)}


def speak(voice: Voice, random: np.random.Generator, rate: int) -> Array:
    """Return the sound of *voice* from its start to its end, at one metre, in Pa."""
    level, tempo = EFFORT[voice.kind]
    size = round((voice.end - voice.start) * rate)
    sound = np.zeros(size)
    pitch = voice.pitch * (1.0 if voice.kind == "speech" else 1.6)
    start = 0
    while start < size:
        length = int(rate / tempo * random.uniform(0.7, 1.3))
        piece = _syllable(random, min(length, size - start), rate, pitch)
        sound[start : start + len(piece)] += piece
        pause = 0.25 if random.random() < 0.15 else 0.02
        start += length + int(pause * rate)
    power = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    return np.asarray(sound * (pascals(level) / power))


def _syllable(random: np.random.Generator, size: int, rate: int, pitch: float) -> Array:
    """Return a consonant's hiss and a vowel that glides, *size* samples of no set level."""
    time = np.arange(size) / rate
    glide = pitch * random.uniform(0.85, 1.2) * (1.0 - 0.25 * time)
    phase = 2.0 * np.pi * np.cumsum(glide) / rate
    formants = VOWELS[int(random.integers(len(VOWELS)))]
    tone = np.zeros(size)
    for harmonic in range(1, int(3800.0 / pitch)):
        # The glottal source falls by 12 dB an octave and the mouth gives 6 back (Fant 1960).
        strength = _formant_gain(harmonic * pitch, formants) / harmonic
        tone += strength * np.sin(harmonic * phase)
    open_close = np.sin(np.pi * np.arange(size) / max(size, 1)) ** 0.5
    hiss = np.zeros(size)
    onset = min(size, int(0.05 * rate))
    if onset > 16:
        burst = coloured(random, onset, rate, slope=0.0, low=2000.0, high=7000.0)
        hiss[:onset] = 0.15 * burst * np.hanning(onset)
    return np.asarray(tone * open_close + hiss)


def _formant_gain(frequency: float, formants: tuple[int, int, int]) -> float:
    """Return the gain of the mouth at *frequency*: three resonances in parallel."""
    return float(
        sum(
            weight / np.hypot(1.0, (frequency - centre) / (40.0 + 0.05 * centre))
            for centre, weight in zip(formants, (1.0, 0.6, 0.3), strict=True)
        )
    )
