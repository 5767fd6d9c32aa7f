import cv2
import numpy as np
import pytest
from sight_making import Picture, grained, of_kind, scenery, seen_by, views_of

from witnessmark.model import Kind, Observation
from witnessmark.perception.sight.camera_motion import CameraMotion

WIDE = scenery(3, 1000, 600)


def filmed(x: np.ndarray, y: np.ndarray, scale: np.ndarray | float = 1.0) -> list[Picture]:
    """Return 640 x 360 frames, two pixels to one of the place's, x and y off its middle."""
    frames = []
    for n, (right, down, zoom) in enumerate(np.broadcast(x, y, scale)):
        matrix = np.array(
            [[zoom, 0, 160 - zoom * (500 + right)], [0, zoom, 90 - zoom * (300 + down)]]
        )
        frames.append(grained(cv2.warpAffine(WIDE, matrix, (320, 180)), n, 2))
    return frames


def told(images: list[Picture]) -> list[Observation]:
    return of_kind(seen_by(CameraMotion, views_of(images)), Kind.CAMERA_MOTION)


TIME = np.arange(75) / 25
STAND = np.zeros(75)


@pytest.mark.parametrize(
    ("x", "y", "direction"),
    [
        (16 * TIME, STAND, "right"),
        (-16 * TIME, STAND, "left"),
        (STAND, 10 * TIME, "down"),
        (STAND, -10 * TIME, "up"),
    ],
)
def test_a_pan_is_told_with_where_the_camera_turned(x, y, direction: str) -> None:
    """A twentieth of the width a second, one way, is a pan."""
    (one,) = told(filmed(x, y))
    assert (one.attributes["motion"], one.attributes["direction"]) == ("pan", direction)
    assert one.attributes["speed"] == pytest.approx(
        10 / 180 if direction in ("up", "down") else 0.05, rel=0.2
    )


@pytest.mark.parametrize(("rate", "direction"), [(0.08, "in"), (-0.08, "out")])
def test_a_zoom_is_told(rate: float, direction: str) -> None:
    """A picture that grows or shrinks evenly is zoomed."""
    (one,) = told(filmed(STAND, STAND, 1.3 * np.exp(rate * TIME)))
    assert (one.attributes["motion"], one.attributes["direction"]) == ("zoom", direction)


def test_a_tripod_and_a_hand_are_told_apart() -> None:
    """A camera that stands is steady; one that sways by a hundredth of the width is held."""
    (stands,) = told(filmed(STAND, STAND))
    sway = 3 * np.sin(2 * np.pi * 1.1 * TIME) + 2 * np.sin(2 * np.pi * 2.3 * TIME + 1)
    (held,) = told(filmed(sway, 0.7 * np.roll(sway, 9)))
    assert stands.attributes["motion"] == "steady"
    assert held.attributes["motion"] == "hand_held"


def test_where_nothing_can_be_followed_it_is_unclear() -> None:
    """A plain picture tells nothing of the camera."""
    (one,) = told([np.full((180, 320, 3), 90, np.uint8)] * 50)
    assert one.attributes["motion"] == one.attributes["state"] == "unclear"
