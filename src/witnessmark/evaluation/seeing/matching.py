"""What was seen against what is true: which meet, one to one, and which stand alone.

Conventions
-----------
Times are compared in frames of the recording, so that "within three frames" means the same at
every rate and where frames have lengths of their own. As many pairs are made as can be (Kuhn,
Naval Research Logistics Quarterly 2, 1955: augmenting paths). What was seen and meets only a fact
that is not counted is set aside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from witnessmark.rendering.sights.facts import Box, SightFact

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Matches:
    """Counts of one recording; ``pairs`` are (index of fact, index of what was seen).

    ``judged`` are the indices seen that count, whether or not they met.
    """

    pairs: tuple[tuple[int, int], ...]
    true: int
    judged: tuple[int, ...]

    @property
    def met(self) -> int:
        """How many were found."""
        return len(self.pairs)


def match(
    facts: Sequence[SightFact],
    seen: Sequence[Item],
    meets: Callable[[SightFact, Item], bool],
) -> Matches:
    """Pair counted *facts* with *seen* where they meet; what meets faint ones only is set aside."""
    counted = [fact for fact in facts if fact.counted]
    faint = [fact for fact in facts if not fact.counted]
    edges = [[n for n, one in enumerate(seen) if meets(fact, one)] for fact in counted]
    owner: dict[int, int] = {}
    for number in range(len(counted)):
        _augment(number, edges, owner, set())
    aside = {
        n for n, one in enumerate(seen) if n not in owner and any(meets(f, one) for f in faint)
    }
    pairs = tuple(sorted((fact, one) for one, fact in owner.items()))
    return Matches(pairs, len(counted), tuple(n for n in range(len(seen)) if n not in aside))


def _augment(fact: int, edges: list[list[int]], owner: dict[int, int], tried: set[int]) -> bool:
    for one in edges[fact]:
        if one in tried:
            continue
        tried.add(one)
        if one not in owner or _augment(owner[one], edges, owner, tried):
            owner[one] = fact
            return True
    return False


def frame_of(starts: Sequence[Fraction], second: Fraction) -> int:
    """Return the number of the frame whose start is nearest to *second*."""
    at = bisect_left(starts, second)
    if at == 0:
        return 0
    if at == len(starts):
        return at - 1
    return at if starts[at] - second < second - starts[at - 1] else at - 1


def shared(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> float:
    """Return how many seconds two spans share."""
    return max(0.0, float(min(a[1], b[1]) - max(a[0], b[0])))


def likeness(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> float:
    """Return what two spans share of all that they cover (Jaccard)."""
    both = shared(a, b)
    whole = float(a[1] - a[0]) + float(b[1] - b[0]) - both
    return both / whole if whole else 0.0


def box_shared(a: Box, b: Box) -> tuple[float, float, float]:
    """Return the area that two boxes share, and what each covers, in shares of the picture."""
    wide, tall = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    area = max(0.0, wide) * max(0.0, tall)
    return area, (a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])


def box_of(attributes: object) -> Box | None:
    """Return the box in *attributes* of an observation, None where it has none."""
    box = attributes.get("box") if isinstance(attributes, dict) else None
    if isinstance(box, list | tuple) and len(box) == 4:
        return float(box[0]), float(box[1]), float(box[2]), float(box[3])
    return None


def edit_distance(one: str, other: str) -> int:
    """Return how many characters have to be put in, taken out or changed (Levenshtein 1966).

    >>> edit_distance("kitten", "sitting")
    3
    """
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, letter in enumerate(other, 1):
            cost = min(row[at] + 1, row[at - 1] + 1, before + (char != letter))
            before, row[at] = row[at], cost
    return row[-1]
