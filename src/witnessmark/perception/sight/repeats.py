"""Repeated passages in a row of coarse pictures.

Frames at which the picture changes most are looked up among those before by where in the picture
it changes most, then and in the frames beside; each pair is then compared outwards, frame by frame.
"""

from __future__ import annotations

from bisect import bisect_left
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
#: Most frames that are worked on at once.
BLOCK = 4096
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
    ordered = sorted(found, key=lambda r: r.first)
    kept: list[Repeat] = []
    for one in sorted(found, key=lambda r: (r.first - r.past, -r.alike, r.back)):
        place = bisect_left(kept, one.first, key=lambda r: r.first)
        beside = kept[max(0, place - 1) : place + 1]
        free = all(one.past <= other.first or other.past <= one.first for other in beside)
        if free and not _by_itself(one, ordered):
            kept.insert(place, one)
    yield from kept


def _by_itself(one: Repeat, ordered: list[Repeat]) -> bool:
    """Say whether what is shown in *one* was shown at too many distances; *ordered* by first."""
    distances: set[int] = set()
    past = bisect_left(ordered, one.past, key=lambda r: r.first)
    # From the nearest back: where much repeats, it is known at once.
    for place in range(past - 1, -1, -1):
        if ordered[place].past > one.first:
            distances.add(ordered[place].back)
            if len(distances) > MOST_DISTANCES:
                return True
    return False


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
    for low in range(1, len(thumbs), BLOCK):
        high = min(len(thumbs), low + BLOCK)
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
        count, block = count + len(one), min(4 * block, BLOCK)
    return count


def _told(thumbs: Thumbs, first: int, past: int, back: int) -> Repeat | None:
    """Return the passage as a repeat, None where too little moves in it, or otherwise."""
    if past - first < 4:
        return None
    own = theirs = both = moved = 0.0
    # In blocks: a passage may be an hour long.
    for low in range(first, past - 1, BLOCK):
        high = min(past, low + BLOCK + 1)
        one, other = (
            np.diff(part.astype(np.float32), axis=0)
            for part in (thumbs[low:high], thumbs[low - back : high - back])
        )
        own, theirs = own + float((one**2).sum()), theirs + float((other**2).sum())
        both, moved = both + float((one * other).sum()), moved + float(np.abs(one).sum())
    energy = float(np.sqrt(own * theirs))
    if moved < LEAST_MOVED * (past - first - 1) * thumbs.shape[1] or energy == 0:
        return None
    alike = both / energy
    return Repeat(first, past, back, alike) if alike >= LEAST_ALIKE else None
