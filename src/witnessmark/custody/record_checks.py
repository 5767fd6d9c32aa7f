"""Whether the record follows its schema, and speaks of the sealed bytes and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from witnessmark.custody.findings import failed, limited, not_checked, passed
from witnessmark.custody.layout import RECORD
from witnessmark.custody.sealing import open_plain
from witnessmark.errors import ContractError, RecordError, UnknownSchemaError
from witnessmark.formats.native import read_record
from witnessmark.formats.parsing import LARGEST, parse
from witnessmark.formats.schema import validate
from witnessmark.model import Citation, CustodyFinding, Incident, LedgerEntry


def check_record(case: Path, entries: list[LedgerEntry]) -> Iterator[CustodyFinding]:
    """Yield the findings on ``incident.json``; none of its bytes is trusted."""
    recorded = any(entry.seal is not None and entry.seal.path == RECORD for entry in entries)
    if not recorded:
        yield not_checked("schema", RECORD, "The ledger records no incident record to check.")
        return
    try:
        with open_plain(case / RECORD, follow=False) as source:
            data = source.read(LARGEST + 1)
        validate(parse(data))
        incident = read_record(data)
    except UnknownSchemaError as error:
        yield not_checked("schema", RECORD, str(error))
        return
    except (RecordError, ContractError) as error:
        yield failed("schema", RECORD, str(error))
        return
    except OSError as error:
        reason = error.strerror or "it is no regular file"
        yield failed("schema", RECORD, f"The record cannot be read ({reason}).")
        return
    yield passed("schema", RECORD, f"The record follows {incident.schema_name}.")
    yield from _sources(incident, entries)
    wrong = list(limited(_citations(incident)))
    yield from wrong
    if not wrong:
        count = len(incident.observations)
        yield passed("citations", RECORD, f"Every citation leads to one of {count} observations.")


def _sources(incident: Incident, entries: list[LedgerEntry]) -> Iterator[CustodyFinding]:
    originals = _sealed(entries, "original_sealed")
    accounts = _sealed(entries, "account_sealed")
    named = {recording.sha256: recording.size for recording in incident.recordings}
    wrong = [sha for sha, size in named.items() if originals.get(sha) != size]
    for sha in wrong:
        yield failed(
            "sources", RECORD, f"Its footage {sha} is not sealed here with the size it gives."
        )
    account = incident.account
    if accounts.get(account.sha256) != account.size:
        yield failed(
            "sources",
            RECORD,
            f"Its account {account.sha256} is not sealed here with the size it gives.",
        )
    elif not wrong:
        footage = "recording are" if len(named) == 1 else f"{len(named)} recordings are"
        yield passed("sources", RECORD, f"Its account and its {footage} those sealed here.")
    for sha in originals.keys() - named.keys():
        yield not_checked("sources", RECORD, f"It does not speak of the sealed footage {sha}.")


def _sealed(entries: list[LedgerEntry], action: str) -> dict[str, int]:
    return {
        entry.seal.sha256: entry.seal.size
        for entry in entries
        if entry.action == action and entry.seal is not None
    }


def _citations(incident: Incident) -> Iterator[CustodyFinding]:
    """Yield citations of what the record does not hold, or holds for another recording."""
    recordings = {recording.sha256 for recording in incident.recordings}
    heard_in = {observation.id: observation.recording for observation in incident.observations}
    for name, recording in heard_in.items():
        if recording not in recordings:
            sentence = f"Observation {name} is of a recording that the record does not list."
            yield failed("citations", RECORD, sentence)
    for where, citation in _all_citations(incident):
        wrong = [o for o in citation.observations if heard_in.get(o) != citation.recording]
        if wrong or citation.recording not in recordings:
            what = wrong[0] if wrong else citation.recording
            sentence = f"The {where} cites {what}, which is not in that recording of the record."
            yield failed("citations", RECORD, sentence)


def _all_citations(incident: Incident) -> Iterator[tuple[str, Citation]]:
    for finding in incident.findings:
        for citation in finding.citations:
            yield f"finding on claim {finding.claim}", citation
    for verdict in incident.verdicts:
        for citation in verdict.citations:
            yield f"verdict on sentence {verdict.sentence}", citation
