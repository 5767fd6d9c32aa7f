"""Whether a case is what it was when closed: findings, no exception for a damaged case.

Conventions
-----------
Nothing in the folder is trusted, changed or executed; links are not followed, and no name in the
ledger leads out of the folder. Findings come in a fixed order: ledger, head, files, what else
lies there, the record, and last what this command cannot check.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from witnessmark.custody.file_checks import check_files, check_nothing_else
from witnessmark.custody.findings import not_checked
from witnessmark.custody.layout import HEAD, LEDGER, ORIGINALS, RECORD, printable
from witnessmark.custody.ledger_checks import (
    ReadLedger,
    check_closing,
    check_head,
    check_ledger,
    check_noted_head,
    read_ledger,
)
from witnessmark.custody.record_checks import check_record
from witnessmark.custody.recovery import latest_seals
from witnessmark.custody.sealing import Progress
from witnessmark.errors import LedgerBrokenError, NotACaseError
from witnessmark.model import CustodyFinding


def verify_case(
    path: Path, *, expected_head: str | None = None, progress: Progress | None = None
) -> tuple[CustodyFinding, ...]:
    """Return everything there is to say on the case at *path*; it holds if none has failed.

    *expected_head* is the hash that :meth:`Case.finish` returned, noted elsewhere; *progress* is
    told bytes read and bytes in all. Raises NotACaseError where nothing at *path* is of a case.
    """
    path = Path(path)
    _check_is_case(path)
    return tuple(_findings(path, read_ledger(path), expected_head, progress))


def ledger_head(path: Path) -> str:
    """Return the hash of the last ledger line: one value that stands for the whole case.

    Raises NotACaseError where there is no case, and LedgerBrokenError where its ledger does not
    hold together.
    """
    path = Path(path)
    _check_is_case(path)
    ledger = read_ledger(path)
    if ledger.failures or not ledger.lines:
        raise LedgerBrokenError(
            path / LEDGER,
            f"The ledger of {printable(str(path))} does not hold together: run `witnessmark "
            "verify` on the case.",
        )
    return ledger.head


def _check_is_case(path: Path) -> None:
    shown = printable(str(path))
    if not path.is_dir():
        raise NotACaseError(path, f"There is no folder {shown}: name a case folder.")
    if not any((path / name).exists() for name in (LEDGER, HEAD, ORIGINALS, RECORD)):
        raise NotACaseError(path, f"{shown} is no case: it has no {LEDGER}.")


def _findings(
    path: Path, ledger: ReadLedger, expected_head: str | None, progress: Progress | None
) -> Iterator[CustodyFinding]:
    recorded = latest_seals(ledger.entries)
    total = sum(entry.seal.size for entry in recorded.values() if entry.seal is not None)
    done = 0

    def read_on(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(float(done), float(max(total, done)))

    yield from check_ledger(ledger)
    yield from check_head(path, ledger)
    yield from check_closing(ledger)
    yield from check_files(path, recorded, read_on)
    yield from check_nothing_else(path, recorded)
    yield from check_record(path, ledger.entries)
    yield check_noted_head(ledger, expected_head)
    yield not_checked(
        "trusted timestamp",
        LEDGER,
        "No trusted timestamp is kept with this case: the times in the ledger are those of the "
        "machine that wrote it.",
    )
