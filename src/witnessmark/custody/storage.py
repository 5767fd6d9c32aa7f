"""Writing so that a crash leaves the old state or the new one, and a full disk leaves the old.

Conventions
-----------
A file comes into being under a name for the unfinished, is flushed to the disk, made read-only,
and only then takes its name; afterwards the folder is flushed, without which a rename may be
lost (fsync(2), rename(2)). Every failure of the disk leaves here as an exception of
:mod:`witnessmark.errors`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from witnessmark.custody.layout import printable
from witnessmark.errors import CaseError, StorageFullError

#: What the system says where there is no room: the disk's, the user's quota, the file size limit.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

#: Owner, group and others may read, nobody may write.
READ_ONLY = 0o444


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about writing *path* into StorageFullError or CaseError."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise  # one of our own exceptions, which only has OSError as a second parent
        if error.errno in _FULL:
            raise StorageFullError(path) from error
        raise CaseError(
            path,
            f"{printable(str(path))} cannot be written ({error.strerror}): check the folder's "
            "permissions and the disk, then run again.",
        ) from error


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write the whole of *data*, however many calls the system takes for it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def flush_folder(folder: Path) -> None:
    """Make what was created, renamed or removed in *folder* survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def new_file(path: Path, mode: int = READ_ONLY) -> Iterator[int]:
    """Lend a descriptor to write *path* with; on leaving it is flushed and has *mode*.

    Whatever stood at *path* is taken away first; where the block fails, nothing stays there.
    """
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        yield descriptor
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Give *source* the name *target*, replacing what had it, and make that last."""
    os.replace(source, target)  # noqa: PTH105 -- the call itself is what a crash test interrupts
    flush_folder(target.parent)
    if source.parent != target.parent:
        flush_folder(source.parent)


def make_folder(folder: Path) -> list[Path]:
    """Make *folder* and what is missing above it; return those made, outermost first."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    made: list[Path] = []
    try:
        for path in reversed(missing):
            path.mkdir()
            made.append(path)
            flush_folder(path.parent)
    except OSError:
        remove_folders(made)
        raise
    return made


def remove_folders(made: list[Path]) -> None:
    """Take away the folders in *made*, innermost first, as far as they are empty."""
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir()
