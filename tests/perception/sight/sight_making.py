"""Views made from pictures, for the tests of everything that looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import TimeBase
from witnessmark.media.view_reader import View, Whole
from witnessmark.model import Kind, Observation
from witnessmark.perception.sight import Detector, Looker

Picture = NDArray[np.uint8]

#: Ticks of a millisecond's tenth: every frame rate in use is near enough to one.
CLOCK = TimeBase(1, 90_000)
RECORDING = "0" * 64


def times_at(rate: int | Fraction, count: int, first: Fraction = Fraction(0)) -> list[Fraction]:
    """Return *count* + 1 times at a constant *rate* from *first*: of each frame, and the end."""
    return [first + Fraction(n) / Fraction(rate) for n in range(count + 1)]


def views_of(
    images: Iterable[Picture],
    times: Sequence[Fraction] | int | Fraction = 25,
    *,
    whole_every: int | None = None,
    keyframes: Sequence[int] = (0,),
    corrupt: Sequence[int] = (),
    longer_side: int = 640,
) -> Iterator[View]:
    """Yield a view for each picture: (height, width, 3) RGB or (height, width) grey, uint8.

    *times* are the starts of the frames and the end of the last (one more than pictures), or a
    constant rate. Every *whole_every*-th frame, from the first, comes whole too.
    """
    for number, image in enumerate(images):
        if isinstance(times, int | Fraction):
            start, end = (Fraction(n) / Fraction(times) for n in (number, number + 1))
        else:
            start, end = times[number], times[number + 1]
        planes = planes_of(image, longer_side)
        whole = whole_every is not None and number % whole_every == 0
        yield View(
            number=number,
            start=CLOCK.nearest(start),
            end=CLOCK.nearest(end),
            luma=planes[0],
            blue=planes[1],
            red=planes[2],
            whole=Whole(*planes_of(image, 1920)) if whole else None,
            keyframe=number in keyframes,
            corrupt=number in corrupt,
            interlaced=False,
        )


def planes_of(image: Picture, longer_side: int) -> tuple[Picture, Picture, Picture]:
    """Return luma in video range, blue and red at half its size, as a decoder sends them."""
    rgb = np.repeat(image[:, :, None], 3, axis=2) if image.ndim == 2 else image
    height, width = rgb.shape[:2]
    share = min(1.0, longer_side / max(height, width))
    size = (max(1, round(width * share)), max(1, round(height * share)))
    half = ((size[0] + 1) // 2, (size[1] + 1) // 2)
    # cv2's YCrCb is full range; a file's luma runs from 16 to 235 (ITU-R BT.601).
    full = cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2YCrCb)
    luma = np.clip(full[:, :, 0] * (219 / 255) + 16.5, 16, 235).astype(np.uint8)
    chroma = [np.ascontiguousarray(full[:, :, channel]) for channel in (2, 1)]
    return _reduced(luma, size), _reduced(chroma[0], half), _reduced(chroma[1], half)


def seen_by(detector: type[Detector], views: Iterable[View]) -> tuple[Observation, ...]:
    """Return what one detector reports on *views*."""
    return Looker((detector,)).look(views, RECORDING)


def of_kind(observations: Iterable[Observation], kind: Kind) -> list[Observation]:
    """Return those of *kind*, in order."""
    return [one for one in observations if one.kind is kind]


def scenery(seed: int, width: int = 320, height: int = 180, grain: float = 0.0) -> Picture:
    """Return an RGB picture with structure at every scale, as a camera's has (about 1/f)."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width, 3), np.float32)
    for octave in range(1, 7):
        coarse = rng.normal(0, 1, (2 + 2**octave * height // max(width, height), 2 + 2**octave, 3))
        patch = cv2.resize(
            coarse.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
        )
        total += patch / octave
    mean = rng.uniform(70, 170, 3)
    image = mean + total * rng.uniform(22, 36)
    if grain:
        image = image + rng.normal(0, grain, image.shape)
    return np.clip(image, 0, 255).astype(np.uint8)


def grained(image: Picture, number: int, deviation: float = 3.0) -> Picture:
    """Return *image* with the grain of frame *number*: no two frames of a camera are equal."""
    rng = np.random.default_rng(1000 + number)
    return np.clip(image + rng.normal(0, deviation, image.shape), 0, 255).astype(np.uint8)


def _reduced(plane: Picture, size: tuple[int, int]) -> Picture:
    reduced = cv2.resize(plane, size, interpolation=cv2.INTER_AREA)
    return np.asarray(reduced, np.uint8).reshape(size[::-1])
