"""Something heard, as it is reported and grouped: a shot, an impulse, an explosion.

Conventions
-----------
Seconds are on the recording's clock. Nothing of the sound itself is kept here, so that what a long
recording holds is held in little memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pydantic import JsonValue

from witnessmark.model import Kind
from witnessmark.perception.sound.picker import Pick
from witnessmark.perception.sound.proximity_evidence import Evidence, measure
from witnessmark.perception.sound.shot import Shot
from witnessmark.perception.sound.timbre import timbre

#: What is at least this likely a blast or an explosion, though not likely enough, is an impulse.
LEAST_IMPULSE = 0.2


@dataclass(frozen=True, slots=True)
class Event:
    """Something heard: when, what, how surely; for a shot also what it is grouped by.

    ``fronts`` is how many picks it stands for. Of an impulse that is likeliest a blast, ``as_shot``
    is the shot that it would be.
    """

    seconds: Fraction
    kind: Kind
    chance: float
    attributes: Mapping[str, JsonValue] = field(default_factory=dict)
    shot: Shot | None = None
    evidence: Evidence | None = None
    fronts: int = 1
    as_shot: Event | None = None


def shot_of(pick: Pick) -> Event:
    """Return *pick* as the shot of a blast, as likely as it is one."""
    chance = pick.others["blast"]
    shot = Shot(float(pick.seconds), chance, timbre(pick.around, pick.onset))
    evidence = measure(pick.around, pick.onset, pick.next_onset)
    return Event(pick.seconds, Kind.SHOT, chance, {}, shot, evidence)


def impulse_at(
    seconds: Fraction, chances: Mapping[str, float], as_shot: Event | None = None
) -> Event:
    """Return a bang of unknown cause with the chance of each; *as_shot* is the shot it would be."""
    none = max(0.0, 1.0 - sum(chances.values()))
    noted: dict[str, JsonValue] = {
        f"chance_of_{'shot' if cause == 'blast' else cause}": round(chance, 4)
        for cause, chance in chances.items()
    }
    return Event(seconds, Kind.IMPULSE, none, noted, as_shot=as_shot)
