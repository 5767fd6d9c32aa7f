"""What was heard in an invented recording, made in code, for tests of tables and drawings."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any

import numpy as np

from witnessmark.clock import Span, TimeBase
from witnessmark.media import SoundBlock
from witnessmark.model import Kind, MadeBy, Observation, Recording, SoundTrack

BASE = TimeBase(1, 8000)
SHA = hashlib.sha256(b"an invented recording").hexdigest()
EAR = MadeBy(name="test.ear", version="1", settings={})


def span(start: float, end: float) -> Span:
    """Return the stretch from *start* to *end* seconds."""
    return Span(*(BASE.nearest(Fraction(str(second))) for second in (start, end)))


def heard(kind: str, start: float, end: float, confidence: float = 0.9, **attributes: Any):
    """Return an observation of *kind* from *start* to *end* seconds."""
    return Observation.of(
        recording=SHA,
        kind=Kind(kind),
        span=span(start, end),
        confidence=confidence,
        made_by=EAR,
        attributes=attributes,
    )


def shots_at(*seconds: float, **attributes: Any) -> list[Observation]:
    """Return shots ten milliseconds long at *seconds*."""
    return [heard("shot", at, at + 0.01, **attributes) for at in seconds]


def group_of(shots: list[Observation], /, **attributes: Any) -> Observation:
    """Return gunfire made of *shots*, stated as the detector states it."""
    stated = {
        "shots": len(shots),
        "at_least": False,
        "shot_ids": [shot.id for shot in shots],
        "mode": "single",
        "proximity": "unclear",
        "proximity_reason": "the echoes are as strong as the blast",
    }
    first, last = shots[0].start.json_seconds, shots[-1].end.json_seconds
    return heard("gunfire", first, last, 0.95, **(stated | attributes))


def yard() -> list[Observation]:
    """Return a burst, two single shots with cracks, an explosion, a bang, a voice, and gaps."""
    burst = shots_at(1.0, 1.1, 1.2, 1.3)
    singles = shots_at(4.0, 5.5, crack_to_blast_s=0.31)
    return [
        *burst,
        *singles,
        group_of(
            burst,
            at_least=True,
            mode="burst",
            rounds_per_minute=600.0,
            rounds_per_minute_interval=[580.0, 622.5],
            count_interval=[4, 5],
            proximity="near",
        ),
        group_of(singles),
        heard("explosion", 7.0, 7.5, 0.8),
        heard("impulse", 6.0, 6.01, 0.6),
        heard("speech", 2.0, 3.2, 0.7),
        heard("silence", 8.0, 9.5, 1.0),
    ]


def recording(duration: float = 10.0, name: str = "yard.wav", rate: int = 8000) -> Recording:
    """Return the recording that *yard* was heard in."""
    track = SoundTrack(
        stream=0, codec="pcm_s16le", rate=rate, channels=2, time_base=TimeBase(1, rate)
    )
    return Recording(
        sha256=SHA,
        name=name,
        size=1,
        container="wav",
        first_presentation="0",
        duration=duration,
        sound=track,
    )


def sound_blocks(duration: float = 10.0, rate: int = 8000, bangs: tuple[float, ...] = (1.0,)):
    """Yield stereo blocks of a second: faint noise, a click of one sample at each of *bangs*."""
    generator = np.random.default_rng(8)
    for second in range(int(np.ceil(duration))):
        count = min(rate, round(duration * rate) - second * rate)
        samples = 0.01 * generator.standard_normal((count, 2)).astype(np.float32)
        for bang in bangs:
            at = round((bang - second) * rate)
            if 0 <= at < count:
                samples[at, 1] = 0.8
        yield SoundBlock(TimeBase(1, rate).at(second * rate), rate, samples)
