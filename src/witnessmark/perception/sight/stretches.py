"""Samples of a condition to the stretches over which it held.

Conventions
-----------
A sample says with what log odds a condition held at an instant. A shot is judged on its own. The
path through the two states, there and not there, is the likeliest one (Viterbi 1967, IEEE Trans.
Inf. Theory 13, 260), where every change of state costs :data:`CHANGE`. A stretch reaches to the
shot's edge, or half way to the first sample of the other state.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from witnessmark.clock import Instant, Span

#: Log odds that a change of state within a shot costs: weather and light seldom change in one.
CHANGE = 2.5

#: No single sample speaks louder than this, in log odds.
LOUDEST = 4.0


@dataclass(frozen=True, slots=True)
class Sample:
    """With what log odds a condition held at an instant."""

    at: Instant
    log_odds: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch over which a condition held, and which samples lie in it: from first to past."""

    span: Span
    first: int
    past: int
    log_odds: float

    @property
    def confidence(self) -> float:
        """The chance that belongs to the median of the samples' log odds."""
        return probability(self.log_odds)


def probability(log_odds: float) -> float:
    """Return the chance that belongs to *log_odds*."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


def stretches(
    samples: Sequence[Sample],
    shots: Sequence[Span],
    threshold: float = 0.0,
    quietest: float = -LOUDEST,
) -> list[Stretch]:
    """Return the stretches of each shot over which the condition held, in order.

    Samples whose log odds exceed *threshold* speak for it, and none speaks against it by more than
    *quietest*. *samples* are in order of time.
    """
    found = []
    times = [one.at for one in samples]
    for shot in shots:
        inside = range(bisect_left(times, shot.start), bisect_left(times, shot.end))
        odds = [max(_capped(samples[n].log_odds), quietest) for n in inside]
        for first, past in _runs(_likeliest([one - threshold for one in odds])):
            one, last = inside[first], inside[past - 1]
            start = _between(samples[one - 1], samples[one]) if first else shot.start
            end = shot.end
            if past < len(inside):
                end = _between(samples[last], samples[last + 1])
            found.append(
                Stretch(Span(start, end), one, last + 1, float(np.median(odds[first:past])))
            )
    return found


def besides(
    samples: Sequence[Sample], held: Sequence[Stretch], perhaps: Sequence[Stretch]
) -> list[Stretch]:
    """Return what of *perhaps* lies in none of *held*, both in order, of the same *samples*.

    A rest without a sample is none. Its odds are the median of its samples'.
    """
    rests = []
    for one in perhaps:
        start, first = one.span.start, one.first
        for other in (*(h for h in held if h.span.overlaps(one.span)), None):
            end = one.span.end if other is None else other.span.start
            past = one.past if other is None else other.first
            if start < end and first < past:
                odds = [_capped(sample.log_odds) for sample in samples[first:past]]
                rests.append(Stretch(Span(start, end), first, past, float(np.median(odds))))
            if other is not None:
                start, first = other.span.end, other.past
    return rests


def in_one(span: Span, shots: Sequence[Span]) -> bool:
    """Say whether *span* lies within one of *shots*, which are in order and do not overlap."""
    place = bisect_right(shots, span.start, key=lambda shot: shot.start) - 1
    return place >= 0 and span.end <= shots[place].end


def _between(before: Sample, after: Sample) -> Instant:
    base = after.at.time_base
    middle = base.nearest((before.at.seconds + after.at.seconds) / 2)
    return min(max(middle, before.at), after.at)


def _capped(odds: float) -> float:
    return max(-LOUDEST, min(LOUDEST, odds))


def _likeliest(odds: Sequence[float]) -> list[bool]:
    """Return the likeliest path of states, given each sample's log odds of being there."""
    absent, present = 0.0, 0.0
    stays: list[tuple[bool, bool]] = []
    for one in odds:
        stays.append((absent >= present - CHANGE, present >= absent - CHANGE))
        absent, present = (
            max(absent, present - CHANGE) - one / 2,
            max(present, absent - CHANGE) + one / 2,
        )
    states: list[bool] = []
    state = present > absent
    for absent_stays, present_stays in reversed(stays):
        states.append(state)
        stay = present_stays if state else absent_stays
        state = state if stay else not state
    return states[::-1]


def _runs(states: Sequence[bool]) -> list[tuple[int, int]]:
    """Return [first, past the last) of each run of True."""
    edges = np.flatnonzero(np.diff(np.r_[0, np.asarray(states, np.int8), 0]))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
