"""Makes tiny media files in code: clicks and counted frames whose true times are known.

The sound is silence with a short click at each time of ``CLICKS``; frame number *n* of the
picture is a flat grey of brightness ``16 + 8 * (n % 25)``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

#: Seconds at which a click begins.
CLICKS = (0.5, 1.25, 2.0)


def clicks(seconds: float, rate: int, channels: int = 1) -> np.ndarray:
    """Return float32 (samples, channels): silence with a decaying 2 kHz click at each time."""
    sound = np.zeros((round(seconds * rate), channels), np.float32)
    shape = np.exp(-np.arange(rate // 50) / (rate * 0.004))
    shape = (0.8 * shape * np.cos(2 * np.pi * 2000 * np.arange(rate // 50) / rate))[:, None]
    for at in CLICKS:
        begin = round(at * rate)
        part = shape[: max(0, len(sound) - begin)]
        sound[begin : begin + len(part)] += part.astype(np.float32)
    return sound


def onsets(sound: np.ndarray, rate: int, start: float = 0.0) -> list[float]:
    """Return the seconds at which a click begins in (samples, channels)."""
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 0.3)
    firsts = loud[np.diff(loud, prepend=-rate) > rate // 4]
    return [start + first / rate for first in firsts]


def _sound_frames(sound: np.ndarray, stream: Any, pts: Callable[[int], int]) -> Any:
    context = stream.codec_context
    size, kind = context.frame_size or 1024, context.format.name
    for begin in range(0, len(sound), size):
        part = sound[begin : begin + size]
        if kind.startswith("s16"):
            part = np.round(part * 32767).astype(np.int16)
        elif kind.startswith("s32"):
            part = np.round(part * 2147483000.0).astype(np.int32)
        elif kind.startswith("u8"):
            part = np.round(part * 127 + 128).astype(np.uint8)
        array = part.T if kind.endswith("p") else part.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(array), kind, stream.layout.name)
        frame.sample_rate, frame.time_base = stream.rate, Fraction(1, stream.rate)
        frame.pts = pts(begin)
        yield frame


def write_clip(
    path: Path,
    *,
    seconds: float = 3.0,
    rate: int = 48000,
    sound: str | None = "aac",
    picture: str | None = None,
    channels: int = 1,
    samples: np.ndarray | None = None,
    sound_pts: Callable[[int], int] = lambda sample: sample,
    frame_times: Sequence[Fraction] | None = None,
    size: tuple[int, int] = (64, 48),
    gop: int = 12,
    metadata: dict[str, str] | None = None,
    **options: str,
) -> Path:
    """Write a clip of clicks, and of counted frames where a *picture* codec is named."""
    with av.open(str(path), "w", options=options) as container:
        container.metadata.update(metadata or {})
        audio = container.add_stream(sound, rate=rate) if sound else None
        if audio:
            audio.layout = {1: "mono", 2: "stereo", 6: "5.1"}[channels]
        video = container.add_stream(picture, rate=25) if picture else None
        if video:
            video.width, video.height = size
            video.pix_fmt = "gray" if picture == "rawvideo" else "yuv420p"
            video.codec_context.gop_size = gop
            video.codec_context.time_base = Fraction(1, 1000)
        packets = []
        if video:
            times = frame_times or [Fraction(n, 25) for n in range(round(seconds * 25))]
            for number, at in enumerate(times):
                image = np.full((size[1], size[0], 3), 16 + 8 * (number % 25), np.uint8)
                frame = av.VideoFrame.from_ndarray(image, "rgb24")
                frame.pts, frame.time_base = round(at * 1000), Fraction(1, 1000)
                packets += video.encode(frame)
            packets += video.encode()
        if audio:
            samples = clicks(seconds, rate, channels) if samples is None else samples
            for frame in _sound_frames(samples, audio, sound_pts):
                packets += audio.encode(frame)
            packets += audio.encode()
        for packet in sorted(packets, key=lambda p: (p.dts or 0) * p.time_base):
            container.mux(packet)
    return path
