"""What reaches the microphone, when, by which way and how strongly: geometry before any sound.

Conventions
-----------
``time`` is the moment at which the front reaches the microphone, seconds from the start of the
recording; where a wall is between, it comes over the top. ``gain`` takes a pulse as its source
states it to the microphone: spreading, reflection and the muzzle's directivity, but not air or
walls between, which depend on frequency. Blasts fall as 1/r from one metre, the shock wave as
Whitham's law says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from witnessmark.rendering.air import Air
from witnessmark.rendering.paths import Point, Way, ways
from witnessmark.rendering.pulses import Friedlander, NWave, ballistic_shock, free_air_blast
from witnessmark.rendering.scenario import Explosion, Scenario, Shooter
from witnessmark.rendering.schedule import rounds
from witnessmark.rendering.screening import detour
from witnessmark.rendering.trajectory import Trajectory
from witnessmark.rendering.weapons import WEAPONS

#: How much weaker, in dB, a muzzle blast is behind the muzzle than ahead of it: of the order
#: measured for rifles (Maher 2007; Beck, Nakasone and Marr 2011).
BEHIND_DB = 12.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """One front at the microphone; ``source`` is the id of the round or the explosion."""

    time: float
    source: str
    kind: Literal["blast", "crack", "explosion"]
    via: str
    travelled: float
    gain: float
    pulse: Friedlander | NWave
    cutoff: float | None
    detour: float

    @property
    def direct(self) -> bool:
        """Whether it came straight."""
        return self.via == "direct"


def arrivals(scenario: Scenario) -> tuple[Arrival, ...]:
    """Return every front that reaches the microphone within the recording, in time's order."""
    open_ways = ways(scenario)
    microphone = np.asarray(scenario.microphone.at)
    found: list[Arrival] = []
    templates: dict[str, list[Arrival]] = {}
    for shot in rounds(scenario):
        if shot.shooter not in templates:
            shooter = scenario.shooter(shot.shooter)
            templates[shot.shooter] = _of_shooter(scenario, shooter, open_ways, microphone)
        found += [
            replace(one, source=shot.id, time=one.time + shot.fired_at)
            for one in templates[shot.shooter]
        ]
    for explosion in scenario.explosions:
        found += _of_explosion(scenario, explosion, open_ways, microphone)
    heard = [arrival for arrival in found if arrival.time < scenario.duration]
    return tuple(sorted(heard, key=lambda a: (a.time, a.source, a.kind, a.via)))


def directivity(shooter: Shooter, towards: Point) -> float:
    """Return how strong a muzzle blast is towards a point, one straight ahead of the muzzle.

    Falls smoothly, in decibels with the cosine of the angle, to ``-BEHIND_DB`` behind.
    """
    course = np.asarray(shooter.aim) - np.asarray(shooter.at)
    ray = towards - np.asarray(shooter.at)
    cosine = float(course @ ray / (np.linalg.norm(course) * np.linalg.norm(ray)))
    return float(10.0 ** (-BEHIND_DB * (1.0 - cosine) / 40.0))


def air_of(scenario: Scenario) -> Air:
    """Return the scenario's air."""
    part = scenario.air
    return Air(part.temperature, part.humidity, part.pressure)


def _of_shooter(
    scenario: Scenario, shooter: Shooter, open_ways: tuple[Way, ...], microphone: Point
) -> list[Arrival]:
    """Return the fronts of a shot fired at time zero."""
    found = []
    for way in open_ways:
        source = np.asarray(shooter.at)
        if way.open_from(source, microphone):
            found.append(_blast(scenario, shooter, way))
        crack = _crack(scenario, shooter, way, microphone)
        if crack is not None:
            found.append(crack)
    return found


def _blast(scenario: Scenario, shooter: Shooter, way: Way) -> Arrival:
    weapon = WEAPONS[shooter.weapon]
    return _front(
        scenario,
        np.asarray(shooter.at),
        way,
        kind="blast",
        gain=directivity(shooter, way.listener),
        pulse=Friedlander(weapon.blast, weapon.phase),
    )


def _front(
    scenario: Scenario,
    source: Point,
    way: Way,
    *,
    kind: Literal["blast", "explosion"],
    gain: float,
    pulse: Friedlander,
) -> Arrival:
    """Return the front of a blast that spreads as 1/r from *source* at time zero."""
    extra = detour(scenario.surfaces(), source, way)
    travelled = float(np.linalg.norm(way.listener - source)) + extra
    return Arrival(
        time=travelled / air_of(scenario).speed,
        source="",
        kind=kind,
        via=way.via,
        travelled=travelled,
        gain=gain * way.reflection / travelled,
        pulse=pulse,
        cutoff=way.cutoff,
        detour=extra,
    )


def _crack(scenario: Scenario, shooter: Shooter, way: Way, microphone: Point) -> Arrival | None:
    weapon = WEAPONS[shooter.weapon]
    sound = air_of(scenario).speed
    path = Trajectory(shooter.at, shooter.aim, weapon.speed, weapon.drag)
    shock = path.shock_at(way.listener, sound)
    if shock is None or not way.open_from(np.asarray(shock.shed_at), microphone):
        return None
    pulse = ballistic_shock(
        diameter=weapon.diameter,
        length=weapon.length,
        mach=shock.mach,
        miss=shock.miss,
        speed_of_sound=sound,
    )
    extra = detour(scenario.surfaces(), np.asarray(shock.shed_at), way)
    return Arrival(
        time=shock.delay + extra / sound,
        source="",
        kind="crack",
        via=way.via,
        travelled=shock.travelled + extra,
        gain=way.reflection,
        pulse=pulse,
        cutoff=way.cutoff,
        detour=extra,
    )


def _of_explosion(
    scenario: Scenario, explosion: Explosion, open_ways: tuple[Way, ...], microphone: Point
) -> list[Arrival]:
    source = np.asarray(explosion.at)
    pulse = free_air_blast(explosion.charge)
    fronts = [
        _front(scenario, source, way, kind="explosion", gain=1.0, pulse=pulse)
        for way in open_ways
        if way.open_from(source, microphone)
    ]
    return [
        replace(front, source=explosion.id, time=front.time + explosion.time) for front in fronts
    ]
