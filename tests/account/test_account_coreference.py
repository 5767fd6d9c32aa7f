"""What pronouns and repeated nouns take up, or that it is left open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from witnessmark.account import read_account, read_text
from witnessmark.model import Antecedent

SEED = Path(__file__).parents[2].parent / "shared" / "seed"


def taken_up(text: str) -> dict[str, Antecedent]:
    """What is taken up in *text*, by the words that do it."""
    return {one.pronoun: one for one in read_text(text.encode(), "a.txt").coreference}


def test_seven_pronouns_of_the_seed() -> None:
    """All seven pronouns of the seed are right, the split antecedent "both sides" among them."""
    if not (SEED / "gold.json").exists():
        pytest.skip("the seed account is not beside the project")
    gold = json.loads((SEED / "gold.json").read_text("utf-8"))["coreference"]
    own = {one.span: one for one in read_account(SEED / "account.txt").coreference}
    assert len(gold) == 7
    for wanted in gold:
        found = own[tuple(wanted["span"])]
        name = wanted["antecedent"].removesuffix(" (split antecedent)").lower()
        assert found.pronoun == wanted["pronoun"]
        assert found.antecedent is not None
        assert name in found.antecedent.lower()


def test_building_named_again_is_one_object() -> None:
    """A house, a residential building and "the building" of the seed are one thing."""
    if not (SEED / "account.txt").exists():
        pytest.skip("the seed account is not beside the project")
    own = read_account(SEED / "account.txt").coreference
    building = next(one for one in own if one.pronoun == "the building")
    assert building.antecedent == "a residential building"
    assert "house" in building.reason


def test_changed_head_is_the_same_thing() -> None:
    """A car that becomes "the vehicle" is one vehicle."""
    vehicle = taken_up("A white car stops. Soldiers fire at the vehicle.")["the vehicle"]
    assert vehicle.antecedent == "A white car"


def test_two_that_fit_are_left_open() -> None:
    """Of a red and a white car neither is chosen, and the reason names both."""
    car = taken_up("A red car and a white car stop. Soldiers fire at the car.")["the car"]
    assert car.antecedent is None
    assert "red car" in car.reason
    assert "white car" in car.reason


def test_subject_is_preferred() -> None:
    """They who think are the people, not the extremists whom they think of."""
    they = taken_up("When most people think of extremists, they think of bombs.")["they"]
    assert they.antecedent == "most people"


def test_them_is_not_they() -> None:
    """What they cannot throw over the wall is not themselves."""
    found = taken_up("Grenades are tossed by the militants but they cannot get them over the wall.")
    assert found["they"].antecedent == "militants"
    assert found["them"].antecedent == "Grenades"


def test_she_is_no_man() -> None:
    """A pronoun of the other sex is not taken up."""
    found = taken_up("A man fires at a woman. She falls.")
    assert found["She"].antecedent == "a woman"


def test_nothing_before_is_left_open() -> None:
    """A pronoun that opens the account means nobody in it."""
    found = taken_up("They open fire at the house with rifles.")["They"]
    assert found.antecedent is None
    assert found.reason


def test_empty_it_is_not_reported() -> None:
    """In "it is unclear" nothing is taken up."""
    assert "It" not in taken_up("A tank burns. It is unclear who fired at the tank.")


def test_quoted_speaker_may_mean_others() -> None:
    """The "they" of a quoted witness is not the group that the writer named before."""
    found = taken_up('Soldiers fire at a house. "They came at us at dawn," said Omar Haddad.')
    assert found["They"].antecedent is None


def test_both_sides_are_the_parties() -> None:
    """Both sides are the two parties named, and open where there are not two."""
    text = "Soldiers fight militants. Both sides fire at each other."
    assert taken_up(text)["Both sides"].antecedent == "Soldiers and militants"
    assert taken_up("Both sides fire at each other.")["Both sides"].antecedent is None


def test_spans_are_exact() -> None:
    """Every span is where its words stand in the account."""
    text = "Soldiers fire at a house. They run. The soldiers, who fired, left it."
    for one in read_text(text.encode(), "a.txt").coreference:
        assert text[slice(*one.span)] == one.pronoun
