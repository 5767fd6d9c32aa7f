"""The one row that ACLED would make of an account, and where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from witnessmark.account import read_account, read_text
from witnessmark.model import Fatalities, RollUp

SEED = Path(__file__).parents[2].parent / "shared" / "seed"


def row(text: str) -> RollUp:
    """The roll-up of *text*, which has one."""
    made = read_text(text.encode(), "a.txt").roll_up
    assert made is not None
    return made


def test_seed_is_one_armed_clash() -> None:
    """The seed rolls up as its reading by hand does, and cannot be dated."""
    if not (SEED / "gold.json").exists():
        pytest.skip("the seed account is not beside the project")
    gold = json.loads((SEED / "gold.json").read_text("utf-8"))["acled_rollup"]
    made = read_account(SEED / "account.txt").roll_up
    assert made is not None
    assert (made.event_type, made.sub_event_type) == (gold["event_type"], gold["sub_event_type"])
    assert (made.actor1, made.inter1) == ("Russian Security Forces", (1,))
    assert (made.actor2, made.inter2) == ("militants", (2, 3))
    assert made.interaction == (12, 13)
    assert (made.location, made.geo_precision) == (gold["location"], gold["geo_precision"])
    assert made.time_precision is None
    assert "event date" in made.reasons["time_precision"]
    assert made.civilian_targeting is None
    assert made.fatalities is None


def test_fight_takes_up_its_grenades() -> None:
    """Grenades inside a two-sided fight are part of the clash, and the note names them."""
    made = row("Soldiers fire at militants. Militants throw grenades at the soldiers.")
    assert made.sub_event_type == "Armed clash"
    assert "Grenade" in made.note


def test_rocket_in_a_fight_is_no_shelling() -> None:
    """A rocket fired where small arms are fired and two parties are named is part of the clash."""
    made = row("Attackers hit an army convoy. A rocket is fired. Automatic fire is heard.")
    assert made.sub_event_type == "Armed clash"


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Army artillery shelled the village with mortars.", "Shelling/artillery/missile attack"),
        ("A militant throws a grenade at the police post.", "Grenade"),
        ("Soldiers shot two villagers with rifles.", "Attack"),
        ("Gunmen kidnapped three students.", "Abduction/forced disappearance"),
        ("Police arrested two suspects with rifles.", "Arrests"),
    ],
)
def test_one_sided_event_has_its_own_sub_event(text: str, sub_event: str) -> None:
    """Without a fight the act decides."""
    assert row(text).sub_event_type == sub_event


def test_violence_against_civilians_is_marked() -> None:
    """Villagers who are shot are civilian targets, and they are the second actor."""
    made = row("Soldiers shot two villagers with rifles.")
    assert made.civilian_targeting is True
    assert (made.actor1, made.actor2) == ("Soldiers", "villagers")
    assert made.interaction == (17,)


def test_no_event_is_no_row() -> None:
    """A text without any event has no row and says why."""
    reading = read_text(b"The harvest was good. The sun shines on the vines.", "a.txt")
    assert reading.roll_up is None
    assert reading.roll_up_reason


def test_denied_event_is_no_row() -> None:
    """What did not happen is rolled up nowhere."""
    assert read_text(b"No grenade was thrown by the militants.", "a.txt").roll_up is None


def test_shots_of_nobody_are_no_battle() -> None:
    """Shots fired by nobody named, at nobody, do not make an armed clash."""
    reading = read_text(b"Two shots are fired from a rifle.", "a.txt")
    assert reading.roll_up is None
    assert "armed party" in reading.roll_up_reason


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("Rebels fired at soldiers. Four soldiers were killed.", Fatalities(min=4, max=4)),
        ("Rebels fired at soldiers. At least four soldiers were killed.", Fatalities(min=4)),
        ("Rebels fired at soldiers. Soldiers were killed.", Fatalities(min=1)),
        ("Rebels fired at soldiers. Four soldiers were wounded.", None),
        ("Rebels fired at soldiers. No soldiers were killed.", None),
    ],
)
def test_fatalities_are_those_stated(text: str, deaths: Fatalities | None) -> None:
    """Deaths are bounds as the words give them; wounds and denials are no deaths."""
    assert row(text).fatalities == deaths


def test_event_date_gives_the_time_precision() -> None:
    """A day that the account states for the event is precision 1."""
    made = row(
        "On 4 March 2019, rebels fired at soldiers in Tripoli. Soldiers fired back at rebels."
    )
    assert made.time_precision == 1
    assert "time_precision" not in made.reasons
