"""Veils: smooth changes of a part of the picture that go on and on, as drifting smoke makes them.

Conventions
-----------
Frames half a second apart are carried onto the window's first by the camera's own motion.
The change from one to the next is split into what is smooth over a twentieth of the picture's
width and the rest: smoke changes smoothly, things with edges do not. Cells are squares of an
eighth of the picture's height.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Floats = NDArray[np.float64]

#: Side in pixels of the blur that splits a change, and of a cell, in a picture 160 wide.
BLUR, CELL = 9, 8

#: Least smooth change, in levels of luma a step, of a cell that is veiled.
LEAST_CHANGE = 1.2

#: Furthest that a change is looked for in the next one, in pixels.
FURTHEST = 16

#: Share of the picture beyond which it is the camera, the light or a fog that changes.
MOST_VEILED = 0.5

#: Least share of a window's steps in which smoke changes.
LEAST_LASTING = 0.8

#: Excess of red over blue, in levels, from which it is fire and not what is lit by it.
FIERY = 25

#: Veiled parts of a window that are measured, the largest.
MOST = 3

#: Most of the rest of a change, over its smooth part, in a cell that is veiled.
MOST_REST = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Small:
    """A frame as veils are sought in it: luma and chroma 160 pixels on the longer side."""

    luma: Plane
    blue: Plane
    red: Plane


@dataclass(frozen=True, slots=True)
class Veil:
    """A veiled part of a window; ``box`` in shares of the frame."""

    box: tuple[float, float, float, float]
    figures: Mapping[str, float]
    colour: str


def veils(window: Sequence[Small]) -> Iterator[Veil]:
    """Yield the veiled parts of *window* that may be smoke, of the :data:`MOST` largest."""
    changes = [_own_change(a.luma, b.luma) for a, b in pairwise(window)]
    smooth = [np.asarray(cv2.blur(one, (BLUR, BLUR)), np.float32) for one in changes]
    low = np.stack([_cells(np.abs(one)) for one in smooth])
    rest = np.stack([_cells(np.abs(a - b)) for a, b in zip(changes, smooth, strict=True)])
    # The grain of the picture is in every cell alike: the quietest fifth tell how much.
    grain = float(np.percentile(rest.mean(axis=0), 20))
    strength = np.maximum(low.mean(axis=0) - grain / BLUR, 0)
    roughness = np.maximum(rest.mean(axis=0) - grain, 0) / np.maximum(strength, 0.1)
    veiled = (strength > LEAST_CHANGE) & (roughness < MOST_REST)
    if veiled.mean() > MOST_VEILED:
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(veiled.astype(np.uint8))
    sizes = stats[1:, cv2.CC_STAT_AREA]
    for number in np.argsort(-sizes, kind="stable")[:MOST]:
        here = labels == number + 1
        figures = _figures(smooth, low, here) | {
            "share": float(here.mean()),
            "all_veiled": float(veiled.mean()),
            "strength": float(strength[here].mean()),
            "elsewhere": float(strength[~veiled].mean()) if not veiled.all() else 0.0,
        }
        figures |= _drift(smooth, here)
        looks = _looks(window, here)
        if figures["lasting"] < LEAST_LASTING or looks["red"] - looks["blue"] > FIERY:
            continue
        yield Veil(_box(here), figures | looks, _colour(looks))


def _own_change(before: Plane, now: Plane) -> NDArray[np.float32]:
    """Return the change that neither exposure nor a last bit of camera movement explains.

    Those are, to first order, a mix of the picture, a constant, and the picture's slopes times
    place; it is fitted twice by least squares, the second time to the nine tenths of pixels that
    it explains best.
    """
    change = np.subtract(now, before, dtype=np.float32)
    picture = cv2.GaussianBlur(before.astype(np.float32), (0, 0), 1.0)
    across = cv2.Sobel(picture, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(picture, cv2.CV_32F, 0, 1, scale=1 / 8)
    height, width = before.shape
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    parts = [picture, np.ones_like(picture), across, down]
    parts += [across * x, across * y, down * x, down * y]
    columns = np.asarray(np.stack([one[::2, ::2].ravel() for one in parts], axis=1), np.float32)
    wanted = np.asarray(change[::2, ::2], np.float32).ravel()
    kept = np.ones(len(wanted), bool)
    for _ in range(2):
        weights = _least_squares(columns[kept], wanted[kept])
        off = np.abs(wanted - columns @ weights)
        kept = off <= np.percentile(off, 90)
    explained = np.tensordot(weights.astype(np.float32), np.stack(parts), axes=1)
    return np.asarray(change - explained, np.float32)


def _least_squares(columns: NDArray[np.float32], wanted: NDArray[np.float32]) -> Floats:
    square = columns.T.astype(np.float64) @ columns
    square += 1e-3 * len(wanted) * np.eye(len(square))
    return np.asarray(np.linalg.solve(square, columns.T.astype(np.float64) @ wanted), np.float64)


def _cells(image: NDArray[np.float32]) -> Floats:
    height, width = image.shape
    size = (max(1, width // CELL), max(1, height // CELL))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float64)


def _figures(
    smooth: Sequence[NDArray[np.float32]], low: Floats, here: NDArray[np.bool_]
) -> dict[str, float]:
    """Return how the change inside goes on: in time, of either sign, as one or in parts."""
    signed = np.stack([_cells(one) for one in smooth])[:, here]
    size = np.abs(signed).mean(axis=1)
    return {
        "lasting": float(np.mean(low[:, here].mean(axis=1) > 0.4 * LEAST_CHANGE)),
        "evenness": float(np.min(size) / max(np.median(size), 1e-9)),
        "both_ways": float(np.mean(np.minimum((signed > 0.5).mean(0), (signed < -0.5).mean(0)))),
    }


def _drift(smooth: Sequence[NDArray[np.float32]], here: NDArray[np.bool_]) -> dict[str, float]:
    """Return how well each change is the one before, carried on, and where to.

    ``carried`` is their mean correlation at the best shift of up to :data:`FURTHEST` pixels;
    ``rise`` that shift upwards a step, in shares of the height; ``steady`` how
    alike the shifts are, 1 where they are one.
    """
    height, width = smooth[0].shape
    left, top, right, bottom = _box(here)
    x, y = int(left * width), int(top * height)
    w, h = max(4, int((right - left) * width)), max(4, int((bottom - top) * height))
    best, shifts = [], []
    for before, now in pairwise(smooth):
        part = before[y : y + h, x : x + w]
        if float(part.std()) < LEAST_CHANGE / 4:
            continue
        room = np.pad(now, FURTHEST)
        around = room[y : y + part.shape[0] + 2 * FURTHEST, x : x + part.shape[1] + 2 * FURTHEST]
        match = cv2.matchTemplate(around, part, cv2.TM_CCORR_NORMED)
        _, high, _, (across, down) = cv2.minMaxLoc(match)
        best.append(high)
        shifts.append((across - FURTHEST, down - FURTHEST))
    if not best:
        return {"carried": 0.0, "rise": 0.0, "steady": 0.0}
    moves = np.array(shifts, np.float64)
    mean = moves.mean(axis=0)
    length = float(np.hypot(*moves.T).mean())
    return {
        "carried": float(np.mean(best)),
        "rise": float(-mean[1] / height),
        "steady": float(np.hypot(*mean)) / length if length > 0 else 0.0,
    }


def _looks(window: Sequence[Small], here: NDArray[np.bool_]) -> dict[str, float]:
    """Return the mean luma and chroma inside."""
    height, width = window[0].luma.shape
    mask = cv2.resize(here.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST) > 0
    return {
        "luma": float(np.mean([one.luma[mask].mean() for one in window])),
        "blue": float(np.mean([one.blue[mask].mean() for one in window])) - 128,
        "red": float(np.mean([one.red[mask].mean() for one in window])) - 128,
    }


def _colour(looks: Mapping[str, float]) -> str:
    if looks["red"] > 4 and looks["blue"] < -6:
        return "brown"
    return "black" if looks["luma"] < 70 else "white" if looks["luma"] > 185 else "grey"


def _box(here: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(here)
    height, width = here.shape
    return (
        round(float(columns.min() / width), 4),
        round(float(rows.min() / height), 4),
        round(float((columns.max() + 1) / width), 4),
        round(float((rows.max() + 1) / height), 4),
    )
