"""People who speak or shout: phrases of synthesisers, at the level and pitch that a scene asks for.

Conventions
-----------
Pressure in pascals at one metre. The phrases are ``data/phrases.opus``, in six languages, written
by ``training/voices/phrases.py``: what a voice says means nothing, but it has words, for what has
none is no voice to whoever listens for one. A talker keeps to one voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import av
import numpy as np
import yaml
from numpy.typing import NDArray

from witnessmark.rendering.codecs import resample
from witnessmark.rendering.noises import pascals
from witnessmark.rendering.scenario import Voice

Array = NDArray[np.float64]

#: Samples a second of the phrases.
RATE = 16_000
#: Level at one metre in dB. Shouting is near 88 dB, talk near 62 (ISO 9921:2003, table A.1, vocal
#: effort).
EFFORT = {"speech": 64.0, "shout": 88.0, "warning": 90.0}
#: How much higher shouting is than the same person's talk, and the share by which a phrase may be
#: moved in pitch: choices, so that voices differ.
_RAISED, _MOVED = 1.6, 0.2
#: What raises highs over lows in a raised voice: a zero at 0.8 and a pole at 0.3, as samples.
_RAISED_TILT = np.r_[1.0, -0.5 * 0.3 ** np.arange(15)]
#: Seconds between phrases, and the least of one that is begun.
_PAUSE, _LEAST = (0.15, 0.35), 0.4
#: Voices that are as near in pitch as the nearest, in Hz.
_NEAR = 25.0


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Something said: in which voice, talked or shouted, at which pitch in Hz, and its samples."""

    voice: str
    manner: str
    pitch: float
    sound: NDArray[np.float32]


def speak(voice: Voice, random: np.random.Generator, rate: int) -> Array:
    """Return the sound of *voice* from its start to its end, at one metre, in Pa."""
    level = EFFORT[voice.kind]
    size = round((voice.end - voice.start) * rate)
    sound = np.zeros(size)
    said = _phrases_of(voice, random)
    start = turn = 0
    while start < size:
        if turn % len(said) == 0:
            random.shuffle(said)
        piece = _at(said[turn % len(said)], voice, rate)[: size - start]
        sound[start : start + len(piece)] = piece
        start += len(piece)
        turn += 1
        if size - start >= (_PAUSE[1] + _LEAST) * rate:
            start += int(random.uniform(*_PAUSE) * rate)
    fade = min(size, rate // 50)
    sound[size - fade :] *= np.linspace(1.0, 0.0, fade)
    power = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    return np.asarray(sound * (pascals(level) / power))


def _phrases_of(voice: Voice, random: np.random.Generator) -> list[_Phrase]:
    """Return the phrases of one of the talkers who come nearest to the pitch of *voice*."""
    manner = "talk" if voice.kind == "speech" else "shout"
    there = [one for one in _phrases() if one.manner == manner]
    wanted = _pitch(voice)
    off = {
        name: min(abs(one.pitch - wanted) for one in there if one.voice == name)
        for name in sorted({one.voice for one in there})
    }
    near = [name for name, far in off.items() if far <= min(off.values()) + _NEAR]
    chosen = near[int(random.integers(len(near)))]
    return [one for one in there if one.voice == chosen]


def _pitch(voice: Voice) -> float:
    return voice.pitch * (1.0 if voice.kind == "speech" else _RAISED)


def _at(phrase: _Phrase, voice: Voice, rate: int) -> NDArray[np.float32]:
    """Return *phrase* at *rate*, moved towards the pitch of *voice*; shouting is brighter."""
    moved = float(np.clip(_pitch(voice) / phrase.pitch, 1.0 - _MOVED, 1.0 + _MOVED))
    sound = phrase.sound
    if phrase.manner == "shout":
        # The glottis of a raised voice closes faster, and its spectrum falls less steeply: highs
        # gain up to 14 dB over lows here, which is a choice.
        sound = np.convolve(sound, _RAISED_TILT)[: sound.size].astype(np.float32)
    return resample(sound, round(RATE * moved), rate)


@cache
def _phrases() -> tuple[_Phrase, ...]:
    """Return all that can be said."""
    folder = resources.files("witnessmark.rendering").joinpath("data")
    listed = yaml.safe_load(folder.joinpath("phrases.yaml").read_text(encoding="utf-8"))
    with folder.joinpath("phrases.opus").open("rb") as data, av.open(data, "r") as file:
        turned = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        pieces = [
            piece.to_ndarray()[0]
            for frame in (*file.decode(audio=0), None)
            for piece in turned.resample(frame)
        ]
    sound = np.concatenate(pieces)
    return tuple(
        _Phrase(one["voice"], one["manner"], one["pitch"], sound[one["from"] : one["to"]])
        for one in listed
    )
