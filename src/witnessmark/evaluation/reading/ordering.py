"""Whether the order of claims is read: never against the words, and never more than they give.

Conventions
-----------
Asked of marked relations whose claims both matched, and of those to the video. What is read of a
pair is the intersection of everything stated of it on the same timeline, of the events or of the
screen, either way round; nothing stated is all thirteen relations, which is consistent with
anything and tells nothing. What only follows from other statements counts as not stated.

Metrics
-------
``order_stated``; ``order_consistent`` where something is stated: the sets share a relation;
``start_order`` where the words say which starts first: that, and nothing else, is stated;
``order_informativeness``, 1 − size / 13 of what is stated and consistent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.marked import MarkedRelation
from witnessmark.evaluation.reading.result import Result
from witnessmark.model.claim import Allen

ALL = frozenset(get_args(Allen))

#: How the model names the whole recording in a relation.
VIDEO = "VIDEO"

#: Relations whose first claim starts first, and their inverses.
STARTS_FIRST = frozenset({"b", "m", "o", "fi", "di"})


def inverse(allen: frozenset[str]) -> frozenset[str]:
    """Return the relations of the second to the first.

    >>> sorted(inverse(frozenset({"b", "di", "e"})))
    ['bi', 'd', 'e']
    """
    return frozenset(
        code if code == "e" else code.removesuffix("i") if code.endswith("i") else f"{code}i"
        for code in allen
    )


def order_answers(result: Result) -> Iterator[Answer]:
    """Yield every answer about the order of claims in one account."""
    if result.reading is None:
        return
    names = {marked.number: read.id for marked, read in result.pairs}
    stated = _stated(result)
    for relation in result.marked.relations:
        if relation.first not in names or not (relation.second is None or relation.second in names):
            continue
        second = VIDEO if relation.second is None else names[relation.second]
        read = stated.get((names[relation.first], second, relation.screen))
        yield from _asked(result, relation, read)


def _asked(
    result: Result, relation: MarkedRelation, read: frozenset[str] | None
) -> Iterator[Answer]:
    yield _answer(result, "order_stated", relation, float(read is not None), read)
    consistent = read is None or bool(read & relation.allen)
    if read is not None:
        yield _answer(result, "order_consistent", relation, float(consistent), read)
    for first in (STARTS_FIRST, inverse(STARTS_FIRST)):
        if relation.allen <= first:
            right = read is not None and read <= first
            yield _answer(result, "start_order", relation, float(right), read)
    told = 1 - len(read) / len(ALL) if read is not None and consistent else 0.0
    yield _answer(result, "order_informativeness", relation, told, read)


def _stated(result: Result) -> Mapping[tuple[str, str, bool], frozenset[str]]:
    """Return what the reading states of each pair of claims, both ways, apart for the screen."""
    stated: dict[tuple[str, str, bool], frozenset[str]] = {}

    def add(first: str, second: str, allen: frozenset[str], *, screen: bool) -> None:
        for one, other, codes in ((first, second, allen), (second, first, inverse(allen))):
            key = (one, other, screen)
            stated[key] = stated.get(key, ALL) & codes

    for relation in () if result.reading is None else result.reading.relations:
        allen = frozenset(relation.allen)
        add(relation.first, relation.second, allen, screen=relation.timeline == "screen")
    for claim in result.claims:
        if claim.time.relation is not None:
            add(claim.id, VIDEO, frozenset(claim.time.relation), screen=False)
    return stated


def _answer(
    result: Result,
    figure: str,
    relation: MarkedRelation,
    score: float,
    read: frozenset[str] | None,
) -> Answer:
    claims = result.marked.claims
    first = claims[relation.first - 1]
    second = "the video" if relation.second is None else claims[relation.second - 1].quote
    return Answer(
        figure=figure,
        account=result.marked.name,
        score=score,
        at=first.span[0],
        quote=f"{first.quote} … {second}",
        wanted=" ".join(sorted(relation.allen)),
        read="nothing" if read is None else " ".join(sorted(read)),
        told=figure in {"order_stated", "order_consistent"}
        or (figure == "start_order" and read is not None),
    )
