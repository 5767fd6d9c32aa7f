"""Which pictures go on the contact sheet: one a take, and more where there is room."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.formats.sight_table import SightTable, Take
from witnessmark.publication.sight_plot.film import Picture

#: Pictures of one take nearer to one another than this, in seconds, would show the same.
_LEAST_APART = 1.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pictures for the sheet with the takes they are of, and how many takes have none."""

    pictures: tuple[tuple[Picture, Take], ...]
    left_out: int


def choose(pictures: tuple[Picture, ...], table: SightTable, *, fewest: int, most: int) -> Chosen:
    """Choose from *pictures* one a take, the longest *most* takes; fill up to *fewest*.

    A take's picture is the one nearest to its keyframe, or to its middle where it has none.
    """
    firsts = {take.number: _of(take, table, pictures) for take in table.takes}
    there = [(shown, take) for take in table.takes if (shown := firsts[take.number]) is not None]
    kept = sorted(there, key=lambda pair: (pair[1].start - pair[1].end, pair[1].start))[:most]
    if len(kept) < fewest:
        kept += _more(pictures, table, kept, fewest - len(kept))
    in_time = sorted(kept, key=lambda pair: pair[0].seconds)
    drawn = {take.number for _, take in in_time}
    return Chosen(tuple(in_time), len(table.takes) - len(drawn))


def _of(take: Take, table: SightTable, pictures: tuple[Picture, ...]) -> Picture | None:
    key = table.keyframe_of(take)
    wanted = (take.start + take.end) / 2 if key is None else key.start.json_seconds
    inside = [one for one in pictures if take.start <= one.seconds < take.end]
    return min(inside, key=lambda one: abs(one.seconds - wanted), default=None)


def _more(
    pictures: tuple[Picture, ...],
    table: SightTable,
    kept: list[tuple[Picture, Take]],
    wanted: int,
) -> list[tuple[Picture, Take]]:
    """Return further pictures, each the farthest in time from those that are there already."""
    times = [shown.seconds for shown, _ in kept]
    added: list[tuple[Picture, Take]] = []
    for _ in range(wanted):
        apart = [
            (min((abs(one.seconds - at) for at in times), default=_LEAST_APART), one)
            for one in pictures
        ]
        far, best = max(apart, key=lambda pair: (pair[0], -pair[1].seconds), default=(0.0, None))
        take = None if best is None else _take_at(best.seconds, table)
        if best is None or take is None or far < _LEAST_APART:
            break
        times.append(best.seconds)
        added.append((best, take))
    return added


def _take_at(seconds: float, table: SightTable) -> Take | None:
    return next((take for take in table.takes if take.start <= seconds < take.end), None)
