"""How a front stands to the others around it: what tells the next shot from the last one's echo.

Conventions
-----------
Bands are the picker's: shape (bands, milliseconds), 20 dB a unit. Fronts are milliseconds, whole
numbers, ascending, 5 or more apart. Everything is a difference, a ratio or a correlation, so that
gain changes nothing but where the noise lies.

Two shots of one weapon from one place set off the same echoes, so that the sound after the one
resembles the sound after the other for a tenth of a second and more; what follows an echo
resembles neither (at firing position FP2 of the live-fire set half of the pairs of shots correlated
by 0.69 or more over 100 ms, and three quarters of the echoes by 0.41 or less). The cues ``alike``
rest on that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.echo_pairs import LONGEST_ECHO, echo_cues
from witnessmark.perception.sound.likeness import likeness

Matrix = NDArray[np.float64]

CUES = (
    "logit",
    "crack_logit",
    "explosion_logit",
    "rise_db",
    "level_db",
    "below_loudest_db",
    "below_likeliest",
    "alike_short",
    "alike_long",
    "alike_louder",
    "alike_first",
    "level_to_alike_db",
    "since_louder_ms",
    "louder_before_db",
    "first",
    "fronts_near",
    "likely_near",
    "steady_gap",
    "decay_db",
    "low_db",
    "middle_db",
    "high_db",
    "top_db",
    "later_low_db",
    "later_high_db",
    "length_ms",
    "next_ms",
    "next_level_db",
    "next_blast_logit",
    "echo_pairs",
    "echo_contrast",
    "echoed_contrast",
)
#: Milliseconds before and after within which fronts are held against one another.
REACH = 3000
#: Fronts less likely than the likeliest around by more than this (logits) are no model for others.
COMPARABLE = 2.0
#: Units of the bands above the noise from which on they are compared: 3 dB.
OVER_NOISE = 0.15
#: Pairs that repeat a delay, and the contrast between roles, from which on an echo is believed.
LEAST_PAIRS, LEAST_CONTRAST = 2, 0.12
#: Noise is measured on this grid of milliseconds.
GRID = 1024
#: Fronts that are held against those around them in one go.
_TOGETHER = 128


def relate(
    bands: NDArray[np.float32], logits: NDArray[np.float32], fronts: NDArray[np.int64]
) -> Matrix:
    """Return the cues of each of *fronts*, shape (n, len(CUES))."""
    if not fronts.size:
        return np.zeros((0, len(CUES)))
    total = _total(bands)
    sums = _sums(total)
    own = most_near(logits[0], fronts, 6)
    level = _mean(sums, fronts, 0, 20)
    noise = _noise(np.concatenate([total[None], bands]))
    noise = noise[:, np.minimum(fronts // GRID, noise.shape[1] - 1)].T
    floor = (noise[:, 1:] + OVER_NOISE).astype(np.float32)
    short, long = likeness(bands, fronts, floor, REACH + round(LONGEST_ECHO))
    groups = _sums(20.0 * bands.reshape(4, -1, bands.shape[1]).mean(axis=1))
    cues = np.zeros((fronts.size, len(CUES)))
    cues[:, 0] = own
    cues[:, 1] = most_near(logits[1], fronts, 6)
    cues[:, 2] = most_near(logits[2], fronts, 12)
    cues[:, 3] = level - _mean(sums, fronts, -25, -3)
    cues[:, 4] = level - noise[:, 0]
    cues[:, 18] = level - _mean(sums, fronts, 40, 80)
    cues[:, 19:23] = _colour(groups, fronts, 0, 12)
    cues[:, 23:25] = _colour(groups, fronts, 25, 60)[:, [0, 2]]
    cues[:, 25] = _length(sums, fronts, level)
    cues[:, 26:29] = _next(fronts, level, own)
    around = _Around(fronts, own, level, short, long)
    for start in range(0, fronts.size, _TOGETHER):
        rows = slice(start, min(start + _TOGETHER, fronts.size))
        cues[rows, 5:18], cues[rows, 29:] = around.cues(rows)
    return cues


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    """All fronts, how likely and loud they are, and how alike any two."""

    fronts: NDArray[np.int64]
    logit: Matrix
    level: Matrix
    short: NDArray[np.float32]
    long: NDArray[np.float32]

    def cues(self, rows: slice) -> tuple[Matrix, Matrix]:
        """Return cues 5 to 17, and from 29 on, of the fronts in *rows* among those around each."""
        first = int(np.searchsorted(self.fronts, self.fronts[rows][0] - REACH))
        last = int(np.searchsorted(self.fronts, self.fronts[rows][-1] + REACH, side="right"))
        near = slice(first, last)
        seen = _Around(
            self.fronts[near],
            self.logit[near],
            self.level[near],
            self.short[rows, near],
            self.long[rows, near],
        )
        own = np.arange(rows.start, rows.stop) - first
        apart = np.abs(seen.fronts - seen.fronts[own][:, None])
        reached = apart <= REACH
        best = _highest(seen.logit, reached)
        likely = reached & (seen.logit >= best[:, None] - COMPARABLE)
        echoes = echo_cues(seen.fronts, int(own[0]), likely, self.long[near, near])
        return seen._among(own, reached, likely, best, apart <= 500), echoes

    def _among(
        self,
        own: NDArray[np.intp],
        reached: NDArray[np.bool_],
        likely: NDArray[np.bool_],
        best: Matrix,
        close: NDArray[np.bool_],
    ) -> Matrix:
        """Return cues 5 to 17 of the fronts *own*; masks and likeness are (rows, fronts)."""
        fronts, level = self.fronts, self.level
        rows, mine = np.arange(own.size), level[own]
        others = likely.copy()
        others[rows, own] = False
        before, after = likely & (fronts < fronts[own][:, None]), others.copy()
        after &= fronts > fronts[own][:, None]
        first = likely.argmax(axis=1)
        alike = np.where(others, self.long, np.float32(-1))
        kin = alike.argmax(axis=1)
        ahead = before & (level >= mine[:, None] + 1.0)
        louder, is_behind = _last(ahead), ahead.any(axis=1)
        gaps = fronts[own] - fronts[_last(before)], fronts[after.argmax(axis=1)] - fronts[own]
        between = before.any(axis=1) & after.any(axis=1)
        gap_short, gap_long = np.minimum(*gaps), np.maximum(*gaps)
        return np.stack(
            [
                mine - _highest(level, reached),
                self.logit[own] - best,
                np.where(others, self.short, -1).max(axis=1),
                alike[rows, kin],
                np.where(level >= mine[:, None] - 3.0, alike, -1).max(axis=1),
                np.where(first == own, 1.0, self.long[rows, first]),
                np.where(others.any(axis=1), mine - level[kin], 0.0),
                np.where(is_behind, fronts[own] - fronts[louder], REACH),
                np.where(is_behind, level[louder] - mine, 0.0),
                first == own,
                close.sum(axis=1),
                (others & close).sum(axis=1),
                # How well the gaps before and after agree: 1 where they do to the millisecond.
                np.where(between, gap_short / np.maximum(gap_long, 1), 0.0),
            ],
            axis=1,
        )


def _highest(values: Matrix, where: NDArray[np.bool_]) -> Matrix:
    return np.asarray(np.where(where, values, -np.inf).max(axis=1))


def _last(marks: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the last place of each row that is marked; any where none is."""
    return np.asarray(marks.shape[1] - 1 - marks[:, ::-1].argmax(axis=1))


def explained_as_echoes(cues: Matrix) -> NDArray[np.bool_]:
    """Return which rows of *cues* are fronts that a wall explains better than a shot would.

    Two or more other pairs have the same delay, and the likeness within the roles exceeds that
    across by :data:`LEAST_CONTRAST`, and by more than in the role of the one that is echoed.
    """
    pairs, contrast, echoed = (
        cues[:, CUES.index(name)] for name in ("echo_pairs", "echo_contrast", "echoed_contrast")
    )
    return np.asarray(
        (pairs >= LEAST_PAIRS) & (contrast >= LEAST_CONTRAST) & (echoed < contrast - 0.1)
    )


def _total(bands: NDArray[np.float32]) -> Matrix:
    """Return the level of all bands together, in dB, shape (milliseconds,)."""
    power = np.exp(bands * np.float32(2 * np.log(10)))
    return np.asarray(10 * np.log10(power.sum(axis=0).astype(np.float64)))


def _colour(groups: Matrix, fronts: NDArray[np.int64], start: int, stop: int) -> Matrix:
    """Return how far four groups of bands, low to top, stand from their mean, in dB."""
    levels = _mean(groups, fronts, start, stop).T
    return np.asarray(levels - levels.mean(axis=1, keepdims=True))


def _length(sums: Matrix, fronts: NDArray[np.int64], level: Matrix) -> Matrix:
    """Return for how many of the next 300 ms, in steps of ten, the level stays within 10 dB."""
    at = fronts[:, None] + np.arange(0, 300, 10)
    below = _mean(sums, at, 0, 10) < level[:, None] - 10.0
    first = np.where(below.any(axis=1), below.argmax(axis=1), at.shape[1])
    return np.asarray(10.0 * first)


def _next(fronts: NDArray[np.int64], level: Matrix, own: Matrix) -> Matrix:
    """Return how far off, how much louder and how likely a blast the next front is."""
    after = np.stack([np.roll(part, -1) for part in (fronts.astype(float), level, own)], axis=1)
    after[:, 0] -= fronts
    after[:, 1] -= level
    after[-1] = (REACH, 0.0, -10.0)
    after[:, 0] = np.minimum(after[:, 0], REACH)
    return after


def _sums(rows: NDArray[np.floating]) -> Matrix:
    """Return the sums of *rows* (..., milliseconds) up to each millisecond, one more of them."""
    sums = np.zeros((*rows.shape[:-1], rows.shape[-1] + 1))
    np.cumsum(rows, axis=-1, dtype=np.float64, out=sums[..., 1:])
    return sums


def _mean(sums: Matrix, at: NDArray[np.int64], start: int, stop: int) -> Matrix:
    """Return the mean from *start* to *stop* milliseconds after each of *at*, by :func:`_sums`."""
    size = sums.shape[-1] - 1
    first = np.clip(at + start, 0, size - 1)
    last = np.maximum(np.clip(at + stop, 1, size), first + 1)
    return np.asarray((sums[..., last] - sums[..., first]) / (last - first))


def most_near(row: NDArray[np.float32], at: NDArray[np.int64], reach: int) -> Matrix:
    """Return the most of *row* within *reach* steps of each of *at*; no step lies outside it."""
    steps = np.clip(at[:, None] + np.arange(-reach, reach + 1), 0, row.size - 1)
    return np.asarray(row[steps].max(axis=1), float)


def _noise(rows: NDArray[np.floating]) -> Matrix:
    """Return what a third of the milliseconds around each step of the grid stay below.

    *rows* is (rows, milliseconds); the steps are the last axis.
    """
    size = rows.shape[-1]
    starts = range(0, max(size, 1), GRID)
    around = (rows[:, max(0, at - REACH) : at + GRID + REACH : 32] for at in starts)
    return np.stack([_third(part) for part in around], axis=-1)


def _third(rows: NDArray[np.floating]) -> Matrix:
    """Return the 33rd percentile of each row, between two values in proportion."""
    place = 0.33 * (rows.shape[1] - 1)
    low, high = int(place), min(int(place) + 1, rows.shape[1] - 1)
    ordered = np.partition(rows, (low, high), axis=1)
    return np.asarray(ordered[:, low] + (place - low) * (ordered[:, high] - ordered[:, low]))
