"""Titles, publication lines, bylines and where sentences end."""

from __future__ import annotations

import pytest

from witnessmark.account.document import read_document
from witnessmark.model import Role


def test_title_publication_and_body_are_told_apart():
    """The head of an account is cut into title and publication line, with the author's name."""
    document = read_document("Fight At The Bridge\n\nPosted on May 3, 2015 by Ann Lee\n\nThey run.")
    assert [s.role for s in document.sentences] == [Role.TITLE, Role.PUBLICATION, Role.BODY]
    assert (document.title, document.byline) == ("Fight At The Bridge", "Ann Lee")


def test_an_empty_byline_takes_no_name_from_the_next_line():
    """An author line with no name behind it names nobody."""
    document = read_document("A Title\n\npublished on 3 May 2015 by\n\nSoldiers advance.")
    assert document.byline is None


def test_a_lone_line_is_body():
    """Nothing in a single caption says that it is a title."""
    (only,) = read_document("Soldiers fire at a house").sentences
    assert only.role is Role.BODY


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Petrov spoke at 3.30 p.m. and left. He ran.", 2),
        ("No. 5 Company fired. It stopped!", 2),
        ("J. R. Smith was hit.", 1),
        ('He said "stop." Then he fired.', 2),
        ("1. Wide of street\n2. Gunfire heard", 2),
        ("Shots... Then silence.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int):
    """Abbreviations, initials, item numbers and decimals end no sentence."""
    assert len(read_document(text).sentences) == count


def test_hard_wrapped_prose_is_joined():
    """A sentence broken by a fixed line width is one sentence, its line break inside it."""
    text = "The soldiers walk along the road for a long time while\nsnow falls on them. They stop."
    first = read_document(text).sentences[0]
    assert first.text.endswith("snow falls on them.")
    assert "\n" in first.text
