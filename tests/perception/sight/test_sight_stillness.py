import numpy as np
from sight_making import Picture, grained, of_kind, scenery, seen_by, views_of

from witnessmark.model import Kind, Observation
from witnessmark.perception.sight.stillness import Stillness

WIDE = scenery(1, 500, 240)


def moving(count: int) -> list[Picture]:
    return [grained(WIDE[20:200, n : n + 320], n) for n in range(count)]


def stills(images: list[Picture]) -> list[Observation]:
    return of_kind(seen_by(Stillness, views_of(images)), Kind.STILL)


def seconds(one: Observation) -> tuple[float, float]:
    return float(one.start.seconds), float(one.end.seconds)


def test_a_frozen_stretch_is_told_from_its_first_frame() -> None:
    """A frame that is held for two seconds while the rest moves is frozen for as long."""
    images = moving(40)
    (one,) = stills(images[:20] + [images[20]] * 50 + images[21:])
    assert one.attributes["what"] == "frozen"
    assert one.attributes["state"] == "seen"
    assert seconds(one) == (0.8, 2.8)


def test_black_and_one_colour_are_told_apart() -> None:
    """A black second and a blue one are each what they are."""
    blue = np.full((180, 320, 3), (20, 30, 200), np.uint8)
    images = moving(10) + [np.zeros_like(blue)] * 30 + moving(10) + [blue] * 30 + moving(10)
    assert [one.attributes["what"] for one in stills(images)] == ["black", "one_colour"]


def test_half_a_second_is_not_told() -> None:
    """A pause shorter than a second is none."""
    images = moving(40)
    assert stills(images[:20] + [images[20]] * 12 + images[21:]) == []


def test_a_camera_that_stands_is_not_frozen() -> None:
    """Frames that differ by the sensor's grain are no frozen picture, nor is a dark night."""
    still, night = WIDE[20:200, :320], WIDE[20:200, :320] // 12
    assert stills([grained(still, n) for n in range(40)]) == []
    assert stills([grained(night, n) for n in range(40)]) == []


def test_a_picture_that_never_moves_is_unclear() -> None:
    """Where nothing else is shown, a still image may be a scene in which nothing stirs."""
    (one,) = stills([WIDE[20:200, :320]] * 40)
    assert one.attributes["state"] == "unclear"
