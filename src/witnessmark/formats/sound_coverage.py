"""What of a recording was decoded, and in what of that nothing, or little, could be heard.

Conventions
-----------
Decoded is not heard: a muted stretch has samples, and nothing is in them. The two are told apart
everywhere, and both are always said. Short holes between decoded stretches are filled up when the
sound is listened to (:data:`~witnessmark.model.recording.BRIDGED`): they are summed up, for a file
may have hundreds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.clock import Instant, Span, TimeBase, union_length
from witnessmark.formats.sound_table import UNDECODED, UNUSABLE, unheard_words
from witnessmark.model import BRIDGED, Kind, Observation, Recording

Stretches = tuple[Span, ...]

#: Less than this, in seconds, that was not decoded is how containers round their lengths.
ROUNDING = Fraction(1, 2)
#: Less than this, in seconds, is how containers round their clocks, and no hole.
_LEAST_HOLE = Fraction(1, 1000)
#: What is decoded and yet not heard, or not well, in the order in which it is told.
_DECODED_UNHEARD = (Kind.SILENCE, Kind.CLIPPED, Kind.MASKED)
#: The recording's length is stored to the microsecond.
_LENGTHS = TimeBase(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class Unheard:
    """Stretches of one recording that were not heard, or not well, for the one reason ``why``."""

    why: str
    stretches: Stretches

    @property
    def words(self) -> str:
        """How long they are together, and why: ``digital silence 2.0 s``."""
        return f"{self.why} {float(union_length(list(self.stretches))):.1f} s"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What of the sound of *recording* was decoded, and what of that was not heard, or not well.

    ``undecoded`` does not hold the short holes, ``bridged``.
    """

    recording: Recording
    undecoded: Unheard
    bridged: Stretches
    unheard: tuple[Unheard, ...]

    @property
    def nothing(self) -> str:
        """Why nothing at all could be heard; empty where something could."""
        sound = self.recording.sound
        if sound is None:
            return "there is no sound track"
        return "" if sound.decoded else "the sound track holds no usable sample"

    @property
    def complete(self) -> bool:
        """Whether all was decoded, but for a container's rounding, and none of it was unheard."""
        lost = union_length([*self.undecoded.stretches, *self.bridged])
        return not self.nothing and not self.unheard and lost < ROUNDING

    @property
    def reasons(self) -> tuple[Unheard, ...]:
        """Every reason that has a stretch, what was not decoded first; short holes are not told."""
        return tuple(one for one in (self.undecoded, *self.unheard) if one.stretches)

    @property
    def brief(self) -> str:
        """What was decoded, and what could not be heard, in half a line."""
        if self.nothing:
            return self.nothing
        listed = ", ".join((*self._lost, *(one.words for one in self.unheard)))
        if not listed:
            return "all decoded; none of it muted, overloaded or masked"
        return listed if self._lost else f"all decoded, but {listed}"

    @property
    def sentence(self) -> str:
        """The same in a sentence that names the recording."""
        name = self.recording.name
        if self.recording.sound is None:
            return f"{name} has no sound track: nothing in it could be heard."
        if self.nothing:
            return f"The sound track of {name} holds no usable sample: nothing could be heard."
        decoded = f"All of the sound of {name} was decoded"
        if self._lost:
            decoded = f"Not all of the sound of {name} was decoded ({', '.join(self._lost)})"
        if not self.unheard:
            return f"{decoded}; none of what was is muted, overloaded or masked by other sound."
        listed = ", ".join(one.words for one in self.unheard)
        return f"{decoded}. Decoded and yet not heard, or not well: {listed}."

    @property
    def _lost(self) -> tuple[str, ...]:
        lost = (self.undecoded.words,) if self.undecoded.stretches else ()
        return (*lost, bridged_words(self.bridged)) if self.bridged else lost


def bridged_words(holes: Stretches) -> str:
    """Sum up *holes* that were filled up: how many, how long together, and the longest."""
    lengths = [float(hole.duration) for hole in holes]
    if len(lengths) == 1:
        return f"1 short hole bridged, {lengths[0]:.3f} s"
    return (
        f"{len(lengths):,} short holes bridged, {sum(lengths):.3f} s in all, "
        f"the longest {max(lengths, default=0):.3f} s"
    )


def hearing(
    recording: Recording, observations: Sequence[Observation], length: float | None = None
) -> Hearing:
    """Return what of *recording* could be heard, a recording of *length* seconds if given.

    *observations* may be those of other recordings too. A recording without any sound that could
    be used is one stretch that was not decoded, over its whole length.
    """
    mine = sorted(
        (o for o in observations if o.recording == recording.sha256 and o.kind in _DECODED_UNHEARD),
        key=lambda o: (_DECODED_UNHEARD.index(o.kind), o.start, o.end),
    )
    told: dict[str, list[Span]] = {}
    for one in mine:
        told.setdefault(unheard_words(one) or one.kind.value, []).append(one.span)
    holes = list(_holes(recording, recording.duration if length is None else length))
    track = recording.sound
    return Hearing(
        recording,
        Unheard(
            UNUSABLE if track is not None and not track.decoded else UNDECODED,
            tuple(span for span, bridged in holes if not bridged),
        ),
        tuple(span for span, bridged in holes if bridged),
        tuple(Unheard(why, tuple(stretches)) for why, stretches in told.items()),
    )


def _holes(recording: Recording, length: float) -> Iterator[tuple[Span, bool]]:
    """Yield what lies between the decoded stretches and at the ends, and whether it was bridged."""
    decoded = () if recording.sound is None else recording.sound.decoded
    reached: Instant = _LENGTHS.at(0)
    for number, stretch in enumerate(sorted(decoded, key=lambda s: s.start)):
        late = stretch.start - reached
        if late >= _LEAST_HOLE:
            yield Span(reached, stretch.start), number > 0 and late < BRIDGED
        reached = max(reached, stretch.end)
    end = _LENGTHS.nearest(Fraction(str(length)))
    if end - reached >= _LEAST_HOLE:
        yield Span(reached, end), False
