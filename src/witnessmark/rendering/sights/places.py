"""Places, painted once for a shot: what reflects how much, what shines, and where things stand.

Conventions
-----------
``albedo`` is the share of light that a surface gives back, none for the sky; ``light`` what falls
on it; ``shine`` what the sky, lamps and lit windows send out themselves: float32, linear, (height,
width, 3), red first. A place is larger than the picture by :data:`ROOM`, so that a camera may turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import cv2
import numpy as np

from witnessmark.rendering.sights.surfaces import GROUNDS, HOURS, Canvas, Colours
from witnessmark.rendering.sights.textures import fractal, perspective, soft_spot

#: How much wider and higher a place is than the picture at zoom 1.
ROOM = 1.6


@dataclass(frozen=True, eq=False)
class World:
    """A place by its hour: see the module's conventions; ``horizon`` is a row of it."""

    albedo: Colours
    light: Colours
    shine: Colours
    horizon: float

    @cached_property
    def on_ground(self) -> Colours:
        """The mean light on the ground, a colour."""
        return np.asarray(self.light[int(self.horizon) :].mean(axis=(0, 1)), np.float32)

    @cached_property
    def from_sky(self) -> Colours:
        """The mean light of the sky, or on the walls of a room, a colour."""
        above = slice(0, int(self.horizon))
        light = np.maximum(self.shine[above], self.light[above])
        return np.asarray(light.mean(axis=(0, 1)), np.float32)

    @cached_property
    def in_air(self) -> Colours:
        """The light on something in the air, smooth, at a quarter of the place's size.

        It stands half in the light of the sky, half in what falls on the ground round it.
        """
        rows, columns = self.light.shape[:2]
        small = cv2.resize(self.light, (64, 36), interpolation=cv2.INTER_AREA)
        spread = cv2.GaussianBlur(small, (0, 0), 4)
        both = 0.6 * spread + 0.45 * self.from_sky
        return np.asarray(cv2.resize(both, (columns // 4, rows // 4)), np.float32)


@lru_cache(maxsize=6)
def build(
    place: str,
    seed: int,
    ground: str,
    hour: str,
    sky: str,
    width: int,
    height: int,
) -> World:
    """Return the *place* of that *seed*; KeyError where *ground* or *hour* has no such name."""
    random = np.random.default_rng([seed, 1])
    rows, columns = int(height * ROOM), int(width * ROOM)
    if place == "room":
        return _room(random, rows, columns, hour)
    horizon = rows * random.uniform(0.42, 0.56)
    albedo, light, shine = _open_ground(
        random, rows, columns, horizon, ground, hour, overcast=sky == "overcast"
    )
    canvas = Canvas(random, albedo, light, shine, horizon, hour, snowy=ground == "snow")
    _STAGES[place](canvas)
    canvas.lamps()
    soft = cv2.GaussianBlur(canvas.albedo, (0, 0), 0.6)
    return World(np.asarray(soft, np.float32), canvas.light, canvas.shine, horizon)


def _open_ground(
    random: np.random.Generator,
    rows: int,
    columns: int,
    horizon: float,
    ground: str,
    hour: str,
    *,
    overcast: bool,
) -> tuple[Colours, Colours, Colours]:
    """Return albedo, light and shine of sky over level ground."""
    colour, rough = GROUNDS[ground]
    laid = perspective(fractal(random, 512, 512, 0.9), (rows, columns), horizon, 2.0)
    patches = fractal(random, rows, columns, 1.6)
    albedo = np.array(colour, np.float32) * (1 + rough * (laid + 0.6 * patches))[..., None]
    albedo = np.clip(albedo, 0.01, 0.95).astype(np.float32)
    lit, sky = (np.array(one, np.float32) for one in HOURS[hour])
    light = np.broadcast_to(lit, albedo.shape).astype(np.float32)
    light = light * (1 + 0.08 * fractal(random, rows, columns, 1.8))[..., None]
    top = int(horizon)
    cover = 2.5 if overcast else random.uniform(0, 1)
    cloud = np.clip(fractal(random, rows, columns, 1.5) * 0.5 + cover, 0, 1)[:top, :, None]
    rise = np.linspace(0, 1, top, dtype=np.float32)[:, None, None]
    clear = sky * (0.75 + 0.5 * rise)
    if hour == "dusk":
        clear = sky * (0.5 + rise * np.array([1.3, 0.6, 0.2], np.float32))
    grey = float(sky.mean()) * random.uniform(0.8, 1.2)
    albedo[:top] = 0
    shine = np.zeros_like(albedo)
    shine[:top] = clear * (1 - cloud) + grey * cloud * (0.85 + 0.3 * cloud)
    return (
        np.asarray(albedo, np.float32),
        np.ascontiguousarray(light, np.float32),
        np.asarray(shine, np.float32),
    )


def _street(canvas: Canvas) -> None:
    random = canvas.random
    x = 0
    while x < canvas.columns:
        wide = int(random.uniform(0.12, 0.34) * canvas.columns)
        tall = random.uniform(0.12, 0.40) * canvas.rows
        tone = np.array(random.uniform(0.12, 0.5)) * random.uniform(0.85, 1.1, 3)
        box = (
            x,
            int(canvas.horizon - tall),
            min(x + wide, canvas.columns),
            int(canvas.horizon + 0.03 * canvas.rows),
        )
        canvas.wall(box, tone)
        x += wide + int(random.choice([0, 0, 0.03, 0.1]) * canvas.columns)
    for _ in range(int(random.integers(1, 4))):
        canvas.car(
            random.uniform(0, 0.9) * canvas.columns,
            canvas.horizon + random.uniform(0.04, 0.15) * canvas.rows,
            random.uniform(0.08, 0.2) * canvas.columns,
        )
    for _ in range(int(random.integers(0, 3))):
        canvas.tree(
            random.uniform(0.05, 0.95) * canvas.columns,
            canvas.horizon + 0.06 * canvas.rows,
            random.uniform(0.2, 0.4) * canvas.rows,
        )


def _field(canvas: Canvas) -> None:
    random = canvas.random
    line = fractal(random, 4, canvas.columns, 1.3)[0]
    tops = canvas.horizon - canvas.rows * (0.05 + 0.02 * line)
    points = [
        (0, int(canvas.horizon) + 3),
        *((x, int(tops[x])) for x in range(0, canvas.columns, 3)),
        (canvas.columns, int(canvas.horizon) + 3),
    ]
    shape = np.zeros(canvas.albedo.shape[:2], np.uint8)
    cv2.fillPoly(shape, [np.array(points, np.int32)], 255)
    canvas.stain(shape, (0.06, 0.08, 0.05), 0.8)
    for _ in range(int(random.integers(1, 5))):
        canvas.tree(
            random.uniform(0.02, 0.98) * canvas.columns,
            canvas.horizon + random.uniform(0.01, 0.12) * canvas.rows,
            random.uniform(0.1, 0.35) * canvas.rows,
        )


def _wood(canvas: Canvas) -> None:
    for _ in range(9):
        canvas.tree(
            canvas.random.uniform(0, 1) * canvas.columns,
            canvas.horizon + canvas.random.uniform(0.02, 0.2) * canvas.rows,
            canvas.random.uniform(0.3, 0.75) * canvas.rows,
        )


def _road(canvas: Canvas) -> None:
    middle, horizon, rows = canvas.columns / 2, canvas.horizon, canvas.rows
    half = canvas.columns * 0.45
    if not canvas.snowy:
        edge = np.array(
            [
                [middle - 4, horizon],
                [middle + 4, horizon],
                [middle + half, rows],
                [middle - half, rows],
            ],
            np.int32,
        )
        shape = np.zeros(canvas.albedo.shape[:2], np.uint8)
        cv2.fillPoly(shape, [edge], 255)
        canvas.stain(shape, (0.09, 0.09, 0.095), 1.0)
        for near in (0.1, 0.2, 0.35, 0.55, 0.8):
            y = horizon + near * (rows - horizon)
            cv2.line(
                canvas.albedo,
                (int(middle), int(y)),
                (int(middle), int(y * 1.04)),
                (0.6, 0.6, 0.6),
                max(1, int(near * 8)),
            )
    _field(canvas)


def _room(random: np.random.Generator, rows: int, columns: int, hour: str) -> World:
    """Return a room: walls, floor, furniture, a window, by its own lamp."""
    tone = np.array(random.uniform(0.3, 0.85)) * random.uniform(0.92, 1.05, 3)
    albedo = (tone * (1 + 0.03 * fractal(random, rows, columns, 1.2)[..., None])).astype(np.float32)
    edge = int(rows * random.uniform(0.62, 0.75))
    wood = np.array([0.25, 0.16, 0.10]) * random.uniform(0.6, 1.3)
    albedo[edge:] = wood * (1 + 0.15 * fractal(random, rows - edge, columns, 0.8)[..., None])
    spot = soft_spot(int(max(rows, columns) * 1.9) | 1)
    top, left = int(random.uniform(0.3, 0.7) * rows), int(random.uniform(0.3, 0.6) * columns)
    shade = spot[top : top + rows, left : left + columns]
    strength = {"day": 0.6, "dusk": 0.25, "night": 0.10}[hour]
    light = (0.35 + shade[..., None]) * np.array([1.0, 0.86, 0.68], np.float32) * strength
    for _ in range(int(random.integers(4, 10))):
        x, wide = random.uniform(0, 0.9) * columns, random.uniform(0.05, 0.25) * columns
        tall = random.uniform(0.06, 0.4) * rows
        foot = edge + random.uniform(-0.2, 0.12) * rows
        box = (slice(int(max(0, foot - tall)), int(foot)), slice(int(x), int(x + wide)))
        albedo[box] = random.uniform(0.03, 0.7) * random.uniform(0.5, 1.2, 3)
    albedo = np.clip(albedo, 0.01, 0.95)
    soft = np.asarray(cv2.GaussianBlur(albedo, (0, 0), 0.7), np.float32)
    return World(soft, np.asarray(light, np.float32), np.zeros_like(soft), float(edge))


_STAGES = {"street": _street, "field": _field, "wood": _wood, "road": _road}
