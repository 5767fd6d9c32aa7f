"""Markings of the kind ``account-gold/1.0``: one JSON file, and the account that it names.

Conventions
-----------
Spans stand in the file. The account is the one that ``account_file.name`` names, in the same
folder, or else the ``.txt`` of the same stem. Whether the account describes footage and tells of
violence is taken from ``footage`` and ``violence`` where they are given; else footage is described
where any claim is checkable in it or about it, and violence is told of where the account's roll-up
names an event.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, get_args

from witnessmark.errors import RecordError
from witnessmark.evaluation.reading.fields import Fields, account_text
from witnessmark.evaluation.reading.locating import occurrences
from witnessmark.evaluation.reading.marked import (
    MarkedAccount,
    MarkedClaim,
    MarkedDate,
    MarkedHedge,
    MarkedPlace,
    MarkedRelation,
    Span,
)
from witnessmark.evaluation.reading.sample_gold import ALLEN, EFFECTS, is_screen_order
from witnessmark.model import Camera, ClaimType, Perceptibility, Polarity
from witnessmark.model.claim import Certainty

SCHEMA = "account-gold/"

#: How these markings name an entity that the words leave open.
UNKNOWN = "unknown"

#: Place types, as GeoNames names them or in words, that are wider than a town.
_WIDE = ("ADM", "PCL", "RGN", "region", "country", "state", "province", "oblast")


def is_account_gold(given: Any) -> bool:
    """Say whether a parsed JSON file is a marking of this kind."""
    return isinstance(given, dict) and str(given.get("schema", "")).startswith(SCHEMA)


def read_account_gold(path: Path, name: str, acts: Collection[str]) -> MarkedAccount | None:
    """Return the account marked in the JSON file *path*, None where it is a file of another kind.

    Raises RecordError, in one sentence that names file and claim, where the marking or its text is
    missing or does not hold together.
    """
    try:
        given = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise RecordError(f"{path} cannot be read as JSON ({error}): correct it.") from error
    if not is_account_gold(given):
        return None
    head = Fields(given, str(path))
    data, text = account_text(_account(path, head))
    claims = tuple(
        _claim(row, number, text, acts)
        for number, row in enumerate(head.numbered("claims", "claim"), start=1)
    )
    numbers = {
        str(row.get("id")): number for number, row in enumerate(head.rows("claims"), start=1)
    }
    published = Fields(head.row.get("published") or {}, f"{path} published")
    event = Fields(head.row.get("event_date") or {}, f"{path} event_date")
    return MarkedAccount(
        name="/".join([*name.split("/")[:-1], head.maybe("id") or name.split("/")[-1]]),
        data=data,
        text=text,
        title=head.maybe("title"),
        byline=published.maybe("byline"),
        published=published.maybe("date"),
        event_date=MarkedDate(event.maybe("date"), event.maybe("earliest"), event.maybe("latest")),
        places=tuple(_place(row, text) for row in head.numbered("places", "place")),
        claims=claims,
        relations=tuple(_relation(row, numbers) for row in head.numbered("relations", "relation")),
        footage=_footage(head, claims),
        violence=_violence(head),
    )


def _account(path: Path, head: Fields) -> Path:
    named = (head.row.get("account_file") or {}).get("name")
    for candidate in (path.parent / str(named), path.with_suffix(".txt")):
        if named is not None and candidate.is_file():
            return candidate
        named = ""
    raise RecordError(f"{path} names no account that stands beside it: give account_file.name.")


def _footage(head: Fields, claims: tuple[MarkedClaim, ...]) -> bool:
    if "footage" in head.row:
        return head.said("footage")
    return any(bool(row.get("checkable_in_footage")) for row in head.rows("claims")) or any(
        claim.type is ClaimType.MEDIA_META for claim in claims
    )


def _violence(head: Fields) -> bool:
    if "violence" in head.row:
        return head.said("violence")
    rollup = head.row.get("acled_rollup") or {}
    return bool(rollup.get("event_type"))


def _claim(given: Fields, number: int, text: str, acts: Collection[str]) -> MarkedClaim:
    span = _span(given, text)
    if text[slice(*span)] != given.words("text"):
        raise RecordError(
            f"{given.where} quotes {given.row['text']!r} where the account has "
            f"{text[slice(*span)]!r}: correct its span."
        )
    clock = (given.row.get("time") or {}).get("clock") or {}
    return MarkedClaim(
        number=number,
        span=span,
        quote=text[slice(*span)],
        act=given.one_of("act", acts),
        type=ClaimType(given.one_of("claim_type", [*ClaimType])),
        perceptibility=Perceptibility(given.one_of("perceptibility", [*Perceptibility])),
        camera=Camera(given.one_of("camera", [*Camera])),
        polarity=Polarity(given.one_of("polarity", [*Polarity])),
        certainty=given.one_of("certainty", get_args(Certainty)),
        hedges=tuple(
            MarkedHedge(hedge.words("cue"), _span(hedge, text), hedge.one_of("effect", EFFECTS))
            for hedge in (Fields(row, f"{given.where} hedge") for row in given.rows("hedges"))
        ),
        actor=_entity(given, "actor"),
        target=_entity(given, "target"),
        attribution=given.maybe("attribution"),
        clock=clock.get("seconds") if clock.get("kind") == "media_clock" else None,
    )


def _entity(given: Fields, field: str) -> str | None:
    name = given.maybe(field)
    return None if name == UNKNOWN else name


def _span(given: Fields, text: str) -> Span:
    span = given.row.get("span")
    good = (
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(end, int) for end in span)
        and 0 <= span[0] < span[1] <= len(text)
    )
    if not good or not isinstance(span, list):
        raise RecordError(f"{given.where} has span {span!r}: give [start, end) in the account.")
    return span[0], span[1]


def _place(given: Fields, text: str) -> MarkedPlace:
    name, kind = given.words("name"), given.maybe("type") or ""
    return MarkedPlace(
        name=name,
        spans=occurrences(text, name),
        latitude=given.number("lat"),
        longitude=given.number("lon"),
        wide=any(word in kind for word in _WIDE),
        role=given.maybe("role"),
    )


def _relation(given: Fields, numbers: dict[str, int]) -> MarkedRelation:
    first, second = given.row.get("a"), given.row.get("b")
    allen = frozenset(given.rows("allen"))
    if first not in numbers or (second not in numbers and second != "VIDEO") or allen - {*ALLEN}:
        raise RecordError(
            f"{given.where} ties {first!r} to {second!r} by {sorted(allen)}: name claims by their "
            "ids and relations by Allen's codes."
        )
    return MarkedRelation(
        numbers[str(first)],
        allen,
        None if second == "VIDEO" else numbers[str(second)],
        screen=is_screen_order(given.maybe("cue") or ""),
    )
