"""The places that an account names: which they are, how exactly, and what part they have.

Conventions
-----------
Coordinates are WGS 84 degrees and only place a pin. ``precision`` is 1 for a town, 2 for "near" one
or a small region, 3 for a large region or country (as ACLED grades places). Every name is given
with its reason; where several places have it and nothing decides, the coordinates are None and
the places stand in ``alternatives``. The places of the main event have the role ``event``.
The tables are described in ``docs/gazetteer.md``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from witnessmark.account.places.choosing import Choice, Support, chosen
from witnessmark.account.places.gazetteer import COUNTRY, FIRST, SECOND, TOWN, Row
from witnessmark.account.places.known import first_name
from witnessmark.account.places.mentions import Mention, mentions_of
from witnessmark.account.places.misspelt import misspelt
from witnessmark.account.places.roles import Named, Part, parts
from witnessmark.account.places.scenes import Scene, scene
from witnessmark.account.places.trust import container, trusted
from witnessmark.account.places.unlisted import UNLISTED, unlisted
from witnessmark.account.places.words import words_of
from witnessmark.model import Namesake, Place, Sentence

__all__ = ["places"]

#: Different places that support others: an account has dozens.
_MOST = 150

#: People of a town that an open name lends to another open name.
_SOME = 10_000

_PRECISION = {TOWN: 1, SECOND: 2, FIRST: 3, COUNTRY: 3}
_NEARBY = re.compile(
    r"\b(?:near|outside|around|vicinity of|outskirts of|(?:north|south|east|west)\w* of"
    r"|(?:km|kilomet\w+|miles?) (?:from|of))"
    r"\s+(?:the\s+)?(?:(?:city|town|village|centre|center)\s+of\s+)?$",
    re.I,
)


def places(text: str, sentences: tuple[Sentence, ...]) -> tuple[Place, ...]:
    """Return the places named in *text* in the order of their spans, each mention once."""
    words = words_of(text, sentences)
    mentions = mentions_of(text, words)
    whole = scene(text, words, mentions)
    kept = trusted(whole)
    kept += _misspelt(whole, kept)
    kept.sort(key=lambda mention: mention.span)
    whole = scene(text, words, kept)
    names = _chosen(whole)
    roles = parts(whole, names, sentences)
    for moved in (True, False):  # what is put elsewhere first: others are put beside it
        more = [one for one in unlisted(whole, names, roles) if not moved or _moves(one[0], names)]
        if more:
            whole, names = _with(whole, names, more)
            roles = parts(whole, names, sentences)
    return tuple(_place(text, name, part) for name, part in zip(names, roles, strict=True))


def _moves(mention: Mention, names: list[Named]) -> bool:
    return any(
        one.mention.first <= mention.last and mention.first <= one.mention.last for one in names
    )


def _with(
    whole: Scene, names: list[Named], more: list[tuple[Mention, Choice]]
) -> tuple[Scene, list[Named]]:
    """Return the account and its names with *more*, each in the place of those it overlaps."""
    taken = {number for one, _ in more for number in range(one.first, one.last + 1)}
    pairs = [
        (name.mention, name.choice)
        for name in names
        if taken.isdisjoint(range(name.mention.first, name.mention.last + 1))
    ]
    pairs = sorted((*pairs, *more), key=lambda pair: pair[0].span)
    mentions = [mention for mention, _ in pairs]
    rebuilt = replace(scene(whole.text, whole.words, mentions), peoples=whole.peoples)
    return rebuilt, [Named(number, *pair) for number, pair in enumerate(pairs)]


def _misspelt(whole: Scene, kept: list[Mention]) -> list[Mention]:
    taken = {number for one in kept for number in range(one.first, one.last + 1)}
    return [
        Mention(at, at, (whole.words[at].start, whole.words[at].end), (row,), "")
        for at, row in misspelt(whole.words, taken, whole.countries)
    ]


def _chosen(whole: Scene) -> list[Named]:
    """Choose thrice: what is clear supports the rest, then what is open supports one another."""
    wide: tuple[Row, ...] = ()
    towns: tuple[Row, ...] = ()
    names: list[Named] = []
    holders = [container(whole, number) for number in range(len(whole.mentions))]
    contents: dict[tuple[int, int], list[Mention]] = {}
    for mention, holder in zip(whole.mentions, holders, strict=True):
        if holder is not None:
            contents.setdefault(holder.span, []).append(mention)
    for last in (False, False, True):
        before, names = names, []
        lent = _lent(before) if last else ()
        for number, mention in enumerate(whole.mentions):
            if last and before[number].choice.row is not None:
                names.append(before[number])
                continue
            support = Support(
                whole,
                holders[number],
                tuple(contents.get(mention.span, ())),
                wide,
                _but((*towns, *lent), mention),
            )
            names.append(Named(number, mention, chosen(mention, support)))
        rows = [name.choice.row for name in names if name.choice.row is not None]
        sure = list({row.identity: row for row in rows}.values())[:_MOST]
        wide = tuple(row for row in sure if row.level != TOWN)
        towns = tuple(row for row in sure if row.level == TOWN)
        met = frozenset(row.country for row in rows if row.country)
        whole = replace(whole, peoples=whole.peoples | met)
    return names


def _lent(names: list[Named]) -> tuple[Row, ...]:
    """Return the towns that open names may mean: two open names that lie together decide both."""
    rows = (row for name in names if name.choice.row is None for row in name.mention.rows)
    towns = {row.identity: row for row in rows if row.level == TOWN and row.people >= _SOME}
    return tuple(towns.values())[:_MOST]


def _but(towns: tuple[Row, ...], mention: Mention) -> tuple[Row, ...]:
    own = {row.identity for row in mention.rows}
    return tuple(row for row in towns if row.identity not in own)


def _place(text: str, name: Named, part: Part) -> Place:
    choice, span = name.choice, name.mention.span
    row = choice.row
    quote = text[slice(*span)]
    title = row.name if row is not None else text[slice(*name.mention.span)]
    reason = choice.reason
    if row is not None and row.name != quote:
        reason += f"; written {quote!r}"
    return Place(
        name=title,
        span=span,
        quote=quote,
        latitude=row.latitude if row else None,
        longitude=row.longitude if row else None,
        precision=_precision(text, name.mention, choice),
        country=row.country if row else None,
        admin=first_name(row) if row else None,
        code=row.code if row else None,
        role=part.role,
        alternatives=tuple(_namesake(other) for other in choice.others),
        reason=f"{reason}; {part.reason}.",
    )


def _precision(text: str, mention: Mention, choice: Choice) -> int | None:
    if choice.row is None:
        return None
    start = mention.span[0]
    if choice.row.identity.startswith(UNLISTED):
        return 2
    exact = _PRECISION[choice.row.level]
    return 2 if exact == 1 and _NEARBY.search(text[max(0, start - 40) : start]) else exact


def _namesake(row: Row) -> Namesake:
    return Namesake(
        name=row.name,
        country=row.country,
        admin=first_name(row),
        latitude=row.latitude,
        longitude=row.longitude,
    )
