"""``witnessmark evaluate seeing`` does what it says, or says in one sentence why not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from witnessmark.cli import run
from witnessmark.rendering.sights import sight_scene, write
from witnessmark.rendering.sights.scene import Coding


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--sets", "imaginary"), "there are"),
        (("--sets", "real"), "--data"),
        (("--sets", "real", "--data", "nowhere"), "fetch.py"),
    ],
)
def test_what_cannot_be_seen_is_said_in_one_sentence(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is 2 and the sentence says what to do."""
    assert run(["evaluate", "seeing", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_real_clips_are_scored_by_their_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clip's cuts and what it contains come from the table; the JSON is the same twice."""
    whole = sight_scene("camera", 1)
    shot = replace(whole.shots[0], past=12)
    small = replace(
        whole,
        width=160,
        height=96,
        starts=whole.starts[:12],
        ends=whole.ends[:12],
        shots=(shot,),
        coding=Coding(),
    )
    write(small, tmp_path / "clip.mp4")
    (tmp_path / "real_clips.csv").write_text("name,contains,cuts\nclip.mp4,text still,\n")
    arguments = ["evaluate", "seeing", "--sets", "real", "--data", str(tmp_path), "--json"]
    assert run(arguments) == 0
    first = capsys.readouterr().out
    assert run(arguments) == 0
    assert capsys.readouterr().out == first
    (written,) = json.loads(first)["sets"]
    assert written["clips"] == 1
    assert written["figures"]["flash_false_clips"]["of"] == 1
    assert written["figures"]["text_false_clips"]["of"] == 0


def test_a_clip_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that names a clip which was not fetched ends with its name."""
    (tmp_path / "real_clips.csv").write_text("name,contains,cuts\ngone.mp4,,\n")
    assert run(["evaluate", "seeing", "--sets", "real", "--data", str(tmp_path)]) == 2
    assert "gone.mp4" in capsys.readouterr().err
