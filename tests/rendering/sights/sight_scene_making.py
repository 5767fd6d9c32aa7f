"""Small scenes for tests of the renderer: a few frames, a few pixels."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from witnessmark.rendering.sights import SightScene
from witnessmark.rendering.sights.scene import Coding, Element, Light, Move, Shot


def shot(
    first: int,
    past: int,
    *elements: Element,
    world: int = 1,
    hour: str = "day",
    shutter: float = 0.01,
) -> Shot:
    """Return a shot of a street from a stand, without grain."""
    target = 0.02 if hour == "night" else 0.2
    light = Light(hour, target, grain=0.0, shutter=shutter, readout=0.01)
    return Shot(first, past, "street", world, "asphalt", light, Move(), tuple(elements))


def scene(
    *shots: Shot, rate: Fraction = Fraction(25), coding: Coding | None = None, **parts: object
) -> SightScene:
    """Return the scene of *shots*, 96 x 64 pixels, at *rate*."""
    count = shots[-1].past
    starts = tuple(Fraction(number) / rate for number in range(count))
    ends = (*starts[1:], Fraction(count) / rate)
    made = SightScene(
        "test", 0, 96, 64, starts, ends, shots, (), (), (), (), (), coding or Coding()
    )
    return replace(made, **parts)  # type: ignore[arg-type]
