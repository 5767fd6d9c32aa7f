"""The decoder's end of the ring of frames: finds room, sends what lies in it, knows what was taken.

Conventions
-----------
Made before the locks hold, since nothing can be mapped into memory behind them. See
``media/ring.py``.
"""

from __future__ import annotations

import mmap
import os
from collections import deque
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from witnessmark.media.messages import beginning

_MOST_TOLD = 4096


class Ring:
    """Room for frames in the *memory* of that descriptor; *told* is what was taken of it.

    Frames are told of *together*, so many at a time, and whenever there is reason to wait.
    """

    def __init__(self, memory: int, told: int, together: int) -> None:
        self.bytes: NDArray[np.uint8] = np.frombuffer(mmap.mmap(memory, 0), np.uint8)
        self._told = told
        self._together = together
        self._unsent: list[bytes] = []
        # Lengths of what was not taken yet, each with what was skipped before it at the ring's end.
        self._waiting: deque[int] = deque()
        self._used = self._next = 0

    def room(self, length: int, out: BinaryIO) -> int:
        """Return where *length* bytes, at most half of the ring, may be written; wait until so.

        BrokenPipeError tells that nobody takes anything any more.
        """
        self._hear(wait=False)
        size = len(self.bytes)
        while True:
            at = self._next if self._waiting else 0
            skipped = size - at if at + length > size else 0
            if self._used + skipped + length <= size:
                break
            self.flush(out)
            self._hear(wait=True)
        at = (at + skipped) % size
        self._next = at + length
        self._waiting.append(skipped + length)
        self._used += skipped + length
        return at

    def send(self, says: dict[str, Any], out: BinaryIO) -> None:
        """Tell on *out* of the frame that was written to the room found last, or do so soon."""
        self._unsent.append(beginning("view", says, 0))
        if len(self._unsent) >= self._together:
            self.flush(out)

    def flush(self, out: BinaryIO) -> None:
        """Tell of every frame that was written."""
        out.write(b"".join(self._unsent))
        out.flush()
        self._unsent.clear()

    def _hear(self, *, wait: bool) -> None:
        # Not by poll(2), which asks for a number of open files that the locks forbid.
        os.set_blocking(self._told, wait)
        try:
            told = os.read(self._told, _MOST_TOLD)
        except BlockingIOError:
            return
        if not told:
            raise BrokenPipeError
        for _ in told:
            self._used -= self._waiting.popleft()
