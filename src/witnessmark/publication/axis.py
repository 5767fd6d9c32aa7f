"""The time axis under a timeline: readings a clock is read by, few enough for a phone."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Steps a time axis may take, in seconds: those a clock is read by.
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
_MOST_STEPS = 7


@dataclass(frozen=True, slots=True)
class AxisStep:
    """A reading on the axis; ``anchor`` keeps the first and last inside the drawing."""

    at: str
    label: str
    anchor: str


def axis(length: float) -> tuple[AxisStep, ...]:
    """Return the axis steps: ``m:ss``, with tenths only where steps are shorter than a second."""
    step = next((s for s in _STEPS if length / s <= _MOST_STEPS), _STEPS[-1])
    if length / step > _MOST_STEPS:
        step = math.ceil(length / _MOST_STEPS / 3600) * 3600
    steps = []
    for number in range(math.floor(length / step + 1e-9) + 1):
        share = min(number * step / length, 1.0)
        anchor = "start" if number == 0 else "end" if share > 0.97 else "middle"
        steps.append(AxisStep(f"{share * 100:.4f}%", _label(number * step, step), anchor))
    return tuple(steps)


def _label(seconds: float, step: float) -> str:
    whole, tenths = divmod(round(seconds * 10), 10)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    face = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
    return f"{face}.{tenths}" if step < 1 else face
