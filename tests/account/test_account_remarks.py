"""Remarks that only present what they are about, and what they leave standing."""

import pytest
from under_a_head import read

from witnessmark.account.remarks import is_remark, without_remarks


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We record as a fact that shots are fired.", "shots are fired."),
        ("For the log, two shots are fired.", "two shots are fired."),
        ("The order of events is this: a blast, then shots.", "a blast, then shots."),
        (
            "Shots are fired, as we noted, at the gate.",
            "Shots are fired,              at the gate.",
        ),
        ("You'll see that at 0:05 a shot is fired.", "at 0:05 a shot is fired."),
        ("A fact.", "A fact."),
        ("The mayor says that shots are fired.", "The mayor says that shots are fired."),
        ("We doubt that shots are fired.", "We doubt that shots are fired."),
        ("We do not find that shots are fired.", "We do not find that shots are fired."),
    ],
)
def test_a_remark_is_blanked_and_nothing_that_doubts_or_reports(text, left):
    """Every word keeps its place, and a remark alone stays."""
    bare = without_remarks(text)
    assert len(bare) == len(text)
    assert bare.strip() == left


def test_what_lies_beside_a_claim_may_be_all_remark():
    """Words outside a claim remark on the claim."""
    assert without_remarks("The log runs:", alone=True).strip() == ""
    assert without_remarks("The log runs:") == "The log runs:"


@pytest.mark.parametrize("words", ["the evidence shows", "what we see on the tape is", ""])
def test_names_of_the_footage_and_words_of_showing_make_a_remark(words):
    assert is_remark(words)


@pytest.mark.parametrize("words", ["no evidence shows", "he found", "the first", "allegedly shown"])
def test_denials_persons_and_numbers_make_none(words):
    assert not is_remark(words)


@pytest.mark.parametrize(
    "sentence",
    [
        "What we see over the whole of the clip is this: somebody is shooting.",
        "The entry reads as follows: somebody is shooting.",
        "You'll note that somebody is shooting.",
    ],
)
def test_a_remark_makes_no_claim_of_its_own(sentence):
    """The one claim is what it presents."""
    assert [claim.act for claim in read(sentence)[0]] == ["FIRE_SMALL_ARMS"]


def test_a_remark_may_say_when():
    """What it says of time is said of what it presents."""
    (claim,) = read("What we find in the second half of the film is this: a gun is fired.")[0]
    assert claim.time.window == (0.5, 1.0)


@pytest.mark.parametrize(
    "sentence",
    [
        "You do not hear any shouting.",
        "Viewers didn't hear anybody talking over the last 9 seconds.",
    ],
)
def test_what_is_not_heard_is_denied(sentence):
    """Who does not hear a voice does not tell of one."""
    (claim,) = read(sentence)[0]
    assert (claim.act, claim.polarity.value) == ("SPEECH", "neg")
