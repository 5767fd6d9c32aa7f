"""Says which rows of strokes are worth reading: reading costs more than all other looking.

Evidence: what was set in type and laid over a picture has its strokes in the same pixels from one
sample to the next, well apart from their ground; rows of windows, branches and stones do not keep
so still in a moving picture. On development scenes (648 rows) the 40 that were read had 0.72 or
more of their strokes in common, apart by 42 levels or more, letters of 15 pixels or more, and three
samples; of the 608 others 529 fail one of the tests here.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sight.text_lines import AROUND, CONTRAST
from witnessmark.perception.sight.text_tracks import Track

Image = NDArray[np.uint8]

#: Share of all strokes of two pictures of a line, one after the other, that both have.
COMMON = 0.6
#: Levels by which those stand out from the mean around them, in the mean.
APART = 35.0
#: Height of letters in pixels of the frame.
LEAST_HEIGHT = 9
#: Strokes of a line and samples that it was in, together: what is short must last.
LEAST_TOGETHER = 8


def worth_reading(track: Track) -> bool:
    """Say whether *track*, which has ended, may be lettering that can be read."""
    if track.line.height * track.scale < LEAST_HEIGHT:
        return False
    if track.seen + track.line.strokes < LEAST_TOGETHER:
        return False
    height, width = (min(one.shape[axis] for one in track.crops) for axis in (0, 1))
    inks = [_ink(one[:height, :width], track.line.bright) for one in track.crops]
    return any(_stay(one, other) for one, other in pairwise(inks))


def _stay(one: Image, other: Image) -> bool:
    """Say whether the strokes of two pictures of a line are mostly the same, and stand out."""
    both, either = cv2.min(one, other), cv2.countNonZero(cv2.max(one, other))
    common = cv2.countNonZero(both)
    apart = float(both.sum(dtype=np.int64)) / max(1, common)
    return common >= COMMON * max(1, either) and apart >= APART


def _ink(crop: Image, bright: bool) -> Image:
    """Return by how much *crop* is brighter (or darker) than around it, 0 where not enough."""
    around = cv2.blur(crop, (AROUND, AROUND))
    margin = cv2.subtract(crop, around) if bright else cv2.subtract(around, crop)
    return np.asarray(cv2.threshold(margin, CONTRAST, 0, cv2.THRESH_TOZERO)[1], np.uint8)
