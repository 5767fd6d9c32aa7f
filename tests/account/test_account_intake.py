"""What is refused before an account is read, and that nothing accepted is altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from witnessmark.account import read_account, read_text
from witnessmark.account.intake import LARGEST
from witnessmark.errors import (
    AccountEncodingError,
    AccountError,
    AccountNotFoundError,
    EmptyAccountError,
    OversizedAccountError,
    UnsupportedLanguageError,
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
    ("data", "found"),
    [
        ("A shot is heard.".encode("utf-16"), "UTF-16"),
        ("A shot is heard.".encode("utf-16-le"), "UTF-16"),
        ("A shot is heard.".encode("utf-16-be"), "UTF-16"),
        ("A shot is heard.".encode("utf-32"), "UTF-32"),
        ("A shot is heard.".encode("utf-32-be"), "UTF-32"),
        ("The caf\xe9 was hit.".encode("latin-1"), "ISO 8859-1"),
        ("The \u201ccaf\xe9\u201d was hit.".encode("cp1252"), "Windows-1252"),
        ("\u0421\u043e\u043b\u0434\u0430\u0442\u044b".encode("cp1251"), "Windows-1251"),
        (b"\x00\x01\x02\x00\x00shot\x00\xff\x10\x00abc\x00\x00", "binary"),
    ],
)
def test_an_encoding_other_than_utf8_is_named(data: bytes, found: str):
    """The refusal names the encoding that the bytes suggest and says to save as UTF-8."""
    with pytest.raises(AccountEncodingError, match="save it as UTF-8") as caught:
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


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Die Soldaten schie\xdfen auf das Haus, w\xe4hrend der Schnee f\xe4llt.", "de", "German"),
        ("Los soldados disparan contra la casa durante varios minutos.", "es", "Spanish"),
        (
            RUSSIAN,
            "ru",
            "Russian",
        ),
    ],
)
def test_another_language_is_named(text: str, language: str, name: str):
    """An account in another language is refused by the language's name, never guessed at."""
    with pytest.raises(UnsupportedLanguageError, match=name) as caught:
        read_text(text.encode(), "a.txt")
    assert caught.value.language == language


@pytest.mark.parametrize("text", ["Gunfire", "Ambush", "No shots.", "Grenade in Makhachkala"])
def test_a_short_english_caption_is_read(text: str):
    """A caption of a word or two is too little evidence to refuse it for its language."""
    assert read_text(text.encode(), "a.txt").account.language == "en"


def test_a_byte_order_mark_counts_as_a_code_point():
    """A UTF-8 mark is accepted, and the spans behind it are shifted by the one it takes."""
    reading = read_text("\ufeffA shot is heard.".encode(), "a.txt")
    assert reading.sentences[0].span == (1, 17)
    assert reading.account.characters == 17


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
