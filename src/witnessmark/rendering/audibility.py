"""How far each direct front stands out of everything else in a recording.

Conventions
-----------
Levels in dB. A front is judged alone, as the microphone would have turned it into samples, over its
first :data:`AFTER` seconds, against the recording in the :data:`BEFORE` seconds ahead of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.arrivals import Arrival, air_of
from witnessmark.rendering.microphone import gain_control, impulse_response, soft_limit
from witnessmark.rendering.noises import filtered, pascals
from witnessmark.rendering.propagation import Propagator
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.tracks import Emitters, tracks

Array = NDArray[np.float64]

#: Seconds of a front that count, and seconds ahead of it that it is held against.
AFTER, BEFORE = 0.020, 0.020

#: Seconds just ahead of a front that are left out: filters ring for a few samples.
GUARD = 0.0005

#: Mean square below which a recording is as good as silent: half a step of 16 bits.
SILENCE = (0.5 / 32_768.0) ** 2


def audible(
    scenario: Scenario, fronts: Sequence[Arrival], sound: NDArray[np.float32]
) -> tuple[float, ...]:
    """Return the signal to noise ratio in dB of every direct front of *fronts*, in their order.

    *fronts* and *sound* are what :func:`~witnessmark.rendering.sound.synthesise_sound` returned
    for *scenario*. Limiter and clipping act on the front too, so that one which comes while the
    scale is already full does not count as heard.
    """
    rate = scenario.sample_rate
    microphone = scenario.microphone
    emitters = Emitters(scenario, rate)
    propagator = Propagator(air_of(scenario), rate)
    capture = impulse_response(microphone, rate)
    scale = 1.0 / (np.sqrt(2.0) * pascals(microphone.overload))
    gains = np.ones(len(sound))
    if microphone.limiter == "gain_control":
        gains = gain_control(
            filtered(tracks(scenario, fronts, rate, len(sound)), capture) * scale, rate
        )
    known: dict[tuple[object, ...], Array] = {}
    found = []
    for front in fronts:
        if not front.direct:
            continue
        key = (emitters.emitter(front), front.kind)
        if key not in known:
            known[key] = _alone(front, emitters, propagator, capture) * scale
        at = min(int(front.time * rate), len(sound) - 1)
        alone = known[key] * (emitters.strength(front) * gains[at])
        if microphone.limiter != "none":
            alone = soft_limit(alone)
        energy = float(np.mean(np.square(np.clip(alone, -1.0, 1.0))))
        first = max(0, at - round((BEFORE + GUARD) * rate))
        before = sound[first : max(first, at - round(GUARD * rate))].astype(np.float64)
        rest = float(np.mean(np.square(before))) if len(before) else 0.0
        found.append(10.0 * float(np.log10((energy + SILENCE * 1e-3) / (rest + SILENCE))))
    return tuple(found)


def _alone(front: Arrival, emitters: Emitters, propagator: Propagator, capture: Array) -> Array:
    """Return the first AFTER seconds of *front* through its surroundings and the microphone."""
    rate = propagator.rate
    size = round(AFTER * rate)
    first, samples = propagator.pulse(front)
    start = int(front.time * rate) - first
    pulse = samples[: start + size]
    place = emitters.response(front)[: len(pulse)]
    heard = np.convolve(np.convolve(pulse, place)[: len(pulse)], capture[: len(pulse)])
    return np.asarray(heard[start : start + size])
