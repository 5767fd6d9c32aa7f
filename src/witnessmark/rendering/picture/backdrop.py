"""The part of a view that stands still: sky, ground, trees, house and walls, painted once.

Conventions
-----------
A backdrop is wider and higher than the picture by :data:`MARGIN` pixels on every side, so that an
unsteady hand has somewhere to go. Colours are sRGB bytes. Everything is painted by daylight and
then graded to the hour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from witnessmark.rendering.picture.lens import Lens, Point
from witnessmark.rendering.scenario import House, Opening, Scenario, Wall
from witnessmark.rendering.schedule import generator

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

#: Pixels beyond each edge of the picture.
MARGIN = 24

#: What the hour does to colours painted by daylight: a factor for red, green and blue.
GRADES = {"day": (1.0, 1.0, 1.0), "dusk": (0.50, 0.44, 0.52), "night": (0.10, 0.11, 0.16)}

#: Brightest that a picture may be before grain is laid on it.
BRIGHTEST = 248

_SCALE = 2
_COURSE, _BLOCK = 0.2, 0.4  # metres: the size of a concrete block as it is laid


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A painted view: its picture, the lens it was painted through, and where walls stand."""

    lens: Lens
    picture: Picture
    walls: tuple[tuple[Wall, NDArray[np.bool_]], ...]


def paint(scenario: Scenario, lens: Lens, number: int) -> Backdrop:
    """Paint the view *number* of *scenario* as *lens* sees it; the lens returned has margins."""
    wide = replace(lens, width=lens.width + 2 * MARGIN, height=lens.height + 2 * MARGIN)
    size = (wide.width * _SCALE, wide.height * _SCALE)
    image = Image.new("RGB", size)
    brush = ImageDraw.Draw(image)
    random = generator(scenario, f"backdrop {number}")
    _sky_and_ground(brush, scenario, wide, size, random)
    fronts = {scenario.house.front.id} if scenario.house else set()
    ordered = sorted(scenario.surfaces(), key=lambda wall: -_middle_depth(wide, wall))
    masks = []
    for wall in ordered:
        if scenario.house is not None and wall.id in fronts:
            _house(brush, scenario.house, wide, snowy=scenario.scene.snow_cover)
        else:
            _block_wall(brush, wall, wide, snowy=scenario.scene.snow_cover)
            masks.append((wall, _mask(wall, wide)))
    small = image.resize((wide.width, wide.height), Image.Resampling.BOX)
    return Backdrop(wide, _finished(np.asarray(small), scenario, random), tuple(masks))


def grade(scenario: Scenario) -> NDArray[np.float32]:
    """Return the three factors by which the hour dims what is not itself alight."""
    return np.array(GRADES[scenario.scene.light], dtype=np.float32)


def _finished(picture: Picture, scenario: Scenario, random: np.random.Generator) -> Picture:
    """Give painted surfaces some grain and the light of the hour."""
    height, width = picture.shape[:2]
    coarse = random.normal(0.0, 1.0, (height // 12 + 2, width // 12 + 2)).astype(np.float32)
    cloudy = np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))
    fine = random.normal(0.0, 1.0, (height, width))
    lit = picture * (1.0 + 0.015 * cloudy + 0.02 * fine)[..., np.newaxis] * grade(scenario)
    return np.clip(lit, 6, BRIGHTEST).astype(np.uint8)


def _sky_and_ground(
    brush: ImageDraw.ImageDraw,
    scenario: Scenario,
    lens: Lens,
    size: tuple[int, int],
    random: np.random.Generator,
) -> None:
    snowy = scenario.scene.snow_cover
    high, low = ((150, 158, 170), (188, 192, 198)) if snowy else ((96, 138, 188), (178, 198, 214))
    far, near = ((206, 210, 216), (232, 234, 238)) if snowy else ((128, 122, 96), (104, 92, 70))
    horizon = lens.horizon * _SCALE
    for row in range(size[1]):
        if row < horizon:
            colour = _between(high, low, row / max(horizon, 1.0))
        else:
            colour = _between(far, near, (row - horizon) / max(size[1] - horizon, 1.0))
        brush.line([(0, row), (size[0], row)], fill=colour)
    # A line of trees where earth and sky meet: something dark for falling snow to show against.
    tall = lens.focal * _SCALE * random.uniform(0.05, 0.085, size[0] // 10 + 2)
    for number, height in enumerate(tall):
        x = number * 10 + float(random.uniform(-4, 4))
        width = float(random.uniform(9, 16))
        brush.polygon(
            [(x - width, horizon + 3), (x, horizon - float(height)), (x + width, horizon + 3)],
            fill=_between((44, 56, 50), (66, 78, 70), float(random.random())),
        )


def _house(brush: ImageDraw.ImageDraw, house: House, lens: Lens, *, snowy: bool) -> None:
    front = house.front
    left, right = (np.array([*end, 0.0]) for end in (front.start, front.end))
    along = (right - left) / np.linalg.norm(right - left)
    back = np.array([-along[1], along[0], 0.0])
    if back @ (left - lens.eye) < 0:
        back = -back
    up = np.array([0.0, 0.0, 1.0])
    deep, high = house.depth * back, front.height * up
    for corner, tone in ((left, (118, 104, 88)), (right, (126, 112, 96))):
        _quad(brush, lens, [corner, corner + deep, corner + deep + high, corner + high], tone)
    _quad(brush, lens, [left, right, right + high, left + high], (158, 142, 120))
    ridge = 0.5 * deep + (front.height + 0.3 * house.depth) * up
    eaves = high - 0.4 * back - 0.12 * up
    roof = (222, 226, 230) if snowy else (112, 62, 48)
    corners = [left - 0.4 * along, right + 0.4 * along]
    _quad(
        brush,
        lens,
        [corners[0] + eaves, corners[1] + eaves, corners[1] + ridge, corners[0] + ridge],
        roof,
    )
    _line(brush, lens, corners[0] + eaves, corners[1] + eaves, (84, 70, 58), 3)
    for opening in house.openings:
        _opening(brush, lens, left, along, opening)


def _opening(
    brush: ImageDraw.ImageDraw, lens: Lens, left: Point, along: Point, opening: Opening
) -> None:
    """Paint a window with its cross, or a doorway down to the ground."""
    up = np.array([0.0, 0.0, 1.0])
    corner = left + opening.along * along + opening.sill * up
    across, high = opening.width * along, opening.height * up
    rim = 0.08
    outer = [
        corner - rim * (along + up),
        corner + across + rim * (along - up),
        corner + across + high + rim * (along + up),
        corner + high + rim * (up - along),
    ]
    _quad(brush, lens, outer, (196, 184, 162))
    _quad(
        brush, lens, [corner, corner + across, corner + across + high, corner + high], (30, 29, 33)
    )
    if opening.sill > 0.3:
        frame = (120, 108, 92)
        _line(brush, lens, corner + 0.5 * across, corner + 0.5 * across + high, frame, 2)
        _line(brush, lens, corner + 0.6 * high, corner + across + 0.6 * high, frame, 2)


def _block_wall(brush: ImageDraw.ImageDraw, wall: Wall, lens: Lens, *, snowy: bool) -> None:
    start, end = (np.array([*point, 0.0]) for point in (wall.start, wall.end))
    up = np.array([0.0, 0.0, 1.0])
    length = float(np.linalg.norm(end - start))
    along = (end - start) / length
    _quad(
        brush,
        lens,
        [start, end, end + wall.height * up, start + wall.height * up],
        (132, 130, 126),
    )
    courses = int(wall.height / _COURSE)
    for course in range(1, courses + 1 if length < 200.0 else 1):
        at = course * _COURSE * up
        _line(brush, lens, start + at, end + at, (106, 104, 100), 1)
        offset = _BLOCK * 0.5 * (course % 2)
        for number in range(int((length - offset) / _BLOCK) + 1):
            foot = start + (offset + number * _BLOCK) * along + at - _COURSE * up
            _line(brush, lens, foot, foot + _COURSE * up, (106, 104, 100), 1)
    cap = (236, 238, 242) if snowy else (150, 148, 144)
    _line(brush, lens, start + wall.height * up, end + wall.height * up, cap, 6)


def _mask(wall: Wall, lens: Lens) -> NDArray[np.bool_]:
    """Return which pixels a wall hides from view: itself, and the ground before it."""
    image = Image.new("L", (lens.width, lens.height))
    first, second = (np.array([*point, wall.height]) for point in (wall.start, wall.end))
    top = lens.segment(first, second)
    if top is not None:
        (left, high), (right, low) = top
        bottom = float(lens.height)
        outline = [(left, high), (right, low), (right, bottom), (left, bottom)]
        ImageDraw.Draw(image).polygon(outline, fill=255)
    return np.asarray(image) > 0


def _quad(brush: ImageDraw.ImageDraw, lens: Lens, points: list[Point], colour: Colour) -> None:
    corners = [(x * _SCALE, y * _SCALE) for x, y in _outline(lens, points)]
    if len(corners) > 2:
        brush.polygon(corners, fill=colour)


def _outline(lens: Lens, points: list[Point]) -> list[tuple[float, float]]:
    """Return the pixel corners of a polygon, cut off where it comes behind the lens."""
    corners: list[tuple[float, float]] = []
    for first, second in zip(points, points[1:] + points[:1], strict=True):
        piece = lens.segment(first, second)
        if piece is not None:
            corners.extend(piece)
    return corners


def _line(
    brush: ImageDraw.ImageDraw, lens: Lens, first: Point, second: Point, colour: Colour, width: int
) -> None:
    piece = lens.segment(first, second)
    if piece is not None:
        ends = [(x * _SCALE, y * _SCALE) for x, y in piece]
        brush.line(ends, fill=colour, width=width)


def _middle_depth(lens: Lens, wall: Wall) -> float:
    middle = 0.5 * (np.asarray(wall.start) + np.asarray(wall.end))
    return lens.depth(np.array([*middle, 0.0]))


def _between(first: Colour, second: Colour, share: float) -> Colour:
    a, b, c = (round(x + (y - x) * share) for x, y in zip(first, second, strict=True))
    return (a, b, c)
