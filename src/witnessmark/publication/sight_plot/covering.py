"""Pictures made fit to be shown: faces covered, colour taken out unless it is asked for.

Grey and small is how people who look at violence for their work protect themselves; faces are
covered because a drawing is passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from pydantic import JsonValue

from witnessmark.model import Observation
from witnessmark.publication.sight_plot.film import Picture, Pixels

#: A face is looked for once in a while: it is covered this many seconds to either side too.
_AROUND = 1.0
#: A covered face is this many squares wide, and wider than was found by this share on each side.
_SQUARES, _WIDER = 3, 0.25


def covered(picture: Picture, faces: Sequence[Observation], *, colour: bool) -> Pixels:
    """Return *picture* as (height, width, 3) RGB, faces covered, grey unless *colour*."""
    shown = np.ascontiguousarray(picture.pixels[..., ::-1])
    if not colour:
        grey = cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY)
        shown = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
    for face in faces:
        start, end = face.start.json_seconds - _AROUND, face.end.json_seconds + _AROUND
        if start <= picture.seconds <= end:
            for box in _boxes(face):
                _cover(shown, box)
    return shown


def _boxes(face: Observation) -> Iterator[tuple[float, ...]]:
    """Yield every place at which *face* was found: one box, or a list of them."""
    one, many = face.attributes.get("box"), face.attributes.get("boxes")
    for found in [one, *(many if isinstance(many, list) else [])]:
        sides = _sides(found)
        if sides is not None:
            yield sides


def _sides(found: JsonValue) -> tuple[float, ...] | None:
    if isinstance(found, dict):
        found = found.get("box")
    if not isinstance(found, list) or len(found) < 4:
        return None
    sides = tuple(float(side) for side in found[-4:] if isinstance(side, int | float))
    return sides if len(sides) == 4 and all(0 <= side <= 1 for side in sides) else None


def _cover(shown: Pixels, box: tuple[float, ...]) -> None:
    height, width = shown.shape[:2]
    more_x, more_y = _WIDER * (box[2] - box[0]), _WIDER * (box[3] - box[1])
    left, right = sorted(round(width * side) for side in (box[0] - more_x, box[2] + more_x))
    top, bottom = sorted(round(height * side) for side in (box[1] - more_y, box[3] + more_y))
    part = shown[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    if part.size:
        few = cv2.resize(part, (_SQUARES, _SQUARES), interpolation=cv2.INTER_AREA)
        size = (part.shape[1], part.shape[0])
        part[:] = cv2.resize(few, size, interpolation=cv2.INTER_NEAREST)
