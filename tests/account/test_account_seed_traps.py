"""The traps of the account that the project began from, as the notes number them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from witnessmark.account import read_account
from witnessmark.model import Claim, Reading

SEED = Path(__file__).parents[3] / "shared" / "seed"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed account is not here")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_account(SEED / "account.txt")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SEED / "gold.json").read_text("utf-8"))
    return loaded


def one(reading: Reading, words: str) -> Claim:
    """Return the claim whose quote holds *words*, the shortest where several do."""
    return min((c for c in reading.claims if words in c.quote), key=lambda c: len(c.quote))


def test_trap_1_captures_films_and_cover_aims(reading: Reading):
    """Footage that captures takes nobody prisoner, and soldiers who cover an exit aim at it."""
    assert not [c for c in reading.claims if c.act in {"CAPTURE_DETAIN", "TAKE_COVER"}]
    assert one(reading, "cover an exit").act == "COVER_POSITION"


def test_trap_2_begins_against_throughout_is_a_tension(reading: Reading):
    """Gunfire that begins and gunfire throughout pull apart: told, and neither is picked."""
    begins, throughout = one(reading, "begins"), one(reading, "throughout")
    assert any({begins.id, throughout.id} <= set(t.claims) for t in reading.tensions)


def test_trap_3_both_sides_or_only_one_throw_is_a_tension(reading: Reading):
    """The lead has both sides exchange grenades, the body only one: told."""
    lead = next(c for c in reading.claims if c.act == "THROW_GRENADE")
    assert any(lead.id in t.claims for t in reading.tensions)


def test_trap_4_two_distances_are_no_contradiction(reading: Reading):
    """A few metres and just feet are of different pairs: no tension is made of them."""
    assert not [t for t in reading.tensions if "distance" in t.kind]


def test_trap_5_absences_and_near_misses_are_denied(reading: Reading):
    """What was not cleared, not warned of, and nearly alight did not happen."""
    denied = [c.quote for c in reading.claims if c.polarity is not None and c.polarity == "neg"]
    for words in ("over the wall", "without warning", "obvious warning", "nearly setting"):
        assert any(words in quote for quote in denied), words


def test_trap_6_presumably_covers_where_from(reading: Reading):
    """The gunfire is certain, its source is not."""
    assert one(reading, "can also be heard throughout").certainty == "CT+"
    assert one(reading, "presumably").certainty == "PR+"


def test_trap_7_publication_is_no_event_date(reading: Reading):
    """The day of publication bounds the event and dates nothing."""
    event = reading.account.event_date
    assert event is not None
    assert (event.edtf, event.latest) == (None, "2017-06-19")


def test_trap_8_caucuses_are_the_caucasus(reading: Reading):
    """The misspelt region is found, and the quote keeps the spelling."""
    found = [p for p in reading.places if "Caucuses" in p.quote]
    assert found
    assert all("Caucasus" in place.name for place in found)


def test_trap_9_every_pronoun_has_its_antecedent(reading: Reading, gold: dict[str, Any]):
    """Each of the seven pronouns marked is resolved or left open with a reason."""
    told = {tuple(row.span): row for row in reading.coreference}
    for row in gold["coreference"]:
        assert tuple(row["span"]) in told
        found = told[tuple(row["span"])]
        assert found.antecedent is not None or found.reason


def test_trap_10_a_plural_with_an_apostrophe_is_a_people(reading: Reading):
    """A people's name with a stray apostrophe stays inside its claim as it is written."""
    assert "’s" in one(reading, "grow desperate").quote


def test_trap_11_only_the_region_is_placed(reading: Reading):
    """Dagestan is the place; Chechnya is named for contrast and is not."""
    roles = {place.name: place.role for place in reading.places}
    assert roles["Dagestan"] == "event"
    assert roles["Chechnya"] != "event"


def test_trap_12_whose_rounds_is_not_claimed_by_the_footage(reading: Reading):
    """Service and unit are not invented: no actor is named that the account does not name."""
    text = (SEED / "account.txt").read_text("utf-8").lower()
    assert all(c.actor is None or c.actor.lower() in text for c in reading.claims)


def test_trap_13_the_account_is_one_row_without_a_date(reading: Reading):
    """All of it is one armed clash, and its date cannot be coded."""
    row = reading.roll_up
    assert row is not None
    assert (row.sub_event_type, row.time_precision) == ("Armed clash", None)
