"""Reads the frames of a recording, upright, with their presentation times.

Conventions
-----------
Images are uint8, ``(height, width, 3)`` red-green-blue or ``(height, width)`` grey, read-only,
turned as the file asks for. Instants are of the track's time base, exact where that can be stored
in a file and else within a microsecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant
from witnessmark.errors import OversizedFootageError
from witnessmark.media.damage import picture_damage
from witnessmark.media.decoder_process import DecoderProcess
from witnessmark.media.messages import Message, exact
from witnessmark.media.track_reader import TrackReader
from witnessmark.model import PictureTrack


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture and the instant from which it is shown."""

    start: Instant
    image: NDArray[np.uint8]


class FrameReader(TrackReader[Frame]):
    """The frames of one track in order of presentation, once.

    Iterating raises OversizedFootageError too, where the picture grows midway.
    """

    def __init__(self, process: DecoderProcess, track: PictureTrack) -> None:
        super().__init__(process)
        self._track = track
        self._damage: tuple[str, ...] = ()

    @property
    def damage(self) -> tuple[str, ...]:
        """What could not be decoded, in sentences; known once the last frame was read."""
        return self._damage

    def _receive(self) -> Frame | None:
        message = self._process.receive()
        if message.kind == "refused" and message.says.get("code") == "pixels":
            raise self._oversized(str(message.says.get("detail"))[:80])
        with self._process.distrusting():
            if message.kind == "frame":
                return self._frame(message)
            self._finish(message)
        return None

    def _oversized(self, size: str) -> OversizedFootageError:
        self._process.close()
        path = self._process.path
        return OversizedFootageError(
            path,
            f"{path} changes midway to a picture of {size}, more than any recording needs: "
            "cut out the part before.",
        )

    def _frame(self, message: Message) -> Frame:
        shape = tuple(int(side) for side in message.says["shape"])
        if len(shape) not in (2, 3) or prod(shape) != len(message.payload):
            raise ValueError("pixels are missing")
        image = np.frombuffer(message.payload, np.uint8).reshape(shape)
        image.flags.writeable = False
        return Frame(self._track.time_base.nearest(exact(message.says["start"])), image)

    def _finish(self, message: Message) -> None:
        says = message.says
        first = says["first_lost"]
        self._damage = picture_damage(
            says["packets"],
            says["lost"],
            None if first is None else exact(first),
            [exact(at) for at in says["resets"]],
        )
        self._end()
