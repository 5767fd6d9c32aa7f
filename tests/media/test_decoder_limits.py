"""The decoder is stopped at each of its limits, dies alone, and can reach nothing."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from media_making import write_clip

from witnessmark.errors import DecoderCrashError, DecoderLimitError
from witnessmark.media import Limits, open_footage, sandbox_state


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clip whose sound does not fit into a pipe."""
    path = tmp_path_factory.mktemp("limits") / "clip.wav"
    return write_clip(path, sound="pcm_s16le", seconds=60, rate=48000)


def is_running(pid: int) -> bool:
    """Say whether a process of this id exists and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def stopped_at(clip: Path, limits: Limits) -> DecoderLimitError:
    """Read *clip* under *limits* and return the error in which it ends."""
    with pytest.raises(DecoderLimitError) as caught:
        list(open_footage(clip, limits=limits).read_sound())
    assert str(clip) in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("limit", "limits"),
    [
        ("wall", Limits(wall_seconds=0.001)),
        ("stall", Limits(stall_seconds=0.001)),
        ("output", Limits(output_bytes=1_000_000)),
        ("memory", Limits(memory_bytes=100_000_000)),
    ],
)
def test_each_limit_is_named_by_its_error(clip: Path, limit: str, limits: Limits) -> None:
    """A decoder past a limit is stopped, and the error says which limit it was."""
    assert stopped_at(clip, limits).limit == limit


@pytest.mark.slow
def test_a_picture_that_needs_more_memory_than_allowed(tmp_path: Path, clip: Path) -> None:
    """A picture too large for what is left of the memory is given up as such."""
    with open_footage(clip).read_sound() as reader:
        next(reader)
        status = Path(f"/proc/{reader.decoder_pid}/status").read_text()
    peak = int(status.split("VmPeak:")[1].split()[0]) << 10
    path = write_clip(
        tmp_path / "big.mkv", sound=None, picture="mpeg4", seconds=0.08, size=(4096, 4096)
    )
    with pytest.raises(DecoderLimitError) as caught:
        next(open_footage(path, limits=Limits(memory_bytes=peak + (40 << 20))).read_frames())
    assert caught.value.limit == "memory"


@pytest.mark.slow
def test_processor_time_is_limited(tmp_path: Path, clip: Path) -> None:
    """A file that costs more computing than allowed is given up."""
    path = tmp_path / "long.wav"
    head = bytearray(clip.read_bytes()[:200])
    data = head.index(b"data") + 8
    head[4:8] = head[data - 4 : data] = (2_000_000_000).to_bytes(4, "little")
    path.write_bytes(head)
    os.truncate(path, 2_000_000_000)  # a sparse file, which takes no room on the disk
    assert stopped_at(path, Limits(cpu_seconds=1)).limit == "cpu"


def test_limits_are_above_zero() -> None:
    """A limit of nothing is a mistake and is refused."""
    with pytest.raises(ValueError, match="memory_bytes"):
        Limits(memory_bytes=0)


def test_a_killed_decoder_is_a_crash(clip: Path) -> None:
    """A kill -9 in the middle ends the reading with an error that names the file."""
    reader = open_footage(clip).read_sound()
    next(reader)
    os.kill(reader.decoder_pid, signal.SIGKILL)
    with pytest.raises(DecoderCrashError, match="signal 9") as caught:
        list(reader)
    assert caught.value.path == clip


def test_an_abandoned_reader_leaves_no_process(clip: Path) -> None:
    """Leaving the loop, closing, or dropping the reader ends its decoder, and no other."""
    footage = open_footage(clip)
    other = footage.read_sound()
    next(other)
    dropped = footage.read_sound()
    next(dropped)
    pids = [dropped.decoder_pid]
    del dropped
    with footage.read_sound() as reader:
        pids.append(reader.decoder_pid)
        next(reader)
    assert list(reader) == []
    gc.collect()
    assert not any(is_running(pid) for pid in pids)
    assert sum(len(block.samples) for block in other) > 40 * 48000


def test_no_descriptor_is_left_open(clip: Path) -> None:
    """Opening and reading a file leaves as many descriptors as before."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    list(open_footage(clip).read_sound())
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_locks_hold() -> None:
    """The decoder itself reports that a file could not be opened."""
    state = sandbox_state()
    assert state["files_refused"] is True
    assert state["open_files"] == "none"
    assert state["landlock"]


def test_the_decoder_starts_from_anywhere(clip: Path, tmp_path: Path) -> None:
    """Neither the working folder nor what lies in it changes what the decoder runs."""
    (tmp_path / "av.py").write_text("raise SystemExit('wrong module')")
    (tmp_path / "json.py").write_text("raise SystemExit('wrong module')")
    program = (
        "import sys; from pathlib import Path; from witnessmark.media import open_footage;"
        "print(open_footage(Path(sys.argv[1])).sound.rate)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, str(clip)],
        cwd=tmp_path,
        env={"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "48000"
