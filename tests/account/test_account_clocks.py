"""Clock readings of the footage in every notation (T15); durations and times of day apart."""

from __future__ import annotations

import pytest

from witnessmark.account.clocks import clocks, duration, media_clock


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("At 0:38 a shot rings out", 38),
        ("00:03:20", 200),
        (":37 seconds in, a blast", 37),
        ("1m05s in the video a man falls", 65),
        ("at 1'05\" a man falls", 65),
        ("at 1\u203205\u2033 a man falls", 65),
        ("65 s in, a man falls", 65),
        ("at the two-minute mark", 120),
        ("by the one-minute mark", 60),
        ("at the 90 second mark", 90),
        ("a minute and a half in, a man falls", 90),
        ("one and a half minutes into the clip", 90),
        ("half a minute into the clip", 30),
        ("Half a minute in, two men run", 30),
        ("About a minute in you can hear boots", 60),
        ("minute 2 of the video", 120),
        ("In minute 1.40 the men climb", 100),
        ("On the third minute two pops", 120),
        ("between 1:05 and 1:20", 65),
        ("(0:38) a man falls", 38),
        ("[00:38] a man falls", 38),
        ("a blast @0:38", 38),
        ("0:38 \u2013 a man falls", 38),
        ("from 0:12 on, they fire", 12),
        ("1:02:05 into the video", 3725),
        ("at 1:05.5 the wall falls", 65.5),
        ("forty-five seconds into the footage", 45),
        ("two minutes and ten seconds in, he falls", 130),
        ("twenty seconds after the start of the video", 20),
    ],
)
def test_every_notation_is_read_to_the_second(words: str, seconds: float):
    """T15: a point of the footage becomes seconds from its start, and nothing else is read."""
    clock = media_clock(words)
    assert clock is not None
    assert (clock.kind, clock.seconds) == ("media_clock", seconds)
    assert clock.value in words


@pytest.mark.parametrize(
    "words",
    [
        "at 10:30 pm",
        "14:05 local",
        "around 3 a.m.",
        "0630 hours",
        "at 9:30 on Tuesday",
        "at about 04:20 Moscow time",
        "between 14:30 and 15:30 local time",
        "Shadows suggest a time between 15:00 and 16:00",
        "23.09.2014, 18:40",
        "on 3 May at 18:40",
        "a 3:1 lead",
        "a 5'10\" man",
        "two minutes in the basement",
        "ten minutes in a row",
        "five minutes later",
        "30 seconds into the fight",
        "within two seconds",
    ],
)
def test_a_time_of_day_or_a_delay_is_no_media_clock(words: str):
    """T15: times of day, ratios, heights and delays are no place in the footage."""
    assert media_clock(words) is None


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("It lasts for 25 seconds", 25),
        ("LENGTH: 1:15", 75),
        ("a phone video of 2 min 41 s", 161),
        ("CLIP 1 (0:48, vertical)", 48),
        ("a file of two minutes and fifty-one seconds", 171),
        ("4 min 06 s, put online by a resident", 246),
        ("A video of one minute and a half", 90),
    ],
)
def test_a_length_is_a_duration_and_no_clock(words: str, seconds: float):
    """How long something lasts is kept, and places nothing."""
    lasting = duration(words)
    assert lasting is not None
    assert (lasting.kind, lasting.seconds) == ("duration", seconds)
    assert media_clock(words) is None


@pytest.mark.parametrize("words", ["10:02:14:05", "10:02:14 Wide of street"])
def test_tape_timecodes_are_no_media_time(words: str):
    """Frames, and tapes that begin at hour ten, place nothing in the footage."""
    ((_, clock),) = clocks(words)
    assert (clock.kind, clock.seconds) == ("tape_timecode", None)


def test_minutes_with_a_point_keep_both_readings():
    """0.30 min is 30 s as players show it, and 18 s as a decimal: both are noted."""
    clock = media_clock("at 0.30 min")
    assert clock is not None
    assert (clock.seconds, clock.readings) == (30.0, (18.0,))


def test_several_clocks_come_in_order():
    """Every reading has its own place in the text."""
    found = clocks("At 1:05 a shot, :42 seconds in a blast, at the two-minute mark silence")
    assert [clock.seconds for _, clock in found] == [65.0, 42.0, 120.0]
    assert [span for span, _ in found] == sorted(span for span, _ in found)
