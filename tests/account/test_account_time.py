"""Clocks, stretches and time words of the footage."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.account.clocks import media_clock
from witnessmark.account.time_cues import claim_time, media_stretch, repeat


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("At 0:38 a shot rings out", 38),
        (":37 seconds in, a blast", 37),
        ("at the two-minute mark", 120),
        ("at the 90 second mark", 90),
        ("1:02:05 into the video", 3725),
        ("00:03:20", 200),
        ("three minutes into the clip", 180),
        ("at 0.30 min", 30),
        ("at 1:05.5 the wall falls", 65.5),
    ],
)
def test_every_form_of_media_clock_is_read_to_the_second(text: str, seconds: float):
    """A clock of the footage becomes seconds from its start."""
    clock = media_clock(text)
    assert clock is not None
    assert (clock.kind, clock.seconds) == ("media_clock", seconds)


@pytest.mark.parametrize(
    "text",
    ["at 10:30 pm", "at 14:05 local time", "at 6:15 a.m.", "at 9:30 on Tuesday", "a 3:1 lead"],
)
def test_a_time_of_day_is_no_media_clock(text: str):
    """Times of day and ratios are no place in the footage."""
    assert media_clock(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("in the first ten seconds", 0, 10, "media_s"),
        ("during the last 20 seconds", 0, 20, "media_s_from_end"),
        ("between 0:30 and 0:45", 30, 45, "media_s"),
        ("from 1:00 to 2:10", 60, 130, "media_s"),
        ("after 1:12", 72, None, "media_s"),
        ("until 0:20", 0, 20, "media_s"),
    ],
)
def test_a_stretch_of_the_footage_has_bounds(text: str, low: float, high: float, unit: str):
    """A stretch becomes a quantity in media seconds, and no point on the clock."""
    stretch = media_stretch(text, 100)
    assert stretch is not None
    assert (stretch.min, stretch.max, stretch.unit) == (low, high, unit)
    assert stretch.span == (100, 100 + len(stretch.text))


@pytest.mark.parametrize(
    ("text", "window", "relation"),
    [
        ("gunfire is heard throughout", (0.0, 1.0), ("e", "di")),
        ("Towards the end of the video a gun fires", (0.6, 1.0), ("d", "f")),
        ("it fires through the video\u2019s conclusion", (0.6, 1.0), ("f",)),
        ("The clip opens with a blast", (0.0, 0.1), ("s",)),
        ("as the video ends", (0.8, 1.0), ("f",)),
        ("the fighting went on throughout the siege", None, None),
        ("a man runs", None, None),
    ],
)
def test_time_words_give_the_window_of_the_table(text, window, relation):
    """Cue words give the table's window and relation; words about other things give none."""
    time = claim_time(text)
    assert (time.window, time.relation) == (window, relation)
    assert time.cue is None or time.cue in text


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("several times", (3, None)),
        ("fires twice", (2, 2)),
        ("shouts three times", (3, 3)),
        ("fires again", (2, None)),
        ("several more exchanges", (3, None)),
        ("fires once", (1, 1)),
        ("once they reach the wall", None),
    ],
)
def test_repeats_are_bounds(text: str, bounds):
    """Vague repeats are lower bounds; "once" in the sense of "as soon as" repeats nothing."""
    found = repeat(text)
    assert (None if found is None else (found.min, found.max)) == bounds


def test_a_stretch_is_quoted_as_it_is_written():
    """A dash between two clock readings stays the writer's own."""
    text = "Between 02:17–02:30 a soldier fires at the gate."
    (claim,) = [c for c in read_text(text.encode(), "x.txt").claims if c.quantities]
    (stretch,) = claim.quantities
    assert stretch.text == text[slice(*stretch.span)]
    assert (stretch.min, stretch.max) == (137.0, 150.0)


def times(text: str):
    """Return cue, clock and stretch of each claim of *text*."""
    return [
        (
            claim.time.cue,
            None if claim.time.clock is None else claim.time.clock.seconds,
            [one.text for one in claim.quantities if (one.unit or "").startswith("media_s")],
        )
        for claim in read_text(text.encode(), "a.txt").claims
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A man runs away in the last ten seconds; soldiers fire at a house.",
        "In the last ten seconds a man runs away; soldiers fire at a house.",
        "At 0:38 a man runs away; soldiers fire at a house.",
        "Near the end, a man runs away; soldiers fire at a house.",
    ],
)
def test_words_of_time_do_not_reach_over_a_semicolon(text: str):
    """When the one is told of is not told of the other."""
    first, second = times(text)
    assert first[0] is not None
    assert second == (None, None, [])


def test_the_code_of_a_line_reaches_to_its_end():
    """A log's line is at its code, semicolons or not."""
    assert [seconds for _, seconds, _ in times("0:38 - a man falls; soldiers fire.")] == [38, 38]


def test_a_stretch_that_opens_a_sentence_holds_all_that_is_told_in_it():
    """The second claim has the stretch itself, and not only its words."""
    stretch = "In the last ten seconds"
    told = times("In the last ten seconds a man runs away and soldiers fire at a house.")
    assert told == [(stretch, None, [stretch])] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers fire for ten seconds and a man runs away.",
        "A man runs away in the last ten seconds and soldiers fire at a house.",
    ],
)
def test_a_length_and_a_stretch_within_place_only_their_own_claim(text: str):
    """How long one lasts is not how long the other does."""
    assert times(text)[1] == (None, None, [])


def test_as_is_no_second():
    """ "Runs as" once lasted one second."""
    assert claim_time("a man runs as soldiers fire").clock is None
    assert claim_time("it lasts as long as the film").clock is None
