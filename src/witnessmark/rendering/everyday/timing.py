"""When things happen, and how they are laid on a track.

Conventions
-----------
Starts are sample numbers at :data:`~.spectra.RATE`. Human rhythm wanders: intervals follow a
slow drift and a quick jitter of 2 to 5 % (Repp 2005, Psychonomic Bulletin & Review 12, 969, on
tapping), more where nobody keeps time.
"""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.spectra import RATE, Array


def between(random: np.random.Generator, lowest: float, highest: float) -> float:
    """Return a number drawn evenly on a logarithmic scale: for sizes, rates and times."""
    return float(lowest * (highest / lowest) ** random.random())


def decibels(level: float) -> np.float32:
    """Return the amplitude of *level* in dB."""
    return np.float32(10.0 ** (level / 20.0))


def rhythm(
    random: np.random.Generator,
    size: int,
    rate: float,
    jitter: float,
    pause: float = 0.0,
    wandering: float = 0.02,
) -> list[int]:
    """Return starts at about *rate* a second; after each a pause comes with chance *pause*.

    *jitter* and *wandering* are standard deviations, of each interval and of the tempo's step from
    one to the next, as shares of the interval.
    """
    starts: list[int] = []
    clock = float(random.uniform(0.0, 1.0 / rate))
    drift = 1.0
    while clock * RATE < size:
        starts.append(int(clock * RATE))
        drift = float(np.clip(drift + random.normal(0.0, wandering), 0.8, 1.25))
        clock += drift / rate * float(np.exp(random.normal(0.0, jitter)))
        if random.random() < pause:
            clock += between(random, 0.4, 3.0)
    return starts


def scattered(random: np.random.Generator, size: int, rate: float) -> list[int]:
    """Return starts of a Poisson process of *rate* a second, ascending; one at the least."""
    count = max(1, int(random.poisson(rate * size / RATE)))
    return sorted(int(start) for start in random.integers(0, max(1, size), count))


def lay(track: Array, start: int, piece: Array, gain: float | np.floating = 1.0) -> None:
    """Add *piece* times *gain* to *track* from *start*; what hangs over either edge is cut."""
    first = max(0, -start)
    last = min(piece.size, track.size - start)
    if last > first:
        track[start + first : start + last] += piece[first:last] * np.float32(gain)


def fade(size: int, time: float) -> Array:
    """Return *size* samples of exp(−t/time), *time* in seconds."""
    late = np.arange(size, dtype=np.float32) * np.float32(-1.0 / (time * RATE))
    return np.asarray(np.exp(late), np.float32)


def wander(random: np.random.Generator, size: int, rate: float) -> Array:
    """Return a smooth random curve about zero, standard deviation near 1, *rate* turns a second."""
    knots = int(size / RATE * rate * 2) + 5
    values = random.standard_normal(knots).astype(np.float32)
    # Smooth steps from knot to knot at eight points each, straight lines between those.
    part = np.linspace(0.0, 1.0, 8, endpoint=False, dtype=np.float32)
    part = part * part * (3.0 - 2.0 * part)
    coarse = (values[:-1, None] + np.diff(values)[:, None] * part).ravel()
    hop = int(np.ceil(size / (coarse.size - 16)))
    ramp = np.arange(hop, dtype=np.float32) / np.float32(hop)
    fine = coarse[:-1, None] + np.diff(coarse)[:, None] * ramp
    first = int(random.integers(max(1, fine.size - size)))
    return np.asarray(fine.ravel()[first : first + size])
