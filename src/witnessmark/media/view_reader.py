"""Reads the frames of a recording reduced for looking at, with their presentation times.

Conventions
-----------
Planes are uint8 over the whole range of 256 levels, read-only, upright as the file asks for:
``luma`` (height, width) with its longer side at most 640 pixels, ``blue`` and ``red`` (colour
differences, 128 is grey) at half its size. ``whole`` is the same frame at most 1920 pixels on its
longer side, for reading and faces; it is there only once in a while. Coordinates that leave a
detector are shares of width and height, so that no scale can be confused.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant, Span
from witnessmark.errors import OversizedFootageError
from witnessmark.media.damage import picture_damage
from witnessmark.media.decoder_process import DecoderProcess
from witnessmark.media.messages import Message, exact
from witnessmark.media.track_reader import TrackReader
from witnessmark.model import PictureTrack

Plane = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A frame at nearly its own size: luma, and chroma at half of it."""

    luma: Plane
    blue: Plane
    red: Plane

    def bgr(self) -> Plane:
        """Return the frame as (height, width, 3) blue-green-red, by ITU-R BT.601 in OpenCV."""
        height, width = self.luma.shape
        size = (width, height)
        planes = [self.luma, *(cv2.resize(one, size) for one in (self.red, self.blue))]
        return np.asarray(cv2.cvtColor(cv2.merge(planes), cv2.COLOR_YCrCb2BGR), np.uint8)


@dataclass(frozen=True, eq=False)
class View:
    """One frame as detectors see it: from when, and until when, it is shown.

    ``number`` counts the frames that were decoded. ``corrupt`` is the decoder's word that parts
    of the picture are guessed.
    """

    number: int
    start: Instant
    end: Instant
    luma: Plane
    blue: Plane
    red: Plane
    whole: Whole | None
    keyframe: bool
    corrupt: bool
    interlaced: bool

    @cached_property
    def half(self) -> Plane:
        """The luma at half the size, longer side at most 320: as large as the chroma."""
        height, width = self.blue.shape
        return self._shrunk(self.luma, (width, height))

    @cached_property
    def quarter(self) -> Plane:
        """The luma at a quarter of the size, longer side at most 160."""
        height, width = self.half.shape
        return self._shrunk(self.half, (max(1, width // 2), max(1, height // 2)))

    @cached_property
    def histogram(self) -> NDArray[np.int64]:
        """How many pixels of :attr:`half` have each of the 256 levels of luma."""
        return np.bincount(self.half.ravel(), minlength=256)

    @property
    def brightness(self) -> float:
        """Mean luma, 0 to 255 as it is coded."""
        return float(self.histogram @ np.arange(256) / self.half.size)

    @staticmethod
    def _shrunk(image: Plane, size: tuple[int, int]) -> Plane:
        reduced = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        return np.asarray(reduced, np.uint8).reshape(size[::-1])


class ViewReader(TrackReader[View]):
    """The frames of one track in order of presentation, once.

    Iterating raises OversizedFootageError too, where the picture grows midway.
    """

    def __init__(self, process: DecoderProcess, track: PictureTrack) -> None:
        super().__init__(process)
        self._track = track
        self._waiting: tuple[Instant, Message] | None = None
        self._number = 0
        self._length = 1 / Fraction(track.average_rate or 25)
        self._seen: list[Span] = []
        self._damage: tuple[str, ...] = ()

    @property
    def damage(self) -> tuple[str, ...]:
        """What could not be decoded, in sentences; known once the last frame was read."""
        return self._damage

    @property
    def seen(self) -> tuple[Span, ...]:
        """The stretches of which frames could be had, in order; whole once the last was read."""
        return tuple(self._seen)

    def _receive(self) -> View | None:
        message = self._process.receive()
        if message.kind == "refused" and message.says.get("code") == "pixels":
            raise self._oversized(str(message.says.get("detail"))[:80])
        with self._process.distrusting():
            if message.kind == "view":
                start = self._start(exact(message.says["start"]))
                waited, self._waiting = self._waiting, (start, message)
                if waited is None:
                    return None
                until = self._usual_end(waited[0]) if message.says["lost_before"] else start
                return self._view(*waited, min(start, until))
            return self._finish(message)

    def _oversized(self, size: str) -> OversizedFootageError:
        self._process.close()
        path = self._process.path
        return OversizedFootageError(
            path,
            f"{path} changes midway to a picture of {size}, more than any recording needs: "
            "cut out the part before.",
        )

    def _start(self, seconds: Fraction) -> Instant:
        """Return when a frame is first shown: never before the one ahead of it was."""
        start = self._track.time_base.nearest(seconds)
        if self._waiting is None or start > self._waiting[0]:
            return start
        return self._track.time_base.at(self._waiting[0].ticks + 1)

    def _usual_end(self, start: Instant) -> Instant:
        """Return the end of a frame that lasts as long as the one before, at least a tick."""
        base = self._track.time_base
        return max(base.nearest(start.seconds + self._length), base.at(start.ticks + 1))

    def _view(self, start: Instant, message: Message, end: Instant) -> View:
        says, number = message.says, self._number
        shapes = [says["luma"], says["chroma"], says["chroma"]]
        if says["whole"] is not None:
            luma, chroma = says["whole"]
            shapes += [luma, chroma, chroma]
        planes = _planes(message.payload, shapes)
        self._number += 1
        self._length = end - start
        if self._seen and self._seen[-1].end == start:
            self._seen[-1] = Span(self._seen[-1].start, end)
        else:
            self._seen.append(Span(start, end))
        return View(
            number=number,
            start=start,
            end=end,
            luma=planes[0],
            blue=planes[1],
            red=planes[2],
            whole=Whole(*planes[3:]) if len(planes) > 3 else None,
            keyframe=bool(says["keyframe"]),
            corrupt=bool(says["corrupt"]),
            interlaced=bool(says["interlaced"]),
        )

    def _finish(self, message: Message) -> View | None:
        """Note what the decoder says at the end, and hand over the frame that waited for it."""
        says = message.says
        first = says["first_lost"]
        self._damage = picture_damage(
            says["packets"],
            says["lost"],
            None if first is None else exact(first),
            [exact(at) for at in says["resets"]],
        )
        waited, self._waiting = self._waiting, None
        last = None if waited is None else self._view(*waited, self._usual_end(waited[0]))
        self._end()
        return last


def _planes(payload: bytearray | NDArray[np.uint8], shapes: list[list[int]]) -> list[Plane]:
    """Cut *payload* into planes of the *shapes* that were announced; ValueError where it cannot."""
    if any(len(shape) != 2 for shape in shapes) or sum(map(prod, shapes)) != len(payload):
        raise ValueError("pixels are missing")
    planes, at = [], 0
    for shape in shapes:
        height, width = (int(side) for side in shape)
        plane = np.frombuffer(payload, np.uint8, height * width, at).reshape(height, width)
        plane.flags.writeable = False
        planes.append(plane)
        at += height * width
    return planes
