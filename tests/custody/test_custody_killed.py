"""Promises after a kill: wherever a run is cut off, the next one says what it found and goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from custody_cases import everything, finished_case, forged, overwrite

from witnessmark.custody import Case, verify_case
from witnessmark.errors import LedgerBrokenError, SealBrokenError


def kills(kind: str, step: int) -> list[dict]:
    """Kill a run at every *step*-th act, where flushing costs nothing if there is such a place."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    with TemporaryDirectory(dir=memory) as folder:
        simulator = str(Path(__file__).with_name("killed_runs.py"))
        arguments = [sys.executable, simulator, folder, kind, str(step)]
        run = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert len(told) > 50 / step
    return told


def check_goes_on(told: list[dict]) -> None:
    assert [run for run in told if run["failures"]] == []
    sentences = {sentence for run in told for sentence in run["found"]}
    for beginning in (
        "An earlier run stopped after ledger line",
        "The ledger's head was one line behind",
        "A file half-written",
    ):
        assert any(sentence.startswith(beginning) for sentence in sentences)


def test_killed_examination_goes_on() -> None:
    """Killed before an act on the disk, an examination goes on to a case without a failure."""
    check_goes_on(kills("new", 4))


@pytest.mark.slow
def test_killed_examination_goes_on_from_anywhere() -> None:
    """The same at every single act, and lines cut in half are found."""
    told = kills("new", 1)
    check_goes_on(told)
    assert any("was cut off after" in sentence for run in told for sentence in run["found"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["discard", "resume"])
def test_killed_discard_and_killed_resume_go_on(kind: str) -> None:
    """A run killed while it takes itself back, or while it goes on after a kill, is no end."""
    assert [run for run in kills(kind, 1) if run["failures"]] == []


def test_killed_publication_leaves_the_case_publishable() -> None:
    """Killed before an act while a page is replaced, the case can be published again."""
    assert [run for run in kills("again", 3) if run["failures"] or run["page"] != "two"] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["again", "discard_again"])
def test_publication_killed_anywhere_leaves_the_case_publishable(kind: str) -> None:
    """The same at every single act, also while the publication is taken back."""
    assert [run for run in kills(kind, 1) if run["failures"] or run["page"] != "two"] == []


def unfinished(folder: Path) -> Path:
    path = folder / "case"
    source = folder / "clip.mp4"
    source.write_bytes(b"footage")
    with Case.begin(path, by="t", tool="t") as case:
        case.seal_original(source)
    return path


def test_what_was_found_is_in_the_ledger(tmp_path: Path) -> None:
    """The run that goes on logs the sentences that it told."""
    path = unfinished(tmp_path)
    (path / ".sealing.part").write_bytes(b"half")
    said: list[str] = []
    with Case.begin(path, by="t", tool="t", found=said.append) as case:
        assert case.entries[-1].action == "examination_resumed"
        assert case.entries[-1].details == {"found": said}
    assert any("half-written (4 bytes)" in sentence for sentence in said)


def test_resuming_with_the_same_footage_uses_the_sealed_copy(tmp_path: Path) -> None:
    """After a kill, the same recording is not stored again."""
    path = unfinished(tmp_path)
    said: list[str] = []
    with Case.begin(path, by="t", tool="t", found=said.append) as case:
        case.seal_original(tmp_path / "clip.mp4")
        assert len(case.seals) == 1
    assert "sealed here already" in said[-1]


def test_damage_done_after_the_kill_is_not_continued(tmp_path: Path) -> None:
    """A sealed file that changed, or went, between two runs stops the second one."""
    path = unfinished(tmp_path)
    original = next((path / "originals").iterdir())
    overwrite(original, b"Footage")
    before = everything(path)
    with pytest.raises(SealBrokenError):
        Case.begin(path, by="t", tool="t")
    assert everything(path) == before
    original.unlink()
    with pytest.raises(SealBrokenError):
        Case.begin(path, by="t", tool="t")


@pytest.mark.parametrize("damage", ["cut", "changed", "no head", "foreign end", "head folder"])
def test_ledger_that_no_kill_explains_is_not_continued(tmp_path: Path, damage: str) -> None:
    """A ledger cut, changed or without its head is left alone, and the error names verify."""
    path = unfinished(tmp_path)
    ledger = path / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    if damage == "cut":
        ledger.write_bytes(lines[0])
    elif damage == "changed":
        ledger.write_bytes(lines[0].replace(b'"tool":"t"', b'"tool":"u"') + lines[1])
    elif damage == "no head":
        (path / "ledger.head").unlink()
    elif damage == "foreign end":
        ledger.write_bytes(b"".join(lines) + b"mine")
    else:
        (path / "ledger.head").unlink()
        (path / "ledger.head").mkdir()
    before = everything(path)
    with pytest.raises(LedgerBrokenError):
        Case.begin(path, by="t", tool="t")
    assert everything(path) == before


def test_finished_case_with_a_broken_ledger_is_not_reopened(tmp_path: Path) -> None:
    """Nothing is published from a case whose ledger does not hold together."""
    path = finished_case(tmp_path)
    data = (path / "ledger.jsonl").read_bytes()
    (path / "ledger.jsonl").write_bytes(data.replace(b"tester", b"nobody", 1))
    with pytest.raises(LedgerBrokenError, match="witnessmark verify"):
        Case.reopen(path, by="t", tool="t")


def test_verify_names_an_unfinished_run(tmp_path: Path) -> None:
    """A killed run does not verify: the finding says that the last line closes no run."""
    path = unfinished(tmp_path)
    assert "finished" in {f.check for f in verify_case(path) if f.outcome == "failed"}


def test_forged_part_size_does_not_hold_up_a_run(tmp_path: Path) -> None:
    """A ledger forged to ask for parts of no bytes is gone on with or refused, never waited on."""
    path = unfinished(tmp_path)
    forged(path, lambda entries: entries[1]["seal"].update(part_size=0))
    Case.begin(path, by="t", tool="t").close()
    assert "file" in {f.check for f in verify_case(path) if f.outcome == "failed"}
