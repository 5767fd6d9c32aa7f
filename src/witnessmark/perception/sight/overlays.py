"""Logos, watermarks, borders and bars that were laid over a picture or around it.

Evidence: edges that keep place, direction and strength while the picture around them changes; and
sides that stay of one shade, or blurred. Both need motion: where most edges stand still, as in a
steady shot, nothing can be told to lie over the picture, and nothing is reported.

What it cannot tell: what a logo shows; a thing that is fixed to the camera (a helmet's rim, a
windscreen's sticker) from one that was laid over; what moves or fades over the picture. Long rows
of letters are ``lettering``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Instant, Span
from witnessmark.media import View
from witnessmark.model import Kind
from witnessmark.perception.sight.detector import Detector
from witnessmark.perception.sight.flat_edges import Depths, blurred_sides, flat_depths
from witnessmark.perception.sight.sighting import Sighting
from witnessmark.perception.sight.standing_edges import Patch, Standing

#: Seconds between two pictures looked at, and how many make a block that is judged together.
EVERY, TOGETHER = Fraction(1, 4), 8
#: Blocks in a row in which a thing must stand.
BLOCKS = 2
#: Depth, as a share of the picture, from which flat sides are bars, and up to which all four are
#: a border.
BAR, BORDER = 0.03, 0.06
#: Chance that a sighting is right. Not fitted: set below what was counted on development scenes.
SURE = 0.9

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Found:
    """Something laid over the picture, from its first to its last frame looked at."""

    what: str
    box: Box
    start: Instant
    end: Instant
    blocks: int = 1
    patch: Patch | None = None


@dataclass(slots=True)
class _Block:
    """What is gathered of one block of pictures."""

    standing: Standing = field(default_factory=Standing)
    starts: list[Instant] = field(default_factory=list)
    ends: list[Instant] = field(default_factory=list)
    depths: list[Depths] = field(default_factory=list)
    columns: list[NDArray[np.float32]] = field(default_factory=list)


class Overlays(Detector):
    """Reports OVERLAY: ``what`` (logo, watermark, border, bar) and ``box``."""

    name: ClassVar[str] = "overlays"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.OVERLAY,)

    def __init__(self) -> None:
        self._block = _Block()
        self._shape: tuple[int, ...] | None = None
        self._open: list[Found] = []
        self._closed: list[Found] = []

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Every threshold of this file."""
        return {"every": str(EVERY), "together": TOGETHER, "blocks": BLOCKS, "bar": BAR}

    def see(self, view: View) -> None:
        """Take in a picture where one is due, and judge each full block."""
        block = self._block
        if view.corrupt or min(view.half.shape) < 32:
            return
        if self._shape is not None and self._shape != view.half.shape:
            self._finish()
            block = self._block
        self._shape = view.half.shape
        if block.starts and view.start - block.starts[-1] < EVERY:
            block.ends[-1] = view.end
            return
        across = block.standing.add(view.half)
        block.starts.append(view.start)
        block.ends.append(view.end)
        block.depths.append(flat_depths(view.half))
        block.columns.append(across)
        if len(block.starts) >= TOGETHER:
            self._judge()

    def sightings(self, shots: Sequence[Span]) -> Iterable[Sighting]:  # noqa: ARG002
        """Return what stood over the picture for :data:`BLOCKS` blocks or more."""
        self._finish()
        found = [one for one in self._closed if one.blocks >= BLOCKS]
        return [_sighting(one) for one in sorted(found, key=lambda one: (one.start, one.box))]

    def _finish(self) -> None:
        if self._block.starts:
            self._judge(begin=len(self._block.starts) >= TOGETHER // 2)
        self._closed += map(_closed, self._open)
        self._open, self._block = [], _Block()

    def _judge(self, *, begin: bool = True) -> None:
        """Extend or end what was there, and begin what is new."""
        block, self._block = self._block, _Block()
        assert self._shape is not None  # noqa: S101
        seen = [*_edge_things(block, self._shape), *self._patches(block)]
        staying = []
        for one in self._open:
            same = next((other for other in seen if _is_same(one, other)), None)
            held = one.patch is not None and block.standing.holds(one.patch)
            if same is not None:
                seen.remove(same)
            if same is not None or held:
                one.end, one.blocks = block.ends[-1], one.blocks + 1
                staying.append(one)
            else:
                self._closed.append(_closed(one))
        self._open = staying + (seen if begin else [])

    def _patches(self, block: _Block) -> list[Found]:
        found = []
        for patch in block.standing.patches():
            box = patch.box
            found.append(Found(patch.what, box, block.starts[0], block.ends[-1], 1, patch))
        return found


def _closed(one: Found) -> Found:
    """Return *one* without its edges, which nothing asks for once it has ended."""
    return replace(one, patch=None)


def _edge_things(block: _Block, shape: tuple[int, ...]) -> list[Found]:
    """Return bars and borders that all of the block's pictures have."""
    high, wide = shape
    least = np.min(block.depths, axis=0)
    most = np.max(block.depths, axis=0)
    top, bottom, left, right = (
        int(low) if up - low <= 2 else 0 for low, up in zip(least, most, strict=True)
    )
    start, end = block.starts[0], block.ends[-1]
    shares = (top / high, bottom / high, left / wide, right / wide)
    if all(shares) and max(shares) <= BORDER:
        return [Found("border", (0.0, 0.0, 1.0, 1.0), start, end)]
    boxes: list[Box] = [
        (0.0, 0.0, 1.0, shares[0]),
        (0.0, 1 - shares[1], 1.0, 1.0),
        (0.0, 0.0, shares[2], 1.0),
        (1 - shares[3], 0.0, 1.0, 1.0),
    ]
    paired = (min(shares[:2]) >= BAR, min(shares[2:]) >= BAR)
    kept = [box for place, box in enumerate(boxes) if paired[place // 2]]
    depth = blurred_sides(np.mean(block.columns, axis=0)) if not paired[1] else None
    if depth is not None:
        kept += [(0.0, 0.0, depth / wide, 1.0), (1 - depth / wide, 0.0, 1.0, 1.0)]
    return [Found("bar", box, start, end) for box in kept]


def _is_same(one: Found, other: Found) -> bool:
    """Say whether both are of a kind and share half of their places."""
    if (one.what in ("bar", "border")) != (other.what in ("bar", "border")):
        return False
    wide = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    high = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    if wide <= 0 or high <= 0:
        return False
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one.box, other.box)]
    return wide * high >= 0.5 * max(areas)


def _sighting(one: Found) -> Sighting:
    box: list[JsonValue] = [round(share, 4) for share in one.box]
    attributes: dict[str, JsonValue] = {"state": "seen", "what": one.what, "box": box}
    return Sighting(Kind.OVERLAY, Span(one.start, one.end), SURE, attributes)
