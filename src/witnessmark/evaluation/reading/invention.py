"""Whether a reading holds anything that its account does not.

Metrics
-------
Each is a count, and none is allowed. ``invented_events``: a violent act said to have happened where
the account tells of no violence, a claim checkable in footage where none is described, a quote that
is not in the account. ``invented_names``: an actor, weapon or place with a word that the account
does not have, in any ending. ``relations_across_videos``: an order between claims of two videos.
"""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.names import folded
from witnessmark.evaluation.reading.result import Result
from witnessmark.evaluation.reading.vocabulary import Vocabulary
from witnessmark.model import Claim, Polarity

#: Words that describe who is meant without quoting: both parties together.
_DESCRIBING = frozenset({"both", "side", "sides"})

#: Letters of a word that have to be in the account, so that its ending may differ.
_STEM = 4


def invention_answers(result: Result, vocabulary: Vocabulary) -> Iterator[Answer]:
    """Yield every answer about what one reading makes up."""
    for figure, found in (
        ("invented_events", tuple(_events(result, vocabulary))),
        ("invented_names", tuple(_names(result))),
        ("relations_across_videos", tuple(_across(result))),
    ):
        yield from found or (Answer(figure=figure, account=result.marked.name, score=1.0),)


def _events(result: Result, vocabulary: Vocabulary) -> Iterator[Answer]:
    marked, acts_of = result.marked, {read.id: one.act for one, read in result.pairs}
    for claim in result.claims:
        happened = claim.polarity is Polarity.POSITIVE and claim.act != acts_of.get(claim.id)
        if not marked.violence and happened and claim.act and vocabulary.is_violent(claim.act):
            yield _answer(result, "invented_events", claim, "no violence", claim.act)
        elif not marked.footage and claim.checkable:
            yield _answer(result, "invented_events", claim, "no footage", str(claim.type))
        elif claim.quote not in marked.text:
            yield _answer(result, "invented_events", claim, "words of the account", "others")


def _names(result: Result) -> Iterator[Answer]:
    known = folded(result.marked.text)
    stems = {word[:_STEM] for word in known}
    for claim in result.claims:
        for name in (claim.actor, claim.weapon, claim.place):
            strange = [
                word
                for word in folded(name or "")
                if word[:_STEM] not in stems and word not in _DESCRIBING
            ]
            if strange:
                yield _answer(result, "invented_names", claim, "none", str(name))


def _across(result: Result) -> Iterator[Answer]:
    by_id = {claim.id: claim for claim in result.claims}
    for relation in () if result.reading is None else result.reading.relations:
        first, second = by_id.get(relation.first), by_id.get(relation.second)
        if first is None or second is None or None in {first.video, second.video}:
            continue
        if first.video != second.video:
            face = f"{' '.join(relation.allen)} “{second.quote}”"
            yield _answer(result, "relations_across_videos", first, "no relation", face)


def _answer(result: Result, figure: str, claim: Claim, wanted: str, read: str) -> Answer:
    return Answer(
        figure=figure,
        account=result.marked.name,
        score=0.0,
        at=claim.span[0],
        quote=claim.quote,
        wanted=wanted,
        read=read,
    )
