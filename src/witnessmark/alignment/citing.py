"""What is cited as one stretch: things that follow one another so closely that they are one.

Conventions
-----------
Shots, groups of them, and bangs less than :data:`JOINED` seconds apart are one stretch: a burst of
which rounds were missed is heard in pieces. What lasts, speech or a condition of the picture, is
one with what it touches, however the detector cut it. Explosions and moments of the picture stay
apart, since each is a thing of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from witnessmark.clock import Span
from witnessmark.model import Citation, Kind, Observation

#: Seconds between two shots or bangs from which on they are cited apart.
JOINED = Fraction(1)
#: What is over in an instant, or made of such, and is cited in stretches.
_MOMENTS = frozenset({Kind.SHOT, Kind.IMPULSE, Kind.GUNFIRE})
#: What is never one with the next of its kind.
_APART = frozenset({Kind.EXPLOSION, Kind.CUT, Kind.FLASH, Kind.STREAK})


def cite(
    observations: Sequence[Observation], names: Callable[[Observation], Sequence[str]]
) -> tuple[Citation, ...]:
    """Return one citation for each stretch of *observations*, with the *names* of all in it."""
    return tuple(
        Citation(
            recording=some[0].recording,
            start=some[0].start,
            end=max(one.end for one in some),
            time_base=some[0].time_base,
            observations=tuple(name for one in some for name in names(one)),
        )
        for some in _together(observations)
    )


def stretches(observations: Sequence[Observation]) -> list[Span]:
    """Return the stretches of *observations*, in the order given."""
    return [Span(some[0].start, max(one.end for one in some)) for some in _together(observations)]


def _together(observations: Sequence[Observation]) -> list[list[Observation]]:
    found: list[list[Observation]] = []
    for one in observations:
        if found and _follows(one, found[-1]):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _follows(one: Observation, before: Sequence[Observation]) -> bool:
    kind = before[-1].kind
    if one.kind is not kind or kind in _APART or one.start < before[0].start:
        return False
    pause = one.start - max(other.end for other in before)
    return pause < JOINED if kind in _MOMENTS else pause <= 0
