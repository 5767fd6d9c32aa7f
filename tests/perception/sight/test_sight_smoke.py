"""Smoke: soft change that goes on and drifts; walkers, clouds of light and fog are not."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from sight_making import CLOCK, grained, of_kind, scenery, seen_by, views_of
from sight_weather import HEIGHT, RATE, WIDTH, smoking, still

from witnessmark.model import Kind
from witnessmark.perception.sight.condition import Found
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


def _emerging(number: int):
    """A large soft body that rises before a place full of detail: dark, blurred, with a rim."""
    image = scenery(2, WIDTH, HEIGHT)
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    body = ((right - 160) / 60) ** 2 + ((down - 190 + number) / 70) ** 2 < 1
    image[body] = 60 + (image[body] // 12)
    return grained(image, number, 2.0)


def test_a_large_thing_with_an_outline_is_not_smoke():
    """What covers its surroundings from behind a sharp rim is no smoke, however plain it is."""
    assert _smoke(map(_emerging, range(COUNT))) == []


def test_frames_too_far_apart_tell_nothing():
    """Where no frame follows soon after another, how fast things change cannot be known."""
    detector = SmokeDetector()
    for view in views_of(islice(smoking(COUNT), 0, None, 10), 2):
        detector.see(view)
    assert detector.looks
    assert all(one.found is None for one in detector.looks)


def test_looks_that_speak_against_it_keep_nothing():
    """Of hours of footage no more is kept than what may be reported."""
    detector = SmokeDetector()
    at = CLOCK.at(0)
    cues = dict.fromkeys(("share", "strength", "odds", "most_odds", "all_veiled"), 0.0)
    cues |= dict.fromkeys(("all_changing", "coarse", "foreign", "onward", "colourful"), 0.0)
    detector.note(at, Found(cues | {"all_changing": 1.0, "onward": -1.0}))
    detector.note(at, Found(cues | {"share": 0.3, "odds": 9.0, "most_odds": 9.0, "onward": 1.0}))
    against, for_it = detector.looks
    assert against.sample.log_odds < 0 < for_it.sample.log_odds
    assert against.found is None
    assert dict(for_it.found.figures) == {"share": 0.3, "strength": 0.0}
