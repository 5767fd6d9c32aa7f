"""The dice that a scene is drawn with: one generator a scene, and what all families draw alike."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from witnessmark.rendering.sights.scene import (
    Change,
    Element,
    Graphic,
    Lettering,
    Light,
    Move,
    Repeat,
    Shot,
    SightScene,
)
from witnessmark.rendering.sights.timing import Grid, grid

_OUTDOORS = ("street", "street", "field", "road", "wood")
_GROUNDS = ("asphalt", "grass", "earth", "concrete", "grass", "sand")
#: Mean of linear light that exposures aim at by the hour: from, to.
_TARGETS = {"day": (0.16, 0.36), "dusk": (0.07, 0.12), "night": (0.006, 0.03)}
_GRAINS = {"day": (0.5, 3.0), "dusk": (2.0, 6.0), "night": (3.0, 9.0)}


class Dice:
    """Draws the parts of the scene of one *family* and *seed*."""

    def __init__(
        self, family: str, seed: int, seconds: float = 6.0, least_rate: float = 0.0
    ) -> None:
        self.family, self.seed = family, seed
        self.random = np.random.default_rng([zlib.crc32(family.encode()), seed])
        self.grid: Grid = grid(self.random, seconds, least_rate=least_rate)

    @property
    def count(self) -> int:
        """How many frames there are."""
        return len(self.grid.starts)

    @property
    def seconds(self) -> float:
        """How long the recording is."""
        return float(self.grid.ends[-1] - self.grid.starts[0])

    def one_of(self, names: Sequence[str]) -> str:
        """Draw one of *names*."""
        return str(names[int(self.random.integers(len(names)))])

    def one_of_numbers(self, *numbers: float) -> float:
        """Draw one of *numbers*."""
        return float(numbers[int(self.random.integers(len(numbers)))])

    def chance(self, share: float) -> bool:
        """Say yes in *share* of all cases."""
        return bool(self.random.random() < share)

    def between(self, low: float, high: float) -> float:
        """Draw evenly from *low* to *high*."""
        return float(self.random.uniform(low, high))

    def number(self) -> int:
        """Draw a seed."""
        return int(self.random.integers(1, 2**31))

    def light(self, hour: str, ground: str = "") -> Light:
        """Draw exposure, noise and lens for that *hour*; on snow cameras are set brighter."""
        night = hour == "night"
        shutter = {
            "day": self.between(0.0008, 0.006),
            "dusk": self.between(0.008, 0.02),
            "night": self.between(0.016, 0.033),
        }[hour]
        return Light(
            hour=hour,
            target=self.between(*_TARGETS[hour])
            * (1.6 if (ground, hour) == ("snow", "day") else 1),
            grain=self.between(*_GRAINS[hour]),
            shutter=min(shutter, 0.9 * min(self._steps())),
            readout=min(self.between(0.004, 0.028), 0.9 * min(self._steps())),
            blur=self.between(0.5, 1.2) if self.chance(0.15) else 0.0,
            vignette=self.between(0.0, 0.6),
            warmth=self.between(0.94, 1.10) if not night else self.between(1.0, 1.2),
        )

    def _steps(self) -> list[float]:
        return [float(b - a) for a, b in zip(self.grid.starts, self.grid.ends, strict=True)]

    def move(self, *, still: float = 0.35) -> Move:
        """Draw a camera on a stand in *still* of all cases, else held, panning or zooming."""
        draw = self.random.random()
        across, down = self.between(0.4, 0.6), self.between(0.42, 0.58)
        if draw < still:
            return Move(across=across, down=down)
        shake = self.between(0.001, 0.010)
        if draw < 0.86:
            return Move("hand_held", shake=shake, across=across, down=down)
        if draw < 0.95:
            direction = self.one_of(("left", "right"))
            start = 0.62 if direction == "left" else 0.38
            return Move(
                "pan", direction, self.between(0.03, 0.08), self.between(0, 0.002), 1.0, start, down
            )
        return Move(
            "zoom", self.one_of(("in", "out")), self.between(0.03, 0.08), 0.0, 1.15, across, down
        )

    def shot(
        self,
        first: int,
        past: int,
        elements: Sequence[Element] = (),
        *,
        hour: str = "day",
        ground: str | None = None,
        place: str | None = None,
        light: Light | None = None,
        move: Move | None = None,
        overcast: bool = False,
    ) -> Shot:
        """Draw a shot from frame *first* to *past*, with people and cars besides *elements*."""
        place = self.one_of(_OUTDOORS) if place is None else place
        ground = self.one_of(_GROUNDS) if ground is None else ground
        others = () if place == "room" else self.passers()
        return Shot(
            first=first,
            past=past,
            place=place,
            world=self.number(),
            ground=ground,
            light=self.light(hour, ground) if light is None else light,
            move=self.move() if move is None else move,
            elements=(*others, *elements),
            begins=self.between(0, 30),
            overcast=overcast,
        )

    def passers(self) -> tuple[Element, ...]:
        """Draw who walks and drives by."""
        made = []
        for _ in range(int(self.random.integers(0, 3))):
            speed = self.between(0.01, 0.06) * (1 if self.chance(0.5) else -1)
            made.append(
                self.element(
                    "walker",
                    speed=speed,
                    row=self.between(0.58, 0.72),
                    tall=self.between(0.1, 0.35),
                )
            )
        if self.chance(0.4):
            speed = self.between(0.1, 0.4) * (1 if self.chance(0.5) else -1)
            made.append(
                self.element(
                    "car", speed=speed, row=self.between(0.58, 0.66), long=self.between(0.12, 0.3)
                )
            )
        return tuple(made)

    def element(self, kind: str, **settings: object) -> Element:
        """Return the element *kind* with a seed of its own."""
        return Element(kind, self.number(), tuple(sorted(settings.items())))

    def spot(self) -> tuple[float, float]:
        """Draw a place on the ground that lies in the picture, as shares of the whole place."""
        return self.between(0.38, 0.62), self.between(0.50, 0.62)

    def scene(
        self,
        shots: Sequence[Shot],
        *,
        changes: Sequence[Change] = (),
        repeats: Sequence[Repeat] = (),
        lettering: Sequence[Lettering] = (),
        graphics: Sequence[Graphic] = (),
        edit_flashes: Sequence[tuple[int, int, str]] = (),
    ) -> SightScene:
        """Return the scene made of these."""
        grid = self.grid
        return SightScene(
            family=self.family,
            seed=self.seed,
            width=grid.width,
            height=grid.height,
            starts=grid.starts,
            ends=grid.ends,
            shots=tuple(shots),
            changes=tuple(changes),
            repeats=tuple(repeats),
            lettering=tuple(lettering),
            graphics=tuple(graphics),
            edit_flashes=tuple(edit_flashes),
            coding=grid.coding,
        )

    def alone(self, *elements: Element, **asked: object) -> SightScene:
        """Return a scene of one shot with *elements*; *asked* as for :meth:`shot`."""
        return self.scene([self.shot(0, self.count, elements, **asked)])  # type: ignore[arg-type]
