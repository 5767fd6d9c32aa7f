"""Rain: long thin streaks that stand alike; edges that tremble and snow are none."""

from __future__ import annotations

import pytest
from sight_making import grained, of_kind, scenery, seen_by, views_of
from sight_weather import HEIGHT, RATE, WIDTH, flying, still

from witnessmark.model import Kind
from witnessmark.perception.sight.rain import RainDetector


def _rain(pictures):
    return of_kind(seen_by(RainDetector, views_of(pictures, RATE)), Kind.RAIN)


def test_streaks_that_stand_alike_are_rain():
    """Upright streaks all over the picture, elsewhere in every frame, are rain, with their tilt."""
    (rain,) = _rain(flying(32, (3.0, 43.0), long=16.0, colours=((190, 195, 200),)))
    assert rain.attributes["state"] == "seen"
    assert rain.attributes["streaks"] > 10
    assert abs(rain.attributes["streak_tilt"]) < 12


@pytest.mark.parametrize(
    ("what", "pictures"),
    [
        ("nothing", lambda: still(32)),
        ("snow", lambda: flying(32, (1.0, 4.0))),
        (
            "tracers",
            lambda: flying(32, (40.0, 2.0), specks=4, long=20.0, colours=((255, 190, 90),)),
        ),
        ("noise", lambda: (grained(scenery(1, WIDTH, HEIGHT), n, 18.0) for n in range(32))),
    ],
)
def test_what_is_not_rain_is_not_seen_as_rain(what, pictures):
    """Snow, tracers, noise and a still place are not reported as seen rain."""
    assert [one for one in _rain(pictures()) if one.attributes["state"] == "seen"] == [], what


def test_a_railing_that_trembles_is_no_rain():
    """Upright edges that a shaking hand moves to and fro stay in their places."""

    def railing(number: int):
        image = scenery(2, WIDTH, HEIGHT) // 3
        image[40:140, (number % 3) :: 12] = 200
        return grained(image, number, 1.5)

    assert [
        one for one in _rain(map(railing, range(32))) if one.attributes["state"] == "seen"
    ] == []
