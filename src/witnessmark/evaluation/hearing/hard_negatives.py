"""Made sounds that are easily taken for shots, and are none: hammering, doors, fireworks, claps.

Conventions
-----------
A full run is :data:`HOURS` long over all sudden sounds, each kind with its share, and half an hour
more of backgrounds (speech, music, engines and the like). Levels vary, and every other clip went
through a chain of recorders and codecs, because clicks of codecs are among what must not be taken
for shots.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import numpy as np

from witnessmark.evaluation.hearing.clips import Clip
from witnessmark.rendering.everyday import BACKGROUNDS, KINDS, make
from witnessmark.rendering.recording_chain import apply, random_chain

#: Hours of sudden sounds and of backgrounds in a full run, and seconds of a clip.
HOURS, BACKGROUND_HOURS, LENGTH = 2.2, 0.5, 20.0
RATE = 48_000


def made_everyday(first_seed: int, quick: int = 1) -> Iterator[Clip]:
    """Yield made everyday clips of every kind in turn, 2.7 hours, or one *quick*-th of that."""
    for kinds, hours in ((KINDS, HOURS), (BACKGROUNDS, BACKGROUND_HOURS)):
        each = -(-round(hours * 3600 / LENGTH) // len(kinds))
        # A step of odd length, so that a quick run keeps clips with a chain and without.
        for number in range(0, each, quick + 1 - quick % 2 if quick > 1 else 1):
            for kind in kinds:
                yield everyday_clip(kind, first_seed + number)


def everyday_clip(kind: str, seed: int, *, seconds: float = LENGTH) -> Clip:
    """Return the clip of *kind* and *seed*; odd seeds went through a recording chain."""
    samples, rate = make(kind, seed, seconds, RATE), RATE
    if seed % 2:
        random = np.random.default_rng([seed, zlib.crc32(kind.encode())])
        samples, rate = apply(samples, rate, random_chain(random), seed)
    return Clip(
        name=f"{kind} {seed}",
        origin=kind,
        set_name="made_everyday",
        test_id=f"{kind} {seed}",
        samples=samples,
        rate=rate,
        condition=kind,
    )
