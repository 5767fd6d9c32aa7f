"""The steps by which one file, or none, and one ledger line come into a case together.

Conventions
-----------
A file is taken in under :data:`~witnessmark.custody.layout.PART` and is nothing yet; it is then
either recorded under its name or dropped. Recording is all or nothing: a failure leaves ledger
and folder as they were, and a kill leaves what :mod:`witnessmark.custody.recovery` can settle.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pydantic import JsonValue

from witnessmark.custody.layout import PART, REPLACED, place, printable
from witnessmark.custody.ledger import Ledger
from witnessmark.custody.recovery import latest_seals, set_aside
from witnessmark.custody.sealing import Progress, ReadError, copy, seal_of_bytes
from witnessmark.custody.source import Complaint
from witnessmark.custody.storage import (
    make_folder,
    move,
    new_file,
    remove_folders,
    write_all,
    writing,
)
from witnessmark.model import Action, Seal


class Writer:
    """Writes files and ledger lines of one case, each line signed *by* whom and what *tool*.

    ``start`` is how many lines the ledger had before this run.
    """

    def __init__(
        self, path: Path, ledger: Ledger, *, by: str, tool: str, now: Callable[[], datetime]
    ) -> None:
        self.path = path
        self.ledger = ledger
        self.start = len(ledger.lines)
        self._by = by
        self._tool = tool
        self._now = now

    def log(self, action: Action, details: dict[str, JsonValue]) -> None:
        """Write a line that records no file. Raises what :meth:`Ledger.append` raises."""
        self._append(action, None, (), details)
        self.ledger.commit()

    def _append(
        self,
        action: Action,
        seal: Seal | None,
        parents: tuple[str, ...],
        details: dict[str, JsonValue],
    ) -> None:
        self.ledger.append(
            self._now(),
            by=self._by,
            tool=self._tool,
            action=action,
            seal=seal,
            parents=parents,
            details=details,
        )

    def take_stream(
        self, stream: BinaryIO, source: Path, complaint: Complaint, progress: Progress | None
    ) -> Seal:
        """Copy *stream* to the unfinished file; the seal has no path yet.

        Raises what *complaint* makes where the source fails or changes, and StorageFullError.
        """
        shown = printable(str(source))
        try:
            with writing(self.path), new_file(self.path / PART) as descriptor:
                copied = copy(stream, descriptor, progress)
        except ReadError as error:
            raise complaint(source, f"{shown} cannot be read to its end ({error}).") from error
        if not copied.steady:
            self.drop()
            raise complaint(
                source, f"{shown} changed while it was being copied: wait until it is complete."
            )
        return copied.seal

    def take_bytes(self, content: bytes) -> Seal:
        """Write *content* to the unfinished file; the seal has no path yet."""
        with writing(self.path), new_file(self.path / PART) as descriptor:
            write_all(descriptor, content)
        return seal_of_bytes(content, "")

    def record(
        self,
        seal: Seal,
        relative: str,
        action: Action,
        parents: tuple[str, ...],
        details: dict[str, JsonValue],
    ) -> Seal:
        """Log the unfinished file as *relative* and move it there: both, or neither."""
        seal = seal.model_copy(update={"path": relative})
        lines, made = len(self.ledger.lines), list[Path]()
        with writing(self.path):
            try:
                target = place(self.path, relative)
                made = make_folder(target.parent)
                self._append(action, seal, parents, details)
                if relative in latest_seals(self.ledger.entries[: self.start]):
                    set_aside(self.path, relative)
                move(self.path / PART, target)
            except BaseException:
                self._undo(lines, made, relative)
                raise
        self.ledger.commit()
        return seal

    def _undo(self, lines: int, made: list[Path], relative: str) -> None:
        waiting = self.path / REPLACED / relative
        if len(self.ledger.lines) > lines:
            if not (self.path / PART).exists():  # it has its name already, and must lose it
                (self.path / relative).unlink(missing_ok=True)
            self.ledger.cut(lines)
        if waiting.exists() and not (self.path / relative).exists():
            move(waiting, self.path / relative)
        self.drop()
        remove_folders(made)

    def drop(self) -> None:
        """Take the unfinished file away, if there is one."""
        with suppress(OSError):
            (self.path / PART).unlink()
