"""What a wall in between does: the wave comes over its top, later, weaker and duller.

Conventions
-----------
The detour is the extra way over the wall's upper edge, in metres; zero where nothing is between.
Only the edge that costs most counts, and a house is as deep as its front.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.paths import Point, Way, plan_crossing
from witnessmark.rendering.phase import minimum_phase
from witnessmark.rendering.scenario import Wall

#: Most that one edge takes away, in dB (ISO 9613-2:1996, clause 7.4).
MOST_DB = 20.0


def detour(walls: tuple[Wall, ...], source: Point, way: Way) -> float:
    """Return the extra metres that the highest wall between costs, zero where none is between.

    Asked of the straight way and of the one off the ground, whose image lies below it; a way off
    a wall counts as open.
    """
    if way.wall is not None:
        return 0.0
    found = 0.0
    for wall in walls:
        met = plan_crossing(wall, source, way.listener)
        if met is None or abs(met[2]) > wall.height:
            continue
        edge = np.array([met[0], met[1], wall.height])
        over = np.linalg.norm(edge - source) + np.linalg.norm(way.listener - edge)
        found = max(found, float(over - np.linalg.norm(way.listener - source)))
    return found


def screen(extra: float, size: int, rate: int, speed: float) -> NDArray[np.complex128]:
    """Return what an edge with *extra* metres of detour does to a spectrum, a value a bin.

    Dz = 10 lg(3 + 20 z / wavelength) dB (ISO 9613-2:1996, eq. 14, with C2 = 20, C3 = 1 and no
    correction for weather), with the minimum phase that goes with it.
    """
    frequency = np.fft.rfftfreq(size, 1.0 / rate)
    loss = np.minimum(10.0 * np.log10(3.0 + 20.0 * extra * frequency / speed), MOST_DB)
    return minimum_phase(-loss * np.log(10.0) / 20.0)
