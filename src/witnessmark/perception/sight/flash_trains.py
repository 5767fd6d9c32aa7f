"""Flashes at one place in quick succession, and how many a minute they are."""

from __future__ import annotations

from collections.abc import Sequence

from witnessmark.perception.sight.flash_evidence import PLACE
from witnessmark.perception.sight.glows import Glow

#: Most seconds between two flashes of one train: the slowest automatic fire is about 250 a minute.
GAP = 0.25

#: Flashes that make a train.
LEAST = 3


def rates(flashes: Sequence[Glow]) -> list[float | None]:
    """Return for each of *flashes*, in order of time, how many a minute its train has.

    None where it stands alone, or where frames are too far apart to keep one flash from the next:
    at least two frames must fall to each (Nyquist).
    """
    found: list[float | None] = [None] * len(flashes)
    trains: list[list[int]] = []
    for number, one in enumerate(flashes):
        trains = [train for train in trains if _late(flashes[train[-1]], one) <= GAP]
        mine = next((train for train in trains if _goes_on(flashes[train[-1]], one)), [])
        if not mine:
            trains.append(mine)
        mine.append(number)
        rate = _rate([flashes[member] for member in mine])
        for member in mine:
            found[member] = rate
    return found


def _late(last: Glow, one: Glow) -> float:
    return float(one.start - last.start)


def _goes_on(last: Glow, one: Glow) -> bool:
    reach = PLACE * max(one.size)
    apart = max(abs(a - b) for a, b in zip(last.scene, one.scene, strict=True))
    return 0 < _late(last, one) <= GAP and apart <= reach


def _rate(train: Sequence[Glow]) -> float | None:
    if len(train) < LEAST:
        return None
    interval = _late(train[0], train[-1]) / (len(train) - 1)
    frame = min(one.seconds / len(one.rises) for one in train)
    return round(60 / interval) if interval >= 2 * frame * 0.999 else None
