"""Pictures of weather, fire and smoke made with a few lines of numpy, for tests of conditions."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from sight_making import Picture, grained, scenery

WIDTH, HEIGHT, RATE = 320, 180, 25


def still(count: int, seed: int = 1, light: float = 1.0) -> Iterator[Picture]:
    """Yield *count* frames of one place, with a camera's grain."""
    place = (scenery(seed, WIDTH, HEIGHT) * light).astype(np.uint8)
    for number in range(count):
        yield grained(place, number, 1.5)


def flying(
    count: int,
    step: tuple[float, float],
    *,
    specks: int = 70,
    long: float = 0.0,
    colours: tuple[tuple[int, int, int], ...] = ((245, 245, 250),),
    wander: float = 0.0,
    light: float = 0.5,
    seed: int = 1,
) -> Iterator[Picture]:
    """Yield frames in which specks move by *step* pixels a frame, each at its own pace.

    ``long`` is a streak's length along its way, ``wander`` the deviation of each one's own way.
    """
    random = np.random.default_rng(seed)
    place = random.random((specks, 2)) * (WIDTH, HEIGHT)
    pace = random.uniform(0.5, 1.2, (specks, 1))
    ways = np.array(step) * pace + random.normal(0, 1, (specks, 2)) * wander
    along = np.array(step) / max(1e-9, np.hypot(*step))
    for image in still(count, seed, light):
        drawn = image.copy()
        for number, (x, y) in enumerate(place):
            ends = [
                (int((x + s * along[0] * long) * 16), int((y + s * along[1] * long) * 16))
                for s in (0, 1)
            ]
            colour = colours[number % len(colours)]
            if long:
                cv2.line(drawn, *ends, colour, 1, cv2.LINE_AA, 4)
            else:
                cv2.circle(drawn, ends[0], 16, colour, -1, cv2.LINE_AA, 4)
        yield drawn
        place = np.mod(place + ways + random.normal(0, wander, place.shape), (WIDTH, HEIGHT))


def burning(
    count: int, *, rate: float = 7.0, light: float = 0.3, depth: float = 1.0
) -> Iterator[Picture]:
    """Yield frames with a flame whose outline and light flicker at about *rate* a second."""
    random = np.random.default_rng(3)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    tongues = random.uniform(0, 2 * np.pi, 7), random.uniform(0.6, 1.5, 7) * rate
    for number, image in enumerate(still(count, 2, light)):
        clock = number / RATE
        lick = [np.sin(p + 2 * np.pi * r * clock) for p, r in zip(*tongues, strict=True)]
        top = sum(
            (18 + 9 * depth * one) * np.exp(-(((columns - 130 - 9 * n) / 7) ** 2))
            for n, one in enumerate(lick)
        )
        heat = (
            np.clip((rows - (150 - top)) / 22, 0, 1) * (rows < 150) * (np.abs(columns - 157) < 36)
        )
        colour = np.stack([255 * heat**0.3, 220 * heat, 90 * heat**3], axis=-1)
        yield np.where(heat[..., None] > 0.02, colour, image).astype(np.uint8)


def smoking(count: int, *, speed: float = 18.0, grey: int = 150) -> Iterator[Picture]:
    """Yield frames in which soft grey blobs are born, rise by *speed* pixels a second and grow."""
    random = np.random.default_rng(5)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    blobs = (
        random.uniform(-6, count / RATE, 40),
        random.normal(0, 10, 40),
        random.uniform(0.5, 1.4, 40),
    )
    for number, image in enumerate(still(count, 4, 0.6)):
        veil = np.zeros((HEIGHT, WIDTH), np.float32)
        for born, aside, pace in zip(*blobs, strict=True):
            age = number / RATE - born
            if 0 < age < 6:
                size = 7 + 4 * age
                off = (columns - 160 - aside - 3 * age) ** 2 + (
                    rows - 140 + speed * pace * age
                ) ** 2
                veil += 0.55 * (1 - age / 6) * min(1.0, 2 * age) * np.exp(-off / (2 * size**2))
        cover = np.clip(veil, 0, 0.9)[..., None]
        yield (image * (1 - cover) + grey * cover).astype(np.uint8)


def field(ground: tuple[int, int, int], *, texture: float = 5.0, seed: int = 1) -> Picture:
    """Return a picture of open ground of one colour under a sky, with dark trees on the horizon."""
    random = np.random.default_rng(seed)
    image = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    image[: HEIGHT // 2] = (175, 188, 205)
    image[HEIGHT // 2 :] = ground
    rough = random.normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32)
    image += (cv2.GaussianBlur(rough, (0, 0), 2) * 3.5 * texture)[..., None]
    for x in random.integers(0, WIDTH - 14, 9):
        image[int(HEIGHT * 0.3) : int(HEIGHT * 0.58), x : x + 14] = (38, 42, 34)
    return np.clip(image, 0, 255).astype(np.uint8)


def repeated(picture: NDArray[np.uint8], count: int) -> Iterator[Picture]:
    """Yield *picture* so many times, each with its own grain."""
    for number in range(count):
        yield grained(picture, number, 1.5)
