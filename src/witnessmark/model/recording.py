"""A recording: what the file is, and what of it could be perceived at all."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field, JsonValue

from witnessmark.model.noun import MediaTimeBase, Noun, Sha256, TimedNoun

#: How rendered footage says in its container comment that it is no recording.
SYNTHETIC_MARK = "SYNTHETIC rendering, not a recording of events"
#: Holes in sound shorter than this, in seconds, are filled up when it is listened to.
BRIDGED = Fraction(1, 20)


class Stretch(TimedNoun):
    """A part of the recording, named by its times alone."""


class SoundTrack(Noun):
    """The sound that was chosen for listening.

    ``decoded`` are the stretches whose samples could be had: what lies between them was never
    heard. ``rate`` in Hz is the native one.
    """

    stream: int
    codec: str
    rate: int
    channels: int
    time_base: MediaTimeBase
    decoded: tuple[Stretch, ...] = ()


class PictureTrack(Noun):
    """The picture stream; ``rotation`` in degrees clockwise as the file asks for it.

    ``decoded`` are the stretches of which frames could be had and were looked at: what lies
    between them was never seen. ``looked_at`` says whether that was every frame, keyframes alone,
    or none.
    """

    stream: int
    codec: str
    width: int
    height: int
    time_base: MediaTimeBase
    average_rate: str | None = None
    rotation: int = 0
    decoded: tuple[Stretch, ...] = ()
    looked_at: Literal["every_frame", "keyframes", "nothing"] = "nothing"


class Recording(Noun):
    """One sealed file of footage, and the clock on which everything in it is timed.

    ``first_presentation`` is the container's own number for second zero, in seconds, as an exact
    fraction; ``duration`` is seconds from there to the end of the last thing decoded.
    ``declared_duration`` is what the header says, which may be wrong. ``damage`` names, in plain
    sentences, everything that could not be decoded.
    """

    sha256: Sha256
    name: str
    size: int
    container: str
    first_presentation: str
    duration: float
    declared_duration: float | None = None
    sound: SoundTrack | None = None
    picture: PictureTrack | None = None
    said_by_file: dict[str, JsonValue] = Field(default_factory=dict)
    synthetic: bool = False
    damage: tuple[str, ...] = ()
