"""Snow on the ground: white, whole and against darker things; no sand, fog, paper or night."""

from __future__ import annotations

import numpy as np
import pytest
from sight_making import of_kind, seen_by, views_of
from sight_weather import HEIGHT, RATE, WIDTH, field, repeated

from witnessmark.model import Kind
from witnessmark.perception.sight.snow_cover import SnowCoverDetector


def _cover(picture):
    views = views_of(repeated(picture, 26), RATE)
    return of_kind(seen_by(SnowCoverDetector, views), Kind.SNOW_COVER)


def test_a_white_field_against_dark_trees_is_snow():
    """White ground under a sky, before dark trees, is snow cover, with its share."""
    (snow,) = _cover(field((196, 203, 216)))
    assert snow.attributes["state"] == "seen"
    assert snow.attributes["white_ground"] > 0.6


@pytest.mark.parametrize(
    ("what", "picture"),
    [
        ("sand", field((214, 190, 140))),
        ("grass", field((88, 116, 60))),
        ("asphalt", field((92, 92, 94))),
        ("earth", field((122, 98, 76))),
        ("fog", np.full((HEIGHT, WIDTH, 3), 190, np.uint8)),
        ("paper", np.full((HEIGHT, WIDTH, 3), 250, np.uint8)),
        ("snow at night", (field((196, 203, 216)) * 0.12).astype(np.uint8)),
    ],
)
def test_what_is_not_snow_cover_is_not_seen_as_such(what, picture):
    """Other ground, fog, paper and the dark are not reported as seen snow."""
    assert [one for one in _cover(picture) if one.attributes["state"] == "seen"] == [], what


@pytest.mark.parametrize(
    ("what", "picture", "said"),
    [
        ("asphalt by day", field((92, 92, 94)), []),
        ("snow at night", (field((196, 203, 216)) * 0.12).astype(np.uint8), ["unclear"]),
        ("asphalt at night", (field((92, 92, 94)) * 0.2).astype(np.uint8), ["unclear"]),
        ("fog", np.full((HEIGHT, WIDTH, 3), 190, np.uint8), ["unclear"]),
    ],
)
def test_where_snow_would_not_show_its_absence_is_unclear(what, picture, said):
    """By day bare ground is bare; in the dark, and in fog, nobody can tell."""
    assert [one.attributes["state"] for one in _cover(picture)] == said, what


def test_a_black_and_white_picture_is_not_seen_as_snow():
    """Where no colour can be known, white ground is not said to be snow."""
    grey = np.repeat(field((214, 190, 140)).mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    assert [one for one in _cover(grey) if one.attributes["state"] == "seen"] == []
