"""Frames come upright, in order, at their own presentation times."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from media_making import write_clip

from witnessmark.errors import NoPictureError, NoSoundError
from witnessmark.media import open_footage


@pytest.mark.parametrize(
    "name", ["clip.mp4", "clip.mkv", "clip.ts", pytest.param("clip.flv", marks=pytest.mark.slow)]
)
def test_every_frame_has_its_time_and_its_content(tmp_path: Path, name: str) -> None:
    """Reordered pictures come back in order, 40 ms apart, each with its own brightness."""
    path = write_clip(tmp_path / name, sound=None, picture="libx264", seconds=1)
    with open_footage(path).read_frames(grey=True) as reader:
        frames = list(reader)
    assert [frame.start.seconds for frame in frames] == [Fraction(n, 25) for n in range(25)]
    steps = np.diff([float(frame.image.mean()) for frame in frames])
    assert (steps > 4).all()
    assert reader.damage == ()


def test_variable_frame_rate_is_kept(tmp_path: Path) -> None:
    """Frames shown for unequal times keep them."""
    times = [Fraction(n, 1000) for n in (0, 33, 100, 108, 900, 1000)]
    path = write_clip(tmp_path / "v.mkv", sound=None, picture="libx264", frame_times=times)
    with open_footage(path).read_frames(grey=True) as reader:
        assert [frame.start.seconds for frame in reader] == times


def test_the_clock_starts_at_the_first_frame_of_either_track(tmp_path: Path) -> None:
    """A picture that starts a second after the sound starts at second one."""
    times = [1 + Fraction(n, 25) for n in range(10)]
    path = write_clip(
        tmp_path / "late.mkv", sound="pcm_s16le", rate=8000, picture="libx264", frame_times=times
    )
    with open_footage(path).read_frames(grey=True) as reader:
        assert next(reader).start.seconds == 1


def test_frames_are_scaled_down_and_never_up(tmp_path: Path) -> None:
    """A width asked for shrinks the frame in proportion; a larger one changes nothing."""
    path = write_clip(tmp_path / "c.mp4", sound=None, picture="libx264", seconds=0.2)
    footage = open_footage(path)
    shapes = {}
    for width in (16, 1000, None):
        with footage.read_frames(width=width) as reader:
            frame = next(reader)
            shapes[width] = frame.image.shape
            assert not frame.image.flags.writeable
    assert shapes == {16: (12, 16, 3), 1000: (48, 64, 3), None: (48, 64, 3)}
    with pytest.raises(ValueError, match="at least one pixel"):
        footage.read_frames(width=0)


def test_keyframes_alone_are_those_the_decoder_calls_keyframes(tmp_path: Path) -> None:
    """Decoding keyframes by themselves finds each one, at its time, and no other."""
    path = write_clip(tmp_path / "k.mp4", sound=None, picture="libx264", seconds=2, gop=10)
    with av.open(str(path)) as container:
        container.streams.video[0].codec_context.skip_frame = "NONKEY"
        wanted = [frame.pts * frame.time_base for frame in container.decode(video=0)]
    with open_footage(path).read_frames(keyframes_only=True) as reader:
        found = [frame.start.seconds for frame in reader]
    assert found == wanted
    assert len(found) > 3


def test_a_turned_picture_comes_upright(tmp_path: Path) -> None:
    """The rotation that the file asks for is stated and applied."""
    path = write_clip(tmp_path / "plain.mp4", sound=None, picture="libx264", seconds=0.2)
    data = bytearray(path.read_bytes())
    matrix = data.find(b"tkhd") + 4 + 40  # ISO/IEC 14496-12, section 8.3.2, version 0
    one, none = (65536).to_bytes(4, "big"), bytes(4)
    minus = (-65536).to_bytes(4, "big", signed=True)
    data[matrix : matrix + 20] = none + one + none + minus + none
    turned = tmp_path / "turned.mp4"
    turned.write_bytes(data)
    footage = open_footage(turned)
    assert footage.picture is not None
    assert (footage.picture.width, footage.picture.height, footage.picture.rotation) == (64, 48, 90)
    with footage.read_frames(width=24) as reader:
        assert next(reader).image.shape == (32, 24, 3)


def test_a_missing_track_is_named(tmp_path: Path) -> None:
    """Asking a file for what it does not have says so in one sentence."""
    silent = write_clip(tmp_path / "silent.mp4", sound=None, picture="libx264", seconds=0.2)
    blind = write_clip(tmp_path / "blind.wav", sound="pcm_s16le", seconds=0.2)
    with pytest.raises(NoSoundError, match="no sound track"):
        open_footage(silent).read_sound()
    with pytest.raises(NoPictureError, match="no picture"):
        open_footage(blind).read_frames()
