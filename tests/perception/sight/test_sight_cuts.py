from collections.abc import Callable
from fractions import Fraction

import cv2
import numpy as np
import pytest
from sight_making import Picture, grained, of_kind, scenery, seen_by, times_at, views_of

from witnessmark.model import Kind, Observation
from witnessmark.perception.sight.cuts import Cuts

PLACES = [scenery(seed, 400, 240) for seed in (1, 2, 3, 4)]


def shot(
    place: int, count: int, pan: float = 0.5, first: int = 0, light: float = 1.0
) -> list[Picture]:
    """Return frames of one place by a camera that drifts *pan* pixels a frame."""
    frames = []
    for n in range(count):
        left = round(20 + pan * n)
        window = PLACES[place][30:210, left : left + 320] * light
        frames.append(grained(np.clip(window, 0, 255), first + n))
    return frames


def cuts(images: list[Picture], times=25) -> list[Observation]:
    return of_kind(seen_by(Cuts, views_of(images, times)), Kind.CUT)


def hard_frames(found: list[Observation], rate: int = 25) -> list[int]:
    return [round(one.start.seconds * rate) for one in found if one.attributes["form"] == "hard"]


def mixed(one: Picture, other: Picture, share: float) -> Picture:
    return np.clip(one * (1 - share) + other * share, 0, 255).astype(np.uint8)


def test_hard_cuts_are_told_to_the_frame() -> None:
    """Each change of place is told at its first frame, and nothing else is."""
    found = cuts(shot(0, 20) + shot(1, 9) + shot(2, 25))
    assert hard_frames(found) == [20, 29]
    assert [one.end.seconds - one.start.seconds for one in found] == [Fraction(1, 25)] * 2


def test_a_shot_of_one_frame_has_a_cut_on_either_side() -> None:
    """A single frame between two other scenes is a shot."""
    assert hard_frames(cuts(shot(0, 12) + shot(1, 1) + shot(2, 12))) == [12, 13]


def test_cuts_beside_the_ends_are_found() -> None:
    """The second frame, and the last, may begin a shot."""
    assert hard_frames(cuts(shot(0, 1) + shot(1, 10) + shot(2, 1))) == [1, 11]


def test_a_cut_in_the_dark_is_found() -> None:
    """A tenth of the light, with grain, is enough."""
    assert hard_frames(cuts(shot(0, 15, light=0.15) + shot(1, 15, light=0.15))) == [15]


def test_a_cut_at_a_jump_of_the_frame_rate_keeps_its_time() -> None:
    """The span is the frame's own, however long frames last around it."""
    times = [Fraction(n, 30) for n in range(13)] + [
        Fraction(12, 30) + Fraction(n, 8) for n in range(1, 12)
    ]
    (found,) = cuts(shot(0, 12) + shot(1, 11), times)
    assert abs(found.start.seconds - Fraction(12, 30)) < Fraction(1, 1000)
    assert abs(found.end.seconds - times[13]) < Fraction(1, 1000)


@pytest.mark.parametrize("length", [1, 2, 3])
@pytest.mark.parametrize(
    "flash",
    [
        lambda one: np.full_like(one, 255),
        lambda one: np.clip(one * 4.0 + 60, 0, 255).astype(np.uint8),
        lambda one: np.zeros_like(one),
        lambda one: np.random.default_rng(1).integers(0, 256, one.shape, np.uint8),
    ],
    ids=["white", "bright", "black", "garbage"],
)
def test_a_flash_is_no_cut(flash: Callable[[Picture], Picture], length: int) -> None:
    """Up to three frames of anything that come back to the same scene are no cut."""
    images = shot(0, 30)
    for place in range(14, 14 + length):
        images[place] = flash(images[place])
    assert cuts(images) == []


def test_an_explosion_that_lights_up_the_night_is_no_cut() -> None:
    """Glare that dies down over half a second, with a fire in the middle, leaves the scene."""
    images = shot(0, 50, light=0.15)
    for n in range(13):
        lit = shot(0, 1, pan=0, light=max(0.15, 0.8**n))[0].astype(float)
        fire = [level * 0.75**n for level in (255, 220, 160)]
        cv2.circle(lit, (150, 90), 70 - 3 * n, fire, -1)
        images[15 + n] = np.maximum(images[15 + n], lit).astype(np.uint8)
    assert cuts(images) == []


def test_light_that_changes_for_good_is_no_cut() -> None:
    """Lights that go on, or exposure that jumps, leave the scene as it was."""
    assert cuts(shot(0, 15, light=0.4) + shot(0, 15, light=1.0)) == []


def test_a_shaking_camera_and_a_whip_pan_are_no_cuts() -> None:
    """Steps of a tenth of the width from frame to frame are the camera's."""
    rng = np.random.default_rng(4)
    shaken = [
        PLACES[0][y : y + 180, x : x + 320]
        for x, y in zip(rng.integers(10, 60, 25), rng.integers(10, 50, 25), strict=True)
    ]
    wide = cv2.resize(scenery(7, 1400, 240), (1400, 240))
    whip = [
        wide[30:210, x : x + 320]
        for x in (*[100] * 8, 140, 200, 300, 420, 540, 660, 740, *[780] * 8)
    ]
    assert cuts([grained(one, n) for n, one in enumerate(shaken)]) == []
    assert cuts([grained(cv2.blur(one, (9, 1)), n) for n, one in enumerate(whip)]) == []


def test_frames_shown_twice_and_a_frozen_stretch_are_no_cuts() -> None:
    """Repeated frames, as a change of frame rate makes them, and a thawing freeze are none."""
    images = shot(0, 40, pan=1.5)
    doubled = [images[n - n % 5 // 4] for n in range(40)]
    frozen = images[:12] + [images[12]] * 10 + images[22:]
    assert cuts(doubled) == []
    assert cuts(frozen) == []


def test_corrupt_frames_make_no_cut() -> None:
    """What the decoder guessed is passed over."""
    images = shot(0, 30)
    for place in range(10, 16):
        images[place] = scenery(50 + place)
    assert of_kind(seen_by(Cuts, views_of(images, corrupt=range(10, 16))), Kind.CUT) == []


@pytest.mark.parametrize("length", [6, 14, 30])
def test_a_dissolve_is_told_from_its_first_mixed_frame_to_its_last(length: int) -> None:
    """One picture going over into another is one change, within three frames at either end."""
    old, new = shot(0, 25 + length), shot(1, length + 30, first=500)
    images = old[:25]
    images += [mixed(old[25 + n], new[n], (n + 1) / (length + 1)) for n in range(length)]
    images += new[length:]
    (found,) = cuts(images)
    assert found.attributes["form"] == "dissolve"
    assert abs(round(found.start.seconds * 25) - 25) <= 3
    assert abs(round(found.end.seconds * 25) - (25 + length)) <= 3


@pytest.mark.parametrize("colour", [0, 255])
def test_a_fade_through_a_colour_is_one_change(colour: int) -> None:
    """Out and in again is one change that spans both."""
    old, new, plain = shot(0, 35), shot(1, 35, first=500), np.full((180, 320, 3), colour, np.uint8)
    images = old[:25] + [mixed(old[25 + n], plain, (n + 1) / 11) for n in range(10)] + [plain] * 3
    images += [mixed(plain, new[n], (n + 1) / 11) for n in range(10)] + new[10:]
    (found,) = cuts(images)
    assert found.attributes["form"] == "fade"
    assert abs(round(found.start.seconds * 25) - 25) <= 3
    assert abs(round(found.end.seconds * 25) - 48) <= 3


def test_a_wipe_is_a_gradual_change() -> None:
    """An edge that uncovers another picture is told as a wipe."""
    old, new = shot(0, 50, pan=0), shot(1, 60, pan=0, first=500)
    images = old[:25]
    for n in range(20):
        edge = 16 * (n + 1)
        images.append(np.hstack([new[n][:, :edge], old[25 + n][:, edge:]]))
    images += new[20:]
    (found,) = cuts(images)
    assert found.attributes["form"] == "wipe"
    assert abs(round(found.start.seconds * 25) - 25) <= 3
    assert abs(round(found.end.seconds * 25) - 45) <= 3


def test_fading_out_and_the_light_coming_back_are_no_change_of_scene() -> None:
    """The same scene after the dark, and a recording that fades out at its end, are no change."""
    images = shot(0, 60, pan=0.2)
    dimmed = list(images)
    for place in range(20, 40):
        dimmed[place] = (images[place] * (abs(place - 30) / 10)).astype(np.uint8)
    ending = images[:30] + [
        mixed(images[30 + n], np.zeros_like(images[0]), n / 20) for n in range(21)
    ]
    assert cuts(dimmed) == []
    assert cuts(ending) == []


def test_a_camera_that_pans_far_is_not_dissolving() -> None:
    """A steady pan over half a panorama is no gradual change."""
    wide = scenery(8, 1200, 240)
    images = [grained(wide[30:210, 8 * n : 8 * n + 320], n) for n in range(100)]
    assert cuts(images) == []


def test_no_cut_between_frames_of_one_time_base_only() -> None:
    """Times at the rate of television stay exact."""
    times = times_at(Fraction(30000, 1001), 30)
    (found,) = cuts(shot(0, 15) + shot(1, 15), times)
    assert abs(found.start.seconds - times[15]) < Fraction(1, 90_000)
