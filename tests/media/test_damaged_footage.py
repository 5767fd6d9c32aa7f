"""Of damaged footage, what is there is decoded, and what is not is told."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest
from media_making import CLICKS, onsets, write_clip

from witnessmark.errors import FootageError
from witnessmark.media import open_footage
from witnessmark.media.truncation import announced_bytes


def cut(path: Path, share: float) -> Path:
    """Write the first *share* of the file beside it."""
    data = path.read_bytes()
    short = path.with_name(f"cut-{path.name}")
    short.write_bytes(data[: int(len(data) * share)])
    return short


def test_a_truncated_mp4_is_decoded_as_far_as_it_goes(tmp_path: Path) -> None:
    """With the index first, the sound up to the cut is there and the rest is told."""
    whole = write_clip(tmp_path / "c.mp4", picture="libx264", seconds=3, movflags="faststart")
    footage = open_footage(cut(whole, 0.75))
    with footage.read_sound() as reader:
        sound = np.concatenate([block.samples for block in reader])
    assert 0.3 * 48000 < len(sound) < 2.9 * 48000
    assert onsets(sound, 48000)[0] == pytest.approx(CLICKS[0], abs=0.001)
    assert any(
        sentence.startswith("The file ends early") and "of the 3.0 s" in sentence
        for sentence in reader.damage
    )
    assert footage.damage[0].startswith("The file was cut short")
    assert footage.declared_duration == pytest.approx(3.0, abs=0.03)


@pytest.mark.parametrize("name", ["c.wav", "c.mkv", "c.mp4"])
def test_a_file_cut_short_is_told_from_a_whole_one(tmp_path: Path, name: str) -> None:
    """The header's own account of its length shows a cut, and shows none where none was made."""
    sound = "pcm_s16le" if name != "c.mp4" else "aac"
    whole = write_clip(tmp_path / name, sound=sound, rate=8000, movflags="faststart")
    assert open_footage(whole).damage == ()
    damaged = open_footage(cut(whole, 0.7))
    assert damaged.damage[0].startswith("The file was cut short")
    with damaged.read_sound() as reader:
        assert sum(len(block.samples) for block in reader) > 8000


def test_a_placeholder_length_announces_nothing(tmp_path: Path) -> None:
    """A WAV written to a pipe, with no length in its header, is not called cut short."""
    path = tmp_path / "piped.wav"
    path.write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt ")
    with path.open("rb") as file:
        assert announced_bytes(file.fileno(), "wav") is None


def test_corrupt_packets_are_skipped_and_told(tmp_path: Path) -> None:
    """Noise in the middle costs its own stretch; what comes after keeps its time."""
    noise = np.random.default_rng(1).normal(0, 0.1, (48_000, 1)).astype(np.float32)
    clip = write_clip(tmp_path / "c.flac", sound="flac", rate=16000, samples=noise)
    data = bytearray(clip.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 200] = np.random.default_rng(5).bytes(200)
    path = tmp_path / "bad.flac"
    path.write_bytes(data)
    with open_footage(path).read_sound() as reader:
        blocks = list(reader)
    for block in blocks:
        begin = block.start.ticks
        there = noise[begin : begin + len(block.samples)]
        np.testing.assert_allclose(block.samples, there, atol=1e-4)
    assert len(reader.decoded) == 2
    assert reader.decoded[1].end.seconds == 3
    (sentence,) = reader.damage
    assert sentence.startswith("The file holds no sound after 0:01.")


def test_corrupt_aac_in_mp4_keeps_its_times(tmp_path: Path) -> None:
    """Packets of AAC overwritten with noise are named by place, and the last click stays put."""
    clip = write_clip(tmp_path / "c.mp4", seconds=3)
    data = bytearray(clip.read_bytes())
    begin = data.index(b"mdat") + 4
    length = int.from_bytes(data[begin - 8 : begin - 4], "big") - 8
    hole = slice(begin + length * 4 // 10, begin + length * 5 // 10)
    data[hole] = b"\xff" * (hole.stop - hole.start)
    path = tmp_path / "bad.mp4"
    path.write_bytes(data)
    with open_footage(path).read_sound() as reader:
        blocks = list(reader)
    rate = blocks[0].rate
    last = [b for b in blocks if b.start.seconds >= 1.9 or b.end.seconds > 1.9]
    joined = np.concatenate([block.samples for block in last])
    found = onsets(joined, rate, float(last[0].start.seconds))
    assert found[-1] == pytest.approx(CLICKS[-1], abs=0.001)
    assert any("could not be decoded" in sentence for sentence in reader.damage)


@pytest.mark.slow
def test_corrupt_picture_never_crashes(tmp_path: Path) -> None:
    """Noise anywhere in a file gives frames, damage or a refusal, never another error."""
    clip = write_clip(tmp_path / "c.mkv", sound="libopus", picture="libx264", seconds=1)
    data = clip.read_bytes()
    for seed in range(6):
        chance = np.random.default_rng(seed)
        bad = bytearray(data)
        for at in chance.integers(100, len(bad), 40):
            bad[at] = chance.integers(256)
        path = tmp_path / f"{seed}.mkv"
        path.write_bytes(bad)
        with contextlib.suppress(FootageError):
            footage = open_footage(path)
            if footage.picture:
                with footage.read_frames(grey=True) as frames:
                    starts = [frame.start for frame in frames]
                assert all(isinstance(sentence, str) for sentence in frames.damage)
                assert len(starts) <= 60
            if footage.sound:
                assert all(block.samples.size for block in footage.read_sound())
