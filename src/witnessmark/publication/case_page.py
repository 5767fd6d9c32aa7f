"""The page of a finished case: made from its sealed files, stored in it, and logged.

Conventions
-----------
Nothing is read that the ledger does not vouch for: every file is checked against its seal as it
is read. Publishing the same case again with the same release changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from witnessmark.custody import Case
from witnessmark.errors import NotACaseError, SealBrokenError
from witnessmark.formats import read_record
from witnessmark.model import Incident, Seal
from witnessmark.publication.agreement import KnownTruth
from witnessmark.publication.page import render_page
from witnessmark.publication.playability import browser_suffix


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """Where the page of a case lies, and the hash of the ledger's last line after publishing it.

    The hash is what to note down outside the case.
    """

    path: Path
    head: str


#: Where a page lies in its case.
PAGE = "page/index.html"

_RECORD = "incident.json"


def publish_case(
    case_path: Path,
    *,
    by: str,
    tool: str,
    agreement: Sequence[KnownTruth] | None = None,
) -> PublishedPage:
    """Write the page of a finished case into it; return where it lies and the ledger's head.

    A copy of the footage that browsers can play is laid beside the page and logged with the
    original as its parent; footage that they cannot play is named and not copied. *by* and
    *tool* sign the ledger's lines; *agreement* is passed to :func:`render_page`. Raises
    NotACaseError where *case_path* is no finished case or lacks a file that its record names,
    SealBrokenError where a file is not what was sealed, RecordError where the record cannot be
    read, and what ``Case.reopen`` and ``Case.store`` raise. Where it raises, the case is as it
    was before.
    """
    with Case.reopen(case_path, by=by, tool=tool) as case:
        try:
            page = _publish(case, agreement)
            head = case.finish()
        except BaseException:
            case.discard()
            raise
        return PublishedPage(page, head)


def _publish(case: Case, agreement: Sequence[KnownTruth] | None) -> Path:
    record_seal = _sealed(case, _RECORD)
    record = read_record(_whole(case, record_seal))
    account_seal = _sealed(case, f"accounts/{record.account.sha256}.txt")
    text_seal = account_seal
    if record.account.text_sha256 is not None:
        text_seal = _sealed(case, f"derived/{record.account.text_sha256}.txt")
    account_text = _whole(case, text_seal).decode("utf-8")
    footage = _lay_beside(case, record)
    page = render_page(
        record,
        account_text,
        footage_href=Path(footage.path).name if footage else None,
        playable=footage is not None,
        agreement=agreement,
    )
    parents = [record_seal.sha256, account_seal.sha256, *([footage.sha256] if footage else [])]
    seal = case.store(PAGE, page.encode(), action="published", parents=tuple(parents))
    return case.path_of(seal)


def _lay_beside(case: Case, record: Incident) -> Seal | None:
    """Copy the first recording next to the page where browsers can play it."""
    if not record.recordings:
        return None
    recording = record.recordings[0]
    original = _original(case, recording.sha256)
    suffix = browser_suffix(recording)
    if suffix is None:
        return None
    copy = case.store(
        f"page/footage{suffix}",
        case.path_of(original),
        action="derived",
        parents=(original.sha256,),
        details={"purpose": "plays beside the page", "change": "none, the same bytes"},
    )
    if copy.sha256 != original.sha256:
        raise SealBrokenError(case.path_of(original), original.sha256, copy.sha256)
    return copy


def _original(case: Case, sha256: str) -> Seal:
    for path, seal in case.seals.items():
        if path.startswith("originals/") and seal.sha256 == sha256:
            return seal
    raise NotACaseError(
        case.path, f"The record names a recording with SHA-256 {sha256} that is not in this case."
    )


def _sealed(case: Case, path: str) -> Seal:
    seal = case.seals.get(path)
    if seal is None:
        raise NotACaseError(
            case.path, f"This case holds no {path}: run `witnessmark verify` on it."
        )
    return seal


def _whole(case: Case, seal: Seal) -> bytes:
    """Read a sealed file and make sure that it is the one that was sealed."""
    path = case.path_of(seal)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotACaseError(
            case.path, f"{seal.path} is gone from this case: run `witnessmark verify` on it."
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != seal.sha256:
        raise SealBrokenError(path, seal.sha256, found)
    return content
