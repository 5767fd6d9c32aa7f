"""Veils: soft changes of a part of the picture that go on and on, as drifting smoke makes them.

Evidence
--------
Smoke has no outline. It covers and uncovers what stands behind it little by little: what changes is
smooth, its fine part fades faster than its coarse one, it changes no faster than it drifts, and the
edges that are there in a frame are those that are there all the time, those of what it lies before.
People, cars and branches bring edges of their own; lamps, fire and exposure change at once.

Conventions
-----------
Frames half a second apart are carried onto the window's first by the camera's own motion, and what
a slip of a pixel or an even change of light explains is taken off. Levels are luma, 0 to 255.
Cells are squares of an eighth of the picture's height; a cell's cues (:data:`CUES`) are the mean of
its own and those of the eight around it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import ModelError
from witnessmark.perception.trees import Forest

Plane = NDArray[np.uint8]
Levels = NDArray[np.float32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Side in pixels of a cell, in a picture 160 wide.
CELL = 8

#: Sides in pixels of the blurs that part what is smooth in a change from what is not.
WIDE, MIDDLE, FINE = 9, 5, 3

#: Pixels that neighbouring points may have slipped against the rest, and the side over which a slip
#: is measured; leaves in wind and what stands nearer than the rest go so far.
SLIP, SLIP_OVER = 1.5, 15

#: Least smooth change, in levels a step, of a cell that is looked at.
LEAST_CHANGE = 0.8

#: Share of the picture beyond which it is the camera, the light or a fog that changes.
MOST_VEILED = 0.5

#: Cells that a veil has at least, and veils of a window that are measured, the largest.
LEAST_CELLS, MOST = 3, 3

#: Excess of red over blue, in levels, from which it is fire and not what is lit by it.
FIERY = 25

#: Most that single frames may have of edges beyond those of all together, in levels a pixel, in
#: nine tenths of a veil's cells and those around it: of drawn smoke nineteen veils in twenty stay
#: below 2.5, ninety-nine in a hundred below 3.3. What has more has an outline, however soft inside.
OUTLINE = 3.0

#: What speaks for smoke in a cell, in order. Logarithms of: the smooth change (``strength``); how
#: much of it is left when it is smoothed further (``spread``); the rest over it (``rough``); the
#: rest over its fine part (``coarse``); the change within a tenth of a second over that in half a
#: second, each by its time (``haste``); edges of single frames over those of all together
#: (``foreign``). ``onward`` is how alike successive changes are, ``net`` the change from first to
#: last over all that changed, ``even`` the least change of a step over the usual.
CUES = (
    "strength",
    "spread",
    "rough",
    "coarse",
    "haste",
    "foreign",
    "onward",
    "net",
    "even",
)

#: The trees that weigh them; ``training/sight/veil_cells.py`` fits them.
MODEL = "veil_cells.json"


@dataclass(frozen=True, slots=True, eq=False)
class Small:
    """A frame as veils are sought in it: luma and chroma 160 pixels on the longer side.

    By cells, ``shown`` is False where the camera has since shown something else, and ``fire`` is
    the excess of red over blue.
    """

    luma: Plane
    blue: Plane
    red: Plane
    shown: Mask
    fire: Floats

    @classmethod
    def of(cls, luma: Plane, blue: Plane, red: Plane, inside: Plane) -> Small:
        """Return planes of one size as a frame; *inside* is 1 where they show anything, else 0."""
        fire = cv2.subtract(red, blue, dtype=cv2.CV_32F)
        return cls(
            luma,
            blue,
            red,
            _cells(inside.astype(np.float32)) > 0.99,
            _cells(np.asarray(fire, np.float32)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What changed from one frame to the next, by cells; see :func:`step`."""

    signed: Floats
    wide: Floats
    middle: Floats
    rough: Floats
    fine: Floats
    edges: Floats
    soon: Floats | None


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of a window: their ``cues`` (down, across, cues), and which of them count.

    ``changing`` are those that change enough and can be judged; ``strength`` is the smooth change
    in levels a step, ``own_edges`` the slope of single frames beyond that of all together, in
    levels a pixel.
    """

    cues: Floats
    changing: Mask
    strength: Floats
    own_edges: Floats


@dataclass(frozen=True, slots=True)
class Veil:
    """A veiled part of a window; ``box`` in shares of the frame."""

    box: tuple[float, float, float, float]
    figures: Mapping[str, float]
    colour: str


def step(before: Small, now: Small, soon: tuple[Plane, float] | None) -> Step:
    """Measure the change from *before* to *now*.

    *soon* is the luma of a frame not long after *before*, with the share of the time to *now* after
    which it came; None where there was none.
    """
    change = _own_change(before.luma, now.luma)
    wide, middle, fine = (
        np.asarray(cv2.blur(change, (side, side)), np.float32) for side in (WIDE, MIDDLE, FINE)
    )
    early = None
    if soon is not None:
        smooth = cv2.blur(_own_change(before.luma, soon[0]), (MIDDLE, MIDDLE))
        early = _cells(np.abs(smooth)) / soon[1]
    return Step(
        signed=_cells(middle),
        wide=_cells(np.abs(wide)),
        middle=_cells(np.abs(middle)),
        rough=_cells(np.abs(change - wide)),
        fine=_cells(np.abs(change - fine)),
        edges=_cells(_edges(before.luma)),
        soon=early,
    )


def cells_of(window: Sequence[Small], steps: Sequence[Step]) -> Cells | None:
    """Return the cells of *window*, whose frames are *steps* apart.

    None where frames were too far apart to tell how fast anything changes.
    """
    early = [one.soon for one in steps if one.soon is not None]
    if 2 * len(early) < len(steps):
        return None
    wide, middle, rough, fine, edges = (
        np.mean([getattr(one, name) for one in steps], axis=0)
        for name in ("wide", "middle", "rough", "fine", "edges")
    )
    soon = np.mean(early, axis=0)
    # The grain of the picture is in every cell alike: the quietest fifth tell how much.
    grain = _quiet(rough)
    wide, middle = np.maximum(wide - grain / WIDE, 0.05), np.maximum(middle - grain / MIDDLE, 0.05)
    rough, fine = np.maximum(rough - grain, 0.02), np.maximum(fine - _quiet(fine), 0.02)
    haste = np.maximum(soon - _quiet(soon), 0.02) / np.maximum(middle - _quiet(middle), 0.1)
    signed = np.stack([one.signed for one in steps])
    size = np.abs(signed)
    usual = _cells(_edges(_median([one.luma for one in window])))
    cues = np.stack(
        [
            np.log(wide),
            np.log(wide / middle),
            np.log(rough / wide),
            np.log(rough / fine),
            np.log(np.clip(haste, 0.2, 8)),
            np.log((edges + 0.1) / (usual + 0.1)),
            (signed[1:] * signed[:-1]).mean(axis=0) / ((signed**2).mean(axis=0) + 0.05),
            np.abs(signed.sum(axis=0)) / (size.sum(axis=0) + 0.3),
            size.min(axis=0) / (np.median(size, axis=0) + 0.05),
        ],
        axis=-1,
    )
    around = cv2.blur(np.clip(cues, -5, 5), (3, 3), borderType=cv2.BORDER_REFLECT)
    changing = (middle > LEAST_CHANGE) & _usable(window)
    return Cells(np.asarray(around, np.float64), changing, wide, edges - usual)


def veils(window: Sequence[Small], steps: Sequence[Step]) -> Iterator[Veil]:
    """Yield the veiled parts of *window* that may be smoke, of the :data:`MOST` largest.

    Its frames are *steps* apart.
    """
    cells = cells_of(window, steps)
    if cells is None or np.count_nonzero(cells.changing) < LEAST_CELLS:
        return
    odds = np.full(cells.changing.shape, -9.0)
    chances = _forest().chances(cells.cues[cells.changing])
    odds[cells.changing] = np.log(chances / (1 - chances))
    veiled = odds > 0
    if veiled.mean() > MOST_VEILED:
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(veiled.astype(np.uint8))
    sizes = stats[1:, cv2.CC_STAT_AREA]
    for number in np.argsort(-sizes, kind="stable")[:MOST]:
        if sizes[number] < LEAST_CELLS:
            return
        here = labels == number + 1
        with_rim = cv2.dilate(here.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        if np.percentile(cells.own_edges[with_rim], 90) > OUTLINE:
            continue
        looks = _looks(window, here)
        cues = dict(zip(CUES, map(float, cells.cues[here].mean(axis=0)), strict=True))
        figures = {
            "share": float(here.mean()),
            "strength": float(cells.strength[here].mean()),
            "odds": float(odds[here].mean()),
            "most_odds": float(odds[here].max()),
            "all_veiled": float(veiled.mean()),
            "all_changing": float(cells.changing.mean()),
            "coarse": cues["coarse"],
            "foreign": cues["foreign"],
            "onward": cues["onward"],
        }
        yield Veil(_box(here), figures | looks, _colour(looks))


@cache
def _stored() -> bytes:
    try:
        return (resources.files(__package__) / "models" / MODEL).read_bytes()
    except OSError as error:
        raise ModelError(MODEL, f"{MODEL} is missing: install witnessmark again.") from error


@cache
def _forest() -> Forest:
    return Forest.from_document(json.loads(_stored()), CUES)


def trees_digest() -> str:
    """Return the SHA-256 of the shipped trees."""
    return hashlib.sha256(_stored()).hexdigest()


def _own_change(before: Plane, now: Plane) -> Levels:
    """Return the change that neither exposure nor a slip of a pixel explains.

    Exposure is to first order a mix of the picture and a constant, fitted twice by least squares,
    the second time to the four fifths of pixels that it explains best; a slip is the picture's
    slope times a shift that is the same all around (Lucas and Kanade 1981).
    """
    change = cv2.subtract(now, before, dtype=cv2.CV_32F)
    picture = cv2.GaussianBlur(
        cv2.addWeighted(before, 0.5, now, 0.5, 0, dtype=cv2.CV_32F), (0, 0), 0.8
    )
    light, wanted = picture[::3, ::3].ravel(), change[::3, ::3].ravel()
    gain = base = 0.0
    for _ in range(2):
        mean = light.mean()
        gain = float(((light - mean) * wanted).mean() / (((light - mean) ** 2).mean() + 1))
        base = float(wanted.mean() - gain * mean)
        off = np.abs(wanted - np.float32(base) - np.float32(gain) * light)
        most = len(off) * 4 // 5
        kept = off <= np.partition(off, most)[most]
        light, wanted = light[kept], wanted[kept]
    change = change - np.float32(gain) * picture - np.float32(base)
    across, down = _slopes(picture)
    xx, xy, yy, xc, yc = (
        cv2.blur(one * other, (SLIP_OVER, SLIP_OVER))
        for one, other in (
            (across, across),
            (across, down),
            (down, down),
            (across, change),
            (down, change),
        )
    )
    # A level of slope is as good as none.
    xx, yy = xx + 1, yy + 1
    whole = xx * yy - xy * xy
    right = np.clip((yy * xc - xy * yc) / whole, -SLIP, SLIP)
    below = np.clip((xx * yc - xy * xc) / whole, -SLIP, SLIP)
    return np.asarray(change - right * across - below * down, np.float32)


def _slopes(picture: NDArray[Any]) -> tuple[Levels, Levels]:
    across, down = (cv2.Sobel(picture, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def _edges(luma: Plane) -> Levels:
    return np.asarray(cv2.magnitude(*_slopes(luma)), np.float32)


def _quiet(values: Floats) -> float:
    return float(np.percentile(values, 20))


def _median(planes: Sequence[Plane]) -> Plane:
    """Return the median of an odd number of *planes*, by sorting them as wholes."""
    ordered = list(planes)
    for turn in range(len(ordered)):
        for place in range(turn % 2, len(ordered) - 1, 2):
            one, other = ordered[place], ordered[place + 1]
            ordered[place : place + 2] = np.minimum(one, other), np.maximum(one, other)
    return ordered[len(ordered) // 2]


def _usable(window: Sequence[Small]) -> Mask:
    """Return the cells that every frame shows whole, and that are not as red as fire."""
    shown = np.logical_and.reduce([one.shown for one in window])
    return np.asarray(shown & (np.mean([one.fire for one in window], axis=0) < FIERY), np.bool_)


def _cells(image: Levels) -> Floats:
    height, width = image.shape
    size = (max(1, width // CELL), max(1, height // CELL))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float64)


def _looks(window: Sequence[Small], here: Mask) -> dict[str, float]:
    """Return the mean luma, chroma, and colourfulness inside."""
    height, width = window[0].luma.shape
    mask = cv2.resize(here.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    left, top, wide, high = cv2.boundingRect(mask)
    part = slice(top, top + high), slice(left, left + wide)
    inside = mask[part] > 0
    luma, blue, red = (
        np.mean([getattr(one, name)[part] for one in window], axis=0)[inside]
        for name in ("luma", "blue", "red")
    )
    return {
        "luma": float(luma.mean()),
        "blue": float(blue.mean()) - 128,
        "red": float(red.mean()) - 128,
        "colourful": float(np.hypot(blue - 128, red - 128).mean()),
    }


def _colour(looks: Mapping[str, float]) -> str:
    if looks["red"] > 4 and looks["blue"] < -6:
        return "brown"
    return "black" if looks["luma"] < 70 else "white" if looks["luma"] > 185 else "grey"


def _box(here: Mask) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(here)
    height, width = here.shape
    return (
        round(float(columns.min() / width), 4),
        round(float(rows.min() / height), 4),
        round(float((columns.max() + 1) / width), 4),
        round(float((rows.max() + 1) / height), 4),
    )
