"""What flares, flies and drifts: muzzle flashes, tracers, sparks, explosions, smoke and flame.

Conventions
-----------
A frame shows what happens from its own time until the next frame's. Light needs no time here, so
a flash is in the frame in which its shot is fired, before the sound arrives. Places are metres;
sizes in pixels follow from the lens.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.paths import crossing
from witnessmark.rendering.picture.backdrop import BRIGHTEST, Backdrop, grade
from witnessmark.rendering.picture.lens import Lens, Point
from witnessmark.rendering.picture.sprites import Box, Picture, blob, cover, flash, shine
from witnessmark.rendering.picture.sprites import place as place_box
from witnessmark.rendering.scenario import Condition, Explosion, Scenario, Shooter, Wall
from witnessmark.rendering.schedule import Round, generator
from witnessmark.rendering.trajectory import Trajectory
from witnessmark.rendering.truth import SMOKE
from witnessmark.rendering.weapons import WEAPONS

#: Seconds for which sparks are seen where a tracer strikes.
SPARKS = 0.28

_SMOKE_COLOUR = np.array([126, 122, 118], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Moment:
    """The frame being drawn: its picture (written on), its stretch of time, its backdrop."""

    frame: Picture
    start: float
    end: float
    backdrop: Backdrop
    scenario: Scenario

    @property
    def lens(self) -> Lens:
        """The lens of the backdrop."""
        return self.backdrop.lens

    def covers(self, time: float) -> bool:
        """Say whether *time* lies in this frame."""
        return self.start - 1e-9 <= time < self.end - 1e-9

    def restore_walls(self, place: Point, box: Box | None) -> None:
        """Put back, within *box*, the walls that stand between the lens and *place*."""
        if box is None:
            return
        for wall, mask in self.backdrop.walls:
            if _behind(wall, place, self.lens.eye):
                inside = mask[box]
                self.frame[box][inside] = self.backdrop.picture[box][inside]


def draw_flash(moment: Moment, shot: Round) -> None:
    """Draw the muzzle flash of *shot* if it is fired in this frame."""
    if not moment.covers(shot.fired_at):
        return
    muzzle = np.asarray(moment.scenario.shooter(shot.shooter).at)
    pixel = moment.lens.project(muzzle)
    if pixel is None or any(
        crossing(wall, moment.lens.eye, muzzle) is not None for wall in moment.scenario.surfaces()
    ):
        return
    dark = moment.scenario.scene.light != "day"
    size = _pixels(moment.lens, muzzle, 0.22 if dark else 0.16)
    shine(moment.frame, flash(int(np.clip(size, 3, 40))), *pixel, (255, 226, 150))


def draw_tracer(moment: Moment, shot: Round) -> None:
    """Draw the streak of a tracer through this frame, and sparks where it has struck."""
    if not shot.tracer or shot.fired_at >= moment.end:
        return
    shooter = moment.scenario.shooter(shot.shooter)
    path, reach, course = _flight(shooter)
    first = _flown(path, moment.start - shot.fired_at, reach)
    last = _flown(path, moment.end - shot.fired_at, reach)
    origin = np.asarray(shooter.at)
    if first < last:
        piece = moment.lens.segment(origin + first * course, origin + last * course)
        if piece is not None:
            _streak(moment.frame, *piece)
    struck = shot.fired_at + path.flight_time(reach)
    if struck < moment.end and moment.start < struck + SPARKS:
        _sparks(moment, shot, origin + reach * course, moment.end - struck)


def draw_explosion(moment: Moment, explosion: Explosion) -> None:
    """Draw the light of an explosion, the earth it throws, and its smoke."""
    age = moment.end - explosion.time
    if age <= 0 or age > SMOKE + 0.1:
        return
    place = np.asarray(explosion.at)
    random = generator(moment.scenario, f"smoke {explosion.id}")
    for number, (dx, dy, speed) in enumerate(random.uniform(-1.0, 1.0, (7, 3))):
        rise = 1.6 * np.sqrt(age) * (1.1 + speed)
        drift = np.array([0.4 * age * (0.6 + dx) + 0.5 * dx, 0.2 * dy, 0.3 + rise])
        thin = float(np.clip(1.0 - age / SMOKE, 0.0, 1.0))
        radius = 0.7 + 0.55 * np.sqrt(age) * (1.0 + 0.12 * number)
        _smoke(moment, place + drift, radius, 0.85 * thin)
    pixel = moment.lens.project(place + np.array([0.0, 0.0, 0.4]))
    if age < 0.12 and pixel is not None:
        box_size = int(np.clip(_pixels(moment.lens, place, 0.7), 4, 50))
        light = flash(box_size)
        shine(moment.frame, light, *pixel, (255, 216, 150))
        where = place_box(moment.frame, light, *pixel)
        moment.restore_walls(place, where[0] if where else None)
    if age < 0.9:
        _earth(moment, explosion, age)


def draw_condition(moment: Moment, condition: Condition) -> None:
    """Draw flame or smoke that lasts; falling snow lies nearer than everything and comes last."""
    if condition.at is None or not condition.start <= moment.start < condition.end:
        return
    place = np.asarray(condition.at)
    age = moment.start - condition.start
    random = generator(moment.scenario, f"condition {condition.id}")
    if condition.kind == "flame":
        _flame(moment, condition, place)
        return
    for number, (dx, lift) in enumerate(random.uniform(-1.0, 1.0, (14, 2))):
        life = (age + number * 0.29) % 4.0
        if life <= age:
            rise = np.array([0.35 * life * (0.8 + 0.5 * dx), 0.0, life * (0.7 + 0.2 * lift)])
            strength = 0.55 * condition.strength * (1.0 - life / 4.0)
            _smoke(moment, place + rise, 0.35 + 0.25 * life, strength)


def _flame(moment: Moment, condition: Condition, place: Point) -> None:
    """Draw tongues that are made anew in every frame: yellow at the root, red at the tip."""
    grown = min(1.0, 0.4 + 0.25 * (moment.start - condition.start)) * condition.strength
    random = generator(moment.scenario, f"flame {condition.id} {moment.start:.4f}")
    drawn = random.uniform(0.0, 1.0, (22, 3))
    root = moment.lens.project(place)
    if root is not None:
        halo = int(np.clip(_pixels(moment.lens, place, 3.0 * grown), 6, 80))
        flicker = np.float32(random.uniform(0.18, 0.34))
        shine(moment.frame, flicker * blob(halo), *root, (230, 120, 40))
    for dx, height, size in drawn[np.argsort(-drawn[:, 1])]:
        across = (dx - 0.5) * 1.3 * grown * (1.0 - 0.7 * height)
        spot = place + np.array([across, 0.0, 1.9 * grown * height**1.5])
        pixel = moment.lens.project(spot)
        reach = grown * (0.30 + 0.30 * size) * (1.0 - 0.5 * height)
        radius = int(np.clip(_pixels(moment.lens, spot, reach), 3, 60))
        if pixel is not None:
            colour = np.array([248, 205 - 125 * height, 90 - 75 * height], dtype=np.float32)
            box = cover(moment.frame, np.float32(0.95) * np.sqrt(blob(radius)), *pixel, colour)
            moment.restore_walls(spot, box)


def _smoke(moment: Moment, place: Point, radius: float, strength: float) -> None:
    pixel = moment.lens.project(place)
    if pixel is None or strength < 0.02:
        return
    size = int(np.clip(_pixels(moment.lens, place, radius), 2, 70))
    light = np.maximum(grade(moment.scenario), 0.14)
    box = cover(moment.frame, blob(size) * np.float32(strength), *pixel, _SMOKE_COLOUR * light)
    moment.restore_walls(place, box)


def _earth(moment: Moment, explosion: Explosion, age: float) -> None:
    """Draw clods that fly up and fall back."""
    random = generator(moment.scenario, f"earth {explosion.id}")
    speeds = random.normal(0.0, 1.0, (40, 3)) * [2.2, 1.0, 1.5] + [0.0, 0.0, 4.0]
    height, width = moment.frame.shape[:2]
    shade = np.maximum(np.array([58, 50, 42]) * grade(moment.scenario), 8).astype(np.uint8)
    for speed in speeds:
        spot = np.asarray(explosion.at) + speed * age - [0.0, 0.0, 4.905 * age * age]
        pixel = moment.lens.project(spot) if spot[2] > 0.0 else None
        if pixel is not None and 1 <= pixel[0] < width - 2 and 1 <= pixel[1] < height - 2:
            x, y = int(pixel[0]), int(pixel[1])
            box = (slice(y, y + 2), slice(x, x + 2))
            moment.frame[box] = shade
            moment.restore_walls(spot, box)


def _sparks(moment: Moment, shot: Round, place: Point, age: float) -> None:
    random = generator(moment.scenario, f"sparks {shot.id}")
    fading = float(np.clip(1.0 - age / SPARKS, 0.0, 1.0))
    for speed in random.normal(0.0, 1.0, (7, 3)) * [2.0, 0.5, 1.5] - [0.0, 1.0, -1.5]:
        spot = place + speed * age - [0.0, 0.0, 4.905 * age * age]
        pixel = moment.lens.project(spot)
        if pixel is not None:
            shine(moment.frame, 0.9 * np.float32(fading) * blob(2), *pixel, (255, 170, 70))


def _streak(frame: Picture, first: tuple[float, float], last: tuple[float, float]) -> None:
    """Draw a line of light two pixels wide, with a dimmer one about it."""
    height, width = frame.shape[:2]
    steps = int(min(4000.0, max(abs(last[0] - first[0]), abs(last[1] - first[1])))) + 2
    xs = np.linspace(first[0], last[0], steps).astype(int)
    ys = np.linspace(first[1], last[1], steps).astype(int)
    inside = (xs >= 2) & (xs < width - 3) & (ys >= 2) & (ys < height - 3)
    xs, ys = xs[inside], ys[inside]
    for down in (-1, 0, 1, 2):
        hot = down in (0, 1)
        colour = np.array([248, 214, 140] if hot else [214, 96, 40], dtype=np.uint8)
        rows = ys + down
        frame[rows, xs] = np.maximum(frame[rows, xs], colour)
    frame[ys, xs] = np.minimum(frame[ys, xs], BRIGHTEST)


def _flight(shooter: Shooter) -> tuple[Trajectory, float, NDArray[np.float64]]:
    weapon = WEAPONS[shooter.weapon]
    path = Trajectory(shooter.at, shooter.aim, weapon.speed, weapon.drag)
    course = np.subtract(shooter.aim, shooter.at)
    reach = float(np.linalg.norm(course))
    return path, reach, course / reach


def _flown(path: Trajectory, seconds: float, reach: float) -> float:
    """Return the metres flown after *seconds*: the flight time turned round."""
    if seconds <= 0.0:
        return 0.0
    flown = (
        np.log1p(path.drag * path.speed * seconds) / path.drag
        if path.drag
        else (path.speed * seconds)
    )
    return float(min(reach, flown))


def _pixels(lens: Lens, place: Point, metres: float) -> float:
    return lens.focal * metres / max(lens.depth(place), 0.3)


def _behind(wall: Wall, place: Point, eye: Point) -> bool:
    """Say whether *wall* stands between *eye* and *place* in the plan, however high."""
    level = np.array([1.0, 1.0, 0.0])
    return crossing(wall, eye * level, place * level) is not None
