"""Everyday sounds, made: the bangs that are no shots, and what else a microphone hears.

Conventions
-----------
Every sound is mono float32 in [−1, 1], set by its kind and seed alone: the same sound at every
rate. Level, place, distance, material and tempo are drawn anew for each seed.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from math import ceil

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import ScenarioError
from witnessmark.rendering.everyday.animals import barking, birds
from witnessmark.rendering.everyday.blows import door_slam, hammering, knocking
from witnessmark.rendering.everyday.crowds import crowd
from witnessmark.rendering.everyday.devices import (
    camera_shutter,
    handling_noise,
    jackhammer,
    popping,
)
from witnessmark.rendering.everyday.engines import engine_backfire, engine_idling, engine_passing
from witnessmark.rendering.everyday.falls import (
    ball_bounces,
    dropped_objects,
    footsteps,
    glass_breaking,
)
from witnessmark.rendering.everyday.glitches import codec_clicks
from witnessmark.rendering.everyday.gusts import wind, wind_buffeting
from witnessmark.rendering.everyday.hands import applause, hand_claps, slaps
from witnessmark.rendering.everyday.keys import typing
from witnessmark.rendering.everyday.machines import generator, helicopter, siren, television
from witnessmark.rendering.everyday.percussion import drums
from witnessmark.rendering.everyday.pyrotechnics import fireworks
from witnessmark.rendering.everyday.songs import music
from witnessmark.rendering.everyday.speaking import speech, speech_plosives
from witnessmark.rendering.everyday.spectra import RATE, resampled
from witnessmark.rendering.everyday.weather import rain, thunder

__all__ = ["BACKGROUNDS", "KINDS", "make"]

_Maker = Callable[[np.random.Generator, int], NDArray[np.float32]]

_IMPULSIVE: dict[str, _Maker] = {
    "hammering": hammering,
    "door_slam": door_slam,
    "knocking": knocking,
    "hand_claps": hand_claps,
    "applause": applause,
    "slaps": slaps,
    "drums": drums,
    "fireworks": fireworks,
    "engine_backfire": engine_backfire,
    "typing": typing,
    "speech_plosives": speech_plosives,
    "wind_buffeting": wind_buffeting,
    "codec_clicks": codec_clicks,
    "dropped_objects": dropped_objects,
    "footsteps": footsteps,
    "ball_bounces": ball_bounces,
    "glass_breaking": glass_breaking,
    "handling_noise": handling_noise,
    "thunder": thunder,
    "camera_shutter": camera_shutter,
    "popping": popping,
    "jackhammer": jackhammer,
    "barking": barking,
}
_LASTING: dict[str, _Maker] = {
    "crowd": crowd,
    "engine_idling": engine_idling,
    "engine_passing": engine_passing,
    "speech": speech,
    "music": music,
    "wind": wind,
    "rain": rain,
    "siren": siren,
    "birds": birds,
    "generator": generator,
    "helicopter": helicopter,
    "television": television,
}

#: Kinds that bang, click or thump: hard to tell from shots.
KINDS: tuple[str, ...] = tuple(_IMPULSIVE)
#: Kinds that go on: what shots are heard over.
BACKGROUNDS: tuple[str, ...] = tuple(_LASTING)


def make(kind: str, seed: int, seconds: float, rate: int = RATE) -> NDArray[np.float32]:
    """Return *seconds* of *kind* at *rate* samples a second, mono, within [−1, 1].

    The same arguments give the same samples. Peaks lie 24 to 0.1 dB under full scale. Raises
    ScenarioError where *kind* is in neither KINDS nor BACKGROUNDS, or the length or rate is not
    positive.
    """
    maker = _IMPULSIVE.get(kind) or _LASTING.get(kind)
    if maker is None:
        known = ", ".join(KINDS + BACKGROUNDS)
        raise ScenarioError(f"There is no everyday sound {kind!r}: name one of {known}.")
    if seconds <= 0 or rate <= 0:
        raise ScenarioError(
            f"{seconds} s at {rate} Hz is no sound: give a positive length and rate."
        )
    random = np.random.default_rng([zlib.crc32(kind.encode()), seed])
    # A second is the least the makers know what to do with; a shorter sound is its beginning.
    sound = maker(random, max(RATE, ceil(seconds * RATE)))
    loudest = float(np.abs(sound).max())
    target = 10.0 ** (random.uniform(-24.0, -0.1) / 20.0)
    sound = sound * np.float32(target / max(loudest, 1e-9))
    if random.random() < 0.8:
        floor = np.float32(target * 10.0 ** (random.uniform(-80.0, -40.0) / 20.0))
        sound += random.standard_normal(sound.size, np.float32) * floor
    whole = resampled(sound, rate)
    return np.clip(whole, -1.0, 1.0)[: round(seconds * rate)]
