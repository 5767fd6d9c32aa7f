"""The picture: what a detector is to find in it is really there, where and when truth says."""

from itertools import islice, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from witnessmark.rendering.library import parse_scenario
from witnessmark.rendering.picture.frames import _Snow, draw_frames, mark_patch
from witnessmark.rendering.picture.lens import Lens
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.truth import truth_of

HEAD = """
schema: witnessmark.scenario/1
id: t
title: t
seed: 4
duration: 2
width: 320
height: 180
"""
HOUSE = "house: {front: {id: h, start: [-6, 20], end: [6, 20], height: 5}}\n"
WALL = "walls: [{id: w, start: [-9, 10], end: [9, 10], height: 1.4}]\n"
STILL = "camera: {shake: 0.0}\n"


def drawn(body: str) -> tuple[Scenario, list[NDArray[np.int64]]]:
    """Return a scenario and its frames as whole numbers."""
    scenario = parse_scenario(HEAD + body, "t")
    return scenario, [frame.astype(np.int64) for frame in draw_frames(scenario)]


def gun(at: str, more: str = "") -> str:
    """Return one shot fired at 1.01 s from a place, at the house."""
    shooter = f"{{id: s, side: a, at: {at}, aim: [0, 20, 2], weapon: rifle}}"
    fire = f"{{id: f, shooter: s, mode: single, start: 1.01, shots: 1{more}}}"
    return f"shooters: [{shooter}]\nfire: [{fire}]\n"


def around(scenario: Scenario, place: tuple[float, float, float]) -> tuple[slice, slice]:
    """Return the pixels within five of where *place* is shown."""
    pixel = Lens.of(scenario, scenario.camera.views[0]).project(np.array(place))
    assert pixel is not None
    x, y = (round(part) for part in pixel)
    return slice(y - 5, y + 6), slice(x - 5, x + 6)


def test_flash_is_in_the_frame_of_its_shot_and_no_other() -> None:
    """The frame that covers the time of firing is bright at the muzzle; those beside it are not."""
    scenario, frames = drawn(HOUSE + STILL + gun("[2, 12, 1.7]"))
    where = around(scenario, (2.0, 12.0, 1.7))
    light = [float(frame[where].mean()) for frame in frames]
    assert np.argmax(light) == 25
    assert light[25] > max(light[:25] + light[26:]) + 30.0
    assert truth_of(scenario).shots[0].on_camera


def test_flash_behind_a_wall_is_not_seen() -> None:
    """A muzzle that the wall hides changes nothing, and the truth says so."""
    scenario, frames = drawn(HOUSE + WALL + STILL + gun("[2, 12, 0.6]"))
    assert np.abs(frames[25] - frames[24])[25:].max() < 12
    assert not truth_of(scenario).shots[0].on_camera


def test_tracer_is_a_streak_and_a_plain_round_is_none() -> None:
    """A tracer fired from beside the camera lights a line of pixels; an ordinary round does not."""
    _, plain = drawn(HOUSE + STILL + gun("[3, 1, 1.3]"))
    _, traced = drawn(HOUSE + STILL + gun("[3, 1, 1.3]", ", tracers: 1"))
    changed = np.abs(traced[25] - plain[25]).max(axis=2) > 40
    assert changed.sum() > 60
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns.max() - columns.min() > 60


def test_snow_falls() -> None:
    """Flakes are brighter than what they fall before, and the next frame has them elsewhere."""
    snow = "conditions: [{id: c, kind: snowfall, start: 0.5, end: 1.5}]\n"
    _, bare = drawn(HOUSE + STILL)
    _, snowy = drawn(HOUSE + STILL + snow)
    flakes = [(a - b).min(axis=2) > 25 for a, b in zip(snowy, bare, strict=True)]
    assert not flakes[5].any()
    assert not flakes[45].any()
    assert flakes[20].sum() > 100
    assert (flakes[20] & flakes[21]).sum() < 0.5 * flakes[20].sum()


def test_flakes_move_with_the_hand() -> None:
    """A flake hangs in the air: a camera that turns shifts it as it shifts the houses."""
    snowing = "conditions: [{id: c, kind: snowfall, start: 0, end: 2}]\n"
    scenario = parse_scenario(HEAD + STILL + snowing, "t")
    snow = _Snow(scenario, scenario.conditions[0])
    drawn_at = []
    for offset in ([0, 0], [7, 4]):
        frame = np.zeros((scenario.height, scenario.width, 3), np.uint8)
        snow.draw(frame, 0.5, np.array(offset))
        drawn_at.append(frame.max(axis=2) > 0)
    still, moved = drawn_at
    inside = np.zeros_like(still)
    inside[20:-20, 20:-20] = True
    again = np.roll(moved, (4, 7), axis=(0, 1))
    assert (still & again & inside).sum() > 0.95 * (still & inside).sum()
    assert (still & moved & inside).sum() < 0.1 * (still & inside).sum()


@pytest.mark.parametrize(("kind", "red_over_blue"), [("flame", 60.0), ("smoke", -25.0)])
def test_flame_and_smoke_have_their_colours(kind: str, red_over_blue: float) -> None:
    """Flame turns its place red and keeps changing; smoke takes the colour away."""
    burning = f"conditions: [{{id: c, kind: {kind}, start: 0, end: 2, at: [0, 19, 2]}}]\n"
    scenario, bare = drawn(HOUSE + STILL)
    _, lit = drawn(HOUSE + STILL + burning)
    where = around(scenario, (0.0, 19.0, 2.6))

    def redness(frame: NDArray[np.int64]) -> float:
        return float((frame[where][..., 0] - frame[where][..., 2]).mean())

    change = redness(lit[40]) - redness(bare[40])
    assert change > red_over_blue if red_over_blue > 0 else red_over_blue < change < -3.0
    assert np.abs(lit[40][where] - lit[39][where]).mean() > 1.0


def test_night_is_dark_and_snow_cover_bright() -> None:
    """By night the picture has a fifth of the day's light; snow makes the ground near white."""
    mean = {}
    for light in ("day", "dusk", "night"):
        _, frames = drawn(HOUSE + STILL + f"scene: {{light: {light}}}\n")
        mean[light] = frames[0][25:].mean()
    assert mean["night"] < 0.2 * mean["day"] < mean["dusk"] < mean["day"]
    _, frames = drawn(STILL + "scene: {snow_cover: true}\n")
    assert frames[0][-30:].min() > 180


def test_cut_is_in_the_frame_that_truth_names() -> None:
    """The greatest change between two frames is at the cut's first frame."""
    views = "camera: {shake: 0.3, views: [{start: 0}, {start: 0.99, bearing: 8, angle: 30}]}\n"
    scenario, frames = drawn(HOUSE + WALL + views)
    change = [np.abs(b - a).mean() for a, b in pairwise(frames)]
    first = int(np.argmax(change)) + 1
    assert truth_of(scenario).cuts == (first / 25,)
    assert change[first - 1] > 3.0 * np.partition(change, -2)[-2]


def test_hand_is_unsteady_only_when_asked() -> None:
    """Without shake two frames differ by grain alone; with shake edges move."""
    _, still = drawn(HOUSE + STILL)
    _, shaken = drawn(HOUSE + "camera: {shake: 1.0}\n")
    assert np.abs(still[0] - still[30])[25:].max() <= 3
    assert np.abs(shaken[0] - shaken[30])[25:].max() > 40


def test_every_frame_says_synthetic() -> None:
    """The sign stands unchanged in the corner of every frame, over flash and snow."""
    snow = "conditions: [{id: c, kind: snowfall, start: 0, end: 2, strength: 1}]\n"
    scenario, frames = drawn(HOUSE + gun("[-6, 12, 5.5]") + snow)
    sign = mark_patch(scenario)
    assert sign.shape[0] >= scenario.height // 18
    assert 0.1 < (sign > 128).mean() < 0.5
    for frame in frames:
        np.testing.assert_array_equal(frame[: sign.shape[0], : sign.shape[1]], sign)


def test_explosion_lights_and_smokes() -> None:
    """An explosion in the open is bright at once and leaves smoke that clears."""
    explosion = "explosions: [{id: e, at: [0, 14, 0.1], time: 0.5}]\n"
    scenario, frames = drawn(STILL + explosion)
    where = around(scenario, (0.0, 14.0, 0.9))
    assert frames[12][where].mean() > frames[11][where].mean() + 40.0
    _, snowy = drawn(STILL + explosion + "scene: {snow_cover: true}\n")
    above = around(scenario, (0.0, 14.0, 1.5))
    assert snowy[30][above].mean() < snowy[11][above].mean() - 10.0
    assert truth_of(scenario).explosions[0].on_camera


def test_long_footage_is_drawn_as_it_is_asked_for() -> None:
    """The first frames of an hour come without the hour being drawn."""
    scenario = parse_scenario(HEAD.replace("duration: 2", "duration: 3600") + HOUSE, "t")
    assert len(list(islice(draw_frames(scenario), 3))) == 3
