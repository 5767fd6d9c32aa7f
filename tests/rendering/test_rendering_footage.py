"""The files: same bytes from the same scenario, marked, whole or not there."""

from pathlib import Path

import av
import numpy as np
import pytest

import witnessmark.rendering.footage as footage
from witnessmark.model import SYNTHETIC_MARK
from witnessmark.rendering import Scenario, random_scenario, read_truth, render
from witnessmark.rendering.picture.frames import mark_patch


def small(seed: int = 2) -> Scenario:
    """Return a random scenario in a small picture."""
    return random_scenario(seed, duration=6.0).model_copy(update={"width": 320, "height": 180})


def test_same_scenario_same_bytes(tmp_path: Path) -> None:
    """Two renderings are equal to the byte, footage and truth; another seed's are not."""
    for name, seed in (("a", 2), ("b", 2), ("c", 6)):
        render(small(seed), tmp_path / f"{name}.mp4")
    for suffix in (".mp4", ".truth.json"):
        a, b, c = ((tmp_path / f"{name}{suffix}").read_bytes() for name in "abc")
        assert a == b
        assert a != c


def test_footage_is_marked_and_complete(tmp_path: Path) -> None:
    """The container says it is synthetic, starts at zero, and holds every frame with its sign."""
    scenario = small()
    path = tmp_path / "footage.mp4"
    heard: list[tuple[float, float]] = []
    truth = render(scenario, path, progress=lambda done, total: heard.append((done, total)))
    with av.open(str(path)) as container:
        assert container.metadata["comment"].startswith(SYNTHETIC_MARK)
        assert container.metadata["title"].startswith("SYNTHETIC")
        assert "creation_time" not in container.metadata
        assert [stream.codec_context.name for stream in container.streams] == ["aac", "h264"]
        frames = list(container.decode(video=0))
    assert frames[0].time == 0.0
    assert len(frames) == 150
    sign = mark_patch(scenario)
    for frame in frames[::10]:
        shown = frame.to_ndarray(format="rgb24")[: sign.shape[0], : sign.shape[1]]
        assert np.corrcoef(shown.ravel(), sign.ravel())[0, 1] > 0.9
    assert read_truth(tmp_path / "footage.truth.json") == truth
    assert heard[0] == (0.0, 6.0)
    assert heard[-1] == (6.0, 6.0)
    assert heard == sorted(heard)


def test_moov_comes_first(tmp_path: Path) -> None:
    """The index stands before the media, so that playing can start at once."""
    path = tmp_path / "footage.mp4"
    render(small(), path)
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When drawing breaks off in the middle, neither file is there, and an old one is untouched."""

    def broken(scenario: Scenario) -> object:
        yield np.zeros((scenario.height, scenario.width, 3), dtype=np.uint8)
        raise OSError("no room left")

    path = tmp_path / "footage.mp4"
    path.write_bytes(b"old")
    monkeypatch.setattr(footage, "draw_frames", broken)
    with pytest.raises(OSError, match="no room"):
        render(small(), path)
    assert [one.name for one in tmp_path.iterdir()] == ["footage.mp4"]
    assert path.read_bytes() == b"old"


def test_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    """A folder that is not there raises the error of the operating system."""
    with pytest.raises(FileNotFoundError):
        render(small(), tmp_path / "none" / "footage.mp4")
