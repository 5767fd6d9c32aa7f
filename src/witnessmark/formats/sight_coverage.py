"""What of a recording's picture was decoded and looked at, and in what of it nothing can be seen.

Conventions
-----------
Decoded is not seen: a black or frozen stretch has frames, and nothing is in them. Between
keyframes nobody looked where only those were asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.clock import Instant, Span, TimeBase, union_length
from witnessmark.model import Kind, Observation, Recording

#: Less than this, in seconds, that was not decoded is how containers round their lengths.
_ROUNDING = Fraction(1, 2)
#: Less than this, in seconds, is a frame that came late, and no hole.
_LEAST_HOLE = Fraction(1, 5)
_LENGTHS = TimeBase(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class Seeing:
    """What of the picture of *recording* was not decoded, and where what was shows nothing."""

    recording: Recording
    undecoded: tuple[Span, ...]
    blank: tuple[Span, ...]

    @property
    def nothing(self) -> str:
        """Why nothing at all could be seen; empty where something could."""
        picture = self.recording.picture
        if picture is None:
            return "there is no picture"
        if picture.looked_at == "nothing":
            return "nobody looked at the picture"
        return "" if picture.decoded else "no frame of the picture could be decoded"

    @property
    def complete(self) -> bool:
        """Whether every frame was looked at, but for a container's rounding, and none is blank."""
        picture = self.recording.picture
        every = picture is not None and picture.looked_at == "every_frame"
        lost = union_length(list(self.undecoded))
        return every and not self.nothing and not self.blank and lost < _ROUNDING

    @property
    def brief(self) -> str:
        """What was looked at, and what could not be seen, in half a line."""
        if self.nothing:
            return self.nothing
        listed = ", ".join(self._parts)
        if self.recording.picture is not None and self.recording.picture.looked_at == "keyframes":
            return f"keyframes alone{', ' if listed else ''}{listed}"
        return listed or "every frame; none of it black or frozen"

    @property
    def sentence(self) -> str:
        """The same in a sentence that names the recording."""
        name = self.recording.name
        if self.recording.picture is None:
            return f"{name} has no picture: nothing in it could be seen."
        if self.nothing:
            return f"Of the picture of {name} nothing was seen: {self.nothing}."
        if self.recording.picture.looked_at == "keyframes":
            rest = f" ({', '.join(self._parts)})" if self._parts else ""
            return f"Of the picture of {name} only keyframes were looked at{rest}."
        if not self._parts:
            return f"Every frame of {name} was looked at; none of it is black or frozen."
        return f"Of the picture of {name} not all could be seen: {', '.join(self._parts)}."

    @property
    def _parts(self) -> tuple[str, ...]:
        told = (("not decoded", self.undecoded), ("black or frozen", self.blank))
        return tuple(
            f"{why} {float(union_length(list(spans))):.1f} s" for why, spans in told if spans
        )


def seeing(recording: Recording, observations: Sequence[Observation]) -> Seeing:
    """Return what of *recording* could be seen; *observations* may be those of others too."""
    blank = tuple(
        one.span
        for one in observations
        if one.recording == recording.sha256 and one.kind is Kind.STILL
    )
    looked = recording.picture is not None and recording.picture.looked_at != "nothing"
    return Seeing(recording, tuple(_holes(recording)) if looked else (), blank)


def _holes(recording: Recording) -> Iterator[Span]:
    """Yield what lies between the decoded stretches and at the ends."""
    picture = recording.picture
    decoded = () if picture is None else picture.decoded
    reached: Instant = _LENGTHS.at(0)
    for stretch in sorted(decoded, key=lambda one: one.start):
        if stretch.start - reached >= _LEAST_HOLE:
            yield Span(reached, stretch.start)
        reached = max(reached, stretch.end)
    end = _LENGTHS.nearest(Fraction(str(recording.duration)))
    if end - reached >= _LEAST_HOLE:
        yield Span(reached, end)
