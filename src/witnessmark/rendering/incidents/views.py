"""What the camera shows of an incident: one view, or several with hard cuts between.

Conventions
-----------
Every view has the focus of the incident well inside it. Wide views that look up a little follow
narrow ones that look down a little, so that each cut can be seen. Degrees; bearings clockwise
from straight ahead.
"""

from __future__ import annotations

from typing import Any

import numpy as np

#: Seconds that a view lasts at least.
SHORTEST_VIEW = 2.5


def draw_camera(random: np.random.Generator, focus: float, duration: float) -> dict[str, Any]:
    """Draw the views of a recording of *duration* seconds that looks towards *focus*."""
    starts = [0.0]
    for start in sorted(random.uniform(SHORTEST_VIEW, duration - SHORTEST_VIEW, _cuts(random))):
        if start - starts[-1] >= SHORTEST_VIEW:
            starts.append(round(float(start), 3))
    wide = bool(random.random() < 0.7)
    views = []
    for number, start in enumerate(starts):
        broad = wide is (number % 2 == 0)
        angle = float(random.uniform(60.0, 78.0) if broad else random.uniform(28.0, 36.0))
        tilt = float(random.uniform(2.0, 6.0) if broad else random.uniform(-2.0, 0.0))
        views.append(
            {
                "start": start,
                "bearing": round(focus + float(random.uniform(-0.2, 0.2)) * angle, 3),
                "tilt": round(tilt, 3),
                "angle": round(angle, 3),
            }
        )
    return {"shake": round(float(random.uniform(0.0, 1.0)), 3), "views": views}


def _cuts(random: np.random.Generator) -> int:
    return int(random.choice(5, p=(0.45, 0.2, 0.15, 0.12, 0.08)))
