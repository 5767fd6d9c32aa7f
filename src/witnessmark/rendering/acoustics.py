"""Surroundings drawn at random for each kind of place, as varied as a microphone may meet them.

Conventions
-----------
Distances in metres, levels in dB re the direct front over open ground. One generator, one draw.
What a place does grows with distance: the farther the shots, the more stands between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from witnessmark.rendering.surroundings import FarEcho, Surroundings

Random = np.random.Generator


def open_ground(random: Random, distance: float) -> Surroundings:
    """Return fields: a front that turbulence roughens, and at most a faint line of trees."""
    far = _far(random, int(random.integers(0, 3)), (0.15, 2.0), (-38.0, -14.0), (0.0, 0.06))
    return Surroundings(
        direct=-_up_to(random, 6.0) * _remote(distance),
        cutoff=_between(random, 2_500.0, 20_000.0),
        scatter=_uniform(random, -22.0, -8.0) + 6.0 * _remote(distance),
        scatter_time=_between(random, 0.0015, 0.008),
        density=_between(random, 5.0, 40.0),
        first=_uniform(random, 0.02, 0.2),
        echo=_uniform(random, -32.0, -12.0),
        echo_decay=_uniform(random, 0.4, 1.5),
        far=far,
        **_clutter(random, -26.0, -4.0),
        fluctuation=_uniform(random, 0.3, 2.5),
    )


def street(random: Random, distance: float) -> Surroundings:
    """Return a street: fronts of houses on both sides, often one in between."""
    blocked = random.random() < 0.25 + 0.5 * _remote(distance)
    loss = _uniform(random, 4.0, 16.0) if blocked else _up_to(random, 3.0)
    return Surroundings(
        direct=-loss,
        cutoff=_between(random, 400.0, 3_000.0) if blocked else _between(random, 3e3, 2e4),
        edges=int(random.integers(1, 4)),
        scatter=_uniform(random, -8.0, 3.0) if blocked else _uniform(random, -18.0, -5.0),
        scatter_time=_between(random, 0.002, 0.012),
        density=_between(random, 25.0, 150.0),
        first=_between(random, 0.006, 0.06),
        echo=_uniform(random, -10.0, 1.0),
        echo_decay=_uniform(random, 0.6, 1.8),
        far=_far(random, int(random.integers(0, 4)), (0.1, 1.2), (-26.0, 1.0), (0.0, 0.05)),
        **_clutter(random, -8.0, 6.0),
        fluctuation=_uniform(random, 0.3, 2.0),
    )


def urban_canyon(random: Random, distance: float) -> Surroundings:
    """Return tall blocks, with the straight way mostly shut and the echoes stronger than it."""
    blocked = random.random() < 0.5 + 0.4 * _remote(distance)
    loss = _uniform(random, 6.0, 24.0) if blocked else _up_to(random, 5.0)
    return Surroundings(
        direct=-loss,
        cutoff=_between(random, 300.0, 2_500.0) if blocked else _between(random, 2e3, 2e4),
        edges=int(random.integers(1, 5)),
        scatter=_uniform(random, -5.0, 6.0) if blocked else _uniform(random, -15.0, -3.0),
        scatter_time=_between(random, 0.002, 0.015),
        density=_between(random, 20.0, 120.0),
        first=_between(random, 0.008, 0.12),
        echo=_uniform(random, -12.0, 2.0) if blocked else _uniform(random, -8.0, 3.0),
        echo_decay=_uniform(random, 0.8, 2.8),
        tail=_uniform(random, -30.0, -14.0),
        tail_decay=_uniform(random, 1.0, 3.0),
        far=_far(random, int(random.integers(1, 6)), (0.1, 2.0), (-26.0, 1.0), (0.0, 0.06)),
        **_clutter(random, -6.0, 8.0),
        fluctuation=_uniform(random, 0.3, 2.5),
    )


def courtyard(random: Random, distance: float) -> Surroundings:
    """Return a yard with walls all round: echoes at once, close together, for a second or two."""
    del distance
    return Surroundings(
        direct=-_up_to(random, 8.0),
        cutoff=_between(random, 2_000.0, 20_000.0),
        scatter=_uniform(random, -18.0, -4.0),
        scatter_time=_between(random, 0.001, 0.006),
        density=_between(random, 80.0, 500.0),
        first=_between(random, 0.004, 0.03),
        echo=_uniform(random, -5.0, 5.0),
        echo_decay=_uniform(random, 0.7, 2.4),
        tail=_uniform(random, -20.0, -6.0),
        tail_decay=_uniform(random, 0.8, 2.5),
        **_clutter(random, -10.0, 3.0),
        fluctuation=_uniform(random, 0.2, 1.0),
    )


def room(random: Random, distance: float) -> Surroundings:
    """Return a room or a stairwell: beyond a few metres it rings louder than the shot."""
    # A room of critical distance r_c holds (r / r_c)^2 times the direct sound's energy in its
    # reverberation (Kuttruff, Room Acoustics, section 5.1: the diffuse field).
    critical = _between(random, 0.8, 5.0)
    diffuse = 20.0 * np.log10(distance / critical)
    decay = _between(random, 0.3, 2.5)
    return Surroundings(
        direct=-_up_to(random, 6.0),
        cutoff=_between(random, 3_000.0, 20_000.0),
        density=_between(random, 200.0, 1_500.0),
        first=_between(random, 0.002, 0.01),
        echo=_bounded(diffuse - 3.0, -8.0, 12.0),
        echo_decay=decay,
        tail=_bounded(diffuse - 2.0, -10.0, 12.0),
        tail_decay=decay,
        **_clutter(random, -12.0, 3.0),
        fluctuation=_uniform(random, 0.1, 0.8),
    )


def valley(random: Random, distance: float) -> Surroundings:
    """Return a valley: slopes that answer late and long, and thunder that rolls along it."""
    return Surroundings(
        direct=-_up_to(random, 10.0) * _remote(distance),
        cutoff=_between(random, 1_500.0, 15_000.0),
        scatter=_uniform(random, -18.0, -2.0),
        scatter_time=_between(random, 0.002, 0.012),
        density=_between(random, 5.0, 50.0),
        first=_between(random, 0.02, 0.3),
        echo=_uniform(random, -22.0, -5.0),
        echo_decay=_uniform(random, 1.5, 5.0),
        tail=_uniform(random, -26.0, -6.0),
        tail_decay=_uniform(random, 2.0, 6.0),
        far=_far(random, int(random.integers(1, 7)), (0.2, 3.0), (-20.0, 1.0), (0.003, 0.2)),
        **_clutter(random, -16.0, 2.0),
        fluctuation=_uniform(random, 0.5, 3.0),
    )


def indoors_to_outdoors(random: Random, distance: float) -> Surroundings:
    """Return shots in a house heard outside, or outside heard in a house: dull, with two tails."""
    del distance
    return Surroundings(
        direct=_uniform(random, -22.0, -4.0),
        cutoff=_between(random, 250.0, 3_000.0),
        edges=int(random.integers(1, 4)),
        scatter=_uniform(random, -6.0, 6.0),
        scatter_time=_between(random, 0.003, 0.02),
        density=_between(random, 50.0, 600.0),
        first=_between(random, 0.003, 0.02),
        echo=_uniform(random, -18.0, -2.0),
        echo_decay=_uniform(random, 0.3, 1.2),
        tail=_uniform(random, -24.0, -4.0),
        tail_decay=_uniform(random, 0.3, 1.6),
        far=_far(random, int(random.integers(0, 4)), (0.1, 1.0), (-34.0, -12.0), (0.0, 0.04)),
        **_clutter(random, -6.0, 8.0),
        fluctuation=_uniform(random, 0.2, 1.5),
    )


def forest(random: Random, distance: float) -> Surroundings:
    """Return a wood: trunks scatter what is high, leaves swallow it, and it reverberates softly."""
    # Dense foliage takes some 0.02 (1 kHz) to 0.1 dB a metre (8 kHz), over 200 m at most
    # (ISO 9613-2:1996, annex A.1): the farther, the lower the band that is left.
    shade = min(distance, 200.0) / 200.0
    return Surroundings(
        direct=-_up_to(random, 8.0) * shade,
        cutoff=_between(random, 1_200.0, 6_000.0) if shade > 0.5 else _between(random, 4e3, 2e4),
        scatter=_uniform(random, -14.0, 0.0) + 6.0 * shade,
        scatter_time=_between(random, 0.003, 0.02),
        density=_between(random, 100.0, 800.0),
        first=_between(random, 0.004, 0.03),
        echo=_uniform(random, -14.0, -2.0) + 4.0 * shade,
        echo_decay=_uniform(random, 0.4, 2.2),
        far=_far(random, int(random.integers(0, 3)), (0.3, 2.0), (-34.0, -14.0), (0.01, 0.15)),
        **_clutter(random, -8.0, 5.0),
        fluctuation=_uniform(random, 0.3, 2.5),
    )


#: How each kind of place is drawn; names are what :mod:`~witnessmark.rendering.sound_scenes` takes.
DRAWN: Mapping[str, Callable[[Random, float], Surroundings]] = MappingProxyType(
    {
        "open": open_ground,
        "street": street,
        "courtyard": courtyard,
        "room": room,
        "valley": valley,
        "indoors_to_outdoors": indoors_to_outdoors,
        "forest": forest,
        "urban_canyon": urban_canyon,
    }
)


def _clutter(random: Random, low: float, high: float) -> dict[str, float]:
    """Draw what stands within metres of the muzzle and the microphone."""
    return {
        "clutter": _uniform(random, low, high),
        "clutter_decay": _between(random, 0.015, 0.35),
        "clutter_density": _between(random, 120.0, 2_000.0),
    }


def _remote(distance: float) -> float:
    """Return 0 close by and 1 from half a kilometre on."""
    return min(1.0, distance / 500.0)


def _uniform(random: Random, low: float, high: float) -> float:
    return round(float(random.uniform(low, high)), 4)


def _up_to(random: Random, most: float) -> float:
    return _uniform(random, 0.0, most)


def _between(random: Random, low: float, high: float) -> float:
    """Draw evenly in the logarithm."""
    return round(float(np.exp(random.uniform(np.log(low), np.log(high)))), 6)


def _bounded(value: float, low: float, high: float) -> float:
    return round(float(np.clip(value, low, high)), 4)


def _far(
    random: Random,
    number: int,
    delays: tuple[float, float],
    levels: tuple[float, float],
    spreads: tuple[float, float],
) -> tuple[FarEcho, ...]:
    return tuple(
        FarEcho(
            delay=_between(random, *delays),
            level=_uniform(random, *levels),
            spread=_uniform(random, *spreads),
            cutoff=_between(random, 400.0, 4_000.0),
        )
        for _ in range(number)
    )
