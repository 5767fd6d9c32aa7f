"""How a front stands to the others around it: what tells the next shot from the last one's echo.

Conventions
-----------
Bands are the picker's: shape (bands, milliseconds), 20 dB a unit. Fronts are milliseconds, whole
numbers, ascending. Everything is a difference, a ratio or a correlation, so that gain changes
nothing but where the noise lies.

Two shots of one weapon from one place set off the same echoes, so that the sound after the one
resembles the sound after the other for a tenth of a second and more; what follows an echo
resembles neither (at firing position FP2 of the live-fire set half of the pairs of shots correlated
by 0.69 or more over 100 ms, and three quarters of the echoes by 0.41 or less). The cues ``alike``
rest on that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
#: Milliseconds from an onset that are compared, from 5 ms ahead of it.
SHORT, LONG = 40, 120
LEAD = 5
#: Onsets may be off by so many milliseconds: the best of these shifts counts.
SHIFTS = (-1, 0, 1)
#: Fronts less likely than the likeliest around by more than this (logits) are no model for others.
COMPARABLE = 2.0
#: Units of the bands above the noise from which on they are compared: 3 dB.
OVER_NOISE = 0.15
#: An echo is believed from so many milliseconds after its shot to so many, and two delays are one
#: that differ by no more than the last.
SHORTEST_ECHO, LONGEST_ECHO, SAME_DELAY = 35.0, 700.0, 2.5
#: Pairs that repeat a delay, and the contrast between roles, from which on an echo is believed.
LEAST_PAIRS, LEAST_CONTRAST = 2, 0.12
#: Noise is measured on this grid of milliseconds.
GRID = 1024


def relate(
    bands: NDArray[np.float32], logits: NDArray[np.float32], fronts: NDArray[np.int64]
) -> Matrix:
    """Return the cues of each of *fronts*, shape (n, len(CUES))."""
    if not fronts.size:
        return np.zeros((0, len(CUES)))
    loud = 20.0 * bands.astype(np.float64)
    total = 10 * np.log10((10 ** (loud / 10)).sum(axis=0))
    near = _around(fronts)
    own = _most(logits[0], fronts, 6)
    level = _mean(total, fronts, 0, 20)
    before = _mean(total, fronts, -25, -3)
    still = _noise(total)
    noise = still[np.minimum(fronts // GRID, still.size - 1)]
    alike_short, alike_long = _alike(bands, fronts)
    cues = np.zeros((fronts.size, len(CUES)))
    cues[:, 0] = own
    cues[:, 1] = _most(logits[1], fronts, 6)
    cues[:, 2] = _most(logits[2], fronts, 12)
    cues[:, 3] = level - before
    cues[:, 4] = level - noise
    cues[:, 18] = level - _mean(total, fronts, 40, 80)
    cues[:, 19:23] = _colour(loud, fronts, 0, 12)
    cues[:, 23:25] = _colour(loud, fronts, 25, 60)[:, [0, 2]]
    cues[:, 25] = _length(total, fronts, level)
    cues[:, 26:29] = _next(fronts, level, own)
    for index in range(fronts.size):
        first, last = near[index]
        cues[index, 5:18] = _one(
            index - first,
            fronts[first:last],
            own[first:last],
            level[first:last],
            alike_short[index, first:last],
            alike_long[index, first:last],
        )
        cues[index, 29:] = _repeated(
            index - first, fronts[first:last], own[first:last], alike_long[first:last, first:last]
        )
    return cues


def _one(
    at: int,
    fronts: NDArray[np.int64],
    logit: Matrix,
    level: Matrix,
    short: Matrix,
    long: Matrix,
) -> list[float]:
    """Return cues 5 to 17 of front number *at* of those around it, itself among them."""
    likely = logit >= logit.max() - COMPARABLE
    others = likely.copy()
    others[at] = False
    louder = others & (level >= level[at] - 3.0)
    earlier = np.flatnonzero(likely)
    first = int(earlier[0])
    best = int(np.argmax(np.where(others, long, -1.0))) if others.any() else -1
    ahead = np.flatnonzero((level[:at] >= level[at] + 1.0) & likely[:at])
    since = float(fronts[at] - fronts[ahead[-1]]) if ahead.size else float(REACH)
    above = float(level[ahead[-1]] - level[at]) if ahead.size else 0.0
    return [
        float(level[at] - level.max()),
        float(logit[at] - logit.max()),
        float(short[others].max()) if others.any() else -1.0,
        float(long[others].max()) if others.any() else -1.0,
        float(long[louder].max()) if louder.any() else -1.0,
        float(long[first]) if first != at else 1.0,
        float(level[at] - level[best]) if best >= 0 else 0.0,
        since,
        above,
        float(first == at),
        float((np.abs(fronts - fronts[at]) <= 500).sum()),
        float((others & (np.abs(fronts - fronts[at]) <= 500)).sum()),
        _steady(fronts[likely], int(fronts[at])),
    ]


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


def _repeated(
    at: int, fronts: NDArray[np.int64], logit: Matrix, alike: Matrix
) -> tuple[float, float, float]:
    """Return how well front *at* is explained as an echo, and as what an echo follows.

    A wall gives back every shot after the same delay. Where two other fronts are as far apart as
    an earlier one and this, the earlier ones of both pairs sound alike and so do the later, yet
    earlier and later do not, this is an echo. The first number is how many such pairs there are,
    the second by how much the likeness within each role exceeds that across, the third the same
    for this front in the role of the earlier.
    """
    likely = np.flatnonzero(logit >= logit.max() - COMPARABLE)
    if likely.size < 4 or at not in likely:
        return 0.0, -1.0, -1.0
    own = int(np.searchsorted(likely, at))
    times, kin = fronts[likely].astype(float), alike[np.ix_(likely, likely)]
    apart = times[None, :] - times[:, None]
    pairs, contrast = _best_pairs(own, apart, kin, earlier=False)
    _, echoed = _best_pairs(own, apart, kin, earlier=True)
    return pairs, contrast, echoed


def _best_pairs(own: int, apart: Matrix, kin: Matrix, *, earlier: bool) -> tuple[float, float]:
    """Return number and contrast of the pairs that repeat the best of those that *own* is in."""
    best = (0.0, -1.0)
    delays = apart[own] if earlier else apart[:, own]
    for other in np.flatnonzero((delays >= SHORTEST_ECHO) & (delays <= LONGEST_ECHO)):
        first, last = (own, int(other)) if earlier else (int(other), own)
        same = np.abs(apart - apart[first, last]) <= SAME_DELAY
        same[first], same[:, last] = False, False
        leads, echoes = np.nonzero(same)
        if leads.size:
            within = np.minimum(kin[first, leads], kin[last, echoes])
            across = max(kin[first, last], 0.0)
            contrast = float(np.median(within) - across)
            if contrast > best[1]:
                best = float((within > across).sum()), contrast
    return best


def _steady(fronts: NDArray[np.int64], at: int) -> float:
    """Return how well the gaps before and after *at* agree, 1 where they do to the millisecond."""
    before, after = fronts[fronts < at], fronts[fronts > at]
    if not before.size or not after.size:
        return 0.0
    gaps = float(at - before[-1]), float(after[0] - at)
    return min(gaps) / max(gaps)


def _colour(loud: Matrix, fronts: NDArray[np.int64], start: int, stop: int) -> Matrix:
    """Return how far four groups of bands, low to top, stand from their mean, in dB."""
    groups = loud.reshape(4, -1, loud.shape[1]).mean(axis=1)
    levels = np.stack([_mean(group, fronts, start, stop) for group in groups], axis=1)
    return np.asarray(levels - levels.mean(axis=1, keepdims=True))


def _length(total: Matrix, fronts: NDArray[np.int64], level: Matrix) -> Matrix:
    """Return for how many of the next 300 ms, in steps of ten, the level stays within 10 dB."""
    steps = np.stack([_mean(total, fronts, at, at + 10) for at in range(0, 300, 10)], axis=1)
    below = steps < level[:, None] - 10.0
    first = np.where(below.any(axis=1), below.argmax(axis=1), steps.shape[1])
    return np.asarray(10.0 * first)


def _next(fronts: NDArray[np.int64], level: Matrix, own: Matrix) -> Matrix:
    """Return how far off, how much louder and how likely a blast the next front is."""
    after = np.stack([np.roll(part, -1) for part in (fronts.astype(float), level, own)], axis=1)
    after[:, 0] -= fronts
    after[:, 1] -= level
    after[-1] = (REACH, 0.0, -10.0)
    after[:, 0] = np.minimum(after[:, 0], REACH)
    return after


def _around(fronts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack(
        [
            np.searchsorted(fronts, fronts - REACH),
            np.searchsorted(fronts, fronts + REACH, side="right"),
        ],
        axis=1,
    )


def _mean(row: Matrix, at: NDArray[np.int64], start: int, stop: int) -> Matrix:
    total = np.concatenate([[0.0], np.cumsum(row)])
    first = np.clip(at + start, 0, row.size - 1)
    last = np.clip(at + stop, 1, row.size)
    last = np.maximum(last, first + 1)
    return np.asarray((total[last] - total[first]) / (last - first))


def _most(row: NDArray[np.float32], at: NDArray[np.int64], reach: int) -> Matrix:
    steps = np.clip(at[:, None] + np.arange(-reach, reach + 1), 0, row.size - 1)
    return np.asarray(row[steps].max(axis=1), float)


def _noise(rows: Matrix) -> Matrix:
    """Return what a third of the milliseconds around each step of the grid stay below.

    *rows* is (milliseconds,) or (bands, milliseconds); the steps are the last axis.
    """
    size = rows.shape[-1]
    steps = max(1, -(-size // GRID))
    return np.stack(
        [
            np.percentile(
                rows[..., max(0, step * GRID - REACH) : (step + 1) * GRID + REACH : 32], 33, axis=-1
            )
            for step in range(steps)
        ],
        axis=-1,
    )


def _alike(bands: NDArray[np.float32], fronts: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Return how what follows each front correlates with what follows each other: short, long."""
    noise = _noise(bands.astype(np.float64))
    floor = noise[:, np.minimum(fronts // GRID, noise.shape[1] - 1)].T[:, :, None] + OVER_NOISE
    found = []
    for length in (SHORT, LONG):
        plain = _windows(bands, fronts, length, floor, 0)
        best = np.full((fronts.size, fronts.size), -1.0, np.float32)
        for shift in SHIFTS:
            other = plain if shift == 0 else _windows(bands, fronts, length, floor, shift)
            np.maximum(best, plain @ other.T, out=best)
        found.append(np.maximum(best, best.T).astype(np.float64))
    return found[0], found[1]


def _windows(
    bands: NDArray[np.float32], fronts: NDArray[np.int64], length: int, floor: Matrix, shift: int
) -> NDArray[np.float32]:
    """Return what follows each front as rows of unit length: over the noise, less its mean."""
    steps = np.clip(
        fronts[:, None] + np.arange(-LEAD + shift, length + shift), 0, bands.shape[1] - 1
    )
    cut = np.maximum(bands[:, steps].transpose(1, 0, 2), floor)
    cut = cut - cut.mean(axis=2, keepdims=True)
    rows = cut.reshape(fronts.size, -1)
    size = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(size, 1e-3), np.float32)
