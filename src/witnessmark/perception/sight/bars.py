"""Black bars at the edges of a picture, which are no part of what was filmed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.media import View

#: Luma at or below which a pixel is black: 16 as coded (ITU-R BT.601), and what codecs add to it.
BLACK = 22

#: Least share of either side that is left: a night that is black to the edge is no bar.
LEAST_LEFT = 0.3


def inside(view: View) -> tuple[slice, slice]:
    """Return the rows and columns of ``view.half`` inside its black bars.

    All of them where less than :data:`LEAST_LEFT` of a side would be left.
    """
    rows = _lit(view.quarter.max(axis=1), view.half.shape[0])
    columns = _lit(view.quarter.max(axis=0), view.half.shape[1])
    return rows, columns


def _lit(brightest: NDArray[np.uint8], length: int) -> slice:
    lit = np.flatnonzero(brightest > BLACK)
    if not len(lit) or lit[-1] - lit[0] + 1 < LEAST_LEFT * len(brightest):
        return slice(0, length)
    first, last = int(lit[0]), int(lit[-1]) + 1
    if first <= 1 and last >= len(brightest) - 1:
        return slice(0, length)
    scale = length / len(brightest)
    return slice(min(length - 1, int(np.ceil(first * scale))), max(1, int(last * scale)))
