"""Frames go through shared memory whole and in order, and none is written over untaken."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from witnessmark.media import ring
from witnessmark.media.child.ring import Ring as DecodersEnd
from witnessmark.media.messages import LENGTHS
from witnessmark.media.ring import Ring


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Ring, DecodersEnd]]:
    """Yield both ends of a ring of 1000 bytes."""
    monkeypatch.setattr(ring, "SIZE", 1000)
    ours = Ring()
    memory, told = (os.dup(one) for one in ours.descriptors)
    ours.started()
    yield ours, DecodersEnd(memory, told, 3)
    for descriptor in (memory, told):
        os.close(descriptor)


def _put(end: DecodersEnd, data: bytes) -> tuple[int, int]:
    at = end.room(len(data), io.BytesIO())
    end.bytes[at : at + len(data)] = np.frombuffer(data, np.uint8)
    return at, len(data)


def test_frames_arrive_whole_however_often_the_ring_goes_round(
    ends: tuple[Ring, DecodersEnd],
) -> None:
    """Frames of many lengths, up to three of them waiting, are taken as they were written."""
    ours, decoders = ends
    frames = [bytes([n % 251]) * (1 + n * 37 % 160) for n in range(500)]
    waiting: list[tuple[tuple[int, int], bytes]] = []
    for frame in frames:
        waiting.append((_put(decoders, frame), frame))
        while len(waiting) > 3:
            place, wanted = waiting.pop(0)
            assert ours.take(*place).tobytes() == wanted
            ours.give_back()
    ours.close()


def test_what_was_taken_stays_as_it_was(ends: tuple[Ring, DecodersEnd]) -> None:
    """The decoder may write over its place at once, and the frame does not change."""
    ours, decoders = ends
    at, length = _put(decoders, b"frame")
    taken = ours.take(at, length)
    decoders.bytes[:] = 0
    assert taken.tobytes() == b"frame"
    ours.close()


def test_a_full_ring_makes_the_decoder_wait(ends: tuple[Ring, DecodersEnd]) -> None:
    """Nothing that was not taken is written over: memory does not grow, and no frame is lost."""
    ours, decoders = ends
    places = [_put(decoders, bytes([n]) * 300) for n in range(3)]
    waiter = threading.Thread(target=lambda: places.append(_put(decoders, b"\3" * 300)))
    waiter.start()
    waiter.join(timeout=0.2)
    assert waiter.is_alive()
    assert [ours.take(*places[n])[0] for n in range(3)] == [0, 1, 2]
    ours.give_back()
    waiter.join()
    assert ours.take(*places[3]).tobytes() == b"\3" * 300
    ours.close()


def test_a_decoder_from_whom_nobody_takes_is_told(ends: tuple[Ring, DecodersEnd]) -> None:
    """Where our end is closed, looking for room ends with BrokenPipeError instead of waiting."""
    ours, decoders = ends
    ours.close()
    with pytest.raises(BrokenPipeError):
        decoders.room(300, io.BytesIO())


def _numbers(out: io.BytesIO) -> list[int]:
    data, at, found = out.getvalue(), 0, []
    while at < len(data):
        header, payload = LENGTHS.unpack_from(data, at)
        at += LENGTHS.size
        found.append(json.loads(data[at : at + header])["number"])
        at += header + payload
    return found


def test_frames_are_told_of_together_and_before_any_wait(ends: tuple[Ring, DecodersEnd]) -> None:
    """Three at a time; fewer where the ring is full, for nothing would be taken otherwise."""
    ours, decoders = ends
    out = io.BytesIO()
    for number in range(4):
        ours.take(decoders.room(10, out), 10)
        decoders.send({"number": number}, out)
    assert _numbers(out) == [0, 1, 2]
    ours.give_back()
    for number in (4, 5):
        decoders.room(450, out)
        decoders.send({"number": number}, out)
    assert _numbers(out) == [0, 1, 2, 3, 4, 5]
    decoders.room(10, out)
    decoders.send({"number": 6}, out)
    waiter = threading.Thread(target=lambda: decoders.room(500, out))
    waiter.start()
    waiter.join(timeout=0.2)
    assert _numbers(out) == [0, 1, 2, 3, 4, 5, 6]
    for at, length in ((0, 450), (450, 450), (900, 10)):
        ours.take(at, length)
    ours.give_back()
    waiter.join()
    ours.close()


@pytest.mark.parametrize(
    "place", [(-1, 4), (0, 1001), (999, 2), (0, -1), (0.0, 4), (0, "4"), (True, 1)]
)
def test_a_place_that_is_none_is_refused(
    ends: tuple[Ring, DecodersEnd], place: tuple[object, object]
) -> None:
    """Nothing outside the ring is read, whatever a taken-over decoder says."""
    ours, _ = ends
    with pytest.raises(ValueError, match=r"place"):
        ours.take(*place)
    ours.close()


def test_the_decoder_cannot_cut_the_memory_short(ends: tuple[Ring, DecodersEnd]) -> None:
    """A place without memory behind it would end our process: the size is sealed."""
    ours = Ring()
    memory = ours.descriptors[0]
    for size in (0, 500, 2000):
        with pytest.raises(PermissionError):
            os.ftruncate(memory, size)
    ours.started()
    ours.close()
    ends[0].close()
