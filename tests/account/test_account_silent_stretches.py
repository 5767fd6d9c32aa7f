"""Denials for so many seconds at the start or the end of the footage."""

import pytest

from witnessmark.account import read_text


def stretches(text):
    """The stretches of the footage that the claims of *text* give in seconds."""
    read = read_text(f"A farm is seen.\n\nSoldiers with rifles stand. {text}".encode(), "a.txt")
    return [
        (one.min, one.max, one.unit)
        for claim in read.claims
        for one in claim.quantities
        if one.unit.startswith("media")
    ]


@pytest.mark.parametrize(
    ("text", "most", "unit"),
    [
        ("At the start nobody fires for about five seconds.", 4.0, "media_s"),
        ("Nobody fires for five seconds at the beginning.", 5.0, "media_s"),
        ("For ten seconds at the very end of the clip no shot is heard.", 10.0, "media_s_from_end"),
    ],
)
def test_the_length_bounds_the_stretch(text, most, unit):
    """What is denied lies in the least of the length, counted from that end."""
    assert stretches(text) == [(0.0, most, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "In the first half nobody fires for ten seconds.",
        "Nobody fires for ten seconds at the end of the street.",
        "At the start shots are heard for five seconds.",
        "Nobody fires for five seconds.",
    ],
)
def test_a_length_somewhere_is_no_stretch(text):
    """Neither is that of what is told, which may go on, nor one of which no end is named."""
    assert stretches(text) == []
