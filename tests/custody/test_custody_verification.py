"""Promises of verification: a whole case passes, and whoever touches one is found out."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from custody_cases import (
    ACCOUNT,
    FOOTAGE,
    everything,
    failures,
    fill,
    finished_case,
    forged,
    overwrite,
    ticking,
)

from witnessmark.custody import Case, ledger_head, verify_case
from witnessmark.errors import LedgerBrokenError, NotACaseError
from witnessmark.model import Outcome


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a finished case."""
    return finished_case(tmp_path)


def checks(case: Path) -> set[str]:
    return {finding.check for finding in failures(verify_case(case))}


def test_untouched_case_passes(case: Path) -> None:
    """A finished case has no failure, and names what was not checked and why."""
    findings = verify_case(case)
    assert not failures(findings)
    assert {f.check for f in findings if f.outcome is Outcome.NOT_CHECKED} == {
        "noted head",
        "trusted timestamp",
    }


def test_verifying_changes_nothing(case: Path) -> None:
    """Verification writes nothing, and works where nothing can be written."""
    before = everything(case)
    for folder in [case, *(path for path in case.rglob("*") if path.is_dir())]:
        folder.chmod(0o555)
    try:
        assert not failures(verify_case(case))
    finally:
        for folder in [case, *(path for path in case.rglob("*") if path.is_dir())]:
            folder.chmod(0o755)
    assert everything(case) == before


def test_copied_case_passes(case: Path, tmp_path: Path) -> None:
    """A case is its files: a plain copy, marks of protection lost, has no failure."""
    shutil.copytree(case, tmp_path / "copy", copy_function=shutil.copyfile)
    findings = verify_case(tmp_path / "copy")
    assert not failures(findings)
    assert "protection" in {f.check for f in findings if f.outcome is Outcome.NOT_CHECKED}


def test_noted_head_is_compared(case: Path) -> None:
    """A head noted elsewhere passes while it is the ledger's, and fails for any other."""
    noted = ledger_head(case)
    found = {f.check: f.outcome for f in verify_case(case, expected_head=noted)}
    assert found["noted head"] is Outcome.PASSED
    assert failures(verify_case(case, expected_head="0" * 64))[0].check == "noted head"


def test_progress_reaches_all_bytes(case: Path) -> None:
    """Progress ends at the sum of the sizes of all sealed files."""
    told: list[tuple[float, float]] = []
    verify_case(case, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > len(FOOTAGE)


@pytest.mark.parametrize("offset", [0, 65535, 65536, 131071, len(FOOTAGE) - 1])
def test_flipped_byte_of_the_original_is_placed(case: Path, offset: int) -> None:
    """One changed byte of the original fails, and the stretch named holds that byte."""
    original = next((case / "originals").iterdir())
    damaged = bytearray(FOOTAGE)
    damaged[offset] ^= 1
    overwrite(original, bytes(damaged))
    finding = failures(verify_case(case))[0]
    first, last = (int(n) for n in finding.where.split(" bytes ")[1].split("-"))
    assert finding.check == "file"
    assert first <= offset <= last < first + 65536


def test_each_byte_of_the_account_counts(case: Path) -> None:
    """Any one byte changed in a small sealed file fails, and the file is named."""
    account = next((case / "accounts").iterdir())
    for offset in range(len(ACCOUNT)):
        damaged = bytearray(ACCOUNT)
        damaged[offset] ^= 1
        overwrite(account, bytes(damaged))
        assert account.name in failures(verify_case(case))[0].where


@pytest.mark.parametrize("size", [0, 1, 65536, len(FOOTAGE) - 1])
def test_truncated_original_fails_with_both_sizes(case: Path, size: int) -> None:
    """A shortened original fails, and the finding says how long it is and was."""
    overwrite(next((case / "originals").iterdir()), FOOTAGE[:size])
    assert f"It has {size} bytes, not {len(FOOTAGE)}" in failures(verify_case(case))[0].sentence


def test_lengthened_original_fails(case: Path) -> None:
    """Bytes added at the end fail, and their place is named."""
    overwrite(next((case / "originals").iterdir()), FOOTAGE + b"more")
    assert f"-{len(FOOTAGE) + 3}" in failures(verify_case(case))[0].where


def small_case(folder: Path) -> Path:
    with Case.begin(folder / "small", by="t", tool="t", now=ticking()) as case:
        case.seal_account(ACCOUNT, "a")
        case.finish()
    return folder / "small"


def test_each_byte_of_ledger_and_head_counts(tmp_path: Path) -> None:
    """Any one byte changed in the ledger or the head fails, and the ledger or head is named."""
    case = small_case(tmp_path)
    chance = random.Random(2)
    for name in ("ledger.jsonl", "ledger.head"):
        whole = (case / name).read_bytes()
        for offset in range(len(whole)):
            damaged = bytearray(whole)
            damaged[offset] ^= 1 << chance.randrange(8)
            (case / name).write_bytes(damaged)
            found = failures(verify_case(case))
            assert found, f"byte {offset} of {name}"
            assert found[0].where.startswith("ledger.")
        (case / name).write_bytes(whole)
    assert not failures(verify_case(case))


@pytest.mark.slow
def test_each_byte_of_a_whole_case_counts(case: Path) -> None:
    """One byte changed in any file of a case fails; every third is tried, fewer of footage."""
    chance = random.Random(3)
    for path in [path for path in case.rglob("*") if path.is_file()]:
        whole = path.read_bytes()
        step = 997 if len(whole) > 10000 else 3
        for offset in range(0, len(whole), step):
            damaged = bytearray(whole)
            damaged[offset] ^= 1 << chance.randrange(8)
            overwrite(path, bytes(damaged))
            assert failures(verify_case(case)), f"byte {offset} of {path.name}"
        overwrite(path, whole)


def test_damaged_line_is_named_with_its_number_and_place(case: Path) -> None:
    """A changed line shows in the link from the next one, by number and by byte."""
    lines = (case / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"tester", b"nobody")
    (case / "ledger.jsonl").write_bytes(b"".join(lines))
    found = failures(verify_case(case))
    assert found[0].where == f"ledger.jsonl line 4 (from byte {sum(map(len, lines[:3]))})"


def test_last_line_and_what_it_recorded_cannot_go_unseen(case: Path) -> None:
    """Deleting the last line fails, also together with the file that the line before it sealed."""
    lines = (case / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (case / "ledger.jsonl").write_bytes(b"".join(lines[:-1]))
    assert {"head", "finished"} <= checks(case)
    (case / "ledger.jsonl").write_bytes(b"".join(lines[:-2]))
    (case / "page" / "index.html").unlink()
    assert {"head", "finished"} <= checks(case)


def test_last_line_cut_with_a_forged_head_shows_as_unfinished(case: Path) -> None:
    """Cutting lines and mending the head still leaves a run that was never closed."""
    (case / "page" / "index.html").unlink()
    forged(case, lambda entries: entries.__delitem__(slice(-2, None)))
    assert checks(case) == {"finished"}


def test_lines_exchanged_or_doubled_fail(case: Path) -> None:
    """Reordered and repeated lines break the chain where they stand."""
    lines = (case / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    for order in ([0, 2, 1, 3, 4, 5, 6], [0, 1, 1, 2, 3, 4, 5, 6]):
        (case / "ledger.jsonl").write_bytes(b"".join(lines[i] for i in order))
        assert failures(verify_case(case))[0].check == "ledger line"


def test_time_set_back_is_told(case: Path) -> None:
    """A line dated before the one above it is named: its time proves nothing."""
    forged(case, lambda entries: entries[3].update(at="2019-01-01T00:00:00.000000Z"))
    findings = {f.check: f for f in verify_case(case)}
    assert findings["clock"].outcome is Outcome.NOT_CHECKED
    assert "line 4" in findings["clock"].where


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (lambda e: e[1]["seal"].update(path="../../outside"), "file"),
        (lambda e: e[1]["seal"].update(path="/etc/passwd"), "file"),
        (lambda e: e[1]["seal"].update(path="originals/other.mp4"), "file"),
        (lambda e: e[1]["seal"].update(part_size=0), "file"),
        (lambda e: e[1]["seal"].update(part_size=1), "file"),
        (lambda e: e[1]["seal"].update(size=-5), "file"),
        (lambda e: e[1]["seal"].update(parts=[]), "file"),
        (lambda e: e[1].update(action="case_opened"), "ledger order"),
        (lambda e: e[3].update(parents=[]), "ledger order"),
        (lambda e: e[3].update(parents=["1" * 64]), "ledger order"),
        (lambda e: e[3].update(at="yesterday"), "ledger line"),
        (lambda e: e[3].update(at="2020-01-02T03:04:05.000000+00:00"), "ledger line"),
        (lambda e: e[6]["details"].update(files={}), "finished"),
        (lambda e: e[6]["details"].update(files=[1]), "finished"),
        (lambda e: e.pop(2), "sources"),
    ],
)
def test_forged_ledger_is_found_by_what_it_says(case: Path, change, check: str) -> None:
    """Even with every hash mended, a ledger that says what no run says fails."""
    forged(case, change)
    assert check in checks(case)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\n",
        b"\n\n\n",
        b"\xff\xfe\x00" * 1000,
        b"{}\n",
        b"null\n[]\n",
        b"[" * 100_000 + b"\n",
        b'{"a":' * 5000 + b"\n",
        b"9" * 10_000 + b"\n",
        b'{"a":1e999}\n',
        b'{"a":"\\ud800"}\n',
        b'{"action":NaN}\n',
        b"a" * (2**24 + 5),
        (b"a" * 100 + b"\n") * 1000,
    ],
)
def test_garbage_for_a_ledger_is_a_finding(case: Path, garbage: bytes) -> None:
    """Whatever bytes stand in place of the ledger, verification says so and does not break."""
    (case / "ledger.jsonl").write_bytes(garbage)
    found = failures(verify_case(case))
    assert found[0].where.startswith("ledger.jsonl")
    assert len(found) < 150
    with pytest.raises(LedgerBrokenError):
        ledger_head(case)


@pytest.mark.parametrize("name", ["ledger.jsonl", "ledger.head", "incident.json"])
@pytest.mark.parametrize("what", ["missing", "folder", "pipe", "link", "dangling"])
def test_something_else_in_place_of_a_file_fails(case: Path, name: str, what: str) -> None:
    """A file gone, or a folder, pipe or link in its place, is a failure and never a hang."""
    path = case / name
    path.rename(case.parent / "moved")
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "link":
        path.symlink_to(case.parent / "moved")
    elif what == "dangling":
        path.symlink_to("nowhere")
    assert failures(verify_case(case))


def test_link_in_place_of_a_folder_fails(case: Path) -> None:
    """Files that were moved out of the case and linked to are not taken for sealed ones."""
    (case / "derived").rename(case.parent / "elsewhere")
    (case / "derived").symlink_to(case.parent / "elsewhere")
    assert {"file", "unrecorded"} <= checks(case)


def test_file_that_nobody_recorded_fails(case: Path) -> None:
    """A planted file is named, with its name made harmless; a thousand are counted."""
    (case / "page" / "x\n\x1b[2J.js").write_bytes(b"")
    found = failures(verify_case(case))
    assert found[0].where == "page/x\\n\\x1b[2J.js"
    for number in range(1000):
        (case / "page" / f"{number}.js").touch()
    assert len(failures(verify_case(case))) < 60


def rewritten_record(case: Path, change: Callable[[dict], None]) -> None:
    """Change the record as a run could have written it, its seal and all hashes included."""
    document = json.loads((case / "incident.json").read_bytes())
    change(document)
    shutil.rmtree(case)
    data = json.dumps(document).encode()
    with Case.begin(case, by="t", tool="t", now=ticking()) as again:
        real = again.store

        def store(relative, content, **more):
            return real(relative, data if relative == "incident.json" else content, **more)

        again.store = store
        fill(again, case.parent)
        again.finish()


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (lambda r: r.pop("account"), "schema"),
        (lambda r: r.update(verdicts=[]), "schema"),
        (lambda r: r.update(synthetic="yes"), "schema"),
        (lambda r: r["observations"][0].update(start="soon"), "schema"),
        (lambda r: r["recordings"][0].update(sha256="1" * 64), "sources"),
        (lambda r: r["recordings"][0].update(size=1), "sources"),
        (lambda r: r["account"].update(sha256="1" * 64), "sources"),
        (lambda r: r["verdicts"][0]["citations"][0].update(observations=["x"]), "citations"),
        (lambda r: r["verdicts"][0]["citations"][0].update(recording="1" * 64), "citations"),
    ],
)
def test_record_that_does_not_fit_the_case_fails(case: Path, change, check: str) -> None:
    """A record, well sealed, that breaks its schema or speaks of other bytes is a failure."""
    rewritten_record(case, change)
    assert check in checks(case)


def test_record_of_a_later_release_is_not_checked(case: Path) -> None:
    """A version that this release does not know is told as not checked, and is no failure."""
    rewritten_record(case, lambda record: record.update(schema="witnessmark.incident/99"))
    findings = {f.check: f.outcome for f in verify_case(case)}
    assert findings["schema"] is Outcome.NOT_CHECKED


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    """A missing folder, a file and a folder of other things are no cases."""
    (tmp_path / "file").touch()
    for path in (tmp_path / "none", tmp_path / "file", tmp_path):
        with pytest.raises(NotACaseError):
            verify_case(path)
        with pytest.raises(NotACaseError):
            ledger_head(path)
