"""Claims whose words only point to what was told before are weighed as if they named it."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    NOT_SHOWN,
    SHOWN,
    account_of,
    explosion,
    fire,
    recording,
    sought,
)

from witnessmark.alignment import align
from witnessmark.alignment.pointing import meanings

SHOTS = [one for at in (5, 11, 30) for one in fire([at], confidence=0.98)]


def last_finding(text, heard):
    """Return the finding on the last claim of *text* against what was *heard*."""
    return align(account_of(text), recording(), heard, sought()).findings[-1]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Two shots are heard in the first 15 seconds. One more is heard at 0:30.", SHOWN),
        ("Two shots are heard in the first 15 seconds. Another is heard at 0:30.", SHOWN),
        ("Two shots are heard in the first 15 seconds. Four more are heard at 0:30.", NOT_SHOWN),
    ],
)
def test_what_comes_on_top_is_weighed_where_the_words_say_when(text, verdict):
    """One at 0:30 besides those before is another; four are not."""
    assert last_finding(text, SHOTS).verdict is verdict


def test_another_takes_two():
    """The only shot there is does not show that there was another."""
    heard = fire([30], confidence=0.98)
    finding = last_finding("A shot is heard. Another is heard at 0:30.", heard)
    assert finding.verdict is CONSISTENT
    assert "besides is not sure" in finding.reason


def test_no_other_does_not_deny_the_one_that_was_told():
    """One explosion is no contradiction of there being no other."""
    text = "An explosion is heard at 0:20. There is no other."
    assert last_finding(text, [explosion(20)]).verdict.value != "contradicted"


def test_the_words_taken_up_are_those_of_the_reading():
    """Each claim that points has the words for what it points to, and no other has any."""
    told = account_of("Two single shots are heard. Four more follow.")
    assert meanings(told) == {told.claims[-1].id: "single shots"}
