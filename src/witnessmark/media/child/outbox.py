"""Sends messages from a thread of its own, so that decoding goes on while nobody reads them yet.

Who looks at pictures is slow at some frames and fast at others; a pipe holds three of them.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from types import TracebackType
from typing import Any, BinaryIO, Self

from numpy.typing import NDArray

from witnessmark.media.messages import beginning

#: Most bytes that wait to be sent: a second and more of a recording.
MOST_WAITING = 16 << 20


class Outbox:
    """Messages on their way to *out*, in order; leaving the context waits until all are sent.

    Arrays that were given away must not be changed any more.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._descriptor = out.fileno()
        self._waiting: deque[list[memoryview]] = deque()
        self._bytes = 0
        self._closed = False
        self._broken: OSError | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    def send(self, kind: str, says: dict[str, Any], arrays: list[NDArray[Any]]) -> None:
        """Take a message with the contiguous *arrays* as its payload; wait while too much waits.

        BrokenPipeError tells that nobody listens any more.
        """
        length = sum(one.nbytes for one in arrays)
        parts = [memoryview(beginning(kind, says, length))]
        parts += [one.data.cast("B") for one in arrays]
        with self._changed:
            while self._bytes > MOST_WAITING and self._broken is None:
                self._changed.wait()
            if self._broken is not None:
                raise self._broken
            self._waiting.append(parts)
            self._bytes += length
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if not self._waiting:
                    return
                parts = self._waiting.popleft()
            length = sum(map(len, parts[1:]))
            try:
                _write(self._descriptor, parts)
            except OSError as error:
                self._give_up(error)
                return
            with self._changed:
                self._bytes -= length
                self._changed.notify_all()

    def _give_up(self, error: OSError) -> None:
        with self._changed:
            self._broken = error
            self._waiting.clear()
            self._changed.notify_all()


def _write(descriptor: int, parts: list[memoryview]) -> None:
    while parts:
        written = os.writev(descriptor, parts)
        while parts and written >= len(parts[0]):
            written -= len(parts.pop(0))
        if parts:
            parts[0] = parts[0][written:]
