"""The span of something heard, on the clock that it is reported on and within the sound."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from witnessmark.clock import Span, TimeBase


def placed(clock: TimeBase, start: Fraction, end: Fraction, sound_end: Fraction) -> Span:
    """Return *start* to *end* seconds in whole ticks of *clock*, at least one.

    Nothing is heard past *sound_end*: the span ends there at the latest, unless the whole sound is
    shorter than a tick.
    """
    most = max(floor(sound_end / clock), 1)
    first = min(clock.nearest(start).ticks, most - 1)
    last = min(max(clock.nearest(end).ticks, first + 1), most)
    return Span(clock.at(first), clock.at(last))
