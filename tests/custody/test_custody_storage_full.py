"""Promises on a full disk: one clear error, nothing half-written, and a way back."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from custody_cases import everything, failures, fill, finished_case, ticking

from witnessmark.custody import Case, verify_case
from witnessmark.errors import StorageFullError


@pytest.fixture
def small_disk(tmp_path: Path):
    """Lend a file system of 256 KiB."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None:
        pytest.skip("there is no mount command here")
    folder = tmp_path / "disk"
    folder.mkdir()
    options = [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small tmpfs is not permitted here")
    yield folder
    subprocess.run([unmount, str(folder)], check=True)


def test_original_larger_than_the_disk_leaves_nothing(small_disk: Path, tmp_path: Path) -> None:
    """Footage that does not fit is one StorageFullError, and taking the run back empties all."""
    source = tmp_path / "long.mp4"
    source.write_bytes(os.urandom(400_000))
    case = Case.begin(small_disk / "case", by="t", tool="t")
    with pytest.raises(StorageFullError, match="no room left"):
        case.seal_original(source)
    assert set(everything(small_disk / "case")) == {"ledger.jsonl", "ledger.head"}
    case.discard()
    assert everything(small_disk) == {}


@pytest.mark.parametrize("free", range(9))
def test_disk_that_fills_anywhere_can_be_left_as_it_was(small_disk: Path, free: int) -> None:
    """With only some pages left, a run either finishes or fails clearly and is taken back."""
    source = small_disk.parent
    (small_disk / "ballast").write_bytes(b"")
    with (small_disk / "ballast").open("ab", buffering=0) as ballast:
        room = os.statvfs(small_disk)
        for _ in range(room.f_bavail - free - 50):
            ballast.write(bytes(room.f_bsize))
        while os.statvfs(small_disk).f_bavail > free:
            ballast.write(bytes(room.f_bsize))
    try:
        case = Case.begin(small_disk / "case", by="t", tool="t")
    except StorageFullError:
        assert set(everything(small_disk)) == {"ballast"}
        return
    with pytest.raises(StorageFullError):
        fill(case, source)
    case.discard()
    assert set(everything(small_disk)) == {"ballast"}


@pytest.mark.parametrize("act", ["write", "fsync", "replace", "mkdir", "open", "fchmod"])
def test_no_room_at_any_act_is_one_error_and_leaves_the_case_whole(
    tmp_path: Path, monkeypatch, act: str
) -> None:
    """Whichever call reports a full disk, a reopened case is afterwards as it was before."""
    path = finished_case(tmp_path)
    before = everything(path)
    real = getattr(os, act)
    for number in range(1, 40):
        case = Case.reopen(path, by="t", tool="t", now=ticking())
        parents = (case.seals["incident.json"].sha256,)
        calls = iter(range(1, 10_000))

        def refuse(*arguments, calls=calls, number=number, **more):
            if next(calls) == number:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments, **more)

        done = False
        with monkeypatch.context() as patch:
            patch.setattr(os, act, refuse)
            try:
                case.store("page/index.html", b"two", action="published", parents=parents)
                case.store("page/a/b.css", b"new", action="published", parents=parents)
                done = True
            except StorageFullError:
                pass
        case.discard()
        assert everything(path) == before, f"{act} number {number}"
        if done:
            break
    assert done
    assert not failures(verify_case(path))


@pytest.mark.parametrize("act", ["write", "fsync", "replace", "mkdir", "open"])
def test_no_room_to_begin_leaves_no_folder(tmp_path: Path, monkeypatch, act: str) -> None:
    """A case that cannot even be opened for lack of room leaves nothing behind."""
    real = getattr(os, act)
    for number in range(1, 30):
        calls = iter(range(1, 10_000))

        def refuse(*arguments, calls=calls, number=number, **more):
            if next(calls) == number:
                raise OSError(errno.EDQUOT, "Disk quota exceeded")
            return real(*arguments, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, act, refuse)
            try:
                case = Case.begin(tmp_path / "deep" / "case", by="t", tool="t")
            except StorageFullError:
                assert everything(tmp_path) == {}, f"{act} number {number}"
                continue
        case.discard()
        break
    assert everything(tmp_path) == {}
