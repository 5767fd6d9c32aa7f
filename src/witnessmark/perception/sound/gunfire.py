"""Shots to groups: single shots, bursts and automatic fire; one weapon, or two at once.

Conventions
-----------
Neighbouring shots no further apart than :data:`AUTOMATIC_INTERVAL` are one run of the trigger, and
so are two runs parted by a gap of two of their own periods, where a round was missed. A run of
three or more is a burst, of six or more automatic fire. What is left is single shots, grouped while
no pause between them is longer than :data:`PAUSE`. Every shot is in one group.

A group's confidence is the chance that what its mode says is there: for single shots that of its
surest shot, for a run that of its third surest, a lower bound whatever the dependence between
them. Groups begin one after another; only those of two weapons that fire at once reach into each
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from witnessmark.perception.sound.cadence import MISSED, Cadence, Rate, find_cadence
from witnessmark.perception.sound.shot import Shot
from witnessmark.perception.sound.tally import Count, count_overlapping, count_run, count_singles
from witnessmark.perception.sound.weapons_apart import Overlap, weapons_apart

__all__ = ["AUTOMATIC_INTERVAL", "PAUSE", "Count", "Group", "Mode", "Rate", "Shot", "group_shots"]

#: 300 rounds a minute: slower than any automatic weapon's cyclic rate, faster than aimed fire.
AUTOMATIC_INTERVAL = 0.2
#: Longest pause, in seconds, within one group of single shots.
PAUSE = 4.0
#: Runs of so many shots are a burst, and of so many are automatic fire.
BURST, AUTOMATIC = 3, 6
#: A gap is two periods where it differs from that by no more than this share of a period.
_SLACK = 0.2
#: Runs of one weapon differ in rate by no more than this share.
_SAME_RATE = 0.08

Mode = Literal["single", "burst", "automatic"]
Run = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Indices of the shots that belong together, in order, and what they are together.

    ``overlapping`` is True for each of two weapons that fire at once and were told apart, numbered
    by ``weapon`` within their run; "unclear" where two are suspected.
    """

    shots: tuple[int, ...]
    mode: Mode
    rate: Rate | None
    count: Count
    confidence: float
    overlapping: Overlap = False
    weapon: int | None = None

    @property
    def at_least(self) -> bool:
        """More shots than were found are likely."""
        return self.count.at_least


def group_shots(shots: Sequence[Shot], missed: float = MISSED) -> tuple[Group, ...]:
    """Group *shots*, ascending in time; each is in exactly one group, in order of first shots.

    *missed* is the chance that a shot in fast fire is missed, as measured on what was kept from
    training.
    """
    runs = _joined(_split(range(len(shots)), shots, AUTOMATIC_INTERVAL), shots, missed)
    fast = [run for run in runs if len(run) >= BURST]
    loose = [shot for run in runs if len(run) < BURST for shot in run]
    groups = [_singles(part, shots, missed) for part in _between(loose, fast, shots)]
    for run in fast:
        groups.extend(_weapons(run, shots, missed))
    return tuple(sorted(groups, key=lambda group: group.shots))


def _split(chosen: Sequence[int], shots: Sequence[Shot], longest: float) -> list[Run]:
    """Cut *chosen* wherever the pause to the next is longer than *longest* seconds."""
    parts: list[list[int]] = []
    for index in chosen:
        if parts and shots[index].seconds - shots[parts[-1][-1]].seconds <= longest:
            parts[-1].append(index)
        else:
            parts.append([index])
    return [tuple(part) for part in parts]


def _between(loose: Sequence[int], fast: Sequence[Run], shots: Sequence[Shot]) -> list[Run]:
    """Group single shots by pauses; a run between two of them parts them as well."""
    starts = np.array([run[0] for run in fast])
    parts: list[Run] = []
    for part in _split(loose, shots, PAUSE):
        behind = np.searchsorted(starts, part)
        cuts = np.flatnonzero(np.diff(behind)) + 1
        parts.extend(tuple(piece.tolist()) for piece in np.split(np.array(part), cuts))
    return parts


def _joined(runs: list[Run], shots: Sequence[Shot], missed: float) -> list[Run]:
    """Join neighbouring runs where the gap between them is one missed round of their cadence."""
    joined: list[Run] = []
    for run in runs:
        if joined and _one_missed(joined[-1], run, shots, missed):
            joined[-1] += run
        else:
            joined.append(run)
    return joined


def _one_missed(before: Run, after: Run, shots: Sequence[Shot], missed: float) -> bool:
    gap = shots[after[0]].seconds - shots[before[-1]].seconds
    if gap > 2 * AUTOMATIC_INTERVAL * (1 + _SLACK) or max(len(before), len(after)) < BURST:
        return False
    rates = [
        cadence.rate.value
        for run in (before, after)
        if len(run) >= BURST and (cadence := _cadence(run[-30:], shots, missed)).rate
    ]
    if not rates or max(rates) > min(rates) * (1 + _SAME_RATE):
        return False
    period = 60 / float(np.mean(rates))
    return abs(gap / period - 2) <= _SLACK


def _cadence(run: Run, shots: Sequence[Shot], missed: float) -> Cadence:
    times = np.array([shots[index].seconds for index in run])
    return find_cadence(times, np.array([shots[index].confidence for index in run]), missed)


def _singles(run: Run, shots: Sequence[Shot], missed: float) -> Group:
    members = [shots[index] for index in run]
    return Group(
        run,
        "single",
        None,
        count_singles(members, missed),
        max(shot.confidence for shot in members),
    )


def _weapons(run: Run, shots: Sequence[Shot], missed: float) -> list[Group]:
    """Return one group for a run of one weapon, two for one of two that were told apart."""
    members = [shots[index] for index in run]
    cadence = _cadence(run, shots, missed)
    apart = weapons_apart(members, cadence, missed)
    if apart.overlap is not True:
        return [replace(_fast(run, shots, cadence, missed), overlapping=apart.overlap)]
    labels = _labelled(apart.labels.tolist())
    groups = []
    for weapon in (0, 1):
        own = tuple(index for index, label in zip(run, labels, strict=True) if label == weapon)
        one = _cadence(own, shots, missed)
        high = len(one.chain.picks) + one.filled + 1
        count = count_overlapping([shots[index] for index in own], high)
        group = _fast(own, shots, one, missed)
        groups.append(replace(group, count=count, overlapping=True, weapon=weapon))
    return groups


def _labelled(labels: list[int]) -> list[int]:
    """Give picks that fit neither weapon to the one that fired last; the first weapon is 0."""
    first = next(label for label in labels if label >= 0)
    last, given = first, []
    for label in labels:
        last = label if label >= 0 else last
        given.append(last if first == 0 else 1 - last)
    return given


def _fast(run: Run, shots: Sequence[Shot], cadence: Cadence, missed: float) -> Group:
    members = [shots[index] for index in run]
    mode: Mode = "automatic" if len(run) >= AUTOMATIC else "burst"
    surest = sorted((shot.confidence for shot in members), reverse=True)
    return Group(run, mode, cadence.rate, count_run(members, cadence, missed), surest[BURST - 1])
