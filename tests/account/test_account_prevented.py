"""What was averted, foiled or called off did not happen; what could not be prevented did."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text


def last(text: str):
    """Return the last claim of an account that is about violence anyway."""
    return read_text(f"Soldiers fired at rebels. {text}".encode(), "a.txt").claims[-1]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The ambush was pre-empted by guards.", "AMBUSH"),
        ("The police pre-empted an ambush.", "AMBUSH"),
        ("Troops headed off an ambush on the road.", "AMBUSH"),
        ("An explosion was averted.", "EXPLOSION_UNATTRIBUTED"),
        ("Guards prevented a shooting.", "FIRE_SMALL_ARMS"),
        ("Guards prevented rebels from storming the building.", "ASSAULT_POSITION"),
        ("The planned raid was called off.", "ASSAULT_POSITION"),
        ("The airstrike was cancelled at the last minute.", "STRIKE_AIR"),
    ],
)
def test_what_was_prevented_is_denied(text: str, act: str):
    """The claim is of the act that the words name, and says that it did not happen."""
    claim = last(text)
    assert (claim.act, claim.polarity) == (act, "neg")


@pytest.mark.parametrize(
    "text",
    [
        "An attempted ambush was pre-empted.",
        "Police foiled a bomb attack in the market.",
        "A bomb attack was foiled in the market.",
        "Police thwarted an attack on the station.",
        "An airstrike on the village was thwarted.",
    ],
)
def test_a_foiled_attack_is_an_act_of_its_own(text: str):
    """The vocabulary has a name for the foiling, and nothing says that the attack took place."""
    claim = last(text)
    assert (claim.act, claim.polarity) == ("DISARM_DEVICE", "pos")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Guards could not prevent an explosion.", "EXPLOSION_UNATTRIBUTED"),
        ("Guards did not prevent the shelling.", "FIRE_INDIRECT"),
        ("The shooting was stopped by police.", "FIRE_SMALL_ARMS"),
        ("The search was called off.", "SEARCH_CLEAR"),
        ("Heavy shelling prevented an evacuation.", "FIRE_INDIRECT"),
    ],
)
def test_what_was_not_prevented_happened(text: str, act: str):
    """A failure to prevent, an end of what went on, and what itself prevents something."""
    claim = last(text)
    assert (claim.act, claim.polarity) == (act, "pos")


def test_several_acts_are_averted_together():
    """What "and" joins to one that was averted was averted as well."""
    claims = read_text(b"Two ambushes and an explosion were averted.", "a.txt").claims
    assert {(claim.act, claim.polarity) for claim in claims} == {
        ("AMBUSH", "neg"), ("EXPLOSION_UNATTRIBUTED", "neg"),
    }  # fmt: skip
