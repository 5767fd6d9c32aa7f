"""Shots to groups: single shots, bursts and automatic fire; one weapon, or two at once.

Conventions
-----------
Neighbouring shots no further apart than :data:`AUTOMATIC_INTERVAL` are one run of the trigger, and
so are those with a longer gap between them through which the cadence carries on, where rounds were
missed. A run of three or more is a burst, of six or more automatic fire. Of a run of two the mode
is unclear: it may be a short burst, two weapons, or one shot and its echo. What is left is single
shots, grouped while no pause between them is longer than :data:`PAUSE`. Every shot is in one group.

A group's confidence says how likely it is that what its mode says is there: for single shots and
for two of unclear mode the chance of the surest shot, for a burst or more that of the third
surest. That is the chance of three shots where a shot is never false while a less sure one is
true. It is no bound: were they independent, all of just three would be less likely, and three of
many more likely. Automatic fire at a stated rate is surer, and so is each of its shots, by
:data:`EVEN`: few things that bang do so evenly. Groups begin one after another; only those of two
weapons that fire at once reach into each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.cadence import MISSED, Cadence, Rate, find_cadence
from witnessmark.perception.sound.shot import Shot, parted
from witnessmark.perception.sound.tally import (
    Count,
    count_beside,
    count_run,
    count_singles,
    count_with_another,
)
from witnessmark.perception.sound.weapons_apart import Overlap, weapons_apart

__all__ = [
    "AUTOMATIC_INTERVAL",
    "PAUSE",
    "Count",
    "Group",
    "Mode",
    "Rate",
    "Shot",
    "chances_in",
    "group_shots",
]

#: 300 rounds a minute: slower than any automatic weapon's cyclic rate, faster than aimed fire.
AUTOMATIC_INTERVAL = 0.2
#: Longest pause, in seconds, within one group of single shots.
PAUSE = 4.0
#: Runs of so many shots are a burst, and of so many are automatic fire.
BURST, AUTOMATIC = 3, 6
#: What a stated rate of automatic fire multiplies its odds by. Of such groups stated at 0.6 to 0.9
#: by their shots alone, 95 of 99 were gunfire in rendered and re-spaced bursts of the turns; nine
#: more came up in 2.8 hours of made sounds without any, of jackhammers and backfires.
EVEN = 2.5
#: Longest gap, in seconds, in which rounds may have been missed: three of 300 a minute.
_BRIDGED = 0.8
#: A cadence bridges gaps only if so many of its intervals, and such a share of them, have no round
#: missed: aimed fire is every second or third beat of some cadence too.
_WHOLE, _WHOLE_SHARE = 4, 0.5
#: Chance of a missed round up to which gaps are bridged; and the most shots looked at together.
_OFTEN_MISSED, _TOGETHER = 0.3, 60

Mode = Literal["single", "burst", "automatic", "unclear"]
Run = tuple[int, ...]
Floats = NDArray[np.float64]


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
    def is_even(self) -> bool:
        """Whether it is automatic fire at a rate that can be stated."""
        return self.mode == "automatic" and self.rate is not None

    @property
    def at_least(self) -> bool:
        """More shots than were found are likely."""
        return self.count.at_least


def group_shots(shots: Sequence[Shot], missed: float = MISSED) -> tuple[Group, ...]:
    """Group *shots*, ascending in time; each is in exactly one group, in order of first shots.

    *missed* is the chance that a shot in fast fire is missed, as measured on what was kept from
    training.
    """
    runs = _runs(shots, missed)
    fast = [run for run in runs if len(run) >= BURST]
    pairs = [run for run in runs if 1 < len(run) < BURST]
    loose = [run[0] for run in runs if len(run) == 1]
    between = _between(loose, sorted([*fast, *pairs]), shots)
    groups = [_loose(part, "single", shots, missed) for part in between]
    groups += [_loose(pair, "unclear", shots, missed) for pair in pairs]
    for run in fast:
        groups.extend(_weapons(run, shots, missed))
    return tuple(sorted(groups, key=lambda group: group.shots))


def _between(loose: Sequence[int], fast: Sequence[Run], shots: Sequence[Shot]) -> list[Run]:
    """Group single shots by pauses; a run between two of them parts them as well."""
    starts = np.array([run[0] for run in fast])
    parts: list[Run] = []
    for part in parted(loose, shots, PAUSE):
        behind = np.searchsorted(starts, part)
        cuts = np.flatnonzero(np.diff(behind)) + 1
        parts.extend(tuple(piece.tolist()) for piece in np.split(np.array(part), cuts))
    return parts


def _runs(shots: Sequence[Shot], missed: float) -> list[Run]:
    """Cut all shots into runs of the trigger: at every long gap that no cadence bridges."""
    found: list[Run] = []
    waiting = parted(range(len(shots)), shots, _BRIDGED)[::-1]
    while waiting:
        run = waiting.pop()
        gaps = np.diff([shots[index].seconds for index in run])
        if np.all(gaps <= AUTOMATIC_INTERVAL):
            found.append(run)
            continue
        bridged = _bridged(run, gaps, shots, missed)
        if bridged.any():
            cuts = np.flatnonzero((gaps > AUTOMATIC_INTERVAL) & ~bridged) + 1
            found.extend(tuple(part.tolist()) for part in np.split(np.array(run), cuts))
        else:
            widest = int(np.argmax(gaps)) + 1
            waiting += [run[widest:], run[:widest]]
    return found


def _bridged(run: Run, gaps: Floats, shots: Sequence[Shot], missed: float) -> NDArray[np.bool_]:
    """Return which *gaps* of *run* its cadence carries on through; none where it has none."""
    bridged = np.zeros(len(gaps), dtype=bool)
    if len(run) > _TOGETHER or np.sum(gaps <= AUTOMATIC_INTERVAL) < _WHOLE:
        return bridged
    cadence = _cadence(run, shots, max(missed, _OFTEN_MISSED))
    picks, steps = cadence.chain.picks, cadence.chain.steps
    whole, carried = int(np.sum(steps == 1)), int(np.sum(steps > 0))
    if cadence.rate is not None and whole >= max(_WHOLE, _WHOLE_SHARE * carried):
        for at in np.flatnonzero(steps > 0):
            bridged[picks[at - 1] : picks[at]] = True
    return bridged


def _cadence(run: Run, shots: Sequence[Shot], missed: float) -> Cadence:
    """Return the cadence of *run*; where its own gaps say that more was missed, by that share."""
    times = np.array([shots[index].seconds for index in run])
    chances = np.array([shots[index].confidence for index in run])
    cadence = find_cadence(times, chances, missed)
    share = cadence.filled / (cadence.filled + len(run))
    again = find_cadence(times, chances, share) if share > missed else cadence
    return cadence if again.rate is None else again


def _loose(run: Run, mode: Mode, shots: Sequence[Shot], missed: float) -> Group:
    """Return a group of shots too few, or too far apart, to be counted by a cadence."""
    members = [shots[index] for index in run]
    count = count_singles(members, missed)
    return Group(run, mode, None, count, max(shot.confidence for shot in members))


def _weapons(run: Run, shots: Sequence[Shot], missed: float) -> list[Group]:
    """Return one group for a run of one weapon, two for one of two that were told apart."""
    members = [shots[index] for index in run]
    cadence = _cadence(run, shots, missed)
    apart = weapons_apart(members, cadence, missed)
    if apart.overlap is not True:
        group = replace(_fast(run, shots, cadence, missed), overlapping=apart.overlap)
        if apart.overlap == "unclear":
            group = replace(group, count=count_with_another(group.count))
        return [group]
    labels = _labelled(apart.labels.tolist())
    groups = []
    for weapon in (0, 1):
        own = tuple(index for index, label in zip(run, labels, strict=True) if label == weapon)
        one = _cadence(own, shots, missed)
        group = _fast(own, shots, one, missed)
        count = count_beside([shots[index] for index in own], group.count, one)
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
    sure = sorted((shot.confidence for shot in members), reverse=True)[BURST - 1]
    count = count_run(members, cadence, missed)
    group = Group(run, mode, cadence.rate, count, sure)
    return replace(group, confidence=_surer(sure)) if group.is_even else group


def chances_in(shots: Sequence[Shot], groups: Sequence[Group]) -> list[float]:
    """Return the chance of each of *shots*, with what the even rate of its group says for it."""
    chances = [shot.confidence for shot in shots]
    for group in groups:
        if group.is_even:
            for index in group.shots:
                chances[index] = _surer(chances[index])
    return chances


def _surer(chance: float) -> float:
    """Return *chance* where its odds are :data:`EVEN` times as good.

    Less than even odds are those of a stretch that is doubtful for a reason of its own, and stay.
    """
    if chance < 0.5:
        return chance
    return EVEN * chance / (EVEN * chance + 1 - chance)
