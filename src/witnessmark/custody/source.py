"""Opening what is to be sealed, and saying in a sentence why it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from witnessmark.custody.layout import printable
from witnessmark.custody.sealing import open_plain
from witnessmark.errors import (
    AccountError,
    AccountNotFoundError,
    FootageError,
    FootageNotFoundError,
    InputError,
    NotAFileError,
)

#: Makes the error that says what is wrong with the file at a path.
Complaint = Callable[[Path, str], InputError]


def open_original(path: Path) -> BinaryIO:
    """Open a recording; a link is followed.

    Raises FootageNotFoundError, NotAFileError, or FootageError where it may not be read.
    """
    return _open(path, FootageNotFoundError, NotAFileError, FootageError)


def open_account(path: Path) -> BinaryIO:
    """Open an account; a link is followed. Raises AccountNotFoundError or AccountError."""
    return _open(path, AccountNotFoundError, AccountError, AccountError)


def _open(path: Path, missing: Complaint, no_file: Complaint, other: Complaint) -> BinaryIO:
    shown = printable(str(path))
    try:
        return open_plain(path, follow=True)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise missing(path, f"There is no file {shown}: check the name.") from error
    except IsADirectoryError as error:
        raise no_file(path, f"{shown} is a folder or a device: name a file.") from error
    except OSError as error:
        raise other(path, f"{shown} cannot be opened ({error.strerror}).") from error
    except ValueError as error:  # a NUL character
        raise missing(path, f"No file can be called {shown}: check the name.") from error
