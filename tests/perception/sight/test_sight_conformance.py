"""What every detector promises, over all that look at every recording."""

import json
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from sight_making import RECORDING, Picture, grained, scenery, times_at, views_of

from witnessmark.clock import Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight import Detector, Looker
from witnessmark.perception.sight.detectors import DETECTORS

EVERY_DETECTOR = pytest.mark.parametrize("make", DETECTORS, ids=lambda one: one.name)


def _noise(count: int, height: int = 90, width: int = 160) -> list[Picture]:
    rng = np.random.default_rng(5)
    return [rng.integers(0, 256, (height, width, 3), dtype=np.uint8) for _ in range(count)]


def _plain(level: int, count: int = 40) -> list[Picture]:
    return [np.full((90, 160, 3), level, np.uint8)] * count


def _moving(count: int = 40) -> list[Picture]:
    wide = scenery(2, 400, 200)
    return [grained(wide[5:185, 2 * n : 2 * n + 320], n) for n in range(count)]


def _changing_size() -> list[Picture]:
    sizes = [(320, 180)] * 12 + [(180, 320)] * 12 + [(96, 54)] * 12
    return [scenery(1, *size) for size in sizes]


CLIPS: dict[str, list[Picture]] = {
    "one pixel": [np.full((1, 1, 3), level, np.uint8) for level in range(0, 250, 10)],
    "one row": [scenery(1, 640, 2)[:1] for _ in range(12)],
    "one column": [scenery(1, 640, 2)[:1].transpose(1, 0, 2) for _ in range(12)],
    "one frame": [scenery(1)],
    "two frames": [scenery(1), scenery(2)],
    "black": _plain(0),
    "white": _plain(255),
    "noise": _noise(30),
    "moving": _moving(),
    "changing size": _changing_size(),
    "black, then white, by turns": [
        one for _ in range(10) for one in (*_plain(0, 1), *_plain(255, 1))
    ],
    "8K": [np.tile(scenery(n, 480, 270), (16, 16, 1)) for n in range(2)],
}
EVERY_CLIP = pytest.mark.parametrize("name", CLIPS)


def _views(name: str) -> Iterator[View]:
    return views_of(CLIPS[name], whole_every=5, keyframes=range(0, 60, 12))


@EVERY_DETECTOR
@EVERY_CLIP
def test_what_is_seen_lies_within_what_was_shown(make: type[Detector], name: str) -> None:
    """On any picture a detector ends without error and keeps to time, frame, kinds and chances."""
    views = list(_views(name))
    shown = Span(views[0].start, views[-1].end)
    detector = make()
    for view in views:
        detector.see(view)
    for one in detector.sightings((shown,)):
        assert one.kind in make.kinds
        assert shown.start <= one.span.start < one.span.end <= shown.end
        assert 0 <= one.confidence <= 1
        json.dumps(dict(one.attributes), allow_nan=False)
        _lies_in_the_frame(one.attributes.get("box"))


def _lies_in_the_frame(box: object) -> None:
    if box is None:
        return
    assert isinstance(box, list)
    left, top, right, bottom = box
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert [round(side, 4) for side in box] == box


@EVERY_DETECTOR
def test_the_same_frames_are_seen_alike_and_nothing_is_kept_between_recordings(
    make: type[Detector],
) -> None:
    """A second look at the same frames, after another recording, says the same."""
    look = Looker((make,)).look
    first = look(_views("moving"), RECORDING)
    look(_views("noise"), RECORDING)
    assert look(_views("moving"), RECORDING) == first


@EVERY_DETECTOR
def test_every_detector_signs_with_all_that_it_depends_on(make: type[Detector]) -> None:
    """Name and settings can be written down, and are there before anything was seen."""
    made_by = make().made_by
    assert made_by.name.endswith(f"sight.{make.name}")
    assert json.loads(json.dumps(made_by.settings, allow_nan=False)) == made_by.settings
    assert make.kinds
    assert all(isinstance(kind, Kind) for kind in make.kinds)


def test_names_differ_and_cuts_come_first() -> None:
    """No two detectors share a name; the one that tells of cuts is asked before the others."""
    names = [one.name for one in DETECTORS]
    assert len(set(names)) == len(names)
    assert [Kind.CUT in one.kinds for one in DETECTORS] == [True] + [False] * (len(names) - 1)


@EVERY_DETECTOR
def test_frames_that_the_decoder_guessed_do_no_harm(make: type[Detector]) -> None:
    """Where every frame is corrupt, or a few are, a detector ends without error."""
    broken = _moving(30)
    broken[10:14] = _noise(4, 180, 320)
    look = Looker((make,)).look
    look(views_of(broken, corrupt=range(10, 14)), RECORDING)
    look(views_of(broken, corrupt=range(30)), RECORDING)


@EVERY_DETECTOR
def test_frames_of_any_length_are_borne(make: type[Detector]) -> None:
    """Hours between two frames, and frames of a ten-thousandth of a second, are no error."""
    images = _moving(30)
    uneven = times_at(25, 10) + [Fraction(7200 + n, 10_000) + 7200 for n in range(1, 21)]
    Looker((make,)).look(views_of(images, uneven), RECORDING)


@EVERY_DETECTOR
def test_nothing_is_seen_where_nothing_was_shown(make: type[Detector]) -> None:
    """A recording without a single frame has no sightings."""
    assert Looker((make,)).look(iter(()), RECORDING) == ()
