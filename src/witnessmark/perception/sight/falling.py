"""What falls through a burst of frames: specks that fly together, and streaks that stand alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View
from witnessmark.perception.sight.bursts import Burst, lined_up
from witnessmark.perception.sight.flight import CELLS, flight
from witnessmark.perception.sight.specks import AWAY, Specks, specks

#: A streak is at least this long in heights, and this many times as long as it is wide.
LEAST_LENGTH, LEAST_SLENDER = 0.02, 2.5

#: Streaks of two frames are at one place where they lie within this share of the height.
SAME_PLACE = 0.012


#: Least specks a frame that fly together, and least streaks a frame, for anything to fall.
LEAST_SPECKS, LEAST_STREAKS = 0.5, 1.0


def quiet(figures: Mapping[str, float]) -> bool:
    """Say whether a burst of these *figures* holds nothing that falls."""
    return figures["specks"] < LEAST_SPECKS and figures["streaks"] < LEAST_STREAKS


#: Sides in pixels of the blocks that an encoder copies from frame to frame, and the shares of them
#: between which what is small may have been lost with what was copied: below, most of the picture
#: is coded anew; above, not even the sixty flakes are left that anybody would call snow.
BLOCK, SWALLOWED = 8, (0.5, 0.97)


def may_be_swallowed(views: Sequence[View]) -> bool:
    """Say whether an encoder may have left out of *views* what is small and moves.

    That is where it copied half or more of the blocks of a frame from the frame before.
    """
    pairs = list(pairwise(views))[:: max(1, len(views) // 3)]
    shares = [_copied(before, after) for before, after in pairs]
    least, most = SWALLOWED
    return bool(least <= np.median(shares) < most)


def _copied(before: View, after: View) -> float:
    """Return the share of blocks that are the same in two views."""
    height, width = (side // BLOCK * BLOCK for side in before.luma.shape)
    apart = cv2.absdiff(before.luma[:height, :width], after.luma[:height, :width])
    blocks = apart.reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK)
    return float((blocks.max(axis=(1, 3)) == 0).mean())


@lru_cache(maxsize=1)
def falling(views: tuple[View, ...]) -> Mapping[str, float]:
    """Return the figures of what falls in a burst, measured once for all who ask.

    Those of :class:`Flight`; ``specks`` a frame that fly together, their ``fall`` in heights a
    second and ``slant`` in degrees from straight down; for streaks: ``streaks`` a frame, their
    median ``streak_tilt`` in degrees from upright, ``streak_accord`` (1 where all stand alike),
    ``streak_again`` (the share of them where another frame had one too, as edges that tremble
    have), ``streak_spread`` (share of cells), ``streak_length`` in heights; and ``tint``, how
    much more coloured specks are than what is round them, over their residue.
    """
    burst = lined_up(views)
    found = specks(burst)
    flown = flight(found, burst)
    figures = asdict(flown) | {
        "specks": max(0.0, flown.along - flown.against) * flown.count,
        "fall": flown.speed,
        "slant": float(np.degrees(flown.angle)),
    }
    figures |= _streaks(found, burst)
    figures["tint"] = _tint(found, views, burst)
    return figures


def _streaks(found: Sequence[Specks], burst: Burst) -> dict[str, float]:
    height, width = burst.luma[0].shape
    kept = [
        one.chosen((one.length >= LEAST_LENGTH * height) & (one.slender >= LEAST_SLENDER))
        for one in found
    ]
    count = sum(len(one) for one in kept)
    if count < 3:
        names = ("tilt", "accord", "again", "spread", "length")
        return {"streaks": count / len(found)} | {f"streak_{name}": 0.0 for name in names}
    tilt = np.concatenate([one.tilt for one in kept])
    place = np.concatenate([one.at for one in kept])
    frame = np.concatenate([np.full(len(one), n) for n, one in enumerate(kept)])
    cosine, sine = np.cos(2 * tilt).mean(), np.sin(2 * tilt).mean()
    near = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1)) < SAME_PLACE * height
    cells = np.minimum(place * CELLS / (width, height), np.array(CELLS) - 1).astype(int)
    return {
        "streaks": count / len(found),
        "streak_tilt": float(np.degrees(np.arctan2(sine, cosine) / 2)),
        "streak_accord": float(np.hypot(cosine, sine)),
        "streak_again": float((near & (frame[:, None] != frame[None])).any(axis=1).mean()),
        "streak_spread": len(np.unique(cells, axis=0)) / (CELLS[0] * CELLS[1]),
        "streak_length": float(np.median(np.concatenate([one.length for one in kept])) / height),
    }


def _tint(found: Sequence[Specks], views: Sequence[View], burst: Burst) -> float:
    """Return how much more coloured specks are than what is round them, over their residue."""
    gains, residues = [np.zeros(0)], [np.zeros(0)]
    for one, view, onto in zip(found, views[AWAY:], burst.onto[AWAY:], strict=False):
        back = np.linalg.inv(onto)
        x, y = (back[:2, :2] @ one.at.T + back[:2, 2:]) / 2
        around = [_colour(view, x + dx, y + dy) for dx, dy in ((-6, 0), (6, 0), (0, -6), (0, 6))]
        gains.append(_colour(view, x, y) - np.median(around, axis=0))
        residues.append(one.residue)
    total = float(np.concatenate(residues).sum())
    return float(np.concatenate(gains).sum()) / total if total else 0.0


def _colour(view: View, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chroma of *view* at places in pixels of its chroma, in levels off grey."""
    height, width = view.blue.shape
    columns = np.clip(x.astype(int), 0, width - 1)
    rows = np.clip(y.astype(int), 0, height - 1)
    blue, red = (one[rows, columns].astype(np.float64) - 128 for one in (view.blue, view.red))
    return np.asarray(np.maximum(np.abs(blue), np.abs(red)), np.float64)
