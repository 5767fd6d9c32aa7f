"""How a file is built: its boxes, the times and sizes of its packets, its encoders' signatures.

Conventions
-----------
Counted in the file, not said by it, but for what is under ``boxes``. Seconds are on the
recording's clock, exact. Steps between frames are in ticks of the stream's ``time_base``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from witnessmark.media.messages import exact

Exact = Annotated[
    Fraction, BeforeValidator(lambda text: exact(text) if isinstance(text, str) else text)
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Steps(_Part):
    """The steps between neighbours in time: least, middle and most, in ticks.

    ``off`` of ``count`` differ from the middle one by more than a fiftieth of it, a tick and a
    millisecond; ``gaps`` of those are longer than one and a half of it.
    """

    count: int
    least: int
    middle: int
    most: int
    off: int
    gaps: int


class Signature(_Part):
    """What an encoder signed with, and where in the recording, in seconds."""

    at: Exact
    text: str


class StreamStructure(_Part):
    """What the packets of one stream come to.

    ``left_out`` of them the edit list asks to leave out; those are in ``bytes`` and nowhere else.
    ``reordered`` says that pictures are stored in another order than they are shown. ``signed``
    keyframes carry their encoder's signature, of which ``signatures`` are the first.
    """

    index: int
    time_base: Exact
    packets: int
    bytes: int
    untimed: int
    left_out: int
    reordered: bool
    begins: Exact | None
    ends: Exact | None
    intervals: Steps | None
    keyframes: int
    keyframe_intervals: Steps | None
    signed: int
    signatures: tuple[Signature, ...]


class Look(_Part):
    """What the first frame is made of; colour by the numbers of ITU-T H.273."""

    width: int
    height: int
    aspect: tuple[int, int]
    format: str
    bits: int
    interlaced: bool
    transfer: int
    primaries: int


class TrackTimes(_Part):
    """When a track's header says that it was made and changed, in seconds since 1904."""

    created: int
    modified: int


class Header(TrackTimes):
    """The header of a movie or its media: those times, and a length in ticks."""

    timescale: int
    duration: int

    @property
    def seconds(self) -> Fraction | None:
        """The length in seconds, None where the timescale makes none."""
        return Fraction(self.duration, self.timescale) if self.timescale else None


class TrackBoxes(_Part):
    """What the boxes of one track say of it.

    ``descriptions`` are code and compressor's name of each kind of sample; ``edits`` are the
    length shown, in ticks of the movie, and the first media time of each entry.
    """

    header: TrackTimes | None
    media: Header | None
    handler: str
    handler_name: str
    descriptions: tuple[tuple[str, str], ...]
    edits: tuple[tuple[int, int], ...]


class Boxes(_Part):
    """The layout of an ISO base media or QuickTime file.

    ``order`` has each kind of outermost box once, ``brands`` the major one first, ``extensions``
    the identities of ``uuid`` boxes in hexadecimal.
    """

    order: tuple[str, ...]
    brands: tuple[str, ...]
    movie: Header | None
    tracks: tuple[TrackBoxes, ...]
    user_data: tuple[str, ...]
    extensions: tuple[str, ...]
    fragments: int


class Structure(_Part):
    """How one file is built; ``boxes`` is None for every container but MP4, MOV and 3GP."""

    streams: tuple[StreamStructure, ...] = Field(max_length=64)
    look: Look | None
    boxes: Boxes | None

    def of(self, index: int | None) -> StreamStructure | None:
        """Return the stream with *index*, None where it was not measured."""
        return next((one for one in self.streams if one.index == index), None)
