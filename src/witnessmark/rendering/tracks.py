"""The pressure that all fronts bring, each emitter's through the surroundings it is heard in.

Conventions
-----------
Pressure in pascals at the microphone, float64. An emitter is a shooter or an explosion; its cracks
and its blasts take different ways and meet different echoes. An emitter without surroundings is
heard as geometry alone makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.air import Air
from witnessmark.rendering.arrivals import Arrival, air_of
from witnessmark.rendering.noises import filtered
from witnessmark.rendering.propagation import Propagator, add, pressure
from witnessmark.rendering.responses import response
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.schedule import generator, rounds
from witnessmark.rendering.surroundings import NONE, Surroundings

Array = NDArray[np.float64]


class Emitters:
    """The surroundings of every front of a scenario, and what they do; drawn once."""

    def __init__(self, scenario: Scenario, rate: int) -> None:
        self._scenario = scenario
        self._rate = rate
        self._places = {one.id: one.surroundings for one in scenario.shooters}
        self._places |= {one.id: one.surroundings for one in scenario.explosions}
        self._emitter = {shot.id: shot.shooter for shot in rounds(scenario)}
        self._responses: dict[tuple[str, str], Array] = {}

    def emitter(self, front: Arrival) -> str:
        """Return the id of the shooter or the explosion that *front* comes from."""
        return self._emitter.get(front.source, front.source)

    def surroundings(self, front: Arrival) -> Surroundings | None:
        """Return the surroundings that *front* is heard in."""
        return self._places[self.emitter(front)]

    def response(self, front: Arrival) -> Array:
        """Return the impulse response that *front* is heard through, one sample long without."""
        place = self.surroundings(front)
        if place is None:
            return np.ones(1)
        key = (self.emitter(front), front.kind)
        if key not in self._responses:
            random = generator(self._scenario, f"surroundings {' '.join(key)}")
            if front.kind == "crack":
                place = _of_crack(place)
            self._responses[key] = response(place, random, self._rate)
        return self._responses[key]

    def strength(self, front: Arrival) -> float:
        """Return how strong this round is against the mean of its kind (log-normal)."""
        place = self.surroundings(front)
        if place is None or place.fluctuation == 0.0:
            return 1.0
        random = generator(self._scenario, f"strength {front.source} {front.kind}")
        return float(10.0 ** (place.fluctuation * random.standard_normal() / 20.0))


def tracks(
    scenario: Scenario,
    fronts: Sequence[Arrival],
    rate: int,
    size: int,
    progress: Callable[[float, float], None] | None = None,
) -> Array:
    """Return the pressure of all *fronts* together, *size* samples."""
    emitters = Emitters(scenario, rate)
    air = air_of(scenario)
    bare = [front for front in fronts if emitters.surroundings(front) is None]
    sound = pressure(bare, air, rate, size, progress)
    groups: dict[tuple[str, str], list[Arrival]] = {}
    for front in fronts:
        if emitters.surroundings(front) is not None:
            groups.setdefault((emitters.emitter(front), front.kind), []).append(front)
    for number, group in enumerate(groups.values()):
        _add_group(sound, group, emitters, air, rate)
        if progress is not None:
            progress(number, len(groups))
    return sound


def _add_group(sound: Array, group: list[Arrival], emitters: Emitters, air: Air, rate: int) -> None:
    """Add the fronts of one emitter and kind, through their common response."""
    propagator = Propagator(air, rate)
    begin = max(0, int(group[0].time * rate) - 200)
    dry = np.zeros(len(sound) - begin)
    for front in group:
        first, samples = propagator.pulse(front)
        add(dry, first - begin, samples * emitters.strength(front))
    sound[begin:] += filtered(dry, emitters.response(group[0]))


def _of_crack(place: Surroundings) -> Surroundings:
    """Return what a crack meets of *place*: it is shed near by, so little blocks it.

    It spreads as a cone, so that of all that stands about only what lies square to the cone sends
    an echo to the microphone, and its band lies so high that rough surfaces scatter it away.
    """
    return place.model_copy(
        update={
            "direct": 0.25 * place.direct,
            "cutoff": max(place.cutoff, 6_000.0),
            "scatter": max(NONE, place.scatter - 10.0),
            "scatter_time": 0.5 * place.scatter_time,
            "density": 0.3 * place.density,
            "echo": max(NONE, place.echo - 12.0),
            "echo_decay": max(0.1, 0.5 * place.echo_decay),
            "clutter": max(NONE, place.clutter - 8.0),
            "clutter_decay": 0.5 * place.clutter_decay + 0.003,
            "tail": max(NONE, place.tail - 15.0),
            "far": (),
        }
    )
