"""The order the account claims, held against the order in the footage.

Conventions
-----------
Each claim has a domain, the observations that could be what it speaks of. Only starts are
compared, as annotators agree on little more (Ning et al. 2018, MATRES). A pass of arc consistency
(Mackworth 1977, AC-3) takes from every domain what fits no partner; a domain that would be empty
is given back, and the claim is reported as out of order: the account has the events, not their
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from witnessmark.model import Observation, Relation

#: Allen relations whose first starts before the second, at the same moment, after it.
STARTS_BEFORE = frozenset({"b", "m", "o", "fi", "di"})
STARTS_TOGETHER = frozenset({"s", "si", "e"})
STARTS_AFTER = frozenset({"bi", "mi", "oi", "f", "d"})

Domains = Mapping[str, tuple[Observation, ...]]


def keep_in_order(
    domains: Domains, relations: Iterable[Relation]
) -> tuple[dict[str, tuple[Observation, ...]], frozenset[str]]:
    """Return the domains with everything out of order taken away, and the claims out of order."""
    arcs = [
        arc
        for relation in relations
        if relation.first in domains and relation.second in domains
        for arc in (
            (relation.first, relation.second, _signs(relation.allen)),
            (relation.second, relation.first, {-sign for sign in _signs(relation.allen)}),
        )
    ]
    kept = dict(domains)
    out_of_order: set[str] = set()
    changed = True
    while changed:
        changed = False
        for first, second, signs in arcs:
            if {first, second} & out_of_order or not kept[first] or not kept[second]:
                continue
            fitting = tuple(
                one for one in kept[first] if any(_sign(one, two) in signs for two in kept[second])
            )
            if not fitting:
                out_of_order.add(first)
                kept[first] = domains[first]
                changed = True
            elif len(fitting) < len(kept[first]):
                kept[first] = fitting
                changed = True
    return kept, frozenset(out_of_order)


def _signs(allen: Iterable[str]) -> set[int]:
    codes = set(allen)
    groups = ((-1, STARTS_BEFORE), (0, STARTS_TOGETHER), (1, STARTS_AFTER))
    return {sign for sign, group in groups if codes & group}


def _sign(one: Observation, two: Observation) -> int:
    return (one.start > two.start) - (one.start < two.start)
