"""How the sound of an incident's film was stored and handed on before it came to us.

Conventions
-----------
Only codecs, and what they need: band, noise and limiter belong to the scenario. What is drawn keeps
every instant (see :mod:`witnessmark.rendering.recording_chain`). The shares are ours: mostly a
phone's AAC, sometimes a messenger's Opus or a platform's second AAC, seldom AMR or MP3.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

from witnessmark.rendering.footage import render
from witnessmark.rendering.incidents.families import draw_incident
from witnessmark.rendering.recording_chain import Coded, Resampled, Step
from witnessmark.rendering.truth import Truth

#: Bit rates in bit/s of each codec; AMR's are modes of 3GPP TS 26.071.
BITS = {
    "aac": (48_000, 64_000, 96_000, 128_000, 192_000),
    "opus": (16_000, 24_000, 32_000, 64_000),
    "mp3": (64_000, 96_000, 128_000),
    "amr": (7_400, 12_200),
}


def draw_coding(family: str, seed: int) -> tuple[Step, ...]:
    """Return what was done to the sound of the incident of that *family* and *seed*, in order.

    Nothing in a third of all cases: then the file's own AAC is the only codec.
    """
    random = np.random.default_rng([seed, zlib.crc32(family.encode()), zlib.crc32(b"coding")])
    codecs = random.choice(["", "aac", "opus", "mp3", "amr"], p=(0.33, 0.35, 0.18, 0.06, 0.08))
    if not codecs:
        return ()
    steps = _coded(random, str(codecs))
    if random.random() < 0.3:
        steps += _coded(random, str(random.choice(["aac", "opus"])))
    return tuple(steps)


def render_incident(family: str, seed: int, output: Path) -> Truth:
    """Render the incident of that *family* and *seed*, its coding included; return the truth.

    Writes *output* (mp4) and its ``.truth.json``, as :func:`~witnessmark.rendering.render` does.
    """
    return render(draw_incident(family, seed), output, coding=draw_coding(family, seed))


def _coded(random: np.random.Generator, codec: str) -> list[Step]:
    """Draw one pass through *codec*; AMR knows 8 kHz alone."""
    coded = Coded(codec, int(random.choice(BITS[codec])))
    return [Resampled(8_000), coded] if codec == "amr" else [coded]
