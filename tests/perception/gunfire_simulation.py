"""Trains of shots with known truth, as a picker would report them: late, missed, doubled, merged.

Conventions
-----------
Everything follows from the seed. Seeds below :data:`HELD_OUT` were looked at while the grouping was
written; those from it on were not, and every figure that is quoted comes from them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.shot import Shot

#: First seed of those that nothing was chosen on.
HELD_OUT = 100_000
BANDS = 6
#: Picks closer together than this, in seconds, are reported as one.
RESOLUTION = 0.04


@dataclass(frozen=True, slots=True)
class Fire:
    """One weapon's string of automatic fire and how badly it is heard; times in seconds."""

    rounds_per_minute: float
    rounds: int
    cycle_jitter: float
    onset_error: float
    missed: float = 0.05
    extra: float = 0.03
    start: float = 1.0
    pause: float = 0.0
    pause_after: int = 0


def draw_fire(
    generator: np.random.Generator,
    rpm: tuple[float, float] = (450, 1200),
    rounds: tuple[int, int] = (3, 60),
) -> Fire:
    """Draw a string from the ranges that the grouping is meant for; lengths evenly in logarithm."""
    low, high = np.log(rounds[0]), np.log(rounds[1] + 0.99)
    return Fire(
        rounds_per_minute=float(generator.uniform(*rpm)),
        rounds=int(np.exp(generator.uniform(low, high))),
        cycle_jitter=float(generator.uniform(0, 0.05)),
        onset_error=float(generator.uniform(0, 0.004)),
    )


def fired_at(fire: Fire, generator: np.random.Generator) -> NDArray[np.float64]:
    """Return when each round of *fire* went off: a renewal process, with one pause if asked."""
    beat = 60 / fire.rounds_per_minute
    gaps = beat * (1 + fire.cycle_jitter * generator.standard_normal(fire.rounds - 1))
    if fire.pause and 0 < fire.pause_after < fire.rounds:
        gaps[fire.pause_after - 1] += fire.pause
    return fire.start + np.concatenate([[0.0], np.cumsum(np.maximum(gaps, 0.01))])


@dataclass(frozen=True, slots=True)
class Timbre:
    """How one weapon sounds at the microphone: level in each band, scatter and drift in dB."""

    mean: NDArray[np.float64]
    scatter: float
    drift: float


def draw_timbre(generator: np.random.Generator) -> Timbre:
    """Draw a weapon's sound: scatter of 1 to 3 dB from shot to shot, up to 3 dB of drift."""
    return Timbre(
        generator.normal(0, 6, BANDS),
        float(generator.uniform(1, 3)),
        float(generator.uniform(0, 3)),
    )


def heard(
    fires: list[Fire], timbres: list[Timbre], generator: np.random.Generator
) -> tuple[list[Shot], NDArray[np.int64]]:
    """Return the picks of all *fires* together, and the weapon of each (-1: an echo)."""
    rows: list[tuple[float, int, float, NDArray[np.float64]]] = []
    for weapon, (fire, timbre) in enumerate(zip(fires, timbres, strict=True)):
        times = fired_at(fire, generator)
        slope = np.linspace(-0.5, 0.5, len(times)) * timbre.drift
        for index, at in enumerate(times):
            sound = timbre.mean + slope[index] * np.linspace(-1, 1, BANDS)
            if generator.random() >= fire.missed:
                late = fire.onset_error * generator.standard_normal()
                scatter = timbre.scatter * _scatter(generator)
                rows.append((at + late, weapon, generator.uniform(0.75, 1), sound + scatter))
            if generator.random() < fire.extra:
                dull = sound - np.linspace(0, 8, BANDS) + timbre.scatter * _scatter(generator)
                rows.append(
                    (at + generator.uniform(0.02, 0.2), -1, generator.uniform(0.5, 0.95), dull)
                )
    rows.sort(key=lambda row: row[0])
    kept: list[tuple[float, int, float, NDArray[np.float64]]] = []
    for row in rows:
        if not kept or row[0] - kept[-1][0] >= RESOLUTION:
            kept.append(row)
    shots = [
        Shot(float(at), float(sure), (levels - levels.mean()).astype(np.float32), None, 0.0)
        for at, _, sure, levels in kept
    ]
    return shots, np.array([weapon for _, weapon, _, _ in kept], dtype=np.int64)


def _scatter(generator: np.random.Generator) -> NDArray[np.float64]:
    """Return scatter with heavy tails, half of it common to neighbouring bands."""
    own = generator.standard_t(5, BANDS) / np.sqrt(5 / 3)
    common = generator.standard_normal() * np.linspace(-1, 1, BANDS)
    return np.sqrt(0.5) * (own + common)
