"""Beginnings, middles and ends of the footage, in seconds and in words."""

import pytest

from witnessmark.account.clocks import clocks, ordinal
from witnessmark.account.time_cues import claim_time, media_stretch


@pytest.mark.parametrize(
    ("cue", "window"),
    [
        ("from one end of the tape to the other", (0.0, 1.0)),
        ("from the clip's opening frame through to the last", (0.0, 1.0)),
        ("for the duration of the video", (0.0, 1.0)),
        ("during every second of the film", (0.0, 1.0)),
        ("in the front half of the recording", (0.0, 0.5)),
        ("in the first 50 per cent of the reel", (0.0, 0.5)),
        ("before the film gets to its midpoint", (0.0, 0.5)),
        ("while the clip has over half its length left", (0.0, 0.5)),
        ("in the back half of the recording", (0.5, 1.0)),
        ("once the halfway point of the tape has been passed", (0.5, 1.0)),
        ("with the video more than half over", (0.5, 1.0)),
        ("between the midpoint of the clip and its close", (0.5, 1.0)),
        ("in the tail end of the video", (0.6, 1.0)),
        ("on the home stretch of the film", (0.6, 1.0)),
        ("as the footage winds down", (0.75, 1.0)),
        ("with the tape nearly done", (0.75, 1.0)),
        ("down to the last frame of the clip", (0.6, 1.0)),
        ("as far as the point where the film cuts out", (0.6, 1.0)),
        ("right as the video kicks off", (0.0, 0.1)),
        ("right off the bat", (0.0, 0.33)),
        ("at the commencement of the reel", (0.0, 0.33)),
    ],
)
def test_a_part_of_the_footage_has_a_window(cue, window):
    assert claim_time(f"shots are fired {cue}").window == window
    assert claim_time(f"{cue}, shots are fired").window == window


@pytest.mark.parametrize(
    "words",
    [
        "from one end of the street to the other",
        "a dog's tail is on fire",
        "for the duration of the siege shots are fired",
        "on the last leg of the march he is shot",
        "from the middle of the road a man fires",
        "the march is more than half over",
        "he passes the middle window",
    ],
)
def test_parts_of_other_things_have_none(words):
    assert claim_time(words).window is None


@pytest.mark.parametrize(
    ("words", "stretch"),
    [
        ("in the nine seconds before the clip ends", (0.0, 9.0, "media_s_from_end")),
        ("in the four seconds with which the film opens", (0.0, 4.0, "media_s")),
        ("before the video is six seconds old", (0.0, 6.0, "media_s")),
        ("before eight seconds of the tape have passed", (0.0, 8.0, "media_s")),
        ("in the window 0:04 to 0:09", (4.0, 9.0, "media_s")),
        ("inside the 0:04-to-0:09 window", (4.0, 9.0, "media_s")),
        ("after the 0:04 mark but before 0:09", (4.0, 9.0, "media_s")),
        ("between timestamps 0:04 and 0:09", (4.0, 9.0, "media_s")),
        ("from the tenth to the fifteenth second", (10.0, 15.0, "media_s")),
        ("up to the thirtieth second", (0.0, 30.0, "media_s")),
        ("after the 12th second", (12.0, None, "media_s")),
    ],
)
def test_a_stretch_in_seconds_is_read(words, stretch):
    found = media_stretch(f"shots are fired {words}", 0)
    assert (found.min, found.max, found.unit) == stretch


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("at the fourteenth second", 14.0),
        ("at the forty-second second", 42.0),
        ("by the 52nd second", 52.0),
    ],
)
def test_an_ordinal_second_is_a_reading_of_the_clock(words, seconds):
    (found,) = clocks(f"a shot is heard {words}")
    assert (found[1].kind, found[1].seconds) == ("media_clock", seconds)


@pytest.mark.parametrize(
    "words", ["in the first second", "on the second second-hand car", "the third second half"]
)
def test_other_seconds_are_no_reading(words):
    assert clocks(words) == ()


def test_ordinals_are_counted():
    assert [ordinal(word) for word in ("second", "twelfth", "fifty-ninth", "103rd")] == [
        2,
        12,
        59,
        103,
    ]
