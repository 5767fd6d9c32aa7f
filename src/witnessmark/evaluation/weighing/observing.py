"""What a perfect observer would hand to alignment: everything that happens, nothing else.

Conventions
-----------
Kinds and attributes are those of the detectors (docs/listen-output.md, docs/look-output.md). Each
observation is as sure as one may be, all of the recording was heard and seen, and every kind was
sought. What is not clear is told as the detectors tell what they cannot judge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.clock import Span, TimeBase
from witnessmark.evaluation.weighing.happenings import SHOT, Happening
from witnessmark.model import (
    Kind,
    MadeBy,
    Observation,
    PictureTrack,
    Recording,
    Sought,
    SoundTrack,
    Stretch,
)

#: How sure a perfect observer is, and what share of what is there it finds.
SURE = 0.99
OBSERVER = MadeBy(name="witnessmark.evaluation.weighing.observer", version="1")
_CLOCK = TimeBase(1, 10_000)
#: Metres up to which fire is near, and from which on it is far, as the listener says.
_NEAR, _FAR = 100.0, 200.0
#: Kinds that say what was not perceived; nobody seeks them.
_GAPS = frozenset({Kind.SILENCE, Kind.CLIPPED, Kind.MASKED, Kind.NO_AUDIO, Kind.NO_PICTURE})


@dataclass(frozen=True, slots=True)
class Observed:
    """A recording, what was perceived in it, and what was sought."""

    recording: Recording
    observations: tuple[Observation, ...]
    sought: tuple[Sought, ...]


def observe(name: str, events: Sequence[Happening], duration: float) -> Observed:
    """Return all *events* of the recording *name*, which lasts *duration* seconds."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    every = [one for event in events for one in _observed(event, digest)]
    # Two things of a kind at the very same time are one to an observer.
    known = {one.id: one for one in every}
    found = sorted(known.values(), key=lambda one: (one.start, one.end, one.kind, one.id))
    sought = tuple(
        Sought(kind=kind, recall=SURE, measured_on="rendered sound", made_by=OBSERVER)
        for kind in Kind
        if kind not in _GAPS
    )
    return Observed(_recording(name, digest, duration), tuple(found), sought)


def _span(start: float, end: float) -> Span:
    first = _CLOCK.nearest(Fraction(str(start)))
    last = _CLOCK.nearest(Fraction(str(end)))
    return Span(first, last if last > first else _CLOCK.at(first.ticks + 1))


def _recording(name: str, digest: str, duration: float) -> Recording:
    whole = _span(0.0, duration)
    decoded = (Stretch(start=whole.start, end=whole.end, time_base=_CLOCK),)
    return Recording(
        sha256=digest,
        name=f"{name}.mp4",
        size=1,
        container="mp4",
        first_presentation="0",
        duration=duration,
        synthetic=True,
        sound=SoundTrack(
            stream=1, codec="aac", rate=48_000, channels=1, time_base=_CLOCK, decoded=decoded
        ),
        picture=PictureTrack(
            stream=0,
            codec="h264",
            width=320,
            height=180,
            time_base=_CLOCK,
            decoded=decoded,
            looked_at="every_frame",
        ),
    )


def _observed(event: Happening, digest: str) -> Iterator[Observation]:
    if event.kind is not Kind.GUNFIRE:
        yield _one(digest, event.kind, event.start, event.end, _attributes(event), event.clear)
        return
    times = sorted(set(event.moments))
    shots = [_one(digest, Kind.SHOT, at, at + SHOT, {}, event.clear) for at in times]
    yield from shots
    attributes = _group(event, [one.id for one in shots])
    yield _one(digest, Kind.GUNFIRE, event.start, event.end, attributes, event.clear)


def _one(
    digest: str,
    kind: Kind,
    start: float,
    end: float,
    attributes: dict[str, JsonValue],
    clear: bool = True,
) -> Observation:
    return Observation.of(
        recording=digest,
        kind=kind,
        span=_span(start, end),
        confidence=SURE if clear else 0.5,
        made_by=OBSERVER,
        attributes=attributes,
    )


def _attributes(event: Happening) -> dict[str, JsonValue]:
    if event.kind is Kind.CUT:
        return {"form": "hard"}
    if event.kind in {Kind.EXPLOSION, Kind.SPEECH}:
        return {}
    if event.kind is Kind.FLASH:
        return {"state": "seen", "cause": event.mode, "box": [round(x, 4) for x in event.box or ()]}
    return {"state": "seen" if event.clear else "unclear"}


def _group(event: Happening, shots: Sequence[str]) -> dict[str, JsonValue]:
    distance = event.distance or 0.0
    near = "near" if distance <= _NEAR else "far" if distance >= _FAR else "unclear"
    rate = event.per_minute
    return {
        "at_least": False,
        "count_interval": [len(shots), len(shots)],
        "mode": event.mode,
        "overlapping": False,
        "proximity": near,
        "proximity_confidence": SURE if near != "unclear" else 0.5,
        "proximity_reason": f"the gun is {distance:.0f} m away",
        "rounds_per_minute": None if rate is None else round(rate, 1),
        "rounds_per_minute_interval": None if rate is None else [round(rate, 1), round(rate, 1)],
        "shot_ids": list(shots),
        "shots": len(shots),
        "shots_estimated": len(shots),
        "weapon": None,
    }
