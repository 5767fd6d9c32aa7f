"""Simple clips of smoke and of what changes softly without being any, for fitting.

As in ``simple_weather``: another maker's idea beside the rendered scenes. Soft blobs are born at a
place, rise or drift, grow and thin out before structure at every scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray
from simple_weather import HEIGHT, WIDTH, Picture, background, coded, walk

FRAMES, RATE = 112, Fraction(25)

#: What is shown, and the condition that it is, if any.
SOFT_KINDS: dict[str, str | None] = {
    "plume": "smoke", "dark plume": "smoke", "drifting cloud": "smoke",
    "walkers": None, "shaking": None, "exposure": None, "lamps": None, "leaves": None, "mist": None,
}  # fmt: skip


def soft_clip(what: str, seed: int) -> bytes:
    """Return an MP4 of one of :data:`SOFT_KINDS`."""
    random = np.random.default_rng([seed, 7, sorted(SOFT_KINDS).index(what)])
    return coded(drawn(what, random), RATE, int(random.integers(18, 31)))


def drawn(what: str, random: np.random.Generator) -> Iterator[Picture]:
    """Yield the frames of a clip."""
    large = background(random) * random.uniform(0.4, 0.9)
    shake = 6.0 if what == "shaking" else random.uniform(0, 2.5)
    hand = np.tile(walk(random, shake), (3, 1))
    grain = random.uniform(1, 4)
    smoke = Blobs(what, random) if SOFT_KINDS[what] else None
    people = [
        (random.uniform(-100, WIDTH), random.uniform(-4, 4), background(random)[:180, :70])
        for _ in range(2)
    ]
    beat, wave = random.uniform(0.3, 2.5), random.uniform(0, 6, 3)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    for number in range(FRAMES):
        clock = number / float(RATE)
        x, y = hand[number]
        move = np.array([[1, 0, x - WIDTH * 0.1], [0, 1, y - HEIGHT * 0.1]])
        image = cv2.warpAffine(large, move, (WIDTH, HEIGHT))
        if what == "leaves":
            bend = 3 * np.sin(clock * 5 * beat + columns / 60 + rows / 45).astype(np.float32)
            image = cv2.remap(image, columns + bend, rows + bend / 2, cv2.INTER_LINEAR)
        if what == "walkers":
            for start, pace, patch in people:
                left = int((start + pace * number) % (WIDTH - 70))
                image[140:320, left : left + 70] = patch
        if what == "exposure":
            image = image * (1 + 0.25 * np.sin(clock * beat * 3 + wave[0]))
        if what == "lamps":
            glow = np.exp(-((columns - 60 * wave[1]) ** 2 + (rows - 40 * wave[2]) ** 2) / 9000)
            image = image * (1 + 0.5 * glow[..., None] * np.sin(clock * beat * 4 + wave[0]))
        if what == "mist":
            image = image * 0.5 + 95 + 3 * np.sin(columns / 90 + clock * 0.2)[..., None]
        if smoke is not None:
            image = smoke.laid(image, clock, (x, y))
        image = image + random.normal(0, grain, (HEIGHT, WIDTH, 1))
        yield np.clip(image, 0, 255).astype(np.uint8)


class Blobs:
    """Soft blobs that are born one after another, rise, grow and thin out."""

    def __init__(self, what: str, random: np.random.Generator) -> None:
        self.life = random.uniform(3, 7)
        count = int(random.uniform(25, 60))
        self.born = np.sort(random.uniform(-self.life, FRAMES / float(RATE), count))
        self.source = random.uniform((0.2, 0.5), (0.8, 0.85)) * (WIDTH, HEIGHT)
        drift = (
            random.uniform(-30, 30)
            if what != "drifting cloud"
            else random.choice([-1, 1]) * random.uniform(25, 60)
        )
        rise = random.uniform(18, 60) if what != "drifting cloud" else random.uniform(-4, 12)
        self.speed = np.stack(
            [drift + random.normal(0, 6, count), -rise * random.uniform(0.6, 1.3, count)], axis=1
        )
        self.size = random.uniform(8, 22)
        self.thick = random.uniform(0.35, 0.8)
        tone = random.uniform(20, 60) if what == "dark plume" else random.uniform(120, 215)
        self.colour = np.array([tone + random.uniform(0, 12), tone, tone - random.uniform(0, 12)])

    def laid(
        self, image: NDArray[np.float32], clock: float, hand: tuple[float, float]
    ) -> NDArray[np.float32]:
        """Return *image* with the smoke of that second over it."""
        small = np.zeros((HEIGHT // 4, WIDTH // 4), np.float32)
        rows, columns = np.mgrid[0 : HEIGHT // 4, 0 : WIDTH // 4].astype(np.float32) * 4
        for born, speed in zip(self.born, self.speed, strict=True):
            age = clock - born
            if 0 < age < self.life:
                at = self.source + speed * age + hand
                wide = self.size * (1 + age)
                fade = min(1.0, 2 * age) * (1 - age / self.life)
                small += (
                    self.thick
                    * fade
                    * np.exp(-((columns - at[0]) ** 2 + (rows - at[1]) ** 2) / (2 * wide**2))
                )
        cover = cv2.resize(1 - np.exp(-small), (WIDTH, HEIGHT))[..., None]
        return np.asarray(image * (1 - cover) + self.colour * cover, np.float32)
