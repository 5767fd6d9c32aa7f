"""A scene written to a file as its coding asks, with exact presentation times.

Conventions
-----------
One thread and no creation time, so that equal scenes give equal bytes on one machine. Metadata say
that the file is synthetic, in title and comment, as all that this package renders does.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from witnessmark.model import SYNTHETIC_MARK
from witnessmark.rendering.sights.camera import Picture
from witnessmark.rendering.sights.drawing import frames
from witnessmark.rendering.sights.facts import SightTruth
from witnessmark.rendering.sights.scene import Coding, SightScene
from witnessmark.rendering.sights.visible import coded_truth

#: Hz of the silent sound that comes before a picture which starts late.
_SILENCE_RATE = 8000


def write(scene: SightScene, path: Path) -> SightTruth:
    """Write *scene* to *path*, whose ending is its container's, and return its truth.

    What of it cannot be seen in the file does not count (:mod:`.visible`).

    ``OSError`` where the file cannot be written; ``ValueError`` for another ending.
    """
    coding = scene.coding
    if path.suffix != f".{coding.container}":
        raise ValueError(f"This scene is coded for a file ending in .{coding.container}.")
    options = {"fflags": "+bitexact"}
    if coding.hidden:
        options |= {"avoid_negative_ts": "disabled", "movflags": "+use_metadata_tags"}
    with av.open(str(path), "w", format=coding.container, options=options) as container:
        container.metadata.update(_labels(scene))
        stream = _stream(container, scene)
        if coding.lead:
            _silence(container, float(scene.ends[-1]))
        for packet in _packets(scene, stream):
            container.mux(packet)
    if coding.rotation:
        _turn(path, coding.rotation)
    return coded_truth(scene, path)


def _labels(scene: SightScene) -> dict[str, str]:
    detail = f"sight scene {scene.family}, seed {scene.seed}, rendered by Witnessmark"
    return {
        "title": f"SYNTHETIC: {scene.family} {scene.seed}",
        "comment": f"{SYNTHETIC_MARK}; {detail}",
    }


def _stream(container: OutputContainer, scene: SightScene) -> VideoStream:
    coding = scene.coding
    base = time_base(scene)
    stream = container.add_stream(coding.encoder, rate=_rate(scene), options=_options(coding))
    assert isinstance(stream, VideoStream)  # noqa: S101 - every encoder of a Coding is of picture
    turned = coding.rotation % 2
    stream.width, stream.height = (
        (scene.height, scene.width) if turned else (scene.width, scene.height)
    )
    stream.pix_fmt = "yuvj420p" if coding.encoder == "mjpeg" else "yuv420p"
    stream.codec_context.thread_count = 1
    stream.codec_context.time_base = base
    stream.time_base = base
    stream.codec_context.gop_size = coding.keyframes
    return stream


def time_base(scene: SightScene) -> Fraction:
    """Return the coarsest tick on which every frame of *scene* starts.

    AVI states one rate and no times: there it is the time between two frames.
    """
    if scene.coding.container == "avi":
        return scene.ends[0] - scene.starts[0]
    steps = [one.denominator for one in (*scene.starts, *scene.ends)]
    return Fraction(1, lcm(*steps))


def _rate(scene: SightScene) -> Fraction:
    """Return one over the shortest interval between frames."""
    return 1 / min(b - a for a, b in zip(scene.starts, scene.ends, strict=True))


def _options(coding: Coding) -> dict[str, str]:
    encoder, quality = coding.encoder, str(coding.quality)
    if encoder == "libx264":
        return {
            "preset": "veryfast",
            "crf": quality,
            "threads": "1",
            "bf": str(coding.b_frames),
            "g": str(coding.keyframes),
        }
    if encoder == "libx265":
        x265 = f"log-level=none:pools=1:frame-threads=1:keyint={coding.keyframes}"
        x265 += f":bframes={coding.b_frames}"
        return {"preset": "ultrafast", "crf": quality, "x265-params": x265}
    if encoder == "libvpx-vp9":
        return {"crf": quality, "b": "0", "deadline": "realtime", "cpu-used": "8", "row-mt": "0"}
    return {"qmin": quality, "qmax": quality, "flags": "+qscale+bitexact", "strict": "unofficial"}


def _packets(scene: SightScene, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
    base = time_base(scene)
    coding = scene.coding
    step = scene.ends[0] - scene.starts[0]
    for sent, (image, start) in enumerate(frames(scene)):
        if not sent:
            for number in range(coding.hidden, 0, -1):
                yield from _encoded(stream, _hidden(image), start - number * step, base, coding)
        yield from _encoded(stream, image, start, base, coding)
    yield from stream.encode(None)


def _encoded(
    stream: VideoStream, image: Picture, start: Fraction, base: Fraction, coding: Coding
) -> list[Packet[VideoStream]]:
    turned = np.ascontiguousarray(np.rot90(image, coding.rotation)) if coding.rotation else image
    frame = VideoFrame.from_ndarray(turned, format="rgb24")
    frame.pts = int(start / base)
    frame.time_base = base
    return list(stream.encode(frame))


def _hidden(image: Picture) -> Picture:
    """Return a frame that nobody is to see: whoever shows it has not read the edit list."""
    return np.asarray(255 - image, np.uint8)


def _silence(container: OutputContainer, seconds: float) -> None:
    stream = container.add_stream("aac", rate=_SILENCE_RATE, options={"flags": "+bitexact"})
    stream.codec_context.layout = "mono"
    samples = np.zeros((1, int(seconds * _SILENCE_RATE)), np.int16)
    frame = AudioFrame.from_ndarray(samples, format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = _SILENCE_RATE, 0, Fraction(1, _SILENCE_RATE)
    container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _turn(path: Path, quarters: int) -> None:
    """Write into the track's header that players turn it *quarters* times clockwise.

    ISO/IEC 14496-12, section 8.3.2: the matrix stands 40 bytes into a version 0 header.
    """
    data = bytearray(path.read_bytes())
    at = data.find(b"tkhd") + 4 + 40
    cosine, sine = {1: (0, 1), 2: (-1, 0), 3: (0, -1)}[quarters % 4]
    fixed = [value * 65536 for value in (cosine, sine, 0, -sine, cosine)]
    data[at : at + 20] = b"".join(value.to_bytes(4, "big", signed=True) for value in fixed)
    path.write_bytes(data)
