"""A bare "18:40" is an hour or a place in the footage by what else the account tells."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text
from witnessmark.account.clocks import duration, footage_length, media_clock
from witnessmark.model import Clock


def clock(text: str) -> Clock:
    """Return the clock of the last claim of an account."""
    found = read_text(text.encode(), "a.txt").claims[-1].time.clock
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "The video is 20:20 long. At 18:40 the shelling began.",
        "At 26:10 soldiers fire. At 18:40 the shelling began.",
        "At 0:38 soldiers fire. At 02:14 the shelling began.",
        "Soldiers fire. At 2:14 the shelling began.",
        "A three-minute video shows soldiers firing. At 2:14 the shelling began.",
    ],
)
def test_what_a_player_shows_beside_it_makes_it_one_of_the_footage(text: str):
    """A told length that holds it, or readings that no day has."""
    assert clock(text).kind == "media_clock"


@pytest.mark.parametrize(
    "text",
    [
        "The video is 3:20 long. At 18:40 the shelling began.",
        "A 48-second clip shows soldiers firing. At 18:40 the shelling began.",
        "Video of 4:06 shows soldiers firing. At 18:40 the shelling began.",
        "Residents woke at 6 a.m. to gunfire. At 18:40 soldiers fired at a house.",
        "Soldiers came at 05:40 local time. At 06:20 soldiers fired at a house.",
    ],
)
def test_what_only_a_day_has_beside_it_makes_it_one_of_the_day(text: str):
    """Footage too short for it, or other hours of the day: no place in the footage is left."""
    told = clock(text)
    assert (told.kind, told.readings) == ("calendar", ())


@pytest.mark.parametrize(
    ("text", "of_day", "of_footage"),
    [
        ("At 18:40 the shelling began.", 67_200, 1120),
        ("Soldiers fire. At 07:26 the shelling began.", 26_760, 446),
        ("At 0:38 in the video soldiers fire. At 18:40 the shelling began.", 67_200, 1120),
        ("The video is 3:20 long. At 6:20 the shelling began.", 22_800, 380),
        ("Between 18:40 and 19:15 soldiers fired at rebels.", 67_200, 1120),
    ],
)
def test_what_nothing_decides_is_left_open(text: str, of_day: float, of_footage: float):
    """Both readings are kept, the cue stays, and no stretch of the footage is claimed."""
    claim = read_text(text.encode(), "a.txt").claims[-1]
    told = claim.time.clock
    assert told is not None
    assert (told.kind, told.seconds, told.readings) == ("calendar", of_day, (of_footage,))
    assert claim.time.cue is not None
    assert not [one for one in claim.quantities if (one.unit or "").startswith("media_s")]


def test_hours_of_a_posting_say_nothing_of_the_clocks():
    """When the video went up is no evidence of how its moments are told."""
    text = "The video was posted at 9 p.m. At 4:40 soldiers fire at a house."
    assert clock(text).kind == "media_clock"


def test_hours_of_the_day_order_what_they_tell():
    """Whatever they are, the earlier comes first; over midnight nothing does."""
    reading = read_text(b"At 18:40 soldiers fired. At 19:15 a tank exploded.", "a.txt")
    assert [(tie.first, tie.second) for tie in reading.relations] == [("c01", "c02")]
    night = read_text(b"At 23:40 soldiers fired. At 00:15 local time a tank exploded.", "a.txt")
    assert not [tie for tie in night.relations if "/" in tie.cue]


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("a 48-second clip", 48),
        ("our three-and-a-half-minute video", 210),
        ("a two-minute-long phone film", 120),
        ("A second video shows soldiers", None),
        ("As the recording starts, soldiers fire", None),
    ],
)
def test_the_length_of_footage_may_stand_before_its_name(words: str, seconds: float | None):
    """An ordinal is no length, and "as" is no second."""
    assert footage_length(words) == seconds


def test_a_length_behind_the_verb_is_no_place():
    """ "3:20 long" is how long it is."""
    assert media_clock("the video is 3:20 long") is None
    lasting = duration("the video is 3:20 long")
    assert lasting is not None
    assert lasting.seconds == 200


def test_a_long_shot_list_is_the_footages() -> None:
    """Its later entries are so too, though a day has such hours."""
    listed = "SHOTLIST:\n00:05 A street\n04:40 Men run\n12:30 A tank fires\n18:10 Smoke\n"
    found = {
        c.time.clock.value: c.time.clock.kind
        for c in read_text(listed.encode(), "a.txt").claims
        if c.time.clock
    }
    assert found["18:10"] == "media_clock"
    assert set(found.values()) == {"media_clock"}
