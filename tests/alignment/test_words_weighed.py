"""Words that add nothing, say near or far, or are of all there was: small rules, one each."""

import pytest
from alignment_nouns import (
    CONTRADICTED,
    NOT_SHOWN,
    SHOWN,
    claim,
    explosion,
    fire,
    reading,
    recording,
    sought,
    when,
)

from witnessmark.alignment import align
from witnessmark.alignment.framing import without_frames
from witnessmark.alignment.nearness import nearness_told
from witnessmark.alignment.totals import is_of_all
from witnessmark.alignment.unread import forms
from witnessmark.model import Kind, Quantity, Relation, Verdict

DENIED = {"polarity": "neg", "certainty": "CT-"}


def verdict_on(told, heard, relations=()):
    """The verdict on the last of the claims *told*."""
    aligned = align(reading(*told, relations=relations), recording(), heard, sought())
    return aligned.findings[-1]


@pytest.mark.parametrize(
    "words",
    [
        "According to the footage, gunfire can be made out.",
        "Gunfire is picked up by the microphone at some point.",
        "As far as can be heard, there is the crackle of gunfire.",
    ],
)
def test_framing_words_are_set_aside(words):
    """With the footage at hand the claim means the same without them; no other word moves."""
    bare = without_frames(words)
    assert len(bare) == len(words)
    assert bare.index("unfire") == words.index("unfire")
    assert verdict_on([claim(words)], fire([5, 6])).verdict is SHOWN


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("distant gunfire", "far"),
        ("shots fired a long way off", "far"),
        ("shots right next to the camera", "near"),
        ("gunfire close to whoever is filming", "near"),
        ("shots not far from the camera", None),
        ("they fight at close range", None),
        ("distant gunfire and shots near the camera", None),
    ],
)
def test_near_and_far_are_of_the_camera(words, told):
    """Only words that place a sound by who films count, and none that are denied."""
    found = nearness_told(words)
    assert (found and found[0]) == told


def at_distance(proximity, confidence):
    *shots, group = fire([5, 6])
    named = {"proximity": proximity, "proximity_confidence": confidence}
    return [*shots, group.model_copy(update={"attributes": {**group.attributes, **named}})]


@pytest.mark.parametrize(
    ("judged", "sure", "verdict"),
    [
        ("far", 0.95, Verdict.SHOWN),
        ("near", 0.95, Verdict.NOT_SHOWN),
        ("near", 0.7, Verdict.CONSISTENT),
        ("unclear", 0.95, Verdict.CONSISTENT),
    ],
)
def test_distant_gunfire_is_held_against_the_distance_judged(judged, sure, verdict):
    """What is surely near is no distant gunfire; what is not sure fits, and never contradicts."""
    assert (
        verdict_on([claim("Distant gunfire is heard")], at_distance(judged, sure)).verdict
        is verdict
    )


def test_only_single_shots_leave_automatic_fire_no_room():
    """Where a burst is surely there, it was not all single shots; that there were some, stands."""
    heard = [*fire([5, 7]), *fire([20, 20.1, 20.2], "automatic")]
    single = {"act": "FIRE_SMALL_ARMS", "weapon": "single shots"}
    assert (
        verdict_on([claim("Only single shots are fired", **single)], heard).verdict is CONTRADICTED
    )
    assert verdict_on([claim("Single shots are fired", **single)], heard).verdict is SHOWN


def test_fire_that_may_have_been_automatic_refutes_no_automatic_fire():
    """Of two rounds that are heard others may be missing: nobody can say how they were fired."""
    *shots, group = fire([5, 5.3])
    loose = group.model_copy(update={"attributes": {**group.attributes, "at_least": True}})
    told = [claim("Automatic fire is heard", "FIRE_AUTOMATIC")]
    assert verdict_on(told, [*shots, loose]).verdict is Verdict.NOT_TESTED
    assert verdict_on(told, [*shots, group]).verdict is NOT_SHOWN


@pytest.mark.parametrize(
    ("words", "more", "of_all"),
    [
        ("Only nine shots in the whole recording", True, True),
        ("The film holds just nine shots", True, True),
        ("There are nine shots at most", False, True),
        ("There are nine shots at most", True, False),
        ("Only nine shots were fired", False, False),
    ],
)
def test_a_number_is_of_all_where_its_words_say_so(words, more, of_all):
    """Words for the whole recording decide; "there are" only where nothing more is told."""
    assert is_of_all(words, tells_of_more=more) is of_all


def test_a_total_is_contradicted_by_more_whatever_else_is_told():
    """The account speaks of automatic fire too, and still has two shots in the whole recording."""
    two = Quantity(text="only two shots", span=(0, 4), min=None, max=2, unit="shots")
    told = [
        claim("Automatic fire is heard", "FIRE_AUTOMATIC"),
        claim("In the whole recording only two shots are heard", quantities=(two,)),
    ]
    assert verdict_on(told, fire([5, 6, 7, 8], confidence=0.99)).verdict is CONTRADICTED


AFTER = Relation(first="c02", second="c01", allen=("bi", "mi", "oi", "f", "d"), cue="after")


@pytest.mark.parametrize(
    ("shots", "verdict"), [([30], CONTRADICTED), ([5], NOT_SHOWN), ([], NOT_SHOWN)]
)
def test_a_denial_is_weighed_on_its_side_of_what_it_is_tied_to(shots, verdict):
    """No shots after the blast: those before it say nothing."""
    told = [
        claim("A blast is heard", "EXPLOSION_UNATTRIBUTED"),
        claim("no shots are heard after a blast", **DENIED),
    ]
    heard = [explosion(20), *(one for at in shots for one in fire([at]))]
    found = verdict_on(told, heard, [AFTER])
    assert found.verdict is verdict
    assert found.supports is (verdict is NOT_SHOWN)


def test_between_two_things_that_could_be_meant_a_denial_is_open():
    """After which of the blasts nobody said: a shot between them decides nothing."""
    told = [
        claim("A blast is heard", "EXPLOSION_UNATTRIBUTED"),
        claim("no shots are heard after a blast", **DENIED),
    ]
    heard = [explosion(10), explosion(40), *fire([25])]
    assert verdict_on(told, heard, [AFTER]).verdict is Verdict.NOT_TESTED


def test_what_keeps_up_began_with_what_was_told_before():
    """The gun that keeps up to the end is the one that opened fire, not a burst long before."""
    late = when("towards the end", 0.6, 1.0, ("d", "f"))
    told = [
        claim("Automatic fire begins", "FIRE_AUTOMATIC", time=late),
        claim(
            "Automatic fire keeps up to the end",
            "FIRE_AUTOMATIC",
            time=when("to the end", 0.6, 1.0, ("f",)),
        ),
    ]
    burst = fire([37, 37.1, 37.2], "burst")
    gun = fire([52 + n / 10 for n in range(80)], "automatic")
    aligned = align(reading(*told), recording(), [*burst, *gun], sought())
    assert [one.citations[0].start.json_seconds for one in aligned.findings] == [52, 52]


def test_regular_verbs_have_regular_forms():
    """Doubling, a silent e, a sibilant, a y."""
    assert forms("pop") == ("pop", "pops", "popped", "popping")
    assert forms("rattle") == ("rattle", "rattles", "rattled", "rattling")
    assert forms("crash") == ("crash", "crashes", "crashed", "crashing")
    assert forms("carry") == ("carry", "carries", "carried", "carrying")
    assert forms("thunder") == ("thunder", "thunders", "thundered", "thundering")


def test_nothing_cited_is_of_another_kind():
    """A claim of gunfire cites groups and their shots, never a blast."""
    heard = [*fire([5, 6]), explosion(20)]
    found = verdict_on([claim("Gunfire is heard")], heard)
    kinds = {one.id: one.kind for one in heard}
    cited = {kinds[name] for cite in found.citations for name in cite.observations}
    assert cited == {Kind.GUNFIRE, Kind.SHOT}


@pytest.mark.parametrize(
    "words",
    ["A weapon is fired shot by shot", "One round at a time is fired", "Lone shots are let off"],
)
def test_single_shots_by_any_words_are_not_shown_by_a_burst(words):
    """The reading may make small-arms fire of it; the words say how it was fired."""
    told = [claim(words, "FIRE_SMALL_ARMS")]
    assert verdict_on(told, fire([5, 5.1, 5.2], "automatic")).verdict is not SHOWN
    assert verdict_on(told, fire([5, 7, 9])).verdict is SHOWN


def test_rounds_of_gunfire_are_no_cartridges():
    """Three shots are not several rounds of gunfire."""
    several = Quantity(text="Several rounds", span=(0, 14), min=3, max=None, unit="rounds")
    told = [claim("Several rounds of gunfire are heard", quantities=(several,))]
    assert verdict_on(told, fire([5, 6, 7])).verdict is Verdict.CONSISTENT


def test_what_is_on_fire_fires_nothing():
    """No shot refutes that nothing burns."""
    told = [claim("Nothing is on fire", "FIRE_SMALL_ARMS", **DENIED)]
    assert verdict_on(told, fire([5, 6])).verdict is Verdict.NOT_TESTED


def test_a_denial_beside_words_of_time_that_were_not_read_is_left_open():
    """Nobody fires up to the moment of a blast: shots after it contradict nothing."""
    whole = "Up to the moment of the blast nobody fires"
    told = claim("nobody fires", **DENIED)
    account = reading(told)
    shifted = account.sentences[0].model_copy(update={"text": whole, "span": (0, len(whole))})
    (placed,) = account.claims
    start = whole.index("nobody")
    read = account.model_copy(
        update={
            "sentences": (shifted,),
            "claims": (placed.model_copy(update={"span": (start, len(whole))}),),
        }
    )
    (found,) = align(read, recording(), fire([30, 31]), sought()).findings
    assert found.verdict is Verdict.NOT_TESTED


def test_what_is_told_of_the_fire_goes_before_what_is_told_of_the_gun():
    """A machine gun that "fires only single shots" is not borne out by its bursts."""
    told = [claim("It fires only single shots", "FIRE_SMALL_ARMS", weapon="machine gun")]
    found = verdict_on(told, fire([5, 5.1, 5.2], "automatic"))
    assert found.supports is False
