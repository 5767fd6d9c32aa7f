"""Who does it to whom, on which side, and what kind of actor that is."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.account.actor_list import actor_data, country, kind, listed, types
from witnessmark.model import Claim, Reading


def read(text: str) -> Reading:
    """The reading of *text*."""
    return read_text(text.encode(), "a.txt")


def last(text: str) -> Claim:
    """The last claim of *text*."""
    return read(text).claims[-1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Russian soldiers", (1,)),
        ("the Taliban", (1, 2)),
        ("al-Shabaab fighters", (2,)),
        ("PKK terrorists", (2,)),
        ("Wagner mercenaries", (3, 8)),
        ("militants", (2, 3)),
        ("a cartel", (3,)),
        ("rioters", (5,)),
        ("protesters", (6,)),
        ("two fishermen", (7,)),
        ("UN peacekeepers", (8,)),
        ("Malian army column", (1,)),
        ("pro-government fighters", (1,)),
        ("an army convoy", (1,)),
        ("militia truck", (3,)),
        ("four men", ()),
        ("the police station", ()),
        ("someone", ()),
    ],
)
def test_actor_types_are_those_the_words_allow(name: str, expected: tuple[int, ...]) -> None:
    """A name gets every ACLED type that it can have, and none where it says nothing."""
    assert types(name) == expected


def test_groups_are_found_under_their_other_names() -> None:
    """Daesh is the Islamic State and Ansar Allah the Houthis; "is" is a verb."""
    assert [listed(name).name for name in ("Daesh", "ANSAR ALLAH", "the lpr militia")] == [  # type: ignore[union-attr]
        "Islamic State",
        "Houthis",
        "Luhansk militia",
    ]
    assert listed("this is a man") is None


def test_longest_name_wins() -> None:
    """The Khorasan branch is not the Islamic State at large."""
    group = listed("Islamic State Khorasan fighters")
    assert group is not None
    assert group.name == "Islamic State Khorasan Province"


def test_every_group_row_is_complete() -> None:
    """Each group names its types, its source and aliases that no other group has."""
    rows = actor_data()["groups"]
    aliases = [alias for row in rows for alias in row[1]]
    assert len(rows) >= 150
    assert len(aliases) == len(set(aliases))
    assert all(row[1] and row[2] and set(row[2]) <= set(range(1, 9)) for row in rows)
    assert {row[4] for row in rows} == {"ACLED", "UCDP", "UN", "self"}


def test_country_and_kind_are_read_from_the_noun() -> None:
    """The noun decides, not what stands around it."""
    assert country("Ukrainian marines") == "UA"
    assert country("Mali") == "ML"
    assert country("malicious fire") is None
    assert kind("one of the men") == "people"
    assert kind("crew of the ship") == "fighters"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Grenades are thrown by the militants.", "militants"),
        ("Fire from rebels hits the car.", "rebels"),
        ("The soldiers stop and fire at the house.", "soldiers"),
        ("Soldiers fire at the house. They fire again at the house.", "Soldiers"),
        ("Two militants, who fire at the soldiers, flee.", "militants"),
        ("One of the soldiers fires at the house.", "One of the soldiers"),
        ("The Armed Forces of Ukraine fired rockets at the village.", "Armed Forces of Ukraine"),
        ("We fire at the house with rifles.", "We"),
        ("An army tank fires at the house.", "army tank"),
        ("Nobody fires at the soldiers.", None),
        ("Gunfire is heard.", None),
    ],
)
def test_actor_is_named_as_the_account_names_it(text: str, actor: str | None) -> None:
    """Passives, sources, shared subjects, pronouns, parts of a group, and nobody."""
    fired = [c for c in read(text).claims if c.act_group in {"fire", "effect"}]
    assert fired[-1].actor == actor


def test_nominal_agent_is_the_actor() -> None:
    """The shelling of "Ukrainian shelling" is by Ukrainians."""
    actors = {c.actor for c in read("Ukrainian shelling of the market continues.").claims}
    assert actors == {"Ukrainian"}
    strike = last("Israeli air strikes hit a school.")
    assert (strike.actor, strike.actor_side) == ("Israeli", "A")


def test_its_forces_are_those_of_the_state_named_last() -> None:
    """Moscow's "its forces" are on Moscow's side."""
    text = "Moscow said its forces had crossed the river. Ukrainian troops fired at the forces."
    claim = last(text)
    assert (claim.actor_side, claim.target, claim.target_side) == ("B", "forces", "A")


def test_who_is_met_by_fire_is_its_target() -> None:
    """Soldiers who are met by the militants' fire are shot at, and the other party shoots."""
    text = "Militants hold a house. Soldiers fire at it, before being met by automatic fire."
    claim = next(c for c in read(text).claims if c.act == "FIRE_AUTOMATIC")
    assert (claim.actor, claim.actor_side) == ("Militants", "B")
    assert (claim.target, claim.target_side) == ("Soldiers", "A")


def test_fire_of_nobody_named_is_not_given_to_the_other_party() -> None:
    """Where only one party is named, incoming fire has no actor."""
    claim = next(
        c
        for c in read("Soldiers advance and are met by automatic fire.").claims
        if c.act == "FIRE_AUTOMATIC"
    )
    assert claim.actor is None


def test_what_dies_or_burns_is_a_target() -> None:
    """A man who dies does nothing: it is done to him."""
    claim = last("A mortar bomb fell and two soldiers died.")
    assert claim.act == "CASUALTY"
    assert (claim.actor, claim.target) == (None, "soldiers")


def test_writer_who_only_looks_is_no_actor() -> None:
    """What "we" found, checked or heard is no deed in what is told."""
    claims = read("Soldiers fire at a car. We found no copy of the video of the soldiers.").claims
    assert claims[-1].actor is None


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Soldiers fire at militants.", ("A", "B")),
        ("Militants fire at soldiers.", ("B", "A")),
        ("Armenian troops fire at Azerbaijani troops.", ("A", "B")),
        ("Azerbaijani troops fire at Armenian troops.", ("A", "B")),
        ("Houthi fighters fire at Saudi soldiers.", ("B", "A")),
        ("Wagner fighters fire at Ukrainian soldiers.", ("A", "B")),
        ("Soldiers fire at a house.", ("A", "object")),
    ],
)
def test_sides_are_the_two_parties(text: str, sides: tuple[str, str]) -> None:
    """A is the state force, or the party named first where both are states or fight for one."""
    claim = last(text)
    assert (claim.actor_side, claim.target_side) == sides


def test_third_party_has_no_side() -> None:
    """A journalist who runs is on nobody's side."""
    claim = last("Soldiers fire at militants. A journalist runs across the street.")
    assert claim.actor == "journalist"
    assert claim.actor_side is None


def test_writer_who_fights_is_a() -> None:
    """A first-person fighter is side A where no other party is; a filming resident has none."""
    assert last("We fire two magazines at the house with rifles.").actor_side == "A"
    assert {c.actor_side for c in read("I hear gunfire. I close the window.").claims} == {None}


def test_every_name_is_of_the_account() -> None:
    """No actor, target or weapon is named in words that the account does not use."""
    text = (
        "Two rebel fighters and a gunner fire at the army's tank. It burns, and its crew flee. "
        "The men are met by automatic fire from Ukrainian marines, who shoot back at them."
    )
    for claim in read(text).claims:
        for name in (claim.actor, claim.target, claim.weapon):
            assert name is None or name in text
