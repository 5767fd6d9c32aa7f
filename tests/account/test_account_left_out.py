"""What stops or resumes where the account does not say it."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.model import Claim


def last_claim(text: str) -> Claim:
    """Return the last claim of an account that opens with soldiers."""
    return read_text(f"Soldiers wait behind a wall. {text}".encode(), "a.txt").claims[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Two shots are heard. They resume.",
        "The soldiers fire three shots. They resume after a minute.",
        "Gunmen open fire. They stop.",
        "Gunmen open fire. They halt.",
        "Gunmen open fire. They pause for a minute.",
        "Gunmen open fire. They do not stop.",
        "Gunmen open fire. They stop. They resume.",
        "Gunmen open fire. A man stands by. A car drives by. They resume.",
        "Gunfire is heard. Soldiers resume.",
        "Gunfire is heard. It stops.",
        "Gunfire is heard. The police halt it.",
        "Two shots are heard, and they resume.",
    ],
)
def test_what_stops_or_resumes_unnamed_after_firing_is_left_open(text: str):
    """It may be the firing or a march: about the last firing told of, and open."""
    claim = last_claim(text)
    assert claim.act in {"FIRE_SMALL_ARMS", "EXCHANGE_FIRE"}
    assert claim.certainty == "Uu"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Two shots are heard. They stop him from leaving.", "STATE_PERSON"),
        ("Two shots are heard. They stop them.", "STATE_PERSON"),
        ("Two shots are heard. They halt the convoy.", "MOVE_VEHICLE"),
        ("Two shots are heard. They stopped a car.", "MOVE_VEHICLE"),
        ("Two shots are heard. They resume the march.", "MOVE_ADVANCE"),
        ("Two shots are heard. They stop moving.", "MOVE_ADVANCE"),
        ("Gunmen open fire. They resume walking.", "MOVE_ADVANCE"),
        ("Gunmen open fire. They halt at the gate.", "STATE_PERSON"),
        ("Gunmen open fire. The car stops.", "MOVE_VEHICLE"),
        ("Gunmen open fire. The music stops.", "STATE_SCENE"),
        ("Gunmen open fire and stop him from leaving.", "STATE_PERSON"),
        ("Gunmen open fire. A man stands by. A car drives by. They stop.", "STATE_PERSON"),
        ("The police stop the gunman from shooting.", "STATE_PERSON"),
        ("A man runs. They resume.", "BACKGROUND"),
        ("Soldiers fire at a house. They open a box.", "STATE_PERSON"),
        ("A man runs. They start.", "BACKGROUND"),
    ],
)
def test_what_is_stopped_or_resumed_by_name_is_no_firing(text: str, act: str):
    """A man, a car or a march that stops is no ceasing of fire, nor is what "they" start firing."""
    claim = last_claim(text)
    assert (claim.act, claim.certainty) == (act, "CT+")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen open fire. They resume shooting.",
        "The soldiers resume fire.",
        "The firing resumes.",
        "The firing stops.",
        "Soldiers cease firing.",
        "The soldiers halt fire.",
        "The police stop the shooting.",
    ],
)
def test_firing_that_is_named_is_what_stops_or_resumes(text: str):
    """Where the object, the verb behind or the subject is firing, nothing is open."""
    claim = last_claim(text)
    assert claim.act in {"FIRE_SMALL_ARMS", "EXCHANGE_FIRE"}
    assert claim.certainty == "CT+"


@pytest.mark.parametrize(
    "text", ["They stop him firing at the house.", "They stop the man shooting."]
)
def test_whoever_is_stopped_may_never_have_fired(text: str):
    """What somebody was kept from doing is neither told nor denied."""
    assert last_claim(text).certainty == "Uu"
