"""Where an account pulls against itself, told in plain words and without a verdict.

Conventions
-----------
Only three kinds are looked for: a sound off camera that begins and one that is heard throughout;
an act that one claim says of both sides and all others of one; and two exact counts of the same
thing done by or to the same. Claims of different recordings are not compared for the first two.
Distances between different pairs, and lower bounds such as "several", never make a tension. Each
claim keeps its own verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from witnessmark.account.lexicon import acts
from witnessmark.model import Camera, Claim, ClaimType, Polarity, Tension

_TOLD = frozenset({ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.ATTRIBUTED})
_BEGINS = re.compile(r"\b(?:begins?|began|starts?|started|breaks? out|broke out|erupts?)\b", re.I)
_THROUGHOUT = re.compile(
    r"\b(?:throughout|the (?:whole|entire) (?:time|video|clip|film|recording)|from start to (?:end|"
    r"finish)|non-?stop)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(?:more|another|other|further|additional|again|then|later|second|next|at least|about|"
    r"around|some|up to|over|nearly|almost|each|per)\b",
    re.I,
)
_COUNTED = ("CASUALTY", "EXPLOSION_UNATTRIBUTED", "DAMAGE_BURN", "CAPTURE_DETAIN")


def tensions(claims: Sequence[Claim]) -> tuple[Tension, ...]:
    """Return the tensions among an account's claims, in the order of their first claims."""
    told = [c for c in claims if c.type in _TOLD and c.polarity is Polarity.POSITIVE]
    found = [*_of_time(told), *_of_reciprocity(told), *_of_counts(told)]
    order = {claim.id: number for number, claim in enumerate(claims)}
    return tuple(sorted(found, key=lambda tension: [order[name] for name in tension.claims]))


def _of_time(told: list[Claim]) -> Iterator[Tension]:
    off = [c for c in told if c.camera is Camera.OFF and acts()[c.act].group == "fire"]
    beginning = [c for c in off if _BEGINS.search(c.quote) and not _THROUGHOUT.search(c.quote)]
    for lasting in (c for c in off if _THROUGHOUT.search(c.quote)):
        first = next((c for c in beginning if _may_be_one(c, lasting)), None)
        if first is None:
            continue
        yield Tension(
            kind="time",
            claims=_in_order(first, lasting),
            text=f"“{first.quote}” says that firing off camera begins, “{lasting.quote}” that "
            "it is heard throughout: both hold only if they are different sources, or if "
            "“throughout” means from then on.",
        )


def _may_be_one(first: Claim, second: Claim) -> bool:
    if first.video != second.video:
        return False
    return None in {first.actor, second.actor} or first.actor == second.actor


def _of_reciprocity(told: list[Claim]) -> Iterator[Tension]:
    by_act: dict[str, list[Claim]] = {}
    for claim in told:
        if acts()[claim.act].group == "fire":
            by_act.setdefault(str(claim.act), []).append(claim)
    for same in by_act.values():
        both = next((c for c in same if c.actor_side == "A+B"), None)
        others = [
            c
            for c in same
            if both is not None and c.sentence != both.sentence and c.video in {both.video, None}
        ]
        sides = {c.actor_side for c in others}
        if both is None or len(sides) != 1 or not sides <= {"A", "B"}:
            continue
        who = next((c.actor for c in others if c.actor), "one side")
        yield Tension(
            kind="reciprocity",
            claims=_in_order(both, *others),
            text=f"“{both.quote}” is said of both sides; elsewhere only one does it ({who}).",
        )


def _of_counts(told: list[Claim]) -> Iterator[Tension]:
    seen: dict[tuple[str, str | None, str], tuple[float, Claim]] = {}
    for claim in told:
        count = _count(claim) if claim.act in _COUNTED else None
        if count is None:
            continue
        key = (str(claim.act), claim.actor, count[1])
        number, first = seen.setdefault(key, (count[0], claim))
        if number == count[0] or first.sentence == claim.sentence:
            continue
        yield Tension(
            kind="count",
            claims=_in_order(first, claim),
            text=f"“{first.quote}” counts {number:g}, “{claim.quote}” {count[0]:g}: they may be "
            "different ones, or the account differs with itself.",
        )


def _count(claim: Claim) -> tuple[float, str] | None:
    """Return the claim's only exact count and what is counted, None where there is none."""
    if _MORE.search(claim.quote):
        return None
    exact = [q for q in claim.quantities if q.min is not None and q.min == q.max and q.unit]
    if len(exact) != 1 or exact[0].min is None:
        return None
    verbs = re.findall(r"\b(?:kill|wound|injur|hurt|dead|die)", claim.quote.lower())
    return exact[0].min, f"{exact[0].unit} {' '.join(sorted(set(verbs)))}"


def _in_order(*claims: Claim) -> tuple[str, ...]:
    return tuple(c.id for c in sorted(claims, key=lambda claim: claim.span))
