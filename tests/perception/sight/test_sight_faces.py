"""Faces are followed as places, and nothing else of them is kept."""

from __future__ import annotations

import numpy as np
import pytest
from sight_making import scenery, seen_by, views_of

from witnessmark.perception.sight import faces
from witnessmark.perception.sight.faces import Faces, find_faces

FRAMES = [scenery(1, 160, 90)] * 80


def test_scenery_has_no_face():
    """Pictures without people give no box."""
    for seed in range(3):
        assert find_faces(np.ascontiguousarray(scenery(seed, 320, 180)[:, :, ::-1])) == []


def test_a_tiny_picture_is_not_looked_at():
    """A picture of one pixel is no fault."""
    assert find_faces(np.zeros((1, 1, 3), np.uint8)) == []


def test_boxes_that_follow_one_another_are_one_face(monkeypatch: pytest.MonkeyPatch):
    """Looks that find the same place make one track, with the second of each box."""
    monkeypatch.setattr(faces, "find_faces", lambda bgr: [((0.4, 0.2, 0.5, 0.4), 0.9)])
    (seen,) = seen_by(Faces, views_of(FRAMES, 10))
    assert [one["at"] for one in seen.attributes["boxes"]] == [0.0, 3.0, 6.0]
    assert seen.attributes["box"] == [0.4, 0.2, 0.5, 0.4]
    assert set(seen.attributes) == {"state", "box", "boxes"}


def test_faces_apart_are_two(monkeypatch: pytest.MonkeyPatch):
    """Boxes that share nothing are two faces."""
    both = [((0.1, 0.2, 0.2, 0.4), 0.9), ((0.7, 0.2, 0.8, 0.4), 0.95)]
    monkeypatch.setattr(faces, "find_faces", lambda bgr: both)
    assert len(seen_by(Faces, views_of(FRAMES, 10))) == 2


def test_a_new_picture_is_looked_at_before_its_time(monkeypatch: pytest.MonkeyPatch):
    """After a change of picture the next look does not wait."""
    looks: list[int] = []
    monkeypatch.setattr(faces, "find_faces", lambda bgr: looks.append(1) or [])
    frames = [np.full((90, 160, 3), 40, np.uint8)] * 8 + [np.full((90, 160, 3), 200, np.uint8)] * 8
    seen_by(Faces, views_of(frames, 10))
    assert len(looks) == 2
