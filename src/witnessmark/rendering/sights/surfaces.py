"""What a place is painted with: house fronts, trees, cars and lamps, laid on sky and ground.

Conventions
-----------
As in :mod:`~witnessmark.rendering.sights.places`: ``albedo``, ``light`` and ``shine`` are linear
float32 (height, width, 3), red first, and are painted in place; lengths are in their pixels.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.sights.textures import fractal, soft_spot

Colours = NDArray[np.float32]

#: Albedo of what the ground may be (measured ranges after Oke, Boundary Layer Climates, table 1.1).
GROUNDS: dict[str, tuple[tuple[float, float, float], float]] = {
    "asphalt": ((0.09, 0.09, 0.095), 0.18),
    "grass": ((0.10, 0.16, 0.05), 0.35),
    "earth": ((0.20, 0.15, 0.10), 0.35),
    "sand": ((0.46, 0.37, 0.26), 0.14),
    "concrete": ((0.30, 0.29, 0.27), 0.12),
    "water": ((0.06, 0.09, 0.12), 0.30),
    "snow": ((0.78, 0.81, 0.86), 0.07),
}

#: Light of the ground and of the sky, red green blue, relative to a day in the open.
HOURS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "day": ((1.0, 0.97, 0.92), (0.75, 0.95, 1.30)),
    "dusk": ((0.10, 0.10, 0.13), (0.50, 0.36, 0.38)),
    "night": ((0.0040, 0.0044, 0.0056), (0.0060, 0.0062, 0.0080)),
}


class Canvas:
    """Albedo and light that a place is being painted on."""

    def __init__(
        self,
        random: np.random.Generator,
        albedo: Colours,
        light: Colours,
        shine: Colours,
        horizon: float,
        hour: str,
        *,
        snowy: bool,
    ) -> None:
        self.random, self.albedo, self.light, self.shine = random, albedo, light, shine
        self.horizon, self.hour, self.snowy = horizon, hour, snowy
        self.rows, self.columns = albedo.shape[:2]
        self.ambient = np.array(HOURS[hour][0], np.float32)
        self.rough = fractal(random, self.rows, self.columns, 0.7)

    def wall(self, box: tuple[int, int, int, int], colour: NDArray[np.float64]) -> None:
        """Paint a house front of a rough surface, with windows that may be lit."""
        left, top, right, bottom = box
        if right - left < 4 or bottom - top < 4:
            return
        rough = fractal(self.random, bottom - top, right - left, 1.1)[..., None]
        self.albedo[top:bottom, left:right] = colour * (1 + 0.10 * rough)
        shade = self.random.uniform(0.5, 1.0)
        self.light[top:bottom, left:right] = self.ambient * shade
        self.shine[top:bottom, left:right] = 0
        if self.snowy:
            self.albedo[top : top + max(2, (bottom - top) // 40), left:right] = 0.8
        self._windows(box)

    def _windows(self, box: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = box
        step_x = int(self.random.uniform(0.055, 0.10) * self.columns / 1.6)
        step_y = int(step_x * self.random.uniform(1.0, 1.5))
        lit = {"day": 0.0, "dusk": 0.25, "night": 0.15}[self.hour]
        for y in range(top + step_y // 2, bottom - step_y, step_y):
            for x in range(left + step_x // 2, right - step_x // 2, step_x):
                pane = (slice(y, y + step_y // 2), slice(x, x + step_x // 2))
                frame = (slice(y - 1, y + step_y // 2 + 1), slice(x - 1, x + step_x // 2 + 1))
                self.albedo[frame] = 0.5
                self.albedo[pane] = (0.05, 0.06, 0.08)
                if self.random.random() < lit:
                    warm = np.array([1.0, 0.75, 0.45]) * self.random.uniform(0.10, 0.5)
                    self.shine[pane] = warm * (0.15 if self.hour == "night" else 0.5)

    def tree(self, x: float, foot: float, tall: float) -> None:
        """Draw a tree of branching limbs, with leaves where there is no snow."""
        limbs: list[tuple[float, float, float, float, int]] = [(x, foot, tall * 0.28, -1.57, 0)]
        shape = np.zeros((self.rows, self.columns), np.uint8)
        leaves = np.zeros_like(shape)
        while limbs:
            from_x, from_y, length, turn, depth = limbs.pop()
            to_x, to_y = from_x + np.cos(turn) * length, from_y + np.sin(turn) * length
            thick = max(1, int(tall / 22 * 0.55**depth))
            ends = (int(from_x), int(from_y)), (int(to_x), int(to_y))
            cv2.line(shape, *ends, 255, thick, cv2.LINE_AA)
            if depth >= 3 and not self.snowy:
                cv2.circle(leaves, ends[1], max(2, int(tall / 16)), 255, -1)
            if depth < 5 and length > 2:
                for side in self.random.choice(
                    [-1, 0, 1], self.random.integers(2, 4), replace=False
                ):
                    bend = turn + side * 0.5 + self.random.normal(0, 0.15)
                    limbs.append(
                        (to_x, to_y, length * self.random.uniform(0.6, 0.85), bend, depth + 1)
                    )
        self.stain(shape, (0.07, 0.055, 0.045), 0.8)
        if not self.snowy:
            leaves = np.where(self.rough > 0.1, leaves, 0).astype(np.uint8)
            self.stain(
                leaves, tuple(self.random.uniform(0.6, 1.1) * np.array([0.07, 0.12, 0.04])), 0.7
            )

    def stain(self, shape: NDArray[np.uint8], colour: tuple[float, ...], light: float) -> None:
        """Paint *colour*, roughly, where *shape* is set, in a share *light* of the hour's light."""
        left, top, wide, tall = cv2.boundingRect(shape)
        window = (slice(top, top + tall), slice(left, left + wide))
        share = shape[window][..., None].astype(np.float32) / 255
        rough = np.clip(1 + 0.25 * self.rough[window], 0.3, 2)[..., None]
        part, lit = self.albedo[window], self.light[window]
        self.shine[window] *= 1 - share
        part += share * (np.array(colour, np.float32) * rough - part)
        lit += share * (self.ambient * np.float32(light) - lit)

    def car(self, x: float, foot: float, long: float) -> None:
        """Draw a parked car from the side."""
        paint = np.array(self.random.choice([0.04, 0.1, 0.25, 0.5])) * self.random.uniform(
            0.7, 1.2, 3
        )
        body = np.array(
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
        self._outline(body, x, foot, long, paint)
        self._outline(
            np.array([[0.31, -0.2], [0.36, -0.31], [0.64, -0.31], [0.72, -0.2]]),
            x,
            foot,
            long,
            np.full(3, 0.03),
        )
        for wheel in (0.2, 0.8):
            centre = (int(x + wheel * long), int(foot))
            cv2.circle(
                self.albedo, centre, max(2, int(long * 0.075)), (0.03, 0.03, 0.03), -1, cv2.LINE_AA
            )
        if self.snowy:
            self._outline(
                np.array([[0.3, -0.34], [0.68, -0.34], [0.66, -0.375], [0.32, -0.375]]),
                x,
                foot,
                long,
                np.full(3, 0.8),
            )

    def _outline(
        self,
        shape: NDArray[np.float64],
        x: float,
        foot: float,
        long: float,
        paint: NDArray[np.float64],
    ) -> None:
        points = (shape * long + (x, foot)).astype(np.int32)
        cv2.fillPoly(self.albedo, [points], paint.tolist(), cv2.LINE_AA)
        cv2.fillPoly(self.light, [points], self.ambient.tolist(), cv2.LINE_AA)
        cv2.fillPoly(self.shine, [points], (0, 0, 0))

    def lamps(self) -> None:
        """Light street lamps at night and dusk: their pools on whatever stands round them."""
        if self.hour == "day":
            return
        for _ in range(int(self.random.integers(1, 4))):
            x = self.random.uniform(0.1, 0.9) * self.columns
            y = self.horizon - self.random.uniform(0.08, 0.22) * self.rows
            side = int(self.random.uniform(0.5, 0.9) * self.columns) | 1
            glow = soft_spot(side)[..., None] * np.array([1.0, 0.72, 0.42], np.float32) * 0.10
            _add(self.light, glow, x, y + side * 0.18)
            top, foot = (int(x), int(y)), (int(x), int(self.horizon * 1.15))
            cv2.line(self.albedo, top, foot, (0.05, 0.05, 0.05), 2)
            cv2.line(self.shine, top, foot, (0, 0, 0), 2)
            cv2.circle(self.shine, top, max(2, self.columns // 260), (1.5, 1.2, 0.8), -1)
            bloom = soft_spot(self.columns // 12 | 1)[..., None]
            _add(self.shine, bloom * np.array([0.03, 0.022, 0.013], np.float32), x, y)


def _add(canvas: Colours, patch: Colours, x: float, y: float) -> None:
    """Add *patch* to *canvas* with its middle at (x, y), as far as it lies on it."""
    rows, columns = patch.shape[:2]
    top, left = int(y - rows / 2), int(x - columns / 2)
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(canvas.shape[0], top + rows), min(canvas.shape[1], left + columns)
    if y1 > y0 and x1 > x0:
        canvas[y0:y1, x0:x1] += patch[y0 - top : y1 - top, x0 - left : x1 - left]
