"""Whether a set of interval relations can hold at once: path consistency (Allen 1983).

Conventions
-----------
The composition table is not written down but computed: every pair of relations that three
intervals with ends on a line of six points can stand in. Six points are enough, since three
intervals have six ends. Path consistency finds every contradiction between three intervals and
most between more; a network that it passes is taken to be consistent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Relation
from witnessmark.model.claim import Allen

CODES: tuple[str, ...] = get_args(Allen)
_INDEX = {code: index for index, code in enumerate(CODES)}
_POINTS = 6

Network = NDArray[np.bool_]


def inverse(allen: Iterable[str]) -> tuple[str, ...]:
    """Return the relations of the second interval to the first, in the order of the codes.

    >>> inverse(("b", "di", "e"))
    ('bi', 'd', 'e')
    """
    turned = {c if c == "e" else c[:-1] if c.endswith("i") else f"{c}i" for c in allen}
    return tuple(code for code in CODES if code in turned)


def between(first: tuple[float, float], second: tuple[float, float]) -> str:
    """Return the one relation of two intervals given by their ends.

    >>> between((0, 2), (1, 3)), between((1, 2), (0, 3))
    ('o', 'd')
    """
    (a, b), (c, d) = first, second
    if b <= c:
        return "b" if b < c else "m"
    if d <= a:
        return "bi" if d < a else "mi"
    if a == c:
        return "e" if b == d else "s" if b < d else "si"
    if b == d:
        return "fi" if a < c else "f"
    if a < c:
        return "di" if d < b else "o"
    return "d" if b < d else "oi"


def contradictory(relations: Sequence[Relation]) -> bool:
    """Say whether path consistency finds that *relations* cannot all hold."""
    core = _core(relations)
    if not core:
        return False
    names = sorted({name for one in core for name in (one.first, one.second)})
    number = {name: index for index, name in enumerate(names)}
    network: Network = np.ones((len(names), len(names), len(CODES)), dtype=np.bool_)
    for index in range(len(names)):
        network[index, index] = _mask(("e",))
    for one in core:
        i, j = number[one.first], number[one.second]
        network[i, j] &= _mask(one.allen)
        network[j, i] &= _mask(inverse(one.allen))
    return not _closed(network)


def _core(relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations that lie on a cycle: only these can contradict one another.

    Two relations of one pair are a cycle too.
    """
    kept = [one for one in relations if one.first != one.second]
    while True:
        degree: dict[str, int] = {}
        for one in kept:
            for name in (one.first, one.second):
                degree[name] = degree.get(name, 0) + 1
        inner = [one for one in kept if min(degree[one.first], degree[one.second]) > 1]
        if len(inner) == len(kept):
            return kept
        kept = inner


def _closed(network: Network) -> bool:
    """Narrow *network* until nothing changes; False where a pair is left without a relation."""
    table = _composition().astype(np.float32)
    while True:
        narrowed = network.copy()
        for middle in range(len(network)):
            to_middle = narrowed[:, middle].astype(np.float32)
            onward = np.tensordot(to_middle, table, axes=(1, 0)) > 0
            from_middle = narrowed[middle].astype(np.float32)
            through = np.einsum("ibc,jb->ijc", onward.astype(np.float32), from_middle)
            narrowed &= through > 0
        if not narrowed.any(axis=2).all():
            return False
        if np.array_equal(narrowed, network):
            return True
        network = narrowed


def _mask(allen: Iterable[str]) -> NDArray[np.bool_]:
    mask = np.zeros(len(CODES), dtype=np.bool_)
    mask[[_INDEX[code] for code in allen]] = True
    return mask


@cache
def _composition() -> NDArray[np.bool_]:
    """Return which relations first to third can have, by those first-second and second-third."""
    spans = list(combinations(range(_POINTS), 2))
    table = np.zeros((len(CODES), len(CODES), len(CODES)), dtype=np.bool_)
    for first in spans:
        for second in spans:
            one = _INDEX[between(first, second)]
            for third in spans:
                table[one, _INDEX[between(second, third)], _INDEX[between(first, third)]] = True
    return table
