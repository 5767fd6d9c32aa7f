"""Sends every frame of one stream reduced for looking at, and some of them whole.

Conventions
-----------
Messages: ``view``, with ``start`` in seconds on the recording's clock as a fraction, the shapes of
what follows (``luma``, ``chroma``, ``whole`` or null) and what the decoder says of the frame
(``keyframe``, ``corrupt``, ``interlaced``), and whether packets
before it were ``lost_before``; then ``end`` as for frames. The payload holds, one
after another, uint8: the luma with its longer side at most :data:`LUMA_SIDE`; blue- and
red-difference chroma at half that; where asked for, the frame as it is, at most
:data:`WHOLE_SIDE`, as luma and both chromas at half its size.
Reduced by area, so that every pixel of the frame counts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, BinaryIO

import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from numpy.typing import NDArray

from witnessmark.media.child.frames import FrameDecoding
from witnessmark.media.child.input_container import open_container
from witnessmark.media.child.refusal import RefusalError
from witnessmark.media.messages import send

#: Longer side, in pixels, of the luma of every frame; chroma has half of it.
LUMA_SIDE = 640

#: Longer side, in pixels, of a frame sent whole; larger ones are reduced to it.
WHOLE_SIDE = 1920

Image = NDArray[np.uint8]
#: FFmpeg's number for samples that use all 256 levels; anything else is the range of television.
_FULL_RANGE = 2


def _whole_range(least: float, span: float, middle: float) -> Image:
    levels = (np.arange(256) - least) * 255.0 / span + middle
    return np.asarray(np.clip(np.rint(levels), 0, 255), np.uint8)


#: ITU-R BT.601: luma lies in 16 to 235, chroma in 16 to 240 around 128.
_LUMA_RANGE = _whole_range(16, 219, 0)
_CHROMA_RANGE = _whole_range(128, 224, 128)
#: Planes of eight bits with half the chroma on either axis: what every phone records.
_PLANAR = ("yuv420p", "yuvj420p")


class ViewDecoding(FrameDecoding):
    """One pass over one stream of picture; every ``whole_every`` seconds a frame goes whole."""

    def __init__(self, task: dict[str, Any], container: InputContainer, out: BinaryIO) -> None:
        super().__init__(task, container, out)
        every = task["whole_every"]
        self._every = None if every is None else Fraction(every)
        self._whole_due: Fraction | None = None
        self._lost_told = 0

    def _send(self, frame: VideoFrame) -> None:
        if frame.width * frame.height > self.task["limits"]["max_pixels"]:
            raise RefusalError("pixels", f"{frame.width} x {frame.height}")
        start = self._start(frame)
        planes, stretched = _planes(frame), frame.color_range != _FULL_RANGE
        turns = round(-(self.task["rotation"]) / 90) % 4
        sent = [_upright(image, turns) for image in _reduced(planes, LUMA_SIDE, stretched)]
        whole = self._is_due(start)
        if whole:
            sent += [_upright(image, turns) for image in _reduced(planes, WHOLE_SIDE, stretched)]
        says = {
            "start": str(start),
            "luma": list(sent[0].shape),
            "chroma": list(sent[1].shape),
            "whole": [list(sent[3].shape), list(sent[4].shape)] if whole else None,
            "keyframe": bool(frame.key_frame),
            "corrupt": bool(frame.is_corrupt),
            "lost_before": self.lost > self._lost_told,
            "interlaced": bool(frame.interlaced_frame),
        }
        self._lost_told = self.lost
        send(self.out, "view", says, b"".join(image.tobytes() for image in sent))

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


def _reduced(planes: list[Image], side: int, stretched: bool) -> list[Image]:
    """Return the planes with the luma's longer side at most *side* and chroma at half of it.

    *stretched* gives the narrow range of television (16 to 235, chroma to 240) the whole one.
    """
    height, width = planes[0].shape
    scale = Fraction(min(side, max(height, width)), max(height, width))
    luma = (max(1, round(height * scale)), max(1, round(width * scale)))
    chroma = ((luma[0] + 1) // 2, (luma[1] + 1) // 2)
    shapes = (luma, chroma, chroma)
    scaled = [_scaled(plane, shape) for plane, shape in zip(planes, shapes, strict=True)]
    if not stretched:
        return scaled
    tables = (_LUMA_RANGE, _CHROMA_RANGE, _CHROMA_RANGE)
    return [_looked_up(table, plane) for table, plane in zip(tables, scaled, strict=True)]


def _looked_up(table: Image, plane: Image) -> Image:
    levels: Any = cv2.LUT(plane, table)
    return np.asarray(levels, np.uint8).reshape(plane.shape)


def _scaled(image: Image, shape: tuple[int, int]) -> Image:
    if image.shape == shape:
        return np.ascontiguousarray(image)
    scaled: Any = cv2.resize(image, shape[::-1], interpolation=cv2.INTER_AREA)
    return np.asarray(scaled, np.uint8).reshape(shape)


def _upright(image: Image, turns: int) -> Image:
    return np.ascontiguousarray(np.rot90(image, turns)) if turns else image


def send_views(task: dict[str, Any], out: BinaryIO) -> None:
    """Decode ``task["stream"]`` of the input and send its frames reduced, with exact times."""
    with open_container(task) as container:
        ViewDecoding(task, container, out).run()
