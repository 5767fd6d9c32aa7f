"""The frames of a scenario, one after another, each forgotten once it is handed over.

Conventions
-----------
RGB bytes, (height, width, 3). Frame *n* shows what happens from n / rate to (n + 1) / rate. The
word SYNTHETIC stands in the upper left corner of every frame, over everything else.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from witnessmark.rendering.picture.backdrop import BRIGHTEST, MARGIN, Backdrop, grade, paint
from witnessmark.rendering.picture.effects import (
    Moment,
    draw_condition,
    draw_explosion,
    draw_flash,
    draw_tracer,
)
from witnessmark.rendering.picture.lens import Lens, view_at
from witnessmark.rendering.picture.sprites import person, stamp
from witnessmark.rendering.scenario import Condition, Explosion, Figure, Scenario
from witnessmark.rendering.schedule import Round, generator, rounds

Picture = NDArray[np.uint8]

#: The word that no frame goes without.
MARK = "SYNTHETIC"

#: Seconds before and after a shot for which a figure of the shooter's name stands upright.
STANDS = 0.5

#: Seconds that a tracer can still be seen after its shot: flight and sparks.
_TRACER_LIFE = 2.5


def draw_frames(scenario: Scenario) -> Iterator[Picture]:
    """Yield every frame of *scenario*, in order."""
    count = int(np.ceil(scenario.duration * scenario.frame_rate - 1e-9))
    shots = rounds(scenario)
    fired = np.array([shot.fired_at for shot in shots])
    mark = mark_patch(scenario)
    grain = _grain(scenario)
    offsets = _shake(scenario, count)
    snow = [_Snow(scenario, one) for one in scenario.conditions if one.kind == "snowfall"]
    shown, backdrop = -1, None
    for number in range(count):
        start, end = number / scenario.frame_rate, (number + 1) / scenario.frame_rate
        view = view_at(scenario, start)
        if backdrop is None or view != shown:
            backdrop = paint(scenario, Lens.of(scenario, scenario.camera.views[view]), view)
            shown = view
        moment = Moment(backdrop.picture.copy(), start, end, backdrop, scenario)
        lately = slice(*np.searchsorted(fired, [start - _TRACER_LIFE, end + STANDS]))
        _draw_all(moment, shots[lately])
        frame = _cropped(moment.frame, scenario, offsets[number])
        for flakes in snow:
            flakes.draw(frame, start, offsets[number])
        np.minimum(frame, BRIGHTEST, out=frame)
        frame += grain[(number * 7) % len(grain)]
        frame[: mark.shape[0], : mark.shape[1]] = mark
        yield frame


def mark_patch(scenario: Scenario) -> Picture:
    """Return the sign in the corner: white on black, a fourteenth of the picture high."""
    size = max(11, scenario.height // 18)
    font = ImageFont.load_default(size)
    left, top, right, bottom = font.getbbox(MARK)
    pad = max(3, size // 4)
    image = Image.new("RGB", (int(right - left) + 2 * pad, int(bottom - top) + 2 * pad))
    ImageDraw.Draw(image).text((pad - left, pad - top), MARK, font=font, fill=(255, 255, 255))
    return np.asarray(image)


def _draw_all(moment: Moment, lately: tuple[Round, ...]) -> None:
    """Draw what moves: far things first, what flies and flashes last."""
    scenario, lens = moment.scenario, moment.lens
    placed: tuple[Condition | Explosion, ...] = (*scenario.conditions, *scenario.explosions)
    drawn: list[tuple[float, Condition | Explosion | Figure]] = [
        (lens.depth(np.asarray(one.at)), one) for one in placed if one.at is not None
    ]
    for figure in scenario.figures:
        x, y, _ = _pose(figure, moment.start)
        drawn.append((lens.depth(np.array([x, y, 0.0])), figure))
    for _, thing in sorted(drawn, key=lambda pair: -pair[0]):
        if isinstance(thing, Condition):
            draw_condition(moment, thing)
        elif isinstance(thing, Explosion):
            draw_explosion(moment, thing)
        else:
            _draw_figure(moment, thing, lately)
    for shot in lately:
        draw_tracer(moment, shot)
        draw_flash(moment, shot)


def _draw_figure(moment: Moment, figure: Figure, lately: tuple[Round, ...]) -> None:
    x, y, posture = _pose(figure, moment.start)
    middle = 0.5 * (moment.start + moment.end)
    near = [s for s in lately if s.shooter == figure.id and abs(s.fired_at - middle) < STANDS]
    if near and posture == "crouch":
        posture = "stand"
    foot = np.array([x, y, 0.0])
    pixel = moment.lens.project(foot)
    depth = moment.lens.depth(foot)
    if pixel is None or depth < 1.0:
        return
    height = int(min(600.0, moment.lens.focal * 1.78 / depth))
    sides = {shooter.id: shooter.side for shooter in moment.scenario.shooters}
    shape = person(posture, height, sides.get(figure.id, "cordon"))
    if _looks_left(moment, figure):
        shape = shape[:, ::-1]
    light = grade(moment.scenario)
    stride = 2.0 * np.sin(14.0 * moment.start) if posture == "run" else 0.0
    box = stamp(moment.frame, shape, pixel[0], pixel[1] - shape.shape[0] / 2 + stride, light)
    moment.restore_walls(foot, box)


def _looks_left(moment: Moment, figure: Figure) -> bool:
    """Say which way a figure is turned: where it runs, else where its own shooter's muzzle is."""
    now, soon = (_pose(figure, moment.start + ahead)[0] for ahead in (0.0, 0.5))
    if abs(soon - now) > 0.05:
        return soon < now
    muzzles = [s.at[0] for s in moment.scenario.shooters if s.id == figure.id]
    return bool(muzzles) and muzzles[0] < now


def _pose(figure: Figure, time: float) -> tuple[float, float, str]:
    """Return where a figure is, between its keys, and the posture of the key it has passed."""
    times = [key[0] for key in figure.keys]
    x = float(np.interp(time, times, [key[1] for key in figure.keys]))
    y = float(np.interp(time, times, [key[2] for key in figure.keys]))
    passed = max(0, int(np.searchsorted(times, time, side="right")) - 1)
    return x, y, figure.keys[passed][3]


def _cropped(wide: Picture, scenario: Scenario, offset: NDArray[np.int64]) -> Picture:
    left, top = MARGIN + int(offset[0]), MARGIN + int(offset[1])
    return np.ascontiguousarray(wide[top : top + scenario.height, left : left + scenario.width])


def _shake(scenario: Scenario, count: int) -> NDArray[np.int64]:
    """Return how far the hand has strayed in each frame: (count, 2) pixels, within the margin.

    A hand sways below 1 Hz and trembles up to 10 Hz, ever weaker (the 1/f shape is a plain
    choice, made to look right; nothing is measured from it).
    """
    random = generator(scenario, "hand")
    time = np.arange(count)[:, np.newaxis] / scenario.frame_rate
    stray = np.zeros((count, 2))
    for pitch in (0.13, 0.31, 0.74, 1.7, 3.9, 7.3):
        phase = random.uniform(0.0, 2.0 * np.pi, 2)
        stray += np.sin(2.0 * np.pi * pitch * time + phase) / (1.0 + 1.5 * pitch)
    return np.rint(np.clip(stray * 9.0 * scenario.camera.shake, -MARGIN, MARGIN)).astype(np.int64)


def _grain(scenario: Scenario) -> NDArray[np.uint8]:
    """Return eight sheets of sensor noise, to be added; stronger in the dark."""
    depth = {"day": 3, "dusk": 4, "night": 6}[scenario.scene.light]
    sheets = generator(scenario, "grain").integers(
        0, depth, (8, scenario.height, scenario.width, 1), dtype=np.uint8
    )
    return np.repeat(sheets, 3, axis=3)


class _Snow:
    """Falling snow in three depths: near flakes are larger and fall faster across the picture."""

    def __init__(self, scenario: Scenario, condition: Condition) -> None:
        random = generator(scenario, f"snow {condition.id}")
        area = scenario.width * scenario.height / (640 * 360)
        self.condition = condition
        self.shade = np.uint8(np.clip(238 * float(grade(scenario).mean()) + 20, 60, 240))
        self.layers = [
            (size, fall, random.random((int(count * condition.strength * area), 3)))
            for size, fall, count in ((1, 0.22, 700), (2, 0.42, 260), (3, 0.75, 60))
        ]

    def draw(self, frame: Picture, time: float, offset: NDArray[np.int64]) -> None:
        """Draw the flakes of one moment, if it is snowing.

        *offset* is how far the hand has moved the picture, (x, y) in pixels: flakes move with it.
        """
        if not self.condition.start <= time < self.condition.end:
            return
        height, width = frame.shape[:2]
        for size, fall, flakes in self.layers:
            drift = 0.06 * np.sin(1.3 * time + 6.3 * flakes[:, 2]) + 0.25 * fall * time
            xs = (((flakes[:, 0] + drift) * width - offset[0]) % (width - size)).astype(int)
            speed = fall * (0.85 + 0.3 * flakes[:, 2])
            ys = (((flakes[:, 1] + speed * time) * height - offset[1]) % (height - size)).astype(
                int
            )
            for down in range(size):
                for right in range(size):
                    rows, columns = ys + down, xs + right
                    frame[rows, columns] = np.maximum(frame[rows, columns], self.shade)


__all__ = ["MARK", "Backdrop", "draw_frames", "mark_patch"]
