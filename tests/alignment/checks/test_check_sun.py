"""Dark and light against the sun at the hour told: twilight and rooms settle nothing."""

from datetime import date

import pytest
from alignment_nouns import claim
from check_cases import (
    AGREES,
    CANNOT_TELL,
    CONFLICTS,
    SPEAKS_FOR,
    checks_of,
    outcomes,
    place,
    seen,
    told,
)

from witnessmark.alignment.checks.days import Days, Spot
from witnessmark.alignment.checks.hours import Hour, told_hour
from witnessmark.alignment.checks.matter import Matter
from witnessmark.alignment.checks.sun import heights
from witnessmark.model import Kind


def lit(words, *conditions):
    return claim(words, "STATE_WEATHER_LIGHT", conditions=conditions)


def dated(*claims, day="2019-07-05", where="Khartoum"):
    return told(*claims, event=day, places=[place(where)])


@pytest.mark.parametrize(
    ("words", "condition", "outcome"),
    [
        ("At 1 am, at night, shots were fired", "night", AGREES),
        ("At 1 pm, at night, shots were fired", "night", CONFLICTS),
        ("At 1 pm, in daylight, shots were fired", "daylight", AGREES),
        ("At 1 a.m. in broad daylight shots were fired", "daylight", CONFLICTS),
        ("At 18:30 local time, at night, shots were fired", "night", CANNOT_TELL),
        ("At 03:00 UTC, at night, shots were fired", "night", CANNOT_TELL),
        ("At 22:00 UTC, at night, shots were fired", "night", AGREES),
    ],
)
def test_night_and_hour_in_one_sentence_are_held_against_the_sun(words, condition, outcome):
    """Whatever clock of the place is meant; at the edges of the day nothing is said."""
    assert outcomes("sun", dated(lit(words, condition))) == [outcome]


def test_night_told_of_elsewhere_only_speaks_for_another_hour():
    """It may be the night of something else."""
    read = dated(claim("Shots were fired at 1 pm"), lit("It was filmed at night", "night"))
    (check,) = checks_of("sun", read)
    assert check.outcome is SPEAKS_FOR
    assert check.sentences == (0,)
    assert check.claims == ("c02",)


def test_a_dark_picture_never_conflicts():
    """At noon it speaks for another hour or a room; at night it agrees; in part it says nothing."""
    noon, night = (dated(claim(f"Shots were fired at 1 {half}")) for half in ("pm", "am"))
    dark = seen(Kind.DARKNESS)
    assert outcomes("sun", noon, [dark]) == [SPEAKS_FOR]
    assert outcomes("sun", night, [dark]) == [AGREES]
    assert outcomes("sun", noon, [seen(Kind.DARKNESS, 0, 20)]) == []
    assert outcomes("sun", noon, [seen(Kind.DARKNESS, confidence=0.6)]) == []


def test_an_hour_without_day_or_place_cannot_be_told():
    """The check says which of them is missing."""
    one = lit("At 1 pm, at night, shots were fired", "night")
    for read, missing in (
        (told(one, places=[place("Khartoum")]), "no day"),
        (told(one, event="2019-07-05"), "no place"),
    ):
        (check,) = checks_of("sun", read)
        assert check.outcome is CANNOT_TELL
        assert missing in check.reason


@pytest.mark.parametrize(
    ("words", "minutes", "utc"),
    [
        ("At 10:30 p.m. shots rang out", 22 * 60 + 30, False),
        ("at 12 am", 0, False),
        ("at 12.15pm", 12 * 60 + 15, False),
        ("at 0630 hours", 6 * 60 + 30, False),
        ("at 14:05 (GMT)", 14 * 60 + 5, True),
        ("at noon", 12 * 60, False),
        ("around midnight", 0, False),
    ],
)
def test_hours_of_the_day_are_read(words, minutes, utc):
    """In the notations that can be nothing else."""
    hour = hour_of(words)
    assert hour is not None
    assert (hour.minutes, hour.utc) == (minutes, utc)


@pytest.mark.parametrize(
    "words",
    [
        "At 14:05 shots rang out",
        "at 0:38 a blast",
        "The video was posted at 2 pm",
        "The curfew begins at 8 pm",
        "between 2 pm and 4 pm",
        "300 am radios and 5 pmc men",
        "for 12 hours",
    ],
)
def test_what_may_be_no_hour_of_the_event_is_left_alone(words):
    """The footage's clock, hours of publication, several hours, and what only looks like one."""
    assert hour_of(words) is None


def hour_of(words):
    return told_hour(Matter(told(claim(words)), None, (), ()))


def test_the_sun_stands_where_almanacs_put_it():
    """At noon of an equinox on the equator overhead; at midnight of the same far below."""
    day = Days(date(2024, 3, 20), date(2024, 3, 20), "2024-03-20")
    spot = (Spot("x", 0.0, 0.0, 50, (0, 1)),)
    # Apparent noon at Greenwich was at 12:07 UTC: the equation of time was -7.4 minutes.
    assert heights(day, spot, Hour(727, utc=True, words="", sentence=0))[1] == pytest.approx(
        90, abs=0.5
    )
    assert heights(day, spot, Hour(7, utc=True, words="", sentence=0))[0] == pytest.approx(
        -90, abs=0.5
    )
