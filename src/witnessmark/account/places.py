"""The places that an account names, from a hand-made table; see ``data/places.yaml``.

Conventions
-----------
Coordinates are WGS 84 degrees and only place a pin. ``precision`` is 1 for a town and 3 for a
region or country (as ACLED grades places; 2, "near", is never inferred here). A name is found as
a whole word with its capital; one wrong letter is forgiven for regions of eight letters and more,
where the account names the same country or region elsewhere. A place named only for contrast or
inside a group's name is ``other``; the first narrow place of title or body is the ``event``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from witnessmark.account.lexicon import data
from witnessmark.model import Place, Sentence

_PRECISION = {"city": 1, "region": 3, "country": 3}
_SHORTEST_MISSPELT = 8
_WORD = re.compile(r"\b[A-Z][\w'’-]+")

#: Words behind a place name that make it part of the name of a group, person or product.
_GROUP_AFTER = re.compile(
    r"\s+(?:Emirate|Republic(?:an)? Guard|Army|Police|Brigade|Battalion|Regiment|Front|State|Times"
    r"|Post|Today|Observatory|Liberation|People['’]s Army)\b|-(?:based|backed|led|born|made)\b"
)
_DENIED_BEFORE = re.compile(r"\b(?:not|never|n['’]t)\b[^.!?]*$", re.I)
_CONTRAST_BEFORE = re.compile(
    r"(?:think(?:s|ing)?(?: of)?|unlike|compared (?:to|with)|rather than|instead of|not)\s+"
    r"(?:the\s+)?[\"'“‘]?$",  # noqa: RUF001
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    kind: str
    country: str | None
    iso: str | None
    latitude: float | None
    longitude: float | None
    spellings: tuple[str, ...]


def places(text: str, sentences: tuple[Sentence, ...]) -> tuple[Place, ...]:
    """Return the places named in *text* in the order of their spans, each mention once."""
    found = _exact(text)
    countries = {row.country for _, rows in found for row in rows if len(rows) == 1}
    found += _misspelt(text, found, countries)
    found.sort(key=lambda hit: hit[0])
    body = {s.index: s for s in sentences}
    made: list[Place] = []
    for span, rows in found:
        row, reason = _chosen(rows, countries)
        role, why = _role(text, span)
        if text[slice(*span)] not in {row.name}:
            reason += f"; written {text[slice(*span)]!r}"
        made.append(_place(text, span, row, role, reason + why))
    return _with_event(made, body)


def _place(text: str, span: tuple[int, int], row: _Row, role: str, reason: str) -> Place:
    return Place(
        name=row.name,
        span=span,
        quote=text[slice(*span)],
        latitude=row.latitude,
        longitude=row.longitude,
        precision=_PRECISION[row.kind],
        country=row.country,
        role=role,
        reason=f"{reason}.",
    )


def _exact(text: str) -> list[tuple[tuple[int, int], tuple[_Row, ...]]]:
    straight = text.replace("’", "'")
    return [(match.span(), _index()[match[0]]) for match in _pattern().finditer(straight)]


def _misspelt(
    text: str,
    found: list[tuple[tuple[int, int], tuple[_Row, ...]]],
    countries: set[str | None],
) -> list[tuple[tuple[int, int], tuple[_Row, ...]]]:
    """Forgive one letter in a region's name where the account elsewhere names its country."""
    taken = [span for span, _ in found]
    extra = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start < _SHORTEST_MISSPELT or any(a < end and start < b for a, b in taken):
            continue
        rows = tuple(
            row
            for name, row in _regions()
            if row.country in countries and _one_letter_apart(match[0].lower(), name)
        )
        if len({row.name for row in rows}) == 1:
            extra.append(((start, end), rows[:1]))
    return extra


def _one_letter_apart(first: str, second: str) -> bool:
    """Say whether the words differ by one letter put in, left out or replaced."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    short, long = sorted((first, second), key=len)
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    offset = 1 if len(short) == len(long) else 0
    return short[same + offset :] == long[same + 1 :]


def _chosen(rows: tuple[_Row, ...], countries: set[str | None]) -> tuple[_Row, str]:
    """Choose among places of one name: by the countries named elsewhere, then the larger kind."""
    if len(rows) == 1:
        return rows[0], "the only place of this name in the table"
    near = [row for row in rows if row.country in countries]
    if near:
        return near[0], "the one of this name in a country that the account names"
    row = rows[0]
    open_row = _Row(row.name, row.kind, None, None, None, None, row.spellings)
    others = ", ".join(sorted({str(row.country) for row in rows}))
    return open_row, f"several places have this name ({others}) and nothing here decides"


def _role(text: str, span: tuple[int, int]) -> tuple[str, str]:
    if _GROUP_AFTER.match(text, span[1]):
        return "other", "; part of another name"
    before = text[max(0, span[0] - 40) : span[0]]
    if _CONTRAST_BEFORE.search(before) or _DENIED_BEFORE.search(before):
        return "contrast", "; named for contrast"
    return "mention", ""


def _with_event(made: list[Place], sentences: dict[int, Sentence]) -> tuple[Place, ...]:
    """Mark the first mention of the narrowest place in the opening of the account as the event."""
    opening = [s.span[1] for s in sentences.values()][:5]
    limit = opening[-1] if opening else 0
    early = [p for p in made if p.role == "mention" and p.span[0] < limit]
    ranked = sorted(early, key=lambda p: (p.precision or 9, p.country == p.name, p.span[0]))
    countries = {row.name for row in _rows() if row.kind == "country"}
    ranked.sort(key=lambda p: (p.name in countries, p.precision or 9, p.span[0]))
    event = ranked[0].name if ranked else None
    return tuple(
        place.model_copy(
            update={
                "role": "event"
                if place.role == "mention" and place.name == event
                else ("other" if place.role == "mention" else place.role)
            }
        )
        for place in made
    )


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(name, kind, country, iso, lat, lon, tuple(spellings))
        for name, kind, country, iso, lat, lon, spellings in data("places.yaml")["places"]
    )


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[_Row, ...]]:
    """Return the rows by every spelling, with the plain name as one of them."""
    index: dict[str, list[_Row]] = {}
    for row in _rows():
        for spelling in dict.fromkeys((row.name, *row.spellings)):
            index.setdefault(spelling, []).append(row)
    return {spelling: tuple(rows) for spelling, rows in index.items()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_index(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w)")


@lru_cache(maxsize=1)
def _regions() -> tuple[tuple[str, _Row], ...]:
    return tuple(
        (spelling.lower(), row)
        for row in _rows()
        if row.kind == "region"
        for spelling in (row.name, *row.spellings)
        if " " not in spelling and len(spelling) >= _SHORTEST_MISSPELT
    )
