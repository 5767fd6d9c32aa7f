"""Which shooting is no film's, and which fire burns."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.account.lexicon import acts


def last(text: str) -> str:
    """Return the act of the last claim of *text*."""
    act = read_text(text.encode(), "a.txt").claims[-1].act
    assert act is not None
    return act


@pytest.mark.parametrize(
    "text",
    [
        "The clip was not cut. The shooting lasts ten seconds.",
        "The video is uncut. The shooting goes on to the end.",
        "The shooting starts at 0:12.",
        "Shooting can be heard in the distance.",
        "The firing lasts half a minute.",
    ],
)
def test_shooting_of_seconds_is_gunfire(text: str):
    """No other word of violence is needed where it is heard, or lasts as no film's does."""
    assert acts()[last(text)].group == "fire"


@pytest.mark.parametrize(
    "text",
    [
        "The shooting of the film lasts ten minutes longer.",
        "The shooting lasted three days.",
        "Shooting starts on Monday.",
    ],
)
def test_shooting_of_days_may_be_a_film(text: str):
    """Without another word of violence nothing is fired."""
    assert acts()[last(text)].group != "fire"


@pytest.mark.parametrize(
    "text",
    [
        "A fire was recorded in the market.",
        "A large fire was recorded near the depot.",
        "A fire broke out in the market.",
        "Two fires were detected by satellite.",
        "Another fire erupted in the camp.",
        "A house fire was recorded.",
    ],
)
def test_a_fire_that_is_counted_burns(text: str):
    """Also in an account of soldiers, and whatever its size."""
    assert last(f"Soldiers stand in the market. {text}") == "DAMAGE_BURN"


@pytest.mark.parametrize(
    "text",
    [
        "Heavy fire was recorded near the depot.",
        "Rifle fire erupted in the camp.",
        "Fire was recorded from the ridge.",
    ],
)
def test_the_fire_of_guns_does_not_burn(text: str):
    """What is heavy, a rifle's, or comes from somewhere."""
    assert acts()[last(f"Soldiers stand in the market. {text}")].group == "fire"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The shooting starts at 0:12 and goes on for half a minute.", "FIRE_SMALL_ARMS"),
        ("Gunfire breaks out at 0:12 and continues to the end of the clip.", "EXCHANGE_FIRE"),
        ("The shelling starts at 0:12 and does not stop.", "FIRE_INDIRECT"),
    ],
)
def test_what_goes_on_is_what_began(text: str, act: str):
    """A verb of going on, joined by "and", is said of the event before it."""
    assert [claim.act for claim in read_text(text.encode(), "a.txt").claims] == [act, act]
