"""Frames of a burst lie on one another to a part of a pixel, whatever falls before them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from sight_making import Picture, grained, scenery, views_of

from witnessmark.perception.sight.bursts import FRAMES, lined_up
from witnessmark.perception.sight.registration import laid_on, marks_of, off_by, soft


def _town() -> Picture:
    """Return 800 x 450 of walls, roofs and windows: rectangles over one another."""
    random = np.random.default_rng(4)
    image = scenery(3, 800, 450)
    for x, y in random.random((90, 2)) * (760, 420):
        wide, tall = random.integers(8, 90, 2)
        image[int(y) : int(y) + tall, int(x) : int(x) + wide] = random.integers(40, 180, 3)
    return image


WIDE = _town()


def _held(right: float, down: float, turn: float = 0.0, light: float = 1.0) -> Picture:
    """Return 640 x 360 of a wide picture as a camera that moved so many pixels shows it."""
    way = cv2.getRotationMatrix2D((399.5, 224.5), -np.degrees(turn), 1.0)
    way[:, 2] += (right, down)
    turned = cv2.warpAffine(WIDE, way, (800, 450), borderMode=cv2.BORDER_REFLECT)
    return (turned[45:405, 80:720] * light).astype(np.uint8)


def _snowed_on(image: Picture, number: int) -> Picture:
    """Return *image* with 300 flakes that fall by 4 to 12 pixels a frame."""
    random = np.random.default_rng(5)
    image = image.copy()
    for x, y, pace in random.random((300, 3)) * (640, 360, 8):
        place = (int(x), int(y + (4 + pace) * number) % 360)
        cv2.circle(image, place, 1, (245, 245, 245), -1, cv2.LINE_AA)
    return image


def _errors(images: list[Picture], ways: list[tuple[float, float]]) -> list[float]:
    """Return how far off the middle of each frame is put, in pixels."""
    burst = lined_up(tuple(views_of(images)))
    middle = np.array([319.5, 179.5, 1.0])
    here = np.array(ways[FRAMES // 2])
    return [
        float(np.abs((onto @ middle - middle)[:2] - (here - way)).max())
        for onto, way in zip(burst.onto, np.array(ways), strict=True)
    ]


@pytest.mark.parametrize(("right", "down", "turn"), [(0.4, -0.7, 0), (2, 1.5, 0.004), (-3, 0, 0)])
def test_a_frame_is_laid_on_another_from_a_rough_guess(right, down, turn):
    """From no movement at all, a place is found to a fifth of a pixel, and the turn with it."""
    here, there = (
        cv2.cvtColor(one, cv2.COLOR_RGB2GRAY) for one in (_held(0, 0), _held(right, down, turn))
    )
    marks = marks_of(here)
    way, off = laid_on(marks, soft(there), np.eye(3))
    assert off < off_by(marks, soft(there), np.eye(3)) / 2
    moved = (way @ (319.5, 179.5, 1))[:2] - (319.5, 179.5)
    assert moved == pytest.approx((right, down), abs=0.2)
    assert np.arctan2(way[1, 0], way[0, 0]) == pytest.approx(turn, abs=0.001)


@pytest.mark.parametrize("light", [1.0, 0.6])
def test_a_hand_that_trembles_in_snowfall_is_taken_out(light):
    """By day and with less light, frames full of flakes lie on one another to half a pixel."""
    ways = [(0, 0), (3, -1), (5, 2), (2, 4), (-2, 3), (-4, 0), (-1, -3), (1, -2)]
    images = [
        grained(_snowed_on(_held(*way, light=light), number), number, 1.0)
        for number, way in enumerate(ways)
    ]
    assert max(_errors(images, ways)) < 0.5


def test_snow_before_the_dark_moves_nothing():
    """Where only flakes are to be seen, their way is not taken for the camera's."""
    black = np.zeros((360, 640, 3), np.uint8)
    images = [grained(_snowed_on(black, number), number, 1.0) for number in range(FRAMES)]
    assert _errors(images, [(0, 0)] * FRAMES) == [0.0] * FRAMES


def test_a_sign_that_stands_still_does_not_hold_the_picture():
    """The largest contrast of all, burnt in, has no more say than its share of the picture."""
    ways = [(2 * n, 0) for n in range(FRAMES)]
    images = []
    for number, way in enumerate(ways):
        image = grained(_held(*way), number, 1.0)
        image[:30, :150] = 0
        cv2.putText(image, "SYNTHETIC", (4, 22), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255,) * 3, 2)
        images.append(image)
    assert max(_errors(images, ways)) < 0.5


def test_a_cut_within_a_burst_carries_nothing_over():
    """Frames of two places are left as they are."""
    other = scenery(9, 640, 360)
    images = [grained(other if n < 3 else _held(0, 0), n, 1.0) for n in range(FRAMES)]
    assert _errors(images, [(0, 0)] * FRAMES) == pytest.approx([0.0] * FRAMES, abs=0.3)
