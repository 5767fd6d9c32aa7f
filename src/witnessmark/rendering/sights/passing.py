"""Cars, people, flags, lamps and glitter: what moves or shines and is none of what is looked for.

Conventions
-----------
As in :mod:`~witnessmark.rendering.sights.painting`. None of these has facts.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.sights.painting import Moment, Painter, lay, shine, stain
from witnessmark.rendering.sights.surfaces import Colours
from witnessmark.rendering.sights.textures import fractal, soft_spot

_BODY = np.array(
    [
        [0, 0],
        [0, -0.16],
        [0.2, -0.2],
        [0.3, -0.34],
        [0.68, -0.34],
        [0.82, -0.19],
        [1, -0.15],
        [1, 0],
    ]
)


class Car(Painter):
    """A car that drives across, its lamps on when it is dark."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        self.paint_of = self.random.uniform(0.03, 0.5, 3).astype(np.float32)
        self.begin = self.random.uniform(-0.2, 1.2)
        self.long = self.element.number("long", 0.2)
        self.row = self.element.number("row", 0.62)

    def paint(self, image: Colours, moment: Moment) -> None:
        """Draw body, window, wheels and lamps."""
        rows, columns = moment.world.albedo.shape[:2]
        speed = self.element.number("speed", 0.3)
        since = moment.clock - self.frames.clock[0]
        x = np.mod(self.begin + speed * since + 0.3, 1.6) - 0.3
        left, foot = moment.at(x * columns, self.row * rows)
        long = self.long * moment.width * moment.zoom
        mask = np.zeros(image.shape[:2], np.uint8)
        body = _BODY if speed > 0 else np.array([[1, 0]]) + _BODY * (-1, 1)
        cv2.fillPoly(mask, [(body * long + (left, foot)).astype(np.int32)], 255, cv2.LINE_AA)
        light = moment.world.on_ground
        stain(image, mask, self.paint_of * light)
        mask[:] = 0
        for wheel in (0.2, 0.8):
            cv2.circle(
                mask,
                (int(left + wheel * long), int(foot)),
                max(1, int(long * 0.07)),
                255,
                -1,
                cv2.LINE_AA,
            )
        stain(image, mask, np.float32(0.02) * light)
        if self.frames.shot.light.hour != "day":
            front, back = (1.0, 0.0) if speed > 0 else (0.0, 1.0)
            white, red = (
                np.array([1.0, 0.95, 0.85], np.float32),
                np.array([1.0, 0.06, 0.03], np.float32),
            )
            _lamp(
                image,
                left + front * long,
                foot - 0.12 * long,
                long * 0.14,
                white * 1.4 / moment.gain,
            )
            _lamp(
                image, left + back * long, foot - 0.12 * long, long * 0.09, red * 0.7 / moment.gain
            )


class Walker(Painter):
    """A person who walks across; ``vest`` gives a high-visibility one."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        self.coat = self.random.uniform(0.02, 0.35, 3).astype(np.float32)
        self.begin, self.stride = self.random.uniform(0.1, 0.9), self.random.uniform(1.5, 2.2)
        self.row = self.element.number("row", 0.62)

    def paint(self, image: Colours, moment: Moment) -> None:
        """Draw legs that swing, body, arms and head."""
        rows, columns = moment.world.albedo.shape[:2]
        speed = self.element.number("speed", 0.03)
        x = np.mod(self.begin + speed * (moment.clock - self.frames.clock[0]), 1.1) - 0.05
        left, foot = moment.at(x * columns, self.row * rows)
        tall = self.element.number("tall", 0.2) * moment.height * moment.zoom
        swing = 0.16 * tall * np.sin(2 * np.pi * self.stride * moment.clock)
        dark, coat = np.zeros(image.shape[:2], np.uint8), np.zeros(image.shape[:2], np.uint8)
        hip = (int(left), int(foot - 0.48 * tall))
        thick = max(1, int(tall * 0.09))
        for side in (-1, 1):
            cv2.line(dark, hip, (int(left + side * swing), int(foot)), 255, thick, cv2.LINE_AA)
            hand = (int(left - side * swing * 0.8), int(foot - 0.45 * tall))
            cv2.line(
                coat,
                (int(left), int(foot - 0.8 * tall)),
                hand,
                255,
                max(1, thick * 2 // 3),
                cv2.LINE_AA,
            )
        cv2.ellipse(
            coat,
            (int(left), int(foot - 0.65 * tall)),
            (max(1, int(0.11 * tall)), max(1, int(0.2 * tall))),
            0,
            0,
            360,
            255,
            -1,
            cv2.LINE_AA,
        )
        cv2.circle(
            dark,
            (int(left), int(foot - 0.92 * tall)),
            max(1, int(0.07 * tall)),
            255,
            -1,
            cv2.LINE_AA,
        )
        light = moment.world.on_ground
        stain(image, dark, np.float32(0.05) * light)
        vest = {"orange": (0.95, 0.30, 0.04), "green": (0.65, 0.95, 0.10)}.get(
            str(self.element.get("vest"))
        )
        stain(image, coat, (self.coat if vest is None else np.array(vest, np.float32)) * light)


class Flag(Painter):
    """A flag that waves, in a colour like that of fire."""

    def paint(self, image: Colours, moment: Moment) -> None:
        """Draw it as strips that rise and fall."""
        x, y = moment.at(*self.anchor())
        wide = self.element.number("size", 0.12) * moment.width * moment.zoom
        tall = wide * 0.6
        colour = self.element.get("colour", (0.75, 0.06, 0.04))
        steps = np.linspace(0, 1, 24)
        wave = np.sin(steps * 9 - moment.clock * 8) * tall * 0.12 * steps
        light = moment.world.on_ground
        top = y - tall * 1.4
        for number in range(23):
            x0, x1 = x + wide * steps[number], x + wide * steps[number + 1]
            strip = np.array(
                [
                    [x0, top + wave[number]],
                    [x1, top + wave[number + 1]],
                    [x1, top + tall + wave[number + 1]],
                    [x0, top + tall + wave[number]],
                ]
            )
            slope = 1 + 0.35 * np.cos(steps[number] * 9 - moment.clock * 8)
            tone = np.asarray(colour, np.float32) * light * np.float32(slope)
            cv2.fillPoly(image, [strip.astype(np.int32)], [float(v) for v in tone])


class Lamp(Painter):
    """A lamp: steady, blinking, beating as a police car's, or a signal that changes."""

    def paint(self, image: Colours, moment: Moment) -> None:
        """Add the lamp while it is on."""
        rate = self.element.number("rate")
        phase = moment.clock * rate + self.element.number("phase")
        manner = self.element.get("manner", "steady")
        on = manner == "steady" or np.mod(phase, 1) < self.element.number("duty", 0.5)
        colour = np.array(self.element.get("colour", (1.0, 0.8, 0.5)), np.float32)
        if manner == "police" and np.mod(phase, 2) >= 1:
            colour = colour[::-1].copy()
        if on:
            x, y = moment.at(*self.anchor())
            side = self.element.number("size", 0.02) * moment.width * moment.zoom
            _lamp(image, x, y, side, colour * (self.element.number("power", 1.5) / moment.gain))


class Headlights(Painter):
    """Two lamps that come nearer, and sweep over the lens as the car turns."""

    def paint(self, image: Colours, moment: Moment) -> None:
        """Add both lamps and their glare."""
        since = moment.clock - self.frames.clock[0]
        share = min(1.0, since / self.element.number("lasts", 6.0))
        size = (0.004 + 0.035 * share**2) * moment.width
        glare = 1 + 3 * np.exp(-(((share - self.element.number("turn", 0.6)) / 0.12) ** 2))
        x, y = moment.at(*self.anchor())
        colour = np.array([1.0, 0.94, 0.82], np.float32) * (1.2 * glare / moment.gain)
        for side in (-1, 1):
            _lamp(
                image,
                x + side * size * 2.2,
                y + share * 0.1 * moment.height,
                size * glare**0.5,
                colour,
            )


class Water(Painter):
    """Glitter of the sun on water: short bright glints that come and go."""

    def paint(self, image: Colours, moment: Moment) -> None:
        """Add new glints every sixtieth of a second."""
        random = np.random.default_rng([self.element.seed, int(moment.clock * 60)])
        for x, y, strength in random.random((int(self.element.number("count", 60)), 3)):
            at = (int(x * moment.width), int((0.6 + 0.4 * y) * moment.height))
            cv2.line(
                image,
                at,
                (at[0] + int(strength * 4), at[1]),
                [float(2 * strength / moment.gain)] * 3,
                1,
            )


class Clouds(Painter):
    """Clouds that drift across the sky."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        self.cover = np.clip(0.5 * fractal(self.random, 120, 240, 1.5) + 0.4, 0, 0.9)

    def paint(self, image: Colours, moment: Moment) -> None:
        """Lay the clouds where the sky is."""
        drift = moment.clock * self.element.number("speed", 2.0)
        rows, columns = self.cover.shape
        shift = np.array([[1, 0, np.mod(drift, columns) - columns], [0, 1, 0]])
        moved = cv2.warpAffine(np.hstack([self.cover] * 2), shift, (columns, rows))
        _, edge = moment.at(moment.world.albedo.shape[1] / 2, moment.world.horizon)
        cover = np.asarray(cv2.resize(moved, (moment.width, moment.height)), np.float32)
        fade = np.clip((edge - np.arange(moment.height)) / (0.08 * moment.height) - 0.5, 0, 1)
        sky = moment.world.from_sky
        bare = np.clip(fade, 0, 1).astype(np.float32)[:, None]
        is_sky = (moment.albedo()[..., 1] < 0.004).astype(np.float32)
        lay(image, cover * bare * is_sky, sky * np.float32(1.1))


class Exposure(Painter):
    """Automatic exposure that hunts, or is stepped by hand; and lamps switched on and off."""

    def paint(self, image: Colours, moment: Moment) -> None:
        """Nothing of itself: only the gain changes."""

    def gain(self, number: int) -> float:
        """Return the step reached: at once, or over ``over`` seconds."""
        steps = self.element.get("steps", ())
        assert isinstance(steps, tuple)  # noqa: S101 - settings are made by this package
        since = float(self.frames.clock[number] - self.frames.clock[0])
        level, over = 1.0, max(self.element.number("over", 0.2), 1e-6)
        for second, to in steps:
            share = float(np.clip((since - second) / over, 0, 1))
            level += (to - level) * share
        return level


class Sparks(Painter):
    """A welder's or grinder's sparks: many, short, from one place."""

    def paint(self, image: Colours, moment: Moment) -> None:
        """Draw some dozens of short arcs, and the arc's own flicker."""
        random = np.random.default_rng([self.element.seed, int(moment.clock * 240)])
        if np.sin(moment.clock * 2.3 + self.element.seed) < -0.2:
            return
        x, y = moment.at(*self.anchor())
        for turn, far, strength in random.random((30, 3)):
            reach = far * 0.08 * moment.width
            end = (int(x + reach * np.cos(turn * 3.1)), int(y + reach * (far - np.sin(turn * 3.1))))
            colour = [float(v * strength * 2 / moment.gain) for v in (1.0, 0.6, 0.2)]
            cv2.line(
                image, (int(x + (end[0] - x) * 0.8), int(y + (end[1] - y) * 0.8)), end, colour, 1
            )
        _lamp(
            image,
            x,
            y,
            0.012 * moment.width,
            np.float32(random.uniform(0.5, 2) / moment.gain)
            * np.array([0.8, 0.9, 1.0], np.float32),
        )


def _lamp(image: Colours, x: float, y: float, size: float, colour: NDArray[np.float32]) -> None:
    """Add a round lamp of *size* pixels and its bloom."""
    core = soft_spot(max(3, int(size * 1.6)) | 1)
    shine(image, np.clip(core * 3, 0, 1)[..., None] * colour, x, y)
    shine(image, soft_spot(max(5, int(size * 7)) | 1)[..., None] * colour * np.float32(0.08), x, y)
