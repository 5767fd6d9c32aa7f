"""What light that went on and off again was: the flash of a shot, an explosion's, or who knows.

Conventions
-----------
Confidence is that of a flash having been there, whatever its cause: a logistic function of the
figures of :mod:`flash_evidence`, fitted on development scenes of ``rendering.sights`` and
``rendering.picture`` and on drawn lamps, insects, sparks and flames;
``training/sight/fit_flashes.py`` fits it again on the first of these alone. The cause is named by
plain rules, and is ``unclear`` where none applies. Lamps are not reported: what blinks evenly, and
what goes out from its full brightness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import Span
from witnessmark.model import Kind
from witnessmark.perception.sight.flash_evidence import EVIDENCE, Glitter, at_best, evidence
from witnessmark.perception.sight.flash_trains import rates
from witnessmark.perception.sight.glows import Glow
from witnessmark.perception.sight.sighting import Sighting
from witnessmark.perception.sight.stretches import in_one, probability
from witnessmark.perception.sight.wide_flashes import WideFlash

#: Weight of each figure of the evidence, in log odds; fitted, see above.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "rise": 2.71,
        "dark_around": 1.03,
        "one_frame": 2.16,
        "long": -0.73,
        "small": 1.81,
        "drawn_out": -3.27,
        "warm": 1.51,
        "coloured": -0.46,
        "outshines": 0.86,
        "again": 1.31,
        "elsewhere": -0.17,
        "swarm": -1.74,
        "regular": -2.14,
        "steady": -0.78,
        "bright": 2.06,
        "changing": 0.6,
        "lamp": -0.93,
    }
)

#: Log odds where every figure is nought.
CONSTANT = -9.95

#: Chance below which nothing is said.
LEAST_CONFIDENCE = 0.5

#: Chance below which a cause is not named.
NAMED = 0.7

#: Mean level beside a spot above which a bright thing that passes once looks like a flash, and
#: places that light up with it from which on something large goes by: what is seen then is unclear.
#: From real clips without any flash: cyclists in white, a square by day.
DAYLIGHT, CROWD = 140.0, 6

#: The most that can be said of such a one.
DOUBTFUL = 0.6

#: A shot's flash takes a millisecond or few (Klingenberg and Heimerl 1992, Gun Muzzle Blast and
#: Flash): one frame, or two where the shutter of rows is open across it. Seconds for two frames of
#: film, and a little for uneven clocks.
MUZZLE_SECONDS = 0.09

#: Share of the picture above which what is bright itself is no muzzle's.
MUZZLE_AREA = 0.03

#: An explosion's light falls for at least this long, and is at least this share of the picture.
EXPLOSION_SECONDS, EXPLOSION_AREA = 0.1, 0.0015

#: Share of the picture above which light is everywhere rather than somewhere.
PLACE_AREA = 0.15

#: Share of the cells nearly white from which on the whole picture is bleached.
BLEACHED = 0.5


@dataclass(frozen=True, slots=True)
class _Judged:
    glow: Glow
    row: Mapping[str, float]
    confidence: float

    @property
    def area(self) -> float:
        """The share of the picture that is bright itself."""
        return self.glow.spot.area / (self.glow.size[0] * self.glow.size[1])


def may_be_flash(glow: Glow) -> bool:
    """Say whether *glow* would be reported if nothing that lights up around it spoke against it."""
    best = at_best(glow)
    area = glow.spot.area / (glow.size[0] * glow.size[1])
    return probability(_odds(best)) >= LEAST_CONFIDENCE and not best["lamp"] and area <= PLACE_AREA


def flash_sightings(
    glows: Sequence[Glow], glitter: Glitter, wide: Sequence[WideFlash], shots: Sequence[Span]
) -> Iterator[Sighting]:
    """Yield the flashes among what went dark again, none of which lies across a cut.

    *glitter* are glows that cannot be flashes, but by which others are judged.
    """
    inside = [one for one in glows if in_one(Span(one.start, one.end), shots)]
    ordered = sorted(inside, key=lambda one: (one.start, one.number, one.spot.x, one.spot.y))
    rows = evidence(ordered, glitter.within(shots))
    judged = (_judged(one, row) for one, row in zip(ordered, rows, strict=True))
    flashes = [
        one
        for one in judged
        if one.confidence >= LEAST_CONFIDENCE
        and not (one.row["regular"] or one.row["lamp"])
        and one.area <= PLACE_AREA
    ]
    per_minute = rates([one.glow for one in flashes])
    for one, rate in zip(flashes, per_minute, strict=True):
        lit = [w.share for w in wide if w.span.contains(one.glow.start)]
        share = max([one.glow.share, *lit])
        yield _flash(one, share, rate)
    for flash in wide:
        if in_one(flash.span, shots) and not any(
            flash.span.overlaps(Span(one.glow.start, one.glow.end)) for one in flashes
        ):
            yield _wide_flash(flash)


def _judged(glow: Glow, figures: NDArray[np.float64]) -> _Judged:
    row = dict(zip(EVIDENCE, map(float, figures), strict=True))
    return _Judged(glow, row, probability(_odds(row)))


def _odds(row: Mapping[str, float]) -> float:
    return CONSTANT + sum(WEIGHTS[name] * figure for name, figure in row.items())


def _flash(one: _Judged, share: float, rate: float | None) -> Sighting:
    once_by_day = one.glow.spot.beside > DAYLIGHT and not one.row["again"]
    doubtful = once_by_day or one.row["elsewhere"] >= log1p(CROWD)
    cause = "unclear" if doubtful else _cause(one)
    confidence = min(one.confidence, DOUBTFUL) if doubtful else one.confidence
    attributes: dict[str, JsonValue] = {
        "state": "unclear" if cause == "unclear" else "seen",
        "cause": cause,
        "box": list(one.glow.box),
        "rise": round(one.glow.rise),
        "frames": len(one.glow.rises),
        "share_lit": round(share, 4),
        "per_minute": rate,
    }
    return Sighting(Kind.FLASH, Span(one.glow.start, one.glow.end), confidence, attributes)


def _cause(one: _Judged) -> str:
    glow, row = one.glow, one.row
    if one.confidence < NAMED or row["coloured"] > 0.5 or row["regular"]:
        return "unclear"
    if glow.seconds >= EXPLOSION_SECONDS and len(glow.rises) > 2:
        fades = all(b <= 1.1 * a for a, b in pairwise(glow.rises[1:]))
        return "explosion_flash" if fades and one.area >= EXPLOSION_AREA else "unclear"
    short = glow.seconds <= MUZZLE_SECONDS or len(glow.rises) == 1
    return "muzzle_flash" if short and one.area <= MUZZLE_AREA else "unclear"


def _wide_flash(flash: WideFlash) -> Sighting:
    bleached = flash.white >= BLEACHED
    attributes: dict[str, JsonValue] = {
        "state": "seen" if bleached else "unclear",
        "cause": "photo_or_edit" if bleached else "unclear",
        "box": None,
        "rise": round(flash.rise),
        "frames": flash.frames,
        "share_lit": round(flash.share, 4),
        "per_minute": None,
    }
    confidence = 0.9 if bleached else 0.6
    return Sighting(Kind.FLASH, flash.span, confidence, attributes)
