"""Rendered sights as files: what is decoded stands at the times that the truth tells."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from sight_scene_making import scene, shot

from witnessmark.media import open_footage
from witnessmark.rendering.sights import SightScene, frames, write
from witnessmark.rendering.sights.scene import Coding

CODINGS = {
    "plain": Coding(),
    "late": Coding(lead=Fraction(7, 25)),
    "edit_list": Coding(hidden=3),
    "turned_once": Coding(rotation=1),
    "turned_thrice": Coding(rotation=3),
    "hevc": Coding("libx265"),
    "vp9": Coding("libvpx-vp9", "webm", 30),
    "mpeg4": Coding("mpeg4", "avi", 4),
    "mjpeg": Coding("mjpeg", "mov", 4),
}


def timed(coding: Coding, rate: Fraction) -> SightScene:
    made = scene(shot(0, 8), rate=rate, coding=coding)
    starts = [start + coding.lead for start in (*made.starts, made.ends[-1])]
    if coding.container == "webm":
        starts = [Fraction(round(start * 1000), 1000) for start in starts]
    return replace(made, starts=tuple(starts[:-1]), ends=tuple(starts[1:]))


@pytest.mark.parametrize("name", CODINGS)
def test_frames_are_decoded_at_the_times_of_the_truth(name: str, tmp_path: Path) -> None:
    """Every frame is decoded, upright, when the truth says, and hidden ones never; so marked."""
    made = timed(CODINGS[name], Fraction(30000, 1001))
    path = tmp_path / f"clip.{made.coding.container}"
    told = write(made, path)
    footage = open_footage(path)
    assert footage.synthetic
    with footage.read_views() as reader:
        views = list(reader)
    assert tuple(view.start.seconds for view in views) == told.starts
    drawn = [image for image, _ in frames(made)]
    assert views[3].luma.shape == drawn[3].shape[:2]
    assert np.abs(views[3].luma.astype(float) - drawn[3].mean(axis=2)).mean() < 20


def test_frames_of_uneven_length_keep_their_times(tmp_path: Path) -> None:
    """A variable frame rate is written as it is told."""
    starts = tuple(Fraction(n, 30) for n in (0, 1, 3, 4, 7, 8, 9, 12))
    made = replace(scene(shot(0, 8)), starts=starts, ends=(*starts[1:], Fraction(13, 30)))
    write(made, tmp_path / "uneven.mp4")
    with open_footage(tmp_path / "uneven.mp4").read_views() as reader:
        assert tuple(view.start.seconds for view in reader) == starts


def test_a_scene_is_written_in_its_own_container_only(tmp_path: Path) -> None:
    """Another ending is refused."""
    with pytest.raises(ValueError, match=r"\.mp4"):
        write(scene(shot(0, 2)), tmp_path / "clip.avi")


def test_equal_scenes_give_equal_bytes(tmp_path: Path) -> None:
    """The same scene is the same file."""
    for name in ("one", "two"):
        write(scene(shot(0, 4)), tmp_path / f"{name}.mp4")
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
