"""Sends what the file says of itself, and what its first decoded frames show to be so.

Conventions
-----------
A track counts as there once a frame of it was decoded. Of several, the sound is the first one
that the file marks as default, else the first; likewise the picture, where cover art and
thumbnails are no picture. Stamps are seconds on the container's own clock, as fractions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, BinaryIO, cast

from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from witnessmark.media.child.input_container import hearing, open_container, packets, stamp
from witnessmark.media.child.refusal import RefusalError
from witnessmark.media.child.said_by_file import said_by_file
from witnessmark.media.messages import send

#: Packet[Any]s are read until every track has shown itself, or this many bytes have gone by.
_MOST_BYTES = 128 << 20
_NO_PICTURE = Disposition.attached_pic | Disposition.timed_thumbnails


@dataclass(slots=True)
class Look:
    """What the first packets of one stream came to."""

    stream: AudioStream | VideoStream
    packets: int = 0
    first: Fraction | None = None
    frame: AudioFrame | VideoFrame | None = None

    def take(self, packet: Packet[Any]) -> None:
        """Decode *packet*; keep the first frame and the earliest stamp of what was or failed."""
        self.packets += 1
        try:
            frames = self.stream.decode(packet)
        except MemoryError:
            raise
        except FFmpegError:
            self._note(stamp(packet, self.stream))
            return
        self._keep(frames)

    def drain(self) -> None:
        """Ask for the frames that the decoder still holds back."""
        if self.frame is None and self.packets:
            try:
                self._keep(self.stream.codec_context.decode(None))
            except FFmpegError as error:
                if isinstance(error, MemoryError):
                    raise

    def _keep(self, frames: Sequence[AudioFrame | VideoFrame]) -> None:
        if frames:
            self.frame = frames[0]
            self._note(stamp(frames[0], self.stream))

    def _note(self, at: Fraction | None) -> None:
        if at is not None:
            self.first = at if self.first is None else min(self.first, at)


def _candidates(container: InputContainer, limits: dict[str, Any]) -> list[Look]:
    looks = []
    for stream in container.streams:
        if stream.codec_context is None or stream.disposition & _NO_PICTURE:
            continue
        if isinstance(stream, VideoStream):
            stream.codec_context.options = {"max_pixels": str(limits["max_pixels"])}
            _refuse_too_many_pixels(stream.width, stream.height, limits)
        elif isinstance(stream, AudioStream):
            _refuse_too_much_sound(stream.sample_rate, stream.layout.nb_channels, limits)
        else:
            continue
        stream.codec_context.thread_count = 1
        looks.append(Look(stream))
    return looks


def _refuse_too_many_pixels(width: int, height: int, limits: dict[str, Any]) -> None:
    if width * height > limits["max_pixels"]:
        raise RefusalError("pixels", f"{width} x {height}")


def _refuse_too_much_sound(rate: int, channels: int, limits: dict[str, Any]) -> None:
    if rate > limits["max_rate"]:
        raise RefusalError("rate", f"{rate} Hz")
    if channels > limits["max_channels"]:
        raise RefusalError("channels", str(channels))


def _look_at(container: InputContainer, looks: list[Look]) -> None:
    """Read until every stream has shown a frame, or the bound is reached."""
    by_index = {look.stream.index: look for look in looks}
    read = 0
    for packet in packets(container, [look.stream for look in looks]):
        look = by_index[packet.stream_index]
        if look.frame is None:
            look.take(packet)
        read += packet.size
        if read > _MOST_BYTES or all(look.frame is not None for look in looks):
            break
    for look in looks:
        look.drain()


def _chosen(looks: list[Look], kind: str) -> Look | None:
    there = [look for look in looks if look.stream.type == kind and look.frame is not None]
    there.sort(key=lambda look: not look.stream.disposition & Disposition.default)
    return there[0] if there else None


def _sound(look: Look, limits: dict[str, Any]) -> dict[str, Any]:
    frame, stream = cast("AudioFrame", look.frame), cast("AudioStream", look.stream)
    _refuse_too_much_sound(frame.sample_rate, frame.layout.nb_channels, limits)
    return {
        "stream": stream.index,
        "codec": stream.codec_context.codec.canonical_name,
        "rate": frame.sample_rate,
        "channels": frame.layout.nb_channels,
        "declared_end": _declared_end(stream),
    }


def _picture(look: Look, limits: dict[str, Any]) -> dict[str, Any]:
    frame, stream = cast("VideoFrame", look.frame), cast("VideoStream", look.stream)
    _refuse_too_many_pixels(frame.width, frame.height, limits)
    rate = stream.average_rate
    return {
        "stream": stream.index,
        "codec": stream.codec_context.codec.canonical_name,
        "width": frame.width,
        "height": frame.height,
        "time_base": str(Fraction(stream.time_base or Fraction(1, 90_000))),
        "average_rate": None if not rate else f"{rate.numerator}/{rate.denominator}",
        # FFmpeg's angle runs against the clock, ours with it.
        "rotation": -frame.rotation % 360,
        "declared_end": _declared_end(stream),
    }


def _declared_end(stream: Stream) -> str | None:
    if not stream.duration or not stream.time_base:
        return None
    return str(((stream.start_time or 0) + stream.duration) * Fraction(stream.time_base))


def _refuse_oversized(looks: list[Look], complaints: list[str]) -> None:
    """Refuse a picture that FFmpeg would not decode for its size alone.

    FFmpeg drops an impossible size without an error code; only its log names the cause.
    """
    if any(look.stream.type == "video" for look in looks):
        for text in complaints:
            if "Picture size" in text or "max pixel count" in text:
                raise RefusalError("pixels", " ".join(re.findall(r"\d+x\d+", text)))


def _why_nothing(looks: list[Look]) -> RefusalError:
    """Name the reason for which neither sound nor picture could be had."""
    if not looks:
        return RefusalError("no_tracks")
    if all(look.packets == 0 for look in looks):
        return RefusalError("no_length")
    return RefusalError("undecodable")


def send_facts(task: dict[str, Any], out: BinaryIO) -> None:
    """Send the ``facts`` of the input; RefusalError where nothing in it can be decoded."""
    limits = task["limits"]
    complaints: list[str] = []
    with open_container(task, complaints) as container:
        with hearing(complaints):
            looks = _candidates(container, limits)
            _look_at(container, looks)
        sound, picture = _chosen(looks, "audio"), _chosen(looks, "video")
        if picture is None:
            _refuse_oversized(looks, complaints)
            if sound is None:
                raise _why_nothing(looks)
        firsts = [look.first for look in (sound, picture) if look and look.first is not None]
        kinds = {look.stream.type for look in looks if look.packets}
        says = {
            "container": container.format.name,
            "first": str(min(firsts, default=Fraction(0))),
            "duration": None if container.duration is None else container.duration / 1e6,
            "said_by_file": said_by_file(container),
            "sound": _sound(sound, limits) if sound else None,
            "picture": _picture(picture, limits) if picture else None,
            "undecodable": sorted(kinds - {"audio" if sound else "", "video" if picture else ""}),
            "declared": sorted({look.stream.type for look in looks}),
        }
        send(out, "facts", says)
