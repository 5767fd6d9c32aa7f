"""Words that say no more than that it is on the recording, and words that only look like them."""

import pytest
from alignment_nouns import claim, fire, reading, recording, sought

from witnessmark.alignment import align
from witnessmark.model import Quantity, Verdict

SHOTS = [5, 6, 7]


def verdict(one, observations=None):
    heard = fire(SHOTS) if observations is None else observations
    return align(reading(one), recording(), heard, sought()).findings[0].verdict


@pytest.mark.parametrize(
    "words",
    [
        "The material shows that gunshots are audible.",
        "Note how shots are fired.",
        "What happens is this: shots are fired.",
        "In the uploaded video below, gunfire is documented.",
        "It is established by the tape that firearms were discharged.",
        "I heard shots.",
        "You will notice shots being fired.",
        "There was an eruption of gunfire in the area.",
    ],
)
def test_what_frames_a_claim_keeps_nothing_from_being_shown(words):
    """Who looks on, and that it is recorded, is no more than the footage itself."""
    assert verdict(claim(words)) is Verdict.SHOWN


@pytest.mark.parametrize(
    "words",
    [
        "Captured weapons are fired.",
        "Registered firearms are discharged.",
        "The shots are heard no more.",
        "The drone video shows that shots are fired.",
        "Note the shots of a sniper.",
        "The footage claims that shots are fired.",
    ],
)
def test_words_that_narrow_a_claim_are_named(words):
    """A word that tells more than the sound does keeps the claim from being shown."""
    assert verdict(claim(words)) is not Verdict.SHOWN


@pytest.mark.parametrize(
    "words",
    [
        "Rounds are fired individually.",
        "Single-shot fire is documented.",
        "Shots are fired singly.",
    ],
)
def test_single_shots_in_other_words_are_no_automatic_fire(words):
    """What says one at a time is weighed as that, and never shown by a burst."""
    assert verdict(claim(words)) is Verdict.SHOWN
    assert verdict(claim(words), fire([5.0, 5.1, 5.2, 5.3], mode="automatic")) is not Verdict.SHOWN


@pytest.mark.parametrize(
    ("words", "low", "high", "expected"),
    [
        ("The number of shots does not exceed 3.", None, 3, Verdict.SHOWN),
        ("The number of shots does not exceed 2.", None, 2, Verdict.CONTRADICTED),
        ("The number of shots exceeds 5.", 5, None, Verdict.NOT_SHOWN),
    ],
)
def test_a_verb_of_a_bound_is_read_with_its_number(words, low, high, expected):
    """Not to exceed three is three at most; to exceed five is more than five."""
    told = Quantity(text=words[-2], span=(len(words) - 2, len(words) - 1), unit="shots", min=low,
                    max=high)  # fmt: skip
    assert verdict(claim(words, quantities=(told,))) is expected
