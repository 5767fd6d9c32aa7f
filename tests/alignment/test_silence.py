"""Claims that nothing was to be heard, against everything that is listened for."""

import pytest
from alignment_nouns import (
    CONSISTENT,
    CONTRADICTED,
    ME,
    NOT_TESTED,
    account_of,
    explosion,
    fire,
    recording,
    sought,
)

from witnessmark.alignment import align
from witnessmark.alignment.silence import tells_of_silence
from witnessmark.model import Kind, Sought

SPEECH = Sought(kind=Kind.SPEECH, recall=0.9, measured_on="real recordings", made_by=ME)


def last_finding(text, observations, heard=((0, 60),)):
    read = account_of(text)
    found = align(read, recording(decoded=heard), observations, (*sought(), SPEECH))
    return read.claims[-1], found.findings[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is heard between 0:10 and 0:20.",
        "There is silence from 0:10 to 0:20.",
        "Not a sound is audible from 0:10 to 0:20.",
        "From 0:10 to 0:20 all is quiet.",
    ],
)
def test_a_sure_shot_in_its_seconds_contradicts_silence(text):
    claim, finding = last_finding(text, fire([15]))
    assert tells_of_silence(claim)
    assert finding.verdict is CONTRADICTED
    assert "a shot is heard at 0:15" in finding.reason
    _, outside = last_finding(text, fire([25]))
    assert outside.verdict is CONSISTENT
    assert outside.supports is True
    assert "nothing else is listened for" in outside.reason


def test_an_explosion_or_an_unsure_shot_leaves_silence_open():
    """What is not told surely from other sounds contradicts nobody."""
    text = "Nothing is heard between 0:10 and 0:20."
    for there, supports in ((explosion(15), False), (fire([15], confidence=0.6)[0], None)):
        _, finding = last_finding(text, [there])
        assert finding.verdict is NOT_TESTED
        assert finding.supports is supports


@pytest.mark.parametrize(
    "text",
    [
        "Then silence.",
        "A single shot rings out, followed by silence.",
        "After 0:10, nothing is heard for ten seconds.",
    ],
)
def test_silence_of_no_known_length_is_left_open(text):
    """Nobody says until when it was quiet."""
    claim, finding = last_finding(text, fire([45, 46]))
    assert tells_of_silence(claim)
    assert finding.verdict is NOT_TESTED


def test_seconds_that_were_not_decoded_bear_no_silence_out():
    _, finding = last_finding("Nothing is heard between 0:10 and 0:20.", [], ((0, 12), (18, 60)))
    assert finding.verdict is NOT_TESTED
    assert "could be heard" in finding.reason


@pytest.mark.parametrize(
    "text",
    [
        "The silence is broken by a shot.",
        "Nothing but gunfire is heard.",
        "No sound of a voice is heard.",
        "The men walk in silence.",
        "It is never quiet.",
        "Two shots are fired at the silent house.",
    ],
)
def test_other_words_of_silence_are_no_claim_of_it(text):
    claim, _ = last_finding(text, fire([15]))
    assert not tells_of_silence(claim)


def test_a_shot_and_the_silence_after_it_are_two_claims():
    """The silence is about its own end of the footage, and the shot keeps its number."""
    read = account_of("A lone shot is heard, then silence until the end.")
    shot, quiet = read.claims[-2:]
    assert (shot.quote, quiet.quote) == ("A lone shot is heard", "then silence until the end")
    assert not tells_of_silence(shot)
    assert tells_of_silence(quiet)
