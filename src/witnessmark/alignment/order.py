"""The order the account claims, held against the order in the footage.

Conventions
-----------
Each claim has a domain, the observations that could be what it speaks of. Order is of starts, as
annotators agree on little more (Ning et al. 2018, MATRES): one thing can come before another when
its first shot comes before the other's last. One and the same observation can be both, since what
was heard as one may have been two. A pass of arc consistency (Mackworth 1977, AC-3) takes from
every domain what fits no partner; where that would empty one, the two claims are out of order.
What is left decides whether the order holds and what is cited, never how long a thing lasts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.model import Observation, Relation

#: Allen relations whose first starts before the second, with it, after it.
STARTS_BEFORE = frozenset({"b", "m", "o", "fi", "di"})
STARTS_TOGETHER = frozenset({"s", "si", "e"})
STARTS_AFTER = frozenset({"bi", "mi", "oi", "f", "d"})
#: What "then" says: one thing is told after another, and nothing is counted up to it.
_IN_TURN = frozenset({"b", "m", "bi", "mi"})
#: Starts this many seconds apart can be called together.
TOGETHER = Fraction(1)

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
        first, second, signs = relation.first, relation.second, signs_of(relation.allen)
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


def signs_of(allen: Iterable[str]) -> frozenset[int]:
    """Return how the first may start: before the second (-1), with it (0), after it (1)."""
    codes = set(allen)
    groups = ((-1, STARTS_BEFORE), (0, STARTS_TOGETHER), (1, STARTS_AFTER))
    return frozenset(sign for sign, group in groups if codes & group)
