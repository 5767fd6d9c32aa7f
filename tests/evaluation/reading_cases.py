"""Marked accounts and readings of a few words, put together by hand for the tests of scoring."""

from __future__ import annotations

import hashlib
from typing import Any

from witnessmark.evaluation.reading.marked import (
    MarkedAccount,
    MarkedClaim,
    MarkedDate,
    MarkedHedge,
    MarkedPlace,
    MarkedRelation,
)
from witnessmark.evaluation.reading.result import Result, read_marked
from witnessmark.model import (
    Account,
    Camera,
    Claim,
    ClaimType,
    Hedge,
    MadeBy,
    Perceptibility,
    Polarity,
    Reading,
    Sentence,
)

MAKER = MadeBy(name="by hand", version="1", settings={})


def span(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def marked_claim(text: str, quote: str, number: int = 1, **known: Any) -> MarkedClaim:
    hedges = tuple(
        MarkedHedge(cue, span(text, cue), effect) for cue, effect in known.pop("hedges", ())
    )
    plain: dict[str, Any] = {
        "act": "FIRE_SMALL_ARMS",
        "type": ClaimType.OBSERVATION,
        "perceptibility": Perceptibility.EITHER,
        "camera": Camera.ON,
        "polarity": Polarity.POSITIVE,
        "certainty": "CT+",
    }
    return MarkedClaim(
        number=number, span=span(text, quote), quote=quote, hedges=hedges, **plain | known
    )


def marked(text: str, *claims: MarkedClaim, **known: Any) -> MarkedAccount:
    plain: dict[str, Any] = {
        "name": "case",
        "title": None,
        "byline": None,
        "published": None,
        "event_date": MarkedDate(None, None, None),
        "places": (),
        "relations": (),
        "footage": True,
        "violence": True,
    }
    return MarkedAccount(data=text.encode(), text=text, claims=claims, **plain | known)


def marked_place(text: str, name: str, latitude: float, longitude: float, **known: Any):
    plain: dict[str, Any] = {"wide": False, "role": None}
    return MarkedPlace(
        name=name,
        spans=(span(text, name),),
        latitude=latitude,
        longitude=longitude,
        **plain | known,
    )


def related(first: int, allen: str, second: int | None, *, screen: bool = False) -> MarkedRelation:
    return MarkedRelation(first, frozenset(allen.split()), second, screen=screen)


def claim(text: str, quote: str, number: int = 1, **known: Any) -> Claim:
    hedges = tuple(
        Hedge(cue=cue, span=span(text, cue), effect=effect)
        for cue, effect in known.pop("hedges", ())
    )
    plain: dict[str, Any] = {
        "act": "FIRE_SMALL_ARMS",
        "type": ClaimType.OBSERVATION,
        "perceptibility": Perceptibility.EITHER,
        "camera": Camera.ON,
    }
    return Claim(
        id=f"c{number:02d}",
        account=hashlib.sha256(text.encode()).hexdigest(),
        sentence=0,
        span=span(text, quote),
        quote=quote,
        hedges=hedges,
        made_by=MAKER,
        **plain | known,
    )


def reading(text: str, *claims: Claim, **known: Any) -> Reading:
    """Return a reading that takes the whole *text* for one sentence, unless *known* says else."""
    data = text.encode()
    head = known.pop("head", {})
    known.setdefault("sentences", (Sentence(index=0, span=(0, len(text)), text=text),))
    return Reading(
        account=Account(
            sha256=hashlib.sha256(data).hexdigest(),
            name="case.txt",
            size=len(data),
            characters=len(text),
            language="en",
            **head,
        ),
        claims=claims,
        made_by=MAKER,
        **known,
    )


def result(of: MarkedAccount, made: Reading) -> Result:
    return read_marked(lambda data, name: made, of)
