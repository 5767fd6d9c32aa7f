"""Finds lines of lettering in one picture: rows of strokes that share height, footing and shade.

Evidence: strokes brighter (or darker) than what lies around them, whole ones of a letter's
proportions, at least four of them side by side with one height, one footing and one luma, as a
line that was set in type has them. What it cannot tell: a fence, a row of windows or bricks can
meet all of that. So a line found here is a candidate, which reading or standing still while the
picture moves must bear out.

Conventions
-----------
Boxes are (left, top, right, bottom) in pixels of the picture given, the last two outside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Box = tuple[int, int, int, int]
Strokes = NDArray[np.float32]

#: Luma levels by which a stroke stands out from the mean around it. Chosen on photographs with
#: lettering from 20 px high, coded up to CRF 32.
CONTRAST = 22
#: Side of the neighbourhood in pixels; wider than any stroke of the letters looked for.
AROUND = 31
#: Heights of a letter in pixels, in the picture as given.
SHORTEST, TALLEST = 5, 80
#: Strokes that make a line.
FEWEST = 4
#: Heights of a letter between a line and what still belongs to it.
GAP = 2.0
#: Candidates looked at together; those that stand out least are left.
MOST = 400


#: Side in pixels of the cells in which ink is weighed first, and how much, of 255, is enough.
CELL, INKED = 12, 10
#: Cells that a line is wide at least; four more come from joining neighbours.
NARROWEST = 3
_NONE = np.zeros((0, 6), np.float32)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: its box, its letters' usual height and luma, how many strokes, whether bright."""

    box: Box
    height: float
    shade: float
    strokes: int
    bright: bool


def stroke_masks(luma: Image) -> dict[bool, Image]:
    """Return 255 where *luma* is brighter (True) or darker (False) than around it by CONTRAST."""
    around = cv2.blur(luma, (AROUND, AROUND))
    masks = {}
    for bright in (True, False):
        margin = cv2.subtract(luma, around) if bright else cv2.subtract(around, luma)
        mask = cv2.threshold(margin, CONTRAST, 255, cv2.THRESH_BINARY)[1]
        masks[bright] = np.asarray(mask, np.uint8).reshape(luma.shape)
    return masks


def find_lines(mask: Image, luma: Image, parts: list[Box], *, bright: bool) -> list[TextLine]:
    """Return the lines of strokes in *parts* of *mask*, top to bottom.

    *mask* and *luma* are of shape (height, width); the parts do not overlap.
    """
    found = np.concatenate([_strokes(mask, luma, part) for part in parts] or [_NONE])
    letters = found[found[:, 3] - found[:, 1] >= SHORTEST]
    if len(letters) < FEWEST:
        return []
    group = _grouped(letters)
    lines: list[TextLine] = []
    for number in np.flatnonzero(np.bincount(group) >= FEWEST):
        line = _line(letters[group == number], bright)
        if line is not None and not any(_holds(other.box, line.box) for other in lines):
            lines.append(_extended(line, found))
    return sorted(_joined(lines), key=lambda one: (one.box[1], one.box[0]))


def inked(mask: Image) -> list[Box]:
    """Return the parts of *mask* with as much in them as lettering has: most have far less."""
    high, wide = mask.shape
    if high < CELL or wide < CELL:
        return [(0, 0, wide, high)]
    size = (wide // CELL, high // CELL)
    ink = cv2.resize(mask, size, interpolation=cv2.INTER_AREA).reshape(size[::-1])
    full = cv2.dilate((ink >= INKED).astype(np.uint8), np.ones((3, 5), np.uint8))
    number, _, stats, _ = cv2.connectedComponentsWithStats(full, connectivity=8)
    scale = np.array([wide / size[0], high / size[1]] * 2)
    parts = []
    for left, top, width, height, _ in stats[1:number]:
        if width < 4 + NARROWEST:
            continue
        edges = np.array([left, top, left + width, top + height]) * scale
        parts.append((int(edges[0]), int(edges[1]), int(edges[2]), int(edges[3])))
    return parts


def _strokes(mask: Image, luma: Image, part: Box) -> Strokes:
    """Return left, top, right, bottom, area and luma of the strokes in *part* like letters."""
    x, y = part[:2]
    mask, luma = mask[y : part[3], x : part[2]], luma[y : part[3], x : part[2]]
    marked = np.flatnonzero(mask != 0)
    # Half the memory costs a third of the time; there are no more strokes than marked pixels.
    wide = cv2.CV_16U if len(marked) < 1 << 16 else cv2.CV_32S
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=wide)
    left, top, width, height, area = stats.T
    fill = area / (width * height)
    kept = (height >= 2) & (height <= TALLEST) & (width <= 6 * height) & (fill > 0.12)
    kept &= (fill < 0.97) | (width < 0.6 * height) | (height < SHORTEST)
    kept[0] = False
    kept = np.flatnonzero(kept)
    if kept.size > MOST:
        kept = np.sort(kept[np.argsort(-area[kept], kind="stable")[:MOST]])
    owner = labels.ravel()[marked]
    light = np.bincount(owner, weights=luma.ravel()[marked], minlength=len(stats))
    shades = light[kept] / area[kept]
    corners = [left + x, top + y, left + width + x, top + height + y, area]
    return np.column_stack([*(one[kept] for one in corners), shades]).astype(np.float32)


def _grouped(strokes: Strokes) -> NDArray[np.int64]:
    """Give the strokes of one line one number."""
    left, top, right, bottom, _, shade = strokes.T
    height = bottom - top
    taller = np.maximum(height[:, None], height[None])
    shorter = np.minimum(height[:, None], height[None])
    shared = np.minimum(bottom[:, None], bottom[None]) - np.maximum(top[:, None], top[None])
    apart = np.maximum(left[:, None], left[None]) - np.minimum(right[:, None], right[None])
    footing = np.abs(bottom[:, None] - bottom[None]) < 0.25 * taller
    footing |= np.abs(top[:, None] - top[None]) < 0.25 * taller
    beside = footing & (shared > 0.5 * shorter) & (taller < 2.2 * shorter) & (apart < taller)
    beside &= np.abs(shade[:, None] - shade[None]) < 25
    group = np.arange(len(strokes))
    while True:
        lowest = np.where(beside, group[None], len(strokes)).min(axis=1)
        lowest = np.minimum(lowest, group)
        lowest = lowest[lowest]
        if np.array_equal(lowest, group):
            return group
        group = lowest


def _line(strokes: Strokes, bright: bool) -> TextLine | None:
    """Return the line that :data:`FEWEST` *strokes* or more make, None where they are not alike."""
    left, top, right, bottom, _, shade = strokes.T
    height = float(np.median(bottom - top))
    width = right.max() - left.min()
    if width < 2 * height or bottom.max() - top.min() > 2.6 * height:
        return None
    footing = np.median(np.abs(bottom - np.median(bottom)))
    if footing > 0.2 * height or np.median(np.abs(shade - np.median(shade))) > 14:
        return None
    box = (int(left.min()), int(top.min()), int(right.max()), int(bottom.max()))
    return TextLine(
        box=box, height=height, shade=float(np.median(shade)), strokes=len(strokes), bright=bright
    )


def _extended(line: TextLine, strokes: Strokes) -> TextLine:
    """Take in what stands in the same row at either end: short words, single letters, stops."""
    left, top, right, bottom = line.box
    middle = (strokes[:, 1] + strokes[:, 3]) / 2
    inside = (middle > top - 0.2 * line.height) & (middle < bottom + 0.2 * line.height)
    inside &= strokes[:, 3] - strokes[:, 1] < 1.3 * (bottom - top)
    inside &= np.abs(strokes[:, 5] - line.shade) < 25
    row = strokes[inside]
    for stroke in row[np.argsort(row[:, 0])]:
        if right <= stroke[2] and stroke[0] - right < GAP * line.height:
            right = int(stroke[2])
            top, bottom = min(top, int(stroke[1])), max(bottom, int(stroke[3]))
    for stroke in row[np.argsort(-row[:, 2])]:
        if stroke[0] <= left and left - stroke[2] < GAP * line.height:
            left = int(stroke[0])
            top, bottom = min(top, int(stroke[1])), max(bottom, int(stroke[3]))
    return replace(line, box=(left, top, right, bottom))


def _joined(lines: list[TextLine]) -> list[TextLine]:
    """Make one of lines that lie over one another."""
    joined: list[TextLine] = []
    for line in sorted(lines, key=lambda one: -one.strokes):
        for place, other in enumerate(joined):
            if _overlap(line.box, other.box):
                both = np.array([line.box, other.box])
                left, top = both[:, :2].min(axis=0)
                right, bottom = both[:, 2:].max(axis=0)
                box = (int(left), int(top), int(right), int(bottom))
                joined[place] = replace(other, box=box, strokes=other.strokes + line.strokes)
                break
        else:
            joined.append(line)
    return joined


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def _overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share half the height of the lower and any of their width."""
    tall = min(one[3], other[3]) - max(one[1], other[1])
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > 0 and tall > 0.5 * min(one[3] - one[1], other[3] - other[1])
