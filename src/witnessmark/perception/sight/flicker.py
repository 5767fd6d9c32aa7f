"""How things the colour of fire flicker: regions of a second of frames, and how they change.

Conventions
-----------
A pixel has the colour of fire by the rules of Celik and Demirel (Fire Saf. J. 44, 2009, 147) in
their form for Y, Cb and Cr: bright, red above blue by far. Open fires flicker at 1.5 / sqrt(D) Hz
for a base of D metres (Cetegen and Ahmed, Combust. Flame 93, 1993, 157): 3 to 15 Hz for bases
of 1 to 25 cm. Light and spread about its own middle do not change where a hand shakes, so they
are what is followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View

Floats = NDArray[np.float64]
Plane = NDArray[np.uint8]

#: Least luma of a pixel of fire, and least excess of its red over its blue (their tau, 40 levels).
LEAST_LUMA, LEAST_VIVID = 80, 40

#: Least depth of flicker, the standard deviation of its light within the band over its mean.
LEAST_DEPTH = 0.04

#: Excess of red over blue that warm light on anything gives.
PALE = 20

#: Luma from which a pixel is part of a fire's white core.
HOT = 200

#: Least pixels of ``View.quarter`` that are worth a look.
LEAST = 4

#: Cells of the coarse map of fire, across and down at 16 : 9.
ACROSS = 32

#: Most growth over a window, as a logarithm: what was not there at its start did not flicker yet.
MOST_TREND = 3.0

#: Share of a cell, on average over a window, from which it belongs to a region.
LEAST_SHARE = 0.02

#: Regions of a window that are measured, the largest.
MOST_REGIONS = 3

#: What open fire flickers at, in hertz.
BAND = (3.0, 15.0)


@dataclass(frozen=True, slots=True, eq=False)
class Glow:
    """The fire-coloured part of one frame on coarse cells.

    ``share`` of each cell that it covers; ``fire``, luma times how far red exceeds blue, of all
    pixels, so that nothing hangs on a threshold; ``light`` and ``vivid``, luma and that excess
    within the share; ``core``, the share that is nearly white beside it.
    """

    share: NDArray[np.float32]
    fire: NDArray[np.float32]
    light: NDArray[np.float32]
    vivid: NDArray[np.float32]
    core: NDArray[np.float32]


def glow(view: View) -> Glow | None:
    """Return the fire-coloured part of *view*, None where it has fewer than :data:`LEAST` pixels.

    It is sought at the size of ``View.quarter``.
    """
    luma = view.quarter
    height, width = luma.shape
    red, blue = (_thinned(one, height, width) for one in (view.red, view.blue))
    vivid = np.asarray(cv2.subtract(red, blue), np.uint8)
    mask = _from(vivid, LEAST_VIVID)
    if cv2.countNonZero(mask) < LEAST:
        return None
    mask &= _from(luma, LEAST_LUMA)
    if cv2.countNonZero(mask) < LEAST:
        return None
    size = (ACROSS, max(1, round(ACROSS * height / width)))
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    warm = np.asarray(cv2.multiply(np.maximum(vivid, PALE) - PALE, luma, scale=1 / 255), np.uint8)
    return Glow(
        share=np.asarray(_reduced(mask, size) / 255, np.float32),
        fire=_reduced(warm, size),
        light=_reduced(luma & mask, size),
        vivid=_reduced(vivid & mask, size),
        core=_reduced(((luma >= HOT) & near).astype(np.uint8), size),
    )


def _from(plane: Plane, least: int) -> Plane:
    return np.asarray(cv2.threshold(plane, least - 1, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _thinned(plane: Plane, height: int, width: int) -> Plane:
    """Return every second row and column of *plane*, cut or drawn out to a size."""
    # Of twice the size, the nearest are every second: copied so, in half the time of a slice.
    even = plane.shape == (2 * height, 2 * width)
    if not even and plane[::2, ::2].shape == (height, width):
        return np.ascontiguousarray(plane[::2, ::2])
    way = cv2.INTER_NEAREST if even else cv2.INTER_LINEAR
    thin = cv2.resize(plane, (width, height), interpolation=way)
    return np.asarray(thin, np.uint8).reshape(height, width)


def _reduced(plane: Plane, size: tuple[int, int]) -> NDArray[np.float32]:
    reduced = cv2.resize(plane.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(reduced, np.float32).reshape(size[::-1])


@dataclass(frozen=True, slots=True)
class Region:
    """One fire-coloured region of a window, and how it flickers; ``box`` in shares of the frame."""

    box: tuple[float, float, float, float]
    figures: Mapping[str, float]


def regions(window: Sequence[Glow | None], seconds: float) -> Iterator[Region]:
    """Yield the largest regions of a *window* of so many *seconds* that flicker at all."""
    held = [one for one in window if one is not None]
    if len(held) < 0.6 * len(window) or len(window) < 8:
        return
    if any(one.share.shape != held[0].share.shape for one in held):
        return
    nothing = np.zeros_like(held[0].share)
    share, fire, light, vivid, core = (
        np.array([nothing if one is None else getattr(one, name) for one in window], np.float64)
        for name in ("share", "fire", "light", "vivid", "core")
    )
    mean = share.mean(axis=0)
    wide = cv2.dilate((mean > LEAST_SHARE).astype(np.uint8), np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(wide)
    sizes = [(float(mean[labels == n].sum()), n) for n in range(1, count)]
    for _, n in sorted(sizes, reverse=True)[:MOST_REGIONS]:
        inside = labels == n
        figures = _figures(fire * inside, len(window) / seconds)
        if figures["depth"] < LEAST_DEPTH or abs(figures["trend"]) > MOST_TREND:
            continue
        area = max(float((share * inside).sum()), 1e-6)
        figures |= {
            "size": area / share.size,
            "luma": float((light * inside).sum()) / area,
            "vivid": float((vivid * inside).sum()) / area,
            "core": float((core * inside).sum()) / area,
        }
        yield Region(_box(np.where(inside, mean, 0)), figures)


def _box(mean: Floats) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(mean > 0.25 * mean.max())
    height, width = mean.shape
    return (
        round(float(columns.min() / width), 4),
        round(float(rows.min() / height), 4),
        round(float((columns.max() + 1) / width), 4),
        round(float((rows.max() + 1) / height), 4),
    )


def _figures(fire: Floats, rate: float) -> dict[str, float]:
    """Return how the *fire* of each frame's cells flickers, at *rate* frames a second."""
    whole = fire.sum(axis=(1, 2))
    there = whole > 0.2 * np.percentile(whole, 90)
    places, spreads = zip(*(_place(fire, axis) for axis in (1, 2)), strict=True)
    series, down, across = (_detrended(one, rate) for one in (whole, *spreads))
    wander = [
        place[there].std() / spread[there].mean()
        for place, spread in zip(places, spreads, strict=True)
    ]
    frequency, power = _spectrum(series, rate)
    band = (frequency >= BAND[0]) & (frequency <= BAND[1])
    cells = fire.reshape(len(fire), -1)
    churn = np.abs(np.diff(cells, axis=0)).sum(axis=1) / np.maximum(whole[1:], 1e-6)
    third = max(1, len(whole) // 3)
    share = float(power[band].sum() / max(power[1:].sum(), 1e-12))
    return {
        "presence": float(there.mean()),
        "depth": float(series.std()) * share**0.5,
        "shape_depth": float(np.hypot(across.std(), down.std())),
        "wander": float(np.hypot(*wander)),
        "band": share,
        "flicker_hz": float((frequency * power)[band].sum() / max(power[band].sum(), 1e-12)),
        "churn": float(np.median(churn)),
        "trend": float(np.log((whole[-third:].mean() + 1e-6) / (whole[:third].mean() + 1e-6))),
    }


def _place(fire: Floats, axis: int) -> tuple[Floats, Floats]:
    """Return the mean place of each frame's fire along an *axis*, and its spread, in cells."""
    profile = fire.sum(axis=3 - axis)
    place = np.arange(profile.shape[1])
    total = np.maximum(profile.sum(axis=1), 1e-9)
    middle: Floats = np.asarray(profile @ place / total, np.float64)
    around = (place[None] - middle[:, None]) ** 2
    spread: Floats = np.asarray((profile * around).sum(axis=1) / total + 1 / 12, np.float64)
    return middle, np.asarray(np.sqrt(spread), np.float64)


def _detrended(series: Floats, rate: float) -> Floats:
    """Return *series* over its own running mean of half a second, less one."""
    side = max(1, round(rate / 4))
    padded = np.pad(series, side, mode="reflect" if len(series) > side else "edge")
    mean = np.convolve(padded, np.ones(2 * side + 1) / (2 * side + 1), "valid")
    return series / np.maximum(mean, 1e-6) - 1


def _spectrum(series: Floats, rate: float) -> tuple[Floats, Floats]:
    window = np.hanning(len(series) + 2)[1:-1]
    power = np.asarray(np.abs(np.fft.rfft((series - series.mean()) * window)) ** 2, np.float64)
    return np.asarray(np.fft.rfftfreq(len(series), 1 / rate), np.float64), power
