"""What a file says of itself is kept as said, and what is shown of it is what was decoded."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from media_making import clicks, write_clip

from witnessmark.media import Footage, open_footage
from witnessmark.media.footage import _base_from
from witnessmark.model import SYNTHETIC_MARK


def test_the_tracks_are_described(tmp_path: Path) -> None:
    """Codec, size, rate and time base are those of what was decoded."""
    footage = open_footage(write_clip(tmp_path / "c.mp4", picture="libx264"))
    assert footage.sound is not None
    assert footage.picture is not None
    assert (footage.sound.codec, footage.sound.rate, footage.sound.decoded) == ("aac", 48000, ())
    assert (footage.picture.codec, footage.picture.width, footage.picture.height) == (
        "h264",
        64,
        48,
    )
    assert footage.picture.rotation == 0
    assert footage.sound.time_base == Fraction(1, 48000)
    assert footage.declared_duration == pytest.approx(3.0, abs=0.03)
    assert footage.damage == ()


def test_metadata_is_kept_as_json(tmp_path: Path) -> None:
    """Encoder, brands and dates survive as strings that any JSON reader takes."""
    said = {"comment": "as received", "creation_time": "2022-03-01T10:00:00.000000Z"}
    footage = open_footage(write_clip(tmp_path / "c.mp4", metadata=said))
    metadata = footage.said_by_file["metadata"]
    assert isinstance(metadata, dict)
    assert metadata["comment"] == "as received"
    assert str(metadata["creation_time"]).startswith("2022-03-01T10:00:00")
    assert "major_brand" in metadata
    assert json.loads(json.dumps(footage.said_by_file, allow_nan=False)) == footage.said_by_file


def test_metadata_is_capped(tmp_path: Path) -> None:
    """A hundred entries of a megabyte do not swell the record."""
    said = {f"note{n:03d}": "x" * 10_000 for n in range(100)}
    footage = open_footage(write_clip(tmp_path / "c.mkv", metadata=said))
    assert len(json.dumps(footage.said_by_file)) < 80_000


@pytest.mark.parametrize("name", ["c.mp4", "c.mkv"])
def test_rendered_footage_is_known_by_its_mark(tmp_path: Path, name: str) -> None:
    """The mark is found wherever the container keeps its comment; without it nothing is marked."""
    marked = {"comment": f"{SYNTHETIC_MARK}; seed 7"}
    assert open_footage(write_clip(tmp_path / name, metadata=marked)).synthetic
    assert not open_footage(write_clip(tmp_path / f"plain-{name}")).synthetic


def two_tracks(path: Path, default: int) -> Footage:
    """Write a silent and a clicking track, track *default* marked as default, and open it."""
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("pcm_s16le", rate=8000) for _ in range(2)]
        for index, stream in enumerate(streams):
            stream.layout = "mono"
            stream.disposition = 1 if index == default else 0
        for index, stream in enumerate(streams):
            sound = clicks(1, 8000) * index
            array = (sound.T * 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(array), "s16", "mono")
            frame.sample_rate, frame.pts = 8000, 0
            container.mux(stream.encode(frame))
    return open_footage(path)


@pytest.mark.parametrize("default", [0, 1])
def test_the_default_track_is_the_sound(tmp_path: Path, default: int) -> None:
    """Of two tracks the one that the file marks as default is listened to."""
    footage = two_tracks(tmp_path / "two.mkv", default)
    assert footage.sound is not None
    assert footage.sound.stream == default


def test_cover_art_is_no_picture(tmp_path: Path) -> None:
    """A picture glued to a song is not footage."""
    path = tmp_path / "cover.mp4"
    with av.open(str(path), "w") as container:
        audio = container.add_stream("aac", rate=48000)
        audio.layout = "mono"
        cover = container.add_stream("mjpeg", rate=25)
        cover.width = cover.height = 16
        cover.pix_fmt = "yuvj420p"
        cover.disposition = 1 << 10
        image = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), "rgb24")
        container.mux(cover.encode(image) + cover.encode())
        frame = av.AudioFrame.from_ndarray(clicks(1, 48000).T, "fltp", "mono")
        frame.sample_rate, frame.pts = 48000, 0
        container.mux(audio.encode(frame) + audio.encode())
    footage = open_footage(path)
    assert footage.picture is None
    assert footage.sound is not None


def test_picture_times_stay_exact_off_the_grid() -> None:
    """A clock that starts between ticks gets the common divisor, or the finest storable base."""
    assert _base_from(Fraction(3, 1000), Fraction(1, 1000)) == Fraction(1, 1000)
    assert _base_from(Fraction(1, 2000), Fraction(1, 1000)) == Fraction(1, 2000)
    assert _base_from(Fraction(1, 44100), Fraction(1, 90000)) == Fraction(1, 500_000)
