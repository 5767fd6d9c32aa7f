"""Nothing that the decoder says is trusted: a taken-over decoder can only be refused."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from witnessmark.clock import TimeBase
from witnessmark.errors import DecoderCrashError
from witnessmark.media import Limits, SoundReader
from witnessmark.media.decoder_process import DecoderProcess
from witnessmark.media.messages import LENGTHS, exact
from witnessmark.media.ring import SIZE, Ring
from witnessmark.model import SoundTrack

TRACK = SoundTrack(stream=0, codec="x", rate=8000, channels=1, time_base=TimeBase(1, 8000))


def reader_of(
    data: bytes, monkeypatch: pytest.MonkeyPatch, ring: Ring | None = None
) -> SoundReader:
    """Return a reader whose decoder writes *data* and ends."""
    program = f"import sys; sys.stdout.buffer.write(bytes.fromhex('{data.hex()}'))"
    monkeypatch.setattr("witnessmark.media.decoder_process._START", program)
    with Path(os.devnull).open("rb") as nothing:
        process = DecoderProcess(Path("clip.wav"), nothing.fileno(), {}, Limits(), ring)
    return SoundReader(process, TRACK, None)


def message(payload: bytes = b"", **says: object) -> bytes:
    """Return one message as it goes through the pipe."""
    header = json.dumps(says).encode()
    return LENGTHS.pack(len(header), len(payload)) + header + payload


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        LENGTHS.pack(2**32 - 1, 0),
        LENGTHS.pack(2, 2**32 - 1) + b"{}",
        LENGTHS.pack(2, 0) + b"[]",
        LENGTHS.pack(2, 0) + b"\xff\xff",
        message(kind="sound", start=0, samples=2),
        message(b"\0" * 8, kind="sound", start="x", samples=2),
        message(b"\0" * 8, kind="sound", start=0),
        message(kind="broken", start=0, samples=0),
        message(kind="lost", start="1e999999999", seconds="1"),
        message(kind="lost", start="1/0", seconds="1"),
        message(kind="end"),
        message(kind="anything"),
    ],
)
def test_an_answer_out_of_form_is_a_crash(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Impossible lengths, missing parts and endless numbers end in one error, at once."""
    with pytest.raises(DecoderCrashError, match=r"clip\.wav"):
        list(reader_of(data, monkeypatch))


@pytest.mark.parametrize("place", [{"at": SIZE, "length": 1}, {"at": 0}, {"at": "0", "length": 1}])
def test_a_frame_outside_the_ring_is_a_crash(
    place: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decoder that names a place where no frame can lie is refused like any other."""
    data = message(kind="view", **place)
    with pytest.raises(DecoderCrashError, match=r"clip\.wav"):
        list(reader_of(data, monkeypatch, Ring()))


def test_exact_times_are_whole_numbers_over_whole_numbers() -> None:
    """Only ``n`` and ``n/d`` are times; what would take for ever to read is none."""
    assert exact("-3/4") == Fraction(-3, 4)
    for text in ("1e5", "0.5", "1/", " 1", "9" * 50, "nan"):
        with pytest.raises(ValueError, match="no exact time"):
            exact(text)
