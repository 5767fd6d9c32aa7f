"""How strongly each thing that happens in a scenario reaches the microphone, before any noise.

Conventions
-----------
Levels are dB re 20 uPa over :data:`OVER` seconds, from geometry: spreading, the muzzle's
directivity, walls between (their loss at :data:`PITCH` Hz), air at the same frequency, and what
the surroundings block. Reflections are left out, so that the level is rather too low than too high.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.arrivals import Arrival, air_of, arrivals
from witnessmark.rendering.noises import REFERENCE
from witnessmark.rendering.pulses import Friedlander
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.schedule import rounds
from witnessmark.rendering.screening import MOST_DB
from witnessmark.rendering.voices import EFFORT

#: Seconds over which a blast counts, and the pitch at which it is weakened.
OVER, PITCH = 0.020, 1_000.0


def faintest(scenario: Scenario) -> float | None:
    """Return the level of the faintest group of fire, explosion or voice; None where all is calm.

    A group is as loud as its loudest round; one that arrives after the end does not count.
    """
    loudest: dict[str, float] = {}
    shots = {shot.id: shot for shot in rounds(scenario)}
    blocked = _blocked(scenario)
    for front in arrivals(scenario):
        if front.direct and isinstance(front.pulse, Friedlander):
            shot = shots.get(front.source)
            emitter, name = (shot.shooter, shot.group) if shot else (front.source, front.source)
            level = _level(scenario, front, front.pulse) - blocked[emitter]
            loudest[name] = max(loudest.get(name, -np.inf), level)
    for voice in scenario.voices:
        distance = float(np.linalg.norm(np.subtract(voice.at, scenario.microphone.at)))
        loudest[voice.id] = EFFORT[voice.kind] - 20.0 * float(np.log10(distance))
    return min(loudest.values(), default=None)


def _level(scenario: Scenario, front: Arrival, pulse: Friedlander) -> float:
    """Return the level of a blast: the energy of a Friedlander wave of decay 1 is peak^2 T / 4."""
    air = air_of(scenario)
    peak = pulse.peak * front.gain
    energy = peak * peak * pulse.positive_phase / 4.0 / OVER
    loss = front.travelled * float(air.absorption(np.array([PITCH]))[0])
    if front.detour > 0.0:
        # The edge's loss of ISO 9613-2, as in :mod:`witnessmark.rendering.screening`.
        edge = 10.0 * float(np.log10(3.0 + 20.0 * front.detour * PITCH / air.speed))
        loss += min(edge, MOST_DB)
    return 10.0 * float(np.log10(energy / REFERENCE**2)) - loss


def _blocked(scenario: Scenario) -> dict[str, float]:
    """Return the decibels that the surroundings take from each emitter's direct front."""
    places = {one.id: one.surroundings for one in scenario.shooters}
    places |= {one.id: one.surroundings for one in scenario.explosions}
    return {name: -place.direct if place else 0.0 for name, place in places.items()}
