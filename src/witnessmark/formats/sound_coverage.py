"""What of a recording was decoded, and in what of that nothing, or little, could be heard.

Conventions
-----------
Decoded is not heard: a muted stretch has samples, and nothing is in them. The two are told apart
everywhere, and both are always said. Stretches are starts and ends in seconds on the recording's
clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from witnessmark.formats.sound_table import UNDECODED, unheard_words
from witnessmark.model import Kind, Observation, Recording

Stretches = tuple[tuple[float, float], ...]

#: Less than this, in seconds, that was not decoded is how containers round their lengths.
ROUNDING = 0.5
#: What is decoded and yet not heard, or not well, in the order in which it is told.
_DECODED_UNHEARD = (Kind.SILENCE, Kind.CLIPPED, Kind.MASKED)


@dataclass(frozen=True, slots=True)
class Unheard:
    """Stretches of one recording that were not heard, or not well, for the one reason ``why``."""

    why: str
    stretches: Stretches

    @property
    def words(self) -> str:
        """How long they are together, and why: ``digital silence 2.0 s``."""
        return f"{self.why} {covered_seconds(self.stretches):.1f} s"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What of the sound of *recording* was decoded, and what of that was not heard, or not well."""

    recording: Recording
    undecoded: Unheard
    unheard: tuple[Unheard, ...]

    @property
    def has_sound(self) -> bool:
        """Whether there is a sound track at all."""
        return self.recording.sound is not None

    @property
    def complete(self) -> bool:
        """Whether all was decoded, but for a container's rounding, and none of it was unheard."""
        lost = covered_seconds(self.undecoded.stretches)
        return self.has_sound and not self.unheard and lost < ROUNDING

    @property
    def reasons(self) -> tuple[Unheard, ...]:
        """Every reason that has a stretch, what was not decoded first."""
        return tuple(one for one in (self.undecoded, *self.unheard) if one.stretches)

    @property
    def brief(self) -> str:
        """What was decoded, and what could not be heard, in half a line."""
        if not self.has_sound:
            return "there is no sound track"
        if not self.reasons:
            return "all decoded; none of it muted, overloaded or masked"
        listed = ", ".join(one.words for one in self.reasons)
        return listed if self.undecoded.stretches else f"all decoded, but {listed}"

    @property
    def sentence(self) -> str:
        """The same in a sentence that names the recording."""
        name = self.recording.name
        if not self.has_sound:
            return f"{name} has no sound track: nothing in it could be heard."
        decoded = f"All of the sound of {name} was decoded"
        if self.undecoded.stretches:
            decoded = f"Not all of the sound of {name} was decoded ({self.undecoded.words})"
        if not self.unheard:
            return f"{decoded}; none of what was is muted, overloaded or masked by other sound."
        listed = ", ".join(one.words for one in self.unheard)
        return f"{decoded}. Decoded and yet not heard, or not well: {listed}."


def hearing(
    recording: Recording, observations: Sequence[Observation], length: float | None = None
) -> Hearing:
    """Return what of *recording* could be heard.

    *observations* may be those of other recordings too. *length* is as for
    :func:`undecoded_stretches`.
    """
    mine = sorted(
        (o for o in observations if o.recording == recording.sha256 and o.kind in _DECODED_UNHEARD),
        key=lambda o: (_DECODED_UNHEARD.index(o.kind), o.start, o.end),
    )
    told: dict[str, list[tuple[float, float]]] = {}
    for one in mine:
        why = unheard_words(one) or one.kind.value
        told.setdefault(why, []).append((one.start.json_seconds, one.end.json_seconds))
    return Hearing(
        recording,
        Unheard(UNDECODED, undecoded_stretches(recording, length)),
        tuple(Unheard(why, tuple(stretches)) for why, stretches in told.items()),
    )


def covered_seconds(stretches: Iterable[tuple[float, float]]) -> float:
    """Return how long *stretches* are together, overlaps counted once."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(stretches):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total


def undecoded_stretches(recording: Recording, length: float | None = None) -> Stretches:
    """Return what lies between the decoded stretches of the sound, ends of the file included.

    A recording without sound is one such stretch over its whole *length* (its duration, unless
    another is given). Gaps under a millisecond are rounding of the container's clock, not loss.
    """
    length = recording.duration if length is None else length
    decoded = () if recording.sound is None else recording.sound.decoded
    reached = 0.0
    gaps = []
    for stretch in sorted(decoded, key=lambda s: s.start):
        start = stretch.start.json_seconds
        if start - reached >= 0.001:
            gaps.append((reached, start))
        reached = max(reached, stretch.end.json_seconds)
    if length - reached >= 0.001:
        gaps.append((reached, length))
    return tuple(gaps)
