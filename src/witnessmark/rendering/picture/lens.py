"""Where a place in the scene falls in the picture, and which places it shows at all.

Conventions
-----------
A pinhole camera (Hartley and Zisserman 2004, Multiple View Geometry, ch. 6) that turns and tilts
but never rolls. Pixels count from the top left corner. Bearings run clockwise from the y axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.paths import hidden
from witnessmark.rendering.scenario import Scenario, View

Point = NDArray[np.float64]

#: Nearer than this, in metres along the axis, nothing is drawn.
NEAREST = 0.3


@dataclass(frozen=True, slots=True)
class Lens:
    """One view: the eye, its axes as rows (right, down, ahead), focal length and picture size."""

    eye: Point
    axes: NDArray[np.float64]
    focal: float
    width: int
    height: int

    @classmethod
    def of(cls, scenario: Scenario, view: View) -> Lens:
        """Return the lens of one view of *scenario*."""
        turn, tilt = np.radians(view.bearing), np.radians(view.tilt)
        level = np.array([np.sin(turn), np.cos(turn), 0.0])
        right = np.array([np.cos(turn), -np.sin(turn), 0.0])
        up = np.array([0.0, 0.0, 1.0])
        ahead = np.cos(tilt) * level + np.sin(tilt) * up
        down = np.sin(tilt) * level - np.cos(tilt) * up
        focal = 0.5 * scenario.width / float(np.tan(np.radians(view.angle) / 2.0))
        eye = np.asarray(scenario.microphone.at, dtype=np.float64)
        return cls(eye, np.stack([right, down, ahead]), focal, scenario.width, scenario.height)

    def depth(self, place: Point) -> float:
        """Return metres along the axis of view."""
        return float(self.axes[2] @ (place - self.eye))

    def project(self, place: Point) -> tuple[float, float] | None:
        """Return the pixel position of *place*, None where it lies behind or too near."""
        x, y, z = self.axes @ (np.asarray(place, dtype=np.float64) - self.eye)
        if z < NEAREST:
            return None
        return (
            0.5 * self.width + self.focal * float(x / z),
            0.5 * self.height + self.focal * float(y / z),
        )

    def segment(
        self, first: Point, second: Point
    ) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Return the two pixel positions of what of a line lies before the lens, if anything."""
        near, far = (float(self.axes[2] @ (point - self.eye)) for point in (first, second))
        if max(near, far) < NEAREST:
            return None
        if near < NEAREST:
            first = first + (NEAREST - near) / (far - near) * (second - first)
        elif far < NEAREST:
            second = second + (NEAREST - far) / (near - far) * (first - second)
        a, b = self.project(first + 1e-9), self.project(second + 1e-9)
        return None if a is None or b is None else (a, b)

    @property
    def horizon(self) -> float:
        """Return the pixel row of the horizon."""
        return 0.5 * self.height + self.focal * float(self.axes[1] @ (self.axes[2] * [1, 1, 0])) / (
            float(self.axes[2] @ (self.axes[2] * [1, 1, 0]))
        )

    def shows(self, place: Point) -> bool:
        """Say whether *place* falls within the picture's frame."""
        pixel = self.project(place)
        return pixel is not None and 0 <= pixel[0] < self.width and 0 <= pixel[1] < self.height


def view_at(scenario: Scenario, time: float) -> int:
    """Return the number of the view that is shown in the frame in which *time* lies.

    A frame belongs to the view in which it begins, so a cut shows from the first whole frame on.
    """
    begun = np.floor(time * scenario.frame_rate + 1e-9) / scenario.frame_rate
    starts = [view.start for view in scenario.camera.views]
    return max(0, int(np.searchsorted(starts, begun + 1e-9, side="right")) - 1)


def on_camera(scenario: Scenario, place: tuple[float, float, float], time: float) -> bool:
    """Say whether *place* is in the picture at *time*, with no wall before it."""
    lens = Lens.of(scenario, scenario.camera.views[view_at(scenario, time)])
    point = np.asarray(place, dtype=np.float64)
    return lens.shows(point) and not hidden(scenario, point, lens.eye)
