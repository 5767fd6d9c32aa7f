"""Codes of a claim: one canonical act a sub-event, and what changes where a scheme asks more."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from witnessmark.account import read_text
from witnessmark.account.codes import acled, coded, codes, table
from witnessmark.account.lexicon import acts
from witnessmark.model import Claim

ONTOLOGY = Path(__file__).parents[2].parent / "shared" / "ontology.json"


def only(text: str, act: str) -> Claim:
    """The first claim of an act that *text* is read into."""
    return next(c for c in read_text(text.encode(), "a.txt").claims if c.act == act)


@pytest.fixture(scope="module")
def ontology() -> dict[str, Any]:
    """The vocabulary of the project, where it lies beside it."""
    if not ONTOLOGY.exists():
        pytest.skip("the ontology is not beside the project")
    loaded: dict[str, Any] = json.loads(ONTOLOGY.read_text("utf-8"))
    return loaded


def test_every_act_has_codes() -> None:
    """No act is without an entry, and no entry is of an act that is not known."""
    assert set(table()["acts"]) == set(acts())


def test_every_sub_event_has_one_canonical_act_that_maps_back() -> None:
    """The 25 sub-events of ACLED and their acts are one to one, and each act has that sub-event."""
    canonical = {sub: act for row in table()["sub_events"].values() for sub, act in row.items()}
    assert len(canonical) == 25
    assert set(Counter(canonical.values()).values()) == {1}
    assert {sub: table()["acts"][act]["acled"] for sub, act in canonical.items()} == {
        sub: sub for sub in canonical
    }


def test_every_acled_code_of_an_act_is_a_sub_event() -> None:
    """An act's ACLED code is one of the 25, with its event type."""
    for row in table()["acts"].values():
        code = acled(row["acled"])
        assert code is None or code.sub_event_type in table()["sub_events"][code.event_type]


def test_codes_are_those_of_the_ontology(ontology: dict[str, Any]) -> None:
    """Every act has the ACLED, PLOVER and CAMEO codes, and the group, of the ontology."""
    for name, row in ontology["acts"].items():
        own = table()["acts"][name]
        assert [own[key] for key in ("acled", "plover", "cameo")] == [
            row[key] for key in ("acled", "plover", "cameo")
        ], name
        assert acts()[name].group == row["group"]
    assert table()["sub_events"] == {
        kind: {sub: ontology["canonical_act_for_acled"][sub] for sub in subs}
        for kind, subs in ontology["acled_sub_events"].items()
    }


def test_claim_carries_its_group_and_codes() -> None:
    """What is read has the group of its act and the codes of a grenade alone."""
    claim = only("A militant throws a grenade at the soldiers.", "THROW_GRENADE")
    assert claim.act_group == "fire"
    assert claim.codes.acled == acled("Grenade")
    assert (claim.codes.plover, claim.codes.cameo) == ("ASSAULT-explosives", "193")


def test_codes_do_not_ask_for_certainty() -> None:
    """A denied grenade is still coded as a grenade: polarity and certainty are other fields."""
    claim = only("No grenade is thrown at the soldiers by the militants.", "THROW_GRENADE")
    assert claim.polarity.value == "neg"
    assert claim.codes.acled == acled("Grenade")


@pytest.mark.parametrize(
    ("actor", "act", "sub_event"),
    [
        ("rebels", "TERRITORY_NONSTATE_TAKES", "Non-state actor overtakes territory"),
        ("government troops", "TERRITORY_STATE_RETAKES", "Government regains territory"),
        (None, "SEIZE_POSITION", None),
    ],
)
def test_settlement_taken_is_territory(
    make_claim: Any, actor: str | None, act: str, sub_event: str | None
) -> None:
    """A village that is taken is territory, of the kind that its taker makes it, if said."""
    taken = coded([make_claim("SEIZE_POSITION", actor=actor, target="village")], frozenset())[0]
    assert taken.act == act
    assert taken.codes.acled == acled(sub_event)


def test_trench_taken_is_no_territory(make_claim: Any) -> None:
    """A trench is no territory, whoever takes it."""
    claim = make_claim("SEIZE_POSITION", actor="rebels", target="trench")
    assert codes(claim, assault=True).acled is None


@pytest.mark.parametrize(
    ("target", "sub_event"),
    [("villagers", "Attack"), ("soldier", "Armed clash"), ("man", None), (None, None)],
)
def test_attack_needs_an_unarmed_victim(
    make_claim: Any, target: str | None, sub_event: str | None
) -> None:
    """A villager shot is an attack, a soldier shot a clash, and a man shot is left open."""
    made = codes(make_claim("SHOOT_PERSON", target=target), assault=True)
    assert made.acled == acled(sub_event)
    assert (made.note is None) == (sub_event == "Attack")


@pytest.mark.parametrize(
    ("actor", "plover"), [("soldiers", "RETREAT-withdraw"), ("women", None), (None, None)]
)
def test_only_forces_retreat(make_claim: Any, actor: str | None, plover: str | None) -> None:
    """Fleeing civilians are no RETREAT, and neither is anyone whom the words do not name."""
    assert codes(make_claim("FLEE_WITHDRAW", actor=actor), assault=False).plover == plover


def test_capture_in_a_fight_is_an_abduction_in_plover(make_claim: Any) -> None:
    """Combatants captured in a fight are ASSAULT-abduct; a suspect arrested in peace is not."""
    fighter = make_claim("CAPTURE_DETAIN", target="rebels")
    assert codes(fighter, assault=True).plover == "ASSAULT-abduct"
    assert codes(fighter, assault=False).plover == "COERCE-arrest"
    assert codes(make_claim("CAPTURE_DETAIN", target="women"), assault=True).plover == (
        "COERCE-arrest"
    )


def test_mobilize_is_dropped_beside_an_assault() -> None:
    """Soldiers who only cover an exit mobilise; beside gunfire of the same account they do not."""
    calm = only("Soldiers armed with rifles cover an exit.", "COVER_POSITION")
    assert calm.codes.plover == "MOBILIZE-troops"
    fought = only("Soldiers cover an exit. Militants fire at them.", "COVER_POSITION")
    assert fought.codes.plover is None
    assert fought.codes.note is not None


def test_crowd_control_needs_a_named_means(make_claim: Any) -> None:
    """A crowd dispersed by nothing named is only restricted."""
    claim = make_claim("PROTEST_DISPERSED", quote="police disperse the crowd")
    gassed = make_claim("PROTEST_DISPERSED", quote="police disperse the crowd with tear gas")
    assert codes(claim, assault=False).plover == "COERCE-restrict"
    assert codes(gassed, assault=False).plover == "ASSAULT-crowd-control"
