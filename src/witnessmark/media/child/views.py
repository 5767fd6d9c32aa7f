"""Sends every frame of one stream reduced for looking at, and some of them whole.

Conventions
-----------
Messages: ``view``, with ``start`` in seconds on the recording's clock as a fraction, the shapes of
what follows (``luma``, ``chroma``, ``whole`` or null) and what the decoder says of the frame
(``keyframe``, ``corrupt``, ``interlaced``), and whether packets
before it were ``lost_before``; then ``end`` as for frames. The payload lies in the ring and holds,
one after another, uint8: the luma with its longer side at most :data:`LUMA_SIDE`; blue- and
red-difference chroma at half that; where asked for, the frame as it is, at most
:data:`WHOLE_SIDE`, as luma and both chromas at half its size.
Reduced by area, so that every pixel of the frame counts.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any, BinaryIO

import cv2
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from numpy.typing import NDArray

from witnessmark.media.child.frames import FrameDecoding
from witnessmark.media.child.input_container import open_container, stamp
from witnessmark.media.child.refusal import RefusalError
from witnessmark.media.child.ring import Ring

#: Longer side, in pixels, of the luma of every frame; chroma has half of it.
LUMA_SIDE = 640

#: Seconds between two frames, at least, where only keyframes are decoded: editing programs record
#: nothing else, and cut footage has several a second.
APART = Fraction(1)

#: Longer side, in pixels, of a frame sent whole; larger ones are reduced to it.
WHOLE_SIDE = 1920

Image = NDArray[np.uint8]
#: FFmpeg's number for samples that use all 256 levels; anything else is the range of television.
_FULL_RANGE = 2


#: ITU-R BT.601: luma lies in 16 to 235, chroma in 16 to 240 around 128. The lowest level, how many
#: there are above it, and what the lowest becomes: half a level, so that 128 stays 128.
_RANGES = ((16, 219, 0.0), (16, 224, 0.5), (16, 224, 0.5))
#: Planes of eight bits with half the chroma on either axis: what every phone records.
_PLANAR = ("yuv420p", "yuvj420p")


class ViewDecoding(FrameDecoding):
    """One pass over one stream of picture; every ``whole_every`` seconds a frame goes whole."""

    def __init__(
        self, task: dict[str, Any], container: InputContainer, out: BinaryIO, ring: Ring
    ) -> None:
        super().__init__(task, container, out)
        self._ring = ring
        every = task["whole_every"]
        self._every = None if every is None else Fraction(every)
        self._whole_due: Fraction | None = None
        self._lost_told = 0
        self._last_keyframe: Fraction | None = None

    def _keyframe(self, packet: Packet[Any]) -> None:
        """Decode a keyframe by itself, unless it follows too soon on the last."""
        at, last = stamp(packet, self.stream), self._last_keyframe
        if packet.is_keyframe and (at is None or last is None or not 0 <= at - last < APART):
            self._last_keyframe = at
            super()._keyframe(packet)

    def _send(self, frame: VideoFrame) -> None:
        if frame.width * frame.height > self.task["limits"]["max_pixels"]:
            raise RefusalError("pixels", f"{frame.width} x {frame.height}")
        start = self._start(frame)
        planes, stretched = _planes(frame), frame.color_range != _FULL_RANGE
        turns = round(-(self.task["rotation"]) / 90) % 4
        shapes = _shapes(planes[0].shape, LUMA_SIDE)
        whole = self._is_due(start)
        if whole:
            shapes += _shapes(planes[0].shape, WHOLE_SIDE)
        length = sum(map(prod, shapes))
        begin = at = self._ring.room(length, self.out)
        for number, shape in enumerate(shapes):
            into = self._ring.bytes[at : at + prod(shape)]
            _put(planes[number % 3], shape, _RANGES[number % 3] if stretched else None, turns, into)
            at += prod(shape)
        upright = [list(shape[::-1] if turns % 2 else shape) for shape in shapes]
        says = {
            "at": begin,
            "length": length,
            "start": str(start),
            "luma": upright[0],
            "chroma": upright[1],
            "whole": upright[3:5] if whole else None,
            "keyframe": bool(frame.key_frame),
            "corrupt": bool(frame.is_corrupt),
            "lost_before": self.lost > self._lost_told,
            "interlaced": bool(frame.interlaced_frame),
        }
        self._lost_told = self.lost
        self._ring.send(says, self.out)

    def _end(self, says: dict[str, Any]) -> None:
        self._ring.flush(self.out)
        super()._end(says)

    def _is_due(self, start: Fraction) -> bool:
        """Say whether this frame goes whole, and when the next one does."""
        if self._every is None:
            return False
        # More than two periods ahead: the clock was set back, and nothing would come for as long.
        if self._whole_due is not None and 0 < self._whole_due - start <= 2 * self._every:
            return False
        self._whole_due = (start // self._every + 1) * self._every
        return True


def _planes(frame: VideoFrame) -> list[Image]:
    """Return luma and both chromas of *frame*, converted where it has others."""
    if frame.format.name not in _PLANAR or frame.width < 2 or frame.height < 2:
        frame = frame.reformat(
            width=max(2, frame.width), height=max(2, frame.height), format="yuv420p"
        )
    width, height = frame.width, frame.height
    half = ((height + 1) // 2, (width + 1) // 2)
    sizes = ((height, width), half, half)
    return [_plane(plane, size) for plane, size in zip(frame.planes, sizes, strict=True)]


def _plane(plane: VideoPlane, size: tuple[int, int]) -> Image:
    rows: Image = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: size[0], : size[1]]


@lru_cache(maxsize=8)
def _shapes(luma: tuple[int, ...], side: int) -> tuple[tuple[int, int], ...]:
    """Return the shapes of the planes with the luma's longer side at most *side*."""
    height, width = luma
    scale = Fraction(min(side, max(height, width)), max(height, width))
    high, wide = max(1, round(height * scale)), max(1, round(width * scale))
    chroma = ((high + 1) // 2, (wide + 1) // 2)
    return (high, wide), chroma, chroma


def _put(
    plane: Image,
    shape: tuple[int, int],
    levels: tuple[int, int, float] | None,
    turns: int,
    into: Image,
) -> None:
    """Write *plane* at that *shape*, then turned upright, *into* as many bytes.

    *levels* draw the narrow range of television (16 to 235, chroma to 240) out to the whole one.
    """
    image = np.empty(shape, np.uint8) if turns else into.reshape(shape)
    if plane.shape == shape:
        np.copyto(image, plane)
    else:
        cv2.resize(plane, shape[::-1], dst=image, interpolation=cv2.INTER_AREA)
    if levels is not None:
        _stretch(image, *levels)
    if turns:
        turned = np.rot90(image, turns)
        np.copyto(into.reshape(turned.shape), turned)


def _stretch(image: Image, least: int, width: int, lowest: float) -> None:
    """Draw the *width* levels above *least* out to 255, in place; others are cut off.

    Half a level is rounded down, as it would be to even: there is none but the lowest.
    """
    gain = 255 / width
    cv2.addWeighted(image, gain, image, 0.0, lowest - least * gain - 1e-4, dst=image)


class Views:
    """What sends views through a *ring*, which was made before the locks hold."""

    def __init__(self, ring: Ring) -> None:
        self._ring = ring

    def send(self, task: dict[str, Any], out: BinaryIO) -> None:
        """Decode ``task["stream"]`` of the input and send its frames reduced, with exact times."""
        cv2.setNumThreads(1)
        with open_container(task) as container:
            try:
                ViewDecoding(task, container, out, self._ring).run()
            finally:
                self._ring.flush(out)  # what came before a refusal was seen
