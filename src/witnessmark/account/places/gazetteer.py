"""Towns, administrative areas and countries of the world by name, from the shipped table.

Conventions
-----------
The table is ``data/gazetteer.xz``, made by ``training/gazetteer/build.py`` from GeoNames (CC BY
4.0); ``docs/gazetteer.md`` tells its layout. It is unpacked once in a process and searched where
it lies. A name is found as a whole and exactly, under the form of
:func:`witnessmark.account.places.folding.folded`; nothing is guessed here. Coordinates are WGS 84
degrees; those of an area are the mean of its inhabited cells, a pin and no border.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from witnessmark.account.places.folding import folded

#: Levels of a row: the country, its first- and second-level areas, and a town or village.
COUNTRY, FIRST, SECOND, TOWN = range(4)


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its ``level``, ISO 3166 ``code`` where it has one, and what it lies in.

    ``first`` and ``first_code`` are the name and code of its first-level area, ``within`` the
    identities of all that hold it, widest first; ``people`` those counted in it. ``known`` says
    that the hand-made table has it, and ``covers`` which first-level codes it takes in.
    """

    identity: str
    name: str
    level: int
    country: str | None
    code: str | None
    latitude: float | None
    longitude: float | None
    people: int
    first: str | None = None
    within: tuple[str, ...] = ()
    first_code: str | None = None
    known: bool = False
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    header: dict[str, object]
    places: list[bytes]
    names: bytes


def lookup(name: str) -> tuple[Row, ...]:
    """Return every place of this *name* or alternate name, the most populous first."""
    return _found(folded(name))


def about() -> dict[str, object]:
    """Return what the table says of itself: attribution, sources with versions, counts."""
    return dict(_table().header)


@lru_cache(maxsize=1)
def _table() -> _Table:
    packed = resources.files("witnessmark.account").joinpath("data", "gazetteer.xz").read_bytes()
    first, rest = lzma.decompress(packed).split(b"\n", 1)
    header = json.loads(first)
    *places, names = rest.split(b"\n", header["places"])
    return _Table(header, places, b"\n" + names)


@lru_cache(maxsize=20_000)
def _found(key: str) -> tuple[Row, ...]:
    wanted = key.encode()
    names = _table().names
    low, high = 0, len(names) - 1
    while low < high:
        middle = names.rfind(b"\n", 0, (low + high) // 2 + 1)
        start = max(middle, low)
        end = names.find(b"\n", start + 1)
        here, _, numbers = names[start + 1 : end].partition(b"\t")
        if here == wanted:
            rows = [_row(int(number)) for number in numbers.split()]
            return tuple(sorted(rows, key=lambda row: (-row.people, row.level)))
        if here < wanted:
            low = end
        else:
            high = start
    return ()


@lru_cache(maxsize=20_000)
def _row(number: int) -> Row:
    name, country, level, code, parent, latitude, longitude, people = (
        _table().places[number].decode().split("\t")
    )
    holder = _row(int(parent)) if parent else None
    identity = f"g{number}"
    within = (*holder.within, holder.identity) if holder else ()
    first = holder if holder and holder.level == FIRST else None
    return Row(
        identity=identity,
        name=name,
        level=int(level),
        country=country or (holder.country if holder else None),
        code=code or None,
        latitude=int(latitude) / 1000,
        longitude=int(longitude) / 1000,
        people=int(people),
        first=first.name if first else holder.first if holder else None,
        within=within,
        first_code=first.code if first else holder.first_code if holder else None,
    )
