"""Flame: what flickers in the colours of fire for over a second; no lamp, flag or flash does."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from sight_making import grained, of_kind, scenery, seen_by, views_of
from sight_weather import HEIGHT, RATE, WIDTH, burning, still

from witnessmark.model import Kind
from witnessmark.perception.sight.flame import FlameDetector


def _flame(pictures, rate=RATE):
    return of_kind(seen_by(FlameDetector, views_of(pictures, rate)), Kind.FLAME)


def _seen(found):
    return [one for one in found if one.attributes["state"] == "seen"]


def test_a_flickering_flame_is_seen_in_its_place():
    """A ragged orange flame that flickers is flame, with its place and rate."""
    (flame,) = _flame(burning(60))
    left, top, right, bottom = flame.attributes["box"]
    assert flame.attributes["state"] == "seen"
    assert left < 157 / WIDTH < right
    assert top < 140 / HEIGHT < bottom
    assert 2 < flame.attributes["flicker_hz"] < 13


def _lamp(number: int, on: bool = True):
    image = (scenery(2, WIDTH, HEIGHT) * 0.2).astype(np.uint8)
    if on:
        cv2.circle(image, (150, 60), 14, (255, 170, 60), -1, cv2.LINE_AA)
        cv2.circle(image, (150, 60), 7, (255, 245, 210), -1, cv2.LINE_AA)
    return grained(image, number, 3.0)


def _flag(number: int):
    image = scenery(2, WIDTH, HEIGHT)
    columns = np.arange(100)
    for x in columns:
        top = int(60 + 6 * np.sin(x / 12 - number / RATE * 9) * x / 100)
        image[top : top + 50, 100 + x] = (200, 30, 25)
    return grained(image, number, 2.0)


@pytest.mark.parametrize(
    ("what", "pictures"),
    [
        ("nothing", lambda: still(60)),
        ("a street lamp", lambda: (_lamp(n) for n in range(60))),
        ("a blinking light", lambda: (_lamp(n, on=n // 8 % 2 == 0) for n in range(60))),
        ("a waving flag", lambda: map(_flag, range(60))),
        ("a blast of a fifth of a second", lambda: (_lamp(n, on=20 <= n < 25) for n in range(60))),
        (
            "a painted fire",
            lambda: (grained(p, n, 2.0) for n, p in enumerate([next(burning(1))] * 60)),
        ),
    ],
)
def test_what_does_not_burn_is_not_seen_as_flame(what, pictures):
    """Lamps, blinkers, flags, blasts and pictures of fire are not reported as seen flame."""
    assert _seen(_flame(pictures())) == [], what


def test_frames_too_few_for_flicker_say_nothing():
    """At five frames a second no flicker can be known."""
    assert _flame(burning(12), 5) == []
