"""What speaks for a flash: how it came and went, its colour, and what else flashed then and there.

Conventions
-----------
One row of :data:`EVIDENCE` figures for each glow, every figure about -2 to 2. Two glows are at one
place where they lie within :data:`PLACE` widths of the frame, or within their own size, in the
scene; what else flashed is counted within :data:`ELSEWHERE` seconds, what came again at the place
within :data:`AGAIN`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Span, TimeBase
from witnessmark.perception.sight.glows import Glow
from witnessmark.perception.sight.stretches import in_one

Row = NDArray[np.float64]

#: Names of the figures, in order.
EVIDENCE = (
    "rise",
    "dark_around",
    "one_frame",
    "long",
    "small",
    "drawn_out",
    "warm",
    "coloured",
    "outshines",
    "again",
    "elsewhere",
    "swarm",
    "regular",
    "steady",
    "bright",
    "changing",
    "lamp",
)

#: Two flashes within this share of the frame's width are at one place.
PLACE = 0.025

#: Seconds to either side within which flashes elsewhere are counted, and those that come again.
ELSEWHERE, AGAIN = 0.5, 3.0

#: A lamp is lit for at least so many seconds, and in its last frame with so much of its rise:
#: what burns out fades, what is switched off does not.
SWITCHED, FLAT = 0.2, 0.6

#: Places that flash within a second from which on they are insects, glitter or sparks.
SWARM = 6

#: Seconds to either side within which a lamp's blinking is told by its evenness.
EVENLY = 6.0

#: Least seconds between the flashes of a lamp that blinks; automatic fire is faster.
BLINKING = 0.25

#: Spread of the intervals, as a share of their mean, below which they are a machine's.
REGULAR = 0.06


@dataclass(slots=True)
class Glitter:
    """Glows of which no more is kept than what they say of others: when, where and how bright.

    Hours of water in the sun have a hundred thousand that cannot be flashes themselves; a glow is
    ten times as large as what is kept here. *spans* are ticks, from start to end, of *base*.
    """

    base: TimeBase | None = None
    spans: array[int] = field(default_factory=lambda: array("q"))
    figures: array[float] = field(default_factory=lambda: array("d"))

    def add(self, one: Glow) -> None:
        """Keep of *one* what counts for others."""
        self.base = one.start.time_base
        self.spans.extend((one.start.ticks, one.end.ticks))
        self.figures.extend(_told(one))

    def within(self, shots: Sequence[Span]) -> Row:
        """Return (glows, 5) of those that no cut parts; columns as of :func:`_told`."""
        rows = np.array(self.figures, np.float64).reshape(-1, 5)
        if self.base is None:
            return rows
        at = map(self.base.at, self.spans)
        return rows[[in_one(Span(start, end), shots) for start, end in zip(at, at, strict=True)]]


def evidence(glows: Sequence[Glow], others: Row | None = None) -> NDArray[np.float64]:
    """Return (glows, figures): a row for each of *glows*, which are in order of their start.

    *others* lit up as well, but are not asked for (:meth:`Glitter.within`).
    """
    own = np.array([_told(one) for one in glows], np.float64).reshape(-1, 5)
    lit = own if others is None else np.concatenate([own, others])
    lit = lit[np.lexsort((lit[:, 2], lit[:, 1], lit[:, 0]))]
    return np.array([_row(one, _around(one, lit)) for one in glows]).reshape(-1, len(EVIDENCE))


def at_best(one: Glow) -> dict[str, float]:
    """Return the evidence of *one* as it would be if nothing around spoke against a flash."""
    alone = _Around(times=np.zeros(9), evenly=False, elsewhere=0, lit=0.0)
    return dict(zip(EVIDENCE, _row(one, alone), strict=True))


def _told(one: Glow) -> tuple[float, ...]:
    """Return when it began, where in the scene (across, down), how far it rose, for how long."""
    return (float(one.start.seconds), *one.scene, one.rise, one.seconds)


@dataclass(frozen=True, slots=True)
class _Around:
    """What else lit up about the same time: at the place when, elsewhere at how many places.

    ``lit`` is for how many seconds the place was lit within a second to either side.
    """

    times: Row
    evenly: bool
    elsewhere: int
    lit: float


def _around(one: Glow, lit: Row) -> _Around:
    """Return what of all that is *lit* is around *one*."""
    began = float(one.start.seconds)
    window = slice(*np.searchsorted(lit[:, 0], began + np.array([-EVENLY, EVENLY])))
    starts, places, rises, seconds = np.split(lit[window], (1, 3, 4), axis=1)
    left, top, right, bottom = one.spot.box
    reach = max(PLACE * max(one.size), right - left, bottom - top)
    apart = np.abs(places - one.scene).max(axis=1)
    since = np.abs(starts[:, 0] - began)
    here = (apart <= reach) & (rises[:, 0] >= 0.4 * one.rise)
    other = (since <= ELSEWHERE) & (apart > reach) & (rises[:, 0] >= 0.5 * one.rise)
    return _Around(
        times=starts[here & (since <= AGAIN), 0],
        evenly=_regular(starts[here, 0]),
        elsewhere=_clusters(places[other], reach),
        lit=float(seconds[here & (since <= 1)].sum()),
    )


def _row(one: Glow, around: _Around) -> list[float]:
    spot = one.spot
    frame = one.seconds / len(one.rises)
    area = spot.area / (one.size[0] * one.size[1])
    rises = np.array(one.rises)
    uneven = float(rises.std() / rises.mean())
    return [
        float(np.log2(one.rise / 64)),
        (100 - spot.beside) / 60,
        1.0 if len(one.rises) == 1 else 0.0,
        float(np.clip(np.log2(one.seconds / 0.07), 0, 4)) if len(one.rises) > 1 else 0.0,
        float(np.clip(np.log10(area) + 3.5, -2, 2)),
        float(np.clip(np.log2(spot.length / spot.breadth) - 1, 0, 3)),
        float(np.clip((spot.red - spot.blue) / 30, -1, 1)),
        float(np.clip((max(spot.blue, spot.red - 30, -spot.red) - 8) / 20, 0, 2)),
        min(3.0, float(np.log2(one.outshines))),
        min(len(around.times) - 1, 4) / 2,
        float(np.log1p(around.elsewhere)),
        float(np.clip(np.log1p(around.elsewhere) - np.log1p(SWARM), 0, 2)),
        1.0 if around.evenly else 0.0,
        float(np.clip(around.lit - 0.3, 0, 1)) * 2,
        (spot.level - 200) / 35,
        float(np.clip(uneven / 0.15, 0, 1)) if len(rises) > 2 and frame > 0.05 else 0.0,
        1.0 if one.seconds >= SWITCHED and rises[-1] >= FLAT * one.rise else 0.0,
    ]


def _clusters(places: NDArray[np.float64], reach: float) -> int:
    """Return at how many places, at least *reach* apart, *places* lie."""
    left, count = places, 0
    while len(left):
        left = left[np.abs(left - left[0]).max(axis=1) > reach]
        count += 1
    return count


def _regular(times: Row) -> bool:
    """Say whether *times* come as evenly, and as slowly, as a lamp that blinks."""
    steps = np.diff(times)
    return bool(
        len(steps) >= 3 and steps.min() > BLINKING and steps.std() <= REGULAR * steps.mean()
    )
