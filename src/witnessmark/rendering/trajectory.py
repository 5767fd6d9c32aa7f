"""Where a bullet's shock wave is shed towards a listener, and when it gets there.

Conventions
-----------
Positions are (x, y, z) in metres, z upwards. Paths are straight; gravity is left out. A bullet
slows as v = v0 exp(-k s) along its path (constant drag coefficient; McCoy 1999).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = NDArray[np.float64]

#: Nearer than this the far field that the N-wave is taken from does not hold (Whitham 1952).
NEAREST_MISS = 0.25

#: Slower than this a bullet sheds no shock worth the name, and Whitham's theory does not hold.
SLOWEST_MACH = 1.01


@dataclass(frozen=True, slots=True)
class Shock:
    """A shock wave at a listener: seconds after the shot, Mach at shedding, metres."""

    delay: float
    mach: float
    miss: float
    travelled: float
    shed_at: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A bullet's path from *muzzle* to *target*, where it stops."""

    muzzle: tuple[float, float, float]
    target: tuple[float, float, float]
    speed: float
    drag: float

    def shock_at(self, listener: Point, sound: float) -> Shock | None:
        """Return the shock that reaches *listener*, None where none does; *sound* in m/s.

        The front comes from where flight time plus travel time is stationary: there the ray
        leaves at the Mach angle's complement, cos(phi) = c / v(s). For constant speed this is
        the cone of Maher 2006. There is no such point behind the muzzle, past the target, or
        where the bullet is slower than sound.
        """
        start = np.asarray(self.muzzle)
        course = np.asarray(self.target) - start
        reach = float(np.linalg.norm(course))
        unit = course / reach
        ahead = float((listener - start) @ unit)
        miss = max(float(np.linalg.norm(listener - start - ahead * unit)), NEAREST_MISS)

        def slope(s: float) -> float:
            lean = (s - ahead) / np.hypot(s - ahead, miss)
            return float(np.exp(self.drag * s) / self.speed + lean / sound)

        if slope(0.0) >= 0.0 or slope(reach) < 0.0:
            return None
        low, high = 0.0, reach
        for _ in range(60):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if slope(middle) < 0.0 else (low, middle)
        shed = 0.5 * (low + high)
        travelled = float(np.hypot(shed - ahead, miss))
        mach = self.speed * float(np.exp(-self.drag * shed)) / sound
        if mach < SLOWEST_MACH:
            return None
        place = start + shed * unit
        return Shock(
            delay=self.flight_time(shed) + travelled / sound,
            mach=mach,
            miss=miss,
            travelled=travelled,
            shed_at=(float(place[0]), float(place[1]), float(place[2])),
        )

    def flight_time(self, distance: float) -> float:
        """Return the seconds the bullet needs for *distance* metres of its path."""
        if self.drag == 0.0:
            return distance / self.speed
        return float(np.expm1(self.drag * distance) / (self.drag * self.speed))
