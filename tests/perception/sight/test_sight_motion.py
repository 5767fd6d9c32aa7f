import cv2
import numpy as np
import pytest
from sight_making import grained, scenery, views_of

from witnessmark.perception.sight.motion import UNKNOWN, motion_between

WIDE = scenery(3, 800, 450)


def moved(right: float, down: float, scale: float = 1.0, turn: float = 0.0, number: int = 0):
    """Return the middle 640 x 360 of a wide picture after it moved by so many pixels."""
    turned = cv2.getRotationMatrix2D((399.5, 224.5), -np.degrees(turn), scale)
    turned[:, 2] += (right, down)
    image = cv2.warpAffine(WIDE, turned, (800, 450), borderMode=cv2.BORDER_REFLECT)
    return grained(image[45:405, 80:720], number)


@pytest.mark.parametrize(("right", "down"), [(0, 0), (5, -3), (-24, 8), (60, 0), (0, -40)])
def test_a_shift_of_the_picture_is_found(right: int, down: int) -> None:
    """A shifted picture yields its shift to a third of a pixel of a quarter."""
    motion = motion_between(*views_of([moved(0, 0), moved(right, down, number=1)]))
    assert motion.known
    assert motion.right == pytest.approx(right / 640, abs=0.002)
    assert motion.down == pytest.approx(down / 360, abs=0.004)


def test_a_zoom_and_a_turn_are_found() -> None:
    """A picture that grows and turns yields both."""
    motion = motion_between(*views_of([moved(0, 0), moved(0, 0, 1.03, 0.02, number=1)]))
    assert motion.scale == pytest.approx(1.03, abs=0.004)
    assert motion.turn == pytest.approx(0.02, abs=0.004)


def test_something_that_moves_by_itself_is_not_the_camera() -> None:
    """A large thing that crosses a still picture does not become a motion of the whole."""
    thing = scenery(9, 160, 120)
    images = []
    for number, left in enumerate((200, 224)):
        image = moved(0, 0, number=number)
        image[100:220, left : left + 160] = thing
        images.append(image)
    motion = motion_between(*views_of(images))
    assert motion.known
    assert motion.length < 0.002


def test_what_was_carried_lies_on_what_is_shown() -> None:
    """The earlier frame carried along differs from the later by no more than grain."""
    before, now = views_of([moved(0, 0), moved(18, 6, 1.02, number=1)])
    carried = motion_between(before, now).carried(before.quarter)
    inside = np.s_[8:-8, 12:-12]
    assert cv2.absdiff(carried, now.quarter)[inside].mean() < 3
    assert cv2.absdiff(before.quarter, now.quarter)[inside].mean() > 4


@pytest.mark.parametrize("shape", [(1, 1), (16, 500), (90, 160), (360, 640)])
def test_where_nothing_can_be_followed_nothing_is_known(shape: tuple[int, int]) -> None:
    """Tiny and plain pictures have no motion that could be known."""
    plain = np.full(shape, 90, np.uint8)
    assert motion_between(*views_of([plain, plain])) == UNKNOWN


def test_another_picture_has_no_motion() -> None:
    """Two unlike pictures do not agree on a motion."""
    assert not motion_between(*views_of([scenery(1), scenery(2)])).known
