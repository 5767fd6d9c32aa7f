"""Bounds before, behind and on both sides of a number in an account."""

import pytest

from witnessmark.account import read_text


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("Two or fewer shots", None, 2),
        ("Two shots or more", 2, None),
        ("Three shots at the very most", None, 3),
        ("Three shots, at least", 3, None),
        ("Not fewer than three shots", 3, None),
        ("Not more than a single shot", None, 1),
        ("At least three and at most five shots", 3, 5),
        ("At most five and at least three shots", 3, 5),
        ("More than two but fewer than six shots", 2, 5),
        ("At least three or four shots", 3, None),
        ("No more than two or three shots", None, 3),
        ("Between three and five shots", 3, 5),
    ],
)
def test_a_bound_is_read_with_its_number(words, least, most):
    """The whole of the bound is in the quantity's words, and its least and most are as said."""
    told = read_text(f"A street is seen.\n\n{words} are heard.".encode(), "sample.txt")
    (read,) = (quantity for claim in told.claims for quantity in claim.quantities)
    assert (read.text, read.min, read.max) == (words, least, most)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two shots at least ten meters away are heard.", "Two shots"),
        ("Two shots, then a blast at most, are heard.", "Two shots"),
    ],
)
def test_a_bound_of_something_else_is_not_the_numbers(text, words):
    """What bounds a distance or another thing leaves the number exact."""
    told = read_text(f"A street is seen.\n\n{text}".encode(), "sample.txt")
    read = next(q for claim in told.claims for q in claim.quantities if q.unit == "shots")
    assert (read.text, read.min, read.max) == (words, 2, 2)
