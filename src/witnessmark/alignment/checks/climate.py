"""Mean air temperature of each month about a point of the earth, from the shipped table.

Conventions
-----------
``data/monthly_means.xz`` is made by ``training/climate/build.py`` from ERA5 (Hersbach et al. 2020,
Q. J. R. Meteorol. Soc. 146, 1999-2049; Copernicus Climate Change Service, CC BY 4.0): the air
temperature 2 m above ground, averaged over each month of the years 2000 to 2025 and over half a
degree. Beside the means it holds how much colder the coldest point of each cell is. Degrees are
Celsius, latitudes and longitudes WGS 84. Cells are those of a model and smooth: a summit is colder
than its cell by about 6.5 degrees for each kilometre (:data:`LAPSE`).
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

SOURCE = (
    "ERA5 air temperature 2 m above ground, means of each month of 2000 to 2025 at half a degree "
    "(Copernicus Climate Change Service)"
)
#: Degrees that the air is colder for each kilometre of height (ISO 2533:1975, standard atmosphere).
LAPSE = 6.5
#: Kilometres of height of ground above that of its cell that are allowed for; ours.
UNSEEN_KM = 0.5
#: Degrees by which a month at a spot may be off its mean here: the most measured was 4.7, over 120
#: months of ten stations' typical years (``training/climate/compare.py``).
ERROR = 5.0
_DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class MonthlyMeans:
    """Twelve monthly means at a point, and of the coldest point within its reach, January first."""

    here: tuple[float, ...]
    coldest: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    means: NDArray[np.int16]
    below: NDArray[np.int16]
    north: float
    west: float
    step: float
    levels: int


def monthly_means(latitude: float, longitude: float, reach_km: float) -> MonthlyMeans | None:
    """Return the means at a point and of the coldest within *reach_km*; None beyond the table.

    The table ends at 84 degrees north and 60 south.
    """
    table = _table()
    rows, columns = table.means.shape[1:]
    row = round((table.north - latitude) / table.step)
    column = round((longitude - table.west) / table.step) % columns
    if not 0 <= row < rows:
        return None
    reach = reach_km / _DEGREE_KM / table.step
    tall = int(np.ceil(reach))
    wide = int(np.ceil(reach / max(cos(radians(latitude)), 0.1)))
    band = np.arange(max(row - tall, 0), min(row + tall, rows - 1) + 1)
    around = np.unique(np.arange(column - wide, column + wide + 1) % columns)
    area = table.means[:, band[:, None], around] - table.below[band[:, None], around]
    return MonthlyMeans(
        here=tuple(float(v) / table.levels for v in table.means[:, row, column]),
        coldest=tuple(float(v) / table.levels for v in area.min(axis=(1, 2))),
    )


def about() -> str:
    """Return the attribution that the table carries."""
    return str(_header()["attribution"])


@lru_cache(maxsize=1)
def _unpacked() -> tuple[dict[str, object], bytes]:
    packed = resources.files(__package__).joinpath("data", "monthly_means.xz").read_bytes()
    first, rest = lzma.decompress(packed).split(b"\n", 1)
    return json.loads(first), rest


def _header() -> dict[str, object]:
    return _unpacked()[0]


@lru_cache(maxsize=1)
def _table() -> _Table:
    header, rest = _unpacked()
    numbers = {name: float(str(header[name])) for name in ("north", "west", "step", "levels")}
    rows, columns = int(str(header["rows"])), int(str(header["columns"]))
    apart = np.frombuffer(rest, dtype=np.int8).reshape(13, rows, columns)
    values = np.cumsum(apart, axis=2, dtype=np.int64).astype(np.int8).astype(np.int16)
    return _Table(
        means=values[:12],
        below=values[12],
        north=numbers["north"],
        west=numbers["west"],
        step=numbers["step"],
        levels=int(numbers["levels"]),
    )
