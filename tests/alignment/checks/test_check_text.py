"""Heads, codes and passages of one account against each other, and what the weighing found."""

import pytest
from alignment_nouns import ME, claim, fire, sought
from alignment_nouns import recording as sound_of
from check_cases import AGREES, CANNOT_TELL, CONFLICTS, SPEAKS_FOR, checks_of, outcomes, told

from witnessmark.alignment import align
from witnessmark.model import (
    AcledCode,
    Codes,
    Fatalities,
    Finding,
    Polarity,
    Quantity,
    Role,
    RollUp,
    Tension,
    Verdict,
)

HEAD = {0: Role.TITLE}
CLASH = Codes(acled=AcledCode(event_type="Battles", sub_event_type="Armed clash"))


def people(number):
    return (Quantity(text=f"{number} men", span=(0, 1), min=number, max=number, unit="men"),)


@pytest.mark.parametrize(
    ("head", "body", "outcome"),
    [
        ({}, {}, AGREES),
        ({"certainty": "PS+"}, {"certainty": "PR+"}, AGREES),
        ({}, {"certainty": "PS+"}, SPEAKS_FOR),
        ({}, {"polarity": Polarity.NEGATIVE, "certainty": "CT-"}, SPEAKS_FOR),
        ({}, {"type": "attributed", "attribution": "the ministry"}, SPEAKS_FOR),
        ({"attribution": "the ministry"}, {"type": "attributed"}, AGREES),
        ({"quantities": people(20)}, {"quantities": people(3)}, CONFLICTS),
        ({"quantities": people(3)}, {"quantities": people(20)}, AGREES),
    ],
)
def test_a_head_may_say_no_more_than_its_text(head, body, outcome):
    """A dropped hedge or source speaks for caution; a number that none reaches conflicts."""
    read = told(
        claim("Raid on the mill", "AMBUSH", **head),
        claim("the mill was raided", "AMBUSH", **body),
        roles=HEAD,
    )
    (check,) = checks_of("strength", read)
    assert check.outcome is outcome
    assert check.claims == ("c01", "c02")


def test_the_surest_sentence_below_counts():
    """One that is certain bears the head out, whatever the others say."""
    below = [claim("maybe raided", "AMBUSH", certainty="PS+"), claim("raided", "AMBUSH")]
    assert outcomes("strength", told(claim("Raid", "AMBUSH"), *below, roles=HEAD)) == [AGREES]


def test_dead_above_and_hurt_below_conflict():
    """Unless a sentence below tells of the dead too."""
    head, hurt = claim("Ten killed", "CASUALTY"), claim("ten were wounded", "CASUALTY")
    assert outcomes("strength", told(head, hurt, roles=HEAD)) == [CONFLICTS]
    dead = claim("the bodies were carried off", "CASUALTY")
    assert outcomes("strength", told(head, hurt, dead, roles=HEAD)) == [AGREES]


def test_what_the_text_does_not_tell_again_is_not_judged():
    """Another act, background, and sentences of the body among themselves."""
    raid, fight = claim("Raid", "AMBUSH"), claim("they fired", "FIRE_SMALL_ARMS")
    assert outcomes("strength", told(raid, fight, roles=HEAD)) == []
    scene = claim("A wall", "STATE_SCENE")
    assert outcomes("strength", told(scene, scene, roles=HEAD)) == []
    assert outcomes("strength", told(raid, raid)) == []


def row(**parts):
    return RollUp(
        **{"event_type": "Battles", "sub_event_type": "Armed clash", "claims": ("c01",), **parts}
    )


@pytest.mark.parametrize(
    ("parts", "outcome", "words"),
    [
        ({}, AGREES, "it is stated as certain"),
        ({"certainty": "PS+"}, SPEAKS_FOR, "none given as more than possible"),
        ({"certainty": "PR+"}, SPEAKS_FOR, "none given as more than probable"),
        ({"type": "attributed"}, SPEAKS_FOR, "all in the words of others"),
    ],
)
def test_a_coded_row_carries_no_hedge(parts, outcome, words):
    """Where all that it rests on is hedged or somebody's word, the row says more."""
    read = told(claim("They clashed", codes=CLASH, **parts), roll_up=row())
    (check,) = checks_of("coded", read)
    assert check.outcome is outcome
    assert words in check.reason


def test_deaths_in_the_row_that_are_only_possible_are_flagged():
    """A certain count is not."""
    for certainty, flagged in (("PS+", 1), ("CT+", 0)):
        killed = claim("ten killed", "CASUALTY", certainty=certainty, quantities=people(10))
        read = told(
            claim("They clashed", codes=CLASH),
            killed,
            roll_up=row(fatalities=Fatalities(min=1, max=10)),
        )
        found = [c for c in checks_of("coded", read) if "10 dead" in c.reason]
        assert len(found) == flagged


def test_a_code_of_what_is_denied_is_flagged():
    """A code has no polarity of its own."""
    denied = claim("no clash", codes=CLASH, polarity=Polarity.NEGATIVE, certainty="CT-")
    assert outcomes("coded", told(denied)) == [SPEAKS_FOR]
    assert outcomes("coded", told(claim("a clash", codes=CLASH))) == []
    assert outcomes("coded", told(roll_up=row(claims=()))) == [CANNOT_TELL]


def test_a_tension_is_told_and_settles_nothing():
    """In the words of the reading."""
    one = Tension(kind="count", claims=("c01", "c02"), text="“two” and “three” differ.")
    read = told(claim("two died"), claim("three died"), tensions=(one,))
    (check,) = checks_of("tension", read)
    assert (check.outcome, check.reason) == (CANNOT_TELL, one.text)


@pytest.mark.parametrize(
    ("verdict", "supports", "expected"),
    [
        (Verdict.CONTRADICTED, False, [CONFLICTS]),
        (Verdict.SHOWN, True, [AGREES]),
        (Verdict.NOT_SHOWN, True, [AGREES]),
        (Verdict.NOT_SHOWN, False, [CANNOT_TELL]),
        (Verdict.CONSISTENT, True, [CANNOT_TELL]),
        (Verdict.NOT_TESTED, None, []),
    ],
)
def test_numbers_single_shots_and_cuts_are_pointed_at(verdict, supports, expected):
    """The finding's outcome, and the sentence where its reason stands, which is not repeated."""
    five = Quantity(text="five shots", span=(0, 1), min=5, max=5, unit="shots")
    for one in (
        claim("five shots", "FIRE_SMALL_ARMS", quantities=(five,)),
        claim("single shots are fired", "FIRE_SMALL_ARMS"),
        claim("the film is uncut", "MEDIA_PROPERTY", type="media_meta"),
    ):
        finding = Finding(
            claim="c01", verdict=verdict, supports=supports, reason="Because.", made_by=ME
        )
        found = checks_of("weighed", told(one), findings=(finding,))
        assert [check.outcome for check in found] == expected
        assert all("sentence 1" in c.reason and "Because" not in c.reason for c in found)


def test_a_number_without_an_upper_bound_is_left_to_its_sentence():
    """So is any mode of fire but single shots."""
    several = Quantity(text="several shots", span=(0, 1), min=3, unit="shots")
    finding = Finding(claim="c01", verdict="contradicted", reason="Because.", made_by=ME)
    for one in (
        claim("several shots", "FIRE_SMALL_ARMS", quantities=(several,)),
        claim("automatic fire", "FIRE_AUTOMATIC"),
    ):
        assert checks_of("weighed", told(one), findings=(finding,)) == []


def test_cited_observations_go_with_the_check():
    """From the finding that it points at."""
    five = Quantity(text="two shots", span=(0, 1), min=2, max=2, unit="shots")
    read = told(claim("two shots", "FIRE_SMALL_ARMS", quantities=(five,)))
    heard = fire([5, 8, 11, 14, 17, 20], confidence=0.98)
    weighed = align(read, sound_of(), heard, sought())
    found = checks_of("weighed", read, heard, findings=weighed.findings)
    assert all(set(c.observations) <= {one.id for one in heard} for c in found)
    assert found
