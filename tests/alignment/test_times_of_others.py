"""Times and lengths that are said of something else than the claim, and words that look like it."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    CONTRADICTED,
    NOT_SHOWN,
    NOT_TESTED,
    SHOWN,
    account_of,
    claim,
    explosion,
    fire,
    reading,
    recording,
    sought,
)

from witnessmark.alignment import align
from witnessmark.alignment.lasting import length_told


def weighed(text, observations):
    read = account_of(text)
    return read, align(read, recording(), observations, sought()).findings


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("There are two explosions in all, the last at 0:28.", CONSISTENT),
        ("There are three explosions in all, the last at 0:52.", NOT_SHOWN),
    ],
)
def test_the_time_of_the_last_is_not_that_of_all(text, verdict):
    """Two are counted over the whole recording, wherever the last is said to be."""
    _, findings = weighed(text, [explosion(13), explosion(28)])
    assert findings[-1].verdict is verdict


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Automatic fire is heard within five seconds of the first shot.", False),
        ("Automatic fire is heard five seconds later.", False),
        ("Automatic fire is heard for five seconds.", True),
    ],
)
def test_seconds_between_two_things_are_no_length(text, length):
    read = account_of(text)
    assert (length_told(read.claims[-1]) is not None) is length


def test_a_denial_beside_words_that_say_when_is_left_open():
    """Whatever became of "in the final part": a shot before it contradicts nobody."""
    text = "In the final part of the recording, it would seem, nobody fires a shot."
    _, findings = weighed(text, fire([5]))
    assert CONTRADICTED not in {finding.verdict for finding in findings}
    assert findings[-1].verdict in {NOT_TESTED, NOT_SHOWN}


@pytest.mark.parametrize(
    ("words", "act", "shown"),
    [
        ("somebody pipes up", "EXCHANGE_FIRE", False),
        ("somebody shoots", "EXCHANGE_FIRE", True),
        ("it goes off", "FIRE_SMALL_ARMS", False),
        ("a gun goes off", "FIRE_SMALL_ARMS", True),
    ],
)
def test_only_words_that_name_a_gun_are_shown_by_one(words, act, shown):
    """What was only taken for gunfire is neither shown nor contradicted by it."""
    told = claim(words, act)
    denied = claim(f"at no time {words}", act, polarity="neg", certainty="CT-")
    for one, verdict in ((told, SHOWN), (denied, CONTRADICTED)):
        found = align(reading(one), recording(), fire([5, 6]), sought()).findings[0]
        assert (found.verdict is verdict) is shown
        assert ("do not name gunfire" in found.reason) is not shown


@pytest.mark.parametrize(
    "text",
    [
        "For a period of six seconds after the grenade no shots are fired.",
        "After the second explosion there is no gunfire until 0:50.",
        "There is a pause of six seconds without shots after the grenade.",
        "No single shots are heard.",
    ],
)
def test_a_denial_for_a_time_that_is_not_placed_contradicts_nobody(text):
    """Shots before or after that time are no reason to say that it is false."""
    _, findings = weighed(text, [explosion(20), explosion(30), *fire([5, 45])])
    assert CONTRADICTED not in {finding.verdict for finding in findings}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Gunfire begins at 0:30.", CONSISTENT),
        ("Gunfire is heard at 0:30.", SHOWN),
        ("Gunfire begins at 0:05.", SHOWN),
    ],
)
def test_what_begins_was_not_heard_before(text, verdict):
    """Fire that is heard at 0:05 already does not begin at 0:30."""
    _, findings = weighed(text, fire([5, 6, 30, 31]))
    assert findings[-1].verdict is verdict


def test_a_number_of_seconds_may_be_any():
    """The last seventeen seconds are those from 0:43 on."""
    _, findings = weighed("Shots are heard in the last seventeen seconds.", fire([5, 6]))
    assert findings[-1].verdict is not SHOWN


@pytest.mark.parametrize("text", ["The clip is free of gunfire.", "The clip is devoid of shots."])
def test_what_is_free_of_shots_does_not_fit_shots(text):
    """However it is read, shots do not go with it."""
    _, findings = weighed(text, fire([5, 6]))
    assert findings[-1].verdict in {CONTRADICTED, NOT_TESTED}
