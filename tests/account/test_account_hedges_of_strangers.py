"""Sentences hedged as strangers hedge, every second one never looked at: how many are read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from witnessmark.account import read_text
from witnessmark.model import Claim

FILE = Path(__file__).parent / "data" / "hedges_of_strangers.yaml"
HEAD = "Soldiers and gunmen face each other.\n\n"
ROWS = yaml.safe_load(FILE.read_text("utf-8"))


def claims_of(sentence: str) -> list[Claim]:
    """Return the claims of *sentence*, read below a title."""
    return [c for c in read_text((HEAD + sentence).encode(), "x.txt").claims if c.sentence]


def has_met(cue: str, sentence: str, claims: list[Claim]) -> bool:
    """Say whether a hedge shares a code point with *cue*."""
    first = len(HEAD) + sentence.lower().index(cue.lower())
    last = first + len(cue)
    return any(h.span[0] < last and first < h.span[1] for claim in claims for h in claim.hedges)


@pytest.mark.parametrize(("half", "met", "sure"), [("open", 86, 74), ("kept", 84, 71)])
def test_a_stranger_is_understood_about_as_often_as_before(half: str, met: int, sure: int):
    """Of a hundred cues so many are met, and so many claims as certain as they should be.

    Sentences of the half that is kept are counted and never printed.
    """
    read = [(certainty, cue, s, claims_of(s)) for certainty, cue, s in ROWS[half]["hedged"]]
    assert len(read) == 100
    assert sum(has_met(cue, s, claims) for _, cue, s, claims in read) >= met
    assert (
        sum(certainty in {c.certainty for c in claims} for certainty, _, _, claims in read) >= sure
    )


@pytest.mark.parametrize(("half", "right"), [("open", 24), ("kept", 25)])
def test_words_that_strangers_use_without_doubt_stay_certain(half: str, right: int):
    """Of thirty sentences without a hedge so many are read without one."""
    plain = [claims_of(sentence) for sentence in ROWS[half]["plain"]]
    assert len(plain) == 30
    certain = [all(not c.hedges and str(c.certainty)[:2] == "CT" for c in one) for one in plain]
    assert sum(certain) >= right


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("It is doubtful that the gunner was shot and that the truck was shelled.", "PR"),
        ("The Mission has reasonable grounds to believe that soldiers shot the boy.", "PR"),
        ("It cannot be excluded that a second shell hit the mill.", "PS"),
        ("Gunmen burned the mill and shot two guards, the caretaker says.", "PR"),
        ('"They shelled us all night," crowed Colonel Varga.', "PR"),
    ],
)
def test_a_hedge_reaches_all_that_hangs_on_it(sentence: str, certainty: str):
    """What a frame doubts, or a remark tells, is no more certain in one claim than in another."""
    claims = claims_of(sentence)
    assert claims
    assert {str(claim.certainty)[:2] for claim in claims} == {certainty}


def test_a_hedge_stays_on_its_side_of_a_semicolon():
    """The doubt of one half leaves the other as it was told."""
    first, second = claims_of("Soldiers shelled the mill; rebels may have shot the miller.")
    assert (first.certainty, second.certainty) == ("CT+", "PS+")


@pytest.mark.parametrize(
    "sentence",
    [
        '"Stop!" roars a soldier, and fires.',
        "The officer points to the roof and a soldier fires.",
        "Nearly everyone in the truck is shot.",
        "The burst lasts over ten seconds as soldiers fire at the gate.",
        "Two men argue over whether to shoot the horse, and one shoots.",
    ],
)
def test_what_only_looks_like_a_hedge_lowers_nothing(sentence: str):
    """Shouts in the footage, pointing hands, numbers and choices leave the act certain."""
    assert {claim.certainty for claim in claims_of(sentence)} == {"CT+"}
