"""The digests of a file, taken in the same single pass that copies it.

SHA-256 (FIPS 180-4) is the public identity of bytes. BLAKE3 is taken beside it, of the whole and
of each part, so that damage can be placed and a weakness found in one function some day does not
undo the seal.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from blake3 import blake3

from witnessmark.custody.storage import write_all
from witnessmark.errors import ContractError
from witnessmark.model import Seal

#: Bytes read at a time.
CHUNK = 2**20

#: Parts a file is divided into at most, so that no ledger line grows beyond some 70 kB.
MOST_PARTS = 1024

#: Bytes of the smallest part.
SMALLEST_PART = 2**16

Progress = Callable[[float, float], None]


def part_size(size: int) -> int:
    """Return the length of a part for a file of *size* bytes: a power of two.

    >>> part_size(0), part_size(2**26), part_size(2**26 + 1)
    (65536, 65536, 131072)
    """
    length = SMALLEST_PART
    while length * MOST_PARTS < size:
        length *= 2
    return length


class Digester:
    """Takes the bytes of one file in order and gives their digests; parts of *part* bytes."""

    def __init__(self, part: int) -> None:
        if part < 1:
            raise ContractError(f"Parts have at least one byte, not {part}.")
        self.part = part
        self.size = 0
        self._sha256 = hashlib.sha256()
        self._blake3 = blake3()
        self._current = blake3()
        self._filled = 0
        self._parts: list[str] = []

    def update(self, data: bytes) -> None:
        """Take the next bytes."""
        self.size += len(data)
        self._sha256.update(data)
        self._blake3.update(data)
        rest = memoryview(data)
        while rest:
            piece = rest[: self.part - self._filled]
            self._current.update(piece)
            self._filled += len(piece)
            rest = rest[len(piece) :]
            if self._filled == self.part:
                self._close_part()

    def seal(self, path: str) -> Seal:
        """Return the digests of all bytes taken, as those of the file *path* of a case."""
        if self._filled:
            self._close_part()
        return Seal(
            path=path,
            size=self.size,
            sha256=self._sha256.hexdigest(),
            blake3=self._blake3.hexdigest(),
            part_size=self.part,
            parts=tuple(self._parts),
        )

    def _close_part(self) -> None:
        self._parts.append(self._current.hexdigest())
        self._current = blake3()
        self._filled = 0


class ReadError(Exception):
    """The source, not the case, failed; whoever opened it knows what to call that."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What one pass over a source gave: its digests, and whether it held still meanwhile."""

    seal: Seal
    steady: bool


def copy(source: BinaryIO, target: int, progress: Progress | None = None) -> Copied:
    """Read *source* once, to its end, taking digests and writing to the descriptor *target*.

    The seal's path is left empty. Reading stops early where the file outgrows the size it had
    at the start; size and time of change are compared before and after. Raises OSError from
    writing, and ReadError from reading.
    """
    before = os.fstat(source.fileno())
    digester = Digester(part_size(before.st_size))
    while chunk := _read(source):
        digester.update(chunk)
        write_all(target, chunk)
        if progress is not None:
            progress(float(digester.size), float(max(before.st_size, digester.size)))
        if digester.size > before.st_size:
            break
    after = os.fstat(source.fileno())
    steady = digester.size == before.st_size and (before.st_size, before.st_mtime_ns) == (
        after.st_size,
        after.st_mtime_ns,
    )
    return Copied(digester.seal(""), steady)


def seal_of_bytes(data: bytes, path: str) -> Seal:
    """Return the digests of *data* as those of the file *path* of a case."""
    digester = Digester(part_size(len(data)))
    digester.update(data)
    return digester.seal(path)


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(CHUNK)
    except OSError as error:
        raise ReadError(error.strerror) from error


def open_plain(path: Path, *, follow: bool) -> BinaryIO:
    """Open the regular file *path* for reading without ever waiting on a pipe or a device.

    Raises OSError as the system does, and IsADirectoryError for anything but a regular file; a
    link is taken as its target only where *follow* says so.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise IsADirectoryError(path)
    return os.fdopen(descriptor, "rb")


def digests_of(path: Path, part: int, progress: Callable[[int], None] | None = None) -> Seal:
    """Return the digests of the regular file *path*, in parts of *part* bytes; links refused.

    *progress* is called with the number of bytes just read. Raises OSError.
    """
    digester = Digester(part)
    with open_plain(path, follow=False) as source:
        while chunk := source.read(CHUNK):
            digester.update(chunk)
            if progress is not None:
                progress(len(chunk))
    return digester.seal("")
