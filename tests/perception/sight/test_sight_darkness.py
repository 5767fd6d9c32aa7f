"""Darkness: a dark picture is said to be dark, and no more; a black one is no picture."""

from __future__ import annotations

import numpy as np
import pytest
from sight_making import of_kind, scenery, seen_by, views_of
from sight_weather import HEIGHT, RATE, WIDTH, repeated, still

from witnessmark.model import Kind
from witnessmark.perception.sight.darkness import DarknessDetector


def _dark(pictures):
    return of_kind(seen_by(DarknessDetector, views_of(pictures, RATE)), Kind.DARKNESS)


def test_a_dark_picture_is_dark_for_as_long_as_it_is():
    """A picture at a tenth of its light is dark throughout, and its mean luma is told."""
    (dark,) = _dark(still(26, light=0.12))
    assert dark.attributes["state"] == "seen"
    assert dark.attributes["mean_luma"] < 30
    assert float(dark.end.seconds) == pytest.approx(26 / RATE, abs=1e-4)


def test_a_street_with_lamps_at_night_is_dark_and_called_night():
    """Lamps do not make a night bright; they tell it from a dress before the lens."""
    street = (scenery(3, WIDTH, HEIGHT) * 0.1).astype(np.uint8)
    for x in (40, 150, 260):
        street[50:56, x : x + 6] = (250, 230, 180)
    (dark,) = _dark(repeated(street, 26))
    assert dark.attributes["light"] == "night"


def test_day_is_not_dark():
    """An ordinary picture is not dark, nor one between black bars."""
    bright = scenery(4, WIDTH, HEIGHT)
    barred = np.zeros_like(bright)
    barred[:, 110:210] = bright[:, 110:210]
    assert _dark(repeated(bright, 26)) == []
    assert _dark(repeated(barred, 26)) == []


def test_a_black_picture_is_not_called_dark():
    """Where there is no picture, nothing is said of the light."""
    assert _dark(np.zeros((HEIGHT, WIDTH, 3), np.uint8) for _ in range(26)) == []


def test_one_green_all_over_looks_like_night_vision():
    """An amplified picture is told by its one hue, however bright it is."""
    grey = scenery(5, WIDTH, HEIGHT).mean(axis=2)
    green = np.stack([grey * 0.25, grey, grey * 0.35], axis=-1).astype(np.uint8)
    (dark,) = _dark(repeated(green, 26))
    assert dark.attributes["look"] == "night_vision"


def test_dark_shots_only_are_reported():
    """Day, then night: the darkness begins with the dark half, within a look."""
    (dark,) = _dark([*still(50, light=0.9), *still(50, light=0.08)])
    assert abs(float(dark.start.seconds) - 2.0) <= 0.5
