"""The input as FFmpeg sees it: one forced demuxer on one open file, nothing else to reach.

Conventions
-----------
Stamps are exact seconds (Fraction) on the container's own clock. ``Lost`` is a stretch that
stood in the container and could not be decoded.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import av.logging
from av.container import InputContainer
from av.error import FFmpegError
from av.frame import Frame
from av.packet import Packet
from av.stream import Discard, Stream

from witnessmark.media.child.refusal import RefusalError

#: Bytes asked of the file at a time; large enough that PyAV's call into Python costs nothing.
_READ_BYTES = 256 << 10

#: FFmpeg may fail this often in a row before the rest of the file is given up.
_FAILURES_IN_A_ROW = 64

_MOST_COMPLAINTS = 1000


def _refuse_opening(url: str, flags: int, _options: dict[str, str]) -> Any:
    raise PermissionError(f"the container asks for another file: {url[:200]!r} ({flags})")


@contextlib.contextmanager
def hearing(complaints: list[str]) -> Iterator[None]:
    """Add what FFmpeg logs as errors meanwhile to *complaints*; its log is silent otherwise."""
    av.logging.set_level(av.logging.ERROR)
    try:
        with av.logging.Capture() as log:
            yield
    finally:
        av.logging.set_level(None)
        complaints.extend(text for _, _, text in log[:_MOST_COMPLAINTS])


def open_container(task: dict[str, Any], complaints: list[str] | None = None) -> InputContainer:
    """Open file descriptor 0 with the one demuxer that its first bytes named.

    What FFmpeg complains of meanwhile is added to *complaints*.

    Raises RefusalError("streams") where the file declares more streams than allowed,
    RefusalError("unreadable") where FFmpeg makes nothing of it.
    """
    limits = task["limits"]
    complaints = [] if complaints is None else complaints
    options = {
        "format_whitelist": task["demuxer"],
        "protocol_whitelist": "none",
        # One more than allowed, so that too many can be told from just enough.
        "max_streams": str(limits["max_streams"] + 1),
        "max_pixels": str(limits["max_pixels"]),
        "threads": "1",
    }
    try:
        with hearing(complaints):
            container = av.open(
                io.FileIO(0, "rb", closefd=False),
                mode="r",
                format=task["demuxer"],
                options=options,
                metadata_errors="replace",
                buffer_size=_READ_BYTES,
                io_open=_refuse_opening,
            )
    except (FFmpegError, PermissionError) as error:
        # Some demuxers answer too many streams with "no memory": the log tells the cause.
        if any("max_streams" in text for text in complaints):
            raise RefusalError("streams") from error
        if isinstance(error, MemoryError):
            raise
        raise RefusalError("unreadable", (error.strerror or "")[:200]) from error
    if len(container.streams) > limits["max_streams"]:
        raise RefusalError("streams")
    return container


def packets(container: InputContainer, wanted: list[Stream]) -> Iterator[Packet[Any]]:
    """Yield the packets of the *wanted* streams to the end of what can be read, none empty.

    A read error does not end it: FFmpeg is asked again, as a demuxer finds its way back after a
    damaged stretch. MemoryError passes through.
    """
    for stream in container.streams:
        if stream not in wanted:
            stream.discard = Discard.all
    failures = 0
    while failures < _FAILURES_IN_A_ROW:
        try:
            for packet in container.demux(wanted):
                if packet.size:
                    failures = 0
                    yield packet
        except MemoryError:
            raise
        except (FFmpegError, OSError):
            failures += 1
        else:
            return


def stamp(packet_or_frame: Packet[Any] | Frame, stream: Stream) -> Fraction | None:
    """Return the presentation time in seconds on the container's clock, if it carries one.

    The stream's time base counts: PyAV gives frames drained from a decoder none of their own.
    """
    if packet_or_frame.pts is None or not stream.time_base:
        return None
    return packet_or_frame.pts * Fraction(stream.time_base)
