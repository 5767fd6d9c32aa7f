"""Places by name from the hand-made table and the gazetteer together, as one.

Conventions
-----------
``data/places.yaml`` has regions that gazetteers lack, the spellings of accounts, and the places
most often written of in accounts of violence. A row of it that the gazetteer has too takes the
gazetteer's identity and what it lies in, and keeps its own name and point. A spelling of up to
four letters counts only as it is written ("US", never "us").
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from witnessmark.account.lexicon import data
from witnessmark.account.places import gazetteer
from witnessmark.account.places.distance import kilometres
from witnessmark.account.places.folding import folded
from witnessmark.account.places.gazetteer import COUNTRY, FIRST, SECOND, TOWN, Row

_LEVELS = {"country": COUNTRY, "region": FIRST, "area": SECOND, "city": TOWN}
_SHORT = 4

#: A town of the table and one of the gazetteer with its name are the same so near.
_SAME_KM = 25


def named(name: str) -> tuple[Row, ...]:
    """Return every place called *name*, those of the hand-made table first."""
    rows = [*listed(name), *(_preferred(row) for row in gazetteer.lookup(name))]
    return tuple({row.identity: row for row in reversed(rows)}.values())[::-1]  # the first stays


def listed(name: str) -> tuple[Row, ...]:
    """Return the places that the hand-made table calls *name*."""
    return tuple(
        _row(number)
        for number, spelling in _index().get(folded(name), ())
        if len(spelling) > _SHORT or name in {spelling, spelling.upper()}
    )


def countries_of_peoples() -> dict[str, str]:
    """Return the country codes by the names of peoples: "Syrian" is SY, and no place."""
    table: dict[str, str] = _table()["demonyms"]
    return table


def abbreviated() -> dict[str, str]:
    """Return the names of states and provinces by how agencies shorten them behind a town."""
    table: dict[str, str] = _table()["abbreviated"]
    return table


def first_name(row: Row) -> str | None:
    """Return the name of the first-level area that holds the place, as the table has it."""
    number = _by_code().get(row.first_code or "")
    return row.first if number is None else str(_table()["places"][number][0])


@lru_cache(maxsize=1)
def region_spellings() -> tuple[tuple[str, Row], ...]:
    """Return the folded one-word spellings of the table's regions with their rows."""
    return tuple(
        (key, _row(number))
        for key, entries in _index().items()
        for number, _ in entries
        if " " not in key and _table()["places"][number][1] == "region"
    )


@lru_cache(maxsize=1)
def _table() -> Any:
    return data("places.yaml")


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[int, str]]]:
    index: dict[str, list[tuple[int, str]]] = {}
    for number, (name, *_, spellings) in enumerate(row[:7] for row in _table()["places"]):
        for spelling in dict.fromkeys((name, *spellings)):
            index.setdefault(folded(spelling), []).append((number, spelling))
    return index


@lru_cache(maxsize=1)
def _by_code() -> dict[str, int]:
    rows = enumerate(_table()["places"])
    return {row[3]: number for number, row in rows if row[3]}


def _preferred(row: Row) -> Row:
    """Return the table's row for an area or country of the gazetteer, where there is one.

    It is not called known: the name that led here is not one of the table's.
    """
    number = _by_code().get(row.code or "")
    return row if number is None or row.level == TOWN else replace(_row(number), known=False)


@lru_cache(maxsize=2_000)
def _row(number: int) -> Row:
    name, kind, country, code, latitude, longitude, spellings, *covers = _table()["places"][number]
    level = _LEVELS[kind]
    own = Row(
        identity=f"h{number}",
        name=name,
        level=level,
        country=country,
        code=code,
        latitude=latitude,
        longitude=longitude,
        people=0,
        known=True,
        covers=tuple(covers[0]) if covers else (),
    )
    twin = _twin(own, (name, *spellings))
    if twin is None:
        return own
    return replace(
        own,
        identity=twin.identity,
        people=twin.people,
        within=twin.within,
        first=twin.first,
        first_code=twin.first_code,
    )


def _twin(own: Row, spellings: tuple[str, ...]) -> Row | None:
    """Return the same place in the gazetteer: by its code, or for a town by its point."""
    for row in (row for spelling in spellings for row in gazetteer.lookup(spelling)):
        if own.level == TOWN == row.level and row.country == own.country:
            if apart(own, row) <= _SAME_KM:
                return row
        elif own.code is not None and own.code == row.code:
            return row
    return None


def apart(first: Row, second: Row) -> float:
    """Return the kilometres between two places; infinite where one has no point."""
    if None in (first.latitude, first.longitude, second.latitude, second.longitude):
        return float("inf")
    return kilometres(
        (first.latitude or 0.0, first.longitude or 0.0),
        (second.latitude or 0.0, second.longitude or 0.0),
    )


def holds(wide: Row, row: Row) -> bool:
    """Say whether *row* lies in the country or area *wide*, by the tree or by the codes."""
    if wide.level == COUNTRY:
        return row.country == wide.country and row.identity != wide.identity
    return (
        wide.identity in row.within
        or (row.first_code is not None and row.first_code in (*wide.covers, wide.code))
        or (row.code is not None and row.code in wide.covers)
    )
