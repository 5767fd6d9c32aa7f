"""Smoke: soft change that goes on and drifts; walkers, clouds of light and fog are not."""

from __future__ import annotations

import numpy as np
import pytest
from sight_making import grained, of_kind, scenery, seen_by, views_of
from sight_weather import HEIGHT, RATE, WIDTH, smoking, still

from witnessmark.model import Kind
from witnessmark.perception.sight.smoke import SmokeDetector

COUNT = 125


def _smoke(pictures):
    found = of_kind(seen_by(SmokeDetector, views_of(pictures, RATE)), Kind.SMOKE)
    return [one for one in found if one.attributes["state"] == "seen"]


def test_a_rising_plume_is_seen_in_its_place():
    """Soft grey puffs that rise and grow are smoke, with colour and place."""
    (smoke,) = _smoke(smoking(COUNT))
    left, _, right, _ = smoke.attributes["box"]
    assert smoke.attributes["colour"] == "grey"
    assert left < 0.55 < right


def _walker(number: int):
    image = scenery(2, WIDTH, HEIGHT)
    image[60:150, 20 + 2 * number : 50 + 2 * number] = scenery(9, 30, 90)
    return grained(image, number, 2.0)


def _exposed(number: int):
    gain = 0.7 + 0.3 * np.sin(number / RATE * 4)
    return grained((scenery(2, WIDTH, HEIGHT) * gain).astype(np.uint8), number, 2.0)


def _lit(number: int):
    image = scenery(2, WIDTH, HEIGHT).astype(np.float32)
    image[:, WIDTH // 2 :] *= 1.0 if number // 20 % 2 else 0.7
    return grained(image.astype(np.uint8), number, 2.0)


def _shaken(number: int):
    large = scenery(6, WIDTH + 20, HEIGHT + 20)
    x, y = (int(10 + 6 * np.sin(number / RATE * w)) for w in (7.0, 9.0))
    return grained(large[y : y + HEIGHT, x : x + WIDTH], number, 2.0)


@pytest.mark.parametrize(
    ("what", "pictures"),
    [
        ("nothing", lambda: still(COUNT)),
        ("somebody walking", lambda: map(_walker, range(COUNT))),
        ("exposure that hunts", lambda: map(_exposed, range(COUNT))),
        ("a lamp switched", lambda: map(_lit, range(COUNT))),
        ("a shaking hand", lambda: map(_shaken, range(COUNT))),
        (
            "standing fog",
            lambda: (grained(p // 3 + 120, n, 2.0) for n, p in enumerate([scenery(1)] * COUNT)),
        ),
    ],
)
def test_what_is_not_smoke_is_not_seen_as_smoke(what, pictures):
    """Walkers, exposure, lamps, shake and fog are not reported as seen smoke."""
    assert _smoke(pictures()) == [], what
