"""Repeated passages in a row of coarse pictures.

Frames at which the picture changes most are looked up among those before by where in the picture
it changes most, then and in the frames beside; each pair is then compared outwards, frame by frame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Thumbs = NDArray[np.uint8]
Numbers = NDArray[np.float32]

#: Width and height of a coarse picture.
SIZE = (16, 9)
#: Most that any cell of two frames may be apart, in levels: a second encoding changes the mean of a
#: cell by less than one, a thing that is elsewhere by tens.
MOST_APART = 6.0
#: Least correlation of the changes from frame to frame over a second.
LEAST_ALIKE = 0.75
#: Least mean change from frame to frame, in levels, for there to be any movement to compare.
LEAST_MOVED = 0.25
#: One frame is looked up in so many seconds: the one that changes most.
ANCHOR_EVERY = 0.2
#: No more than the latest so many frames with one key in common are compared.
MOST_LOOKED_UP = 24
#: A passage that agrees with itself at more distances than this repeats by itself.
MOST_DISTANCES = 3


@dataclass(frozen=True, slots=True)
class Repeat:
    """Frames from *first* up to *past* were shown *back* frames before; *alike*, 0 to 1."""

    first: int
    past: int
    back: int
    alike: float


def repeats(thumbs: Thumbs, seconds: NDArray[np.float64], shortest: float) -> Iterator[Repeat]:
    """Yield the passages of at least *shortest* seconds that were shown before, in order.

    *thumbs* (frames, cells) were shown from *seconds* on.
    """
    found: list[Repeat] = []
    # Frames up to which a distance was tried: whatever meets them again is the same passage.
    tried: dict[int, int] = {}
    for anchor, earlier in _pairs(thumbs, seconds, shortest):
        back = anchor - earlier
        if anchor < tried.get(back, 0):
            continue
        first, past = _passage(thumbs, anchor, back)
        tried[back] = past
        if past - first > back:
            continue
        one = _told(thumbs, first, past, back)
        if one is not None and seconds[one.past - 1] - seconds[one.first] >= 0.95 * shortest:
            found.append(one)
    yield from _best(found)


def _best(found: list[Repeat]) -> Iterator[Repeat]:
    """Yield the longest of those that overlap, without what repeats by itself."""
    kept: list[Repeat] = []
    for one in sorted(found, key=lambda r: (r.first - r.past, -r.alike, r.back)):
        same = [r for r in found if r.first < one.past and one.first < r.past]
        if len({r.back for r in same}) > MOST_DISTANCES:
            continue
        if all(one.past <= other.first or other.past <= one.first for other in kept):
            kept.append(one)
    yield from sorted(kept, key=lambda r: r.first)


def _pairs(
    thumbs: Thumbs, seconds: NDArray[np.float64], shortest: float
) -> Iterator[tuple[int, int]]:
    """Yield frames that change much, each with earlier ones that look and change like it."""
    seen: list[defaultdict[tuple[int, int], list[int]]] = [defaultdict(list) for _ in range(3)]
    for anchor in _anchors(thumbs, seconds):
        if not 2 <= anchor < len(thumbs) - 1:
            continue
        changes = np.diff(thumbs[anchor - 2 : anchor + 2].astype(np.int16), axis=0)
        most = [int(place) for place in np.abs(changes).argmax(axis=1)]
        signed = int(changes[1].argmax()), int(changes[1].argmin())
        earlier: dict[int, None] = {}
        for table, key in zip(seen, ((most[0], most[1]), (most[1], most[2]), signed), strict=True):
            earlier.update(dict.fromkeys(table[key][-MOST_LOOKED_UP:]))
            table[key].append(anchor)
        for other in earlier:
            apart = seconds[anchor] - seconds[other]
            if apart >= shortest and _same(thumbs, anchor, anchor - other):
                yield anchor, other


def _same(thumbs: Thumbs, place: int, back: int) -> bool:
    """Say whether the frame at *place* looks like the one *back* frames before it."""
    one, other = thumbs[place].astype(np.int16), thumbs[place - back].astype(np.int16)
    return bool(np.abs(one - other).max() <= MOST_APART)


def _anchors(thumbs: Thumbs, seconds: NDArray[np.float64]) -> Iterator[int]:
    """Yield the frame of each :data:`ANCHOR_EVERY` seconds before which the picture changed most.

    Peaks of change, so that a passage shown again has them in the same places.
    """
    moved = np.zeros(len(thumbs), np.float32)
    for low in range(1, len(thumbs), 4096):
        high = min(len(thumbs), low + 4096)
        moved[low:high] = _apart(thumbs[low:high], thumbs[low - 1 : high - 1])
    reach = 2
    padded = np.pad(moved, reach, constant_values=-1)
    peaks = moved >= np.max([padded[k : k + len(moved)] for k in range(2 * reach + 1)], axis=0)
    last = -1.0
    for place in np.flatnonzero(peaks & (moved >= LEAST_MOVED)):
        if seconds[place] - last >= ANCHOR_EVERY / 2:
            last = float(seconds[place])
            yield int(place)


def _apart(one: Thumbs, other: Thumbs) -> Numbers:
    """Return the mean difference of each pair of rows, in levels."""
    return np.asarray(
        np.abs(one.astype(np.int16) - other.astype(np.int16)).mean(axis=1), np.float32
    )


def _passage(thumbs: Thumbs, anchor: int, back: int) -> tuple[int, int]:
    """Return first and past frame around *anchor* of what looks as it did *back* frames before.

    No further than is needed to see that it is longer than *back*.
    """
    # Backwards through the frames before, then forwards: as one row of frames either way.
    now, before = thumbs[back:anchor][::-1], thumbs[: anchor - back][::-1]
    first = anchor - _agreeing(now[: back + 1], before[: back + 1])
    now, before = thumbs[anchor + 1 :], thumbs[anchor + 1 - back :]
    left = max(0, back + 1 - (anchor - first))
    return first, anchor + 1 + _agreeing(now[:left], before[:left])


def _agreeing(some: Thumbs, others: Thumbs) -> int:
    """Return how many of *some* are the same as the first of *others*, in a row."""
    count, block = 0, 16
    while count < len(some):
        one, other = some[count : count + block], others[count : count + block]
        apart = np.maximum(one, other[: len(one)]) - np.minimum(one, other[: len(one)])
        off = apart.max(axis=1) > MOST_APART
        if off.any():
            return count + int(off.argmax())
        count, block = count + len(one), min(4 * block, 4096)
    return count


def _told(thumbs: Thumbs, first: int, past: int, back: int) -> Repeat | None:
    """Return the passage as a repeat, None where too little moves in it, or otherwise."""
    if past - first < 4:
        return None
    one = np.diff(thumbs[first:past].astype(np.float32), axis=0)
    other = np.diff(thumbs[first - back : past - back].astype(np.float32), axis=0)
    energy = float(np.sqrt(float((one**2).sum()) * float((other**2).sum())))
    if np.abs(one).mean() < LEAST_MOVED or energy == 0:
        return None
    alike = float((one * other).sum()) / energy
    return Repeat(first, past, back, alike) if alike >= LEAST_ALIKE else None
