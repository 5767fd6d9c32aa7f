"""Readings on a time axis that need not start at zero: steps that a clock is read by."""

from __future__ import annotations

import math

from witnessmark.clock import clock_face

#: Steps in seconds, with the digits that a reading needs after the point.
_STEPS = (
    *((step, 3) for step in (0.001, 0.002, 0.005)),
    *((step, 2) for step in (0.01, 0.02, 0.05)),
    *((step, 1) for step in (0.1, 0.2, 0.5)),
    *((step, 0) for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)),
)


def time_ticks(start: float, end: float, most: int) -> tuple[tuple[float, str], ...]:
    """Return where from *start* to *end* seconds to put a tick, *most* at most, and its reading.

    >>> time_ticks(59.2, 61.7, most=4)
    ((60, '1:00'), (61, '1:01'))
    """
    length = end - start
    step, places = next((pair for pair in _STEPS if length / pair[0] <= most), _STEPS[-1])
    if length / step > most:
        step, places = math.ceil(length / most / 3600) * 3600, 0
    first, last = math.ceil(start / step - 1e-9), math.floor(end / step + 1e-9)
    return tuple((n * step, _reading(n * step, places)) for n in range(first, last + 1))


def _reading(seconds: float, places: int) -> str:
    face = clock_face(seconds, places=max(places, 1))
    return face if places else face.split(".")[0]
