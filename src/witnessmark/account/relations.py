"""What the words say about the order of claims: Allen sets, never a forced total order.

Conventions
-----------
A relation reads from its first claim to its second and names the cue. Sets are those of the
table of time words (notes: reading, section 4). "While" that concedes, and "as" that gives a
reason, relate nothing in time: a clause of context or opinion therefore gets no relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.model import Claim, ClaimType, Relation
from witnessmark.model.claim import Allen

_SHARED: tuple[Allen, ...] = ("o", "oi", "s", "si", "d", "di", "f", "fi", "e")
_BEFORE: tuple[Allen, ...] = ("b", "m", "o", "fi", "di")
_AFTER: tuple[Allen, ...] = ("bi", "mi", "oi", "f", "d")
_QUICKLY: tuple[Allen, ...] = ("b", "m", "o")
_THEN: tuple[Allen, ...] = ("b", "m")

#: Link word of the lower clause: relation from the upper claim to the lower one.
_LINKS: dict[str, tuple[Allen, ...]] = {
    "until": ("m", "o"),
    "till": ("m", "o"),
    "before": _BEFORE,
    "after": _AFTER,
    "once": _AFTER,
    "as": _SHARED,
    "while": _SHARED,
    "whilst": _SHARED,
    "when": _SHARED,
}
_NEXT = re.compile(
    r"^(?:and )?(?:then|next|after which|afterwards?|moments later|seconds later|shortly after"
    r"(?:wards?)?|after that|soon after|a few (?:seconds|moments|minutes) later|minutes later"
    r"|subsequently|eventually|finally)\b",
    re.I,
)
_FOLLOWED = re.compile(r"^(?:quickly |immediately |soon )?followed by\b", re.I)
_AT_ONCE = re.compile(r"\b(?:quickly|immediately|instantly|promptly|at once)\b", re.I)
_KEEPS = re.compile(r"\b(?:keeps?|kept|continues?|continued|still)\b", re.I)


def relations(
    told: list[tuple[ParsedSentence, Draft, Claim]],
) -> tuple[Relation, ...]:
    """Return the relations that the words of the account state, in the order of their claims."""
    made = [
        *_to_video(told),
        *_within_sentences(told),
        *_between_sentences(told),
    ]
    unique = {(r.first, r.second): r for r in reversed(made)}
    return tuple(unique[key] for key in sorted(unique))


def _to_video(told: list[tuple[ParsedSentence, Draft, Claim]]) -> Iterator[Relation]:
    for _, _, claim in told:
        if claim.time.relation and claim.time.cue and _is_event(claim):
            yield Relation(
                first=claim.id, second="VIDEO", allen=claim.time.relation, cue=claim.time.cue
            )


def _within_sentences(
    told: list[tuple[ParsedSentence, Draft, Claim]],
) -> Iterator[Relation]:
    by_sentence: dict[int, list[tuple[ParsedSentence, Draft, Claim]]] = {}
    for row in told:
        by_sentence.setdefault(row[0].sentence.index, []).append(row)
    for parsed, lower, claim in told:
        here = by_sentence[parsed.sentence.index]
        upper = _claim_above(here, lower)
        if lower.clause.link == "" and _NEXT.search(claim.quote):
            upper = _told_before(here, lower)
        if upper is None or not (_is_event(claim) and _is_event(upper)):
            continue
        if lower.clause.kind == "absence" and claim.time.window != (0.0, 1.0):
            # T12: the silence of a missing warning meets the act that it would have announced.
            yield Relation(first=claim.id, second=upper.id, allen=("m",), cue=claim.quote)
            continue
        link = lower.clause.link
        allen = _LINKS.get(link)
        cue = link
        if link == "before" and _AT_ONCE.search(claim.quote[:20]):
            allen, cue = _QUICKLY, f"before {_AT_ONCE.search(claim.quote)[0]}"  # type: ignore[index]
        if allen is None and _FOLLOWED.search(claim.quote):
            allen, cue = _THEN, "followed by"
        if allen is None and _NEXT.search(claim.quote):
            allen, cue = _THEN, "then"
        if allen is not None:
            yield Relation(first=upper.id, second=claim.id, allen=allen, cue=cue)


def _claim_above(here: list[tuple[ParsedSentence, Draft, Claim]], lower: Draft) -> Claim | None:
    """Return the claim of the clause that *lower* hangs on, or the one told just before it."""
    for _, draft, claim in here:
        if draft is not lower and draft.number == lower.clause.parent:
            return claim
    return _told_before(here, lower)


def _told_before(here: list[tuple[ParsedSentence, Draft, Claim]], lower: Draft) -> Claim | None:
    """Return the claim told just before *lower* in the same sentence."""
    before: Claim | None = None
    for _, draft, claim in here:
        if draft is lower:
            break
        before = claim
    return before


def _between_sentences(
    told: list[tuple[ParsedSentence, Draft, Claim]],
) -> Iterator[Relation]:
    """Relate a sentence that opens with "then" to the last event of the one before."""
    for (_, _, before), (parsed, _, claim) in pairwise(told):
        if before.sentence == claim.sentence or not (_is_event(before) and _is_event(claim)):
            continue
        opening = _NEXT.search(parsed.text)
        if opening:
            yield Relation(first=before.id, second=claim.id, allen=_THEN, cue=opening[0])
        elif _KEEPS.search(claim.quote) and before.act == claim.act:
            keeps = _KEEPS.search(claim.quote)
            cue = keeps[0] if keeps else "continues"
            yield Relation(
                first=claim.id, second=before.id, allen=("oi", "di", "si", "mi"), cue=cue
            )


def _is_event(claim: Claim) -> bool:
    """Say whether the claim lies in the time of the footage at all."""
    return claim.type not in {ClaimType.CONTEXT, ClaimType.OPINION, ClaimType.PROGNOSIS}
