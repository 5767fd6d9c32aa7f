"""Which stretches of a long recording are drawn a second time, larger.

Conventions
-----------
Shots and explosions with no more than :data:`PAUSE` seconds between them belong to one stretch;
one longer than :data:`LONGEST` is cut, at its longest pause in the second half of that time. Where
there are more stretches than places, those with the most shots are taken, in order of time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.formats import SoundTable
from witnessmark.model import Kind

#: A recording this long, in seconds, is read well enough in one drawing.
WHOLE = 30.0
#: Longest pause within one stretch, seconds.
PAUSE = 2.5
#: A close-up is at least and at most so many seconds long.
SHORTEST, LONGEST = 3.0, 8.0
#: Most close-ups in one drawing.
MOST = 8
#: Seconds shown before the first and after the last event.
_MARGIN = 0.6


@dataclass(frozen=True, slots=True)
class CloseUps:
    """Stretches in seconds, in order; ``left_out`` shots are in none of them."""

    stretches: tuple[tuple[float, float], ...]
    left_out: int


def close_ups(table: SoundTable, length: float) -> CloseUps:
    """Return the stretches of a recording of *length* seconds that deserve a close-up."""
    if length <= WHOLE:
        return CloseUps((), 0)
    shots = [shot.seconds for shot in table.shots]
    bangs = [o.start.json_seconds for o in table.others if o.kind is Kind.EXPLOSION]
    runs = _runs(sorted([*shots, *bangs]))
    chosen = sorted(sorted(runs, key=lambda run: (-len(run), run[0]))[:MOST])
    inside = {moment for run in chosen for moment in run}
    return CloseUps(
        tuple(_framed(run[0], run[-1], length) for run in chosen),
        sum(moment not in inside for moment in shots),
    )


def _runs(moments: list[float]) -> Iterator[list[float]]:
    """Cut ascending *moments* at every long pause, and long runs at a pause near their middle."""
    start = 0
    for end in range(1, len(moments) + 1):
        if end < len(moments) and moments[end] - moments[end - 1] <= PAUSE:
            continue
        while moments[end - 1] - moments[start] > LONGEST:
            half = bisect_left(moments, moments[start] + LONGEST / 2, start + 1, end)
            beyond = bisect_right(moments, moments[start] + LONGEST, start, end)
            cut = max(range(half, beyond + 1), key=lambda n: moments[n] - moments[n - 1])
            yield moments[start:cut]
            start = cut
        yield moments[start:end]
        start = end


def _framed(first: float, last: float, length: float) -> tuple[float, float]:
    spare = max(SHORTEST - (last - first), 2 * _MARGIN)
    # More room after than before: what follows a shot are its echoes.
    start = max(0.0, first - min(_MARGIN, spare / 2))
    end = min(length, last + spare - min(_MARGIN, spare / 2))
    return start, max(end, min(length, start + SHORTEST))
