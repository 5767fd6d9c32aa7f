"""Bangs that may be what an account tells: nothing is absent where one of them may be it."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    NOT_SHOWN,
    NOT_TESTED,
    bang,
    claim,
    explosion,
    fire,
    reading,
    recording,
    sought,
    when,
)

from witnessmark.alignment import align
from witnessmark.model import ClaimTime, Polarity, Verdict

DENIED = {"polarity": Polarity.NEGATIVE}
MIDDLE = when("in the middle", 0.3, 0.5)
#: Rounds of a burst that no detector was sure of, in the middle of a minute.
MUFFLED = [bang(20 + 0.1 * n, chance_of_shot=0.42, chance_of_explosion=0.0) for n in range(30)]


def weighed(one, observations, length=60.0):
    made = align(reading(one), recording(length), observations, sought())
    return made.findings[0]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("Gunfire is heard in the middle.", "EXCHANGE_FIRE"),
        ("Automatic fire is heard in the middle.", "FIRE_AUTOMATIC"),
        ("A machine gun fires in the middle.", "FIRE_MACHINE_GUN"),
    ],
)
@pytest.mark.parametrize("elsewhere", [[], fire([50 + 0.1 * n for n in range(9)], "automatic")])
def test_a_claim_of_fire_is_left_open_where_bangs_may_be_it(words, act, elsewhere):
    """Thirty bangs of unsure cause in just that stretch are named and cited, fire elsewhere not."""
    finding = weighed(claim(words, act, time=MIDDLE), [*MUFFLED, *elsewhere])
    assert finding.verdict is NOT_TESTED
    assert "surely heard from 0:18.0 to 0:30.0" in finding.reason
    assert "but 30 bangs of unknown cause are heard at 0:20.0, 0:20.1" in finding.reason
    assert "which may be shots" in finding.reason
    (cited,) = finding.citations
    assert (cited.start.json_seconds, cited.end.json_seconds) == (20.0, 22.91)
    assert set(cited.observations) == {one.id for one in MUFFLED}


@pytest.mark.parametrize(("chance", "verdict"), [(0.35, NOT_TESTED), (0.05, NOT_SHOWN)])
def test_an_explosion_is_absent_only_where_no_bang_may_be_one(chance, verdict):
    """One bang that is not surely something else is enough, told or denied."""
    heard = [bang(20, chance_of_shot=0.3, chance_of_explosion=chance)]
    for polarity in ({}, DENIED):
        words = "No explosion is heard." if polarity else "An explosion is heard."
        finding = weighed(claim(words, "EXPLOSION_UNATTRIBUTED", **polarity), heard)
        assert finding.verdict is verdict
        assert ("which may be an explosion" in finding.reason) is (verdict is NOT_TESTED)


@pytest.mark.parametrize(
    ("told", "heard", "verdict"),
    [
        (claim("No automatic fire.", "FIRE_AUTOMATIC", **DENIED), MUFFLED, NOT_TESTED),
        (claim("No shot.", **DENIED), MUFFLED[:1], NOT_TESTED),
        (claim("No shot.", **DENIED), [bang(20, chance_of_explosion=0.4)], NOT_SHOWN),
        (claim("No shot.", **DENIED), [bang(20, chance_of_crack=0.6)], NOT_TESTED),
    ],
)
def test_nothing_is_absent_while_a_bang_may_be_it(told, heard, verdict):
    """A denial is borne out only by what is surely something else; a crack is a shot's too."""
    assert weighed(told, heard).verdict is verdict


def test_a_lone_bang_is_no_automatic_fire():
    """One bang may be a shot and cannot be a burst, unless a shot stands close beside it."""
    told = claim("Automatic fire breaks out.", "FIRE_AUTOMATIC")
    alone = [bang(20, chance_of_shot=0.45), bang(30, chance_of_shot=0.45)]
    assert weighed(told, alone).verdict is NOT_SHOWN
    assert weighed(told, [*alone, *fire([20.2])]).verdict is NOT_TESTED


@pytest.mark.parametrize("polarity", [{}, DENIED])
def test_what_may_last_is_not_said_to_stop(polarity):
    """Fire to the end, told or denied, is open where bangs may be the rest of it."""
    ending = when("to the end", 0.5, 1.0, ("f",))
    told = claim("The gunfire goes on to the end.", time=ending, **polarity)
    shots = fire([32 + 2 * n for n in range(8)])
    rest = [bang(49 + 2 * n, chance_of_shot=0.4) for n in range(6)]
    finding = weighed(told, [*shots, *rest])
    assert finding.verdict is NOT_TESTED
    assert "surely" in finding.reason
    assert {one.id for one in rest} <= {i for cite in finding.citations for i in cite.observations}
    assert weighed(told, [*shots, *rest[:1]]).verdict is not NOT_TESTED


def test_bouts_that_bangs_may_be_are_not_missing():
    """Two stretches of fire are too few for three, unless a third may have been heard."""
    told = claim("Fire breaks out several times.", time=ClaimTime(repeat={"min": 3}))
    bouts = [*fire([5, 6]), *fire([25, 26])]
    assert weighed(told, bouts).verdict is NOT_SHOWN
    finding = weighed(told, [*bouts, bang(45, chance_of_shot=0.4)])
    assert finding.verdict is NOT_TESTED
    assert "which may be a shot" in finding.reason


def test_fire_at_another_distance_is_open_where_bangs_were_not_judged():
    """All that was heard is near; the bangs may be what the account has far off."""
    *shots, group = fire([20, 21])
    judged = {**group.attributes, "proximity": "near", "proximity_confidence": 0.95}
    near = group.model_copy(update={"attributes": judged})
    told = claim("Distant gunfire is heard.")
    assert weighed(told, [*shots, near]).verdict is NOT_SHOWN
    assert weighed(told, [*shots, near, bang(40, chance_of_shot=0.3)]).verdict is NOT_TESTED


def test_what_is_heard_all_the_same_is_judged_by_that():
    """Bangs beside sure shots and a sure explosion change no verdict on them."""
    beside = bang(40, chance_of_shot=0.4, chance_of_explosion=0.4)
    assert weighed(claim("Shots are fired."), [*fire([5, 6]), beside]).verdict is Verdict.SHOWN
    blast = claim("An explosion is heard.", "EXPLOSION_UNATTRIBUTED")
    assert weighed(blast, [explosion(5), beside]).verdict is CONSISTENT


def test_what_is_found_less_often_is_said():
    """The share of single shots found is no share of bursts, and none of distant fire."""
    finding = weighed(claim("Automatic fire breaks out.", "FIRE_AUTOMATIC"), [])
    assert finding.verdict is NOT_SHOWN
    assert "88% of single shots are found; of bursts and of distant fire fewer are" in (
        finding.reason
    )
    blast = weighed(claim("An explosion is heard.", "EXPLOSION_UNATTRIBUTED"), [])
    assert "70% of explosions are found." in blast.reason


@pytest.mark.parametrize("words", ["A loud bang is heard.", "There is a pop, then another."])
def test_a_bang_may_be_a_shot(words):
    """Who hears a bang does not say what it was: shots leave it open, an explosion bears it out."""
    told = claim(words, "EXPLOSION_UNATTRIBUTED")
    finding = weighed(told, fire([5, 6]))
    assert finding.verdict is NOT_TESTED
    assert finding.reason.endswith(
        "2 shots are heard at 0:05.0 and 0:06.0, which may be what is meant."
    )
    assert weighed(told, []).verdict is NOT_SHOWN
    assert weighed(told, [explosion(5)]).verdict is CONSISTENT
    named = claim("A bang as of an exploding shell is heard.", "EXPLOSION_UNATTRIBUTED")
    assert weighed(named, fire([5, 6])).verdict is NOT_SHOWN


@pytest.mark.parametrize(
    "words",
    [
        "You hear nothing but the wind.",
        "The gunfire stops.",
        "There is hardly any shooting.",
        "any gunshot",
    ],
)
def test_words_that_end_or_empty_what_they_stand_beside_are_not_passed_over(words):
    """Shots that are heard do not fit "hardly any", nor bear out what is only a point in time."""
    finding = weighed(claim(words), fire([5, 6, 7]))
    assert finding.verdict is NOT_TESTED
    assert "3 shots are heard" in finding.reason
