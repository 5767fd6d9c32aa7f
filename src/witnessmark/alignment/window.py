"""Where in the footage a claim says it happened, and how much of that was really heard.

Conventions
-----------
Windows are half-open spans on the recording's clock. A window that the reader inferred without
any words to go by is a prior, not a claim: such a claim is tested against the whole recording.
Constants follow the cue table of the reading notes (T01-T06, T15).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.clock import Span, TimeBase, union_length
from witnessmark.model import Claim, Kind, Observation, Recording

#: Unit of a quantity that is a stretch of the recording, in seconds from its start.
MEDIA_SECONDS = "media_s"
#: Seconds either side of a media clock reading (T15).
CLOCK_TOLERANCE = Fraction(2)
#: T01: heard from at most here to at least there, in at least this share of ten windows.
THROUGHOUT_START, THROUGHOUT_END, THROUGHOUT_SHARE = (
    Fraction(1, 10),
    Fraction(9, 10),
    Fraction(1, 2),
)
#: T06: to the end means heard in the last so much of the recording.
TO_THE_END = Fraction(97, 100)
_MICROSECONDS = TimeBase(1, 500_000)


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch a claim speaks of; ``stated`` when its words say so, else the whole recording.

    ``throughout`` asks for the thing all through it, ``to_the_end`` for the thing at its end.
    """

    span: Span
    stated: bool
    throughout: bool = False
    to_the_end: bool = False


def window_of(claim: Claim, recording: Recording) -> Window:
    """Return the window in which *claim* is to be tested on *recording*."""
    whole = _span(Fraction(0), Fraction(str(recording.duration)))
    length = whole.duration
    time = claim.time
    if (
        time.clock is not None
        and time.clock.kind == "media_clock"
        and time.clock.seconds is not None
    ):
        middle = Fraction(str(time.clock.seconds))
        start = max(Fraction(0), middle - CLOCK_TOLERANCE)
        asked = _span(start, max(start, middle) + CLOCK_TOLERANCE)
        return Window(whole.intersection(asked) or asked, stated=True)
    for quantity in claim.quantities:
        if quantity.unit == MEDIA_SECONDS and quantity.min is not None:
            last = length if quantity.max is None else Fraction(str(quantity.max))
            start = min(Fraction(str(quantity.min)), length)
            return Window(_span(start, min(last, length)), stated=True)
    relation = set(time.relation or ())
    if relation and relation <= {"e", "di"}:
        return Window(whole, stated=True, throughout=True)
    if relation == {"f"}:
        low = Fraction(str(time.window[0])) if time.window else TO_THE_END
        return Window(_span(low * length, length), stated=True, to_the_end=True)
    if time.cue is not None and time.window is not None and time.window[0] < time.window[1]:
        low, high = (Fraction(str(share)) for share in time.window)
        return Window(_span(low * length, high * length), stated=low > 0 or high < 1)
    return Window(whole, stated=False)


def _span(start: Fraction, end: Fraction) -> Span:
    first, last = _MICROSECONDS.nearest(start), _MICROSECONDS.nearest(end)
    return Span(first, last if last > first else _MICROSECONDS.at(first.ticks + 1))


def coverage(window: Span, recording: Recording, observations: Sequence[Observation]) -> Fraction:
    """Return the share of *window* whose sound was had and was not digital silence, in [0, 1]."""
    if recording.sound is None:
        return Fraction(0)
    decoded = [Span(part.start, part.end) for part in recording.sound.decoded]
    muted = [o.span for o in observations if o.kind is Kind.SILENCE]
    had = [shared for span in decoded if (shared := span.intersection(window)) is not None]
    lost = [
        shared
        for span in had
        for silence in muted
        if (shared := span.intersection(silence)) is not None
    ]
    share = (union_length(had) - union_length(lost)) / window.duration
    return min(max(share, Fraction(0)), Fraction(1))


def is_throughout(spans: Sequence[Span], whole: Span) -> bool:
    """Say whether *spans* last all through *whole* by the measure of T01."""
    if not spans:
        return False
    begin, length = whole.start.seconds, whole.duration
    first = (min(s.start for s in spans).seconds - begin) / length
    last = (max(s.end for s in spans).seconds - begin) / length
    active = sum(
        any(
            s.overlaps(_span(begin + length * n / 10, begin + length * (n + 1) / 10)) for s in spans
        )
        for n in range(10)
    )
    return (
        first <= THROUGHOUT_START
        and last >= THROUGHOUT_END
        and Fraction(active, 10) >= THROUGHOUT_SHARE
    )
