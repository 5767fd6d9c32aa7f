"""What reads claims out of sentences: one contract, and one check that nobody gets round.

Conventions
-----------
A reader is given the sentences of the languages it knows and returns claims, with what ties them.
Whatever reads, rules or a model that the user runs, its claims are held against the account before
anything else sees them: a quote that does not stand verbatim at its span, in its sentence, is
refused with the reader's name. A sentence that no reader knows the language of becomes a claim
that says so and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from witnessmark.errors import UnquotedClaimError
from witnessmark.model import (
    Antecedent,
    Claim,
    DateMention,
    EventDate,
    MadeBy,
    Place,
    Relation,
    RollUp,
    Sentence,
    Tension,
)

Progress = Callable[[float, float], None]


@dataclass(frozen=True, slots=True)
class Material:
    """What a reader is given: the account's text, the sentences that it knows the language of.

    ``account`` is the SHA-256 that each claim carries.
    """

    text: str
    sentences: tuple[Sentence, ...]
    account: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader found: claims in the order of their spans, and what it can say beside them."""

    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateMention, ...] = ()
    published: str | None = None
    event_date: EventDate | None = None
    coreference: tuple[Antecedent, ...] = ()
    tensions: tuple[Tension, ...] = ()
    roll_up: RollUp | None = None
    roll_up_reason: str = ""


class Reader(Protocol):
    """Reads claims out of sentences of some languages.

    ``languages`` are ISO 639-1 codes; ``made_by`` signs every claim, with name, version and all
    that the result depends on.
    """

    @property
    def languages(self) -> frozenset[str]:
        """The languages it reads."""
        ...

    @property
    def made_by(self) -> MadeBy:
        """Who signs its claims."""
        ...

    def read(self, material: Material, progress: Progress | None = None) -> Told:
        """Return what the sentences of *material* claim."""
        ...


def reader_of(language: str, readers: Iterable[Reader]) -> Reader | None:
    """Return the first reader that knows *language*, None where none does."""
    return next((reader for reader in readers if language in reader.languages), None)


def checked(told: Told, reader: Reader, material: Material) -> Told:
    """Return *told* as it is, or raise :class:`UnquotedClaimError` where a claim is not verbatim.

    Every claim must lie in a sentence that *reader* was given, quote it exactly, carry the
    account's digest and an id of its own; the words of hedges and quantities must stand where the
    claim says, relations name claims that are there, and places and dates stand in the text.
    """
    given = {sentence.index: sentence for sentence in material.sentences}
    known: set[str] = set()
    for claim in told.claims:
        why = _wrong(claim, given, material.account)
        if why is None and claim.id in known:
            why = "has the id of another"
        if why is not None:
            raise UnquotedClaimError(reader.made_by.name, claim.id, claim.quote, why)
        known.add(claim.id)
    for relation in told.relations:
        if not {relation.first, relation.second} <= known | {"VIDEO"}:
            raise UnquotedClaimError(
                reader.made_by.name,
                relation.first,
                relation.cue,
                "is tied to one that is not there",
            )
    quoted = [(place.span, place.quote) for place in told.places]
    quoted += [(date.span, date.quote) for date in told.dates]
    for span, quote in quoted:
        if material.text[slice(*span)] != quote:
            raise UnquotedClaimError(
                reader.made_by.name,
                "for a place or date",
                quote,
                "does not quote the account",
            )
    return told


def unread(sentence: Sentence, account: str, maker: MadeBy) -> Claim:
    """Return the claim that stands for a sentence in a language that no reader knows."""
    return Claim(
        id="",
        account=account,
        sentence=sentence.index,
        span=sentence.span,
        quote=sentence.text,
        type=None,
        act=None,
        perceptibility=None,
        camera=None,
        polarity=None,
        certainty=None,
        not_tested="language",
        made_by=maker,
    )


def in_order(parts: Sequence[Told]) -> Told:
    """Return what several readers told as one: claims in the order of their spans, numbered anew.

    What only one reader can say of a whole account, its dates and its roll-up, is the first's that
    says anything.
    """
    if len(parts) == 1 and not any(claim.id == "" for claim in parts[0].claims):
        return parts[0]
    claims, names = _numbered(parts)
    return Told(
        claims=claims,
        relations=tuple(
            tie.model_copy(
                update={
                    "first": names.get((part, tie.first), tie.first),
                    "second": names.get((part, tie.second), tie.second),
                }
            )
            for part, told in enumerate(parts)
            for tie in told.relations
        ),
        places=tuple(sorted((p for t in parts for p in t.places), key=lambda p: p.span)),
        dates=tuple(sorted((d for t in parts for d in t.dates), key=lambda d: d.span)),
        published=next((told.published for told in parts if told.published), None),
        event_date=next((told.event_date for told in parts if told.event_date), None),
        coreference=tuple(one for told in parts for one in told.coreference),
        tensions=tuple(
            one.model_copy(update={"claims": tuple(names[part, name] for name in one.claims)})
            for part, told in enumerate(parts)
            for one in told.tensions
        ),
        roll_up=next(
            (_renamed(t.roll_up, part, names) for part, t in enumerate(parts) if t.roll_up), None
        ),
        roll_up_reason=next((told.roll_up_reason for told in parts if told.roll_up_reason), ""),
    )


_Names = dict[tuple[int, str], str]


def _numbered(parts: Sequence[Told]) -> tuple[tuple[Claim, ...], _Names]:
    """Return the claims of all parts in order, and their new ids by part and old id."""
    rows = [(claim, part) for part, told in enumerate(parts) for claim in told.claims]
    rows.sort(key=lambda row: (row[0].span[0], -row[0].span[1]))
    width = max(2, len(str(len(rows))))
    claims, names = [], {}
    for number, (claim, part) in enumerate(rows, start=1):
        claims.append(claim.model_copy(update={"id": f"c{number:0{width}d}"}))
        names[part, claim.id] = claims[-1].id
    return tuple(claims), names


def _renamed(row: RollUp | None, part: int, names: _Names) -> RollUp | None:
    if row is None:
        return None
    return row.model_copy(update={"claims": tuple(names[part, name] for name in row.claims)})


def _wrong(claim: Claim, given: dict[int, Sentence], account: str) -> str | None:
    """Say what is wrong with a claim's words, None where nothing is."""
    sentence = given.get(claim.sentence)
    if sentence is None:
        return "is in no sentence that it was given"
    if claim.account != account:
        return "is of another account"
    if not claim.quote or _at(sentence, claim.span) != claim.quote:
        return "does not stand in the account where it says"
    parts = [(hedge.span, hedge.cue) for hedge in claim.hedges]
    parts += [(quantity.span, quantity.text) for quantity in claim.quantities]
    if any(_at(sentence, span) != words for span, words in parts):
        return "has a hedge or a quantity that does not stand where it says"
    if any(hedge.scope and _at(sentence, hedge.scope) is None for hedge in claim.hedges):
        return "has a hedge that reaches beyond its sentence"
    return None


def _at(sentence: Sentence, span: tuple[int, int]) -> str | None:
    """Return the words of *sentence* at *span*, None where it reaches beyond the sentence."""
    first, last = span[0] - sentence.span[0], span[1] - sentence.span[0]
    return sentence.text[first:last] if 0 <= first < last <= len(sentence.text) else None
