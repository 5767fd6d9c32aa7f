"""From the bytes of an account to its text, or a refusal that says what to do.

Conventions
-----------
Plain text and Markdown are the file decoded and nothing else: a byte order mark stays as the first
code point, line ends and control characters stay as they are, so that every span counts code
points of the file itself. The text of a web page or a PDF is what a reader of it sees; spans count
in that text, and where the page allows it each word's place in the file is kept beside it.
"""

from __future__ import annotations

from pathlib import Path

from witnessmark.account.intake.decoding import decoded
from witnessmark.account.intake.forms import declared_encoding, form_of, is_pdf, refuse_unread
from witnessmark.account.intake.markdown import read_markdown
from witnessmark.account.intake.pdf import read_pdf
from witnessmark.account.intake.web_page import read_page
from witnessmark.account.intake.written import Block, Head, Mark, SourceMap, Written
from witnessmark.errors import (
    AccountError,
    AccountNotFoundError,
    EmptyAccountError,
    OversizedAccountError,
)

__all__ = ["LARGEST", "Block", "Head", "Mark", "SourceMap", "Written", "bytes_of", "take_in"]

#: Largest account read, in bytes; an account of one incident is a few thousand.
LARGEST = 5_000_000


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


def take_in(data: bytes, name: str) -> Written:
    """Return the text of the account *data*, called *name*, with what its mark-up says of it.

    Raises :class:`OversizedAccountError`, :class:`AccountEncodingError` (with the encoding that
    the bytes suggest), :class:`EmptyAccountError`, and for a PDF what ``read_pdf`` raises.
    """
    if len(data) > LARGEST:
        raise OversizedAccountError(
            name,
            f"The account {name} is larger than {LARGEST:,} bytes: "
            "cut it down to the text about this footage.",
        )
    if is_pdf(data):
        return read_pdf(data, name)
    refuse_unread(data, name)
    text, encoding = decoded(data, name, declared=declared_encoding(data))
    form = form_of(text, name)
    written = Written(text=text, form=form, encoding=encoding)
    if form == "html":
        written = read_page(text, encoding)
    elif form == "markdown":
        written = read_markdown(text, encoding)
    if not any(letter.isalnum() for letter in written.text):
        raise EmptyAccountError(name, f"The account {name} holds no words: write the account down.")
    return written
