"""Whether hedges are found: cue by cue, and sentence by sentence.

Conventions
-----------
A cue read is right where it overlaps a cue marked, and a cue marked is found where a cue read
overlaps it, whatever either is said to touch: ``hedge_effect`` asks that. Cues are counted once
however many claims they hedge. Those that lower a claim or deny its completion, those that touch a
part or a number, and boosters have figures of their own. A sentence is hedged where it holds any
cue; sentences are those of the reading, and only those are asked about that hold a marked claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.marked import MarkedAccount, Span
from witnessmark.evaluation.reading.result import Result

#: Figures by the effects that they are about.
KINDS = {
    "hedge": frozenset({"claim", "near_miss"}),
    "part_hedge": frozenset({"part", "quantifier"}),
    "booster": frozenset({"booster"}),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with its place; ``effects`` are all that it is said to touch in some claim."""

    span: Span
    words: str
    effects: frozenset[str]

    @property
    def is_hedge(self) -> bool:
        """Whether it lowers any claim or denies its completion."""
        return bool(self.effects & KINDS["hedge"])


def hedge_answers(result: Result) -> Iterator[Answer]:
    """Yield every answer about the hedges of one account."""
    marked = marked_cues(result.marked)
    read = _merged(
        (hedge.span, hedge.cue, hedge.effect) for claim in result.claims for hedge in claim.hedges
    )
    account = result.marked.name
    for kind, effects in KINDS.items():
        for cue in marked:
            if cue.effects & effects:
                found = any(meets(cue.span, other.span) for other in read)
                yield _answer(f"{kind}_recall", account, cue, found, "cue", "none")
        for cue in read:
            if cue.effects & effects:
                right = any(meets(cue.span, other.span) for other in marked)
                yield _answer(f"{kind}_precision", account, cue, right, "none", "cue")
    for cue in marked:
        near = [other for other in read if meets(cue.span, other.span)]
        if near:
            said = frozenset[str]().union(*(other.effects for other in near))
            right, face = bool(said & cue.effects), "/".join(sorted(said))
            yield _answer("hedge_effect", account, cue, right, "/".join(sorted(cue.effects)), face)
    if result.reading is not None:
        sentences = [sentence.span for sentence in result.reading.sentences]
        yield from sentence_answers(result.marked, sentences, [cue.span for cue in read])


def sentence_answers(
    marked: MarkedAccount, sentences: Sequence[Span], cues: Sequence[Span]
) -> Iterator[Answer]:
    """Yield whether sentences that hold a marked claim are taken as hedged rightly."""
    wanted = [cue.span for cue in marked_cues(marked)]
    for span in sentences:
        if not any(meets(span, claim.span) for claim in marked.claims):
            continue
        hedged = any(meets(span, cue) for cue in wanted)
        said = any(meets(span, cue) for cue in cues)
        for figure, asked, right in (
            ("hedged_sentence_recall", hedged, said),
            ("hedged_sentence_precision", said, hedged),
        ):
            if asked:
                yield Answer(figure=figure, account=marked.name, score=float(right), told=False)


def marked_cues(marked: MarkedAccount) -> tuple[Cue, ...]:
    """Return every cue marked in an account, once."""
    return _merged(
        (hedge.span, hedge.cue, hedge.effect) for claim in marked.claims for hedge in claim.hedges
    )


def meets(one: Span, other: Span) -> bool:
    """Say whether two spans share a code point."""
    return one[0] < other[1] and other[0] < one[1]


def _merged(found: Iterator[tuple[Span, str, str]]) -> tuple[Cue, ...]:
    by_span: dict[Span, Cue] = {}
    for span, words, effect in found:
        known = by_span[span].effects if span in by_span else frozenset[str]()
        by_span[span] = Cue(span, words, known | {effect})
    return tuple(by_span[span] for span in sorted(by_span))


def _answer(figure: str, account: str, cue: Cue, right: bool, wanted: str, read: str) -> Answer:
    return Answer(
        figure=figure,
        account=account,
        score=float(right),
        at=cue.span[0],
        quote=cue.words,
        wanted=wanted if wanted != "cue" else "/".join(sorted(cue.effects)),
        read=read if read != "cue" else "/".join(sorted(cue.effects)),
    )
