"""Two weapons' shots among picks: the likeliest pair of periodic trains, by dynamic programming.

Conventions
-----------
As in ``train.py``, of which this is the joint case: every pick belongs to train 0, to train 1 or
to neither (-1). The state is how many picks ago each train last fired, up to :data:`REACH`; beyond
that a train has ended and must start again. A round that the train asks for where another pick
stands may have merged with that pick, so that missing it costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.train import LONGEST, START, Column, Floats

#: How many picks back a train's last shot may lie.
REACH = 9
#: Arrivals closer together than this, in seconds, are picked as one.
MERGED = 0.04
#: Chance that an arrival so close to another has no pick of its own.
_MASKED = 0.5

Labels = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Pair:
    """The assignment of each pick (0, 1, or -1 for neither) and its log density."""

    first: Column
    second: Column
    labels: Labels
    score: float


def best_pair(
    times: Floats, extras: Floats, sounds: Floats, pairs: list[tuple[Column, Column]], missed: float
) -> Pair:
    """Return the likeliest assignment over all *pairs* of columns.

    *sounds*, shape (2, n), is how much likelier each pick's sound is from train 0 and from train 1
    than from just any (log ratio); zeros where sound is to say nothing.
    """
    carried = [
        _carried(times, [pair[side] for pair in pairs], missed) + sounds[side][:, None, None]
        for side in (0, 1)
    ]
    scores, states = _search(extras, sounds, carried)
    best = int(np.argmax(scores))
    path = [state[best : best + 1] for state in states]
    chosen = [densities[:, :, best : best + 1] for densities in carried]
    return Pair(*pairs[best], _trace(path, chosen, sounds), float(scores[best]))


def _carried(times: Floats, columns: list[Column], missed: float) -> Floats:
    """Return the log density of carrying on, shape (n, REACH, columns)."""
    count = len(times)
    back = np.arange(count)[:, None] - 1 - np.arange(REACH)
    gaps = (times[:, None] - times[np.maximum(back, 0)])[..., None]
    period, cycle, onset = (
        np.array([getattr(column, name) for column in columns])
        for name in ("period", "cycle", "onset")
    )
    steps = np.clip(np.rint(gaps / period), 1, LONGEST)
    variance = (cycle * period) ** 2 * steps + 2 * onset**2
    density = -((gaps - steps * period) ** 2) / (2 * variance) - 0.5 * np.log(2 * np.pi * variance)
    density += log(1 - missed)
    start = times[np.maximum(back, 0)][..., None]
    for beat in range(1, LONGEST):
        asked = start + gaps * beat / steps
        after = np.clip(np.searchsorted(times, asked), 1, count - 1)
        nearest = np.minimum(np.abs(asked - times[after - 1]), np.abs(times[after] - asked))
        cost = np.where(nearest < MERGED, log(_MASKED), log(missed))
        density += np.where(beat < steps, cost, 0.0)
    density[back < 0] = -np.inf
    answer: Floats = density
    return answer


def _search(extras: Floats, sounds: Floats, carried: list[Floats]) -> tuple[Floats, list[Floats]]:
    """Return the best score of each column, and the states before each pick and after the last.

    A state has shape (columns, age of train 0, age of train 1); age 0 stands for "not firing".
    """
    size, columns = REACH + 1, carried[0].shape[2]
    state = np.full((columns, size, size), -np.inf)
    state[:, 0, 0] = 0.0
    states = [state]
    for pick in range(len(extras)):
        after = _older(_older(state).swapaxes(1, 2)).swapaxes(1, 2) + extras[pick]
        first = (state + _ways(carried[0], sounds[0], pick)[:, :, None]).max(axis=1)
        second = (state + _ways(carried[1], sounds[1], pick)[:, None, :]).max(axis=2)
        after[:, 1, :] = _older(first)
        after[:, :, 1] = _older(second)
        state = after
        states.append(state)
    return state.max(axis=(1, 2)), states


def _ways(carried: Floats, sound: Floats, pick: int) -> Floats:
    """Return the log density of a train's firing at *pick* by its age: (columns, REACH + 1)."""
    start = np.full((1, carried.shape[2]), START + sound[pick])
    ways: Floats = np.concatenate([start, np.maximum(carried[pick], start)]).T
    return ways


def _older(state: Floats) -> Floats:
    """Return *state* one pick later along axis 1: ages grow, the oldest train has ended."""
    after = np.empty_like(state)
    after[:, 0] = np.maximum(state[:, 0], state[:, -1])
    after[:, 1] = -np.inf
    after[:, 2:] = state[:, 1:-1]
    return after


def _trace(states: list[Floats], carried: list[Floats], sounds: Floats) -> Labels:
    """Follow the best path of a single column back; return the label of each pick."""
    count = len(states) - 1
    labels = np.full(count, -1, dtype=np.int8)
    ages = divmod(int(np.argmax(states[-1][0])), REACH + 1)
    for pick in range(count - 1, -1, -1):
        before = states[pick][0]
        rows, cols = _younger(ages[0]), _younger(ages[1])
        if ages[0] == 1:
            labels[pick], rows = 0, range(REACH + 1)
            before = before + _ways(carried[0], sounds[0], pick)[0][:, None]
        elif ages[1] == 1:
            labels[pick], cols = 1, range(REACH + 1)
            before = before + _ways(carried[1], sounds[1], pick)[0][None, :]
        ages = _likeliest(before, rows, cols)
    return labels


def _likeliest(state: Floats, rows: Sequence[int], cols: Sequence[int]) -> tuple[int, int]:
    """Return the likeliest of the ages of both trains that are allowed."""
    at = int(np.argmax(state[np.ix_(rows, cols)]))
    return rows[at // len(cols)], cols[at % len(cols)]


def _younger(age: int) -> Sequence[int]:
    """Return the ages that a train may have had one pick earlier."""
    return (0, REACH) if age == 0 else (age - 1,)
