"""Runs that end badly: nothing half-written is left, and a killed run is gone on with."""

import errno
import os
import signal
import subprocess
import sys
import textwrap

import pytest
from cli_clips import ACCOUNT, write_wav

from witnessmark.custody import verify_case
from witnessmark.errors import CaseInUseError, DecoderCrashError, StorageFullError
from witnessmark.incident import examination, examine
from witnessmark.model import Outcome

SIGNED = {"by": "tester", "tool": "test"}


@pytest.fixture
def material(tmp_path):
    clip = write_wav(tmp_path / "clip.wav")
    account = tmp_path / "story.txt"
    account.write_text(ACCOUNT, "utf-8")
    return clip, account


def test_a_decoder_that_dies_leaves_no_case(material, tmp_path, monkeypatch):
    """A crash while listening takes away what the run began."""

    def crash(*args, **kwargs):
        raise DecoderCrashError(tmp_path, "The decoder died.")

    monkeypatch.setattr(examination, "perceive", crash)
    with pytest.raises(DecoderCrashError):
        examine([material[0]], material[1], tmp_path / "case", **SIGNED)
    assert not (tmp_path / "case").exists()


def test_a_full_disk_while_the_record_is_written_leaves_no_case(material, tmp_path, monkeypatch):
    """No room for the record: one sentence, and the folder is gone."""
    real = os.fsync
    calls = {"left": 6}

    def full(descriptor):
        calls["left"] -= 1
        if calls["left"] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFullError):
        examine([material[0]], material[1], tmp_path / "case", **SIGNED)
    assert not (tmp_path / "case").exists()


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from witnessmark.incident import examination

    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(examination, sys.argv[4], die)
    clip, account, case = map(Path, sys.argv[1:4])
    examination.examine([clip], account, case, by="tester", tool="test")
    """
)


@pytest.mark.parametrize(
    "step",
    ["perceive", pytest.param("align", marks=pytest.mark.slow), "write_record"],
)
def test_after_kill_nine_the_next_run_says_what_it_found_and_finishes(material, tmp_path, step):
    """A killed run leaves a case that the next one goes on with, and that then verifies."""
    clip, account = material
    case = tmp_path / "case"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(clip), str(account), str(case), step], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert case.is_dir()
    said = []
    done = examine([clip], account, case, found=said.append, **SIGNED)
    assert any("earlier run" in sentence for sentence in said)
    assert Outcome.FAILED not in {finding.outcome for finding in verify_case(case)}
    fresh = examine([clip], account, tmp_path / "fresh", **SIGNED)
    assert fresh.record == done.record


def test_a_killed_run_on_other_footage_is_not_mixed_up(material, tmp_path):
    """Going on with other footage in the same folder is refused, and nothing is added."""
    clip, account = material
    case = tmp_path / "case"
    subprocess.run(
        [sys.executable, "-c", KILLED, str(clip), str(account), str(case), "perceive"], check=False
    )
    other = write_wav(tmp_path / "other.wav", shots=(2.5,))
    before = sorted(p.name for p in case.rglob("*"))
    with pytest.raises(CaseInUseError, match="other footage"):
        examine([other], account, case, **SIGNED)
    assert sorted(p.name for p in case.rglob("*")) == before
