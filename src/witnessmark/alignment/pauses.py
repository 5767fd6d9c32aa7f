"""A denial for so many seconds that says not where: "for five seconds nobody fires".

Conventions
-----------
It is borne out by a pause of that length wherever in its window there is one, with nothing in it
that may be what is denied. That there is none leaves it open: what a writer calls five seconds of
quiet may hold what he did not count.
"""

from __future__ import annotations

from fractions import Fraction

from witnessmark.alignment.bearing import Bearing
from witnessmark.alignment.lasting import length_told
from witnessmark.alignment.window import span_of
from witnessmark.clock import Span


def pause_of_length(bearing: Bearing) -> Span | None:
    """Return the longest pause in the window of *bearing*, a denial, if it is as long as is told.

    None where no length is told, or no pause reaches it.
    """
    told = length_told(bearing.claim)
    if told is None or told[0] <= 0:
        return None
    longest = _longest_pause(bearing)
    return longest if longest is not None and longest.duration >= told[0] else None


def _longest_pause(bearing: Bearing) -> Span | None:
    """Return the longest stretch of the window in which nothing lies that may be what is denied."""
    start, end = bearing.window.span.start.seconds, bearing.window.span.end.seconds
    heard = sorted((*bearing.events, *bearing.maybe), key=lambda one: (one.start, one.end))
    pauses: list[tuple[Fraction, Fraction]] = []
    reached = start
    for one in heard:
        pauses.append((reached, one.start.seconds))
        reached = max(reached, one.end.seconds)
    pauses.append((reached, end))
    low, high = max(pauses, key=lambda pause: pause[1] - pause[0])
    return span_of(low, high) if high > low else None
