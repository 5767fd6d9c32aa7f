"""How much two claims of different accounts are alike, and which is taken for which.

Conventions
-----------
Likeness is a weighted sum, 0 to 1: the act first, then the words, then where in the recording;
what is cited, numbers, polarity and the place in the account only settle what these leave open.
The weights and the least likeness were set by hand on the project's own examples and measured on
nothing else.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from witnessmark.incident.compared.assignment import assign
from witnessmark.incident.compared.clashes import clashes, never_one
from witnessmark.incident.compared.opposition import states_opposed, weighed_by_state
from witnessmark.incident.compared.stated import Stated, cited_alike, overlap, shared

ACT, WORDS, WHEN = 0.36, 0.30, 0.22
CITED = NUMBERS = POLARITY = PLACE = 0.03

#: What a pair at least has: the same act alone is less, and so are the same words of another act.
LEAST = 0.6

#: Likeness of two acts of one group, or that would sound the same.
NEAR_ACT = 0.6

#: Likeness of place in time where neither account says when, and where only one does.
BOTH_UNTIMED, ONE_UNTIMED = 0.25, 0.1


#: What an opposition adds to likeness, so that no agreement is worth as much.
_OPPOSED = 1.0


def likeness(one: Stated, other: Stated, recording: str) -> float:
    """Return how much the two are alike, 0 where they cannot be one claim or too little speaks."""
    first = ACT * _acts(one, other) + WORDS * _words(one, other)
    if first + WHEN + CITED + NUMBERS + POLARITY + PLACE < LEAST or never_one(one, other):
        return 0.0
    if not all(clash.sure for clash in clashes(one, other)) or states_opposed(one, other):
        return 0.0
    whole = _whole(one, other, recording)
    return whole - _lost(one, other) if whole >= LEAST else 0.0


def _whole(one: Stated, other: Stated, recording: str) -> float:
    """Return the sum of all that is alike, as if numbers and polarity were."""
    return (
        ACT * _acts(one, other)
        + WORDS * _words(one, other)
        + WHEN * _when(one, other)
        + CITED * cited_alike(one.finding, other.finding, recording)
        + PLACE * (1 - abs(one.place - other.place))
        + NUMBERS
        + POLARITY
    )


def _lost(one: Stated, other: Stated) -> float:
    """Return what a conflict takes: a pair is a little less alike, and never too little for one."""
    kinds = {clash.kind for clash in clashes(one, other)}
    return NUMBERS * ("number" in kinds) + POLARITY * ("polarity" in kinds)


def paired(
    first: Sequence[Stated],
    second: Sequence[Stated],
    recording: str,
    opposed: Container[tuple[int, int]] = (),
) -> tuple[tuple[int, int, float], ...]:
    """Return (index, index, likeness): one to one, with the greatest total likeness.

    Claims that are *opposed* are paired before any others, however little they are alike. Where
    the verdict on one of them is on something else (fire, in weather that the other denies), they
    are paired only with what is left.
    """
    if not first or not second:
        return ()
    table = np.array([[likeness(one, other, recording) for other in second] for one in first])
    worth, left = table.copy(), np.zeros_like(table)
    for a, one in enumerate(first):
        for b, other in enumerate(second):
            if (a, b) in opposed:
                table[a, b] = _whole(one, other, recording) - _lost(one, other)
                at_once = weighed_by_state(one) and weighed_by_state(other)
                (worth if at_once else left)[a, b] = _OPPOSED + table[a, b]
    made = list(assign(worth))
    left[[a for a, _ in made], :] = 0.0
    left[:, [b for _, b in made]] = 0.0
    made += assign(left)
    return tuple((a, b, float(table[a, b])) for a, b in sorted(made))


def _acts(one: Stated, other: Stated) -> float:
    if one.claim.act == other.claim.act or one.claim.quote == other.claim.quote:
        return 1.0
    group = one.group is not None and one.group == other.group
    sound = one.heard_as is not None and one.heard_as is other.heard_as
    return NEAR_ACT if group or sound else 0.0


def _words(one: Stated, other: Stated) -> float:
    """Return the share of words in common, or of conditions where both name any: snow is snow."""
    mine, yours = frozenset(one.claim.conditions), frozenset(other.claim.conditions)
    if mine and yours and not mine & yours:
        return 0.0
    same = shared(mine, yours) if mine and yours else 0.0
    return max(same, shared(one.words, other.words))


def _when(one: Stated, other: Stated) -> float:
    timed = [stated.window.stated and not stated.window.unplaced for stated in (one, other)]
    if all(timed):
        return overlap(one.window.span, other.window.span)
    return ONE_UNTIMED if any(timed) else BOTH_UNTIMED
