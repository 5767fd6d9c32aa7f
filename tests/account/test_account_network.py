"""Whether interval relations can hold at once, and that none that cannot is ever told."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest

from witnessmark.account import read_text
from witnessmark.account.network import between, contradictory, inverse
from witnessmark.model import Relation
from witnessmark.model.claim import Allen

CODES = get_args(Allen)


def relation(first: str, second: str, *allen: Allen) -> Relation:
    """Return a relation with its codes."""
    return Relation(first=first, second=second, allen=allen, cue="")


@pytest.mark.parametrize("code", CODES)
def test_the_inverse_of_an_inverse_is_the_relation(code: str):
    """Turning a relation twice leaves it as it was."""
    assert inverse(inverse((code,))) == (code,)


def test_every_pair_of_intervals_has_one_relation():
    """The thirteen relations are all that two intervals can have, each the other's inverse."""
    spans = list(combinations(range(4), 2))
    found = {between(one, two) for one in spans for two in spans}
    assert found == set(CODES)
    assert all(
        (between(two, one),) == inverse((between(one, two),)) for one in spans for two in spans
    )


def test_intervals_on_a_line_never_contradict():
    """What really is related so can be told so."""
    spans = {"a": (0, 2), "b": (1, 4), "c": (4, 5), "d": (0, 5)}
    told = [relation(x, y, between(spans[x], spans[y])) for x, y in combinations(spans, 2)]
    assert not contradictory(told)


@pytest.mark.parametrize(
    "told",
    [
        [relation("a", "b", "b"), relation("b", "c", "b"), relation("c", "a", "b", "m")],
        [relation("a", "b", "b"), relation("b", "a", "b")],
        [relation("a", "VIDEO", "f"), relation("a", "b", "b"), relation("b", "VIDEO", "d", "f")],
        [relation("a", "b", "d"), relation("b", "c", "d"), relation("a", "c", "o", "oi")],
    ],
)
def test_what_cannot_hold_is_found(told: list[Relation]):
    """Circles of before, and parts of parts that stick out, are contradictions."""
    assert contradictory(told)


def test_relations_without_a_circle_never_contradict():
    """A chain or a star can always be laid out."""
    assert not contradictory([relation("a", "b", "b"), relation("b", "c", "bi", "m")])


def test_contradicting_words_are_told_as_a_tension():
    """The words' own order is kept, that of the clocks is left out, and the reader is told."""
    text = "At 1:20 a grenade explodes in the yard. Then the soldiers fire at the house at 0:38."
    found = read_text(text.encode(), "account.txt")
    assert not contradictory(found.relations)
    assert [tension.kind for tension in found.tensions] == ["time"]
    first, second = [c.id for c in found.claims if "grenade" in c.quote or "fire" in c.quote]
    assert set(found.tensions[0].claims) == {first, second}
