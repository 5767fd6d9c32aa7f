"""What is told as seen and is heard too, and who and where, which no footage shows."""

import pytest
from alignment_nouns import claim, fire, reading, recording, sought, when

from witnessmark.alignment import align
from witnessmark.alignment.beyond import beyond_footage
from witnessmark.model import Quantity, Verdict


def weighed(one, observations):
    return align(reading(one), recording(), observations, sought()).findings[0]


def test_a_shot_told_as_seen_is_looked_for_in_the_sound():
    """Whoever writes that somebody fires does not say that it made no sound."""
    seen = claim("Somebody fires.", "FIRE_SMALL_ARMS", perceptibility="visible")
    assert weighed(seen, fire([5, 6, 7])).verdict is Verdict.SHOWN


def test_a_denial_told_as_seen_is_contradicted_by_shots_that_are_heard():
    """ "Nobody fires" is as false where the gun is out of the picture."""
    denied = claim(
        "Nobody fires.",
        "FIRE_SMALL_ARMS",
        perceptibility="visible",
        polarity="neg",
        certainty="CT-",
    )
    assert weighed(denied, fire([5, 6, 7])).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize("words", ["A muzzle flash is seen.", "Tracers rise silently."])
def test_what_is_looked_at_is_not_answered_by_sound(words):
    """A flash or a streak is a thing of the picture."""
    seen = claim(words, "FIRE_SMALL_ARMS", perceptibility="visible")
    assert weighed(seen, fire([5, 6, 7])).verdict is not Verdict.SHOWN


@pytest.mark.parametrize(
    "words",
    [
        "The two men are fighters from Selmora",
        "Members of the Selmora Rifles made up the patrol",
        "The gunmen belong to the Northern Front",
        "The clip was filmed near Selmora",
        "This footage comes from Selmora",
    ],
)
def test_who_and_where_are_not_testable(words):
    """Names of people's sides and of places are nothing that sounds and shapes tell."""
    assert beyond_footage(claim(words)) is not None
    told = claim(words, "STATE_PERSON", perceptibility="visible")
    assert weighed(told, fire([5, 6, 7])).verdict is Verdict.NOT_TESTABLE


@pytest.mark.parametrize(
    "words", ["Two men are at the wall", "The clip was filmed from a roof", "Soldiers are firing"]
)
def test_people_and_views_without_a_name_are_left_to_the_footage(words):
    """Without a name nothing is said about identity or place."""
    assert beyond_footage(claim(words)) is None


def test_a_number_in_the_whole_recording_is_a_total_and_no_lasting():
    """Four shots or fewer in the whole clip need not be heard all through it."""
    words = "Four shots or fewer are heard in the whole clip."
    four = Quantity(text="Four shots or fewer", span=(0, 19), max=4, unit="shots")
    whole = when("in the whole clip", 0.0, 1.0, relation=("e", "di"))
    told = claim(words, "FIRE_SMALL_ARMS", quantities=(four,), time=whole)
    assert weighed(told, fire([5, 6, 7])).verdict in {Verdict.SHOWN, Verdict.CONSISTENT}
    assert weighed(told, fire(list(range(1, 12)))).verdict is Verdict.CONTRADICTED
