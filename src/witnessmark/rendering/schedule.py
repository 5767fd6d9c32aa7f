"""When each shot is fired: groups of fire drawn out into rounds, by the scenario's seed.

Conventions
-----------
Seconds from the start of the recording, to the microsecond. A shot fired past the end is left
out. Each group draws from a generator of its own, so that changing one moves no other.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from witnessmark.rendering.scenario import Fire, Scenario
from witnessmark.rendering.weapons import WEAPONS


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its number in its group, when it is fired, and whether it is a tracer."""

    id: str
    group: str
    shooter: str
    fired_at: float
    tracer: bool


def generator(scenario: Scenario, purpose: str) -> np.random.Generator:
    """Return the random numbers that belong to one purpose of one scenario."""
    return np.random.default_rng([scenario.seed, zlib.crc32(purpose.encode())])


def cyclic_rate(scenario: Scenario, fire: Fire) -> float:
    """Return the rounds a minute of burst or automatic fire: the group's own, or the weapon's."""
    return fire.rate or WEAPONS[scenario.shooter(fire.shooter).weapon].rate


def rounds(scenario: Scenario) -> tuple[Round, ...]:
    """Return every round of the scenario, in the order of firing."""
    fired = []
    for fire in scenario.fire:
        for number, time in enumerate(_times(scenario, fire)):
            tracer = fire.tracers > 0 and number % fire.tracers == 0
            identifier = f"{fire.id}-{number + 1:03d}"
            fired.append(Round(identifier, fire.id, fire.shooter, time, tracer))
    return tuple(sorted(fired, key=lambda shot: (shot.fired_at, shot.id)))


def _times(scenario: Scenario, fire: Fire) -> list[float]:
    """Draw the moments of firing of one group."""
    random = generator(scenario, f"fire {fire.id}")
    last = min(scenario.duration, fire.until or scenario.duration)
    most = fire.shots or 100_000
    beat = 60.0 / cyclic_rate(scenario, fire)
    times: list[float] = []
    now = fire.start
    left = _string(fire, random)
    while now < last and len(times) < most:
        times.append(round(now, 6))
        left -= 1
        if fire.mode == "single":
            now += random.uniform(*fire.interval)
        elif left > 0:
            now += beat * (1.0 + fire.jitter * float(np.clip(random.standard_normal(), -2.5, 2.5)))
        else:
            now += beat + random.uniform(*fire.pause)
            left = _string(fire, random)
    return times


def _string(fire: Fire, random: np.random.Generator) -> int:
    """Draw how many rounds come before the next pause."""
    if fire.string is not None:
        return int(random.integers(fire.string[0], fire.string[1] + 1))
    return 3 if fire.mode == "burst" else 1_000_000
