"""Frames of rendered sights: the same every time, and as the scene says."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest
from sight_scene_making import scene, shot

from witnessmark.rendering.sights import FAMILIES, frames, sight_scene
from witnessmark.rendering.sights.scene import Change, Element, Graphic, Repeat


def drawn(one: object) -> list[np.ndarray]:
    return [image for image, _ in frames(one)]  # type: ignore[arg-type]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_and_a_seed_fix_the_frames(family: str) -> None:
    """The same family and seed give the same scene and the same bytes."""
    one = sight_scene(family, 5)
    assert one == sight_scene(family, 5)
    small = replace(one, width=64, height=48)
    first, again = (np.stack([i for i, _ in islice(frames(small), 2)]) for _ in range(2))
    assert (first == again).all()
    assert first.shape == (2, 48, 64, 3)
    assert first.std() > 3


def test_every_frame_comes_with_the_second_that_it_is_shown_at() -> None:
    """Frames and start times are as many, and in step."""
    one = sight_scene("camera", 2)
    small = replace(one, width=32, height=24)
    assert [start for _, start in frames(small)] == list(one.starts)


def test_a_hard_cut_changes_the_picture_at_its_frame_only() -> None:
    """Frames of one still shot are alike; those of two shots are not."""
    images = drawn(scene(shot(0, 4), shot(4, 8, world=2)))
    steps = [float(np.abs(a.astype(int) - b).mean()) for a, b in pairwise(images)]
    assert steps[3] > 10
    assert max(steps[:3] + steps[4:]) == 0


def test_a_dissolve_mixes_both_shots() -> None:
    """The middle frame of a dissolve is the mean of both shots."""
    cut = scene(shot(0, 6), shot(6, 12, world=2))
    mixed = drawn(replace(cut, changes=(Change("dissolve", 3, 6),)))
    plain = drawn(cut)
    middle = (plain[0].astype(float) + plain[-1]) / 2
    assert np.abs(mixed[4] - middle).mean() < 2


def test_a_frozen_passage_repeats_one_frame() -> None:
    """All frames of a frozen passage are the frame that it freezes."""
    walker = Element("walker", 3, (("speed", 0.2), ("tall", 0.5)))
    images = drawn(scene(shot(0, 10, walker), repeats=(Repeat("frozen", 4, 8, 3),)))
    assert all((image == images[3]).all() for image in images[4:8])
    assert (images[8] != images[3]).any()


def test_a_muzzle_flash_lights_its_frame() -> None:
    """The frame in which a round is fired is brighter at the muzzle than the one before it."""
    gun = Element(
        "muzzle", 1, (("anchor", (0.5, 0.5)), ("power", 4.0), ("size", 0.1), ("times", (0.128,)))
    )
    images = drawn(scene(shot(0, 6, gun, hour="night", shutter=0.03)))
    place = (slice(20, 44), slice(36, 60))
    assert images[3][place].mean() > images[2][place].mean() + 15


def test_snow_falls_where_it_is_asked_for() -> None:
    """Flakes change the picture from frame to frame; a still shot without them stays the same."""
    bare = drawn(scene(shot(0, 3)))
    snow = Element("snowfall", 2, (("count", 400), ("haze", 0.0)))
    falling = drawn(scene(shot(0, 3, snow)))
    assert (bare[1] == bare[2]).all()
    assert np.abs(falling[1].astype(int) - falling[2]).mean() > 1


def test_a_bar_is_black_and_nothing_shows_through() -> None:
    """Letterbox bars are black to their edge."""
    bar = Graphic("bar", 0, 2, (0.0, 0.0, 1.0, 0.25), 1)
    images = drawn(scene(shot(0, 2), graphics=(bar,)))
    assert not images[0][:16].any()
    assert images[0][16:].any()
