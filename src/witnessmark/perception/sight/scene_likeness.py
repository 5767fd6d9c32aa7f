"""Whether two frames near one another in time show the same scene.

Evidence: blocks of the one found again in the other, whatever the light did (normalised
cross-correlation, Lewis 1995) and whether they all moved alike; luma and colour by histogram.
A logistic function of these, fitted by ``training/sight/fit_scene_likeness.py``, gives the chance.
It cannot tell two plain pictures apart but by their level.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View
from witnessmark.perception.sight.likeness_weights import MEAN, SPREAD, WEIGHTS

Plane = NDArray[np.uint8]
Numbers = NDArray[np.float32]
#: Share of blocks found, mean best correlation, agreement and structure.
Blocks = tuple[float, float, float, float]

#: Blocks, across and down; a block is looked for this far around, in pixels of ``blocks``.
BLOCKS, REACH = (4, 3), (9, 7)
#: A block whose luma deviates by less carries nothing, in levels.
LEAST_DEVIATION = 1.0
#: Correlation from which a block counts as found again.
FOUND = 0.75
#: Correlation from which two fifths of a picture are found again elsewhere: of 72 rendered cuts
#: none reached 0.88, a camera swung round stays above 0.95.
MOVED_FAR = 0.92
#: Deviation by which the correlation of nearly plain pictures is damped, in levels.
DAMPING = 0.7
#: Log odds beyond which the blocks of the one are not looked for in the other as well as the other
#: way round: of 3189 pairs of frames, drawn and filmed, none beyond them was judged otherwise by
#: both, and no chance of another scene differed by more than 0.05.
SURELY_SAME, SURELY_OTHER = -4.0, 5.0
#: A thumb whose luma deviates by less is plain, in levels.
PLAIN = 2.0

FEATURES = (
    "correlation",
    "found",
    "mean_best",
    "coherent",
    "luma",
    "colour",
    "level",
    "contrast",
    "difference",
    "structure",
)


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """What is kept of a frame to compare it: some nine kilobytes.

    ``blocks`` is its luma with a longer side of 80, ``thumb`` 32 x 18 levels of it, ``blue`` and
    ``red`` are 40 x 22; ``levels`` is the share of pixels in 32 steps of luma, ``colours`` that in
    12 x 12 of both chromas.
    """

    blocks: Plane
    thumb: Numbers
    blue: Plane
    red: Plane
    levels: Numbers
    colours: Numbers
    level: float
    contrast: float

    @classmethod
    def of(cls, view: View) -> Glimpse:
        """Return what is kept of *view*."""
        quarter = view.quarter
        height, width = quarter.shape
        size = (max(8, width // 2), max(8, height // 2))
        blocks = np.asarray(cv2.resize(quarter, size, interpolation=cv2.INTER_AREA), np.uint8)
        thumb = cv2.resize(blocks, (32, 18), interpolation=cv2.INTER_AREA).astype(np.float32)
        blue, red = _reduced(view.blue), _reduced(view.red)
        levels = np.bincount(blocks.ravel() >> 3, minlength=32) / np.float32(blocks.size)
        level, deviation = cv2.meanStdDev(thumb)
        return cls(
            blocks=blocks,
            thumb=thumb,
            blue=blue,
            red=red,
            levels=levels.astype(np.float32),
            colours=_colours(blue, red),
            level=float(level[0, 0]),
            contrast=float(deviation[0, 0]),
        )

    @property
    def plain(self) -> bool:
        """Whether there is nothing in it but one level."""
        return self.contrast < PLAIN


def _reduced(chroma: Plane) -> Plane:
    """Return *chroma* as 40 x 22, by halves as far as they go: eight times as fast as at once."""
    while chroma.shape[0] >= 44 and chroma.shape[1] >= 80:
        size = (chroma.shape[1] // 2, chroma.shape[0] // 2)
        chroma = np.asarray(cv2.resize(chroma, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(chroma, (40, 22), interpolation=cv2.INTER_AREA), np.uint8)


@lru_cache(maxsize=1)
def glimpse_of(view: View) -> Glimpse:
    """Return what is kept of *view*, made once for all who ask."""
    return Glimpse.of(view)


#: Step of each chroma level: of eight levels within 48 of grey; what is beyond joins the edge.
_STEP = np.clip((np.arange(256) - 80) >> 3, 0, 11).astype(np.int32)


def _colours(blue: Plane, red: Plane) -> Numbers:
    steps = _STEP[blue], _STEP[red]
    return np.bincount((steps[0] * 12 + steps[1]).ravel(), minlength=144).astype(
        np.float32
    ) / np.float32(blue.size)


def correlation(one: Glimpse, other: Glimpse) -> float:
    """Return how alike two thumbs are in structure, -1 to 1; plain ones are damped to 0."""
    product = float(np.vdot(one.thumb - one.level, other.thumb - other.level)) / one.thumb.size
    damped = DAMPING * DAMPING
    return product / sqrt((one.contrast**2 + damped) * (other.contrast**2 + damped))


@lru_cache(maxsize=64)
def chance_unlike(one: Glimpse, other: Glimpse) -> float:
    """Return the chance that *one* and the later *other* show different scenes."""
    alike = correlation(one, other)
    forth = _found_in(one, other, alike)
    total = _log_odds(_features(one, other, alike, forth, forth))
    if SURELY_SAME < total < SURELY_OTHER:
        total = _log_odds(_features(one, other, alike, forth, _found_in(other, one, alike)))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def features(one: Glimpse, other: Glimpse) -> NDArray[np.float64]:
    """Return what the chance depends on, in the order of :data:`FEATURES`."""
    alike = correlation(one, other)
    forth, back = _found_in(one, other, alike), _found_in(other, one, alike)
    return _features(one, other, alike, forth, back)


def _log_odds(values: NDArray[np.float64]) -> float:
    return float(WEIGHTS[:-1] @ ((values - MEAN) / SPREAD) + WEIGHTS[-1])


def _features(
    one: Glimpse, other: Glimpse, alike: float, forth: Blocks, back: Blocks
) -> NDArray[np.float64]:
    """Return the features from what the blocks of each tell that were looked for in the other."""
    return np.array(
        [
            alike,
            (forth[0] + back[0]) / 2,
            (forth[1] + back[1]) / 2,
            (forth[2] + back[2]) / 2,
            _earth_moved(one, other),
            1.0 - float(np.minimum(one.colours, other.colours).sum()),
            abs(one.level - other.level) / 64,
            abs(log((one.contrast + 1) / (other.contrast + 1))),
            float(cv2.norm(one.thumb, other.thumb, cv2.NORM_L1)) / one.thumb.size / 32,
            min(forth[3], back[3]),
        ]
    )


def _found_in(one: Glimpse, other: Glimpse, alike: float) -> Blocks:
    """Return what :func:`_blocks_found` does; the likeness of the whole where no block tells."""
    return _blocks_found(one.blocks, other.blocks) or (alike, alike, alike, 0.0)


def moved_far(one: Glimpse, other: Glimpse) -> bool:
    """Say whether a side of *other* is to be found anywhere in *one*: the camera was swung round.

    Slow changes of level are taken out first, for all skies are alike.
    """
    before, now = _detail(one.blocks), _detail(other.blocks)
    height, width = now.shape
    if before.shape != now.shape or min(height, width) < 16:
        return False
    rows, columns = slice(height // 8, height - height // 8), slice(width // 8, width - width // 8)
    sides = (
        now[rows, : width * 2 // 5],
        now[rows, width - width * 2 // 5 :],
        now[: height * 2 // 5, columns],
        now[height - height * 2 // 5 :, columns],
    )
    return any(
        float(side.std()) >= LEAST_DEVIATION
        and float(cv2.matchTemplate(before, side, cv2.TM_CCOEFF_NORMED).max()) >= MOVED_FAR
        for side in map(np.ascontiguousarray, sides)
    )


def _detail(blocks: Plane) -> Numbers:
    level = blocks.astype(np.float32)
    return np.asarray(level - cv2.GaussianBlur(level, (0, 0), 5), np.float32)


def _earth_moved(one: Glimpse, other: Glimpse) -> float:
    """Return how far levels must be moved to make one histogram of the other, in 32 levels."""
    return float(np.abs(np.cumsum(one.levels - other.levels)).sum()) / 4


def _blocks_found(one: Plane, other: Plane) -> Blocks | None:
    """Return how much of *other* is found in *one*: share found, mean best, agreement, structure.

    All weighed by the deviation of the block, so that plain ones do not count; None where all are.
    """
    height, width = other.shape
    if one.shape != other.shape:
        one = np.asarray(cv2.resize(one, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    across, down = width // BLOCKS[0], height // BLOCKS[1]
    padded = cv2.copyMakeBorder(one, REACH[1], REACH[1], REACH[0], REACH[0], cv2.BORDER_REFLECT)
    rows = []
    for top in range(0, down * BLOCKS[1], down):
        for left in range(0, across * BLOCKS[0], across):
            block = other[top : top + down, left : left + across]
            deviation = float(cv2.meanStdDev(block)[1][0, 0])
            if deviation < LEAST_DEVIATION:
                continue
            around = padded[top : top + down + 2 * REACH[1], left : left + across + 2 * REACH[0]]
            match = cv2.matchTemplate(around, block, cv2.TM_CCOEFF_NORMED)
            _, best, _, place = cv2.minMaxLoc(match)
            rows.append((min(deviation, 20.0), best, *place))
    if not rows:
        return None
    table = np.array(rows)
    weight = table[:, 0] / table[:, 0].sum()
    # The median of each column; of tables so small, np.median takes ten times as long.
    places = np.sort(table[:, 2:], axis=0)
    middle = (places[(len(places) - 1) // 2] + places[len(places) // 2]) / 2
    near = np.abs(table[:, 2:] - middle).max(axis=1) <= 2
    return (
        float(weight @ (table[:, 1] >= FOUND)),
        float(weight @ table[:, 1]),
        float(weight @ (near & (table[:, 1] >= 0.5))),
        float(table[:, 0].sum() / (20.0 * BLOCKS[0] * BLOCKS[1])),
    )
