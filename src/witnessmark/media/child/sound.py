"""Sends the samples of one stream, in blocks of up to a second, each with its tick.

Conventions
-----------
Messages: ``sound`` (start tick, samples; payload float32, channel after channel), ``broken`` (start
tick, samples: a place where no channel holds a number), ``lost`` (start in seconds on the
recording's clock as a fraction or null, seconds), and at the end ``end`` with ``resets`` (seconds),
``converted`` and ``broken`` (samples that were no numbers).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, BinaryIO

import numpy as np
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from numpy.typing import NDArray

from witnessmark.media.child.input_container import open_container, packets
from witnessmark.media.child.placement import SoundClock
from witnessmark.media.child.samples import as_float32, broken_places, silence_broken
from witnessmark.media.child.uniform import Uniform
from witnessmark.media.messages import send

#: Demuxers of formats without timestamps, which count samples at the rate of the first frame.
_COUNTING = {"aac", "mp3", "amr"}

#: A place of a two-hundredth of a second and more without numbers is told, and not sent as sound.
_BROKEN = 200


@dataclass(slots=True)
class Blocks:
    """Joins frames that touch into blocks of at most a second, and sends them.

    FFmpeg's own queue does the joining: two copies a second instead of a Python object for every
    one of a thousand frames.
    """

    out: BinaryIO
    rate: int
    start: int = 0
    count: int = 0
    broken: int = 0
    _held: list[NDArray[np.float32]] = field(default_factory=list)
    _queue: AudioFifo = field(default_factory=AudioFifo)

    def add(self, start: int, frame: AudioFrame, skip: int = 0) -> None:
        """Take *frame* but for its first *skip* samples, which starts at tick *start*."""
        number = frame.samples - skip
        if self.count and (
            start != self.start + self.count or self.count + number > max(self.rate, number)
        ):
            self.flush()
        if not self.count:
            self.start = start
        self.count += number
        if skip:
            self._empty_queue()
            self._held.append(as_float32(frame)[skip:])
        else:
            self._enqueue(frame)
        if self.count >= self.rate:
            self.flush()

    def _enqueue(self, frame: AudioFrame) -> None:
        frame.pts = None  # The queue would hold it against its own count.
        try:
            self._queue.write(frame)
        except ValueError:  # The codec changed its sample format.
            self._empty_queue()
            self._queue = AudioFifo()
            self._queue.write(frame)

    def _empty_queue(self) -> None:
        joined = self._queue.read()
        if joined is not None:
            self._held.append(as_float32(joined))

    def flush(self) -> None:
        """Send what is held, channel after channel."""
        if not self.count:
            return
        self._empty_queue()
        whole = self._held[0] if len(self._held) == 1 else np.concatenate(self._held)
        joined = np.require(whole.T, requirements=["C", "W"])
        for begin in range(0, self.count, self.rate):
            part = np.ascontiguousarray(joined[:, begin : begin + self.rate])
            broken = broken_places(part, max(1, self.rate // _BROKEN))
            self.broken += silence_broken(part)
            self._send(self.start + begin, part, broken)
        self._held, self.count = [], 0

    def _send(self, start: int, planar: NDArray[np.float32], broken: list[list[int]]) -> None:
        """Send *planar*, (channels, samples) from tick *start* on, less its *broken* places."""
        reached = 0
        for first, last in [*broken, [planar.shape[1]] * 2]:
            if first > reached:
                sound = np.ascontiguousarray(planar[:, reached:first])
                says = {"start": start + reached, "samples": first - reached}
                send(self.out, "sound", says, sound.data.cast("B"))
            if last > first:
                send(self.out, "broken", {"start": start + first, "samples": last - first})
            reached = last


class SoundDecoding:
    """One pass over one stream of sound."""

    def __init__(self, task: dict[str, Any], container: InputContainer, out: BinaryIO) -> None:
        self.task = task
        self.container = container
        self.stream: AudioStream = container.streams[task["stream"]]
        self.out = out
        self.rate: int = task["rate"]
        time_base = Fraction(self.stream.time_base or Fraction(1, self.rate))
        self.clock = SoundClock(self.rate, Fraction(task["first"]), time_base)
        self.uniform = Uniform(self.rate, task["channels"])
        self.blocks = Blocks(out, self.rate)

    def run(self) -> None:
        """Decode to the end of the stream and send everything."""
        self.stream.codec_context.thread_count = 1
        # Frames whose checksum is wrong are lost, not played: noise could pass for a shot.
        self.stream.codec_context.options = {"err_detect": "crccheck"}
        for packet in packets(self.container, [self.stream]):
            self._decode(packet)
        self._decode(None)
        self.blocks.flush()
        send(self.out, "end", self._summary())

    def _decode(self, packet: Packet[Any] | None) -> None:
        try:
            frames = self.stream.codec_context.decode(packet)
        except MemoryError:
            raise
        except FFmpegError:
            if packet is not None:
                self._report_lost(packet)
            return
        for frame in frames:
            converted = self.uniform.frames(frame, frame.pts)
            pts = None if self._miscounts() else frame.pts
            for uniform in converted:
                tick, skip = self.clock.place(pts, uniform.samples)
                pts = None
                if skip < uniform.samples:
                    self.blocks.add(tick, uniform, skip)

    def _miscounts(self) -> bool:
        """Say whether the demuxer makes up its timestamps, and by a rate that has changed."""
        return self.task["demuxer"] in _COUNTING and bool(self.uniform.converted)

    def _report_lost(self, packet: Packet[Any]) -> None:
        self.blocks.flush()
        seconds = (packet.duration or 0) * self.clock.time_base
        send(self.out, "lost", {"start": self._seconds(packet.pts), "seconds": str(seconds)})

    def _seconds(self, pts: int | None) -> str | None:
        return None if pts is None else str(self.clock.seconds(pts))

    def _summary(self) -> dict[str, Any]:
        converted = [
            [self._seconds(pts), str(seconds), rate, channels]
            for pts, seconds, rate, channels in self.uniform.converted[:100]
        ]
        resets = [str(Fraction(tick, self.rate)) for tick in self.clock.resets[:100]]
        return {"resets": resets, "converted": converted, "broken": self.blocks.broken}


def send_sound(task: dict[str, Any], out: BinaryIO) -> None:
    """Decode ``task["stream"]`` of the input and send its samples with exact times."""
    with open_container(task) as container:
        SoundDecoding(task, container, out).run()
