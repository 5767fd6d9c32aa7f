"""One automatic weapon or two at once: told apart by cadence and sound, or said to be unclear.

Conventions
-----------
One train through a run of picks, or fire without a cadence if that is likelier, is compared with
two trains by log density, with a penalty for what two have to fit (Schwarz, Annals of Statistics 6,
1978). Two are stated only where the gain is well beyond what one weapon gives by chance, which was
simulated, and where each has a train of its own. Sound without a cadence is no second weapon.
An echo that follows each shot by a constant lag also makes a second train, of the same period and
in step: such a pair is unclear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.cadence import Cadence
from witnessmark.perception.sound.shot import Shot
from witnessmark.perception.sound.sounds_apart import features, log_ratios, two_means
from witnessmark.perception.sound.train import (
    NOISES,
    PERIODS,
    Column,
    best_chain,
    extra_costs,
    train_scores,
)
from witnessmark.perception.sound.two_trains import Labels, Pair, best_pair

Floats = NDArray[np.floating[Any]]

#: Fewer picks than this are never searched for two weapons, nor more (it would take too long).
FEWEST, MOST = 9, 300
#: Each weapon's train must hold so many shots.
LEAST_SHOTS = 4
#: Gain in log density beyond which there are two, and beyond which there may be.
TWO, MAYBE = 12.0, 4.0
#: Share of the picks that one train must explain for the run to be plainly one weapon.
PLAIN = 0.75
#: Where one train explains this much, a second is looked for only if there are two sounds.
REGULAR = 0.88
#: Share of each train's shots that must carry it on.
LEAST_CARRIED = 0.6
#: Trains whose periods differ by less than this share and whose lag wanders by less, in seconds,
#: may be a shot and its echo.
SAME_PERIOD, IN_STEP = 0.02, 0.008

Overlap = Literal[False, True, "unclear"]


@dataclass(frozen=True, slots=True)
class Apart:
    """Whether two weapons overlap; the label of each pick (0, 1; -1: neither) where they do.

    ``gain`` is the log density of two over one after the penalty; 0 where two were not tried.
    """

    overlap: Overlap
    labels: Labels
    gain: float


def weapons_apart(shots: Sequence[Shot], one: Cadence, missed: float) -> Apart:
    """Tell whether the run of *shots*, whose best single train is *one*, is of two weapons."""
    count = len(shots)
    alone = np.zeros(count, dtype=np.int8)
    if count < FEWEST:
        return Apart(overlap=False, labels=alone, gain=0.0)
    explained = int(np.sum(one.chain.steps > 0)) / (count - 1)
    if count > MOST:
        return Apart(False if explained >= PLAIN else "unclear", alone, 0.0)
    times = np.array([shot.seconds for shot in shots])
    extras = extra_costs(np.array([shot.confidence for shot in shots]))
    sounds = features(shots)
    missed = min(max(missed, 0.005), 0.5)
    full = one.rate is not None and one.filled <= 1 + 2 * missed * count
    if explained >= REGULAR and full and not _may_be_two(sounds):
        return Apart(overlap=False, labels=alone, gain=0.0)
    found = [
        _refine(times, extras, sounds, start, missed)
        for start in _starts(times, extras, sounds, missed)
    ]
    pair = max(found, key=lambda one_pair: one_pair.score)
    sizes = [int(np.sum(pair.labels == side)) for side in (0, 1)]
    gain = pair.score - max(one.chain.score, one.irregular) - _penalty(count, sounds.shape[1])
    regular = all(_carries_on(times, extras, pair, side, missed) for side in (0, 1))
    if gain > TWO and min(sizes) >= LEAST_SHOTS and regular and not _in_step(times, pair):
        return Apart(overlap=True, labels=pair.labels, gain=gain)
    doubtful = gain > MAYBE and min(sizes) >= LEAST_SHOTS
    return Apart("unclear" if doubtful or explained < PLAIN else False, alone, gain)


def _may_be_two(sounds: Floats) -> bool:
    """Say whether two sounds explain the shots better than one, before any thought of time."""
    if sounds.shape[1] == 0:
        return False
    ratios = log_ratios(sounds, two_means(sounds).astype(np.int8))
    mixed = np.logaddexp(ratios[0], ratios[1]) - log(2)
    gain, size = float(mixed.sum()), int(sounds.shape[1])
    return gain > 0.5 * size * log(len(sounds))


def _carries_on(times: Floats, extras: Floats, pair: Pair, side: int, missed: float) -> bool:
    """Say whether one train's shots are mostly such as carry it on."""
    own = pair.labels == side
    column = pair.first if side == 0 else pair.second
    chain = best_chain(times[own], extras[own], column, max(missed, 0.3))
    carried, size = int(np.sum(chain.steps > 0)), int(np.sum(own))
    return carried >= LEAST_CARRIED * (size - 1)


def _penalty(count: int, sizes: int) -> float:
    """Return what fitting a second period and a second mean of each feature costs."""
    return 0.5 * (1 + sizes) * log(count) + log(len(PERIODS))


def _starts(
    times: Floats, extras: Floats, sounds: Floats, missed: float
) -> list[tuple[list[tuple[Column, Column]], Floats]]:
    """Return pairs of columns to begin with, with what sound says of each pick at the beginning."""
    many = extras + 2.5  # anything that is not of this train is of the other: extra picks are cheap
    firsts = _peaks(train_scores(times, many, 0.2), 4)
    pairs: list[tuple[Column, Column]] = []
    for first in firsts:
        pairs.append((first, first))
        rest = np.ones(len(times), dtype=bool)
        rest[best_chain(times, many, first, 0.2).picks] = False
        if rest.sum() >= LEAST_SHOTS:
            seconds = _peaks(train_scores(times[rest], many[rest], 0.2), 2)
            pairs.extend((first, second) for second in seconds)
    silent: Floats = np.zeros((2, len(times)))
    starts: list[tuple[list[tuple[Column, Column]], Floats]] = [(pairs, silent)]
    if sounds.shape[1]:
        labels = two_means(sounds).astype(np.int8)
        if min(labels.sum(), len(labels) - labels.sum()) >= LEAST_SHOTS:
            tops = [
                _peaks(train_scores(times[labels == side], extras[labels == side], missed), 2)
                for side in (0, 1)
            ]
            split = [(first, second) for first in tops[0] for second in tops[1]]
            starts.append((split, log_ratios(sounds, labels)))
    return starts


def _peaks(scores: Floats, most: int) -> list[Column]:
    """Return the best columns, no two within four steps of the grid of periods."""
    best = scores.max(axis=1)
    found: list[Column] = []
    while len(found) < most and np.isfinite(best).any():
        at = int(np.argmax(best))
        found.append(Column(float(PERIODS[at]), *NOISES[int(np.argmax(scores[at]))]))
        best[max(at - 4, 0) : at + 5] = -np.inf
    return found


def _refine(
    times: Floats,
    extras: Floats,
    sounds: Floats,
    start: tuple[list[tuple[Column, Column]], Floats],
    missed: float,
) -> Pair:
    """Alternate between assigning picks and fitting each train to its own; keep the best."""
    pairs, ratios = start
    pair = best_pair(times, extras, ratios, pairs, missed)
    for _ in range(3):
        ratios = log_ratios(sounds, pair.labels)
        columns = [_refit(times, extras, pair, side, missed) for side in (0, 1)]
        again = best_pair(
            times, extras, ratios, [(a, b) for a in columns[0] for b in columns[1]], missed
        )
        if np.array_equal(again.labels, pair.labels):
            return again
        pair = again
    return pair


def _refit(times: Floats, extras: Floats, pair: Pair, side: int, missed: float) -> list[Column]:
    """Return the train's column as it was and as its own picks have it."""
    own = pair.labels == side
    before = pair.first if side == 0 else pair.second
    if own.sum() < LEAST_SHOTS:
        return [before]
    return [before, *_peaks(train_scores(times[own], extras[own], missed), 1)]


def _in_step(times: Floats, pair: Pair) -> bool:
    """Say whether the second train follows the first at a constant lag, as an echo would."""
    if abs(log(pair.first.period / pair.second.period)) > SAME_PERIOD:
        return False
    first, second = (times[pair.labels == side] for side in (0, 1))
    before = np.searchsorted(first, second) - 1
    period = pair.first.period
    turn = np.exp(2j * np.pi * (second - first[np.maximum(before, 0)]) / period)
    # Spread of a wrapped angle (Mardia and Jupp, Directional Statistics, 2000, 2.3.4).
    length = float(np.clip(np.abs(turn.mean()), 1e-9, 1.0))
    return float(np.sqrt(-2 * np.log(length)) * period / (2 * np.pi)) < IN_STEP
