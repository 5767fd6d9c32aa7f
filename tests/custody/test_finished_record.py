"""The record of a finished case, read without taking the case in hand."""

import pytest
from custody_cases import everything, fill, finished_case, overwrite

from witnessmark.custody import Case, finished_record
from witnessmark.errors import LedgerBrokenError, NotACaseError, SealBrokenError
from witnessmark.formats import write_record


def test_the_record_is_what_was_sealed_and_nothing_is_written(tmp_path):
    """Reading leaves every byte of the case as it was."""
    case = finished_case(tmp_path)
    before = everything(case)
    assert write_record(finished_record(case)) == (case / "incident.json").read_bytes()
    assert everything(case) == before


def test_an_examination_that_never_finished_has_no_record_yet(tmp_path):
    """A record that a run was cut off behind is not taken for a result."""
    with Case.begin(tmp_path / "case", by="test", tool="test") as case:
        fill(case, tmp_path)
        with pytest.raises(NotACaseError, match="never finished"):
            finished_record(tmp_path / "case")


def test_what_was_changed_or_taken_away_is_refused(tmp_path):
    """A changed record, a missing one, a changed ledger, and no case at all."""
    case = finished_case(tmp_path)
    record, ledger = case / "incident.json", case / "ledger.jsonl"
    whole = record.read_bytes()
    overwrite(record, whole + b"\n")
    with pytest.raises(SealBrokenError):
        finished_record(case)
    record.unlink()
    with pytest.raises(NotACaseError, match="cannot be read"):
        finished_record(case)
    overwrite(ledger, b"x" + ledger.read_bytes())
    with pytest.raises(LedgerBrokenError):
        finished_record(case)
    with pytest.raises(NotACaseError):
        finished_record(tmp_path / "nowhere")
