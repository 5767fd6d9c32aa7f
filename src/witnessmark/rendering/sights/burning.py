"""Flames and smoke, rooted at a place, with the light that a fire throws on what is round it.

Conventions
-----------
Sizes are shares of the picture's width at zoom 1. Flicker of open fires lies at 1.5 / sqrt(D) Hz
for a base of D metres, 3 to 15 Hz for what people film (Cetegen and Ahmed, Combust. Flame 93,
1993). Colours are those of soot at 1100 to 1900 K.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.rendering.sights.facts import Box, SightFact
from witnessmark.rendering.sights.painting import Moment, Painter, overlap, shine
from witnessmark.rendering.sights.surfaces import Colours
from witnessmark.rendering.sights.textures import fractal, puff, smooth_walk, soft_spot

#: Share of what is behind it that smoke covers from where on it belongs to the plume.
COVERS = 0.1

#: Linear colour of flame from its edge to its core, and how bright against a day's ground.
_EMBER = np.array(
    [[0, 0, 0], [0.35, 0.05, 0.005], [0.9, 0.25, 0.02], [1.3, 0.62, 0.10], [1.5, 1.15, 0.45]],
    np.float32,
)


class Fire(Painter):
    """A turbulent flame: noise that rises through a ragged outline and flickers."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        random, frames = self.random, self.frames
        self.wide = self.element.number("size", 0.08) * frames.width
        self.tall = self.wide * self.element.number("slender", 1.4)
        self.fine = fractal(random, 256, 64, 1.1)
        self.coarse = fractal(random, 256, 64, 1.7)
        rate = self.element.number("rate", 6.0)
        clock = frames.clock
        self.flicker = 1 + 0.22 * smooth_walk(random, clock, rate * 0.6, rate * 1.5)
        self.height = 1 + 0.16 * smooth_walk(random, clock, rate * 0.4, rate * 1.2)
        self.lean = 0.25 * smooth_walk(random, clock, 0.2, 1.5)
        self.starts = self.element.number("begins", 0.0)
        self.power = self.element.number("power", 1.2)

    def grown(self, clock: float) -> float:
        """Return how far the fire has grown, 0 to 1, at *clock*."""
        since = clock - self.frames.clock[0] - self.starts
        return float(np.clip(since / 0.8, 0, 1)) if self.starts else 1.0

    def paint(self, image: Colours, moment: Moment) -> None:
        """Add flame, glow and the light on what stands near."""
        grown = self.grown(moment.clock)
        if grown <= 0.02:
            return
        x, y = moment.at(*self.anchor())
        wide = max(6, int(self.wide * moment.zoom * grown * 1.6))
        tall = max(8, int(self.tall * moment.zoom * grown * 1.6))
        heat = self._heat(moment)
        large = np.asarray(
            cv2.resize(heat, (wide, tall), interpolation=cv2.INTER_CUBIC), np.float32
        )
        flame = _colour(large) * (self.power * self.flicker[moment.number])
        window, part = overlap(image.shape, flame.shape, x, y - tall * 0.42)
        if window is not None:
            cover = np.clip(large[part] * 1.5, 0, 0.8)[..., None]
            image[window] = image[window] * (1 - cover) + flame[part]
        self._light_up(
            image, moment, (x, y - tall * 0.3), float(wide) * self.flicker[moment.number]
        )

    def _heat(self, moment: Moment) -> NDArray[np.float32]:
        rise = moment.clock * self.element.number("rate", 6.0)
        rows, columns = np.mgrid[0:96, 0:64].astype(np.float32)
        share = 1 - rows / 96
        bend = self.lean[moment.number] * share**2 * 18
        lift = np.float32(rise * 16)
        across = np.mod(columns + bend, 64).astype(np.float32)
        fine, coarse = (
            cv2.remap(
                texture,
                across,
                np.mod(rows * fast + lift * fast, 256).astype(np.float32),
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_WRAP,
            )
            for texture, fast in ((self.fine, 1.6), (self.coarse, 1.0))
        )
        top = 0.75 * self.height[moment.number]
        middle = np.abs(columns + bend - 32) / 32
        body = 1.4 - middle * 1.9 - np.maximum(share / top, 0) ** 1.3 * 1.1
        edge = (
            np.clip(share * 6, 0, 1)
            * np.clip((1 - share) * 12, 0, 1)
            * np.clip((1 - np.abs(columns - 32) / 32) * 6, 0, 1)
        )
        heat = body + 0.34 * coarse + 0.2 * fine
        return np.asarray(np.clip(heat * edge, 0, 1), np.float32)

    def _light_up(
        self, image: Colours, moment: Moment, at: tuple[float, float], reach: float
    ) -> None:
        """Throw warm light on the surroundings, worked out at a quarter of the size."""
        size = (moment.width // 4, moment.height // 4)
        spot = np.zeros((size[1], size[0], 3), np.float32)
        glow = soft_spot(max(9, int(reach * 1.8)) | 1)[..., None] * np.array(
            [1.0, 0.45, 0.13], np.float32
        )
        shine(spot, glow * (0.10 * self.power), at[0] / 4, at[1] / 4)
        if spot.any():
            image += np.asarray(cv2.resize(spot, (moment.width, moment.height)), np.float32) * (
                moment.albedo() + 0.02
            )

    def facts(self) -> Iterable[SightFact]:
        """Return one fact from when it burns; one that is a few pixels wide does not count."""
        frames = self.frames
        alight = [n for n, clock in enumerate(frames.clock) if self.grown(float(clock)) > 0.3]
        if not alight:
            return
        middle = alight[len(alight) // 2]
        x, y = self.anchor()
        box = frames.box(middle, x, y - self.tall * 0.5, self.wide * 0.6, self.tall * 0.6)
        share = (box[2] - box[0]) * (box[3] - box[1])
        attributes = {"rate_hz": self.element.number("rate", 6.0)}
        yield SightFact(
            Kind.FLAME,
            frames.starts[alight[0]],
            frames.ends[alight[-1]],
            attributes,
            box,
            counted=share > 0.002 and len(alight) > 10,
        )


def _colour(heat: NDArray[np.float32]) -> Colours:
    steps = np.linspace(0, 1, len(_EMBER))
    index = np.clip(heat * 255, 0, 255).astype(np.uint8)
    table = np.stack([np.interp(np.arange(256) / 255, steps, one) for one in _EMBER.T], axis=1)
    return np.asarray(table.astype(np.float32)[index], np.float32)


class Smoke(Painter):
    """A column or cloud of smoke: puffs that are born at a source, grow, drift and thin out."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        random = self.random
        self.puffs = [puff(random, 64) for _ in range(6)]
        count = int(self.element.number("puffs", 46))
        self.life = self.element.number("life", 6.0)
        self.born = np.sort(
            random.uniform(-self.life, self.frames.clock[-1] - self.frames.clock[0], count * 2)
        )
        self.drift = random.normal(0, 0.25, (len(self.born), 2))
        self.kind = random.integers(0, len(self.puffs), len(self.born))
        self.turn = random.uniform(0, 4, len(self.born)).astype(int)
        self.size = self.element.number("size", 0.10) * self.frames.width
        self.colour = np.array(
            {
                "black": (0.025, 0.025, 0.027),
                "grey": (0.30, 0.30, 0.31),
                "white": (0.7, 0.7, 0.72),
                "brown": (0.28, 0.20, 0.13),
            }[str(self.element.get("colour", "grey"))],
            np.float32,
        )
        self.since = self.element.number("begins", -99.0)

    def paint(self, image: Colours, moment: Moment) -> None:
        """Add up the puffs' density at half size, then lay the smoke."""
        thin = self._alpha(moment.number)
        alpha = np.asarray(cv2.resize(thin, (moment.width, moment.height)), np.float32)
        light = moment.world.from_sky * np.float32(0.8)
        # Thick smoke shades itself from above.
        shade = 1 - 0.45 * alpha
        image += alpha[..., None] * (self.colour * light * shade[..., None] - image)

    def _alpha(self, number: int) -> NDArray[np.float32]:
        """Return how much of what is behind it smoke covers in a frame, at half the size."""
        frames, view = self.frames, self.frames.views[number]
        now = frames.clock[number] - frames.clock[0]
        density = np.zeros((frames.height // 2, frames.width // 2), np.float32)
        (x, y), zoom = view @ (*self.anchor(), 1), float(np.hypot(view[0, 0], view[1, 0]))
        rise, wind = self.element.number("rise", 0.10), self.element.number("wind", 0.03)
        for born, drift, kind, turn in zip(
            self.born, self.drift, self.kind, self.turn, strict=True
        ):
            age = now - born
            if not 0 <= age < self.life or born < self.since:
                continue
            part = age / self.life
            side = int(self.size * zoom * (0.25 + 1.5 * part**0.7))
            if side < 3:
                continue
            spread = frames.width * zoom * age
            at = (
                x + spread * (wind + 0.035 * drift[0]),
                y - spread * (rise * (1 - 0.35 * part) + 0.02 * drift[1]),
            )
            cloud = cv2.resize(np.rot90(self.puffs[kind], turn), (side, side))
            window, inside = overlap(density.shape, cloud.shape, at[0] / 2, at[1] / 2)
            if window is not None:
                fade = min(1.0, age * 3) * (1 - part) ** 0.8
                density[window] += np.asarray(cloud, np.float32)[inside] * np.float32(fade)
        density *= self.element.number("thick", 0.7)
        return np.asarray(1 - np.exp(-density), np.float32)

    def facts(self) -> Iterable[SightFact]:
        """Return one fact over the stretch in which at least five puffs are there.

        Whether it counts is seen in the coded file: pale smoke before a pale wall may be thick.
        """
        frames = self.frames
        now = frames.clock - frames.clock[0]
        there = [
            number
            for number, second in enumerate(now)
            if np.sum(
                (self.born <= second) & (self.born > second - self.life) & (self.born >= self.since)
            )
            >= 5
        ]
        if not there:
            return
        box = self._box(there[len(there) // 2])
        attributes = {"colour": str(self.element.get("colour", "grey"))}
        start, end = frames.starts[there[0]], frames.ends[there[-1]]
        yield SightFact(Kind.SMOKE, start, end, attributes, box, counted=box is not None)

    def _box(self, number: int) -> Box | None:
        """Return the box of the plume in a frame, as far as it covers a tenth of what is behind.

        A plume is where its puffs have drifted to, not where they rise from. None where the
        picture holds none of it.
        """
        thick = self._alpha(number) >= COVERS
        rows, columns = np.flatnonzero(thick.any(axis=1)), np.flatnonzero(thick.any(axis=0))
        if not len(rows):
            return None
        height, width = thick.shape
        edges = columns[0] / width, rows[0] / height, (columns[-1] + 1) / width
        left, top, right, bottom = (
            round(float(one), 4) for one in (*edges, (rows[-1] + 1) / height)
        )
        return left, top, right, bottom
