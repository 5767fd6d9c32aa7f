"""A number and its noun, in one place."""

import pytest

from witnessmark.formats.number_words import counted


@pytest.mark.parametrize(
    ("number", "nouns", "words"),
    [
        (1, ("shot",), "1 shot"),
        (0, ("shot",), "0 shots"),
        (1200, ("shot",), "1,200 shots"),
        (1, ("stretch", "stretches"), "1 stretch"),
        (2, ("stretch", "stretches"), "2 stretches"),
        (1, ("more is", "more are"), "1 more is"),
    ],
)
def test_a_number_takes_the_noun_that_it_needs(number, nouns, words):
    """One is singular, everything else plural, and thousands are parted."""
    assert counted(number, *nouns) == words
