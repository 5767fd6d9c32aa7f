"""The record of a finished case, read without taking the case in hand."""

from __future__ import annotations

import hashlib
from pathlib import Path

from witnessmark.custody.layout import RECORD, printable
from witnessmark.custody.ledger import is_closing
from witnessmark.custody.ledger_checks import read_ledger
from witnessmark.custody.recovery import latest_seals
from witnessmark.custody.sealing import open_plain
from witnessmark.custody.verification import ledger_head
from witnessmark.errors import NotACaseError, SealBrokenError
from witnessmark.formats import read_record
from witnessmark.formats.parsing import LARGEST
from witnessmark.model import Incident


def finished_record(path: Path) -> Incident:
    """Return the record of the case at *path* as its ledger vouches for it; nothing is written.

    Raises NotACaseError where there is no finished case, LedgerBrokenError where its ledger does
    not hold together, SealBrokenError where the record is not what was sealed, and what
    :func:`witnessmark.formats.read_record` raises.
    """
    path = Path(path)
    ledger_head(path)
    entries = read_ledger(path).entries
    recorded = latest_seals(entries).get(RECORD)
    shown = printable(str(path))
    if recorded is None or recorded.seal is None or not any(map(is_closing, entries)):
        raise NotACaseError(
            path, f"The examination in {shown} never finished: run `witnessmark examine` again."
        )
    try:
        with open_plain(path / RECORD, follow=False) as source:
            data = source.read(LARGEST + 1)
    except OSError as error:
        raise NotACaseError(
            path, f"{RECORD} of {shown} cannot be read: run `witnessmark verify` on the case."
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != recorded.seal.sha256:
        raise SealBrokenError(path / RECORD, recorded.seal.sha256, found)
    return read_record(data)
