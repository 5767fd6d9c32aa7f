"""Simple clips of what falls and flies, for fitting beside the rendered scenes.

The scenes of ``rendering/sights`` are one maker's idea of snow. These are another's: specks at
depths from 1 to 12 m before structure at every scale, drawn with a few lines of OpenCV, coded with
x264 and decoded again. A speck of *d* metres at depth *z* is d / (1.15 z) of the picture's height.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
WIDTH, HEIGHT, FRAMES = 640, 360, 40

#: What flies, and the condition that it is, if any.
KINDS: dict[str, str | None] = {
    "snow": "snowfall", "snow at night": "snowfall", "driven snow": "snowfall",
    "rain": "rain", "rain at night": "rain",
    "nothing": None, "noise": None, "insects": None, "dust": None, "confetti": None,
    "sparks": None, "glitter": None, "walker": None, "zoom": None,
}  # fmt: skip


def clip(what: str, seed: int) -> bytes:
    """Return an MP4 of one of :data:`KINDS`."""
    random = np.random.default_rng([seed, sorted(KINDS).index(what)])
    rate = Fraction(int(random.choice([15, 24, 25, 30])))
    return coded(drawn(what, random, float(rate)), rate, int(random.integers(18, 31)))


def drawn(what: str, random: np.random.Generator, rate: float) -> Iterator[Picture]:
    """Yield the frames of a clip."""
    night = what.endswith("night") or what == "sparks"
    light = random.uniform(0.06, 0.2) if night else random.uniform(0.35, 0.8)
    grain = {"noise": random.uniform(9, 20)}.get(what, random.uniform(1, 4))
    large = background(random) * light
    hand = walk(random, random.uniform(0, 3))
    growth = 0.01 if what == "zoom" else 0.0
    patch = background(random)[:200, :90]
    flies = (
        Flies(what, random, rate) if what not in ("nothing", "noise", "walker", "zoom") else None
    )
    for number in range(FRAMES):
        scale = 1 + growth * number
        x, y = hand[number]
        move = np.array([[scale, 0, x - WIDTH * 0.1 * scale], [0, scale, y - HEIGHT * 0.1 * scale]])
        image = cv2.warpAffine(
            large.astype(np.float32), move, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR
        )
        if what == "walker":
            left = 60 + 4 * number
            image[120:320, left : left + 90] = patch
        if flies is not None:
            image = flies.laid(image)
        image = image + random.normal(0, grain, (HEIGHT, WIDTH, 1))
        yield np.clip(image, 0, 255).astype(np.uint8)


def background(random: np.random.Generator) -> NDArray[np.float32]:
    """Return structure at every scale, a fifth larger than the picture."""
    size = (int(WIDTH * 1.2), int(HEIGHT * 1.2))
    total = np.zeros((size[1], size[0], 3), np.float32)
    for octave in range(1, 8):
        coarse = random.normal(0, 1, (2 + 2**octave, 2 + 2**octave, 3)).astype(np.float32)
        total += cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC) / octave
    return np.clip(random.uniform(80, 160, 3) + total * random.uniform(20, 40), 0, 255).astype(
        np.float32
    )


def walk(random: np.random.Generator, amount: float) -> NDArray[np.float64]:
    """Return a hand's wandering, frame by frame, with a standard deviation of *amount* pixels."""
    steps = random.normal(0, 1, (FRAMES + 24, 2))
    kernel = np.hanning(25) / np.hanning(25).sum()
    path = np.stack([np.convolve(one, kernel, "valid") for one in steps.T], axis=1)
    return path / max(float(path.std()), 1e-9) * amount


class Flies:
    """Specks, and how they move from frame to frame."""

    def __init__(self, what: str, random: np.random.Generator, rate: float) -> None:
        self.what, self.random, self.rate = what, random, rate
        few = {"insects": (8, 40), "glitter": (60, 200), "sparks": (30, 90)}
        self.count = int(random.uniform(*few.get(what, (60, 260))))
        self.depth = 1 + random.uniform(5, 11) * random.random(self.count) ** 0.6
        self.place = random.random((self.count, 2)) * (WIDTH, HEIGHT)
        wind = (
            random.uniform(-1, 1)
            if what != "driven snow"
            else random.choice([-1, 1]) * random.uniform(1.5, 3)
        )
        fall = {
            "rain": (5, 8),
            "rain at night": (5, 8),
            "sparks": (-3, -1),
            "insects": (0, 0),
            "dust": (0, 0),
            "glitter": (0, 0),
        }
        speed = random.uniform(*fall.get(what, (0.7, 1.6)))
        self.metres = np.stack(
            [
                np.full(self.count, wind if speed else 0.0),
                speed * random.uniform(0.7, 1.3, self.count),
            ],
            axis=1,
        )
        self.sway = {
            "confetti": 0.8,
            "insects": 2.0,
            "dust": 0.25,
            "sparks": 0.6,
            "glitter": 0.0,
        }.get(what, 0.25)
        self.size = (
            random.uniform(0.02, 0.04) if what == "confetti" else random.uniform(0.006, 0.016)
        )
        self.cover = (
            random.uniform(0.15, 0.4) if what.startswith("rain") else random.uniform(0.5, 0.95)
        )
        self.own = random.normal(0, 1, (self.count, 2))
        white = (215.0, 218.0, 224.0)
        lively = np.array([(220, 40, 40), (40, 200, 60), (60, 80, 230), (240, 220, 40)], float)
        self.colour = (
            lively[random.integers(0, 4, self.count)]
            if what == "confetti"
            else np.tile({"sparks": (255.0, 170.0, 60.0)}.get(what, white), (self.count, 1))
        )

    def laid(self, image: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return *image* with the specks over it, and move them on."""
        scale = HEIGHT / (1.15 * self.depth)
        self.own = 0.85 * self.own + self.random.normal(0, 0.5, self.own.shape)
        speed = (self.metres + self.sway * self.own) * scale[:, None]
        veil = np.zeros((HEIGHT, WIDTH), np.float32)
        tint = image.copy()
        lit = self.random.random(self.count) < (0.3 if self.what == "glitter" else 2)
        for place, step, wide, colour in zip(
            self.place[lit],
            speed[lit] / 60,
            (self.size * scale)[lit],
            self.colour[lit],
            strict=True,
        ):
            ends = [tuple(int(v * 16) for v in place + s * step) for s in (0, 1)]
            thick = max(1, round(wide if not self.what.startswith("rain") else 1))
            strength = self.cover * min(1.0, max(wide, 0.4))
            layer_value = float(strength)
            cv2.line(veil, ends[0], ends[1], layer_value, thick, cv2.LINE_AA, 4)
            cv2.line(tint, ends[0], ends[1], colour.tolist(), thick + 2, cv2.LINE_8, 4)
        self.place = np.mod(self.place + speed / self.rate, (WIDTH, HEIGHT))
        cover = cv2.GaussianBlur(veil, (0, 0), 0.6)[..., None]
        return image * (1 - cover) + tint * cover


def coded(pictures: Iterator[Picture], rate: Fraction, quality: int) -> bytes:
    """Return the frames as H.264 in MP4."""
    file = io.BytesIO()
    with av.open(file, "w", "mp4") as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"crf": str(quality), "preset": "veryfast"}
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return file.getvalue()
