"""What is sent from the decoder's process arrives whole and in order, and is not piled up."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest

from witnessmark.media.child import outbox
from witnessmark.media.child.outbox import Outbox
from witnessmark.media.messages import LENGTHS


def _read_all(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read()


def test_messages_arrive_in_order_with_their_arrays() -> None:
    """More than a pipe holds is sent while the sender goes on, and nothing is mixed up."""
    reading, writing = os.pipe()
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(_read_all(reading)))
    reader.start()
    with os.fdopen(writing, "wb") as out, Outbox(out) as box:
        for number in range(40):
            arrays = [np.full((100, 300), number, np.uint8), np.full(7, 255 - number, np.uint8)]
            box.send("view", {"number": number}, arrays)
    reader.join()
    data, at = got[0], 0
    for number in range(40):
        header, payload = LENGTHS.unpack_from(data, at)
        at += LENGTHS.size
        assert data[at : at + header] == b'{"kind": "view", "number": %d}' % number
        at += header
        assert data[at : at + payload] == bytes([number]) * 30_000 + bytes([255 - number]) * 7
        at += payload
    assert at == len(data)


def test_a_sender_whom_nobody_hears_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other end is closed, sending ends with BrokenPipeError instead of waiting."""
    monkeypatch.setattr(outbox, "MOST_WAITING", 1000)
    reading, writing = os.pipe()
    os.close(reading)

    def send_on() -> None:
        with os.fdopen(writing, "wb") as out, Outbox(out) as box:
            for _ in range(10):
                box.send("view", {}, [np.zeros(2000, np.uint8)])

    with pytest.raises(BrokenPipeError):
        send_on()


def test_no_more_waits_than_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender far ahead of its reader waits: memory does not grow with the recording."""
    monkeypatch.setattr(outbox, "MOST_WAITING", 1000)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    sent: list[int] = []

    def send_all() -> None:
        with pipe.open("wb", buffering=0) as out, Outbox(out) as box:
            for number in range(300):
                box.send("view", {}, [np.zeros(1 << 12, np.uint8)])
                sent.append(number)

    sender = threading.Thread(target=send_all)
    sender.start()
    with pipe.open("rb") as stream:
        stream.read(1)
        sender.join(timeout=0.3)
        ahead = len(sent)
        stream.read()
    sender.join()
    assert ahead < 300
    assert len(sent) == 300
