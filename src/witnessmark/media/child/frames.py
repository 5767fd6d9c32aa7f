"""Sends the frames of one stream of picture, upright, each with its presentation time.

Conventions
-----------
Messages: ``frame`` (start in seconds on the recording's clock as a fraction, shape; payload
uint8), and at the end ``end`` with ``packets``, ``lost`` (how many could not be decoded),
``first_lost`` (seconds) and ``resets``. One thread decodes: with several, FFmpeg conceals errors
in damaged pictures differently from run to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO

import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from av.video.stream import VideoStream
from numpy.typing import NDArray

from witnessmark.media.child.input_container import open_container, packets, stamp
from witnessmark.media.child.refusal import RefusalError
from witnessmark.media.messages import send

#: Further apart than this, and a timestamp is no time but a clock set anew.
_MOST_BACKWARD, _MOST_FORWARD = Fraction(1), Fraction(86_400)


class FrameDecoding:
    """One pass over one stream of picture."""

    def __init__(self, task: dict[str, Any], container: InputContainer, out: BinaryIO) -> None:
        self.task = task
        self.container = container
        self.stream: VideoStream = container.streams[task["stream"]]
        self.out = out
        self.tick = Fraction(self.stream.time_base or 0)
        self.first = Fraction(task["first"])
        self.step = 1 / Fraction(self.stream.average_rate or 25)
        self.last: Fraction | None = None
        self.resets: list[str] = []
        self.seen = self.lost = 0
        self.first_lost: str | None = None

    def run(self) -> None:
        """Decode to the end of the stream and send every frame asked for."""
        context = self.stream.codec_context
        context.thread_count = 1
        context.options = {"max_pixels": str(self.task["limits"]["max_pixels"])}
        for packet in packets(self.container, [self.stream]):
            if self.task["keyframes_only"]:
                self._keyframe(packet)
            else:
                self._send_all(packet)
        self._send_all(None)
        says = {"packets": self.seen, "lost": self.lost, "resets": self.resets[:100]}
        self._end(says | {"first_lost": self.first_lost})

    def _end(self, says: dict[str, Any]) -> None:
        send(self.out, "end", says)

    def _keyframe(self, packet: Packet[Any]) -> None:
        """Decode a keyframe by itself: drain the decoder behind it and start it afresh."""
        if packet.is_keyframe:
            self._send_all(packet)
            self._send_all(None)
            self.stream.codec_context.flush_buffers()

    def _send_all(self, packet: Packet[Any] | None) -> None:
        for frame in self._decode(packet):
            self._send(frame)

    def _decode(self, packet: Packet[Any] | None) -> Iterator[VideoFrame]:
        self.seen += packet is not None
        try:
            yield from self.stream.codec_context.decode(packet)
        except MemoryError:
            raise
        except FFmpegError:
            if packet is None:
                return
            self.lost += 1
            at = stamp(packet, self.stream)
            if self.first_lost is None and at is not None:
                self.first_lost = str(at - self.first)

    def _send(self, frame: VideoFrame) -> None:
        if frame.width * frame.height > self.task["limits"]["max_pixels"]:
            raise RefusalError("pixels", f"{frame.width} x {frame.height}")
        image = self._image(frame)
        says: dict[str, Any] = {"start": str(self._start(frame)), "shape": list(image.shape)}
        send(self.out, "frame", says, image.data.cast("B"))

    def _start(self, frame: VideoFrame) -> Fraction:
        last = self.last
        if frame.pts is None or not self.tick:
            start = Fraction(0) if last is None else last + self.step
        else:
            start = frame.pts * self.tick - self.first
            if last is not None and not -_MOST_BACKWARD <= start - last <= _MOST_FORWARD:
                after = last + self.step
                self.resets.append(str(after))
                self.first += start - after
                start = after
        self.last = start
        return start

    def _image(self, frame: VideoFrame) -> NDArray[np.uint8]:
        """Scale to the width asked for, never enlarging, and turn upright."""
        turns = round(-(self.task["rotation"]) / 90) % 4
        width, height = frame.width, frame.height
        upright = height if turns % 2 else width
        if (wanted := self.task["width"]) is not None and wanted < upright:
            scale = Fraction(wanted, upright)
            width, height = max(1, round(width * scale)), max(1, round(height * scale))
        reformatted = frame.reformat(
            width=width,
            height=height,
            format="gray" if self.task["grey"] else "rgb24",
            interpolation=Interpolation.AREA,
        )
        return np.ascontiguousarray(np.rot90(reformatted.to_ndarray(), turns))


def send_frames(task: dict[str, Any], out: BinaryIO) -> None:
    """Decode ``task["stream"]`` of the input and send its frames with exact times."""
    with open_container(task) as container:
        FrameDecoding(task, container, out).run()
