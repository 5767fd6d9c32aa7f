"""Muzzle flashes, explosions, photographers' flashes and tracers, as a rolling shutter sees them.

Conventions
-----------
A flash lasts a few milliseconds. Row *r* of a frame shown from *s* is exposed from *s* + readout x
*r* / rows for the shutter's time; the share of the flash that falls into it is what it shows, so
that a flash may be split over two frames, lie in some rows only, or be missed altogether. Facts
speak of frames that show at least :data:`SHOWN` of it somewhere on the flash.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.rendering.sights.facts import SightFact
from witnessmark.rendering.sights.painting import Moment, Painter, shine
from witnessmark.rendering.sights.surfaces import Colours
from witnessmark.rendering.sights.textures import soft_spot

#: Least share of a flash's light that makes a frame one that shows it.
SHOWN = 0.15


class Muzzle(Painter):
    """Flashes of one gun, at the seconds in ``times`` after the shot begins."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        times = self.element.get("times", ())
        assert isinstance(times, tuple)  # noqa: S101 - settings are made by this package
        self.times = self.frames.clock[0] + np.array(times, np.float64)
        self.size = self.element.number("size", 0.03) * self.frames.width
        self.power = self.element.number("power", 3.0)
        self.lasts = self.element.number("lasts", 0.003)
        self.hides = self.element.number("hidden", 0.0)
        self.shapes = [_burst(self.random, 96) for _ in range(5)]
        self.shape_of = self.random.integers(0, 5, len(self.times))
        self.strength = self.random.uniform(0.75, 1.25, len(self.times))
        self.colour = np.array([1.0, 0.80, 0.52], np.float32)

    def rows(self, number: int, flash: int) -> NDArray[np.float64]:
        """Return the share of *flash* that each row of frame *number* shows."""
        light = self.frames.shot.light
        height = self.frames.height
        opened = self.frames.clock[number] + light.readout * np.arange(height) / height
        fired = self.times[flash]
        shared = np.minimum(opened + light.shutter, fired + self.lasts) - np.maximum(opened, fired)
        return np.asarray(np.clip(shared / self.lasts, 0, 1), np.float64)

    def paint(self, image: Colours, moment: Moment) -> None:
        """Add each flash that falls into this frame, and its light on the surroundings."""
        for flash in range(len(self.times)):
            if abs(self.times[flash] - moment.clock) < 0.3:
                rows = self.rows(moment.number, flash)
                if rows.any():
                    self._add(image, moment, flash, rows.astype(np.float32)[:, None, None])

    def _add(self, image: Colours, moment: Moment, flash: int, rows: Colours) -> None:
        x, y = moment.at(*self.anchor())
        side = max(3, int(self.size * moment.zoom * 2))
        shape = np.asarray(
            cv2.resize(
                self.shapes[self.shape_of[flash]], (side, side), interpolation=cv2.INTER_AREA
            ),
            np.float32,
        )
        if self.hides:
            shape[:, : int(side * self.hides)] = 0
        # The gain of the hour is taken out, so that a flash is as bright against white as told.
        strength = self.power * self.strength[flash] / moment.gain
        added = np.zeros_like(image)
        shine(added, shape[..., None] * self.colour * strength, x, y)
        glow = soft_spot(side * 5 | 1)[..., None] * self.colour * (0.10 * strength)
        shine(added, glow, x, y)
        lit = self.element.number("lights", 0.0)
        if lit:
            small = np.zeros((moment.height // 4 + 1, moment.width // 4 + 1, 3), np.float32)
            spot = (
                soft_spot(int(moment.width * 0.35) | 1)[..., None]
                * self.colour
                * (lit / moment.gain)
            )
            shine(small, spot, x / 4, y / 4)
            added += cv2.resize(small, (moment.width, moment.height)) * moment.albedo()
        image += added * rows

    def facts(self) -> Iterable[SightFact]:
        """Return one fact for each flash that a frame shows."""
        frames = self.frames
        for flash in range(len(self.times)):
            showing = [number for number in range(len(frames.clock)) if self._shows(number, flash)]
            if not showing:
                continue
            first, last = showing[0], showing[-1]
            half = self.size * 0.7
            box = frames.box(first, *self.anchor(), half, half)
            inside = 0 < (box[0] + box[2]) / 2 < 1 and 0 < (box[1] + box[3]) / 2 < 1
            seen = box[2] > box[0] and box[3] > box[1]
            if seen:
                yield SightFact(
                    Kind.FLASH,
                    frames.starts[first],
                    frames.ends[last],
                    {
                        "cause": "muzzle_flash",
                        "fired_at": round(float(self.times[flash] - frames.clock[0]), 6),
                    },
                    box,
                    counted=inside and self.hides < 0.8,
                )

    def _shows(self, number: int, flash: int) -> bool:
        if abs(self.times[flash] - self.frames.clock[number]) > 0.3:
            return False
        view = self.frames.views[number]
        row = int(np.clip((view @ (*self.anchor(), 1))[1], 0, self.frames.height - 1))
        near = slice(max(0, row - 3), row + 4)
        return bool(self.rows(number, flash)[near].max() >= SHOWN)


def _burst(random: np.random.Generator, side: int) -> NDArray[np.float32]:
    """Return the shape of one muzzle flash: a core, and three to six tongues of gas."""
    line = np.linspace(-1, 1, side)
    x, y = np.meshgrid(line, line)
    far, turn = np.hypot(x, y), np.arctan2(y, x)
    lobes, phase = random.integers(3, 7), random.uniform(0, 6.3)
    ragged = 0.35 + 0.45 * np.abs(np.cos(lobes / 2 * turn + phase)) ** 2
    ragged *= 1 + 0.2 * np.sin(turn * 7 + phase * 3)
    shape = 1 / (1 + np.exp((far / ragged - 0.75) * 9))
    return np.asarray(shape * np.clip((1 - far) * 5, 0, 1), np.float32)


class Explosion(Painter):
    """A blast: light over everything within a frame or two, then fire that darkens to smoke."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        self.at = self.frames.clock[0] + self.element.number("time", 1.0)
        self.size = self.element.number("size", 0.15) * self.frames.width
        self.power = self.element.number("power", 4.0)
        self.fades = self.element.number("fades", 0.35)
        self.ball = [_burst(self.random, 96) for _ in range(3)]

    def strength(self, clock: float) -> float:
        """Return the light at *clock*, 1 at its peak: a rise of 20 ms, an exponential fall."""
        since = clock - self.at
        if since < -0.005:
            return 0.0
        return float(min(1.0, (since + 0.005) / 0.02) * np.exp(-max(0.0, since) / self.fades))

    def paint(self, image: Colours, moment: Moment) -> None:
        """Add the fireball and its light."""
        strength = self.strength(moment.clock + self.frames.shot.light.shutter / 2)
        if strength < 0.01:
            return
        since = max(0.0, moment.clock - self.at)
        x, y = moment.at(*self.anchor())
        side = max(8, int(self.size * moment.zoom * (0.8 + 1.4 * (1 - np.exp(-since * 8)))))
        red = 1 - np.exp(-since * 5)
        colour = np.array([1.0, 0.85 - 0.45 * red, 0.6 - 0.55 * red], np.float32)
        ball = np.asarray(cv2.resize(self.ball[int(since * 12) % 3], (side, side)), np.float32)
        shine(
            image,
            ball[..., None] * colour * (self.power * strength / moment.gain),
            x,
            y - side * 0.15,
        )
        lit = colour * (self.element.number("lights", 0.5) * strength / moment.gain)
        image += moment.albedo() * lit

    def facts(self) -> Iterable[SightFact]:
        """Return the fact of the flash: the frames with at least a fifth of its light."""
        frames, half = self.frames, self.frames.shot.light.shutter / 2
        bright = [
            n for n, clock in enumerate(frames.clock) if self.strength(float(clock) + half) > 0.2
        ]
        if not bright:
            return
        box = frames.box(bright[0], *self.anchor(), self.size * 0.6, self.size * 0.6)
        yield SightFact(
            Kind.FLASH,
            frames.starts[bright[0]],
            frames.ends[bright[-1]],
            {"cause": "explosion_flash"},
            box,
            counted=True,
        )


class Tracer(Painter):
    """Burning rounds crossing the picture: straight, fast, smeared over the exposure."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        rounds = self.element.get("rounds", ())
        assert isinstance(rounds, tuple)  # noqa: S101 - settings are made by this package
        self.rounds = rounds
        self.colour = np.array(
            {"red": (1.0, 0.18, 0.06), "green": (0.3, 1.0, 0.25), "amber": (1.0, 0.6, 0.2)}[
                str(self.element.get("colour", "red"))
            ],
            np.float32,
        )
        self.wide = self.element.number("wide", 0.002)

    def place(self, one: tuple[float, ...], clock: float) -> NDArray[np.float64] | None:
        """Return where round *one* is in the place at *clock* (pixels), None where it is not.

        *one* is (second, from x, from y, to x, to y in shares of the place, seconds of flight,
        how many times farther off it ends than it begins): seen from one point, an even flight
        in depth runs as t / (t + (1 - t) / far).
        """
        begun, *line, flight, far = one
        share = (clock - self.frames.clock[0] - begun) / flight
        if not 0 <= share <= 1:
            return None
        seen = share * far / (share * far + (1 - share)) if far >= 1 else share
        size = np.array([self.frames.width, self.frames.height]) * 1.6
        start, end = np.array(line[:2]) * size, np.array(line[2:]) * size
        return np.asarray(start + (end - start) * seen, np.float64)

    def _ends(self, one: tuple[float, ...], number: int) -> NDArray[np.float64] | None:
        """Return both ends of the smear of *one* in frame *number*, in pixels of the picture."""
        clock, shutter = float(self.frames.clock[number]), self.frames.shot.light.shutter
        lasts = one[0] + one[5] + self.frames.clock[0]
        opened, closed = max(clock, one[0] + self.frames.clock[0]), min(clock + shutter, lasts)
        if closed <= opened:
            return None
        ends = [self.place(one, second) for second in (opened, closed - 1e-9)]
        view = self.frames.views[number]
        return np.array([view @ (*end, 1) for end in ends if end is not None])

    def paint(self, image: Colours, moment: Moment) -> None:
        """Draw the smear of every round in flight, with its glow."""
        for one in self.rounds:
            ends = self._ends(one, moment.number)
            if ends is None or len(ends) < 2:
                continue
            layer = np.zeros(image.shape[:2], np.uint8)
            first, last = ((int(x * 16), int(y * 16)) for x, y in np.clip(ends, -4000, 4000))
            wide = max(1, round(self.wide * moment.width * moment.zoom))
            cv2.line(layer, first, last, 255, wide, cv2.LINE_AA, 4)
            core = layer.astype(np.float32) / 255
            glow = np.asarray(cv2.GaussianBlur(core, (0, 0), wide * 1.5), np.float32)
            power = self.element.number("power", 1.5) / moment.gain
            image += (glow * 0.7)[..., None] * self.colour * power
            image += core[..., None] * (0.5 + 0.5 * self.colour) * power

    def facts(self) -> Iterable[SightFact]:
        """Return one fact for each round that is in the picture in at least two frames."""
        frames = self.frames
        size = np.array([frames.width, frames.height], np.float64)
        for one in self.rounds:
            shown = []
            for number in range(len(frames.clock)):
                ends = self._ends(one, number)
                if ends is not None and len(ends) == 2:
                    shares = ends / size
                    if ((shares > 0) & (shares < 1)).all(axis=1).any():
                        shown.append((number, shares))
            if not shown:
                continue
            start, end = shown[0][1][0], shown[-1][1][1]
            attributes = {
                "from": [round(float(v), 4) for v in start],
                "to": [round(float(v), 4) for v in end],
                "colour": str(self.element.get("colour", "red")),
            }
            box = tuple(
                round(float(v), 4)
                for v in (
                    *np.clip(np.minimum(start, end), 0, 1),
                    *np.clip(np.maximum(start, end), 0, 1),
                )
            )
            yield SightFact(
                Kind.STREAK,
                frames.starts[shown[0][0]],
                frames.ends[shown[-1][0]],
                attributes,
                (box[0], box[1], box[2], box[3]),
                counted=len(shown) >= 2,
            )


class Spotlit(Painter):
    """One flash of a photographer's lamp or of lightning: the whole place for some milliseconds."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        self.at = self.frames.clock[0] + self.element.number("time", 1.0)
        self.lasts = self.element.number("lasts", 0.05)

    def level(self, number: int) -> float:
        """Return the share of the flash in frame *number*."""
        clock = float(self.frames.clock[number])
        shutter = self.frames.shot.light.shutter + self.frames.shot.light.readout
        shared = min(clock + shutter, self.at + self.lasts) - max(clock, self.at)
        return float(np.clip(shared / min(self.lasts, shutter), 0, 1))

    def paint(self, image: Colours, moment: Moment) -> None:
        """Light everything."""
        level = self.level(moment.number)
        if level > 0:
            image += moment.albedo() * (self.element.number("power", 0.8) * level / moment.gain)

    def facts(self) -> Iterable[SightFact]:
        """Return the frames lit, as a flash whose cause lies outside the picture."""
        lit = [number for number in range(len(self.frames.clock)) if self.level(number) > SHOWN]
        if lit:
            yield SightFact(
                Kind.FLASH,
                self.frames.starts[lit[0]],
                self.frames.ends[lit[-1]],
                {"cause": "photo_or_edit"},
                None,
                counted=False,
            )
