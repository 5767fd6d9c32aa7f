"""Told lengths and moments against the length of the recording."""

import pytest
from alignment_nouns import claim
from check_cases import AGREES, CANNOT_TELL, CONFLICTS, checks_of, film, outcomes, told

from witnessmark.model import ClaimTime, Clock, Hedge


def lasting(value, seconds, **parts):
    time = ClaimTime(clock=Clock(kind="duration", value=value, seconds=seconds))
    made = {"type": "media_meta", "perceptibility": "visible", "time": time, **parts}
    return claim(f"The clip lasts {value}", "MEDIA_PROPERTY", **made)


@pytest.mark.parametrize(
    ("value", "seconds", "outcome"),
    [
        ("1:00", 60, AGREES),
        ("a minute and a half", 90, AGREES),
        ("1:05", 65, CONFLICTS),
        ("two minutes", 120, CONFLICTS),
        ("40 seconds", 40, CONFLICTS),
    ],
)
def test_a_length_is_meant_to_the_unit_it_is_told_in(value, seconds, outcome):
    """Half a minute either way for minutes, two seconds for seconds."""
    assert outcomes("length", told(lasting(value, seconds))) == [outcome]


def test_a_hedge_doubles_what_the_words_allow():
    """About two minutes may be one."""
    hedge = Hedge(cue="about", span=(0, 1), effect="quantifier")
    assert outcomes("length", told(lasting("two minutes", 120, hedges=(hedge,)))) == [AGREES]


def test_a_recording_that_is_cut_short_says_nothing_of_its_length():
    """By its header, or by its damage."""
    read = told(lasting("two minutes", 120), moment(100))
    for parts in ({"declared_duration": 118.0}, {"damage": ("The end is missing.",)}):
        assert outcomes("length", read, of=film(**parts)) == [CANNOT_TELL, CANNOT_TELL]


def test_a_moment_after_the_end_is_of_another_version():
    """At the end itself it is not."""
    assert outcomes("length", told(moment(100))) == [CONFLICTS]
    assert outcomes("length", told(moment(61))) == []


def test_one_length_told_twice_is_one_check():
    """About both claims."""
    (check,) = checks_of("length", told(lasting("1:00", 60), lasting("1:00", 60)))
    assert check.claims == ("c01", "c02")


def test_one_of_several_lengths_may_be_another_recordings():
    """What fits, fits; of the other nothing is known."""
    both = told(lasting("1:00", 60), lasting("2:00", 120))
    assert outcomes("length", both) == [CANNOT_TELL, AGREES]
    assert outcomes("length", told(lasting("2:00", 120, video=2))) == [CANNOT_TELL]


def test_lengths_of_other_things_are_left_alone():
    """Three minutes of shooting are no length of the clip."""
    read = told(lasting("three minutes", 180, type="observation"))
    assert outcomes("length", read) == []


def moment(seconds):
    clock = Clock(kind="media_clock", value="x", seconds=seconds)
    return claim("A blast is heard", "EXPLOSION_UNATTRIBUTED", time=ClaimTime(clock=clock))
