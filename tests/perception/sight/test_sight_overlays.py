"""What stands over a moving picture is found; in a steady one nothing can be told."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from lettered_views import HEIGHT, WIDTH, barred, marked, moving
from sight_making import seen_by, views_of

from witnessmark.perception.sight.overlays import Overlays

COUNT, RATE = 50, 10


def test_a_logo_over_a_moving_picture_is_found():
    """A mark in a corner is found in its place and for as long as it is there."""
    frames = [marked(one) for one in moving(COUNT)]
    (seen,) = seen_by(Overlays, views_of(frames, RATE))
    assert seen.attributes["what"] == "logo"
    assert np.allclose(seen.attributes["box"], [0.866, 0.053, 0.947, 0.197], atol=0.02)
    assert (float(seen.start.seconds), float(seen.end.seconds)) == (0.0, COUNT / RATE)


@pytest.mark.parametrize("overlay", [marked, lambda one: one])
def test_a_steady_picture_tells_nothing(overlay):
    """Where all stands still, nothing is said to lie over it."""
    frames = [overlay(one) for one in moving(COUNT, step=0)]
    assert not seen_by(Overlays, views_of(frames, RATE))


def test_a_moving_picture_alone_has_no_overlay():
    """Scenery that moves past has nothing over it."""
    assert not seen_by(Overlays, views_of(moving(COUNT), RATE))


def test_bars_above_and_below_are_found():
    """A letterbox gives two bars with their depths."""
    found = seen_by(Overlays, views_of([barred(one) for one in moving(COUNT)], RATE))
    assert {one.attributes["what"] for one in found} == {"bar"}
    edges = sorted((box[1], box[3]) for box in (one.attributes["box"] for one in found))
    assert np.allclose(edges, [(0, 0.125), (0.875, 1)], atol=0.01)


def test_blurred_sides_are_found():
    """An upright picture between its own blurred sides gives a bar on either side."""
    frames = []
    for one in moving(COUNT):
        image = cv2.resize(cv2.resize(one, (8, 5)), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        image[:, 220:420] = one[:, 220:420]
        frames.append(image)
    found = seen_by(Overlays, views_of(frames, RATE))
    edges = sorted((box[0], box[2]) for box in (one.attributes["box"] for one in found))
    assert np.allclose(edges, [(0, 220 / WIDTH), (420 / WIDTH, 1)], atol=0.03)
