"""Whether claims are found, and whether what is read of a found claim is right.

Conventions
-----------
Fields are asked of matched claims alone; ``act_end_to_end`` also counts a missed claim as wrong.
Certainty "on hedged claims" is asked where a marked hedge is more than a booster.

Metrics
-------
Precision, recall and F1 of claim spans, pooled and as a mean over accounts; shares of right acts
(exact, by group, by ACLED sub-event), types, senses, camera, polarity, certainty, and of entities
named right in a loose sense (:mod:`.names`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from witnessmark.evaluation.figures import Figures, mean, ratio
from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.marked import MarkedClaim
from witnessmark.evaluation.reading.names import same_name
from witnessmark.evaluation.reading.result import Result
from witnessmark.evaluation.reading.vocabulary import Vocabulary
from witnessmark.model import Claim, ClaimType

#: Types of claims about what the footage holds or is (the footage-or-not question).
ABOUT_FOOTAGE = frozenset({ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.MEDIA_META})

_EXACT: dict[str, tuple[Callable[[MarkedClaim], str], Callable[[Claim], str | None]]] = {
    "type": (lambda marked: marked.type, lambda read: read.type),
    "perceptibility": (lambda marked: marked.perceptibility, lambda read: read.perceptibility),
    "camera": (lambda marked: marked.camera, lambda read: read.camera),
    "polarity": (lambda marked: marked.polarity, lambda read: read.polarity),
    "certainty": (lambda marked: marked.certainty, lambda read: read.certainty),
}


def claim_answers(result: Result, vocabulary: Vocabulary) -> Iterator[Answer]:
    """Yield every answer about the claims of one account."""
    read_of = {one.number: other for one, other in result.pairs}
    taken = {other.id for _, other in result.pairs}
    for marked in result.marked.claims:
        read = read_of.get(marked.number)
        yield _answer(result, "claim_recall", marked, read is not None, _face(marked), "nothing")
        right = read is not None and read.act == marked.act
        yield _answer(result, "act_end_to_end", marked, right, told=False)
    for claim in result.claims:
        yield Answer(
            figure="claim_precision",
            account=result.marked.name,
            score=float(claim.id in taken),
            at=claim.span[0],
            quote=claim.quote,
            wanted="nothing",
            read=f"{claim.act}, {claim.type}, {claim.perceptibility}",
        )
    for marked, read in result.pairs:
        yield _answer(result, "act", marked, marked.act == read.act, marked.act, str(read.act))
        for figure, code in (("act_group", vocabulary.groups), ("act_acled", vocabulary.acled)):
            if code:
                right = code.get(marked.act) == code.get(read.act or "")
                yield _answer(result, figure, marked, right, told=False)
        yield from _exact(result, marked, read)
        yield from _entities(result, marked, read)


def _exact(result: Result, marked: MarkedClaim, read: Claim) -> Iterator[Answer]:
    for figure, (want, get) in _EXACT.items():
        right = want(marked) == get(read)
        yield _answer(result, figure, marked, right, want(marked), str(get(read)))
    about = (marked.type in ABOUT_FOOTAGE) == (read.type in ABOUT_FOOTAGE)
    yield _answer(result, "footage_or_not", marked, about, told=False)
    always = marked.type in ABOUT_FOOTAGE
    yield _answer(result, "footage_or_not_always_yes", marked, always, told=False)
    if any(hedge.effect != "booster" for hedge in marked.hedges):
        right = marked.certainty == read.certainty
        yield _answer(result, "certainty_hedged", marked, right, told=False)


def _entities(result: Result, marked: MarkedClaim, read: Claim) -> Iterator[Answer]:
    for figure, want, got in (
        ("actor", marked.actor, read.actor),
        ("target", marked.target, read.target),
        ("attribution", marked.attribution, read.attribution),
    ):
        name = figure if want is not None else f"no_{figure}"
        right = same_name(want, got) if want is not None else got is None
        yield _answer(result, name, marked, right, str(want), str(got))


def _answer(
    result: Result,
    figure: str,
    marked: MarkedClaim,
    right: bool,
    wanted: str = "",
    read: str = "",
    *,
    told: bool = True,
) -> Answer:
    return Answer(
        figure=figure,
        account=result.marked.name,
        score=float(right),
        at=marked.span[0],
        quote=marked.quote,
        wanted=wanted,
        read=read,
        told=told,
    )


def _face(marked: MarkedClaim) -> str:
    return f"{marked.act}, {marked.type}, {marked.perceptibility}"


def f1_figures(results: Sequence[Result]) -> Figures:
    """Return F1 of claim spans, pooled over claims and as a mean over accounts.

    An account with no claim marked and none read says nothing, and is left out of the mean.
    """
    names = [one.marked.name for one in results]
    matched = [float(len(one.pairs)) for one in results]
    sizes = [(len(one.marked.claims) + len(one.claims)) / 2 for one in results]
    told = [number for number, size in enumerate(sizes) if size]
    return {
        "claim_f1": ratio(names, matched, sizes, of=sum(len(r.marked.claims) for r in results)),
        "claim_f1_mean": mean([names[n] for n in told], [matched[n] / sizes[n] for n in told]),
    }


def confusion(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    """Return how often each type marked was read as each type, over matched claims."""
    counted = Counter((m.type.value, str(r.type)) for one in results for m, r in one.pairs)
    return {
        marked.value: {read.value: counted[marked.value, read.value] for read in ClaimType}
        for marked in ClaimType
    }
