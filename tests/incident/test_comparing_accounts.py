"""Two accounts of one recording, side by side."""

import json

import pytest
from alignment_nouns import SHA, explosion, shot
from comparing_cases import number, record, said, then, within
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.errors import RecordError
from witnessmark.formats import read, write
from witnessmark.formats.schema import validate
from witnessmark.incident.comparing import compare
from witnessmark.model import (
    Camera,
    ClaimType,
    Comparison,
    Difference,
    Incident,
    Pair,
    Perceptibility,
    Polarity,
    Verdict,
)

NO = {"polarity": Polarity.NEGATIVE}
EARLY, LATE = within("early on", 0.0, 0.2), within("late on", 0.8, 1.0)


def kinds(comparison: Comparison) -> list[str]:
    return [one.kind for one in comparison.conflicts]


def quotes(pairs: tuple[Pair, ...]) -> list[tuple[str, str]]:
    return [(pair.first.quote, pair.second.quote) for pair in pairs]


def test_what_both_say_is_paired_with_both_verdicts():
    """The same thing in other words is one agreement, with what the footage says to each."""
    first = record(said("A long burst is fired at the gate", "FIRE_AUTOMATIC", Verdict.SHOWN))
    second = record(said("Somebody fires a burst at the gate", "FIRE_AUTOMATIC"))
    (pair,) = compare(first, second).agreements
    assert (pair.first.verdict, pair.second.verdict) == (Verdict.SHOWN, Verdict.CONSISTENT)


def test_the_best_pairing_of_all_is_taken():
    """Each claim goes with one other at most, so that all together are as alike as can be."""
    first = record(
        said("Three shots ring out by the gate", **number("three shots", 3, 3, "shots")),
        said("Shots ring out by the bridge"),
    )
    second = record(
        said("Shots ring out by the gate and the bridge"),
        said("Three shots ring out by the gate", **number("three shots", 3, 3, "shots")),
    )
    assert quotes(compare(first, second).agreements) == [
        ("Three shots ring out by the gate", "Three shots ring out by the gate"),
        ("Shots ring out by the bridge", "Shots ring out by the gate and the bridge"),
    ]


def test_telling_and_denying_is_a_conflict_that_quotes_both():
    """The sentence names both accounts, and the footage's word on it is that of the findings."""
    first = record(said("No shots are heard early on", verdict=Verdict.CONTRADICTED, **NO, **EARLY))
    second = record(said("Shots are heard early on", verdict=Verdict.SHOWN, supports=True, **EARLY))
    (conflict,) = compare(first, second).conflicts
    assert conflict.kind == "polarity"
    assert conflict.sentence == (
        "The first account says “No shots are heard early on” and the second “Shots are heard "
        "early on”: one denies what the other tells."
    )
    assert conflict.footage.startswith(
        "The footage bears out the second account and speaks against the first. Reason of "
    )


def test_an_absence_bears_nothing_out():
    """A denial that nothing speaks against is not called borne out: not all is found."""
    denied = said(
        "No blast is heard", "EXPLOSION_UNATTRIBUTED", Verdict.NOT_SHOWN, supports=True, **NO
    )
    told = said("A blast is heard", "EXPLOSION_UNATTRIBUTED", Verdict.NOT_SHOWN, supports=False)
    (conflict,) = compare(record(denied), record(told)).conflicts
    assert conflict.footage.startswith(
        "The footage has nothing that speaks against the first account and speaks against the "
        "second. "
    )


@pytest.mark.parametrize(
    ("denied", "told"),
    [
        (said("No shots are heard early on", **NO, **EARLY), said("Shots are heard late", **LATE)),
        (said("No shots are heard early on", **NO, **EARLY), said("Shots are heard")),
        (
            said("The guards fired no shots at the gate", actor="The guards", **NO),
            said("Shots are fired at the gate"),
        ),
        (
            said("No machine gun is fired at the gate", "FIRE_MACHINE_GUN", **NO),
            said("Single shots are fired at the gate"),
        ),
        (
            said(
                "No more than three shots are fired", **NO, **number("three shots", 3, 3, "shots")
            ),
            said("Shots are fired"),
        ),
        (
            said("It is unclear whether shots were fired", certainty="Uu", **NO),
            said("Shots were fired"),
        ),
    ],
)
def test_a_denial_clashes_only_with_what_it_covers(denied, told):
    """Elsewhere, by others, with something else, or of nobody knows what: both are told alone."""
    comparison = compare(record(denied), record(told))
    assert not comparison.conflicts
    assert not comparison.agreements
    assert len(comparison.first_alone) == len(comparison.second_alone) == 1


def test_other_numbers_of_the_same_are_a_conflict():
    """Bounds that have no number in common conflict; bounds that have one do not."""
    three = said("Three shots hit the gate", **number("Three shots", 3, 3, "shots"))
    five = said("Five shots hit the gate", **number("Five shots", 5, 5, "shots"))
    several = said("Several shots hit the gate", **number("Several shots", 3, None, "shots"))
    (conflict,) = compare(record(three), record(five)).conflicts
    assert "they differ in the number of shots, 3 against 5" in conflict.sentence
    assert conflict.footage == "The footage does not decide between them."
    assert kinds(compare(record(five), record(several))) == []


def test_rounds_are_shots():
    """Units that count the same things are compared."""
    three = said("Three rounds hit the gate", **number("Three rounds", 3, 3, "rounds"))
    five = said("Five shots hit the gate", **number("Five shots", 5, 5, "shots"))
    assert kinds(compare(record(three), record(five))) == ["number"]


def test_a_condition_is_the_same_in_any_words():
    """Snow that falls is snow that comes down; rain is not snow."""
    falls = said("Snow falls", "STATE_WEATHER_LIGHT", conditions=("snowfall",))
    comes = said("It comes down white", "STATE_WEATHER_LIGHT", conditions=("snowfall",))
    rains = said("Rain falls", "STATE_WEATHER_LIGHT", conditions=("rain",))
    assert len(compare(record(falls), record(comes)).agreements) == 1
    assert not compare(record(falls), record(rains)).agreements


def test_what_denies_in_both_wordings_is_no_conflict():
    """Where a reader took one of two denials for the opposite, nothing is made of it."""
    denied = said("Nobody was hurt at the gate", "CASUALTY", **NO)
    misread = said("nobody hurt at the gate thank god", "CASUALTY")
    assert not compare(record(denied), record(misread)).conflicts


def test_two_more_are_not_fewer_than_three():
    """A number that does not count all of a thing makes no conflict."""
    three = said("Three grenades hit the gate", **number("Three grenades", 3, 3, "grenades"))
    more = said("Two more grenades hit the gate", **number("Two more grenades", 2, 2, "grenades"))
    assert not compare(record(three), record(more)).conflicts


def test_single_shots_and_automatic_fire_of_one_gun_conflict():
    """The mode is in dispute where both tell of the same doer, and nowhere else."""
    single = said("The sentry fires single shots at the end", actor="The sentry", **LATE)
    burst = said(
        "The sentry fires long bursts at the end", "FIRE_AUTOMATIC", actor="sentry", **LATE
    )
    others = said("The men fire bursts at the end", "FIRE_AUTOMATIC", actor="men", **LATE)
    assert kinds(compare(record(single), record(burst))) == ["mode"]
    assert kinds(compare(record(single), record(others))) == []


def test_times_that_share_nothing_conflict_for_the_same_thing():
    """The same words at another time are a conflict; other words are another thing."""
    early = said("The gate blows up early on", "EXPLOSION_UNATTRIBUTED", **EARLY)
    late = said("The gate blows up late on", "EXPLOSION_UNATTRIBUTED", **LATE)
    other = said("A bus explodes late on", "EXPLOSION_UNATTRIBUTED", **LATE)
    (conflict,) = compare(record(early), record(late)).conflicts
    assert "from 0:00.0 to 0:12.0, the other from 0:48.0 to 1:00.0" in conflict.sentence
    assert kinds(compare(record(early), record(other))) == []


def test_in_and_out_of_the_picture_conflict():
    """Places that exclude one another are named; words of time are no place."""
    off = said("A gun is fired off camera at the gate", camera=Camera.OFF)
    on = said("A gun is fired in the picture at the gate", camera=Camera.ON)
    (conflict,) = compare(record(off), record(on)).conflicts
    assert "one puts it off camera, the other in the picture" in conflict.sentence
    end = within("near the end", 0.8, 1.0)
    assert not compare(
        record(said("Distant shots near the end", **end)), record(said("Shots near the end", **end))
    ).conflicts


def test_order_turned_round_is_one_conflict_of_two_pairs():
    """What an account says comes first is held against what the other says; telling is no order."""
    burst = said("A burst hits the gate", "FIRE_AUTOMATIC")
    blast = said("A grenade explodes in the yard", "EXPLOSION_UNATTRIBUTED")
    cry = said("A man shouts an order", "SPEECH")
    first = record(burst, cry, blast, relations=[then(1, 2), then(2, 3)])
    second = record(blast, burst, relations=[then(1, 2)])
    (conflict,) = compare(first, second).conflicts
    assert conflict.kind == "order"
    assert conflict.sentence == (
        "The first account puts “A burst hits the gate” before “A grenade explodes in the yard”, "
        "and the second puts “A grenade explodes in the yard” before “A burst hits the gate”."
    )
    assert len(conflict.pairs) == 2
    assert not compare(first, record(blast, burst)).conflicts


def test_days_that_cannot_be_one_conflict():
    """An event that one account ends before the other begins it is in dispute as a whole."""
    shots = said("Shots hit the gate")
    early = record(shots, days=("2031-02-01", "2031-02-09"))
    late = record(shots, days=("2031-02-11", None), name="other.txt")
    (conflict,) = compare(late, early).conflicts
    assert conflict.sentence == (
        "The first account puts the event no earlier than 2031-02-11, the second no later than "
        "2031-02-09."
    )
    assert conflict.pairs == ()


def test_a_forecast_is_never_what_happened():
    """However alike the words, what is to come does not agree with what is told."""
    told = said("A siege of the farm by the guards", "BESIEGE_CORDON")
    coming = said("A siege of the farm by the guards", "BESIEGE_CORDON", type=ClaimType.PROGNOSIS)
    assert not compare(record(told), record(coming)).agreements


def test_what_one_tells_alone_comes_most_striking_first():
    """Harm before fire before weather, what lies outside the scene last."""
    told = [
        said("The valley is old", "BACKGROUND", act_group="context", type=ClaimType.CONTEXT),
        said("Snow falls", "STATE_WEATHER_LIGHT", act_group="state"),
        said("Shots are fired", act_group="fire"),
        said("More shots are fired", act_group="fire", verdict=Verdict.SHOWN, supports=True),
        said("A man is hit and falls", "SHOOT_PERSON", act_group="person"),
    ]
    comparison = compare(record(*told), record(said("A dog barks", "OTHER_SOUND")))
    assert [one.quote for one in comparison.first_alone] == [
        "A man is hit and falls",
        "More shots are fired",
        "Shots are fired",
        "Snow falls",
        "The valley is old",
    ]


def test_what_both_leave_out_is_what_neither_cites():
    """A thing that one account speaks of is not left out by both."""
    blast, one, two = explosion(5), shot(20), shot(30)
    first = record(said("A blast"), cited=[blast], observations=[one, two])
    second = record(said("A shot at the gate"), cited=[one], observations=[blast, two])
    assert compare(first, second).left_out == (two,)


def test_unequal_perception_is_said():
    """Where the detectors found other things, the list of what both leave out is smaller."""
    first = record(said("A blast"), observations=[shot(20)])
    second = record(said("A bang"), observations=[shot(20), shot(30)])
    comparison = compare(first, second)
    assert comparison.left_out == (shot(20),)
    assert any("same perception" in note for note in comparison.notes)


def test_unrelated_records_are_refused_in_one_sentence():
    """Neither a recording nor an account in common."""
    with pytest.raises(RecordError, match="neither a recording nor an account in common"):
        compare(record(said("A shot")), record(said("A blast"), footage="c" * 64))


def test_one_account_with_two_recordings_says_where_verdicts_differ():
    """Claim by claim, both verdicts, and a plain sentence with the reasons where they differ."""
    shots, snow = "Three shots are heard", "Snow falls"
    one = record(said(shots, verdict=Verdict.SHOWN, supports=True), said(snow, "SNOW"))
    other = record(
        said(shots, verdict=Verdict.NOT_SHOWN, supports=False),
        said(snow, "SNOW"),
        footage="c" * 64,
    )
    comparison = compare(one, other)
    assert comparison.compares == "recordings"
    assert quotes(comparison.agreements) == [(snow, snow)]
    (conflict,) = comparison.conflicts
    assert conflict.sentence == (
        "“Three shots are heard”: the first recording bears it out, the second does not show it."
    )
    assert conflict.footage == (
        "Of the first: Reason of Three shots are heard. "
        "Of the second: Reason of Three shots are heard."
    )


WORDS = st.sampled_from(
    [
        "Shots are heard at the gate",
        "No shots are heard at the gate",
        "Three single shots hit the gate",
        "Five single shots hit the gate",
        "A burst hits the gate off camera",
        "The sentry fires a burst in the picture",
        "A grenade explodes in the yard",
        "Distant gunfire",
        "“Halt”, shouts \u202e<b>a man</b>\x1b[2J",
        "…",
    ]
)


@st.composite
def claims(draw):
    words = draw(WORDS)
    parts = draw(st.sampled_from([{}, EARLY, LATE, within("to the end", 0.5, 1.0)]))
    count = draw(st.sampled_from([{}, number("3", 3, 3, "shots"), number("5", 5, 5, "shots")]))
    return said(
        words,
        draw(st.sampled_from(["FIRE_SMALL_ARMS", "FIRE_AUTOMATIC", "THROW_GRENADE", "SPEECH"])),
        draw(st.sampled_from(Verdict)),
        draw(st.sampled_from([None, True, False])),
        polarity=Polarity.NEGATIVE if words.startswith("No ") else draw(st.sampled_from(Polarity)),
        perceptibility=Perceptibility.EITHER,
        **parts,
        **count,
    )


@st.composite
def records(draw) -> Incident:
    told = draw(st.lists(claims(), max_size=7))
    places = range(1, len(told) + 1)
    ties = draw(
        st.lists(st.tuples(st.sampled_from(places), st.sampled_from(places)), max_size=4)
        if told
        else st.just([])
    )
    return record(*told, relations=[then(a, b) for a, b in ties if a != b])


def mirrored(conflict: Difference) -> tuple[str, frozenset[tuple[str, str]]]:
    return conflict.kind, frozenset((p.second.claim, p.first.claim) for p in conflict.pairs)


@settings(max_examples=40, deadline=None)
@given(records(), records())
def test_comparing_the_other_way_round_mirrors_every_list(first, second):
    """Agreements, conflicts and what is told alone are the same with the sides changed over."""
    there, back = compare(first, second), compare(second, first)
    assert {(p.first.claim, p.second.claim, p.likeness) for p in there.agreements} == {
        (p.second.claim, p.first.claim, p.likeness) for p in back.agreements
    }
    forth = {
        (c.kind, frozenset((p.first.claim, p.second.claim) for p in c.pairs))
        for c in there.conflicts
    }
    assert forth == {mirrored(c) for c in back.conflicts}
    assert (there.first_alone, there.second_alone) == (back.second_alone, back.first_alone)
    assert there.left_out == back.left_out


def test_of_equally_good_pairings_the_same_is_found_from_either_side():
    """Two claims of the same words may pair either way; which way does not depend on the naming."""
    gate, wall = "Shots hit the gate", "Shots hit the wall"
    first = record(said(gate), said(gate), said(wall))
    second = record(said(wall), said(gate), said(gate))
    there, back = compare(first, second), compare(second, first)
    pairs = [(pair.first.claim, pair.second.claim) for pair in there.agreements]
    assert len(pairs) == 3
    assert sorted(pairs) == sorted((p.second.claim, p.first.claim) for p in back.agreements)


@settings(max_examples=40, deadline=None)
@given(records())
def test_a_record_with_itself_gives_agreements_only(one):
    """Every claim agrees with itself and nothing conflicts."""
    comparison = compare(one, one)
    assert [p.first.claim for p in comparison.agreements] == [c.id for c in one.claims]
    assert all(p.first == p.second for p in comparison.agreements)
    assert not comparison.conflicts
    assert not (*comparison.first_alone, *comparison.second_alone)


@settings(max_examples=40, deadline=None)
@given(records(), records())
def test_every_claim_is_in_exactly_one_list_and_the_document_keeps_it(first, second):
    """Nothing is lost or told twice, and what is written is read back the same."""
    comparison = compare(first, second)
    for side, alone, which in (
        (first, comparison.first_alone, "first"),
        (second, comparison.second_alone, "second"),
    ):
        pairs = (*comparison.agreements, *comparison.disputed)
        listed = [getattr(pair, which).claim for pair in pairs] + [one.claim for one in alone]
        assert sorted(listed) == [claim.id for claim in side.claims]
    document = write(comparison)
    assert read(document, Comparison) == comparison
    assert write(compare(first, second)) == document


def test_the_document_follows_its_published_schema():
    """What ``compare --json`` prints can be checked by anybody."""
    first = record(said("Shots are heard early on", **EARLY), observations=[shot(20)])
    second = record(said("No shots are heard early on", **NO, **EARLY), observations=[shot(20)])
    document = json.loads(write(compare(first, second)))
    assert document["schema"] == "witnessmark.comparison/1"
    validate(document)


def test_a_claim_that_is_lost_is_refused():
    """The comparison itself cannot be built with a claim in no list, or in two."""
    whole = compare(record(said("A shot")), record(said("A blast", "SPEECH")))
    parts = {name: getattr(whole, name) for name in type(whole).model_fields}
    for alone in ((), whole.first_alone * 2):
        with pytest.raises(ValueError, match="exactly one list"):
            Comparison(**{**parts, "first_alone": alone})


def test_the_recording_is_named_by_its_digest():
    """Both sides say whose account and whose footage they are."""
    comparison = compare(record(said("A shot")), record(said("A blast"), name="b.txt"))
    assert comparison.first.recordings == comparison.second.recordings == (SHA,)
    assert comparison.second.account_name == "b.txt"
