"""Whether the files are what they were when they were sealed, and whether there is any other."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from witnessmark.custody.findings import failed, limited, not_checked, passed
from witnessmark.custody.layout import ACCOUNTS, HEAD, LEDGER, ORIGINALS, is_safe, place, printable
from witnessmark.custody.sealing import SMALLEST_PART, digests_of
from witnessmark.errors import CaseError
from witnessmark.model import CustodyFinding, LedgerEntry, Seal

#: Folders whose files are named by their digest, by the act that seals them.
_NAMED_BY_DIGEST = {"original_sealed": ORIGINALS, "account_sealed": ACCOUNTS}


def check_files(
    case: Path, recorded: dict[str, LedgerEntry], progress: Callable[[int], None]
) -> Iterator[CustodyFinding]:
    """Yield a finding for every recorded file: whole, damaged (and where), or missing."""
    writable = []
    for path, entry in recorded.items():
        if entry.seal is not None:
            finding, open_to_change = _check_file(case, path, entry, entry.seal, progress)
            yield finding
            writable += [path] * open_to_change
    if writable:
        yield not_checked(
            "protection",
            printable(writable[0]),
            f"{len(writable)} sealed files are not marked read-only, this one the first; copying "
            "a case can lose the mark, and the digests speak for the bytes.",
        )
    elif recorded:
        yield passed("protection", ".", "Every sealed file is marked read-only.")


def check_nothing_else(case: Path, recorded: dict[str, LedgerEntry]) -> Iterator[CustodyFinding]:
    """Yield a failure for every file in the folder of which the ledger does not know."""
    known = {*recorded, LEDGER, HEAD}
    strangers = list(limited(_strangers(case, known)))
    yield from strangers
    if not strangers:
        yield passed("unrecorded", ".", "The folder holds no file that the ledger does not record.")


def _check_file(
    case: Path,
    path: str,
    entry: LedgerEntry,
    seal: Seal,
    progress: Callable[[int], None],
) -> tuple[CustodyFinding, bool]:
    shown = printable(path)
    folder = _NAMED_BY_DIGEST.get(entry.action)
    if not is_safe(path) or (folder and not path.startswith(f"{folder}/{seal.sha256}")):
        complaint = f"Ledger line {entry.sequence} records a file where none may lie; not opened."
        return failed("file", shown, complaint), False
    parts = -(-seal.size // max(seal.part_size, 1))
    if seal.size < 0 or seal.part_size < SMALLEST_PART or len(seal.parts) != parts:
        complaint = f"Ledger line {entry.sequence} holds a seal whose parts do not make its size."
        return failed("file", shown, complaint, parts, len(seal.parts)), False
    try:
        target = place(case, path)
        mode = target.lstat().st_mode
        found = digests_of(target, seal.part_size, progress)
    except CaseError as error:
        return failed("file", shown, str(error)), False
    except FileNotFoundError:
        return failed("file", shown, f"{shown} is missing.", seal.sha256, "no file"), False
    except OSError as error:
        reason = error.strerror or "it is no regular file"
        return failed("file", shown, f"{shown} cannot be read ({reason})."), False
    return _compare(shown, seal, found), bool(mode & 0o222)


def _compare(shown: str, seal: Seal, found: Seal) -> CustodyFinding:
    if (found.sha256, found.blake3, found.size) == (seal.sha256, seal.blake3, seal.size):
        return passed("file", shown, f"{shown} is whole: {seal.size} bytes, SHA-256 {seal.sha256}.")
    length = "" if found.size == seal.size else f" It has {found.size} bytes, not {seal.size}."
    return failed(
        "file",
        f"{shown} {_ranges(seal, found)}",
        f"{shown} is not what was sealed: {_ranges(seal, found)} differ.{length}",
        seal.sha256,
        found.sha256,
    )


def _ranges(seal: Seal, found: Seal) -> str:
    """Name the stretches of bytes, ends included, that the digests of the parts tell apart."""
    count = max(len(seal.parts), len(found.parts))
    wrong = [n for n in range(count) if seal.parts[n : n + 1] != found.parts[n : n + 1]]
    runs: list[list[int]] = []
    for number in wrong:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    end = max(seal.size, found.size)
    named = [
        f"{first * seal.part_size}-{min((last + 1) * seal.part_size, end) - 1}"
        for first, last in runs
    ]
    if not named:
        return "digests of the whole, not of any part,"
    return "bytes " + ", ".join(named[:10]) + (" and more" if len(named) > 10 else "")


def _strangers(case: Path, known: set[str]) -> Iterator[CustodyFinding]:
    waiting = [case]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            shown = printable(os.path.relpath(folder, case))
            yield failed("unrecorded", shown, f"The folder cannot be listed ({error.strerror}).")
            continue
        for entry in entries:
            relative = os.path.relpath(entry.path, case)
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                waiting.append(Path(entry.path))
            elif not stat.S_ISREG(mode) or relative not in known:
                shown = printable(relative)
                what = "a link" if stat.S_ISLNK(mode) else "a file"
                yield failed("unrecorded", shown, f"{shown} is {what} that no ledger line records.")
