"""What is true of a rendering, in seconds of its own clock: the answers, for tests and scores.

Conventions
-----------
Times are seconds from the start of the recording, rounded to the microsecond. The onset of an
arrival is the moment at which its front reaches the microphone, the start of the pressure's rise.
A time is null where it lies past the end. ``near`` means within :data:`NEAR` metres. A group runs
from its first muzzle blast at the microphone to its last. Conditions are listed for as long as
they are in the scene; whether a view shows them is not said.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from witnessmark.errors import RecordError
from witnessmark.rendering.arrivals import Arrival, air_of, arrivals
from witnessmark.rendering.picture.lens import on_camera
from witnessmark.rendering.scenario import Explosion, Fire, Scenario
from witnessmark.rendering.schedule import Round, cyclic_rate, rounds

#: Metres within which gunfire counts as near.
NEAR = 60.0

#: Seconds that a shot's own sound is counted as lasting where a stretch must have a length.
SOUNDING = 0.25

#: Seconds for which the smoke of an explosion is drawn.
SMOKE = 6.0

Span = tuple[float, float]


class Fact(BaseModel):
    """A part of the truth: frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ShotFact(Fact):
    """One shot: when fired, when and how it arrived; ``screened`` by a wall it came over."""

    id: str
    group: str
    shooter: str
    weapon: str
    fired_at: float
    blast: float | None
    crack: float | None
    distance_m: float
    on_camera: bool
    tracer: bool
    screened: bool
    reflections: tuple[float, ...]
    crack_reflections: tuple[float, ...]


class GroupFact(Fact):
    """One group of shots as heard; ``shots`` counts those whose blast arrived in time."""

    id: str
    start: float | None
    end: float | None
    shots: int
    mode: Literal["single", "burst", "automatic"]
    rounds_per_minute: float | None
    proximity: Literal["near", "far"]
    distance_m: float
    side: str
    on_camera: bool


class ExplosionFact(Fact):
    """One explosion."""

    id: str
    fired_at: float
    arrival: float | None
    distance_m: float
    on_camera: bool
    reflections: tuple[float, ...]


class VoiceFact(Fact):
    """A stretch of speech as it arrives."""

    id: str
    start: float
    end: float
    kind: str


class ConditionFact(Fact):
    """Something that can be seen for a while."""

    id: str
    kind: Literal["snowfall", "darkness", "snow_cover", "flame", "smoke"]
    start: float
    end: float


class StatementFact(Fact):
    """What one sentence of the account is worth, and the seconds that decide it."""

    sentence: int
    quote: str
    truth: Literal["true", "false", "unshowable", "no_claim"]
    spans: tuple[Span, ...]
    why: str


class CameraFact(Fact):
    """The unsteadiness of the hand, and each view's start, bearing, tilt and angle."""

    shake: float
    views: tuple[dict[str, float], ...]


class Truth(Fact):
    """Everything that a rendering holds."""

    schema_name: Literal["witnessmark.truth/1"] = Field(
        default="witnessmark.truth/1", alias="schema"
    )
    synthetic: Literal[True] = True
    scenario: str
    title: str
    seed: int
    duration: float
    frame_rate: int
    sample_rate: int
    temperature_c: float
    speed_of_sound: float
    near_m: float = NEAR
    shots: tuple[ShotFact, ...]
    groups: tuple[GroupFact, ...]
    explosions: tuple[ExplosionFact, ...]
    voices: tuple[VoiceFact, ...]
    conditions: tuple[ConditionFact, ...]
    cuts: tuple[float, ...]
    camera: CameraFact
    statements: tuple[StatementFact, ...] = ()

    def to_json(self) -> str:
        """Return the file's text: the same truth gives the same bytes."""
        document = self.model_dump(mode="json", by_alias=True)
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_truth(path: Path) -> Truth:
    """Read a truth file; :class:`RecordError` where it is none."""
    try:
        return Truth.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise RecordError(
            f"{path} cannot be read as the truth of a rendering: render the scenario again."
        ) from error


def truth_of(scenario: Scenario) -> Truth:
    """Return the truth of *scenario*, from geometry alone."""
    heard: dict[str, list[Arrival]] = {}
    for front in arrivals(scenario):
        heard.setdefault(front.source, []).append(front)
    shots = tuple(_shot(scenario, shot, heard.get(shot.id, [])) for shot in rounds(scenario))
    groups = tuple(_group(scenario, fire, shots) for fire in scenario.fire)
    explosions = tuple(_explosion(scenario, one, heard) for one in scenario.explosions)
    known = _spans(scenario, groups, explosions)
    views = scenario.camera.views
    return Truth(
        scenario=scenario.id,
        title=scenario.title,
        seed=scenario.seed,
        duration=scenario.duration,
        frame_rate=scenario.frame_rate,
        sample_rate=scenario.sample_rate,
        temperature_c=scenario.air.temperature,
        speed_of_sound=_seconds(air_of(scenario).speed),
        shots=shots,
        groups=groups,
        explosions=explosions,
        voices=_voices(scenario),
        conditions=_conditions(scenario),
        cuts=tuple(_first_frame(scenario, view.start) for view in views[1:]),
        camera=CameraFact(
            shake=scenario.camera.shake, views=tuple(view.model_dump() for view in views)
        ),
        statements=tuple(
            StatementFact(
                sentence=number,
                quote=tag.quote,
                truth=tag.truth,
                spans=tuple(_decide(scenario, ref, known) for ref in tag.decided_by),
                why=tag.why,
            )
            for number, tag in enumerate(scenario.statements)
        ),
    )


def _seconds(value: float) -> float:
    return round(float(value), 6)


def _first_frame(scenario: Scenario, start: float) -> float:
    """Return when the first frame of a view that starts at *start* is shown."""
    return _seconds(np.ceil(start * scenario.frame_rate - 1e-6) / scenario.frame_rate)


def _distance(scenario: Scenario, place: tuple[float, float, float]) -> float:
    return float(np.linalg.norm(np.subtract(place, scenario.microphone.at)))


def _times(fronts: list[Arrival], kind: str, *, direct: bool) -> tuple[float, ...]:
    return tuple(_seconds(f.time) for f in fronts if f.kind == kind and f.direct is direct)


def _shot(scenario: Scenario, shot: Round, fronts: list[Arrival]) -> ShotFact:
    shooter = scenario.shooter(shot.shooter)
    blasts = _times(fronts, "blast", direct=True)
    cracks = _times(fronts, "crack", direct=True)
    return ShotFact(
        id=shot.id,
        group=shot.group,
        shooter=shot.shooter,
        weapon=shooter.weapon,
        fired_at=shot.fired_at,
        blast=blasts[0] if blasts else None,
        crack=cracks[0] if cracks else None,
        distance_m=_seconds(_distance(scenario, shooter.at)),
        on_camera=on_camera(scenario, shooter.at, shot.fired_at),
        tracer=shot.tracer,
        screened=any(front.detour > 0.0 for front in fronts if front.direct),
        reflections=_times(fronts, "blast", direct=False),
        crack_reflections=_times(fronts, "crack", direct=False),
    )


def _group(scenario: Scenario, fire: Fire, shots: tuple[ShotFact, ...]) -> GroupFact:
    mine = [shot for shot in shots if shot.group == fire.id]
    blasts = [shot.blast for shot in mine if shot.blast is not None]
    shooter = scenario.shooter(fire.shooter)
    distance = _distance(scenario, shooter.at)
    return GroupFact(
        id=fire.id,
        start=min(blasts, default=None),
        end=max(blasts, default=None),
        shots=len(blasts),
        mode=fire.mode,
        rounds_per_minute=None if fire.mode == "single" else cyclic_rate(scenario, fire),
        proximity="near" if distance <= NEAR else "far",
        distance_m=_seconds(distance),
        side=shooter.side,
        on_camera=any(shot.on_camera for shot in mine),
    )


def _explosion(
    scenario: Scenario, explosion: Explosion, heard: dict[str, list[Arrival]]
) -> ExplosionFact:
    fronts = heard.get(explosion.id, [])
    direct = _times(fronts, "explosion", direct=True)
    return ExplosionFact(
        id=explosion.id,
        fired_at=_seconds(explosion.time),
        arrival=direct[0] if direct else None,
        distance_m=_seconds(_distance(scenario, explosion.at)),
        on_camera=on_camera(scenario, explosion.at, explosion.time),
        reflections=_times(fronts, "explosion", direct=False),
    )


def _voices(scenario: Scenario) -> tuple[VoiceFact, ...]:
    found = []
    for voice in scenario.voices:
        late = _distance(scenario, voice.at) / air_of(scenario).speed
        start, end = (min(time + late, scenario.duration) for time in (voice.start, voice.end))
        found.append(
            VoiceFact(id=voice.id, start=_seconds(start), end=_seconds(end), kind=voice.kind)
        )
    return tuple(found)


def _conditions(scenario: Scenario) -> tuple[ConditionFact, ...]:
    whole = {"start": 0.0, "end": scenario.duration}
    found = [
        ConditionFact(id=one.id, kind=one.kind, start=one.start, end=one.end)
        for one in scenario.conditions
    ]
    for one in scenario.explosions:
        end = _seconds(min(one.time + SMOKE, scenario.duration))
        found.append(
            ConditionFact(id=f"{one.id}_smoke", kind="smoke", start=_seconds(one.time), end=end)
        )
    if scenario.scene.light == "night":
        found.append(ConditionFact(id="darkness", kind="darkness", **whole))
    if scenario.scene.snow_cover:
        found.append(ConditionFact(id="snow_cover", kind="snow_cover", **whole))
    return tuple(found)


def _spans(
    scenario: Scenario, groups: tuple[GroupFact, ...], explosions: tuple[ExplosionFact, ...]
) -> dict[str, Span]:
    """Return the seconds of every part that a statement may be decided by."""
    end = scenario.duration
    known: dict[str, Span] = {}
    for group in groups:
        if group.start is not None and group.end is not None:
            known[group.id] = (group.start, min(end, group.end + SOUNDING))
    for explosion in explosions:
        if explosion.arrival is not None:
            known[explosion.id] = (explosion.arrival, min(end, explosion.arrival + SOUNDING))
    for voice in _voices(scenario):
        known[voice.id] = (voice.start, voice.end)
    for condition in _conditions(scenario):
        known[condition.id] = (condition.start, condition.end)
    return {name: (_seconds(a), _seconds(b)) for name, (a, b) in known.items()}


def _decide(scenario: Scenario, reference: str, known: dict[str, Span]) -> Span:
    """Return the seconds that a reference of a statement names."""
    if reference == "recording":
        return (0.0, scenario.duration)
    relation, _, name = reference.rpartition(":")
    start, end = known[name]
    named = {
        "": (start, end),
        "until": (0.0, start),
        "from": (start, scenario.duration),
        "before": (max(0.0, _seconds(start - 10.0)), start),
    }
    return named[relation]
