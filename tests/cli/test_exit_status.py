"""Status 3: done, but not all of it was heard; by one rule for listening and examining."""

import wave
from pathlib import Path

import numpy as np
import pytest
from cli_clips import ACCOUNT, write_wav

from witnessmark.cli import run
from witnessmark.cli.exit_status import EXIT_STATUS


def spoilt(path: Path, how: str) -> Path:
    """Write a clip of three bangs and spoil what follows the last of them, as *how* says."""
    write_wav(path, seconds=8)
    with wave.open(str(path)) as file:
        parameters, data = file.getparams(), file.readframes(file.getnframes())
    samples = np.frombuffer(data, "<i2").copy()
    rate = parameters.framerate
    last = samples[4 * rate :]
    if how == "muted":
        last[:] = 0
    elif how == "overloaded":
        last[:] = np.where(np.arange(last.size) % 40 < 20, 32_767, -32_768)
    with wave.open(str(path), "wb") as file:
        file.setparams(parameters)
        file.writeframes(samples.tobytes())
    if how == "cut":
        path.write_bytes(path.read_bytes()[: -3 * rate * samples.itemsize])
    return path


@pytest.mark.parametrize(
    ("how", "status", "word"),
    [
        ("whole", 0, ""),
        ("muted", 3, "digital silence"),
        ("overloaded", 3, "overloaded"),
        ("cut", 3, ""),
    ],
)
def test_listening_and_examining_exit_alike(how, status, word, tmp_path, capsys):
    """What was not heard gives the same status and the same words in both."""
    clip, story = spoilt(tmp_path / "clip.wav", how), tmp_path / "story.txt"
    story.write_text(ACCOUNT, "utf-8")
    for arguments in (
        ["listen", str(clip)],
        ["listen", str(clip), "--json"],
        ["examine", str(clip), "--account", str(story), "--case", str(tmp_path / "case")],
    ):
        assert run(arguments) == status, arguments
        told = capsys.readouterr().err
        assert word in told
        assert bool(told) == bool(status)


@pytest.mark.parametrize("command", [[], ["listen"], ["examine"]])
def test_help_and_documentation_print_one_table(command, capsys):
    """The statuses stand in one place and are printed from it."""
    lines = EXIT_STATUS.removeprefix("\b\n").splitlines()
    run([*command, "--help"])
    printed = capsys.readouterr().out
    text = (Path(__file__).parents[2] / "docs/exit-status.md").read_text("utf-8")
    for line in lines:
        assert line.strip() in printed
        assert f"    {line}\n" in text
