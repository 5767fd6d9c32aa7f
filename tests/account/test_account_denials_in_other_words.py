"""Denials and bounds in words other than "no", and words that only look like a denial."""

import pytest
from under_a_head import read


@pytest.mark.parametrize(
    "sentence",
    [
        "The thud of an explosion is nowhere to be heard.",
        "Gunfire is entirely absent.",
        "Zero rounds get fired.",
        "The microphone picked up no voices.",
    ],
)
def test_other_words_deny(sentence):
    claims, _ = read(sentence)
    assert {claim.polarity.value for claim in claims} == {"neg"}


@pytest.mark.parametrize(
    "sentence",
    [
        "No question about it, shots are fired.",
        "It is more likely than not that shots are fired.",
        "The gunfire comes in single shots and in no other form.",
        "The machine gun just does not quit.",
        "Three shots and not one more are heard.",
        "The tally never exceeds nine shots.",
        "No heads-up, no warning, nothing, and then shots are fired.",
        "The shooting kicks off with no heads-up whatsoever.",
    ],
)
def test_other_words_with_a_negative_do_not(sentence):
    claims, _ = read(sentence)
    assert {claim.polarity.value for claim in claims} == {"pos"}


@pytest.mark.parametrize(
    ("sentence", "least", "most"),
    [
        ("The tally never exceeds nine shots.", None, 9),
        ("The count topped nine shots.", 10, None),
        ("The film does not run to more than nine shots.", None, 9),
        ("The clip does not fall short of nine shots.", 9, None),
        ("Nine shots or above are heard.", 9, None),
        ("Nine shots at the outside are heard.", None, 9),
        ("An upper limit of nine shots is heard.", None, 9),
    ],
)
def test_bounds_in_other_words(sentence, least, most):
    claims, _ = read(sentence)
    assert [(q.min, q.max) for claim in claims for q in claim.quantities] == [(least, most)]


def test_one_off_counts_nothing():
    """ "One-off shots" are single ones, and not one shot."""
    claims, _ = read("One-off shots are heard.")
    assert [claim.quantities for claim in claims] == [()]


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("A voice is heard, but not before a gun is fired.", False),
        ("A voice is heard, and right after that shots are fired.", True),
        ("A voice is heard ahead of the moment when a gun is fired.", True),
        ("A voice is heard subsequent to the point at which a gun is fired.", False),
    ],
)
def test_the_voice_comes_before_the_gun_or_after_it(sentence, before):
    claims, reading = read(sentence)
    voice = next(claim for claim in claims if claim.act == "SPEECH")
    gun = next(claim for claim in claims if claim.act != "SPEECH")
    (told,) = [one for one in reading.relations if {one.first, one.second} == {voice.id, gun.id}]
    earlier = {"b", "m"} if told.first == voice.id else {"bi", "mi"}
    assert (bool(earlier & {*told.allen})) is before


def test_what_a_clause_shares_is_said_of_both():
    """Neither of the two is heard between 0:02 and 0:06."""
    claims, _ = read("Neither shots nor explosions are heard between 0:02 and 0:06.")
    assert [[(q.min, q.max) for q in claim.quantities] for claim in claims] == [[(2, 6)], [(2, 6)]]
