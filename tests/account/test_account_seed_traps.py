"""The traps of the account that the project began from, as the notes number them."""

from __future__ import annotations

from typing import Any

from witnessmark.model import Claim, Reading


def one(seed_reading: Reading, words: str) -> Claim:
    """Return the claim whose quote holds *words*, the shortest where several do."""
    return min((c for c in seed_reading.claims if words in c.quote), key=lambda c: len(c.quote))


def test_trap_1_captures_films_and_cover_aims(seed_reading: Reading):
    """Footage that captures takes nobody prisoner, and soldiers who cover an exit aim at it."""
    assert not [c for c in seed_reading.claims if c.act in {"CAPTURE_DETAIN", "TAKE_COVER"}]
    assert one(seed_reading, "cover an exit").act == "COVER_POSITION"


def test_trap_2_begins_against_throughout_is_a_tension(seed_reading: Reading):
    """Gunfire that begins and gunfire throughout pull apart: told, and neither is picked."""
    begins, throughout = one(seed_reading, "begins"), one(seed_reading, "throughout")
    assert any({begins.id, throughout.id} <= set(t.claims) for t in seed_reading.tensions)


def test_trap_3_both_sides_or_only_one_throw_is_a_tension(seed_reading: Reading):
    """The lead has both sides exchange grenades, the body only one: told."""
    lead = next(c for c in seed_reading.claims if c.act == "THROW_GRENADE")
    assert any(lead.id in t.claims for t in seed_reading.tensions)


def test_trap_4_two_distances_are_no_contradiction(seed_reading: Reading):
    """A few metres and just feet are of different pairs: no tension is made of them."""
    assert not [t for t in seed_reading.tensions if "distance" in t.kind]


def test_trap_5_absences_and_near_misses_are_denied(seed_reading: Reading):
    """What was not cleared, not warned of, and nearly alight did not happen."""
    denied = [
        c.quote for c in seed_reading.claims if c.polarity is not None and c.polarity == "neg"
    ]
    for words in ("over the wall", "without warning", "obvious warning", "nearly setting"):
        assert any(words in quote for quote in denied), words


def test_trap_6_presumably_covers_where_from(seed_reading: Reading):
    """The gunfire is certain, its source is not."""
    assert one(seed_reading, "can also be heard throughout").certainty == "CT+"
    assert one(seed_reading, "presumably").certainty == "PR+"


def test_trap_7_publication_is_no_event_date(seed_reading: Reading):
    """The day of publication bounds the event and dates nothing."""
    event = seed_reading.account.event_date
    assert event is not None
    assert (event.edtf, event.latest) == (None, "2017-06-19")


def test_trap_8_caucuses_are_the_caucasus(seed_reading: Reading):
    """The misspelt region is found, and the quote keeps the spelling."""
    found = [p for p in seed_reading.places if "Caucuses" in p.quote]
    assert found
    assert all("Caucasus" in place.name for place in found)


def test_trap_9_every_pronoun_has_its_antecedent(seed_reading: Reading, seed_gold: dict[str, Any]):
    """Each of the seven pronouns marked is resolved or left open with a reason."""
    told = {tuple(row.span): row for row in seed_reading.coreference}
    for row in seed_gold["coreference"]:
        assert tuple(row["span"]) in told
        found = told[tuple(row["span"])]
        assert found.antecedent is not None or found.reason


def test_trap_10_a_plural_with_an_apostrophe_is_a_people(seed_reading: Reading):
    """A people's name with a stray apostrophe stays inside its claim as it is written."""
    assert "’s" in one(seed_reading, "grow desperate").quote


def test_trap_11_only_the_region_is_placed(seed_reading: Reading):
    """Dagestan is the place; Chechnya is named for contrast and is not."""
    roles = {place.name: place.role for place in seed_reading.places}
    assert roles["Dagestan"] == "event"
    assert roles["Chechnya"] != "event"


def test_trap_12_whose_rounds_is_not_claimed_by_the_footage(seed_reading: Reading, seed_text: str):
    """Service and unit are not invented: no actor is named that the account does not name."""
    text = seed_text.lower()
    assert all(c.actor is None or c.actor.lower() in text for c in seed_reading.claims)


def test_trap_13_the_account_is_one_row_without_a_date(seed_reading: Reading):
    """All of it is one armed clash, and its date cannot be coded."""
    row = seed_reading.roll_up
    assert row is not None
    assert (row.sub_event_type, row.time_precision) == ("Armed clash", None)
