"""What is refused before an account is read, and that nothing accepted is altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from witnessmark.account import read_account, read_text
from witnessmark.account.intake import LARGEST, take_in
from witnessmark.errors import (
    AccountEncodingError,
    AccountError,
    AccountNotFoundError,
    EmptyAccountError,
    OversizedAccountError,
)

#: "The soldiers fire at the house with a machine gun", in Cyrillic letters by their names.
RUSSIAN = (
    "\u0421\u043e\u043b\u0434\u0430\u0442\u044b \u0441\u0442\u0440\u0435\u043b\u044f\u044e"
    "\u0442 \u043f\u043e \u0434\u043e\u043c\u0443 \u0438\u0437 \u043f\u0443\u043b\u0435"
    "\u043c\u0451\u0442\u0430."
)


def test_a_missing_account_is_named(tmp_path: Path):
    """A path with nothing at it is refused as a missing file, path and all."""
    with pytest.raises(AccountNotFoundError, match=r"no account at .*gone\.txt") as caught:
        read_account(tmp_path / "gone.txt")
    assert caught.value.path == tmp_path / "gone.txt"


def test_a_folder_is_no_account(tmp_path: Path):
    """A folder is refused with the advice to name a file."""
    with pytest.raises(AccountError, match="not a file"):
        read_account(tmp_path)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"... --- !!!"])
def test_an_account_without_words_is_empty(data: bytes):
    """No bytes, white space, a lone byte order mark and bare punctuation all hold no words."""
    with pytest.raises(EmptyAccountError, match="holds no words"):
        read_text(data, "a.txt")


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        ("A shot is heard.", "utf-8", "utf-8"),
        ("\ufeffA shot is heard.", "utf-8", "utf-8"),
        ("\ufeffA shot is heard.", "utf-16-le", "utf-16-le"),
        ("\ufeffA shot is heard.", "utf-16-be", "utf-16-be"),
        ("A shot is heard.", "utf-16-le", "utf-16-le"),
        ("A shot is heard.", "utf-16-be", "utf-16-be"),
        ("\ufeffA shot is heard.", "utf-32-le", "utf-32-le"),
        ("A shot is heard.", "utf-32-be", "utf-32-be"),
        ("The caf\xe9 was hit.", "latin-1", "windows-1252"),
        ("The \u201ccaf\xe9\u201d was hit.", "cp1252", "windows-1252"),
        ("\u201cStop\u201d, he said \u2013 and ran.", "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_u", "koi8-u"),
        (RUSSIAN, "cp866", "ibm866"),
        (
            "\u017bo\u0142nierze strzelaj\u0105 do domu, gdzie s\u0105 ludzie.",
            "cp1250",
            "windows-1250",
        ),
        (
            "Askerler eve ate\u015f a\xe7\u0131yor, ka\xe7an insanlar g\xf6r\xfcl\xfcyor.",
            "cp1254",
            "windows-1254",
        ),
    ],
)
def test_bytes_are_decoded_where_they_are_clear(text: str, codec: str, encoding: str):
    """The text is the writer's to the letter, and the record names the encoding it was read in."""
    reading = read_text(text.encode(codec), "a.txt")
    assert reading.account.encoding == encoding
    assert reading.account.characters == len(text)
    assert all(text[slice(*s.span)] == s.text for s in reading.sentences)
    is_file = text.encode() == text.encode(codec)
    assert (reading.account.text_sha256 is None) == is_file


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x00\x01\x02\x00\x00shot\x00\xff\x10\x00abc\x00\x00", "binary"),
        ("\u58eb\u5175\u5411\u623f\u5c4b\u5f00\u706b".encode("gb18030"), "a legacy encoding"),
        ("\u0421\u043e\u043b\u0434\u0430\u0442\u044b \u0438".encode() + b"\xd0 bridge", "UTF-8"),
        ("A shot".encode("utf-16") + b"\x00", "UTF-16-LE"),
        (b"PK\x03\x04word/document.xml", "a word-processor file or another archive"),
        (b"{\\rtf1 A shot}", "rich text"),
        (b"From: x\nContent-Type: multipart/related;\n boundary=a\n\nA shot", "web archive"),
    ],
)
def test_bytes_that_are_not_clear_are_refused(data: bytes, found: str):
    """One sentence names what the bytes suggest and what to do; nothing is replaced or guessed."""
    with pytest.raises(AccountEncodingError, match=r"^The account a\.txt [^\n]*\.$") as caught:
        read_text(data, "a.txt")
    assert caught.value.found == found


def test_an_oversized_account_is_refused(tmp_path: Path):
    """One byte over the limit is too many, from memory and from disk."""
    data = b"a " * (LARGEST // 2) + b"b"
    (tmp_path / "big.txt").write_bytes(data)
    with pytest.raises(OversizedAccountError, match="cut it down"):
        read_text(data, "big.txt")
    with pytest.raises(OversizedAccountError, match="cut it down"):
        read_account(tmp_path / "big.txt")


@pytest.mark.parametrize("text", ["Gunfire", "Ambush", "No shots.", "Grenade in Makhachkala"])
def test_a_short_english_caption_is_read(text: str):
    """A caption of a word or two is too little evidence to refuse it for its language."""
    assert read_text(text.encode(), "a.txt").account.language == "en"


def test_a_byte_order_mark_counts_as_a_code_point():
    """A UTF-8 mark is accepted, and the spans behind it are shifted by the one it takes."""
    reading = read_text("\ufeffA shot is heard.".encode(), "a.txt")
    assert reading.sentences[0].span == (1, 17)
    assert reading.account.characters == 17


def test_nul_and_the_invisible_survive():
    """NUL, zero-width and right-to-left marks stay in the quote, and the account is read."""
    text = "Two\u200b shots\x00 are\u202e heard,\u2066 then\u200d a man shouts. \U0001f525 He runs."
    reading = read_text(text.encode(), "a.txt")
    assert all(text[slice(*s.span)] == s.text for s in reading.sentences)
    assert [c.act for c in reading.claims][:1] == ["FIRE_SMALL_ARMS"]


def test_control_characters_survive():
    """Control characters stay where they are: a quote is cut from the account as it came."""
    text = "Two shots\x07 are heard,\x0bthen a man\x1b shouts."
    reading = read_text(text.encode(), "a.txt")
    assert all(text[slice(*s.span)] == s.text for s in reading.sentences)
    assert any("\x07" in s.text for s in reading.sentences)


def test_a_very_long_line_is_read():
    """A line of many thousand words without a full stop is read in pieces, not refused."""
    text = "the soldiers fire at the house and " * 400
    reading = read_text(text.encode(), "a.txt")
    assert len(reading.sentences) > 1
    assert all(len(s.text) <= 4000 for s in reading.sentences)


def test_a_document_type_is_no_text():
    """What declares the kind of page is not shown in it, and so is not read."""
    page = b"<!DOCTYPE html>\n<html><body><p>Soldiers fire at a house.</p></body></html>"
    assert "DOCTYPE" not in take_in(page, "page.html").text
