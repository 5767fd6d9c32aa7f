"""A claim made ready to be held against one of another account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.alignment.evidence import Evidence, evidence_for, evidence_table
from witnessmark.alignment.sight_evidence import SightEvidence, sight_evidence_for
from witnessmark.alignment.unread import unread_words
from witnessmark.alignment.window import Window, window_of
from witnessmark.clock import Span, union_length
from witnessmark.incident.compared.states import States, states_of
from witnessmark.model import Claim, Finding, Incident, Kind, Relation, Told

#: Words that are in every sentence and make none like another.
_EMPTY = frozenset(
    {
        *("a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "from", "by", "for"),
        *("with", "as", "it", "its", "is", "are", "was", "were", "be", "been", "being", "has"),
        *("have", "had", "can", "could", "he", "she", "they", "them", "his", "her", "their"),
        *("this", "that", "these", "those", "there", "then", "when", "while", "which", "who"),
        *("some", "any", "not", "no", "without", "none", "never", "nobody", "nothing"),
    }
)
_WORD = re.compile(r"[^\W_]+(?::\d+)*")

#: Letters of a word that count: forms of one word share their first ones ("explodes", "exploded").
_STEM = 6


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with its finding and what follows from its words.

    ``window`` is where the claim puts it on the recording that both accounts tell of, ``group`` the
    group of its act, ``heard_as`` the kind of sound that its act would make, ``modes`` the modes of
    fire that it names (None where it names none), ``place`` where it stands in its account, 0 to 1.
    ``sound`` is what would be heard of it, ``states`` the conditions that it tells of or denies.
    ``plain`` says that it tells of a sound or a sight and of nothing besides: no doer, target or
    place, and no word that nothing weighs.
    """

    claim: Claim
    finding: Finding
    window: Window
    words: frozenset[str]
    group: str | None
    heard_as: Kind | None
    modes: frozenset[str] | None
    place: float
    sound: Evidence | None
    states: States
    plain: bool

    @property
    def told(self) -> Told:
        """The claim as the comparison holds it."""
        return Told(
            claim=self.claim.id,
            sentence=self.claim.sentence,
            span=self.claim.span,
            quote=self.claim.quote,
            act=self.claim.act,
            verdict=self.finding.verdict,
            supports=self.finding.supports,
            citations=self.finding.citations,
            reason=self.finding.reason,
        )


def stated(record: Incident, recording: str) -> tuple[Stated, ...]:
    """Return the claims of *record* in the order of its account, placed on *recording*."""
    findings = {finding.claim: finding for finding in record.findings}
    footage = next(one for one in record.recordings if one.sha256 == recording)
    tied = {
        name
        for relation in record.relations
        if relation.second != "VIDEO"
        for name in (relation.first, relation.second)
    }
    ordered = sorted(record.claims, key=lambda claim: (claim.span, claim.id))
    last = max(len(ordered) - 1, 1)
    table = evidence_table()
    made = []
    for number, claim in enumerate(ordered):
        evidence = evidence_for(claim)
        sound = table.get(str(claim.act))
        sight = sight_evidence_for(claim)
        window = window_of(claim, footage, ordered=claim.id in tied)
        made.append(
            Stated(
                claim=claim,
                finding=findings[claim.id],
                window=window,
                words=content_words(claim.quote),
                group=claim.act_group,
                heard_as=sound.kind if sound else None,
                modes=evidence.modes if evidence else None,
                place=number / last,
                sound=evidence,
                states=states_of(claim, sight),
                plain=_is_plain(claim, evidence, sight, window, record.relations),
            )
        )
    return tuple(made)


def _is_plain(
    claim: Claim,
    evidence: Evidence | None,
    sight: SightEvidence | None,
    window: Window,
    relations: Sequence[Relation],
) -> bool:
    if claim.target is not None or claim.place is not None:
        return False
    if evidence is None:
        return sight is not None and not sight.unread
    mine = [one for one in relations if claim.id in {one.first, one.second}]
    return not unread_words(claim, mine, window, kind=evidence.kind)


def content_words(text: str, without: Sequence[str] = ()) -> frozenset[str]:
    """Return the stems of the words of *text* that say something, those *without* apart.

    >>> sorted(content_words("Two grenades were exploding at 0:20", without=["two"]))
    ['0:20', 'explod', 'grenad']
    """
    left_out = {word for part in without for word in _WORD.findall(part.casefold())}
    words = (word for word in _WORD.findall(text.casefold()) if word not in _EMPTY | left_out)
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    return (word[:-1] if word.endswith("s") and len(word) > 3 else word)[:_STEM]


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of all words that both have (Jaccard 1901); 1 where neither has any."""
    return len(one & other) / len(one | other) if one | other else 1.0


def overlap(one: Span, other: Span) -> float:
    """Return the intersection over union of two spans, 0 to 1."""
    both = min(one.end.seconds, other.end.seconds) - max(one.start.seconds, other.start.seconds)
    if both <= 0:
        return 0.0
    return float(both / (one.duration + other.duration - both))


def cited_alike(one: Finding, other: Finding, recording: str) -> float:
    """Return the share of the seconds cited by either that both cite; 1 where neither cites any."""
    spans = [
        [Span(cite.start, cite.end) for cite in finding.citations if cite.recording == recording]
        for finding in (one, other)
    ]
    union = union_length([*spans[0], *spans[1]])
    both = union_length(spans[0]) + union_length(spans[1]) - union
    return float(both / union) if union else 1.0
