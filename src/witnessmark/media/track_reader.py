"""What reading a track's sound and reading its frames have in common: the decoder's life."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Self, TypeVar

from witnessmark.media.decoder_process import DecoderProcess

T_co = TypeVar("T_co", covariant=True)


class TrackReader(Iterator[T_co]):
    """What one track holds, from its start to its end, once.

    Iterate, or use as a context manager to be sure that the decoder ends; it also ends when the
    reader is closed or no longer held. Iterating raises DecoderLimitError or DecoderCrashError.
    """

    def __init__(self, process: DecoderProcess) -> None:
        self._process = process
        self._finished = False
        self._closed = False

    @property
    def decoder_pid(self) -> int:
        """Process id of the decoder that does the work."""
        return self._process.pid

    def close(self) -> None:
        """End the decoder and the iteration; what was read stays valid."""
        self._closed = True
        self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __next__(self) -> T_co:
        while not (self._finished or self._closed):
            part = self._receive()
            if part is not None:
                return part
        raise StopIteration

    @abstractmethod
    def _receive(self) -> T_co | None:
        """Take one answer of the decoder: a part of the track, or None for news about it."""

    def _end(self) -> None:
        """Note that the track was read to its end."""
        self._finished = True
        self._process.close()
