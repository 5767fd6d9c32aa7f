"""Keyboards: the touch, the bottom and the release of each key, on a table that booms."""

from __future__ import annotations

import numpy as np

from witnessmark.rendering.everyday.bodies import make_body
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import RATE, Array
from witnessmark.rendering.everyday.timing import between, decibels, lay, rhythm


def typing(random: np.random.Generator, size: int) -> Array:
    """Return typing, 3 to 12 keys a second in words; released after 50 to 130 ms."""
    loud = random.random() < 0.3
    keys = [
        make_body(random, "plastic", between(random, 700.0, 2600.0), 14, 0.05) for _ in range(5)
    ]
    table = make_body(random, "wood", between(random, 60.0, 250.0), 6, 0.08)
    track = np.zeros(size, np.float32)
    thump = decibels(random.uniform(-22.0, -4.0))
    for start in rhythm(random, size, between(random, 3.0, 12.0), random.uniform(0.15, 0.4), 0.1):
        key = keys[int(random.integers(5))]
        space = random.random() < 0.15
        force = decibels(random.normal(4.0 if space else 0.0, 2.5))
        bottom = start + int(random.uniform(0.004, 0.02) * RATE)
        lay(track, start, key.strike(random, 0.0002), force * decibels(-4.0 if loud else -14.0))
        lay(track, bottom, key.strike(random, between(random, 0.0003, 0.0012)), force)
        lay(track, bottom, table.strike(random, 0.003), force * thump)
        up = bottom + int(random.uniform(0.045, 0.13) * RATE)
        lay(track, up, key.strike(random, 0.0002), force * decibels(random.uniform(-14.0, -3.0)))
    return heard_in(random, track, ("living_room", "close", "small_room"))
