"""Whether "they" are people or the shots of the sentence before."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.model import Claim, Perceptibility


def last_claim(text: str) -> Claim:
    """Return the last claim of an account that opens with soldiers."""
    return read_text(f"Soldiers wait behind a wall. {text}".encode(), "a.txt").claims[-1]


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Three shots are heard. They come from a pistol.", "pistol"),
        ("Three shots are heard, and they come from a pistol.", "pistol"),
        ("Three shots are heard. They come from a pistol fired inside the house.", "pistol"),
        ("Three shots are heard. These come from a rifle.", "rifle"),
        ("A few rounds are heard. They come from an automatic weapon.", "automatic weapon"),
    ],
)
def test_what_comes_from_a_weapon_are_shots(text: str, weapon: str):
    """No soldier comes from a pistol: the claim is about the shots, and nobody is its actor."""
    claim = last_claim(text)
    assert claim.act == "FIRE_SMALL_ARMS"
    assert (claim.actor, claim.actor_side, claim.weapon) == (None, None, weapon)
    assert claim.perceptibility is Perceptibility.AUDIBLE
    assert claim.certainty == "CT+"


def test_shots_keep_who_fired_them():
    """Where the sentence before names who fires, the shots are still theirs."""
    claim = last_claim("Gunmen fire two shots. They come from a pistol.")
    assert (claim.act, claim.actor, claim.weapon) == ("FIRE_SMALL_ARMS", "Gunmen", "pistol")


def test_they_are_shots_where_they_are_called_so():
    """Shots that are called pistol shots are no persons."""
    claim = last_claim("Three shots are heard. They are pistol shots.")
    assert (claim.act, claim.actor) == ("FIRE_SMALL_ARMS", None)


@pytest.mark.parametrize(
    "text",
    [
        "Several bursts are heard. They come from the roof of the house.",
        "Two explosions are heard. They stop after a minute.",
        "Three shots are heard. They hit the wall.",
        "Three shots are heard. They follow each other.",
        "Three shots are heard. They follow one another.",
        "Three shots are heard. They last ten minutes.",
        "Three shots are heard. They continue to ring out.",
        "Three shots are heard. They stop being heard.",
    ],
)
def test_what_both_could_do_is_left_open(text: str):
    """Soldiers and shots can both come from a roof: no actor, and the claim says it is open."""
    claim = last_claim(text)
    assert claim.actor is None
    assert claim.certainty == "Uu"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Gunmen fire two shots. They run away.", "FLEE_WITHDRAW"),
        ("Gunmen fire two shots. They fire again at the house.", "FIRE_SMALL_ARMS"),
        ("Two shots are heard. They crouch behind the wall.", "TAKE_COVER"),
        ("Two shots are heard. They came from behind the wall and shot back.", "FIRE_SMALL_ARMS"),
        ("Two shots are heard. Snow falls on the yard. They come from the house.", "STATE_PERSON"),
        ("Three shots are heard. They stop the car.", "MOVE_VEHICLE"),
        ("Three shots are heard. They start the car.", "MOVE_VEHICLE"),
        ("Three shots are heard. They follow him.", "MOVE_ADVANCE"),
        ("Three shots are heard. They start running.", "MOVE_ADVANCE"),
        ("Three shots are heard. They begin to shout.", "SPEECH"),
    ],
)
def test_what_only_people_do_stays_with_people(text: str, act: str):
    """Sounds do not run, crouch or stop a car, and those of two sentences ago are not meant."""
    claim = last_claim(text)
    assert claim.act == act
    assert claim.actor in {"Soldiers", "Gunmen"}
    assert claim.certainty == "CT+"


def test_where_nobody_was_named_they_are_the_sounds():
    """With no people in the account nothing else can be meant."""
    claim = read_text(b"Gunfire in Tarvik. Several shots are heard. They stop.", "a.txt").claims[-1]
    assert (claim.act, claim.actor, claim.certainty) == ("FIRE_SMALL_ARMS", None, "CT+")
