"""The sound track of a scenario, from geometry to samples.

Conventions
-----------
Mono. Sample zero is the start of the recording. What is drawn at random comes from generators of
its own for each voice, each noise and each explosion, all of them seeded by the scenario.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.arrivals import Arrival, air_of, arrivals
from witnessmark.rendering.microphone import record
from witnessmark.rendering.noises import debris, echo_response, filtered, hiss, wind
from witnessmark.rendering.propagation import add
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.schedule import generator
from witnessmark.rendering.tracks import tracks
from witnessmark.rendering.voices import speak

Array = NDArray[np.float64]


def synthesise_sound(
    scenario: Scenario, *, progress: Callable[[float, float], None] | None = None
) -> tuple[NDArray[np.float32], int, tuple[Arrival, ...]]:
    """Return what the microphone recorded, its rate in Hz, and every front that reached it.

    Samples are float32, mono, within [-1, 1]: one for each 1/rate s of the duration.
    """
    rate = scenario.sample_rate
    size = round(scenario.duration * rate)
    fronts = arrivals(scenario)
    sound = tracks(scenario, fronts, rate, size, progress)
    _add_echo(scenario, sound)
    _add_voices(scenario, sound)
    _add_debris(scenario, sound, fronts)
    ambience = scenario.ambience
    sound += hiss(generator(scenario, "hiss"), size, rate, ambience.level)
    sound += wind(generator(scenario, "wind"), size, rate, scenario.wind.level, scenario.wind.gusts)
    recorded = record(sound, scenario.microphone, rate, generator(scenario, "microphone"))
    return recorded.astype(np.float32), rate, fronts


def _add_echo(scenario: Scenario, sound: Array) -> None:
    """Let the place ring after every front that has been laid down so far."""
    part = scenario.ambience
    random = generator(scenario, "echo")
    response = echo_response(random, scenario.sample_rate, part.echo, part.echo_time)
    sound += filtered(sound, response)


def _add_voices(scenario: Scenario, sound: Array) -> None:
    rate = scenario.sample_rate
    speed = air_of(scenario).speed
    for voice in scenario.voices:
        distance = float(np.linalg.norm(np.subtract(voice.at, scenario.microphone.at)))
        spoken = speak(voice, generator(scenario, f"voice {voice.id}"), rate)
        start = round((voice.start + distance / speed) * rate)
        add(sound, start, spoken / distance)


def _add_debris(scenario: Scenario, sound: Array, fronts: tuple[Arrival, ...]) -> None:
    rate = scenario.sample_rate
    for front in fronts:
        if front.kind == "explosion" and front.direct:
            random = generator(scenario, f"debris {front.source}")
            fall = debris(random, rate, front.pulse.peak * front.gain)
            add(sound, round((front.time + 0.01) * rate), fall)
