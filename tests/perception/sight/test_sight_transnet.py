import os
from pathlib import Path

import numpy as np
import pytest
from sight_making import grained, of_kind, scenery, seen_by, views_of

from witnessmark.errors import ModelError
from witnessmark.model import Kind
from witnessmark.perception.sight.transnet import STEP, TransNet, transnet


class Brightness(TransNet):
    """Takes the brightness of a frame for its chance."""

    def _chances(self, window: np.ndarray) -> np.ndarray:
        return window.mean(axis=(1, 2, 3)) / 255


def told(bright: dict[int, float], count: int) -> list[tuple[int, int, str]]:
    images = [np.full((54, 96, 3), round(255 * bright.get(n, 0.1)), np.uint8) for n in range(count)]
    found = of_kind(seen_by(Brightness, views_of(images)), Kind.CUT)
    return [
        (round(c.start.seconds * 25), round(c.end.seconds * 25), str(c.attributes["form"]))
        for c in found
    ]


@pytest.mark.parametrize("place", [0, 1, STEP - 1, STEP, STEP + 1, 118])
def test_the_frame_after_the_likely_one_begins_the_shot(place: int) -> None:
    """Across windows, and at the ends, a likely last frame gives a cut at the next."""
    assert told({place: 0.9}, 120) == [(place + 1, place + 2, "hard")]


def test_a_run_of_likely_frames_is_a_gradual_change() -> None:
    """Five likely frames are one change that spans them."""
    assert told(dict.fromkeys(range(60, 65), 0.8), 120) == [(60, 65, "gradual")]


def test_the_last_frame_of_a_recording_begins_no_shot() -> None:
    """What would begin after the end is not told."""
    assert told({119: 0.9}, 120) == []


def test_another_file_is_refused(tmp_path: Path) -> None:
    """What is no such network raises ModelError."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"no network")
    with pytest.raises(ModelError, match="TransNet"):
        transnet(path)


@pytest.mark.skipif(
    "WITNESSMARK_TRANSNET" not in os.environ,
    reason="WITNESSMARK_TRANSNET names no exported TransNet V2",
)
def test_the_exported_model_finds_a_cut_to_the_frame() -> None:
    """Two places one after another have one cut between them."""
    images = [grained(scenery(1), n) for n in range(30)]
    images += [grained(scenery(2), n) for n in range(30)]
    made = transnet(Path(os.environ["WITNESSMARK_TRANSNET"]))
    found = of_kind(seen_by(made, views_of(images)), Kind.CUT)
    assert [round(one.start.seconds * 25) for one in found] == [30]
    assert found[0].made_by.model is not None
