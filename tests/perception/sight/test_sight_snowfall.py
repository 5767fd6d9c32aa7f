"""Falling snow: what comes down together is snow; noise, swarms, sparks and confetti are not."""

from __future__ import annotations

import numpy as np
import pytest
from sight_making import Picture, grained, of_kind, scenery, seen_by, views_of
from sight_weather import HEIGHT, RATE, WIDTH, flying, still

from witnessmark.model import Kind
from witnessmark.perception.sight.snowfall import SnowfallDetector


def _snow(pictures):
    return of_kind(seen_by(SnowfallDetector, views_of(pictures, RATE)), Kind.SNOWFALL)


def test_specks_that_fall_together_are_snow():
    """White specks that come down all over the picture are snow over all of it, with figures."""
    (snow,) = _snow(flying(32, (1.0, 4.0)))
    assert snow.attributes["state"] == "seen"
    assert (float(snow.start.seconds), float(snow.end.seconds)) == (
        0.0,
        pytest.approx(32 / RATE, abs=1e-4),
    )
    assert 5 < snow.attributes["slant"] < 25
    assert 0.3 < snow.attributes["fall"] < 0.9


@pytest.mark.parametrize(
    ("what", "pictures"),
    [
        ("nothing", lambda: still(32)),
        ("sparks that rise", lambda: flying(32, (1.0, -4.0))),
        ("insects that go all ways", lambda: flying(32, (0.0, 0.01), wander=3.0)),
        ("rain", lambda: flying(32, (2.0, 40.0), long=14.0)),
        (
            "confetti",
            lambda: flying(
                32, (1.0, 3.0), specks=60, colours=((230, 30, 30), (20, 200, 40), (40, 60, 240))
            ),
        ),
        ("noise", lambda: (grained(scenery(1, WIDTH, HEIGHT), n, 18.0) for n in range(32))),
    ],
)
def test_what_is_not_snow_is_not_seen_as_snow(what, pictures):
    """What rises, swarms, streaks, is coloured or flickers is not reported as seen snow."""
    assert [one for one in _snow(pictures()) if one.attributes["state"] == "seen"] == [], what


def test_a_camera_that_tilts_up_is_no_snow():
    """What moves down with all of the picture is not seen as snow; one look excludes little."""

    def tilting(number: int) -> Picture:
        tall = scenery(3, WIDTH, HEIGHT * 2)
        top = HEIGHT - 3 * number
        return grained(tall[top : top + HEIGHT], number, 1.5)

    states = [one.attributes["state"] for one in _snow(tilting(number) for number in range(32))]
    assert states == ["unclear"]


LONG = 160


@pytest.mark.parametrize(
    ("what", "pictures", "said"),
    [
        ("a place by day", lambda: still(LONG), []),
        ("a place in the dark", lambda: still(LONG, light=0.25), ["unclear"]),
        ("half of it copied from frame to frame", lambda: _copied(0.7), ["unclear"]),
        ("nothing that moves at all", lambda: _copied(1.0), []),
    ],
)
def test_where_flakes_may_be_lost_their_absence_is_unclear(what, pictures, said):
    """In the dark and in what an encoder copies flakes may not show; where all stands none are."""
    assert [one.attributes["state"] for one in _snow(pictures())] == said, what


def _copied(share: float):
    """Yield frames of which the upper *share* is the same in all, as an encoder leaves it."""
    place = scenery(1, WIDTH, HEIGHT)
    for number in range(LONG):
        frame = grained(place, number, 1.5)
        frame[: int(share * HEIGHT)] = place[: int(share * HEIGHT)]
        yield frame


def test_too_few_frames_say_nothing():
    """Three frames are too few to follow anything, and four a second too slow."""
    assert _snow(flying(3, (1.0, 4.0))) == []
    views = views_of(flying(16, (1.0, 4.0)), 4)
    assert seen_by(SnowfallDetector, views) == ()


def test_pictures_of_a_few_pixels_do_no_harm():
    """Frames of one pixel are looked at without a word."""
    assert _snow(np.zeros((1, 1, 3), np.uint8) for _ in range(12)) == []


def test_where_nothing_falls_looks_are_twice_as_far_apart():
    """Six seconds of snow are looked at every second and a half, six of nothing every three."""
    looks = []
    for pictures in (flying(180, (1.0, 4.0)), still(180)):
        detector = SnowfallDetector()
        for view in views_of(pictures, 30):
            detector.see(view)
        looks.append([float(one.sample.at.seconds) for one in detector.looks])
    assert looks == [[0.0, 1.5, 3.0, 4.5], [0.0, 3.0]]
