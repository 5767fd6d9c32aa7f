"""Sound files as they come: odd forms are read with exact times, and what is missing is told."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from media_making import CLICKS, clicks, onsets, write_clip

from witnessmark.media import SoundReader, open_footage


def write_wav(path: Path, samples: np.ndarray, rate: int, form: str) -> Path:
    """Write (samples, channels) as a WAV of *form* u1, i2, i3 or f4, and nothing besides."""
    if form == "f4":
        data = samples.astype("<f4").tobytes()
    elif form == "u1":
        data = np.round(samples * 127 + 128).astype("u1").tobytes()
    elif form == "i2":
        data = np.round(samples * 32767).astype("<i2").tobytes()
    else:
        whole = np.round(samples * 8388607).astype("<i4")
        data = whole.reshape(-1, 1).view("u1")[:, :3].tobytes()
    size, channels = int(form[1]), samples.shape[1]
    kind, step = (3 if form == "f4" else 1), size * channels
    head = struct.pack("<HHIIHH", kind, channels, rate, rate * step, step, 8 * size)
    body = b"WAVEfmt " + struct.pack("<I", len(head)) + head
    body += b"data" + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    return path


def read(path: Path) -> tuple[np.ndarray, SoundReader]:
    """Return all samples end to end, and the reader at its end."""
    with open_footage(path).read_sound() as reader:
        blocks = [block.samples for block in reader]
    return np.concatenate(blocks), reader


@pytest.mark.parametrize(
    ("rate", "channels", "form"),
    [
        (8000, 1, "u1"),
        (11_025, 2, "i2"),
        (22_050, 1, "f4"),
        (44_100, 6, "i2"),
        (48_000, 2, "i3"),
        (96_000, 2, "f4"),
        (192_000, 1, "i3"),
    ],
)
def test_every_form_keeps_its_clicks(tmp_path: Path, rate: int, channels: int, form: str) -> None:
    """From telephone to studio, each click is at its sample, and the length is whole."""
    path = write_wav(tmp_path / "a.wav", clicks(3, rate, channels), rate, form)
    samples, reader = read(path)
    assert samples.shape == (3 * rate, channels)
    assert onsets(samples, rate) == pytest.approx(CLICKS, abs=1.5 / rate)
    assert reader.damage == ()


@pytest.mark.parametrize("milliseconds", [1, 10, 100])
def test_the_shortest_sound_is_read(tmp_path: Path, milliseconds: int) -> None:
    """A file of a few samples yields those samples."""
    tone = 0.5 * np.sin(np.arange(48 * milliseconds))[:, None]
    samples, reader = read(write_wav(tmp_path / "a.wav", tone, 48_000, "f4"))
    np.testing.assert_allclose(samples, tone.astype(np.float32))
    assert [float(span.duration) for span in reader.decoded] == [milliseconds / 1000]


@pytest.mark.parametrize("number", [np.nan, -1e30])
def test_what_is_no_number_was_not_had(tmp_path: Path, number: float) -> None:
    """A stretch of NaN, or of absurd numbers, is a hole, told as it is: where, and how much."""
    sound = clicks(3, 16_000, 2)
    sound[8000:12_000] = number
    sound[20_000, 0] = np.inf
    samples, reader = read(write_wav(tmp_path / "a.wav", sound, 16_000, "f4"))
    assert np.isfinite(samples).all()
    had = [(float(s.start.seconds), float(s.end.seconds)) for s in reader.decoded]
    assert had == [(0, 0.5), (0.75, 3)]
    assert len(samples) == 2.75 * 16_000
    (sentence,) = reader.damage
    assert "8001 samples of sound held no number that could be sound" in sentence
    assert "0:00.5" in sentence


def test_one_channel_without_numbers_is_heard_by_the_other(tmp_path: Path) -> None:
    """Where one channel still holds numbers, the stretch was had."""
    sound = clicks(3, 16_000, 2)
    sound[:, 1] = np.nan
    samples, reader = read(write_wav(tmp_path / "a.wav", sound, 16_000, "f4"))
    assert len(reader.decoded) == 1
    assert onsets(samples, 16_000) == pytest.approx(CLICKS, abs=1e-3)


@pytest.mark.parametrize("hole", [0.02, 0.3, 2.0])
def test_a_jump_of_the_timestamps_is_a_gap(tmp_path: Path, hole: float) -> None:
    """Timestamps that jump ahead by more than half a frame leave a hole of that length."""
    rate = 16_000
    jump = round(hole * rate)
    path = write_clip(
        tmp_path / "a.mkv",
        rate=rate,
        sound="pcm_s16le",
        sound_pts=lambda n: n + (jump if n >= rate else 0),
    )
    samples, reader = read(path)
    gap = sum(b.start - a.end for a, b in zip(reader.decoded, reader.decoded[1:], strict=False))
    # Up to half a frame is rounding (the codec's frames hold 1,024 samples), not a gap.
    assert float(gap) == pytest.approx(hole if hole > 0.032 else 0, abs=0.002)
    assert len(samples) == 3 * rate


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_where_there_is_no_number_there_is_no_block(tmp_path: Path, number: float) -> None:
    """A file of nothing but NaN yields no silence to be taken for sound, and keeps its length."""
    sound = np.full((24_000, 1), number)
    reader = open_footage(write_wav(tmp_path / "a.wav", sound, 16_000, "f4")).read_sound()
    assert list(reader) == []
    assert (reader.decoded, reader.reached) == ((), 1.5)
    (sentence,) = reader.damage
    assert "24000 samples of sound held no number" in sentence


def test_what_follows_a_hole_of_numbers_keeps_its_time(tmp_path: Path) -> None:
    """Blocks on either side of what is no number start where their sound lies."""
    sound = clicks(3, 16_000, 1)
    sound[8000:12_000] = np.nan
    reader = open_footage(write_wav(tmp_path / "a.wav", sound, 16_000, "f4")).read_sound()
    blocks = list(reader)
    places = [(block.start.ticks, block.end.ticks) for block in blocks]
    assert (places[0], places[1][0]) == ((0, 8000), 12_000)
    heard = np.concatenate([b.samples for b in blocks if b.start.ticks >= 12_000])
    np.testing.assert_array_equal(heard, sound[12_000:].astype(np.float32))
