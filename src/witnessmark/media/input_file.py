"""Opens the one file of footage, read-only, or says in a sentence why not.

Conventions
-----------
Only regular files are opened: a pipe or a device could hang us or never end. The check is made
again on the open descriptor, so that a file swapped in between is caught.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from witnessmark.errors import (
    EmptyFootageError,
    FootageNotFoundError,
    NotAFileError,
    UnreadableFootageError,
    UnsupportedContainerError,
)
from witnessmark.media.container_magic import READABLE, SNIFFED_BYTES, demuxer_of, is_playlist


@contextlib.contextmanager
def open_input(path: Path) -> Iterator[int]:
    """Hold a read-only descriptor of *path*.

    Raises FootageNotFoundError, NotAFileError, EmptyFootageError or UnreadableFootageError.
    """
    descriptor = _open(path)
    try:
        found = os.fstat(descriptor)
        _refuse_what_is_no_file(path, found.st_mode)
        if found.st_size == 0:
            raise EmptyFootageError(
                path, f"{path} is empty: hand in the file as it was first received."
            )
        yield descriptor
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        _refuse_what_is_no_file(path, path.stat().st_mode)
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except NotAFileError:
        raise
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise FootageNotFoundError(
            path, f"There is no file {path}: check the spelling and the folder."
        ) from error
    except PermissionError as error:
        raise UnreadableFootageError(
            path, f"{path} may not be read: change its permissions, or run as a user who may."
        ) from error
    except OSError as error:
        raise UnreadableFootageError(
            path, f"{path} cannot be opened ({error.strerror}): copy it to a disk that works."
        ) from error


def sniff(path: Path, descriptor: int) -> str:
    """Return the demuxer for the open file by its first bytes; leaves the offset untouched.

    Raises UnsupportedContainerError, UnreadableFootageError.
    """
    try:
        first = os.pread(descriptor, SNIFFED_BYTES, 0)
    except OSError as error:
        raise UnreadableFootageError(
            path, f"{path} cannot be read ({error.strerror}): copy it to a disk that works."
        ) from error
    if (demuxer := demuxer_of(first)) is not None:
        return demuxer
    if is_playlist(first):
        raise UnsupportedContainerError(
            path,
            f"{path} is a playlist, which only points at other files: hand in the footage itself.",
        )
    raise UnsupportedContainerError(
        path, f"{path} is no container of footage that is read here: hand in one of {READABLE}."
    )


def _refuse_what_is_no_file(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    what = next((name for test, name in _OTHER_KINDS if test(mode)), "no ordinary file")
    raise NotAFileError(path, f"{path} is {what}: hand in one file of footage.")


_OTHER_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
