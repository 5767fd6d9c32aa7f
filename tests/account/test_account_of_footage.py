"""Sentences that say themselves that they are told of the footage, and where in it."""

import pytest
from under_a_head import read

from witnessmark.account.clauses import clauses
from witnessmark.account.grammar import parse
from witnessmark.account.of_footage import speaks_of_cuts
from witnessmark.model import Sentence

CIRCLE = (
    "Beneath: pickers' camp, hammock, a column of ants that on zooming in are gunmen of the other "
    "letter."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the recording, shots were fired at 0:12.",
        "Shots are fired, according to the footage.",
        "All told, nine shots were fired in this clip.",
    ],
)
def test_the_footage_is_no_source(sentence):
    """What the footage says is what the writer sees and hears in it: nobody is cited."""
    claims, _ = read(sentence)
    assert [claim.attribution for claim in claims] == [None] * len(claims)
    assert {claim.type.value for claim in claims} <= {"observation", "inference"}
    assert {claim.certainty for claim in claims} == {"CT+"}


def test_a_named_source_is_still_one():
    """A ministry that speaks about the footage is cited."""
    claims, _ = read("According to the ministry, shots were fired in the footage.")
    assert claims[0].attribution == "the ministry"


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("past the halfway mark of the clip", (0.5, 1.0)),
        ("ahead of the film's halfway mark", (0.0, 0.5)),
        ("after the recording is half over", (0.5, 1.0)),
        ("in the earlier half of the footage", (0.0, 0.5)),
        ("during the latter half of the film", (0.5, 1.0)),
        ("in the closing part of the sequence", (0.6, 1.0)),
        ("as the video draws to a close", (0.75, 1.0)),
        ("from the film's first second to its last", (0.0, 1.0)),
        ("for the entire length of the recording", (0.0, 1.0)),
        ("until the footage broke off", (0.6, 1.0)),
    ],
)
def test_parts_of_the_footage_are_windows(words, window):
    """Halves, parts, beginnings and ends of the footage, told before or behind."""
    for sentence in (f"Shots are fired {words}.", f"It is {words} that shots are fired."):
        claims, _ = read(sentence)
        assert [claim.act for claim in claims] == ["FIRE_SMALL_ARMS"]
        assert claims[0].time.window == window
        assert words.removeprefix("as ") in claims[0].quote


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("over the initial seven seconds", 0, 7, "media_s"),
        ("for the closing 14 seconds of the clip", 0, 14, "media_s_from_end"),
        ("in the stretch from 0:06 to 0:24", 6, 24, "media_s"),
        ("between the 0:04 and 0:13 marks", 4, 13, "media_s"),
        ("within ten seconds of the film's start", 0, 10, "media_s"),
    ],
)
def test_stretches_in_seconds(words, low, high, unit):
    """Seconds from either end, and between two readings of the clock."""
    claims, _ = read(f"Shots are fired {words}.")
    stretch = next(q for q in claims[0].quantities if q.unit == unit)
    assert (stretch.min, stretch.max) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "When the counter stood at 0:13, a shot was fired.",
        "With the timer at 0:13, a shot is fired.",
    ],
)
def test_a_clock_that_is_read_is_no_claim(sentence):
    """What a counter shows is when, and nothing that happened."""
    claims, _ = read(sentence)
    assert [claim.act for claim in claims] == ["FIRE_SMALL_ARMS"]
    assert claims[0].time.clock.seconds == 13


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("A gun fires, whereupon somebody speaks.", ["FIRE_SMALL_ARMS", "SPEECH"]),
        ("A gun fires, and then someone says something.", ["FIRE_SMALL_ARMS", "SPEECH"]),
    ],
)
def test_one_thing_after_another(sentence, order):
    """Two claims, the first before the second."""
    claims, reading = read(sentence)
    assert [claim.act for claim in claims] == order
    told = [r for r in reading.relations if (r.first, r.second) == (claims[0].id, claims[1].id)]
    assert [set(relation.allen) for relation in told] == [{"b", "m"}]


@pytest.mark.parametrize(
    ("sentence", "negative"),
    [
        ("The guns stayed silent.", True),
        ("Nobody says anything in this video.", True),
        ("No more shots are heard.", True),
        ("Nor is there any explosion.", True),
        ("The guns never fall silent.", False),
        ("Three shots are heard, no more and no less.", False),
        ("The guns are at work.", False),
    ],
)
def test_silence_denies_and_exactness_does_not(sentence, negative):
    """ "Silent" of a gun denies that it fired; "no more, no less" denies no shot."""
    claims, _ = read(sentence)
    assert {claim.polarity.value for claim in claims} == {"neg" if negative else "pos"}


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("The recording contains a maximum of 13 rounds.", None, 13),
        ("One counts exactly seven rounds in the sequence.", 7, 7),
        ("The clip has more than 31 rounds.", 31, None),
    ],
)
def test_rounds_in_a_recording_are_shots_with_bounds(sentence, low, high):
    """What a recording contains is what was fired in it."""
    claims, _ = read(sentence)
    assert claims[0].act == "FIRE_SMALL_ARMS"
    assert [(q.min, q.max) for q in claims[0].quantities] == [(low, high)]


def test_one_at_a_time_counts_nothing():
    """ "One round at a time" is how, not how many."""
    claims, _ = read("One round at a time is fired in the clip.")
    assert claims[0].quantities == ()


@pytest.mark.parametrize(
    ("words", "cuts"),
    [
        ("The video was uncut", True),
        ("one unbroken take", True),
        ("There were cuts in the footage", True),
        ("No edit interrupted the recording", True),
        ("The power was cut by the storm", False),
        ("The footage was posted by a neighbour", False),
    ],
)
def test_words_about_cuts(words, cuts):
    """Cuts and their absence are seen."""
    assert speaks_of_cuts(words) is cuts


def test_clauses_that_seem_to_hang_on_each_other_come_to_an_end():
    """The parser may hang a clause on one that hangs on it: every clause still has an end."""
    claims, _ = read("Below is a column of ants that on zooming in are gunmen of the other side.")
    assert claims
    doc = next(parse((Sentence(index=0, span=(0, len(CIRCLE)), text=CIRCLE),))).doc
    for clause in (pieces := clauses(doc)):
        seen = []
        while clause.parent is not None:
            seen.append(clause)
            assert len(seen) <= len(pieces)
            clause = pieces[clause.parent]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("No fire was visible.", "DAMAGE_BURN"),
        ("No fire was burning anywhere.", "DAMAGE_BURN"),
        ("Fire was heard from the ridge.", "EXCHANGE_FIRE"),
    ],
)
def test_a_bare_fire_that_is_seen_burns(sentence, act):
    """Fire that is seen, and comes from nowhere, is no gun's."""
    claims, _ = read(sentence)
    assert [claim.act for claim in claims] == [act]
