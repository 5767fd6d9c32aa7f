"""A table of the user's own that says how often it snows: latitude, longitude, month, share.

Conventions
-----------
CSV in UTF-8 with a heading line of the four names ``latitude``, ``longitude``, ``month`` and
``snow_days`` in any order; degrees, months from 1 to 12, and the share of a month's days with
snow from 0 to 1. It stands in for the shipped climate within its points' reach, and is named by
the SHA-256 of its bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from witnessmark.errors import InputError

_COLUMNS = ("latitude", "longitude", "month", "snow_days")
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class SnowDays:
    """The rows of such a table: latitude, longitude, month, share; and the digest of its file."""

    rows: tuple[tuple[float, float, int, float], ...]
    sha256: str

    def shares(
        self, latitude: float, longitude: float, reach_km: float, months: Sequence[int]
    ) -> tuple[float, ...]:
        """Return the shares of *months* at every point of the table within *reach_km*."""
        # Not before it is needed: the account's package brings a parser that takes 45 MB.
        from witnessmark.account.places.distance import kilometres

        here = (latitude, longitude)
        return tuple(
            share
            for north, east, month, share in self.rows
            if month in months and kilometres(here, (north, east)) <= reach_km
        )


def read_snow_days(path: Path) -> SnowDays:
    """Read such a table. Raises InputError, with the line, for one that is not of this form."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path} is larger than {_MOST_BYTES:,} bytes: no table of snow days.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if not set(_COLUMNS) <= set(lines.fieldnames or ()):
            raise InputError(f"{path} needs a heading line with the names {', '.join(_COLUMNS)}.")
        rows = tuple(_row(path, lines.line_num, line) for line in lines)
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} is no CSV table in UTF-8: {error}.") from error
    return SnowDays(rows, hashlib.sha256(data).hexdigest())


def _row(path: Path, number: int, line: dict[str, str]) -> tuple[float, float, int, float]:
    try:
        north, east, share = (float(line[name]) for name in ("latitude", "longitude", "snow_days"))
        month = int(line["month"])
    except (TypeError, ValueError) as error:
        raise InputError(f"{path}, line {number}: every field must be a number.") from error
    if not (abs(north) <= 90 and abs(east) <= 180 and 1 <= month <= 12 and 0 <= share <= 1):
        raise InputError(
            f"{path}, line {number}: a latitude, a longitude, a month from 1 to 12 and a share "
            "from 0 to 1 are needed."
        )
    return north, east, month, share
