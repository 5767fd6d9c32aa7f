"""Numbers up to "the first explosion", from the words of an account to the verdict on them."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    CONTRADICTED,
    NOT_SHOWN,
    NOT_TESTED,
    SHOWN,
    account_of,
    bang,
    explosion,
    fire,
    recording,
    sought,
)

from witnessmark.alignment import align

SHOTS = [one for at in (5, 8, 11, 30, 33) for one in fire([at], confidence=0.98)]
#: Three shots, an explosion, two shots, an explosion.
HEARD = [*SHOTS, explosion(20), explosion(40)]


def on_shots(text, heard=HEARD, **parts):
    """Return the finding on the one claim of *text* that is of shots and has their number."""
    told = account_of(text)
    mine = [one for one in told.claims if "shot" in one.quote.lower()]
    findings = align(told, recording(**parts), heard, sought()).findings
    return next(one for one in findings if one.claim == mine[-1].id)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("By the time the first explosion is heard, three shots have been fired.", SHOWN),
        ("By the time the first explosion is heard, at least two shots have been fired.", SHOWN),
        ("By the time the first explosion is heard, five shots have been fired.", NOT_SHOWN),
        ("By the time the first explosion is heard, two shots have been fired.", CONTRADICTED),
        ("By the time the second explosion is heard, five shots have been fired.", SHOWN),
        ("By the time the 2nd explosion is heard, five shots have been fired.", SHOWN),
        ("By the time the second explosion is heard, three shots have been fired.", CONTRADICTED),
        ("By the time the last explosion is heard, five shots have been fired.", SHOWN),
        ("By the time the final explosion is heard, three shots have been fired.", CONTRADICTED),
        ("Five shots are fired before the first explosion is heard.", NOT_SHOWN),
        ("After the first explosion is heard, two shots are fired.", SHOWN),
        ("After the first explosion is heard, five shots are fired.", NOT_SHOWN),
        ("After the last explosion is heard, two shots are fired.", NOT_SHOWN),
        ("When the first explosion is heard, three shots have been fired.", SHOWN),
        ("Three shots have been fired when the first explosion is heard.", SHOWN),
        ("When three shots have been fired, the first explosion is heard.", SHOWN),
    ],
)
def test_an_ordinal_bounds_a_number_at_the_thing_it_counts_off(text, verdict):
    """Up to the first is up to the first that is heard, not up to the last."""
    assert on_shots(text).verdict is verdict


@pytest.mark.parametrize("number", ["three", "four", "five"])
@pytest.mark.parametrize(
    "bound",
    [
        "an explosion is heard",
        "the explosion is heard",
        "the third explosion is heard",
        "the first loud explosion is heard",
        "the first two explosions are heard",
        "the man falls",
    ],
)
def test_a_number_is_left_open_where_its_bound_is(bound, number):
    """Which explosion, or where the fall, is not known: neither shown nor contradicted."""
    finding = on_shots(f"By the time {bound}, {number} shots have been fired.")
    assert finding.verdict is CONSISTENT
    assert "those that the account counts is not sure" in finding.reason


def test_no_room_for_a_number_is_no_room_whatever_the_bound():
    """Six shots by an explosion are more than were heard up to the last."""
    finding = on_shots("By the time an explosion is heard, six shots have been fired.")
    assert finding.verdict is NOT_SHOWN


def test_a_bound_that_may_be_another_front_decides_nothing():
    """A doubtful bang before the first explosion may be the first."""
    text = "By the time the first explosion is heard, {} shots have been fired."
    heard = [*HEARD, bang(9, chance_of_explosion=0.5)]
    assert on_shots(text.format("two"), heard).verdict is CONSISTENT
    assert on_shots(text.format("three"), heard).verdict is CONSISTENT


def test_the_first_of_what_is_unsure_decides_nothing():
    """Where no explosion is sure it cannot be said which was the first."""
    heard = [*SHOTS, explosion(20, 0.6), explosion(40, 0.6)]
    text = "By the time the first explosion is heard, two shots have been fired."
    assert on_shots(text, heard).verdict is CONSISTENT


def test_a_first_that_may_lie_where_nothing_was_heard_decides_nothing():
    """In the half that was not decoded there may have been an earlier explosion."""
    text = "By the time the first explosion is heard, two shots have been fired."
    assert on_shots(text, decoded=((0, 12), (20, 60))).verdict is CONSISTENT


@pytest.mark.parametrize(
    ("text", "shots", "verdict"),
    [
        ("By the time the first explosion is heard, no shots have been fired.", [30], NOT_SHOWN),
        ("By the time the first explosion is heard, no shots have been fired.", [5], CONTRADICTED),
        ("An explosion is heard. Then no shots are heard.", [5], NOT_SHOWN),
        ("An explosion is heard. Then no shots are heard.", [5, 30], CONTRADICTED),
    ],
)
def test_a_denial_tied_to_another_event_is_weighed_on_its_side_of_it(text, shots, verdict):
    """No shot up to an explosion is not no shot at all: the time before it decides."""
    heard = [explosion(20), *(one for at in shots for one in fire([at]))]
    assert on_shots(text, heard).verdict is verdict


@pytest.mark.parametrize("shots", [[30], [5, 30]])
def test_a_denial_tied_to_what_was_not_heard_is_left_open(shots):
    """Nobody knows when the man falls."""
    heard = [explosion(20), *(one for at in shots for one in fire([at]))]
    assert on_shots("As the man falls, no shots are heard.", heard).verdict is NOT_TESTED


@pytest.mark.parametrize(
    "text",
    [
        "Shots are heard before the first explosion is heard.",
        "Shots are heard after the second explosion is heard.",
    ],
)
def test_an_order_that_holds_only_with_another_one_is_not_shown(text):
    """Shots between two explosions come before the second and after the first, no more."""
    heard = [*fire([30]), *fire([33]), explosion(20), explosion(40)]
    finding = on_shots(text, heard)
    assert finding.verdict is CONSISTENT
    assert "not in that order with the one that the account counts off" in finding.reason
