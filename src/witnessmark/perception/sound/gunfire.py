"""Shots to groups: single shots, bursts and automatic fire, with their rate.

Conventions
-----------
Neighbouring shots no further apart than :data:`AUTOMATIC_INTERVAL` are one run of the trigger; a
run of three or more is a burst, of six or more automatic fire. What is left is single shots,
grouped while no pause between them is longer than :data:`PAUSE`. Every shot is in one group.

A group's confidence is the chance that what its mode says is there: for single shots that of its
surest shot, for a run that of its third surest, a lower bound whatever the dependence between
them. Its count is of shots found; two that fall within the detector's resolution count as one, so
the count is a lower bound wherever fire is fast, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import Literal

#: 300 rounds a minute: slower than any automatic weapon's cyclic rate, faster than aimed fire.
AUTOMATIC_INTERVAL = 0.2
#: Longest pause, in seconds, within one group of single shots.
PAUSE = 4.0
#: Runs of so many shots are a burst, and of so many are automatic fire.
BURST, AUTOMATIC = 3, 6

Mode = Literal["single", "burst", "automatic"]


@dataclass(frozen=True, slots=True)
class Rate:
    """Rounds a minute: from the median interval, with a distribution-free interval about it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """Indices of the shots that belong together, in order, and what they are together."""

    shots: tuple[int, ...]
    mode: Mode
    rate: Rate | None
    confidence: float
    at_least: bool


def group_shots(times: Sequence[float], confidences: Sequence[float]) -> tuple[Group, ...]:
    """Group shots at ascending *times* (seconds); each is in exactly one group, in time order."""
    runs = _split(range(len(times)), times, AUTOMATIC_INTERVAL)
    groups: list[tuple[int, ...]] = []
    singles: list[int] = []
    for run in runs:
        if len(run) >= BURST:
            groups.append(run)
        else:
            singles.extend(run)
    fast = sorted(groups)
    for loose in _split(singles, times, PAUSE):
        # A run between two single shots parts them: what came before it is another group.
        part: list[int] = []
        for shot in loose:
            if part and any(part[-1] < run[0] < shot for run in fast):
                groups.append(tuple(part))
                part = []
            part.append(shot)
        groups.append(tuple(part))
    return tuple(_group(shots, times, confidences) for shots in sorted(groups))


def _split(shots: Sequence[int], times: Sequence[float], longest: float) -> list[tuple[int, ...]]:
    """Cut *shots* wherever the pause to the next is longer than *longest* seconds."""
    parts: list[list[int]] = []
    for shot in shots:
        if parts and times[shot] - times[parts[-1][-1]] <= longest:
            parts[-1].append(shot)
        else:
            parts.append([shot])
    return [tuple(part) for part in parts]


def _group(shots: tuple[int, ...], times: Sequence[float], confidences: Sequence[float]) -> Group:
    run = (
        len(shots) >= BURST
        and max(times[b] - times[a] for a, b in pairwise(shots)) <= AUTOMATIC_INTERVAL
    )
    surest = sorted((confidences[shot] for shot in shots), reverse=True)
    if not run:
        return Group(shots, "single", None, surest[0], at_least=False)
    mode: Mode = "automatic" if len(shots) >= AUTOMATIC else "burst"
    return Group(shots, mode, rate_of_fire([times[s] for s in shots]), surest[2], at_least=True)


def rate_of_fire(times: Sequence[float]) -> Rate | None:
    """Return the rate of a run of shots at ascending *times*, or None for fewer than three.

    The interval holds the median interval with at least 95 % confidence, by order statistics
    (Conover, Practical Nonparametric Statistics, 3rd ed., 3.2); with fewer than six intervals
    no such pair exists and the extremes are given.
    """
    if len(times) < BURST:
        return None
    gaps = sorted(b - a for a, b in pairwise(times))
    count = len(gaps)
    middle = (gaps[(count - 1) // 2] + gaps[count // 2]) / 2
    below, tail = 0, 0.0
    while (tail := tail + comb(count, below) / 2**count) <= 0.025 and below < (count - 1) // 2:
        below += 1
    rank = max(below - 1, 0)
    return Rate(60 / middle, 60 / gaps[count - 1 - rank], 60 / gaps[rank])
