"""Snow, rain, fog, leaves, confetti and insects: what falls or flies between camera and place.

Conventions
-----------
A pinhole with 60 degrees across sees a speck of *d* metres at distance *z* with 0.87 *d* / *z* of
the picture's width. Flakes of 3 to 12 mm fall at 0.5 to 2 m/s (Locatelli and Hobbs, J. Geophys.
Res. 79, 1974, 2185), drops of rain at 4 to 9 m/s (Gunn and Kinzer, J. Meteorol. 6, 1949). A flake
winds about its path by the order of its own size (Kajikawa, Ann. Glaciol. 6, 1985: amplitudes as
shares of the size), far slower than it falls. All drift with one wind, whose gusts change its
speed: what is carried has gone as far as that speed adds up to.
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

#: Least level of 255 at which a speck is drawn.
_FAINTEST = 3

#: Radians a second at which a flake winds: once in three seconds to once in one.
_WINDING = (2.0, 6.0)


class _Falling(Painter):
    """Specks in a box of air that drifts with the wind and wraps round."""

    speeds, sizes, depths = (0.5, 2.0), (0.003, 0.012), (0.8, 15.0)

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
        self.gust = 1 + 0.3 * smooth_walk(random, self.frames.clock, 0.05, 0.4)
        steps = np.diff(self.frames.clock, prepend=self.frames.clock[0])
        self.carried = self.wind * np.cumsum(self.gust * steps)
        self.tone = random.uniform(0.6, 1.1, count)
        self.rate = random.uniform(*_WINDING, count)
        # As fast at most as a quarter of its fall, and no wider than three of its sizes.
        self.winding = np.minimum(0.25 * np.abs(self.fall) / self.rate, 3 * self.size)

    def positions(self, moment: Moment, clock: float) -> NDArray[np.float64]:
        """Return where the specks are at *clock*, in pixels."""
        focal = moment.width / 1.15
        number = moment.number
        way = self.carried[number] + self.wind * self.gust[number] * (clock - moment.clock)
        sway = self.winding[:, None] * np.sin(self.phase + (clock * self.rate)[:, None])
        metres_x = way + sway[:, 0]
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
        long = np.hypot(*(after - before).T)
        # Light that is smeared is spread over its way.
        cover = np.minimum(1, pixels) * np.minimum(
            1, np.maximum(pixels, 1) / np.maximum(np.maximum(long, pixels), 1)
        )
        level = np.minimum(255, 255 * cover * self.tone).astype(int)
        for chosen, blur in self.layers(moment):
            layer = np.zeros((moment.height, moment.width), np.uint8)
            drawn = chosen & (level >= _FAINTEST)
            _mark(layer, before[drawn], after[drawn], pixels[drawn], level[drawn])
            soft = layer.astype(np.float32) / 255
            if blur > 0.3:
                soft = np.asarray(cv2.GaussianBlur(soft, (0, 0), blur), np.float32)
            total = np.asarray(1 - (1 - total) * (1 - soft), np.float32)
        return np.asarray(np.clip(total * self.element.number("opacity", 0.9), 0, 1), np.float32)


def _mark(
    layer: NDArray[np.uint8],
    starts: NDArray[np.float64],
    ends: NDArray[np.float64],
    wide: NDArray[np.float64],
    levels: NDArray[np.int_],
) -> None:
    """Draw specks as they move in one exposure: a disc where one stays, else a line."""
    still = (np.hypot(*(ends - starts).T) < 1.0).tolist()
    first, last = ((one * (1 << _BITS)).astype(int).tolist() for one in (starts, ends))
    radius = np.maximum((wide / 2 * (1 << _BITS)).astype(int), 8).tolist()
    thick = np.maximum(1, np.round(wide)).astype(int).tolist()
    for n, level in enumerate(levels.tolist()):
        if still[n]:
            cv2.circle(layer, first[n], radius[n], level, -1, cv2.LINE_AA, _BITS)
        else:
            cv2.line(layer, first[n], last[n], level, thick[n], cv2.LINE_AA, _BITS)


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
        """Return one fact over the whole shot; whether it counts is seen in the coded file."""
        attributes = {"flakes": int(self.element.number("count"))}
        yield SightFact(Kind.SNOWFALL, self.frames.starts[0], self.frames.ends[-1], attributes)


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
        """Return one fact over the whole shot; whether it counts is seen in the coded file."""
        yield SightFact(Kind.RAIN, self.frames.starts[0], self.frames.ends[-1])


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
