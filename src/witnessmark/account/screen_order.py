"""The order that lists and clock readings give: in the footage, and not always of the events.

Conventions
-----------
A shot list orders the edit (T18): its relations carry ``timeline`` "screen" and the cue "shot
order". A log of one recording, without numbers, orders what it tells. Clock readings of one
recording order starts and nothing else (T15). A state that shows at a time may have begun before
it, and what is reached "by" or lasts "until" a time has its start told nowhere, so neither is put
after anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import inf

from witnessmark.account.lexicon import acts
from witnessmark.account.screen_time import Item, Told, item_of
from witnessmark.model import Claim, ClaimType, Polarity, Relation, Role
from witnessmark.model.claim import Allen

_THEN: tuple[Allen, ...] = ("b", "m")
_BEFORE: tuple[Allen, ...] = ("b", "m", "o", "fi", "di")
_ELSEWHERE = frozenset({ClaimType.OPINION, ClaimType.PROGNOSIS, ClaimType.ATTRIBUTED})
#: Readings nearer than the tolerance of T15, in seconds, put nothing first.
_TOLERANCE = 2.0
#: What orders, and how many seconds apart at most: over more than half a day, midnight may lie
#: between two hours.
_ORDERING = {"media_clock": inf, "calendar": 43_200.0}
#: Up to so many claims with clocks every pair is related, above it neighbours only.
_MOST_PAIRED = 14
_LABELS = frozenset({"shotlist", "shot list", "shot-list", "shots"})
_OPEN_START = re.compile(r"\b(?:by|until|till|up to|before|to)\W+(?:\w+\W+){0,3}$", re.I)


_BY = re.compile(r"(?:by|until|till|before)\b", re.I)


def by_list(told: Sequence[Told], listed: Sequence[Item]) -> Iterator[Relation]:
    """Yield the relations from each item of a list to the next."""
    members: dict[int, list[Told]] = {}
    for row in told:
        item = item_of(row[2], listed)
        if (
            item is not None
            and _can_be_ordered(row[2])
            and row[0].sentence.role is not Role.QUOTATION
        ):
            members.setdefault(item.order, []).append(row)
    screen = is_edited(told, listed)
    for first, second in pairwise(sorted(members)):
        if second != first + 1:
            continue
        for _, _, one in _placed_by_item(members[first], listed):
            for _, _, two in _placed_by_item(members[second], listed):
                yield Relation(
                    first=one.id,
                    second=two.id,
                    allen=_THEN if screen else _BEFORE,
                    cue="shot order" if screen else "list order",
                    timeline="screen" if screen else "event",
                )


def _placed_by_item(rows: list[Told], listed: Sequence[Item]) -> list[Told]:
    """Return those claims of an item that its place in the list speaks for."""
    item = item_of(rows[0][2], listed)
    code = None if item is None or item.clock is None else item.clock
    if code is None:
        return rows
    return [row for row in rows if _value(row[2]) == code.value]


def is_edited(told: Sequence[Told], listed: Sequence[Item]) -> bool:
    """Say whether the list is one of shots: numbered, or under a label that says so."""
    labels = {
        row[0].sentence.text.strip(" :*_#").lower()
        for row in told
        if row[0].sentence.role in {Role.LABEL, Role.HEADING}
    }
    return any(item.number is not None for item in listed) or bool(labels & _LABELS)


def by_clock(told: Sequence[Told], listed: Sequence[Item]) -> Iterator[Relation]:
    """Yield which of two claims of one recording starts first by the clocks told of them.

    Hours of the day order as well as readings of the footage, each among themselves.
    """
    for kind, furthest in _ORDERING.items():
        timed = _timed(told, listed, kind)
        pairs = combinations(timed, 2) if len(timed) <= _MOST_PAIRED else pairwise(timed)
        for (early, one), (late, two) in pairs:
            apart = _TOLERANCE < late - early <= furthest
            if not apart or one.video != two.video or _is_state(two):
                continue
            cue = f"{_value(one)} / {_value(two)}"
            yield Relation(first=one.id, second=two.id, allen=_BEFORE, cue=cue)


def _timed(told: Sequence[Told], listed: Sequence[Item], kind: str) -> list[tuple[float, Claim]]:
    """Return the claims with a clock of *kind*, and its seconds, in the order of the clocks."""
    timed = [
        (clock.seconds, claim)
        for parsed, _, claim in told
        if (clock := claim.time.clock) is not None
        and clock.kind == kind
        and clock.seconds is not None
        and _can_be_ordered(claim)
        and (claim.act != "BACKGROUND" or clock.value.lower() in claim.quote.lower())
        and item_of(claim, listed) is None
        and not _starts_open(parsed.sentence.text, clock.value)
    ]
    return sorted(timed, key=lambda row: (row[0], row[1].id))


def _can_be_ordered(claim: Claim) -> bool:
    """Say whether a list or a clock orders the claim: not what is missing, nor what others say."""
    return claim.type not in _ELSEWHERE and claim.polarity is Polarity.POSITIVE


def _starts_open(sentence: str, value: str) -> bool:
    """Say whether words put the claim somewhere before the clock reading: "by 0:38"."""
    at = sentence.replace("’", "'").lower().find(value.lower())
    return _OPEN_START.search(sentence[: max(at, 0)]) is not None or _BY.match(value) is not None


def _value(claim: Claim) -> str:
    return "" if claim.time.clock is None else claim.time.clock.value


def _is_state(claim: Claim) -> bool:
    return acts()[claim.act].group in {"state", "media"}
