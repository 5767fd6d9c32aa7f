import numpy as np
from sight_making import Picture, grained, of_kind, scenery, seen_by, views_of

from witnessmark.model import Kind, Observation
from witnessmark.perception.sight.shown_again import ShownAgain

WIDE = scenery(1, 900, 240)
THING = scenery(2, 60, 80)


def passing(count: int, seed: int, fixed: bool = True, grain: int = 0) -> list[Picture]:
    """Return frames in which something wanders its own way before a place."""
    rng = np.random.default_rng(seed)
    path = np.cumsum(rng.normal(0, 9, (count, 2)), axis=0) + np.array([130, 50])
    frames = []
    for n, (x, y) in enumerate(path):
        image = WIDE[30:210, (0 if fixed else 2 * n) :][:, :320].copy()
        left, top = int(np.clip(x, 0, 250)), int(np.clip(y, 0, 95))
        image[top : top + 80, left : left + 60] = THING
        frames.append(grained(image, grain + n, 2))
    return frames


def again(images: list[Picture]) -> list[Observation]:
    return of_kind(seen_by(ShownAgain, views_of(images)), Kind.SHOWN_AGAIN)


def test_a_passage_shown_twice_is_told_with_where_it_was_before() -> None:
    """Two seconds put in a second time, with other grain, are found to a few frames."""
    images, repeated = passing(100, 1), passing(100, 1, grain=7000)
    (one,) = again(images + passing(30, 2) + repeated[20:70] + passing(30, 3))
    assert abs(float(one.start.seconds) - 130 / 25) <= 0.12
    assert abs(float(one.end.seconds) - 180 / 25) <= 0.12
    assert abs(float(one.attributes["earlier_start"]) - 20 / 25) <= 0.12
    assert float(one.attributes["likeness"]) > 0.9


def test_a_fixed_camera_does_not_repeat() -> None:
    """The same place with another movement in it was not shown before."""
    assert again(passing(100, 1) + passing(100, 2)) == []


def test_a_standing_picture_is_not_told_as_repeated() -> None:
    """Where nothing moves there is nothing to know a repetition by."""
    assert again([grained(WIDE[30:210, :320], n) for n in range(120)]) == []


def test_a_blinking_lamp_is_no_repetition() -> None:
    """What repeats by itself, over and over, is left out."""
    lit = WIDE[30:210, :320].copy()
    lit[40:120, 100:220] = 250
    images = [grained(lit if n % 10 < 5 else WIDE[30:210, :320], n) for n in range(200)]
    assert again(images) == []
