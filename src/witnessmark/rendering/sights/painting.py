"""The contract of whatever moves or shines in a shot: made once, then painted frame by frame.

Conventions
-----------
Painters change a linear float32 picture (height, width, 3) in place, with light as the place has
it, before exposure. :class:`Moment` says when and from where; the same element may be asked for
its facts without painting anything.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.sights.camera import View, path, seen
from witnessmark.rendering.sights.facts import Box, SightFact
from witnessmark.rendering.sights.places import ROOM, World
from witnessmark.rendering.sights.scene import Element, Shot
from witnessmark.rendering.sights.surfaces import Colours


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The frames of one shot: when each is shown in the recording and in the place's own time.

    ``clock`` are seconds since the place began, ``views`` where the camera looks.
    """

    shot: Shot
    width: int
    height: int
    starts: Sequence[Fraction]
    ends: Sequence[Fraction]
    clock: NDArray[np.float64]
    views: NDArray[np.float64]

    def box(self, number: int, x: float, y: float, half_x: float, half_y: float) -> Box:
        """Return the box round place point (x, y), half as large as given in pixels of it."""
        view = self.views[number]
        scale = float(np.hypot(view[0, 0], view[1, 0]))
        at = view @ (x, y, 1)
        half = np.array([half_x, half_y]) * scale
        corners = np.array([at - half, at + half])
        shares = np.clip(corners / (self.width, self.height), 0, 1)
        left, top, right, bottom = (round(float(one), 4) for one in shares.ravel())
        return left, top, right, bottom


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One frame being painted: its number in the shot, time, view, world, and the gain."""

    number: int
    clock: float
    length: float
    view: View
    world: World
    gain: float
    width: int
    height: int

    @property
    def zoom(self) -> float:
        """Pixels of the picture for one of the place."""
        return float(np.hypot(self.view[0, 0], self.view[1, 0]))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where place point (x, y) lies in the picture."""
        across, down = self.view @ (x, y, 1)
        return float(across), float(down)

    def albedo(self) -> Colours:
        """Return what the surfaces in view give back."""
        return seen(self.world.albedo, self.view, self.width, self.height)


class Painter(ABC):
    """Paints one :class:`Element` and knows what is true of it."""

    def __init__(self, element: Element, frames: Frames) -> None:
        self.element, self.frames = element, frames
        self.random = np.random.default_rng([element.seed, 6])
        self.prepare()

    def prepare(self) -> None:  # noqa: B027 - most need nothing more
        """Draw what is fixed for the whole shot."""

    @abstractmethod
    def paint(self, image: Colours, moment: Moment) -> None:
        """Add this element to *image*."""

    def facts(self) -> Iterable[SightFact]:
        """Return what is to be seen of it."""
        return ()

    def gain(self, number: int) -> float:  # noqa: ARG002 - only some change the exposure
        """Return the factor by which it changes the exposure of frame *number* of the shot."""
        return 1.0

    def anchor(self) -> tuple[float, float]:
        """Return where in the place it stands."""
        share = self.element.get("anchor")
        assert isinstance(share, tuple)  # noqa: S101 - settings are made by this package
        return share[0] * ROOM * self.frames.width, share[1] * ROOM * self.frames.height


def stain(image: Colours, mask: NDArray[np.uint8], colour: NDArray[np.float32]) -> None:
    """Mix *colour* into *image* where *mask* is set, 255 for wholly, in place."""
    left, top, wide, tall = cv2.boundingRect(mask)
    if wide:
        window = (slice(top, top + tall), slice(left, left + wide))
        lay(image[window], mask[window].astype(np.float32) / np.float32(255), colour)


def lay(image: Colours, alpha: NDArray[np.float32], colour: NDArray[np.float32]) -> None:
    """Mix *colour* into *image* by *alpha* (height, width), in place."""
    share = alpha[..., None]
    image += share * (colour - image)


def shine(image: Colours, patch: Colours, x: float, y: float) -> None:
    """Add the light of *patch* to *image*, its middle at (x, y), as far as it lies on it."""
    window, part = overlap(image.shape, patch.shape, x, y)
    if window is not None:
        image[window] += patch[part]


def overlap(
    whole: tuple[int, ...], part: tuple[int, ...], x: float, y: float
) -> tuple[tuple[slice, slice] | None, tuple[slice, slice]]:
    """Return where a *part* with its middle at (x, y) lies on a *whole*, and what of it does."""
    top, left = round(y - part[0] / 2), round(x - part[1] / 2)
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(whole[0], top + part[0]), min(whole[1], left + part[1])
    inside = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    if y1 <= y0 or x1 <= x0:
        return None, inside
    return (slice(y0, y1), slice(x0, x1)), inside


def frames_of(
    shot: Shot, width: int, height: int, starts: Sequence[Fraction], ends: Sequence[Fraction]
) -> Frames:
    """Return the frames of *shot*, given when all frames of the scene are shown."""
    own = starts[shot.first : shot.past]
    clock = np.array([float(one - own[0]) + shot.begins for one in own])
    views = path(shot.move, clock, shot.world, width, height)
    return Frames(shot, width, height, own, ends[shot.first : shot.past], clock, views)
