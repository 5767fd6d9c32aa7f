"""When a file says that it was made: epochs, zones, disagreement."""

import pytest
from file_making import NEW_YEAR_2024, boxes, header, named, read, track, value_of

from witnessmark.perception.file.dates import date_facts, moment
from witnessmark.perception.file.fact import Trust

APPLE = "com.apple.quicktime.creationdate"


def facts(metadata=None, created=NEW_YEAR_2024, modified=None, tracks=None):
    """The dates of a file whose header has *created*."""
    movie = header(created, created if modified is None else modified)
    inner = tracks if tracks is not None else [track(media=header(created))]
    return list(date_facts(read(metadata, layout=boxes(movie=movie, tracks=inner))))


def test_a_header_counts_from_1904_in_utc():
    """The standard's epoch: the first of January 2024 comes out as that, with low trust."""
    (fact,) = named(facts(), "creation_time")
    assert fact.value == "2024-01-01T00:00:00Z"
    assert fact.trust is Trust.LOW


def test_a_count_from_1970_is_read_as_such_and_said():
    """Writers that count from 1970 are understood, and the reason names it."""
    (fact,) = named(facts(created=1_704_067_200), "creation_time")
    assert fact.value == "2024-01-01T00:00:00Z"
    assert "1970" in fact.why


@pytest.mark.parametrize("count", [0, 2**62])
def test_no_time_and_an_impossible_one_are_not_set(count):
    """Nought stands for no time; a count beyond any calendar is none either."""
    assert value_of(facts(created=count), "creation_time") == "not set"
    assert moment(count) is None


def test_a_clock_that_was_never_set_is_doubted():
    """A recording from 1970 is a device that was switched on, not one from 1970."""
    (fact,) = named(facts(created=3600), "creation_time")
    assert "never set" in fact.why


def test_tracks_with_another_time_are_told():
    """Headers are written together; one that differs shows a hand in it."""
    other = [track(media=header(NEW_YEAR_2024 + 86_400))]
    assert value_of(facts(tracks=other), "creation_times_differ") == ["2024-01-02T00:00:00Z"]
    assert not named(facts(), "creation_times_differ")


def test_a_change_after_the_making_is_told():
    """A modification time of its own is a fact of its own."""
    told = facts(modified=NEW_YEAR_2024 + 3600)
    assert value_of(told, "modification_time") == "2024-01-01T01:00:00Z"
    assert not named(facts(), "modification_time")


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("2024-01-01T02:00:01+0200", "agree"),
        ("2024-01-01T00:00:00+0200", "local time"),
        ("2024-01-01T05:00:00+0200", "3 h apart"),
        ("2023-12-20T02:00:00+02:00", "12.0 days apart"),
    ],
)
def test_the_dated_tag_is_held_against_the_header(stated, words):
    """Agreement, local time in place of UTC, whole hours, days: each is said."""
    told = facts({APPLE: stated})
    assert value_of(told, "creation_date") == stated
    assert words in value_of(told, "times_compared")


@pytest.mark.parametrize("stated", ["yesterday", "", "2024-01-01T00:00:00"])
def test_a_date_without_zone_or_sense_is_not_compared(stated):
    """Only a time with its zone can be held against UTC."""
    assert not named(facts({APPLE: stated}), "times_compared")


def test_other_containers_state_one_time():
    """Matroska's date comes through as it stands."""
    made = read({"creation_time": "2024-01-01T00:00:00.000000Z"})
    without = type(made)(made.footage, made.structure.model_copy(update={"boxes": None}))
    assert value_of(list(date_facts(without)), "creation_time").startswith("2024-01-01")
