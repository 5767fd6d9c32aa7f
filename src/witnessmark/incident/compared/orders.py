"""Two accounts that tell paired things in opposite order.

Conventions
-----------
Only order that an account's words state counts, and what follows from it: where one thing is said
to start before a second and that before a third, the first starts before the third. The order of
the telling alone says nothing, nor does that of shots on the screen. Order is of starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from witnessmark.alignment.endpoints import STARTS_AFTER, STARTS_BEFORE
from witnessmark.model import Relation


def starts_before(relations: Iterable[Relation]) -> frozenset[tuple[str, str]]:
    """Return every (claim, claim) of which the first surely starts before the second.

    What an account puts both ways is left out.
    """
    after: dict[str, set[str]] = {}
    for relation in relations:
        allen = set(relation.allen)
        if relation.timeline != "event" or "VIDEO" in {relation.first, relation.second}:
            continue
        if allen and allen <= STARTS_BEFORE:
            after.setdefault(relation.first, set()).add(relation.second)
        elif allen and allen <= STARTS_AFTER:
            after.setdefault(relation.second, set()).add(relation.first)
    found = {(start, later) for start in after for later in _reached(start, after)}
    return frozenset(pair for pair in found if pair[::-1] not in found)


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    reached, open_ones = set[str](), [start]
    while open_ones:
        for later in after.get(open_ones.pop(), ()):
            if later not in reached:
                reached.add(later)
                open_ones.append(later)
    return reached


def opposed(
    pairs: Sequence[tuple[str, str]],
    first: Iterable[Relation],
    second: Iterable[Relation],
) -> Iterator[tuple[int, int]]:
    """Yield indices (earlier, later by the first account) of *pairs* that the second turns round.

    Each pair is (claim of the first account, claim of the second).
    """
    mine, yours = starts_before(first), starts_before(second)
    by_first = {one: number for number, (one, _) in enumerate(pairs)}
    for early, late in sorted(
        (by_first[a], by_first[b]) for a, b in mine if a in by_first and b in by_first
    ):
        if (pairs[late][1], pairs[early][1]) in yours:
            yield early, late
