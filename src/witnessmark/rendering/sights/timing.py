"""Sizes, rates and codings of a scene, drawn from a seed.

Conventions
-----------
Times are on the grid that the container keeps: whole ticks of the rate in MP4, MOV and AVI,
whole milliseconds in WebM (Matroska's default, RFC 9559, section 11.1). A recording's clock starts
at its first frame, or at its sound where that comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from witnessmark.rendering.sights.scene import Coding

#: Frame rates by how often they are drawn.
RATES = (
    *(Fraction(25), Fraction(30), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(24)),
    *(
        Fraction(50),
        Fraction(60000, 1001),
        Fraction(60),
        Fraction(15),
        Fraction(25, 2),
        Fraction(10),
    ),
)
_RATE_WEIGHTS = np.array([5, 5, 4, 2, 1, 1, 1, 1, 1, 0.5, 0.5])
_SIZES = (
    (640, 360),
    (426, 240),
    (854, 480),
    (360, 640),
    (480, 360),
    (1280, 720),
    (720, 1280),
    (1920, 1080),
)
_SIZE_WEIGHTS = np.array([9, 2, 2, 2, 1, 0.8, 0.3, 0.15])
_CODINGS = ("h264", "hevc", "vp9", "mpeg4", "mjpeg", "h263")
_CODING_WEIGHTS = np.array([12, 1, 1, 1.5, 0.7, 0.6])
#: Seconds between frames of a recording whose rate varies, as multiples of its usual interval.
_UNEVEN = np.array([1, 1, 1, 1, 2, 1, 3, 1, 1, 2])


@dataclass(frozen=True, slots=True)
class Grid:
    """Size and frame times of a scene, and how it is coded."""

    width: int
    height: int
    starts: tuple[Fraction, ...]
    ends: tuple[Fraction, ...]
    coding: Coding

    def frame(self, second: float) -> int:
        """Return the frame shown at *second*, or the last."""
        times = [float(one) for one in self.starts]
        return int(np.clip(np.searchsorted(times, second, "right") - 1, 0, len(times) - 1))


def grid(random: np.random.Generator, seconds: float, *, least_rate: float = 0.0) -> Grid:
    """Draw size, rate and coding for about *seconds* at *least_rate* frames a second or more."""
    name = str(random.choice(_CODINGS, p=_CODING_WEIGHTS / _CODING_WEIGHTS.sum()))
    width, height = _SIZES[random.choice(len(_SIZES), p=_SIZE_WEIGHTS / _SIZE_WEIGHTS.sum())]
    weights = np.where([rate >= least_rate for rate in RATES], _RATE_WEIGHTS, 0)
    rate = RATES[random.choice(len(RATES), p=weights / weights.sum())]
    if name == "h263":
        width, height, rate = 352, 288, min(rate, Fraction(30000, 1001))
    if name in ("vp9", "hevc") and width * height > 500_000:
        width, height = 640, 360
    uneven = name in ("h264", "hevc", "vp9") and random.random() < 0.2
    count = max(2, round(seconds * float(rate)))
    steps = (
        _UNEVEN[random.integers(0, len(_UNEVEN), count + 1)] if uneven else np.ones(count + 1, int)
    )
    if uneven:
        total = np.cumsum(steps)
        count = max(2, int(np.searchsorted(total, count)))
    # No container here says how long the last frame is shown: players take the one before it.
    steps[count - 1] = steps[count - 2]
    ticks = np.concatenate([[0], np.cumsum(steps)])[: count + 1]
    times = [Fraction(int(tick)) / rate for tick in ticks]
    coding = _coding(random, name)
    if coding.lead:
        times = [one + coding.lead for one in times]
    if coding.container == "webm":
        times = [Fraction(round(one * 1000), 1000) for one in times]
    return Grid(width, height, tuple(times[:-1]), tuple(times[1:]), coding)


def _coding(random: np.random.Generator, name: str) -> Coding:
    keyframes = int(random.choice([12, 25, 50, 100, 250]))
    b_frames = int(random.choice([0, 2, 3]))
    quality = int(random.integers(18, 36))
    lead = Fraction(int(random.integers(1, 40)), 50) if random.random() < 0.1 else Fraction(0)
    hidden = int(random.integers(1, 12)) if random.random() < 0.1 else 0
    rotation = int(random.integers(1, 4)) if random.random() < 0.12 else 0
    if name == "h264":
        if lead:
            hidden = 0
        return Coding("libx264", "mp4", quality, keyframes, b_frames, lead, hidden, rotation)
    if name == "hevc":
        return Coding("libx265", "mp4", quality, keyframes, b_frames, rotation=rotation)
    if name == "vp9":
        return Coding("libvpx-vp9", "webm", quality + 8, keyframes, 0)
    if name == "mpeg4":
        return Coding("mpeg4", "avi", 2 + quality // 4, keyframes, 0)
    if name == "mjpeg":
        return Coding("mjpeg", "mov", 2 + quality // 6, 1, 0)
    return Coding("h263", "mov", 3 + quality // 5, min(keyframes, 100), 0)
