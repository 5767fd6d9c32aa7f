"""The ways a wave takes to the microphone: straight, off the ground, off each wall.

Conventions
-----------
Mirror images of the microphone stand for reflections (the image method; Allen and Berkley 1979,
J. Acoust. Soc. Am. 65, 943): a ray to the image is as long as the ray by way of the surface. Only
first reflections are kept; a wall reflects where the ray meets it between its ends and below its
top, and only on the side where the microphone is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.scenario import Scenario, Wall

Point = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the microphone: by what, to which image of it, and what the surface keeps."""

    via: str
    image: tuple[float, float, float]
    reflection: float = 1.0
    cutoff: float | None = None
    wall: Wall | None = None

    @property
    def listener(self) -> Point:
        """The image's place."""
        return np.asarray(self.image)

    def open_from(self, source: Point, microphone: Point) -> bool:
        """Say whether a wave from *source* really takes this way."""
        if self.wall is None:
            return True
        met = crossing(self.wall, source, self.listener)
        # The microphone's image lies behind the wall; the source must not, or there is no mirror.
        return met is not None and _same_side(self.wall, source, microphone)


def ways(scenario: Scenario) -> tuple[Way, ...]:
    """Return the direct way, the one off the ground, and one for each wall."""
    x, y, z = scenario.microphone.at
    found = [Way("direct", (x, y, z))]
    ground = scenario.ground
    if ground.reflection > 0.0:
        found.append(Way("ground", (x, y, -z), ground.reflection, ground.cutoff))
    for wall in scenario.surfaces():
        if wall.reflection > 0.0:
            image = _mirrored(wall, (x, y, z))
            found.append(Way(wall.id, image, wall.reflection, wall.cutoff, wall))
    return tuple(found)


def crossing(wall: Wall, first: Point, second: Point) -> Point | None:
    """Return where the line from *first* to *second* goes through *wall*, None where it misses."""
    met = plan_crossing(wall, first, second)
    return met if met is not None and 0.0 <= met[2] <= wall.height else None


def plan_crossing(wall: Wall, first: Point, second: Point) -> Point | None:
    """Return where that line crosses *wall* as seen in the plan, however high or low."""
    start, end = np.asarray(wall.start), np.asarray(wall.end)
    along, ray = end - start, second[:2] - first[:2]
    across = float(along[0] * ray[1] - along[1] * ray[0])
    if abs(across) < 1e-12:
        return None
    gap = start - first[:2]
    share = float(along[0] * gap[1] - along[1] * gap[0]) / across
    place = float(ray[0] * gap[1] - ray[1] * gap[0]) / across
    met: Point = first + share * (second - first)
    inside = 0.0 < share < 1.0 and 0.0 <= place <= 1.0
    return met if inside else None


def hidden(scenario: Scenario, place: Point, eye: Point) -> bool:
    """Say whether a wall stands between *eye* and *place*."""
    return any(crossing(wall, eye, place) is not None for wall in scenario.surfaces())


def _mirrored(wall: Wall, place: tuple[float, float, float]) -> tuple[float, float, float]:
    start = np.asarray(wall.start)
    along = np.asarray(wall.end) - start
    along = along / np.linalg.norm(along)
    offset = np.asarray(place[:2]) - start
    image = start + 2.0 * (offset @ along) * along - offset
    return (float(image[0]), float(image[1]), place[2])


def _same_side(wall: Wall, first: Point, second: Point) -> bool:
    start = np.asarray(wall.start)
    along = np.asarray(wall.end) - start

    def side(point: Point) -> float:
        offset = point[:2] - start
        return float(along[0] * offset[1] - along[1] * offset[0])

    return side(first) * side(second) > 0.0
