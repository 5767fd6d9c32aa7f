"""Any text at all: read or refused in a sentence, every span exact, nothing hostile shown raw."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from verbatim import read_verbatim

from witnessmark.account import read_text
from witnessmark.account.document import read_document
from witnessmark.account.intake import take_in
from witnessmark.cli import app
from witnessmark.errors import AccountError, MissingExtraError
from witnessmark.publication.legible import exact

PIECES = st.sampled_from(
    [
        "Soldiers fire at a house. ", "SHOTLIST:\n", "1. 00:15 Wide of street\n", "By ", "\n\n",
        "\r\n", "KYIV (Wire) - ", "# ", "> ", "- ", "**", "\u201c", "\u201d", '"', "0:38 ",
        "SOUNDBITE (Arabic) A, B: ", "\x00", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\ufeff",
        "\u0430\u0440\u0440", "\U0001f525", "<p>", "<script>", "</p>", "&amp;", "No. ", "... ",
        "?! ", "3.5 ", "WARNING: graphic ", "| ", "\u061f ", "\u3002", "\u0964 ", "Share this\n",
        "he said. ", "---\n", "title: x\n", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_are_exact_for_any_text(text: str):
    """Sentences are slices in order that never overlap, each with a word in it."""
    reached = 0
    for sentence in read_document(text).sentences:
        start, end = sentence.span
        assert reached <= start < end
        assert text[start:end] == sentence.text
        assert any(letter.isalnum() for letter in sentence.text)
        assert sentence.speaker is None or sentence.speaker in text
        reached = end


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), TEXTS.map(str.encode)))
def test_any_bytes_are_taken_in_or_refused_in_one_sentence(data: bytes):
    """No bytes crash; what is taken in decodes to the same bytes again."""
    said: list[str] = []
    try:
        written = take_in(data, "a.txt")
    except (AccountError, MissingExtraError) as error:
        said.append(str(error))
        assert "\n" not in said[-1]
        return
    if written.form in {"plain", "markdown"}:
        assert written.text.encode(written.encoding.replace("ibm", "cp")) == data
    document = read_document(written.text, written.blocks, written.head)
    assert all(written.text[slice(*s.span)] == s.text for s in document.sentences)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
@example("\x1b00")  # white space that the parser hangs on nothing
def test_any_text_is_read_to_the_last_claim(text: str):
    """Whatever is taken in is read: every claim is a slice of the text that was read."""
    read_verbatim(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_a_page_shows_any_text_escaped(text: str):
    """No text of an account can open a tag, an attribute or an entity on the page."""
    shown = str(exact(text))
    assert not set("<>\"'") & set(shown)
    assert "&" not in shown.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "").replace(
        "&#34;", ""
    ).replace("&#39;", "").replace("&#13;", "")


def test_the_terminal_shows_nothing_invisible(tmp_path):
    """Escape sequences and overrides of direction are written out, never sent to the terminal."""
    path = tmp_path / "a.txt"
    path.write_text(
        "Soldiers\x1b[31m fire\u202e at a\x07 house.\u2066 [red]He[/red] runs.", "utf-8"
    )
    shown = CliRunner().invoke(app, ["read", str(path)]).output
    assert "\u241b[31m" in shown
    assert "[U+202E]" in shown
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"]


def test_mark_up_like_our_own_is_text():
    """An account that imitates the record or the page is quoted, not obeyed."""
    text = '{"schema": "witnessmark.reading/1", "claims": []} <mark id="c01">Soldiers fire.</mark>'
    reading = read_text(text.encode(), "a.txt")
    assert reading.account.form == "plain"
    assert all(text[slice(*c.span)] == c.quote for c in reading.claims)
