"""How specks fly: chains of three through a burst, and the way that most of them go.

Conventions
-----------
A chain is three specks in three frames, equally far apart on a line: what flies does that, noise
does it by chance, and chance has no direction, so that what goes against the common way tells how
much of what goes along with it is chance. Speeds are in heights of the picture a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sight.bursts import Burst
from witnessmark.perception.sight.specks import Specks

Floats = NDArray[np.float64]

#: Most specks of one frame that are followed, the strongest.
MOST_SPECKS = 400

#: Fastest fall that is followed, heights a second: flakes fall at up to 2 m/s (Locatelli and
#: Hobbs, J. Geophys. Res. 79, 1974, 2185), and a metre from a phone the picture is over 1 m high.
FASTEST = 2.0

#: Least step between frames of a chain, in pixels: below it a light that flickers is no flier.
LEAST_STEP = 1.5

#: How far from the predicted place, in pixels and as a share of the step, a chain's third may be.
SLACK, SLACK_SHARE = 1.2, 0.08

#: Cells across and down over which the spread of specks is counted.
CELLS = (8, 5)

#: Fewest chains of a burst that have a common way.
LEAST_CHAINS = 4


@dataclass(frozen=True, slots=True)
class Flight:
    """How the specks of a burst move together.

    ``count`` is specks a frame; ``along`` the share of them in chains that go the common way,
    ``against`` the share in chains that go the opposite one; ``angle`` the common way in radians
    from straight down; ``speed`` heights a second; ``spread`` the share of the frame's cells that
    hold a speck of a chain along it.
    """

    count: float
    along: float
    against: float
    angle: float
    speed: float
    spread: float


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """Chains through three frames: step to the next, number and place of the middle speck."""

    step: Floats
    middle: NDArray[np.intp]
    place: Floats


def flight(found: Sequence[Specks], burst: Burst) -> Flight:
    """Return how the specks *found* in the frames of *burst* move."""
    height, width = burst.luma[0].shape
    small = [_followed(one, height) for one in found]
    count = float(np.mean([len(one) for one in small])) if small else 0.0
    reach = FASTEST * burst.apart * height
    chains = [
        _chains(*three, reach, (height, width))
        for three in zip(small, small[1:], small[2:], strict=False)
    ]
    ways = [np.arctan2(one.step[:, 0], one.step[:, 1]) for one in chains]
    if sum(map(len, ways)) < LEAST_CHAINS:
        return Flight(count, 0.0, 0.0, 0.0, 0.0, 0.0)
    angle = _common(np.concatenate(ways))
    along = [np.cos(way - angle) > np.cos(np.pi / 4) for way in ways]
    against = [np.cos(way - angle) < -np.cos(np.pi / 4) for way in ways]
    steps = np.concatenate([one.step[kept] for one, kept in zip(chains, along, strict=True)])
    middles = sum(len(one) for one in small[1:-1])
    return Flight(
        count,
        _in_chains(chains, along) / middles,
        _in_chains(chains, against) / middles,
        angle,
        float(np.median(np.hypot(*steps.T))) / (burst.apart * height),
        _spread(chains, along, (width, height)),
    )


def _in_chains(chains: Sequence[Chains], kept: Sequence[NDArray[np.bool_]]) -> int:
    return sum(len(np.unique(one.middle[mask])) for one, mask in zip(chains, kept, strict=True))


def _spread(
    chains: Sequence[Chains], kept: Sequence[NDArray[np.bool_]], size: tuple[int, int]
) -> float:
    places = np.concatenate([one.place[mask] for one, mask in zip(chains, kept, strict=True)])
    cells = np.minimum(places * CELLS / size, np.array(CELLS) - 1).astype(int)
    return len(np.unique(cells, axis=0)) / (CELLS[0] * CELLS[1])


def _followed(one: Specks, height: int) -> Specks:
    """Return the specks that may be flakes, the strongest: neither single pixels nor large."""
    large = (0.04 * height) ** 2
    kept = one.chosen((one.area >= 2) & (one.area <= large) & (one.length <= 0.06 * height))
    if len(kept) <= MOST_SPECKS:
        return kept
    strongest = np.argsort(-kept.residue * kept.area, kind="stable")[:MOST_SPECKS]
    return kept.chosen(np.sort(strongest))


def _chains(a: Specks, b: Specks, c: Specks, reach: float, shape: tuple[int, int]) -> Chains:
    """Return all chains from *a* through *b* to *c* whose steps are no longer than *reach*."""
    nothing = Chains(np.zeros((0, 2)), np.zeros(0, np.intp), np.zeros((0, 2)))
    if not len(a) or not len(b) or not len(c):
        return nothing
    step = b.at[None, :, :] - a.at[:, None, :]
    far = np.hypot(step[..., 0], step[..., 1])
    alike = np.abs(np.log(b.area[None, :] / a.area[:, None])) < 1.1
    first, second = np.nonzero((far > LEAST_STEP) & (far < reach) & alike)
    target = b.at[second] + step[first, second]
    inside = ((target >= 0) & (target < shape[::-1])).all(axis=1)
    first, second, target = first[inside], second[inside], target[inside]
    if not len(second):
        return nothing
    third = _near_by(c, shape)[target[:, 1].astype(int), target[:, 0].astype(int)]
    off = np.hypot(*(c.at[third] - target).T)
    near = (third >= 0) & (off < SLACK + SLACK_SHARE * far[first, second])
    near &= np.abs(np.log(c.area[third] / b.area[second])) < 1.1
    return Chains(step[first, second][near], second[near], b.at[second[near]])


def _near_by(c: Specks, shape: tuple[int, int]) -> NDArray[np.int32]:
    """Return for every pixel which speck lies within six pixels, the last of several, or -1."""
    image = np.zeros(shape, np.uint16)
    image[c.at[:, 1].astype(int), c.at[:, 0].astype(int)] = np.arange(1, len(c) + 1)
    return np.asarray(cv2.dilate(image, np.ones((13, 13), np.uint8)), np.int32) - 1


def _common(ways: Floats) -> float:
    """Return the way, in radians from straight down, that most of *ways* lie near."""
    sectors = np.arange(24) * (2 * np.pi / 24)
    near = np.cos(ways[None, :] - sectors[:, None])
    votes = np.where(near > np.cos(np.pi / 6), near, 0).sum(axis=1)
    rough = sectors[int(np.argmax(votes))]
    kept = ways[np.cos(ways - rough) > np.cos(np.pi / 6)]
    return float(np.arctan2(np.sin(kept).mean(), np.cos(kept).mean()))
