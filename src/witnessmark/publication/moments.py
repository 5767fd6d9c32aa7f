"""Seconds of a recording as the page prints them and as its script seeks them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.clock import Span, clock_face
from witnessmark.errors import RecordError
from witnessmark.model import Recording, TimedNoun

#: An exact fraction or decimal of sane length; an exponent could ask for any amount of memory.
_FRACTION = re.compile(r"-?[0-9]{1,18}(/[1-9][0-9]{0,17}|\.[0-9]{1,18})?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of one recording: what to print, and the seconds to seek to.

    ``start`` and ``end`` are seconds to the microsecond from the recording's first presentation
    timestamp; ``recording`` is its place in the record's list.
    """

    recording: int
    start: float
    end: float

    @property
    def words(self) -> str:
        """The stretch as people read one: ``0:03.4–0:05.0``, or one reading where both agree."""
        first, last = clock_face(self.start), clock_face(self.end)
        return first if first == last else f"{first}–{last}"

    @property
    def exactly(self) -> str:
        """The stretch in seconds, every stored digit of it."""
        return f"{plain(self.start)} s to {plain(self.end)} s"


def moment(noun: TimedNoun | Span, recording: int) -> Moment:
    """Return the moment that a timed noun, or a span, of that recording lies in."""
    return Moment(recording, noun.start.json_seconds, noun.end.json_seconds)


def place_of(recording: str, places: Mapping[str, int]) -> int:
    """Return a recording's place in the list; a recording the record does not list is -1."""
    return places.get(recording, -1)


def second_zero(recording: Recording) -> float:
    """Return the container's own time of the recording's first presentation, in seconds.

    Players count in the container's time: Chromium 156 keeps a start after zero and moves one
    before zero to zero (tried on MP4 and WebM), hence nothing below zero here. Raises RecordError
    where the record does not give a number.
    """
    if not _FRACTION.fullmatch(recording.first_presentation):
        raise RecordError(
            f"The record gives {recording.first_presentation[:40]!r} for the first presentation of "
            f"{recording.name!r}: it must be a fraction of whole numbers."
        )
    return max(float(Fraction(recording.first_presentation)), 0.0)


def plain(number: float) -> str:
    """Write a number to six places without an exponent or trailing zeros."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text
