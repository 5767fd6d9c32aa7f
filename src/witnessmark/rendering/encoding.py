"""Frames and sound into an mp4 that says what it is, the same bytes every time.

Conventions
-----------
H.264 (yuv420p) and AAC, both starting at time zero of the presentation; what the AAC encoder
puts before that is taken off again by the edit list. One thread, no creation time, no version of
the muxer: on one machine equal input gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

#: Bits a second of the sound, at 44.1 and 48 kHz; lower rates get their share.
AUDIO_BITS = 128_000

#: Without macroblock-tree rate control: with it, libx264 gave other bytes from one run to the next
#: for small pictures (measured at 320 x 180, eight runs, five results; eight of eight without).
_VIDEO_OPTIONS = {
    "preset": "veryfast",
    "crf": "32",
    "threads": "1",
    "x264-params": "threads=1:lookahead-threads=1:no-mbtree=1:rc-lookahead=0"
    ":keyint=50:subme=1:no-psy=1",
}


def encode(
    output: Path,
    *,
    frames: Iterable[NDArray[np.uint8]],
    frame_rate: int,
    samples: NDArray[np.float32],
    sample_rate: int,
    metadata: dict[str, str],
    progress: Callable[[float, float], None] | None = None,
) -> None:
    """Write *output* as mp4 from RGB *frames* (height, width, 3) and mono *samples*.

    Frames are taken one by one, so that memory does not grow with their number; sound is written
    alongside, a frame's worth at a time.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    total = len(samples) / sample_rate
    with av.open(str(output), "w", format="mp4", options=options) as container:
        container.metadata.update(metadata)
        video: VideoStream | None = None
        audio = _audio_stream(container, sample_rate)
        sent = 0
        for number, image in enumerate(frames):
            if video is None:
                video = _video_stream(container, image, frame_rate)
            frame = VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts = number
            frame.time_base = Fraction(1, frame_rate)
            container.mux(video.encode(frame))
            reached = min(len(samples), int((number + 1) * sample_rate / frame_rate))
            sent = _send(container, audio, samples, sent, reached)
            if progress is not None and number % 10 == 0:
                progress(number / frame_rate, total)
        _send(container, audio, samples, sent, len(samples))
        if video is not None:
            container.mux(video.encode(None))
        container.mux(audio.encode(None))


def _video_stream(
    container: OutputContainer, image: NDArray[np.uint8], frame_rate: int
) -> VideoStream:
    stream = container.add_stream("libx264", rate=frame_rate, options=dict(_VIDEO_OPTIONS))
    stream.height, stream.width = image.shape[:2]
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = 1
    stream.codec_context.time_base = Fraction(1, frame_rate)
    return stream


def _audio_stream(container: OutputContainer, sample_rate: int) -> AudioStream:
    stream = container.add_stream("aac", rate=sample_rate, options={"flags": "+bitexact"})
    stream.codec_context.layout = "mono"
    stream.codec_context.bit_rate = AUDIO_BITS * min(sample_rate, 44_100) // 44_100
    return stream


def _send(
    container: OutputContainer,
    audio: AudioStream,
    samples: NDArray[np.float32],
    first: int,
    last: int,
) -> int:
    """Encode samples *first* to *last*; return *last*."""
    if last > first:
        sixteen = np.rint(samples[first:last] * 32767.0).astype(np.int16)
        frame = AudioFrame.from_ndarray(sixteen[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = audio.codec_context.sample_rate
        frame.pts = first
        frame.time_base = Fraction(1, frame.sample_rate)
        container.mux(audio.encode(frame))
    return last
