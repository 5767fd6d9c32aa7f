"""A claim is never more certain than its sentence: hedges taken away and put in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from witnessmark.account import read_text
from witnessmark.model import Claim

SAMPLES = Path(__file__).parents[2] / "samples" / "accounts" / "development"
LEVELS = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0}
#: Adverbs that can be cut out of a sentence without hurting its grammar.
ADVERBS = re.compile(
    r"\b(?:presumably|apparently|probably|possibly|perhaps|allegedly|reportedly|supposedly) ", re.I
)
HEAD = "Soldiers and gunmen face each other.\n\n"


def claims_of(sentence: str) -> list[Claim]:
    return [c for c in read_text((HEAD + sentence).encode(), "x.txt").claims if c.sentence]


def level(claims: list[Claim]) -> int:
    """Return how certain the least certain of *claims* is."""
    return min(LEVELS[str(c.certainty)[:2]] for c in claims)


def sentences() -> list[str]:
    """Return the sentences of the development accounts, a paragraph's full stops apart."""
    found = []
    for path in sorted(SAMPLES.rglob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            found += [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line) if len(s) > 30]
    return found


@pytest.mark.parametrize("sentence", [s for s in sentences() if ADVERBS.search(s)])
def test_without_its_hedge_a_sentence_is_no_less_certain(sentence: str):
    """Cut an adverb of doubt out: the least certain claim may only rise."""
    before, after = claims_of(sentence), claims_of(ADVERBS.sub("", sentence, count=1))
    if before and after:
        assert level(after) >= level(before)


@pytest.mark.parametrize("sentence", sentences()[::12])
def test_with_a_hedge_in_front_a_sentence_is_no_more_certain(sentence: str):
    """Put a doubt in front: the least certain claim may only fall."""
    before, after = (
        claims_of(sentence),
        claims_of(f"Apparently, {sentence[0].lower()}{sentence[1:]}"),
    )
    if before and after:
        assert level(after) <= level(before)
