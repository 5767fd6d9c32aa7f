"""Saved web pages: what a reader sees of them, and where each word stands in the file."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from witnessmark.account import read_text, text_as_read
from witnessmark.account.intake import take_in
from witnessmark.account.intake.markup import tokens
from witnessmark.model import Role

PAGE = """<!-- saved from url=(0024)https://example.org/a -->
<!DOCTYPE html><html><head><meta charset="utf-8"><title>Two shells &amp; a truck | Site</title>
<meta property="og:site_name" content="Harbour Wire"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2021-06-03T10:00:00+02:00">
<style>p { color: red }</style><script>var a = "<p>Soldiers fire.</p>";</script></head>
<body><nav><a href="/">Home</a> Gunmen fire in the menu.</nav>
<header><p>A head that is cut off.</p></header>
<article><h1>Two shells &amp; a truck</h1><p>Soldiers   fire at a
<b>house</b>.<!-- Nobody sees this. --> A&nbsp;shell &quot;lands&quot;.</p>
<p hidden>Hidden men fire.</p><p style="display: none">Unseen men fire.</p>
<figure><img src="a.jpg" alt="Men fire in the picture">
<figcaption>A truck burns.</figcaption>
</figure><ul><li>Two men run<li>One falls</ul><blockquote>We hid.</blockquote>
<p>A man shouts, and then a second shell lands close to the truck in the road.<br>It burns.</p>
<form><input value="x"> <button>Send</button></form></article>
<aside><h3>Related</h3><p><a href="/b">Ten tanks lost</a></p></aside>
<div class="cookie-banner">We fire cookies.</div>
<footer>Nobody fires here.</footer></body></html>"""


def test_what_a_reader_sees_is_read_and_nothing_else():
    """Scripts, comments, menus and hidden elements hold no word of the account."""
    reading = read_text(PAGE.encode(), "a.html")
    told = {s.text for s in reading.sentences if s.role.is_told}
    assert told == {
        "Two shells & a truck",
        "Soldiers fire at a house.",
        'A\xa0shell "lands".',
        "A truck burns.",
        "Two men run",
        "One falls",
        "We hid.",
        "A man shouts, and then a second shell lands close to the truck in the road.",
        "It burns.",
    }
    account = reading.account
    assert (account.form, account.title, account.byline) == (
        "html",
        "Two shells & a truck",
        "Ann Lee",
    )
    assert (account.source, account.published) == ("Harbour Wire", "2021-06-03")
    roles = {s.text: s.role for s in reading.sentences}
    assert roles["A truck burns."] is Role.CAPTION
    assert roles["We hid."] is Role.QUOTATION


def test_every_sentence_is_found_in_the_file():
    """Its place in the file holds the same words, between tags and behind entities."""
    reading = read_text(PAGE.encode(), "a.html")
    text = text_as_read(PAGE.encode(), "a.html")
    for sentence in reading.sentences:
        assert text[slice(*sentence.span)] == sentence.text
        assert sentence.source_span is not None
        piece = PAGE[slice(*sentence.source_span)]
        without_tags = html.unescape("".join(_outside_tags(piece)))
        assert "".join(without_tags.split()) == "".join(sentence.text.split())


def _outside_tags(piece: str):
    yield from (piece[t.start : t.end] for t in tokens(piece) if not t.name)


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        (PAGE, "a.txt", "html"),
        ("Soldiers fire.", "a.html", "plain"),
        ("Soldiers <b>fire</b>.<br>He runs.", "a.html", "html"),
        ("Soldiers <b>fire</b>.", "a.txt", "plain"),
        ('<mark class="claim">Soldiers fire.</mark>', "a.txt", "plain"),
        ("# A Fight\n\n> He runs.\n\nMen fire.", "a.txt", "markdown"),
        ("Men fire.", "a.md", "markdown"),
        ("#Ukraine men fire", "a.txt", "plain"),
        ("---\ntitle: A Fight\n---\nMen fire.", "a.txt", "markdown"),
    ],
)
def test_the_form_is_told_by_content_before_name(text: str, name: str, form: str):
    """What begins as a page is a page, whatever it is called."""
    assert take_in(text.encode(), name).form == form


def test_markdown_marks_are_no_words():
    """Headings, items and front matter are told apart, and spans stay those of the file."""
    text = (
        "---\ntitle: Two shells\nauthor: Ann Lee\ndate: 2021-06-03\n---\n# The fight\n\n"
        "**Soldiers** fire at *a house*.\n\n- Two men run\n- One falls\n\n> We hid.\n"
    )
    reading = read_text(text.encode(), "a.md")
    assert [(s.role.value, s.text) for s in reading.sentences if s.role.is_told] == [
        ("title", "The fight"),
        ("body", "**Soldiers** fire at *a house*."),
        ("body", "Two men run"),
        ("body", "One falls"),
        ("quotation", "We hid."),
    ]
    assert all(text[slice(*s.span)] == s.text for s in reading.sentences)
    assert (reading.account.byline, reading.account.published) == ("Ann Lee", "2021-06-03")
    assert "FIRE_SMALL_ARMS" in {claim.act for claim in reading.claims}


@pytest.mark.parametrize(
    "hostile",
    ["<a ", '<a "', "<a '", "<!--", "<div>", "<![CDATA[", "</", "<?", "&#", "<script>", "&#xD800;"],
)
def test_no_mark_up_takes_long_or_breaks(hostile: str):
    """A page that repeats one broken mark 200,000 times is read, or refused, in one pass."""
    page = f"<p>Men fire at a house.</p>{hostile * 200_000}"
    written = take_in(page.encode(), "a.html")
    assert written.text.startswith("Men fire at a house.")


MARK_UP = st.sampled_from(
    [
        "<p>", "</p>", "<b>", "<li>", "<br>", "<!--", "-->", "<script>", "</script>", "&amp;",
        "&nbsp;", "&#1;", "&bogus;", "<div class='share'>", "</div>", "<h1>", "</h1>", "<form>",
        " Men fire. ", "  \n ", "<", ">", "'", '"', "\u202e", "\x00", "<article>", "</article>",
        "<pre>", "a", "<title>x", "&",
    ]
)  # fmt: skip


@given(st.lists(MARK_UP, max_size=40))
def test_any_page_maps_back_to_its_file(pieces: list[str]):
    """Whatever the mark-up, each visible character stands in the file where the map says."""
    page = "<html><p>He runs." + "".join(pieces)
    if page.count("\x00") + page.count("\x01") > len(page) // 20:
        return  # so many controls are no text
    written = take_in(page.encode(), "a.html")
    assert written.source is not None
    for at, letter in enumerate(written.text):
        if letter.isspace():
            continue
        start, end = written.source.source((at, at + 1))
        assert letter in html.unescape(page[start:end])
    for block in written.blocks:
        assert 0 <= block.span[0] < block.span[1] <= len(written.text)


def test_a_declared_encoding_counts_where_it_holds():
    """A page in a legacy encoding that its own head names is read in it."""
    page = '<html><head><meta charset="gb18030"></head><p>\u58eb\u5175\u5f00\u706b\u3002'
    reading = read_text(page.encode("gb18030"), "a.html")
    assert reading.account.encoding == "gb18030"
    assert reading.sentences[0].text == "\u58eb\u5175\u5f00\u706b\u3002"


def pdf_of(words: str) -> bytes:
    """Return a PDF of one page with *words* on it, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 6\n0000000000 65535 f \n%s" % table
    return data + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)


def test_a_pdf_is_read_where_its_extra_is_installed():
    """The words of its pages are the text, and the record says what it was."""
    pytest.importorskip("pypdf", reason="the extra [pdf] is not installed")
    reading = read_text(pdf_of("Soldiers fire at a house. He runs."), "a.pdf")
    assert [s.text for s in reading.sentences] == ["Soldiers fire at a house.", "He runs."]
    assert (reading.account.form, reading.account.text_sha256 is None) == ("pdf", False)
