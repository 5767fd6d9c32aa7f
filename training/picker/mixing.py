"""What lays everyday sounds out: drawing one of several, walls, and lengths that transform fast.

Conventions
-----------
Sound is mono float32 at 12 kHz. The same generator gives the same walls. Windows that networks
learn from are drawn elsewhere (``blend.py``), many at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from bank import RATE
from numpy.typing import NDArray

Sound = NDArray[np.float32]
Item = TypeVar("Item")


def drawn(random: np.random.Generator, items: Sequence[Item]) -> Item:
    """Draw one of *items*."""
    return items[int(random.integers(len(items)))]


def echoed(sound: Sound, random: np.random.Generator) -> Sound:
    """Give the place a few more walls, each later and weaker than what it echoes."""
    response = np.zeros(int(1.8 * RATE), np.float32)
    response[0] = 1.0
    for _ in range(int(random.integers(1, 12))):
        delay = float(np.exp(random.uniform(np.log(0.02), np.log(1.7))))
        size = random.uniform(0.05, 0.75) * np.exp(-0.7 * delay) * random.choice([-1, 1])
        # An echo off anything but a smooth wall is spread over a few milliseconds.
        width = int(random.choice([3, 12, 36, 90]))
        shape = random.standard_normal(width) / np.sqrt(width)
        first = int(delay * RATE)
        room = min(width, response.size - first)
        response[first : first + room] += (size * shape[:room]).astype(np.float32)
    n = fast_length(sound.size + response.size)
    spectrum = np.fft.rfft(sound, n) * np.fft.rfft(response, n)
    return np.fft.irfft(spectrum, n)[: sound.size].astype(np.float32)


def fast_length(least: int) -> int:
    """Return the next number from *least* on that is 2, 3 or 5 times a power of two."""
    return min(factor << max(0, (-(-least // factor) - 1).bit_length()) for factor in (1, 3, 5))
