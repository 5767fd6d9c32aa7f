"""Specks: small things that are at a place in one frame of a burst and not in its neighbours.

Conventions
-----------
A residue is what is brighter in a frame than two frames before and two after it, a pixel around
included, so that an edge that trembles leaves nothing. A speck is a small connected piece of it.
A chain is three specks in three frames, equally far apart on a line: what flies does that, noise
does it by chance, and chance has no direction, so that what goes against the common way tells how
much of what goes along with it is chance. Speeds are in heights of the picture a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sight.bursts import Burst

Floats = NDArray[np.float64]

#: Frames to either side that a frame is held against: a flake out of focus still touches its own
#: place in the next one.
AWAY = 2

#: Least residue, in levels of luma, that counts.
LEAST_RESIDUE = 6

#: Most specks of one frame that are followed, the strongest.
MOST_SPECKS = 400

#: Fastest fall that is followed, heights a second: flakes fall at up to 2 m/s (Locatelli and
#: Hobbs, J. Geophys. Res. 79, 1974, 2185), and a metre from a phone the picture is over 1 m high.
FASTEST = 2.0

#: Least step between frames of a chain, in pixels: below it a light that flickers is no flier.
LEAST_STEP = 1.5

#: How far from the predicted place, in pixels and as a share of the step, a chain's third may be.
SLACK, SLACK_SHARE = 1.2, 0.08

_KERNEL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Specks:
    """The specks of one frame: place, area, residue, long to short axis and tilt of each.

    ``at`` is (n, 2) x and y in pixels; ``length`` in pixels along the long axis; ``tilt`` in
    radians from upright, within a right angle to either side.
    """

    at: Floats
    area: Floats
    residue: Floats
    length: Floats
    slender: Floats
    tilt: Floats

    def __len__(self) -> int:
        return len(self.area)

    def chosen(self, keep: NDArray[np.bool_] | NDArray[np.intp]) -> Specks:
        """Return those that *keep* picks."""
        parts = (self.at, self.area, self.residue, self.length, self.slender, self.tilt)
        at, *rest = (part[keep] for part in parts)
        area, residue, length, slender, tilt = rest
        return Specks(at, area, residue, length, slender, tilt)


def specks(burst: Burst) -> list[Specks]:
    """Return the specks of each of the burst's frames but the first and last :data:`AWAY`."""
    wide = [cv2.dilate(one, _KERNEL) for one in burst.luma]
    found = []
    for before, now, after in zip(wide, burst.luma[AWAY:], wide[2 * AWAY :], strict=False):
        residue = np.asarray(cv2.subtract(now, cv2.max(before, after)), np.uint8)
        found.append(_measured(residue, threshold(residue)))
    return found


def threshold(residue: NDArray[np.uint8]) -> int:
    """Return the least residue that stands out of the grain of its frame."""
    some = residue[::3, ::3]
    positive = some[some > 0]
    if positive.size < some.size // 200:
        return LEAST_RESIDUE
    return int(max(LEAST_RESIDUE, 2.5 * float(np.median(positive))))


def _measured(residue: NDArray[np.uint8], least: int) -> Specks:
    _, mask = cv2.threshold(residue, least - 1, 1, cv2.THRESH_BINARY)
    count, labels = cv2.connectedComponents(mask, connectivity=8)
    flat = np.flatnonzero(mask)
    ys, xs = np.divmod(flat, mask.shape[1])
    which = labels.ravel()[flat] - 1
    n = count - 1
    area = np.bincount(which, minlength=n).astype(np.float64)
    if not n:
        empty = np.zeros(0)
        return Specks(np.zeros((0, 2)), empty, empty, empty, empty, empty)

    def mean(values: Floats) -> Floats:
        return np.bincount(which, values, n) / area

    x, y = mean(xs), mean(ys)
    dx, dy = xs - x[which], ys - y[which]
    # A pixel is a square, not a point: it spreads by a twelfth along either axis.
    xx, yy, xy = mean(dx * dx) + 1 / 12, mean(dy * dy) + 1 / 12, mean(dx * dy)
    spread = np.hypot(xx - yy, 2 * xy)
    long, short = (xx + yy + spread) / 2, np.maximum((xx + yy - spread) / 2, 1 / 12)
    # Angle of the long axis from upright: 0 where it stands, positive where it leans right.
    tilt = 0.5 * np.arctan2(-2 * xy, yy - xx)
    strength = mean(residue.ravel()[flat].astype(np.float64))
    return Specks(
        np.stack([x, y], axis=1),
        area,
        strength,
        np.sqrt(12 * long),
        np.sqrt(long / short),
        tilt,
    )


@dataclass(frozen=True, slots=True)
class Flight:
    """How the specks of a burst move together.

    ``count`` is specks a frame; ``along`` the share of them in chains that go the common way,
    ``against`` the share in chains that go the opposite one, which is chance; ``angle`` the
    common way in radians from straight down; ``speed`` heights a second; ``spread`` the share
    of the frame's cells that hold a speck of a chain.
    """

    count: float
    along: float
    against: float
    angle: float
    speed: float
    spread: float
    agreement: float

    @property
    def figures(self) -> Mapping[str, float]:
        """The same by name."""
        return {name: float(getattr(self, name)) for name in self.__slots__}


#: Cells across and down over which the spread of specks is counted.
CELLS = (8, 5)

_STILL = Flight(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


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
    steps = np.concatenate([step for step, _, _ in chains] or [np.zeros((0, 2))])
    if len(steps) < 4:
        return Flight(count, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    ways = np.arctan2(steps[:, 0], steps[:, 1])
    angle = _common(ways)
    along = np.cos(ways - angle) > np.cos(np.pi / 4)
    against = np.cos(ways - angle) < -np.cos(np.pi / 4)
    shares = np.zeros(2)
    seen = np.zeros(CELLS[::-1], bool)
    at = 0
    for step, middle, places in chains:
        here = slice(at, at + len(step))
        for way, mask in enumerate((along[here], against[here])):
            shares[way] += len(np.unique(middle[mask]))
        cells = np.minimum(places * CELLS / (width, height), np.array(CELLS) - 1).astype(int)
        seen[cells[along[here], 1], cells[along[here], 0]] = True
        at += len(step)
    middles = sum(len(one) for one in small[1:-1])
    speed = float(np.median(np.hypot(*steps[along].T))) / (burst.apart * height)
    agreement = float(np.hypot(np.cos(ways).mean(), np.sin(ways).mean()))
    return Flight(
        count, shares[0] / middles, shares[1] / middles, angle, speed, float(seen.mean()), agreement
    )


def _followed(one: Specks, height: int) -> Specks:
    """Return the specks that may be flakes, the strongest: neither single pixels nor large."""
    large = (0.04 * height) ** 2
    kept = one.chosen((one.area >= 2) & (one.area <= large) & (one.length <= 0.06 * height))
    if len(kept) <= MOST_SPECKS:
        return kept
    strongest = np.argsort(-kept.residue * kept.area, kind="stable")[:MOST_SPECKS]
    return kept.chosen(np.sort(strongest))


def _chains(
    a: Specks, b: Specks, c: Specks, reach: float, shape: tuple[int, int]
) -> tuple[Floats, NDArray[np.intp], Floats]:
    """Return the steps of all chains, which speck of *b* each goes through, and where."""
    nothing = np.zeros((0, 2)), np.zeros(0, np.intp), np.zeros((0, 2))
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
    return step[first, second][near], second[near], b.at[second[near]]


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
