"""How far apart two points of the earth are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

#: Mean radius of the earth in kilometres (IUGG).
_RADIUS_KM = 6371.0088


def kilometres(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as degrees north and east.

    The haversine formula on a sphere; its error on the earth is below 0.6 per cent.
    """
    north, east = radians(second[0] - first[0]), radians(second[1] - first[1])
    chord = sin(north / 2) ** 2
    chord += cos(radians(first[0])) * cos(radians(second[0])) * sin(east / 2) ** 2
    return 2 * _RADIUS_KM * asin(sqrt(min(1.0, chord)))
