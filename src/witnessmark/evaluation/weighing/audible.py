"""Which shots and explosions of an incident stand out in its recording, so that anybody hears them.

Conventions
-----------
A shot is heard when its blast or its crack stands at least :data:`LEAST` decibels out of what
sounds around it (:mod:`witnessmark.rendering.audibility`), in the sound before it was coded. What
is not heard is nothing that an account could be right or wrong about.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from witnessmark.rendering.audibility import audible
from witnessmark.rendering.scenario import Scenario
from witnessmark.rendering.sound import synthesise_sound

#: Decibels by which a front has to stand out, as in the evaluation of hearing.
LEAST = 3.0


def heard_in(scenario: Scenario, work: Path | None = None) -> frozenset[str]:
    """Return the ids of the shots and explosions that are heard; *work* keeps them where given."""
    if work is None:
        return _heard(scenario)
    digest = hashlib.sha256(scenario.model_dump_json(by_alias=True).encode()).hexdigest()
    path = work / f"heard-{digest[:24]}.json"
    if path.is_file():
        return frozenset(json.loads(path.read_text("utf-8")))
    found = _heard(scenario)
    work.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(sorted(found)) + "\n", "utf-8")
    part.replace(path)
    return found


def _heard(scenario: Scenario) -> frozenset[str]:
    if not scenario.fire and not scenario.explosions:
        return frozenset()
    samples, _, fronts = synthesise_sound(scenario)
    levels = audible(scenario, fronts, samples)
    direct = [front for front in fronts if front.direct]
    return frozenset(
        front.source for front, level in zip(direct, levels, strict=True) if level >= LEAST
    )
