"""Sends how the file is built: boxes, times and sizes of packets, keyframes, encoders' signatures.

Conventions
-----------
One message, ``structure``. Nothing is decoded but the first frame of the picture. Seconds are on
the recording's clock, as fractions; ``ticks`` are of the stream's time base, which stands beside
them. Packets that the edit list leaves out are counted apart and measured nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, BinaryIO

import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from witnessmark.media.child.boxes import read_boxes
from witnessmark.media.child.input_container import open_container, packets
from witnessmark.media.child.signatures import signature_in
from witnessmark.media.messages import send

#: More packets than this are not measured: a day of picture at 60 frames a second.
_MOST_PACKETS = 6_000_000
_MOST_SIGNATURES = 100
#: Programs that convert round times to a millisecond, in seconds.
_ROUNDED = Fraction(1, 1000)
#: The first frame is looked for in no more packets than this.
_MOST_TRIES = 64


@dataclass(slots=True)
class Count:
    """What the packets of one stream come to."""

    stream: Stream
    first: Fraction
    bytes: int = 0
    untimed: int = 0
    left_out: int = 0
    reordered: bool = False
    starts: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    end: int | None = None
    latest: int | None = None
    signed: int = 0
    signatures: list[dict[str, str]] = field(default_factory=list)

    def take(self, packet: Packet[Any]) -> None:
        """Count *packet*; a keyframe is searched for its encoder's signature too."""
        self.bytes += packet.size
        if isinstance(self.stream, VideoStream) and packet.is_keyframe:
            self._sign(packet)
        if packet.is_discard:
            self.left_out += 1
            return
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None:
            self.untimed += 1
            return
        if self.latest is not None and at < self.latest:
            self.reordered = True
        self.latest = at if self.latest is None else max(self.latest, at)
        end = at + (packet.duration or 0)
        self.end = end if self.end is None else max(self.end, end)
        if len(self.starts) < _MOST_PACKETS:
            if packet.is_keyframe:
                self.keys.append(at)
            self.starts.append(at)

    def _sign(self, packet: Packet[Any]) -> None:
        text = signature_in(bytes(packet))
        self.signed += bool(text)
        if text and len(self.signatures) < _MOST_SIGNATURES:
            self.signatures.append({"at": self._seconds(packet.pts or 0), "text": text})

    def says(self) -> dict[str, Any]:
        """Return the figures of the stream; lengths and intervals in ticks of its time base."""
        starts = np.sort(np.array(self.starts, np.int64))
        begins = None if not len(starts) else self._seconds(int(starts[0]))
        return {
            "index": self.stream.index,
            "time_base": str(self._base),
            "packets": len(self.starts),
            "bytes": self.bytes,
            "untimed": self.untimed,
            "left_out": self.left_out,
            "reordered": self.reordered,
            "begins": begins,
            "ends": None if self.end is None else self._seconds(self.end),
            "intervals": _intervals(starts, self._base),
            "keyframes": len(self.keys),
            "keyframe_intervals": _intervals(np.sort(np.array(self.keys, np.int64)), self._base),
            "signed": self.signed,
            "signatures": self.signatures,
        }

    @property
    def _base(self) -> Fraction:
        return Fraction(self.stream.time_base or Fraction(1, 90_000))

    def _seconds(self, ticks: int) -> str:
        return str(ticks * self._base - self.first)


def _intervals(starts: NDArray[np.int64], base: Fraction) -> dict[str, int] | None:
    """Return the steps between sorted *starts*: least, middle, most, and how many stand out.

    ``off`` differ from the middle one by more than a fiftieth of it, more than a tick and more
    than a millisecond, which is what rounding does in containers and in programs that convert
    them; ``gaps`` are longer than one and a half of it.
    """
    if len(starts) < 2:
        return None
    steps = np.diff(starts)
    middle = int(np.sort(steps)[len(steps) // 2])
    off = np.abs(steps - middle) > max(1.0, middle / 50, float(_ROUNDED / base))
    return {
        "count": len(steps),
        "least": int(steps.min()),
        "middle": middle,
        "most": int(steps.max()),
        "off": int(off.sum()),
        "gaps": int((off & (2 * steps > 3 * middle)).sum()),
    }


def _first_frame(stream: VideoStream, tried: int, packet: Packet[Any]) -> VideoFrame | None:
    """Return the first frame that *packet* brings forth, None where it brings none."""
    if tried > _MOST_TRIES:
        return None
    try:
        return next(iter(stream.codec_context.decode(packet)), None)
    except MemoryError:
        raise
    except FFmpegError:
        return None


def _look(frame: VideoFrame | None, stream: VideoStream) -> dict[str, Any] | None:
    """Return what the first *frame* is made of; numbers of colour are those of ITU-T H.273."""
    if frame is None:
        return None
    aspect = stream.sample_aspect_ratio
    form = frame.format
    return {
        "width": frame.width,
        "height": frame.height,
        "aspect": [aspect.numerator, aspect.denominator] if aspect else [1, 1],
        "format": form.name,
        "bits": max((one.bits for one in form.components), default=8),
        "interlaced": bool(frame.interlaced_frame),
        "transfer": int(frame.color_trc),
        "primaries": int(frame.color_primaries),
    }


def _counted(container: InputContainer, task: dict[str, Any]) -> tuple[list[Count], Any]:
    first = Fraction(task["first"])
    streams = [container.streams[index] for index in task["streams"]]
    counts = {one.index: Count(one, first) for one in streams}
    frame, tried = None, 0
    for packet in packets(container, streams):
        count = counts[packet.stream_index]
        count.take(packet)
        if isinstance(count.stream, VideoStream) and frame is None:
            tried += 1
            frame = _first_frame(count.stream, tried, packet)
    return list(counts.values()), frame


def send_structure(task: dict[str, Any], out: BinaryIO) -> None:
    """Send how the input is built, over its streams ``task["streams"]``."""
    with open_container(task) as container:
        for stream in container.streams:
            if stream.codec_context is not None:
                stream.codec_context.thread_count = 1
            if isinstance(stream, VideoStream):
                limit = {"max_pixels": str(task["limits"]["max_pixels"])}
                stream.codec_context.options = limit
        counts, frame = _counted(container, task)
        streams = [one.stream for one in counts if isinstance(one.stream, VideoStream)]
        says = {
            "streams": [one.says() for one in counts],
            "look": _look(frame, streams[0]) if streams else None,
            "boxes": read_boxes() if task["demuxer"] == "mov" else None,
        }
        send(out, "structure", says)
