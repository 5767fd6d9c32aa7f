"""The contract of a reader: whatever reads, a claim without a verbatim quote is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from witnessmark.account import read_text
from witnessmark.account.reader import Material, Progress, Told
from witnessmark.errors import UnquotedClaimError
from witnessmark.model import (
    Claim,
    ClaimType,
    Hedge,
    MadeBy,
    Perceptibility,
    Relation,
)

GERMAN = "Die Soldaten schie\xdfen auf das Haus. Dann kommt ein Panzer."
MAKER = MadeBy(name="test.reader", version="1")


def claim_of(material: Material, **changes: object) -> Claim:
    """Return an honest claim of the first sentence, with *changes*."""
    sentence = material.sentences[0]
    told = {
        "id": "c01",
        "account": material.account,
        "sentence": sentence.index,
        "span": sentence.span,
        "quote": sentence.text,
        "type": ClaimType.OBSERVATION,
        "act": "FIRE_SMALL_ARMS",
        "perceptibility": Perceptibility.EITHER,
        "made_by": MAKER,
    }
    return Claim(**(told | changes))


class GermanReader:
    """Reads German by what it is told to say."""

    languages = frozenset({"de"})
    made_by = MAKER

    def __init__(self, say: Callable[[Material], Told]) -> None:
        self.say = say

    def read(self, material: Material, progress: Progress | None = None) -> Told:
        """Return what it was told to say."""
        return self.say(material)


def read_with(say: Callable[[Material], Told], text: str = GERMAN):
    """Read *text* with a German reader that says what *say* does."""
    return read_text(text.encode(), "a.txt", readers=[GermanReader(say)])


def test_another_reader_is_asked_for_its_language():
    """An honest claim of a reader of the user's own stands in the reading, signed by it."""
    reading = read_with(lambda material: Told(claims=(claim_of(material),)))
    assert [(c.act, c.made_by.name) for c in reading.claims] == [("FIRE_SMALL_ARMS", "test.reader")]


def test_two_readers_share_an_account():
    """Each reads its own sentences, and claims are numbered through."""
    text = f"{GERMAN} {GERMAN}\n\nA man runs across the road."
    reading = read_with(lambda material: Told(claims=(claim_of(material),)), text)
    assert [(c.id, c.made_by.name) for c in reading.claims] == [
        ("c01", "test.reader"),
        ("c02", "witnessmark.account"),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Die Soldaten sterben."},
        {"quote": ""},
        {"span": (1, 38)},
        {"span": (0, 5000)},
        {"span": (-5, 33)},
        {"sentence": 7},
        {"sentence": 1},
        {"account": "0" * 64},
        {"hedges": (Hedge(cue="wohl", span=(4, 8), effect="claim"),)},
    ],
)
def test_a_claim_that_does_not_quote_its_account_is_refused(changes: dict[str, object]):
    """An invented quote, a shifted span, a strange sentence or hedge never gets past."""
    with pytest.raises(UnquotedClaimError, match=r"reader test\.reader") as caught:
        read_with(lambda material: Told(claims=(claim_of(material, **changes),)))
    assert caught.value.claim == "c01"


def test_one_id_twice_and_ties_to_nothing_are_refused():
    """Claims can be told apart, and relations name claims that are there."""
    with pytest.raises(UnquotedClaimError, match="id of another"):
        read_with(lambda material: Told(claims=(claim_of(material), claim_of(material))))
    loose = Relation(first="c01", second="c09", allen=("b",), cue="dann")
    with pytest.raises(UnquotedClaimError, match="not there"):
        read_with(lambda material: Told(claims=(claim_of(material),), relations=(loose,)))
