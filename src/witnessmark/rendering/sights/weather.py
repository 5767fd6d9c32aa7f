"""Snow, rain, fog, leaves, confetti and insects: what falls or flies between camera and place.

Conventions
-----------
A pinhole with 60 degrees across sees a speck of *d* metres at distance *z* with 0.87 *d* / *z* of
the picture's width. Flakes of 3 to 12 mm fall at 0.6 to 1.8 m/s (Locatelli and Hobbs, J.
Geophys. Res. 79, 1974), drops of rain at 4 to 9 m/s (Gunn and Kinzer, J. Meteorol. 6, 1949).
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.rendering.sights.facts import SightFact
from witnessmark.rendering.sights.painting import Moment, Painter, lay
from witnessmark.rendering.sights.surfaces import Colours
from witnessmark.rendering.sights.textures import fractal, smooth_walk

#: Sub-pixel bits of OpenCV's line drawing.
_BITS = 4


class _Falling(Painter):
    """Specks in a box of air that drifts with the wind and wraps round."""

    speeds, sizes, depths = (0.6, 1.8), (0.003, 0.012), (0.8, 15.0)

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        random, count = self.random, int(self.element.number("count", 600))
        low, high = np.log(self.depths)
        # Equal volumes: the number at a depth grows with its square.
        self.depth = np.exp(high + (low - high) * random.random(count) ** 1.6)
        self.size = random.uniform(*self.sizes, count)
        self.fall = random.uniform(*self.speeds, count)
        self.place = random.random((count, 2))
        self.phase = random.uniform(0, 2 * np.pi, (count, 2))
        self.wind = self.element.number("wind")
        self.gust = smooth_walk(random, self.frames.clock, 0.05, 0.4)
        self.tone = random.uniform(0.6, 1.1, count)

    def positions(self, moment: Moment, clock: float) -> NDArray[np.float64]:
        """Return where the specks are at *clock*, in pixels."""
        focal = moment.width / 1.15
        sway = 0.15 * np.sin(self.phase + clock * (1.5 + self.phase))
        metres_x = (self.wind + 0.3 * self.wind * self.gust[moment.number]) * clock + sway[:, 0]
        metres_y = self.fall * clock + 0.3 * sway[:, 1]
        origin = moment.view @ (0.8 * moment.width, 0.8 * moment.height, 1)
        x = self.place[:, 0] * moment.width * 1.3 + focal * metres_x / self.depth + origin[0]
        y = self.place[:, 1] * moment.height * 1.3 + focal * metres_y / self.depth + origin[1]
        return np.stack(
            [
                np.mod(x, moment.width * 1.3) - 0.15 * moment.width,
                np.mod(y, moment.height * 1.3) - 0.15 * moment.height,
            ],
            axis=1,
        )

    def layers(self, moment: Moment) -> Iterable[tuple[NDArray[np.bool_], float]]:
        """Return who is drawn together, and how blurred in pixels: near ones are out of focus."""
        for near, far, blur in ((0, 1.5, 2.5), (1.5, 3, 0.8), (3, 99, 0.0)):
            yield (self.depth >= near) & (self.depth < far), blur * moment.width / 640

    def alpha(self, moment: Moment, shutter: float) -> NDArray[np.float32]:
        """Return how much of each pixel the specks cover."""
        before, after = (self.positions(moment, moment.clock + step) for step in (0.0, shutter))
        wrapped = np.abs(after - before).max(axis=1) > moment.height / 2
        after[wrapped] = before[wrapped]
        pixels = self.size / self.depth * moment.width / 1.15
        total = np.zeros((moment.height, moment.width), np.float32)
        for chosen, blur in self.layers(moment):
            layer = np.zeros((moment.height, moment.width), np.uint8)
            for start, end, wide, tone in zip(
                before[chosen], after[chosen], pixels[chosen], self.tone[chosen], strict=True
            ):
                _mark(layer, start, end, wide, tone)
            soft = layer.astype(np.float32) / 255
            if blur > 0.3:
                soft = np.asarray(cv2.GaussianBlur(soft, (0, 0), blur), np.float32)
            total = np.asarray(1 - (1 - total) * (1 - soft), np.float32)
        return np.asarray(np.clip(total * self.element.number("opacity", 0.9), 0, 1), np.float32)


def _mark(
    layer: NDArray[np.uint8],
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    wide: float,
    tone: float,
) -> None:
    """Draw one speck as it moves in one exposure; smeared light is spread over its way."""
    long = float(np.hypot(*(end - start)))
    cover = min(1.0, wide) * min(1.0, max(wide, 1.0) / max(long, wide, 1.0))
    level = int(min(255.0, 255 * cover * tone))
    if level < 3:
        return
    first = tuple(int(one * (1 << _BITS)) for one in start)
    if long < 1.0:
        radius = max(int(wide / 2 * (1 << _BITS)), 8)
        cv2.circle(layer, first, radius, level, -1, cv2.LINE_AA, _BITS)
        return
    last = tuple(int(one * (1 << _BITS)) for one in end)
    cv2.line(layer, first, last, level, max(1, round(wide)), cv2.LINE_AA, _BITS)


def _air_light(moment: Moment) -> Colours:
    """Return the light that falls on something in the air before each pixel."""
    view = moment.view.copy()
    view[:, :2] *= 4
    view /= 4
    size = (moment.width // 4 + 1, moment.height // 4 + 1)
    back = cv2.warpAffine(moment.world.in_air, view, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(back, (moment.width, moment.height)), np.float32)


class Snowfall(_Falling):
    """Flakes of snow, and the haze of those too far off to be seen one by one."""

    def paint(self, image: Colours, moment: Moment) -> None:
        """Lay haze, then flakes."""
        light = _air_light(moment)
        haze = self.element.number("haze", 0.1)
        image += haze * (0.8 * light.mean(axis=(0, 1)) - image)
        lay(image, self.alpha(moment, self.frames.shot.light.shutter), 0.95 * light)

    def facts(self) -> Iterable[SightFact]:
        """Return one fact over the whole shot; few flakes do not count."""
        heavy = self.element.number("count") * self.frames.width / 640 >= 120
        attributes = {"flakes": int(self.element.number("count"))}
        start, end = self.frames.starts[0], self.frames.ends[-1]
        yield SightFact(Kind.SNOWFALL, start, end, attributes, None, counted=heavy)


class Rain(_Falling):
    """Drops that streak in one exposure."""

    speeds, sizes, depths = (4.0, 9.0), (0.0015, 0.004), (0.8, 9.0)

    def paint(self, image: Colours, moment: Moment) -> None:
        """Lay streaks a little brighter than what is behind them."""
        light = _air_light(moment)
        shutter = max(self.frames.shot.light.shutter, 1 / 120)
        alpha = self.alpha(moment, shutter) * 4
        lay(image, np.clip(alpha, 0, 0.6), 1.1 * light)

    def facts(self) -> Iterable[SightFact]:
        """Return one fact over the whole shot; thin rain does not count."""
        heavy = self.element.number("count") >= 300
        start, end = self.frames.starts[0], self.frames.ends[-1]
        yield SightFact(Kind.RAIN, start, end, {}, None, counted=heavy)


class Flying(_Falling):
    """Confetti, leaves, dust or insects near the lens: specks that are neither snow nor rain."""

    speeds, depths = (0.4, 1.2), (2.0, 9.0)

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        what = self.element.get("what")
        if what == "insects":
            self.speeds = (-0.4, 0.4)
            self.sizes = (0.003, 0.008)
        elif what in ("confetti", "leaves"):
            self.sizes = (0.02, 0.05)
        super().prepare()
        tones = {
            "confetti": self.random.uniform(0.05, 0.9, (6, 3)),
            "leaves": np.array([[0.3, 0.15, 0.04], [0.2, 0.12, 0.03]]),
            "insects": np.array([[0.9, 0.9, 0.8]]),
            "birds": np.array([[0.03, 0.03, 0.03]]),
        }
        self.colours = tones[str(what)].astype(np.float32)
        self.kinds = self.random.integers(0, len(self.colours), len(self.depth))
        if what in ("insects", "birds"):
            self.course = self.random.normal(
                0, 1.0 if what == "insects" else 3.0, (len(self.depth), 2)
            )
            self.fall = self.fall * 0 + self.course[:, 1] * 0.3

    def positions(self, moment: Moment, clock: float) -> NDArray[np.float64]:
        """Return places: insects and birds have courses of their own."""
        places = super().positions(moment, clock)
        what = self.element.get("what")
        if what in ("insects", "birds"):
            wander = 40 if what == "insects" else 12
            turn = np.sin(self.phase * 3 + clock * (4 + 2 * self.phase)) * wander
            places += turn * moment.width / 640 + self.course * clock * moment.width / 20
            size = np.array([moment.width, moment.height]) * 1.3
            places = np.mod(places + 0.15 * size, size) - 0.15 * size
        return places

    def paint(self, image: Colours, moment: Moment) -> None:
        """Lay each colour's specks in turn; they tumble, so that they glint."""
        light = moment.world.in_air.mean(axis=(0, 1))
        glint = 0.6 + 0.4 * np.sin(self.phase[:, 0] + moment.clock * 9)
        everything = self.tone
        for number, colour in enumerate(self.colours):
            self.tone = np.where(self.kinds == number, everything * glint, 0)
            lay(image, self.alpha(moment, self.frames.shot.light.shutter), colour * light)
        self.tone = everything


class Fog(Painter):
    """A veil that hangs or drifts slowly."""

    def prepare(self) -> None:
        """Draw what is fixed for the whole shot."""
        self.veil = 0.5 + 0.18 * fractal(self.random, 90, 160, 1.6)

    def paint(self, image: Colours, moment: Moment) -> None:
        """Mix the veil in."""
        shift = int(moment.clock * self.element.number("drift", 1.0))
        veil = cv2.resize(np.roll(self.veil, shift, axis=1), (moment.width, moment.height))
        light = moment.world.in_air.mean(axis=(0, 1))
        lay(image, np.clip(veil * self.element.number("strength", 0.8), 0, 0.95), 0.9 * light)
