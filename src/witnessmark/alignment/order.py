"""The order the account claims, held against the order in the footage.

Conventions
-----------
Order is of starts, as annotators agree on little more (Ning et al. 2018, MATRES). Which claim lies
where, and whether an order holds, is for :mod:`.placing`; here is what an order leaves for a number
to count. What was heard as one may have been two, so that a thing may be on either side of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from witnessmark.alignment.endpoints import start_signs
from witnessmark.model import Observation, Relation

#: What "then" says: one thing is told after another, and nothing is counted up to it.
_IN_TURN = frozenset({"b", "m", "bi", "mi"})

Domains = Mapping[str, tuple[Observation, ...]]


@dataclass(frozen=True, slots=True)
class Ordered:
    """What of a claim's window fits the order the account gives, and whether the order holds.

    ``events`` are the single shots or explosions that the order leaves room for, ``certain`` those
    of them that it counts whatever of several things the account means. ``ranked`` says whether the
    order holds also where "the first" is the first that was heard.
    """

    fitting: tuple[Observation, ...]
    events: tuple[Observation, ...]
    certain: tuple[Observation, ...]
    holds: bool = True
    ranked: bool = True


def within_order(
    name: str,
    events: Iterable[Observation],
    bounds: Mapping[str, tuple[Observation, ...] | None],
    domains: Domains,
    relations: Iterable[Relation],
) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    """Return those of claim *name*'s events that a number may count, and those that it does.

    *bounds* has for every claim that something happened what it may be, None where nobody knows.
    Three shots before an explosion are shots that come before the last thing that could be it, and
    in any case those that come before the first. Where the bound was not heard, or cannot be told
    from others, any may be counted and none surely is, unless things are only told in turn: then
    the order is that of *domains*.
    """
    may = certain = tuple(events)
    for relation in relations:
        first, second, signs = relation.first, relation.second, start_signs(relation.allen)
        if second == name:
            first, second, signs = second, first, frozenset(-sign for sign in signs)
        if first != name or second == name or second not in bounds or len(signs) != 1:
            continue
        in_turn = set(relation.allen) <= _IN_TURN
        partners = bounds[second] or (domains.get(second) if in_turn else None)
        if not partners:
            certain = certain if in_turn else ()
            continue
        start, end = min(two.start for two in partners), max(two.end for two in partners)
        if signs == {-1}:
            may = tuple(one for one in may if one.start < end)
            certain = tuple(one for one in certain if one.start < start)
        elif signs == {1}:
            may = tuple(one for one in may if one.end > start)
            certain = tuple(one for one in certain if one.start >= end)
    return may, certain
