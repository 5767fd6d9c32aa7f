"""Promises of a case held open: what it stores, what it refuses, what it takes back."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from custody_cases import ACCOUNT, FOOTAGE, everything, failures, fill, finished_case, ticking

from witnessmark.custody import Case, ledger_head, verify_case
from witnessmark.errors import (
    AccountNotFoundError,
    CaseError,
    CaseInUseError,
    ContractError,
    EmptyFootageError,
    FootageError,
    FootageNotFoundError,
    LedgerBusyError,
    NotACaseError,
    NotAFileError,
)


@pytest.fixture
def case(tmp_path: Path):
    """Lend a new case, open."""
    with Case.begin(tmp_path / "case", by="tester", tool="test 1", now=ticking()) as case:
        yield case


def sealed_clip(case: Case, name: str = "clip.mp4", content: bytes = FOOTAGE):
    source = case.path.parent / name
    source.write_bytes(content)
    return case.seal_original(source)


def test_original_is_copied_whole_under_its_digest_and_read_only(case: Case) -> None:
    """A sealed original is the source byte for byte, named by SHA-256, and not writable."""
    seal = sealed_clip(case)
    kept = case.path_of(seal)
    assert kept.read_bytes() == FOOTAGE
    assert seal.sha256 == hashlib.sha256(FOOTAGE).hexdigest()
    assert kept.name == f"{seal.sha256}.mp4"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o444


@pytest.mark.parametrize("name", ["a\nb.mp4", "x.m p4", "x.toolongsuffix", "..", "\udcff.é", "-rf"])
def test_hostile_names_stay_out_of_the_folder(case: Case, name: str) -> None:
    """Whatever a file was called outside, in the case it has a plain name."""
    source = case.path.parent / "folder" / (name if name != ".." else "...")
    source.parent.mkdir()
    source.write_bytes(b"x")
    seal = case.seal_original(source)
    assert re.fullmatch(r"originals/[0-9a-f]{64}(\.mp4)?", seal.path)
    assert "original_sealed" in (case.path / "ledger.jsonl").read_text()


def test_same_bytes_are_stored_once(tmp_path: Path) -> None:
    """Sealing bytes that are sealed already copies nothing, says so, and gives the same seal."""
    said: list[str] = []
    with Case.begin(tmp_path / "case", by="t", tool="t", found=said.append) as case:
        first = sealed_clip(case)
        assert sealed_clip(case, "again.mov") == first
        assert len(list((case.path / "originals").iterdir())) == 1
        assert len(case.entries) == 2
    assert "sealed here already" in said[0]


def test_source_is_opened_once_and_never_for_writing(case: Case, monkeypatch) -> None:
    """Sealing opens the source a single time, and only to read."""
    source = case.path.parent / "clip.mp4"
    source.write_bytes(FOOTAGE)
    opened = []
    real = os.open

    def watch(path, flags, *rest, **more):
        opened.append((str(path), flags))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", watch)
    case.seal_original(source)
    ours = [flags for path, flags in opened if path == str(source)]
    assert len(ours) == 1
    assert ours[0] & os.O_ACCMODE == os.O_RDONLY


def test_progress_reaches_the_end(case: Case) -> None:
    """Progress is told in bytes, and ends at all of them."""
    source = case.path.parent / "clip.mp4"
    source.write_bytes(FOOTAGE)
    told: list[tuple[float, float]] = []
    case.seal_original(source, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(FOOTAGE), len(FOOTAGE))


def test_source_that_grows_while_read_is_refused(case: Case) -> None:
    """A file that somebody is still writing is not sealed, and nothing of it stays."""
    source = case.path.parent / "clip.mp4"
    source.write_bytes(FOOTAGE)

    def grow(done: float, total: float) -> None:
        with source.open("ab") as file:
            file.write(b"more")

    before = everything(case.path)
    with pytest.raises(FootageError, match="changed while"):
        case.seal_original(source, progress=grow)
    assert everything(case.path) == before


@pytest.mark.parametrize(
    ("prepare", "error"),
    [
        (lambda path: None, FootageNotFoundError),
        (lambda path: path.mkdir(), NotAFileError),
        (lambda path: os.mkfifo(path), NotAFileError),
        (lambda path: path.touch(), EmptyFootageError),
    ],
)
def test_what_is_no_footage_file_is_refused(case: Case, prepare, error) -> None:
    """A missing file, a folder, a pipe and an empty file are each named as what they are."""
    source = case.path.parent / "clip.mp4"
    prepare(source)
    before = everything(case.path)
    with pytest.raises(error):
        case.seal_original(source)
    assert everything(case.path) == before


def test_missing_account_is_named(case: Case) -> None:
    """An account that is not there is an account error."""
    with pytest.raises(AccountNotFoundError):
        case.seal_account(case.path / "none.txt", "none.txt")


def test_account_from_file_and_from_bytes_are_one(case: Case) -> None:
    """An account has one seal, whether it came as bytes or as a file."""
    source = case.path.parent / "account.txt"
    source.write_bytes(ACCOUNT)
    seal = case.seal_account(source, "account.txt")
    assert case.seal_account(ACCOUNT, "other name") == seal
    assert case.path_of(seal).read_bytes() == ACCOUNT


@pytest.mark.parametrize(
    "name",
    [
        "../out",
        "/etc/x",
        "a//b",
        "a/../b",
        "",
        ".",
        "ledger.jsonl",
        "ledger.head",
        ".x",
        "originals/x",
        "accounts/x",
        "a/",
        "-x",
        "é",
        "a\x00b",
        "a\\b",
        "a\nb",
    ],
)
def test_names_that_lead_elsewhere_are_refused(case: Case, name: str) -> None:
    """No name leads out of the case or to what the case keeps for itself; nothing is written."""
    parent = sealed_clip(case).sha256
    before = everything(case.path.parent)
    with pytest.raises(CaseError):
        case.store(name, b"x", action="derived", parents=(parent,))
    assert everything(case.path.parent) == before


def test_linked_folder_is_not_written_through(case: Case, tmp_path: Path) -> None:
    """A link planted in the case does not carry a derivative outside."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (case.path / "derived").symlink_to(outside)
    with pytest.raises(CaseError, match="not a plain folder"):
        case.store("derived/x", b"x", action="derived", parents=(sealed_clip(case).sha256,))
    assert not any(outside.iterdir())


def test_derivative_needs_parents_that_are_sealed_here(case: Case) -> None:
    """A derivative of nothing, or of unknown bytes, is a defect of the caller."""
    with pytest.raises(ContractError, match="no parent"):
        case.store("derived/x", b"x", action="derived", parents=())
    with pytest.raises(ContractError, match="not sealed here"):
        case.store("derived/x", b"x", action="derived", parents=("0" * 64,))


def test_derivative_is_logged_with_its_parents(case: Case) -> None:
    """The ledger says from which bytes a derivative was made, and what it is."""
    parent = sealed_clip(case).sha256
    content = case.path.parent / "made.bin"
    content.write_bytes(b"made")
    seal = case.store(
        "derived/made.bin", content, action="derived", parents=(parent,), details={"how": "test"}
    )
    entry = case.entries[-1]
    assert (entry.seal, entry.parents, entry.details) == (seal, (parent,), {"how": "test"})
    assert case.path_of(seal).read_bytes() == b"made"


def test_same_derivative_twice_is_one_entry(case: Case) -> None:
    """Storing the same bytes from the same parents under the same name again adds nothing."""
    parents = (sealed_clip(case).sha256,)
    first = case.store("derived/x", b"x", action="derived", parents=parents)
    assert case.store("derived/x", b"x", action="derived", parents=parents) == first
    assert len(case.entries) == 3


def test_entries_chain_from_the_first_line(tmp_path: Path) -> None:
    """Each line's `previous` is the SHA-256 of the line before, the first one's is zeros."""
    lines = (finished_case(tmp_path) / "ledger.jsonl").read_bytes().splitlines()
    previous = "0" * 64
    for number, line in enumerate(lines, 1):
        entry = json.loads(line)
        assert (entry["previous"], entry["sequence"]) == (previous, number)
        previous = hashlib.sha256(line).hexdigest()
    assert ledger_head(tmp_path / "case") == previous


def test_finish_lists_every_file_and_returns_the_head(tmp_path: Path) -> None:
    """The closing line holds path and SHA-256 of every file; its hash is what finish returns."""
    with Case.begin(tmp_path / "case", by="t", tool="t") as case:
        fill(case, tmp_path)
        head = case.finish()
        listed = case.entries[-1].details["files"]
    on_disk = {
        str(path.relative_to(case.path)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in case.path.rglob("*")
        if path.is_file() and not path.name.startswith("ledger.")
    }
    assert listed == on_disk
    assert head == ledger_head(case.path)


def test_same_acts_at_the_same_times_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing but the clock and the signature makes two ledgers of one job differ."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert everything(finished_case(tmp_path / "a")) == everything(finished_case(tmp_path / "b"))


def test_finished_case_is_not_begun_again(tmp_path: Path) -> None:
    """A finished case is refused and stays as it was."""
    path = finished_case(tmp_path)
    before = everything(path)
    with pytest.raises(CaseInUseError, match="finished case"):
        Case.begin(path, by="t", tool="t")
    assert everything(path) == before


@pytest.mark.parametrize("stranger", ["notes.txt", ".hidden", "incident.json", "ledger.head"])
def test_folder_with_other_files_is_refused_untouched(tmp_path: Path, stranger: str) -> None:
    """A folder that holds anything but a case is not begun in."""
    (tmp_path / stranger).write_bytes(b"mine")
    with pytest.raises(CaseInUseError):
        Case.begin(tmp_path, by="t", tool="t")
    assert everything(tmp_path) == {stranger: b"mine"}


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A case cannot be begun where a file stands, nor below one."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(CaseInUseError):
        Case.begin(tmp_path / "file", by="t", tool="t")
    with pytest.raises(CaseError):
        Case.begin(tmp_path / "file" / "below", by="t", tool="t")
    assert everything(tmp_path) == {"file": b"mine"}


def test_empty_folder_may_be_used(tmp_path: Path) -> None:
    """An empty folder is as good as a new one, and stays when the run is taken back."""
    folder = tmp_path / "empty"
    folder.mkdir()
    case = Case.begin(folder, by="t", tool="t")
    fill(case, tmp_path)
    case.discard()
    assert everything(folder) == {}


def test_second_writer_is_told_at_once(case: Case) -> None:
    """While one run holds the case, a second one is refused without waiting."""
    with pytest.raises(LedgerBusyError):
        Case.begin(case.path, by="t", tool="t")
    with pytest.raises(LedgerBusyError):
        Case.reopen(case.path, by="t", tool="t")


def test_second_writer_of_another_process_is_told_at_once(case: Case) -> None:
    """The right to write is held against other processes as well."""
    code = (
        "import sys; from witnessmark.custody import Case\n"
        "from witnessmark.errors import LedgerBusyError\n"
        "try: Case.begin(sys.argv[1], by='t', tool='t')\n"
        "except LedgerBusyError: sys.exit(7)\n"
    )
    arguments = [sys.executable, "-c", code, str(case.path)]
    assert subprocess.run(arguments, check=False).returncode == 7


def test_discard_of_a_new_case_leaves_nothing(tmp_path: Path) -> None:
    """A failed first run takes its folder with it, and the folders it had to make above."""
    case = Case.begin(tmp_path / "far" / "down" / "case", by="t", tool="t")
    fill(case, tmp_path)
    case.discard()
    assert set(everything(tmp_path)) == {"clip.mp4"}


def test_discard_of_a_reopened_case_restores_it(tmp_path: Path) -> None:
    """A failed second run leaves the finished case byte for byte as it was, replaced files too."""
    path = finished_case(tmp_path)
    before = everything(path)
    case = Case.reopen(path, by="t", tool="t")
    record = case.seals["incident.json"].sha256
    for text in (b"two", b"three"):
        case.store("page/index.html", text, action="published", parents=(record,))
    case.store("page/deep/new.css", b"new", action="published", parents=(record,))
    case.discard()
    assert everything(path) == before
    assert not failures(verify_case(path))


def test_published_again_is_a_new_entry_for_the_same_path(tmp_path: Path) -> None:
    """A page may be replaced: the ledger keeps both digests, the later one counts."""
    path = finished_case(tmp_path)
    with Case.reopen(path, by="t", tool="t") as case:
        parents = (case.seals["incident.json"].sha256,)
        case.store("page/index.html", b"two", action="published", parents=parents)
        case.finish()
        pages = [e for e in case.entries if e.seal and e.seal.path == "page/index.html"]
    assert len(pages) == 2
    assert (path / "page/index.html").read_bytes() == b"two"
    assert not failures(verify_case(path))
    assert ".replaced" not in everything(path)


def test_reopening_without_adding_changes_nothing(tmp_path: Path) -> None:
    """A reopened case to which nothing is added keeps its head."""
    path = finished_case(tmp_path)
    before = everything(path)
    with Case.reopen(path, by="t", tool="t") as case:
        assert case.finish() == ledger_head(path)
    assert everything(path) == before


def test_reopening_what_is_no_finished_case_is_refused(tmp_path: Path) -> None:
    """Neither a stray folder nor an unfinished examination can be published from."""
    with pytest.raises(NotACaseError):
        Case.reopen(tmp_path, by="t", tool="t")
    Case.begin(tmp_path / "case", by="t", tool="t").close()
    with pytest.raises(NotACaseError, match="never finished"):
        Case.reopen(tmp_path / "case", by="t", tool="t")


def test_clock_without_zone_is_a_defect(tmp_path: Path) -> None:
    """A time that does not say its zone never gets into a ledger, and nothing is left."""
    with pytest.raises(ContractError, match="zone"):
        Case.begin(tmp_path / "case", by="t", tool="t", now=lambda: datetime(2020, 1, 1))
    assert everything(tmp_path) == {}
