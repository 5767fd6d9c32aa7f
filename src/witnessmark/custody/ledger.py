"""The ledger: one line an act, each holding the hash of the line before it.

Conventions
-----------
A line is a :class:`~witnessmark.model.LedgerEntry` in canonical JSON (RFC 8785) and a line feed.
``sequence`` counts from 1 and is the line's number; ``previous`` is the SHA-256 of the line
before, its line feed apart, and 64 zeros in the first. The head stands in a file of its own: how
many lines there are, how many bytes, and the SHA-256 of the last. It is written after the line
and after the file that the line records, so a line beyond the head is one whose act may not have
been completed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import rfc8785

from witnessmark.custody.layout import HEAD, HEAD_PART, LEDGER
from witnessmark.custody.storage import flush_folder, move, new_file, write_all, writing
from witnessmark.errors import ContractError, LedgerBrokenError, LedgerBusyError, RecordError
from witnessmark.formats import read
from witnessmark.model import LedgerEntry

#: What the first line holds in place of the hash of a line before it.
GENESIS = "0" * 64

#: Bytes of the longest line that is read: room for a list of some hundred thousand files.
LONGEST_LINE = 2**24

#: Times in the ledger: RFC 3339 in UTC, to the microsecond.
TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def line_of(entry: LedgerEntry) -> bytes:
    """Return *entry* as canonical JSON, without the line feed.

    Raises RecordError where it holds what canonical JSON cannot, such as a whole number
    beyond 2**53.
    """
    try:
        return rfc8785.dumps(entry.model_dump(mode="json"))
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as error:
        raise RecordError(f"The entry has no canonical form ({error}): correct it.") from error


def hash_of(line: bytes) -> str:
    """Return the hash by which the next line names *line*."""
    return hashlib.sha256(line).hexdigest()


def head_bytes(entries: int, head: str, size: int) -> bytes:
    """Return the one right content of the head file of a ledger."""
    return rfc8785.dumps({"bytes": size, "entries": entries, "head": head}) + b"\n"


def time_of(entry: LedgerEntry) -> datetime | None:
    """Return when *entry* says it was made, None where that is no time of the ledger's form."""
    try:
        moment = datetime.strptime(entry.at, TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment.strftime(TIME_FORMAT) == entry.at else None


def is_closing(entry: LedgerEntry) -> bool:
    """Say whether *entry* closes a run: it records no file, and lists all of them."""
    return entry.seal is None and "files" in entry.details


def check_line(line: bytes, number: int, previous: str) -> tuple[LedgerEntry | None, list[str]]:
    """Return the entry that *line* holds, None if it holds none, and all that is wrong with it.

    *previous* is the hash of the line before; *number* is what the line's own should be.
    """
    try:
        entry = read(line, LedgerEntry)
        canonical = line_of(entry)
    except RecordError as error:
        return None, [f"is no ledger entry: {error}"]
    wrong = []
    if canonical != line:
        wrong.append("is not in canonical form (RFC 8785)")
    if entry.previous != previous:
        wrong.append("does not hold the hash of the line before it")
    if entry.sequence != number:
        wrong.append(f"numbers itself {entry.sequence}")
    if time_of(entry) is None:
        wrong.append("holds a time that is not RFC 3339 in UTC to the microsecond")
    return entry, wrong


class Ledger:
    """The open ledger of one case and the right, held alone, to append to it."""

    def __init__(self, case: Path, descriptor: int) -> None:
        self.path = case / LEDGER
        self.entries: list[LedgerEntry] = []
        self.lines: list[bytes] = []
        self.torn = b""
        self._head = case / HEAD
        self._part = case / HEAD_PART
        self._descriptor = descriptor

    @classmethod
    def open(cls, case: Path, *, create: bool) -> Ledger:
        """Open the ledger of *case* and take the right to write it, at once or not at all.

        Raises LedgerBusyError, LedgerBrokenError (see :meth:`_load`), CaseError, and
        StorageFullError.
        """
        path = case / LEDGER
        flags = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        with writing(path):
            descriptor = os.open(path, flags | (os.O_CREAT if create else 0), 0o644)
        try:
            ledger = cls(case, descriptor)
            ledger._lock()
            ledger._load()
        except BaseException:
            os.close(descriptor)
            raise
        return ledger

    @property
    def size(self) -> int:
        """Bytes of all whole lines."""
        return sum(len(line) + 1 for line in self.lines)

    @property
    def head(self) -> str:
        """The hash of the last line."""
        return hash_of(self.lines[-1]) if self.lines else GENESIS

    def committed(self) -> int:
        """Return how many lines the head vouches for.

        Raises LedgerBrokenError where the head names lines that are not there.
        """
        if not self._head.exists() and not self._head.is_symlink():
            return 0
        with writing(self._head):
            noted = self._head.read_bytes() if self._head.is_file() else b""
        for count in range(len(self.lines), 0, -1):
            size = sum(len(line) + 1 for line in self.lines[:count])
            if noted == head_bytes(count, hash_of(self.lines[count - 1]), size):
                return count
        raise LedgerBrokenError(
            self._head,
            f"{self._head} does not agree with the {len(self.lines)} lines of {LEDGER}: run "
            "`witnessmark verify` on the case, and continue from an untouched copy.",
        )

    def append(self, moment: datetime, **parts: Any) -> LedgerEntry:
        """Write the next line and flush it; the head follows with :meth:`commit`.

        Raises ContractError for a time without a zone; StorageFullError or CaseError where the
        line cannot be written, and then the ledger is as it was.
        """
        if moment.tzinfo is None:
            raise ContractError("The ledger needs times with a zone.")
        entry = LedgerEntry(
            sequence=len(self.lines) + 1,
            previous=self.head,
            at=moment.astimezone(UTC).strftime(TIME_FORMAT),
            **parts,
        )
        line = line_of(entry)
        with writing(self.path):
            # Written first, so that a full disk is noticed while nothing has happened yet.
            self._write_part(len(self.lines) + 1, hash_of(line), self.size + len(line) + 1)
            try:
                write_all(self._descriptor, line + b"\n")
                os.fsync(self._descriptor)
                flush_folder(self.path.parent)
            except BaseException:
                os.ftruncate(self._descriptor, self.size)
                self._part.unlink(missing_ok=True)
                raise
        self.lines.append(line)
        self.entries.append(entry)
        return entry

    def commit(self) -> None:
        """Let the head vouch for the line just appended."""
        with writing(self._head):
            move(self._part, self._head)

    def cut(self, count: int) -> None:
        """Take away all that follows line *count*: only ever what no run has completed."""
        del self.lines[count:], self.entries[count:]
        self.torn = b""
        with writing(self.path):
            os.ftruncate(self._descriptor, self.size)
            os.fsync(self._descriptor)
            self._part.unlink(missing_ok=True)

    def renew_head(self) -> None:
        """Let the head vouch for exactly the lines there are; none, and it goes."""
        with writing(self._head):
            if self.lines:
                self._write_part(len(self.lines), self.head, self.size)
                move(self._part, self._head)
            else:
                self._head.unlink(missing_ok=True)
                flush_folder(self._head.parent)

    def close(self) -> None:
        """Give up the right to write; closing twice does no harm."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Take the empty ledger itself away, and give up the right to write."""
        with writing(self.path):
            self.path.unlink()
        self.close()

    def _write_part(self, entries: int, head: str, size: int) -> None:
        with new_file(self._part, 0o644) as descriptor:
            write_all(descriptor, head_bytes(entries, head, size))

    def _lock(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held, named = os.fstat(self._descriptor), os.lstat(self.path)
        except (BlockingIOError, FileNotFoundError) as error:
            raise LedgerBusyError(self.path) from error
        if held.st_ino != named.st_ino:  # the writer before us took its failed run away
            raise LedgerBusyError(self.path)
        if not stat.S_ISREG(held.st_mode):
            raise LedgerBrokenError(
                self.path, f"{self.path} is no file: work from an untouched copy of the case."
            )

    def _load(self) -> None:
        """Read all lines. Raises LedgerBrokenError, naming the first that does not hold."""
        with writing(self.path), open(self._descriptor, "rb", closefd=False) as source:
            source.seek(0)
            while line := source.readline(LONGEST_LINE + 1):
                if not line.endswith(b"\n") and len(line) <= LONGEST_LINE:
                    self.torn = line
                    break
                number = len(self.lines) + 1
                entry, wrong = check_line(line[:-1], number, self.head)
                if entry is None or wrong:
                    raise LedgerBrokenError(
                        self.path,
                        f"Line {number} of {self.path} {wrong[0].rstrip('.')}: run `witnessmark "
                        "verify` on the case, and continue from an untouched copy.",
                    )
                self.lines.append(line[:-1])
                self.entries.append(entry)
