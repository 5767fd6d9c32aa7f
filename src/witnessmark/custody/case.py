"""A case folder held open by the one process that may write it.

Conventions
-----------
Whatever is stored is written once, made read-only, and recorded in the ledger before the next
thing is stored; nothing is ever opened for writing again. A file that is published anew replaces
the one before under the same name, and the ledger keeps the digests of both.

A run ends in one of three ways: :meth:`Case.finish` closes it, :meth:`Case.discard` takes it
back, and a kill leaves it to the next :meth:`Case.begin`, which says what it found and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import JsonValue

from witnessmark.custody.layout import (
    ACCOUNTS,
    DISCARDING,
    HEAD,
    LEDGER,
    LEFT_OVER,
    ORIGINALS,
    place,
    printable,
    safe_suffix,
)
from witnessmark.custody.ledger import Ledger, is_closing
from witnessmark.custody.recovery import (
    check_seals,
    clear,
    latest_seals,
    recover,
    roll_back,
)
from witnessmark.custody.sealing import Progress
from witnessmark.custody.source import open_account, open_original
from witnessmark.custody.storage import (
    make_folder,
    remove_folders,
    writing,
)
from witnessmark.custody.writer import Writer
from witnessmark.errors import (
    AccountError,
    CaseError,
    CaseInUseError,
    ContractError,
    EmptyFootageError,
    FootageError,
    NotACaseError,
)
from witnessmark.model import Action, LedgerEntry, Seal


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _ignore(sentence: str) -> None:
    """Take a sentence that nobody asked for."""


class Case:
    """The right, held alone, to write one case folder; made by :meth:`begin` or :meth:`reopen`."""

    def __init__(
        self,
        path: Path,
        ledger: Ledger,
        *,
        by: str,
        tool: str,
        found: Callable[[str], None] | None,
        now: Callable[[], datetime],
    ) -> None:
        self.path = path
        self._writer = Writer(path, ledger, by=by, tool=tool, now=now)
        self._found = found or _ignore
        self._made_folders: list[Path] = []
        self._closing: Action = "examination_finished"

    @classmethod
    def begin(
        cls,
        path: Path,
        *,
        by: str,
        tool: str,
        found: Callable[[str], None] | None = None,
        now: Callable[[], datetime] = _utc_now,
        progress: Progress | None = None,
    ) -> Case:
        """Open a new case at *path*, or go on with one whose run was killed.

        *by* and *tool* sign every ledger line; *found* is told, a sentence each, what a killed
        run had left; *progress* is told files done and files in all while what it had sealed is
        checked. Raises CaseInUseError for a finished case and for a folder that holds
        anything but a case (nothing in it is touched), LedgerBusyError where another process
        is writing it, LedgerBrokenError and SealBrokenError where more is wrong than a kill
        explains, StorageFullError and CaseError where it cannot be written.
        """
        path = Path(path)
        made = _claim(path)
        try:
            ledger = Ledger.open(path, create=True)
        except BaseException:
            remove_folders(made)
            raise
        case = cls(path, ledger, by=by, tool=tool, found=found, now=now)
        case._made_folders = made
        try:
            case._open_or_resume(progress)
        except BaseException:
            case.close()
            raise
        return case

    @classmethod
    def reopen(
        cls,
        path: Path,
        *,
        by: str,
        tool: str,
        found: Callable[[str], None] | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> Case:
        """Open a finished case to add to it, for instance to publish again.

        Raises NotACaseError where *path* is none or its examination never finished, otherwise
        as :meth:`begin` does.
        """
        path = Path(path)
        if not (path / LEDGER).is_file():
            raise NotACaseError(path, f"{printable(str(path))} is no case: it has no {LEDGER}.")
        ledger = Ledger.open(path, create=False)
        try:
            sentences = recover(path, ledger)
            _check_finished(path, ledger)
            case = cls(path, ledger, by=by, tool=tool, found=found, now=now)
            case._closing = "published"
            if sentences or not is_closing(ledger.entries[-1]):
                case._resume(sentences)
        except BaseException:
            ledger.close()
            raise
        return case

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """Every entry of the ledger so far."""
        return tuple(self._writer.ledger.entries)

    @property
    def seals(self) -> dict[str, Seal]:
        """The seal in force of every file, by path."""
        latest = latest_seals(self._writer.ledger.entries)
        return {path: entry.seal for path, entry in latest.items() if entry.seal is not None}

    def path_of(self, seal: Seal) -> Path:
        """Return where the sealed file lies. Raises CaseError where its name leads elsewhere."""
        return place(self.path, seal.path)

    def seal_original(self, source: Path, *, progress: Progress | None = None) -> Seal:
        """Copy a recording into the case in one reading, and return its seal.

        *progress* is told bytes done and bytes in all. Bytes that are sealed here already are
        not stored twice: *found* is told, and the first seal returned. Raises what
        :func:`~witnessmark.custody.source.open_original` raises, EmptyFootageError,
        FootageError where the file changes while it is read, and StorageFullError.
        """
        source = Path(source)
        with open_original(source) as stream:
            seal = self._writer.take_stream(stream, source, FootageError, progress)
        if seal.size == 0:
            self._writer.drop()
            raise EmptyFootageError(
                source, f"{printable(str(source))} holds no bytes: name another file."
            )
        name = f"{ORIGINALS}/{seal.sha256}{safe_suffix(source.name)}"
        return self._keep_whole(seal, name, "original_sealed", source.name)

    def seal_account(self, source: Path | bytes, name: str) -> Seal:
        """Copy an account into the case under its digest, and return its seal.

        *name* is what it is called outside. Raises AccountNotFoundError and AccountError, and
        StorageFullError.
        """
        if isinstance(source, bytes):
            seal = self._writer.take_bytes(source)
        else:
            with open_account(Path(source)) as stream:
                seal = self._writer.take_stream(stream, Path(source), AccountError, None)
        return self._keep_whole(seal, f"{ACCOUNTS}/{seal.sha256}.txt", "account_sealed", name)

    def store(
        self,
        relative: str,
        content: bytes | Path,
        *,
        action: Action,
        parents: tuple[str, ...],
        details: Mapping[str, JsonValue] | None = None,
    ) -> Seal:
        """Store *content* (bytes, or a file to copy) as *relative*, and log what it came from.

        *parents* are the SHA-256 of sealed files of this case. The same bytes under the same
        name are not stored twice; other bytes replace what was there. Raises CaseError for a
        name that is not plain or is reserved, ContractError for a parent that is not sealed
        here or a derivative without one, and StorageFullError.
        """
        self._check_store(relative, action, parents)
        if isinstance(content, bytes):
            seal = self._writer.take_bytes(content)
        else:
            with open_original(content) as stream:
                seal = self._writer.take_stream(stream, content, FootageError, None)
        known = latest_seals(self._writer.ledger.entries).get(relative)
        if known is not None and known.seal is not None:
            same = (known.seal.sha256, known.action, known.parents)
            if same == (seal.sha256, action, parents):
                self._writer.drop()
                return known.seal
        return self._writer.record(seal, relative, action, parents, dict(details or {}))

    def finish(self) -> str:
        """Close the run with a list of every file, and return the hash of the last line.

        That hash is what to note down elsewhere. A reopened case to which nothing was added
        gets no line.
        """
        if self._closing == "published" and len(self._writer.ledger.lines) == self._writer.start:
            return self._writer.ledger.head
        files: dict[str, JsonValue] = {path: seal.sha256 for path, seal in self.seals.items()}
        self._writer.log(self._closing, {"files": files})
        with writing(self.path):
            clear(self.path)
        self._writer.start = len(self._writer.ledger.lines)
        return self._writer.ledger.head

    def discard(self) -> None:
        """Take away everything that this run created, and give up the right to write.

        A folder that this run made goes; a case that was there before is as it was. Call it in
        place of :meth:`finish`. Raises CaseError where the disk does not allow it.
        """
        try:
            with writing(self.path):
                roll_back(self.path, self._writer.ledger, self._writer.start)
                if self._writer.start == 0:
                    self._writer.ledger.remove()
                    remove_folders(self._made_folders)
        finally:
            self.close()

    def close(self) -> None:
        """Give up the right to write; what was stored stays."""
        self._writer.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open_or_resume(self, progress: Progress | None) -> None:
        """Log the first line of this run. Raises CaseInUseError where there is no run to make."""
        sentences = recover(self.path, self._writer.ledger)
        if _is_finished(self._writer.ledger.entries):
            # Recovered first: a run killed in its very last step is finished, but for its head.
            raise CaseInUseError(
                self.path,
                f"{printable(str(self.path))} holds a finished case: name another folder, or "
                "run `witnessmark publish` on this one to make its page again.",
            )
        self._writer.start = len(self._writer.ledger.lines)
        if self._writer.start:
            check_seals(self.path, self._writer.ledger, progress)
            self._resume(sentences)
            return
        for sentence in sentences:
            self._found(sentence)
        try:
            self._writer.log("case_opened", {})
        except BaseException:
            self.discard()
            raise

    def _resume(self, sentences: list[str]) -> None:
        count = len(self._writer.ledger.entries)
        sentences = [f"An earlier run stopped after ledger line {count}.", *sentences]
        for sentence in sentences:
            self._found(sentence)
        self._writer.log("examination_resumed", {"found": list(sentences)})

    def _keep_whole(self, seal: Seal, relative: str, action: Action, name: str) -> Seal:
        """Give the unfinished file its name, unless the same bytes are here already."""
        for entry in self.entries:
            known = entry.seal
            if known is not None and (entry.action, known.sha256) == (action, seal.sha256):
                self._writer.drop()
                self._found(f"{printable(name)} is sealed here already, as {known.path}.")
                return known
        return self._writer.record(seal, relative, action, (), {"name": printable(name)})

    def _check_store(self, relative: str, action: Action, parents: tuple[str, ...]) -> None:
        place(self.path, relative)
        top = relative.split("/")[0]
        if top in {LEDGER, HEAD, ORIGINALS, ACCOUNTS, *LEFT_OVER}:
            raise CaseError(
                self.path, f"{relative} is a name that the case keeps for itself: use another."
            )
        if action not in {"derived", "record_written", "published"}:
            raise ContractError(f"A file is not stored by the act {action}.")
        if action == "derived" and not parents:
            raise ContractError(f"The derivative {relative} names no parent.")
        sealed = {entry.seal.sha256 for entry in self.entries if entry.seal is not None}
        for parent in parents:
            if parent not in sealed:
                raise ContractError(f"{relative} names the parent {parent}, not sealed here.")


def _claim(path: Path) -> list[Path]:
    """Make the folder *path*, or make sure that it may be used; return the folders made.

    Raises CaseInUseError where something else than a case is there already.
    """
    shown = printable(str(path))
    with writing(path):
        if not path.is_dir():
            if path.exists() or path.is_symlink():
                raise CaseInUseError(path, f"{shown} is no folder: name another.")
            return make_folder(path)
        names = {entry.name for entry in path.iterdir()}
        others = names - {LEDGER, *LEFT_OVER}
        if LEDGER in names:
            # An empty ledger beside other files is not one that a killed run began.
            begun = DISCARDING in names or (path / LEDGER).lstat().st_size > 0
            others = set() if begun else others
    if others:
        raise CaseInUseError(
            path, f"{shown} holds other files and no case: name a new or an empty folder."
        )
    return []


def _is_finished(entries: list[LedgerEntry]) -> bool:
    return any(entry.action == "examination_finished" for entry in entries)


def _check_finished(path: Path, ledger: Ledger) -> None:
    if not _is_finished(ledger.entries):
        raise NotACaseError(
            path,
            f"The examination in {printable(str(path))} never finished: run `witnessmark "
            "examine` on that folder again, and it goes on.",
        )
