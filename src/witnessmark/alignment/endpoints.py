"""What an Allen set says of starts and ends: which of two moments cannot come after the other.

Source: the point algebra of Vilain and Kautz (1986, AAAI-86, pp. 377-382). An interval relation is
four comparisons of end points, and a set of relations leaves open what any of its members leaves
open; what no member has is ruled out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Moment = Literal["start", "end"]

#: Signs of first start - second start, first start - second end, first end - second start, and
#: first end - second end (Allen 1983, CACM 26(11), figure 2).
_SIGNS = {
    "b": (-1, -1, -1, -1),
    "m": (-1, -1, 0, -1),
    "o": (-1, -1, 1, -1),
    "fi": (-1, -1, 1, 0),
    "di": (-1, -1, 1, 1),
    "s": (0, -1, 1, -1),
    "e": (0, -1, 1, 0),
    "si": (0, -1, 1, 1),
    "d": (1, -1, 1, -1),
    "f": (1, -1, 1, 0),
    "oi": (1, -1, 1, 1),
    "mi": (1, 0, 1, 1),
    "bi": (1, 1, 1, 1),
}
_MOMENTS: tuple[tuple[Moment, Moment], ...] = (
    ("start", "start"),
    ("start", "end"),
    ("end", "start"),
    ("end", "end"),
)


@dataclass(frozen=True, slots=True)
class NotAfter:
    """One moment of one interval comes no later than one of the other.

    ``swapped`` where the earlier moment is the second interval's; ``together`` where the two may
    be one and the same moment.
    """

    earlier: Moment
    later: Moment
    swapped: bool
    together: bool


def ruled(allen: Iterable[str]) -> tuple[NotAfter, ...]:
    """Return every comparison of end points that all of *allen* agree on; none for an empty set.

    That a start comes before its own end is no news and not listed, nor is what follows from it
    ("it starts before the other ends" of two that start in order).
    """
    members = [_SIGNS[code] for code in set(allen)]
    found = []
    for place, (first, second) in enumerate(_MOMENTS):
        signs = {one[place] for one in members}
        if signs and 1 not in signs:
            found.append(NotAfter(first, second, swapped=False, together=0 in signs))
        if signs and -1 not in signs:
            found.append(NotAfter(second, first, swapped=True, together=0 in signs))
    return tuple(one for one in found if not _follows(one, found))


def start_signs(allen: Iterable[str]) -> frozenset[int]:
    """Return how the first may start: before the second (-1), with it (0), after it (1)."""
    return frozenset(_SIGNS[code][0] for code in allen)


#: Allen relations whose first starts before the second, and after it.
STARTS_BEFORE, STARTS_AFTER = (
    frozenset(code for code, signs in _SIGNS.items() if signs[0] == sign) for sign in (-1, 1)
)


def _follows(one: NotAfter, found: Iterable[NotAfter]) -> bool:
    """Say whether *one* is start before end, where the starts or the ends are already in order."""
    if (one.earlier, one.later) != ("start", "end"):
        return False
    return any(other.swapped is one.swapped and other is not one for other in found)
