"""A headline, heading or caption that says more than the sentences it stands for.

Conventions
-----------
A claim of the head is held against all claims of the same act in the text below, and against them
together: the surest of them counts, and the highest of their numbers. What the text does not
tell again is not judged. A hedge or a source that the head drops speaks for caution; a number that
no sentence reaches, or dead where all sentences say hurt, conflicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from witnessmark.alignment.checks.matter import Answer, Matter, Rule, quoted
from witnessmark.model import CheckOutcome, Claim, ClaimType, Polarity, Role

_HEAD = frozenset({Role.TITLE, Role.HEADING, Role.CAPTION})
_BODY = frozenset({Role.BODY, Role.SHOT, Role.QUOTATION})
_SURE = {"CT+": 3, "PR+": 2, "PS+": 1}
_SURENESS = {2: "only as probable", 1: "only as possible", 0: "as open or denied"}
#: Acts that say no more than that something is there: two claims of one are about different things.
_LOOSE = frozenset({"BACKGROUND", "STATE_SCENE", "STATE_PERSON", "MEDIA_PROPERTY", "OTHER"})
_DEAD = re.compile(
    r"\b(?:kill\w*|dead|deaths?|died?|dies|massacre\w*|slain|slaughter\w*|bod(?:y|ies)|corpses?)\b",
    re.I,
)
_HURT = re.compile(r"\b(?:wound\w*|injur\w*|hurt)\b", re.I)
_SOURCE = "The head and the sentences below it, as this program reads them."


def strength(matter: Matter) -> tuple[Answer, ...]:
    """Return an answer for each claim of a head that sentences below it tell again."""
    roles, answers = matter.roles, []
    for head in matter.told:
        if roles.get(head.sentence) not in _HEAD or head.act in _LOOSE:
            continue
        body = [c for c in matter.reading.claims if _tells_again(c, head, roles)]
        if body:
            answers.append(_held(head, body))
    return tuple(answers)


def _tells_again(claim: Claim, head: Claim, roles: dict[int, Role]) -> bool:
    return (
        claim.act == head.act
        and roles.get(claim.sentence) in _BODY
        and claim.type not in {ClaimType.OPINION, ClaimType.PROGNOSIS, None}
        and claim.video in {head.video, None}
    )


def _held(head: Claim, body: Sequence[Claim]) -> Answer:
    for rule in _RULES:
        found = rule(head, body)
        if found is not None:
            outcome, words = found
            return _answer(outcome, f"The head says {quoted((head,))}; {words}.", head, body)
    reason = f"The head says {quoted((head,))}, and no more than {quoted(body)} below it."
    return _answer(CheckOutcome.AGREES, reason, head, body)


def _number(head: Claim, body: Sequence[Claim]) -> tuple[CheckOutcome, str] | None:
    """Find a number that is above every number of the same thing below."""
    for one in head.quantities:
        same = [q for c in body for q in c.quantities if q.unit == one.unit and q.unit is not None]
        highest = [float("inf") if q.max is None else q.max for q in same]
        if one.min is not None and highest and one.min > max(highest):
            words = ", ".join(f"“{q.text}”" for q in same[:3])
            return (
                CheckOutcome.CONFLICTS,
                f"the text below gives {words}, fewer than “{one.text}”",
            )
    return None


def _killed(head: Claim, body: Sequence[Claim]) -> tuple[CheckOutcome, str] | None:
    """Find deaths where every sentence below tells of wounds alone."""
    if head.act != "CASUALTY" or not _DEAD.search(head.quote):
        return None
    if all(_HURT.search(c.quote) and not _DEAD.search(c.quote) for c in body):
        return (
            CheckOutcome.CONFLICTS,
            f"the text below tells of hurt and of no dead ({quoted(body)})",
        )
    return None


def _unsure(head: Claim, body: Sequence[Claim]) -> tuple[CheckOutcome, str] | None:
    """Find a head that is surer than the surest sentence below."""
    sure = max(
        _SURE.get(str(c.certainty), 0) if c.polarity is Polarity.POSITIVE else 0 for c in body
    )
    if _SURE[str(head.certainty)] <= sure:
        return None
    words = f"the text below gives it {_SURENESS[sure]} ({quoted(body)})"
    return CheckOutcome.SPEAKS_FOR, f"{words}, which speaks for the weaker words"


def _unnamed(head: Claim, body: Sequence[Claim]) -> tuple[CheckOutcome, str] | None:
    """Find a head that says as its own what below is everywhere somebody else's word."""
    if head.type is ClaimType.ATTRIBUTED or head.attribution is not None:
        return None
    if not all(c.type is ClaimType.ATTRIBUTED for c in body):
        return None
    names = tuple(dict.fromkeys(c.attribution for c in body if c.attribution))
    whose = ", ".join(f"“{name}”" for name in names) or "others"
    words = f"the text below gives it only in the words of {whose} ({quoted(body)})"
    return CheckOutcome.SPEAKS_FOR, f"{words}, which speaks for naming the source"


_RULES: tuple[Callable[[Claim, Sequence[Claim]], tuple[CheckOutcome, str] | None], ...] = (
    _number,
    _killed,
    _unsure,
    _unnamed,
)


def _answer(outcome: CheckOutcome, reason: str, head: Claim, body: Sequence[Claim]) -> Answer:
    return Answer(outcome, reason, _SOURCE, claims=(head.id, *(claim.id for claim in body)))


RULE = Rule("strength", "1", strength)
