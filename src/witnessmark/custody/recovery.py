"""What a killed run leaves behind, and the way back to a state that the ledger describes.

Conventions
-----------
A file is stored in this order: written under :data:`PART` and flushed; its line appended to the
ledger; moved to its name; the head renewed. At whatever point that is cut off, the ledger with
at most one line beyond the head, and at most one unfinished file, say what was going on. So a
line beyond the head is completed where its bytes are there, and taken back where they are not.
Nothing that the head vouches for is ever taken away here.
"""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

from witnessmark.custody.layout import (
    DISCARDING,
    HEAD,
    HEAD_PART,
    LEDGER,
    PART,
    REPLACED,
    place,
    printable,
)
from witnessmark.custody.ledger import Ledger
from witnessmark.custody.sealing import CHUNK, Progress, digests_of
from witnessmark.custody.storage import flush_folder, make_folder, move, new_file, writing
from witnessmark.custody.storage import write_all as write_bytes
from witnessmark.errors import LedgerBrokenError, SealBrokenError, StorageFullError
from witnessmark.model import LedgerEntry, Seal


def latest_seals(entries: list[LedgerEntry]) -> dict[str, LedgerEntry]:
    """Return by path the last entry that recorded each file."""
    return {entry.seal.path: entry for entry in entries if entry.seal is not None}


def recover(case: Path, ledger: Ledger) -> list[str]:
    """Bring *case* back to what its ledger describes, and say in sentences what was found.

    Raises LedgerBrokenError where ledger and head disagree by more than a killed run explains.
    """
    found = []
    with writing(case):
        noted = _noted(case / DISCARDING)
        if noted is not None:
            roll_back(case, ledger, min(noted, len(ledger.lines)))
            return ["A failed run was being taken back; that is now done."]
        committed = ledger.committed()
        if ledger.torn:
            _check_torn(ledger)
            size = len(ledger.torn)
            ledger.cut(len(ledger.lines))
            found.append(f"The last ledger line was cut off after {size} bytes; it was dropped.")
        if len(ledger.lines) > committed + 1:
            raise LedgerBrokenError(
                ledger.path,
                f"{case / HEAD} vouches for {committed} of the {len(ledger.lines)} lines of "
                f"{LEDGER}, and a killed run explains only one: run `witnessmark verify` and "
                "continue from an untouched copy.",
            )
        if len(ledger.lines) > committed:
            found.append(_settle(case, ledger))
        found.extend(clear(case))
    return found


def roll_back(case: Path, ledger: Ledger, count: int) -> None:
    """Take away all files and lines that came after line *count*; may be begun again.

    Files that were replaced come back. Raises OSError, and what :class:`Ledger` raises.
    """
    kept = latest_seals(ledger.entries[:count])
    with suppress(StorageFullError), writing(case), new_file(case / DISCARDING) as descriptor:
        # Without room for this note the way back still goes; it only cannot be cut off safely.
        write_bytes(descriptor, f"{count}\n".encode())
    for entry in reversed(ledger.entries[count:]):
        if entry.seal is not None:
            _take_back(case, entry.seal, kept)
    ledger.cut(count)
    (case / PART).unlink(missing_ok=True)
    ledger.renew_head()
    clear(case)
    flush_folder(case)


def check_seals(case: Path, ledger: Ledger, progress: Progress | None = None) -> None:
    """Read every recorded file once. Raises SealBrokenError for the first that has changed.

    *progress* is told files done and files in all.
    """
    recorded = latest_seals(ledger.entries)
    for count, (path, entry) in enumerate(recorded.items()):
        if progress is not None:
            progress(float(count), float(len(recorded)))
        if entry.seal is not None:
            found = _digest(place(case, path))
            if found != entry.seal.sha256:
                raise SealBrokenError(case / path, entry.seal.sha256, found or "no bytes")


def set_aside(case: Path, relative: str) -> bool:
    """Move the file *relative* to where replaced files wait; say whether it was moved."""
    target, waiting = place(case, relative), case / REPLACED / relative
    if waiting.exists() or not target.exists():
        return False
    make_folder(waiting.parent)
    move(target, waiting)
    return True


def _take_back(case: Path, seal: Seal, kept: dict[str, LedgerEntry]) -> None:
    target, waiting = place(case, seal.path), case / REPLACED / seal.path
    if waiting.exists():
        move(waiting, target)
    elif seal.path not in kept:
        target.unlink(missing_ok=True)
        for folder in target.relative_to(case).parents:
            if folder.name:
                with suppress(OSError):
                    (case / folder).rmdir()


def _settle(case: Path, ledger: Ledger) -> str:
    """Complete the act of the last line, or take the line back."""
    entry = ledger.entries[-1]
    seal = entry.seal
    if seal is not None:
        target, part = place(case, seal.path), case / PART
        whole = _digest(target) == seal.sha256
        if not whole and _digest(part) == seal.sha256:
            make_folder(target.parent)
            move(part, target)
            whole = True
        if not whole:
            waiting = case / REPLACED / seal.path
            if waiting.exists() and not target.exists():
                move(waiting, target)
            ledger.cut(len(ledger.lines) - 1)
            ledger.renew_head()
            return f"Line {entry.sequence} of the ledger recorded {seal.path}, which never came."
    ledger.renew_head()
    what = f", which recorded {seal.path}" if seal is not None else ""
    return f"The ledger's head was one line behind; line {entry.sequence}{what} is now counted."


def _check_torn(ledger: Ledger) -> None:
    """Raise LedgerBrokenError unless the cut-off line can be the beginning of one of ours."""
    start = b'{"action":"'
    if not (ledger.torn.startswith(start) or start.startswith(ledger.torn)):
        raise LedgerBrokenError(
            ledger.path,
            f"{ledger.path} ends in something that is no ledger line: move it away, or name "
            "another case folder.",
        )


def clear(case: Path) -> list[str]:
    """Take away what is half-written and what waited to be put back."""
    found = []
    part = case / PART
    if part.exists():
        size = part.stat().st_size
        part.unlink()
        found.append(f"A file half-written ({size} bytes) was taken away: {printable(part.name)}.")
    (case / HEAD_PART).unlink(missing_ok=True)
    (case / DISCARDING).unlink(missing_ok=True)
    if (case / REPLACED).is_dir():
        shutil.rmtree(case / REPLACED)
    return found


def _noted(marker: Path) -> int | None:
    """Return to how many lines a run was being taken back, None where none was."""
    if not marker.is_file():
        return None
    text = marker.read_bytes()[:20].decode("ascii", "replace")
    return int(text) if re.fullmatch(r"[0-9]{1,9}\n", text) else None


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of the file, None where there is none; the ledger is not asked how."""
    try:
        return digests_of(path, CHUNK).sha256
    except OSError:
        return None
