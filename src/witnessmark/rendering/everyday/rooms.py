"""Where a sound happens: walls that answer, air that dulls, and a microphone that colours.

Conventions
-----------
A place is an impulse response whose first arrival has gain 1. Early reflections are image sources
of a shoebox (Allen and Berkley 1979, J. Acoust. Soc. Am. 65, 943) with the walls of the place;
what follows is noise that decays, faster at high frequencies, after the mean free time. Streets
and courtyards lack a roof; outdoors there is the ground and a few far surfaces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    convolved,
    filtered,
    high,
    low,
    series,
    shaped_noise,
)
from witnessmark.rendering.everyday.timing import between, fade, lay

#: Speed of sound in m/s at 20 °C.
SPEED = 343.0


@dataclass(frozen=True, slots=True)
class Place:
    """Ranges of one sort of place.

    ``side`` and ``height`` in metres, ``keep`` is the share of pressure a wall sends back, ``time``
    the reverberation time in s, ``far`` the distance to the source in m. ``roof`` is false where
    sound escapes upwards, ``ends`` where a street goes on. ``diffuse`` is the level of the tail
    against the first arrival in dB.
    """

    side: tuple[float, float]
    height: tuple[float, float]
    keep: tuple[float, float]
    time: tuple[float, float]
    far: tuple[float, float]
    diffuse: tuple[float, float]
    roof: bool = True
    ends: bool = True


PLACES = {
    "small_room": Place((1.5, 3.0), (2.2, 2.8), (0.6, 0.9), (0.2, 0.7), (0.3, 2.0), (-16, -2)),
    "living_room": Place((3.0, 7.0), (2.3, 3.2), (0.5, 0.85), (0.25, 0.8), (0.5, 5.0), (-18, -3)),
    "hall": Place((10.0, 40.0), (4.0, 15.0), (0.7, 0.92), (0.9, 2.8), (2.0, 25.0), (-20, 2)),
    "stairwell": Place((2.5, 5.0), (6.0, 20.0), (0.85, 0.96), (1.0, 2.5), (1.0, 10.0), (-12, 3)),
    "workshop": Place((6.0, 20.0), (3.0, 8.0), (0.7, 0.9), (0.5, 1.8), (1.0, 10.0), (-18, -2)),
    "street": Place(
        (8.0, 30.0),
        (8.0, 25.0),
        (0.5, 0.9),
        (0.5, 2.0),
        (2.0, 60.0),
        (-32, -10),
        roof=False,
        ends=False,
    ),
    "courtyard": Place(
        (10.0, 40.0), (8.0, 20.0), (0.6, 0.92), (0.6, 2.2), (3.0, 30.0), (-28, -8), roof=False
    ),
    "outdoors": Place(
        (30.0, 300.0), (1.5, 2.0), (0.05, 0.3), (0.2, 1.5), (1.0, 80.0), (-48, -25), roof=False
    ),
    "close": Place((3.0, 20.0), (2.3, 4.0), (0.1, 0.4), (0.15, 0.5), (0.02, 0.5), (-50, -25)),
}

INDOORS = ("small_room", "living_room", "hall", "stairwell", "workshop")
OUT = ("street", "courtyard", "outdoors")


def heard_in(
    random: np.random.Generator, sound: Array, places: tuple[str, ...], farthest: float = 1e9
) -> Array:
    """Return *sound* as heard in one of *places*, at a random distance."""
    return convolved(sound, response(random, places[int(random.integers(len(places)))], farthest))


def response(random: np.random.Generator, name: str, farthest: float = 1e9) -> Array:
    """Return the impulse response of a random place of sort *name*, its direct sound first."""
    place = PLACES[name]
    distance = min(between(random, *place.far), farthest)
    time = between(random, *place.time)
    result = np.zeros(int(min(1.2 * time + 0.15, 2.5) * RATE), np.float32)
    _early(random, place, distance, result)
    tail = _tail(random, time, result.size)
    # What keeps the tail in bounds is its range for the place; theory alone gives far more.
    level = random.uniform(*place.diffuse) / 20.0
    free = int((np.mean(place.side) / SPEED) * RATE)
    lay(result, min(free, RATE // 20), tail, 10.0**level)
    top = between(random, 3500.0, 20000.0) / (1.0 + distance / 150.0)
    return filtered(result, series(high(between(random, 15.0, 150.0)), low(top)))


def _early(random: np.random.Generator, place: Place, distance: float, out: Array) -> None:
    """Add the direct sound at 0 and the images of up to two bounces a wall to *out*."""
    size = np.array(
        [between(random, *place.side), between(random, *place.side), between(random, *place.height)]
    )
    source = random.uniform(0.15, 0.85, 3) * size
    direction = random.standard_normal(3)
    direction[2] *= 0.2
    direction /= np.linalg.norm(direction)
    here = source + direction * min(distance, 0.8 * float(size[:2].max()))
    here = np.clip(here, 0.1 * size, 0.9 * size)
    keep = random.uniform(*place.keep, size=6)
    if not place.roof:
        keep[5] = 0.0
    if not place.ends:
        keep[[0, 3]] = 0.0
    order = np.array([-2, -1, 0, 1, 2])
    cells = np.stack(np.meshgrid(order, order, order, indexing="ij"), axis=-1).reshape(-1, 3)
    odd = cells % 2 != 0
    image = cells * size + np.where(odd, size - source, source)
    path = np.linalg.norm(image - here, axis=1)
    lower = (np.abs(cells) + (cells < 0)) // 2
    upper = np.abs(cells) - lower
    gain = np.prod(keep[:3] ** lower * keep[3:] ** upper, axis=1)
    direct = max(float(np.linalg.norm(source - here)), 0.02)
    late = np.round((path - direct) / SPEED * RATE).astype(np.int64)
    gain *= direct / np.maximum(path, 0.02)
    gain[cells.any(axis=1)] *= random.uniform(0.6, 1.0)
    fits = (late >= 0) & (late < out.size) & (gain > 1e-5)
    np.add.at(out, late[fits], gain[fits].astype(np.float32))


def _tail(random: np.random.Generator, time: float, size: int) -> Array:
    """Return noise that dies by 60 dB in *time* seconds, sooner at high frequencies; energy 1."""
    dull = between(random, 300.0, 1500.0)
    deep = shaped_noise(random, size, low(dull, 2)) * fade(size, time / 6.91)
    bright = shaped_noise(random, size, series(high(dull), low(6000.0))) * fade(
        size, time / 6.91 * random.uniform(0.3, 0.7)
    )
    both = deep + bright * np.float32(random.uniform(0.3, 0.9))
    both[:96] *= np.linspace(0.0, 1.0, 96, dtype=np.float32)
    return np.asarray(both / max(float(np.sqrt(np.dot(both, both))), 1e-9), np.float32)
