"""A click is heard at the second at which it was recorded, whatever the container."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from media_making import CLICKS, clicks, onsets, write_clip

from witnessmark.media import Footage, SoundReader, open_footage


def heard(footage: Footage) -> tuple[list[float], SoundReader]:
    """Return the seconds of all clicks on the recording's clock, and the finished reader."""
    found: list[float] = []
    with footage.read_sound() as reader:
        blocks = list(reader)
    for stretch in reader.decoded:
        inside = [block for block in blocks if stretch.contains(block.start)]
        joined = np.concatenate([block.samples for block in inside])
        found += onsets(joined, blocks[0].rate, float(stretch.start.seconds))
    return found, reader


@pytest.mark.parametrize(
    ("name", "sound", "picture", "rate"),
    [
        ("clip.mp4", "aac", "libx264", 48000),
        pytest.param("clip.m4a", "aac", None, 44100, marks=pytest.mark.slow),
        pytest.param("clip.mov", "pcm_s16le", None, 8000, marks=pytest.mark.slow),
        ("clip.mkv", "libopus", "libx264", 48000),
        pytest.param("clip.webm", "libopus", None, 48000, marks=pytest.mark.slow),
        pytest.param("clip.mka", "aac", None, 44100, marks=pytest.mark.slow),
        ("clip.avi", "pcm_s16le", "mpeg4", 44100),
        ("clip.wav", "pcm_s16le", None, 12000),
        ("clip.flac", "flac", None, 22050),
        ("clip.mp3", "libmp3lame", None, 44100),
        pytest.param("clip.ogg", "libopus", None, 48000, marks=pytest.mark.slow),
        pytest.param("clip.aiff", "pcm_s16be", None, 16000, marks=pytest.mark.slow),
    ],
)
def test_clicks_are_heard_where_they_were(
    tmp_path: Path, name: str, sound: str, picture: str | None, rate: int
) -> None:
    """Codec delay, padding and rounded timestamps move no click by a millisecond."""
    path = write_clip(tmp_path / name, sound=sound, picture=picture, rate=rate)
    footage = open_footage(path)
    assert footage.sound is not None
    assert (footage.sound.rate, footage.sound.channels) == (rate, 1)
    found, reader = heard(footage)
    assert found == pytest.approx(CLICKS, abs=0.001)
    assert reader.damage == ()
    assert len(reader.decoded) == 1
    assert float(reader.decoded[0].end.seconds) == pytest.approx(3.0, abs=0.06)


def test_transport_stream_clicks_keep_their_distance_from_the_picture(tmp_path: Path) -> None:
    """Where the container keeps the codec's delay, clock zero is that first sample."""
    path = write_clip(tmp_path / "clip.ts", picture="libx264", rate=48000)
    footage = open_footage(path)
    found, _ = heard(footage)
    with footage.read_frames() as frames:
        picture_starts = float(next(frames).start.seconds)
    assert found == pytest.approx([at + picture_starts for at in CLICKS], abs=0.001)
    assert footage.first_presentation > 0


def test_samples_are_exact_and_blocks_short(tmp_path: Path) -> None:
    """Lossless sound comes back to the bit, read-only, in touching blocks of a second at most."""
    noise = np.random.default_rng(7).integers(-(2**15), 2**15, (50_000, 2))
    sound = (noise / 32767).astype(np.float32)
    path = write_clip(tmp_path / "n.wav", sound="pcm_s16le", rate=16000, channels=2, samples=sound)
    with open_footage(path).read_sound() as reader:
        blocks = list(reader)
    assert all(len(block.samples) <= 16000 for block in blocks)
    assert all(a.end == b.start for a, b in pairwise(blocks))
    assert not blocks[0].samples.flags.writeable
    joined = np.concatenate([block.samples for block in blocks])
    assert joined.dtype == np.float32
    np.testing.assert_array_equal(joined * 32768, np.clip(noise, -(2**15), 2**15 - 1))


def test_a_hole_in_the_sound_is_a_hole(tmp_path: Path) -> None:
    """A second without packets splits the track, and what comes after keeps its time."""
    path = write_clip(
        tmp_path / "hole.mkv",
        sound="pcm_s16le",
        rate=8000,
        sound_pts=lambda n: n if n < 8000 else n + 8000,
    )
    found, reader = heard(open_footage(path))
    assert found == pytest.approx([0.5, 2.25, 3.0], abs=0.001)
    first, second = reader.decoded
    assert float(second.start - first.end) == pytest.approx(1.0, abs=0.001)
    assert reader.damage == ("The file holds no sound after 0:01.0, for 1.0 s in all.",)


def test_sound_that_starts_late_keeps_its_lateness(tmp_path: Path) -> None:
    """Sound half a second behind the picture is half a second behind on the clock."""
    path = write_clip(
        tmp_path / "late.mkv",
        sound="pcm_s16le",
        rate=8000,
        picture="libx264",
        sound_pts=lambda n: n + 4000,
    )
    footage = open_footage(path)
    found, reader = heard(footage)
    assert footage.first_presentation == 0
    assert reader.decoded[0].start.seconds == Fraction(1, 2)
    assert found == pytest.approx([at + 0.5 for at in CLICKS], abs=0.001)


def test_timestamps_below_zero_shift_the_clock(tmp_path: Path) -> None:
    """A first timestamp below zero is second zero."""
    path = write_clip(
        tmp_path / "below.mkv",
        sound="pcm_s16le",
        rate=8000,
        sound_pts=lambda n: n - 8000,
        avoid_negative_ts="disabled",
    )
    footage = open_footage(path)
    found, _ = heard(footage)
    assert footage.first_presentation <= 0
    assert found == pytest.approx(CLICKS, abs=0.001)


def test_a_change_of_form_midway_is_converted_and_told(tmp_path: Path) -> None:
    """Two streams of different rate and channels joined in one file stay one track."""
    first = write_clip(tmp_path / "a.aac", rate=48000, seconds=2)
    second = write_clip(tmp_path / "b.aac", rate=24000, seconds=2, channels=2)
    joined = tmp_path / "joined.aac"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    with open_footage(joined).read_sound() as reader:
        blocks = list(reader)
    assert {(block.rate, block.samples.shape[1]) for block in blocks} == {(48000, 1)}
    assert any("24000 Hz and 2 channels" in sentence for sentence in reader.damage)
    assert float(reader.decoded[-1].end.seconds) == pytest.approx(4.0, abs=0.3)


def test_the_gunfire_recording_is_read_whole() -> None:
    """A real recording has its native rate, its channel and its ten seconds."""
    path = (
        Path(__file__).parents[2].parent
        / "shared/data/gunfire/FP1/FP1_test_001_SCP-00-BNG-5567.flac"
    )
    if not path.exists():
        pytest.skip("the shared recordings are not beside this checkout")
    footage = open_footage(path)
    assert footage.sound is not None
    assert (footage.sound.rate, footage.sound.channels, footage.picture) == (12000, 1, None)
    with footage.read_sound() as reader:
        assert sum(len(block.samples) for block in reader) == 120_000
    assert reader.damage == ()


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """Decoding is a function of the file alone."""
    path = write_clip(tmp_path / "clip.mp4", samples=clicks(1, 48000))
    footage = open_footage(path)
    takes = [b"".join(b.samples.tobytes() for b in footage.read_sound()) for _ in range(2)]
    assert takes[0] == takes[1]
