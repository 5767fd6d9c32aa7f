"""What the rules make of marked text, claim by claim, beside what a person marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marked import Marked

from witnessmark.account.document import read_document
from witnessmark.account.english import by_rules
from witnessmark.account.grammar import parse
from witnessmark.account.learnt.telling import account_view
from witnessmark.account.learnt.traits import View
from witnessmark.evaluation.reading.matching import match


@dataclass(frozen=True)
class Row:
    """A claim that the rules read: how the judge sees it, and the answers marked, if it was."""

    author: str
    account: str
    quote: str
    seen: View
    by_rule: dict[str, str]
    answers: dict[str, str] | None


def rows(texts: Iterable[Marked]) -> Iterator[Row]:
    """Yield a row for every claim that the rules read in *texts*."""
    for text in texts:
        read = by_rules(tuple(s for s in read_document(text.text).sentences))
        spans = [claim.span for claim, _ in read]
        partner = {r: m for m, r in match([claim.span for claim in text.claims], spans)}
        for number, (claim, seen) in enumerate(read):
            by_rule = {
                "act": claim.act,
                "type": claim.type.value,
                "sense": claim.perceptibility.value,
                "camera": claim.camera.value,
            }
            marked = partner.get(number)
            answers = None if marked is None else text.claims[marked].answers
            yield Row(text.author, text.name, claim.quote, seen, by_rule, answers)


def whole(text: Marked) -> View:
    """Return the account as one, as the judge is asked whether it tells of violence."""
    return account_view(list(parse(read_document(text.text).sentences)))
