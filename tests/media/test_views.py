"""Frames come reduced for looking at, upright, each with its own time and how long it is shown."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from media_making import write_clip

from witnessmark.errors import NoPictureError
from witnessmark.media import View, open_footage


def _views(path: Path, **asked: object) -> list[View]:
    with open_footage(path).read_views(**asked) as reader:  # type: ignore[arg-type]
        return list(reader)


def _grey(path: Path, levels: list[int], size: tuple[int, int], codec: str, form: str) -> Path:
    """Write flat frames of *levels*, as they are coded, one every 40 ms."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=25)
        stream.width, stream.height = size
        stream.pix_fmt = form
        for number, level in enumerate(levels):
            frame = av.VideoFrame(*size, "yuv420p")
            for plane, value in zip(frame.planes, (level, 128, 128), strict=True):
                plane.update(bytes([value]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(frame.reformat(format=form)))
        container.mux(stream.encode(None))
    return path


def test_a_view_is_shown_until_the_next_one(tmp_path: Path) -> None:
    """Unequal times are kept; the last frame lasts as long as the one before it."""
    times = [Fraction(n, 1000) for n in (0, 33, 100, 108, 900, 1000)]
    path = write_clip(tmp_path / "v.mkv", sound=None, picture="libx264", frame_times=times)
    views = _views(path)
    assert [view.start.seconds for view in views] == times
    assert [view.end.seconds for view in views] == [*times[1:], Fraction(11, 10)]


def test_what_was_seen_is_told(tmp_path: Path) -> None:
    """A file read to its end was seen from its first frame to the end of its last."""
    path = write_clip(tmp_path / "c.mp4", sound=None, picture="libx264", seconds=1)
    with open_footage(path).read_views() as reader:
        for _ in reader:
            pass
    assert [(s.start.seconds, s.end.seconds) for s in reader.seen] == [(0, 1)]
    assert reader.damage == ()


@pytest.mark.parametrize(
    ("codec", "form"), [("libx264", "yuv420p"), ("libx265", "yuv420p10le"), ("ffv1", "yuv444p")]
)
def test_levels_use_the_whole_range_whatever_the_coding(
    tmp_path: Path, codec: str, form: str
) -> None:
    """Black and white of television, 16 and 235, come out as 0 and 255, ten bits or eight."""
    path = _grey(tmp_path / "g.mkv", [16, 126, 235], (64, 48), codec, form)
    levels = [float(np.median(view.luma)) for view in _views(path)]
    assert levels == pytest.approx([0, 128, 255], abs=1.5)
    assert float(np.median(_views(path)[0].blue)) == pytest.approx(128, abs=1)


def test_planes_are_reduced_by_area_and_never_enlarged(tmp_path: Path) -> None:
    """A large frame has 640 pixels on its longer side, chroma half of that; a small one its own."""
    large = _views(_grey(tmp_path / "l.mkv", [100], (1280, 720), "libx264", "yuv420p"))[0]
    assert (large.luma.shape, large.blue.shape, large.half.shape, large.quarter.shape) == (
        (360, 640),
        (180, 320),
        (180, 320),
        (90, 160),
    )
    small = _views(_grey(tmp_path / "s.mkv", [100], (64, 48), "libx264", "yuv420p"))[0]
    assert (small.luma.shape, small.blue.shape) == ((48, 64), (24, 32))
    assert not small.luma.flags.writeable


def test_a_picture_of_one_pixel_is_seen(tmp_path: Path) -> None:
    """One by one pixel is no special case."""
    views = _views(_grey(tmp_path / "one.mkv", [40, 200], (1, 1), "ffv1", "yuv444p"))
    assert [view.luma.shape for view in views] == [(2, 2), (2, 2)]
    assert views[0].quarter.shape == (1, 1)


def test_some_frames_come_whole(tmp_path: Path) -> None:
    """One in half a second, from the first; none unless asked for."""
    path = write_clip(
        tmp_path / "c.mp4", sound=None, picture="libx264", seconds=2, size=(1280, 720)
    )
    whole = [v.start.seconds for v in _views(path, whole_every=Fraction(1, 2)) if v.whole]
    assert whole == [0, Fraction(13, 25), 1, Fraction(38, 25)]
    first = _views(path, whole_every=Fraction(1, 2))[0].whole
    assert first is not None
    assert first.luma.shape == (720, 1280)
    assert first.bgr().shape == (720, 1280, 3)
    assert not any(view.whole for view in _views(path))


def test_keyframes_alone(tmp_path: Path) -> None:
    """Only frames that stand by themselves, a second or more apart, each until the next one."""
    path = write_clip(tmp_path / "c.mp4", sound=None, picture="libx264", seconds=3, gop=10)
    views = _views(path, keyframes_only=True)
    assert [view.start.seconds for view in views] == [Fraction(n, 25) for n in (0, 30, 60)]
    assert all(view.keyframe for view in views)


def test_views_are_upright(tmp_path: Path) -> None:
    """A picture filmed on its side stands up, in luma and in colour."""
    path = write_clip(tmp_path / "c.mp4", sound=None, picture="libx264", seconds=0.2)
    turned = tmp_path / "turned.mp4"
    with av.open(str(path)) as source, av.open(str(turned), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        if not hasattr(stream, "set_display_rotation"):
            pytest.skip("this PyAV cannot write a rotation")
        stream.set_display_rotation(90)
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    view = _views(turned)[0]
    assert (view.luma.shape, view.blue.shape) == ((64, 48), (32, 24))


def test_a_hole_in_the_picture_was_not_seen(tmp_path: Path) -> None:
    """Where packets were lost, the frame before is not stretched over what nobody saw."""
    whole = write_clip(tmp_path / "w.mkv", sound=None, picture="libx264", seconds=2, gop=1)
    path = tmp_path / "c.mkv"
    with av.open(str(whole)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        for number, packet in enumerate(source.demux(source.streams.video[0])):
            if packet.dts is None:
                continue
            kept = packet
            if 20 <= number < 30:
                kept = av.Packet(b"\x00" * packet.size)
                kept.pts, kept.dts, kept.time_base = packet.pts, packet.dts, packet.time_base
            kept.stream = stream
            target.mux(kept)
    with open_footage(path).read_views() as reader:
        views = list(reader)
    assert len(views) == 40
    assert [(s.start.seconds, s.end.seconds) for s in reader.seen] == [
        (0, Fraction(20, 25)),
        (Fraction(30, 25), 2),
    ]
    assert reader.damage


def test_no_picture_is_said(tmp_path: Path) -> None:
    """Sound alone has nothing to look at."""
    path = write_clip(tmp_path / "s.wav", sound="pcm_s16le", seconds=0.5)
    with pytest.raises(NoPictureError):
        open_footage(path).read_views()
