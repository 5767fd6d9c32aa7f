"""Sample accounts of the project: ``NAME.txt`` with its marking in ``NAME.yaml`` beside it.

Conventions
-----------
Quotes are verbatim slices, placed by which occurrence of the words they are (``at``, from 1).
Fields left out have the defaults that ``docs/evaluation.md`` gives.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, get_args

import yaml

from witnessmark.errors import RecordError
from witnessmark.evaluation.reading.fields import Fields, account_text
from witnessmark.evaluation.reading.locating import cue_span, nth
from witnessmark.evaluation.reading.marked import (
    MarkedAccount,
    MarkedClaim,
    MarkedDate,
    MarkedHedge,
    MarkedPlace,
    MarkedRelation,
    Span,
)
from witnessmark.model import Camera, ClaimType, Perceptibility, Polarity
from witnessmark.model.claim import Allen, Certainty

EFFECTS = ("claim", "part", "near_miss", "quantifier", "booster")
ALLEN = get_args(Allen)

#: How markings write that only the order of a list says which comes first.
_LIST_ORDER = ("shot order", "shot list order", "list order")


def read_sample(path: Path, name: str, acts: Collection[str]) -> MarkedAccount:
    """Return the account marked in the YAML file *path*; *acts* is the vocabulary of acts.

    Raises RecordError, in one sentence that names file and claim, where the marking or its text is
    missing or does not hold together.
    """
    account = path.with_suffix(".txt")
    if not account.is_file():
        raise RecordError(f"{path} has no account beside it: put its text into {account.name}.")
    try:
        given = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = " ".join(str(error).split())
        raise RecordError(f"{path} cannot be read as YAML ({line}): correct it.") from error
    data, text = account_text(account)
    head = Fields(given, str(path))
    claims = tuple(
        _claim(row, number, text, acts)
        for number, row in enumerate(head.numbered("claims", "claim"), start=1)
    )
    event = Fields(head.row.get("event_date") or {}, f"{path} event_date")
    return MarkedAccount(
        name=name,
        data=data,
        text=text,
        title=head.maybe("title"),
        byline=head.maybe("byline"),
        published=head.maybe("published"),
        event_date=MarkedDate(event.maybe("edtf"), event.maybe("earliest"), event.maybe("latest")),
        places=tuple(_place(row, text) for row in head.numbered("places", "place")),
        claims=claims,
        relations=tuple(
            _relation(row, f"{path} relation {number}", len(claims))
            for number, row in enumerate(head.rows("relations"), start=1)
        ),
        footage=head.said("footage"),
        violence=head.said("violence"),
    )


def is_screen_order(cue: str) -> bool:
    """Say whether the words of a relation name the order of a list of shots and nothing else."""
    return cue.startswith(_LIST_ORDER)


def _claim(given: Fields, number: int, text: str, acts: Collection[str]) -> MarkedClaim:
    span = _placed(given, "quote", text)
    sense = Perceptibility(given.one_of("sense", [*Perceptibility]))
    off = Camera.NOT_APPLICABLE if sense is Perceptibility.NEITHER else Camera.ON
    return MarkedClaim(
        number=number,
        span=span,
        quote=text[slice(*span)],
        act=given.one_of("act", acts),
        type=ClaimType(given.one_of("type", [*ClaimType], ClaimType.OBSERVATION)),
        perceptibility=sense,
        camera=Camera(given.one_of("camera", [*Camera], off)),
        polarity=Polarity(given.one_of("polarity", [*Polarity], Polarity.POSITIVE)),
        certainty=given.one_of("certainty", get_args(Certainty), "CT+"),
        hedges=tuple(
            _hedge(Fields(row, f"{given.where} hedge {place}"), text, span)
            for place, row in enumerate(given.rows("hedges"), start=1)
        ),
        actor=given.maybe("actor"),
        target=given.maybe("target"),
        attribution=given.maybe("attribution"),
        clock=given.number("clock"),
    )


def _placed(given: Fields, field: str, text: str) -> Span:
    words, at = given.words(field), given.row.get("at", 1)
    span = nth(text, words, at) if isinstance(at, int) else None
    if span is None:
        raise RecordError(
            f"{given.where} has the {field} {words!r}, which the account does not hold {at} times: "
            "copy it from the account, letter by letter."
        )
    return span


def _hedge(given: Fields, text: str, claim: Span) -> MarkedHedge:
    cue = given.words("cue")
    span = cue_span(text, cue, claim)
    if span is None:
        raise RecordError(f"{given.where} has the cue {cue!r}, which the account does not hold.")
    return MarkedHedge(cue, span, given.one_of("effect", EFFECTS))


def _place(given: Fields, text: str) -> MarkedPlace:
    return MarkedPlace(
        name=given.words("name"),
        spans=(_placed(given, "name", text),),
        latitude=given.number("lat"),
        longitude=given.number("lon"),
        wide=given.one_of("level", ("country", "region", "town", "spot")) in {"country", "region"},
        role=given.one_of("role", ("event", "contrast", "dateline", "origin", "other")),
    )


def _relation(row: Any, where: str, claims: int) -> MarkedRelation:
    numbers = range(1, claims + 1)
    good = (
        isinstance(row, list)
        and len(row) >= 3
        and row[0] in numbers
        and isinstance(row[1], list)
        and set(row[1]) <= set(ALLEN)
        and (row[2] in numbers or row[2] == "VIDEO")
    )
    if not good:
        raise RecordError(
            f"{where} is {row!r}: write [claim, [Allen codes], claim or VIDEO, words], claims by "
            f"their numbers from 1 to {claims}."
        )
    second = None if row[2] == "VIDEO" else row[2]
    words = str(row[3]) if len(row) > 3 else ""
    return MarkedRelation(row[0], frozenset(row[1]), second, screen=is_screen_order(words))
