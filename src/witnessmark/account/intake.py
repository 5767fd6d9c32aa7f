"""From the bytes of an account to its text, or a refusal that says what to do.

Conventions
-----------
The text is the file decoded as UTF-8 and nothing else: a byte order mark stays as its first code
point, line ends and control characters stay as they are, so that every span counts code points
of the file itself.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from witnessmark.errors import (
    AccountEncodingError,
    AccountError,
    AccountNotFoundError,
    EmptyAccountError,
    OversizedAccountError,
)

#: Largest account read, in bytes; an account of one incident is a few thousand.
LARGEST = 1_000_000

#: Byte order marks; the longer ones stand first because UTF-32 LE starts with UTF-16 LE's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of the account at *path*.

    Raises :class:`AccountNotFoundError`, :class:`AccountError` (a folder, a device, no
    permission) or :class:`OversizedAccountError`; no more than the limit is ever read.
    """
    if not path.exists():
        raise AccountNotFoundError(path, f"There is no account at {path}: check the path.")
    if not path.is_file():
        raise AccountError(path, f"{path} is not a file: name the text file of the account.")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise AccountError(
            path, f"{path} cannot be opened ({error.strerror}): check who may read it."
        ) from error
    return data


def text_of(data: bytes, name: str) -> str:
    """Decode *data* as UTF-8 without altering it, or refuse it in one sentence.

    Raises :class:`OversizedAccountError`, :class:`AccountEncodingError` (with the encoding that
    the bytes suggest) or :class:`EmptyAccountError`.
    """
    if len(data) > LARGEST:
        raise OversizedAccountError(
            name,
            f"The account {name} is larger than {LARGEST:,} bytes: "
            "cut it down to the text about this footage.",
        )
    found = _foreign_encoding(data)
    if found is not None:
        raise _not_utf8(name, found)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(name, _guess_single_byte(data)) from error
    if not any(letter.isalnum() for letter in text):
        raise EmptyAccountError(name, f"The account {name} holds no words: write the account down.")
    return text


def _foreign_encoding(data: bytes) -> str | None:
    """Name the encoding that a byte order mark or the pattern of NULs gives away."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\x00" not in data:
        return None
    lanes = [data[lane::4].count(0) / max(1, len(data[lane::4])) for lane in range(4)]
    if sum(share > 0.9 for share in lanes) == 3:
        return "UTF-32"
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    # Mostly-ASCII text in UTF-16 has NULs in one half of its bytes and hardly any in the other.
    if max(even, odd) >= 0.4 * half and min(even, odd) <= 0.1 * half:
        return "UTF-16"
    return "binary"


def _guess_single_byte(data: bytes) -> str:
    """Name the likeliest 8-bit encoding of bytes that are not UTF-8.

    Windows-1251 puts Cyrillic letters at 0xC0-0xFF, so text in it is mostly such bytes; Western
    text has only a few.
    """
    letters = sum(byte >= 0xC0 for byte in data)
    if letters >= 0.4 * len(data):
        return "Windows-1251"
    return "Windows-1252" if any(0x80 <= byte < 0xA0 for byte in data) else "ISO 8859-1"


def _not_utf8(name: str, found: str) -> AccountEncodingError:
    if found == "binary":
        sentence = f"The account {name} holds binary data, not text: save it as UTF-8 plain text."
    else:
        sentence = f"The account {name} looks like {found}, not UTF-8: save it as UTF-8."
    return AccountEncodingError(name, sentence, found)
