import cv2
from sight_making import Picture, grained, of_kind, scenery, seen_by, views_of

from witnessmark.model import Kind, Observation
from witnessmark.perception.sight import Looker
from witnessmark.perception.sight.cuts import Cuts
from witnessmark.perception.sight.keyframes import Keyframes


def shot(seed: int, count: int) -> list[Picture]:
    image = scenery(seed)
    return [grained(image, n) for n in range(count)]


def frames(found: tuple[Observation, ...]) -> list[int]:
    return [round(one.start.seconds * 25) for one in of_kind(found, Kind.KEYFRAME)]


def test_every_shot_has_one_even_of_a_single_frame() -> None:
    """Four shots, one of them a frame long, give a keyframe each, inside them."""
    images = shot(1, 20) + shot(2, 1) + shot(3, 40) + shot(4, 3)
    chosen = frames(Looker((Cuts, Keyframes)).look(views_of(images), "0" * 64))
    assert [
        sum(first <= one < past for one in chosen)
        for first, past in ((0, 20), (20, 21), (21, 61), (61, 64))
    ] == [1] * 4


def test_the_sharp_frame_is_chosen() -> None:
    """Of a shot that is blurred but for one frame, that one is taken."""
    images = [cv2.GaussianBlur(one, (0, 0), 5) for one in shot(1, 30)]
    images[17] = shot(1, 18)[17]
    assert frames(seen_by(Keyframes, views_of(images))) == [17]


def test_a_flash_is_not_what_stands_for_a_shot() -> None:
    """A white frame is untypical, however it looks by itself."""
    images = shot(1, 40)
    images[20] = images[20] // 3 + 170
    assert 20 not in frames(seen_by(Keyframes, views_of(images)))[:1]


def test_something_else_within_a_shot_has_a_keyframe_of_its_own() -> None:
    """A pan from one place to another leaves at least one of each."""
    wide = scenery(5, 1400, 180)
    images = [grained(wide[:, 10 * n : 10 * n + 320], n) for n in range(100)]
    chosen = frames(seen_by(Keyframes, views_of(images)))
    assert len(chosen) >= 2
    assert chosen[0] < 50 <= chosen[-1] + 20
