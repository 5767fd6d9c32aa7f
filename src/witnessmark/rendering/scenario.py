"""A scenario: everything that a rendering is made from, checked when it is read.

Conventions
-----------
Positions are metres: x to the right, y away from the camera, z upwards, the ground at zero.
Times are seconds from the start of the recording. Levels are dB re 20 uPa. The microphone is
where the camera is. Every identifier is used once.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from witnessmark.rendering.part import Part
from witnessmark.rendering.surroundings import Surroundings
from witnessmark.rendering.weapons import WEAPONS

Metre = Annotated[float, Field(ge=-5000.0, le=5000.0)]
Seconds = Annotated[float, Field(ge=0.0, le=3600.0)]
Place = tuple[Metre, Metre, Annotated[float, Field(ge=0.0, le=500.0)]]
Plan = tuple[Metre, Metre]
Range = tuple[Annotated[float, Field(gt=0.0)], Annotated[float, Field(gt=0.0)]]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class AirPart(Part):
    """The air: °C, per cent, kPa."""

    temperature: float = Field(default=15.0, ge=-40.0, le=50.0)
    humidity: float = Field(default=60.0, ge=5.0, le=100.0)
    pressure: float = Field(default=101.325, ge=50.0, le=110.0)


class Microphone(Part):
    """What hears. ``overload`` is the level whose peak fills the scale, ``noise`` its own hiss."""

    at: Place = (0.0, 0.0, 1.6)
    overload: float = Field(default=126.0, ge=90.0, le=170.0)
    noise: float = Field(default=36.0, ge=0.0, le=80.0)
    low: float = Field(default=60.0, ge=10.0, le=1000.0)
    high: float = Field(default=15_000.0, ge=2_000.0, le=24_000.0)
    limiter: Literal["none", "soft", "gain_control"] = "soft"


class Ground(Part):
    """The ground: pressure reflection coefficient, and the frequency where it has lost 3 dB."""

    reflection: float = Field(default=0.7, ge=0.0, le=1.0)
    cutoff: float = Field(default=4_000.0, ge=100.0, le=40_000.0)


class Wall(Part):
    """An upright wall from one point of the plan to another; it reflects, and it hides."""

    id: Name
    start: Plan
    end: Plan
    height: float = Field(default=2.0, gt=0.0, le=60.0)
    reflection: float = Field(default=0.8, ge=0.0, le=1.0)
    cutoff: float = Field(default=8_000.0, ge=100.0, le=40_000.0)

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if sum((a - b) ** 2 for a, b in zip(self.start, self.end, strict=True)) < 0.01:
            raise ValueError("start and end must be at least ten centimetres apart")
        return self


class Opening(Part):
    """A window or a doorway: metres along the front from its left end, sill, width, height."""

    along: float = Field(ge=0.0)
    sill: float = Field(ge=0.0)
    width: float = Field(gt=0.0)
    height: float = Field(gt=0.0)


class House(Part):
    """A building by its front (a wall like others), its depth and what opens in it."""

    front: Wall
    depth: float = Field(default=8.0, gt=0.0, le=60.0)
    openings: tuple[Opening, ...] = ()


class Shooter(Part):
    """Who fires: from where, at what, with what, and for which side."""

    id: Name
    side: Name
    at: Place
    aim: Place
    weapon: str
    surroundings: Surroundings | None = None

    @model_validator(mode="after")
    def _can_fire(self) -> Self:
        if self.weapon not in WEAPONS:
            raise ValueError(f"weapon {self.weapon!r} is not one of {', '.join(WEAPONS)}")
        if sum((a - b) ** 2 for a, b in zip(self.at, self.aim, strict=True)) < 1.0:
            raise ValueError("aim must be at least a metre from where the shooter stands")
        return self


class Fire(Part):
    """One group of shots: single at ``interval`` seconds, in bursts, or automatic.

    ``rate`` (rounds a minute) is the weapon's where it is left out. Bursts and automatic fire
    come in strings of ``string`` rounds with ``pause`` seconds between. Either ``shots`` or
    ``until`` says when it stops.
    """

    id: Name
    shooter: Name
    mode: Literal["single", "burst", "automatic"]
    start: Seconds
    shots: int | None = Field(default=None, ge=1, le=5000)
    until: Seconds | None = None
    rate: float | None = Field(default=None, ge=30.0, le=1500.0)
    interval: Range = (0.7, 1.5)
    string: tuple[int, int] | None = None
    pause: Range = (0.4, 0.9)
    jitter: float = Field(default=0.02, ge=0.0, le=0.1)
    tracers: int = Field(default=0, ge=0, le=10)

    @model_validator(mode="after")
    def _ends_once(self) -> Self:
        if (self.shots is None) == (self.until is None):
            raise ValueError("give either shots or until, and not both")
        if self.until is not None and self.until <= self.start:
            raise ValueError("until must come after start")
        for low, high in (self.interval, self.pause, self.string or (1, 1)):
            if not 0 < low <= high:
                raise ValueError("interval, pause and string are [least, most], above zero")
        return self


class Explosion(Part):
    """A charge (kg of TNT) that goes off."""

    id: Name
    at: Place
    time: Seconds
    charge: float = Field(default=0.06, gt=0.0, le=50.0)
    surroundings: Surroundings | None = None


class Voice(Part):
    """Somebody who speaks or shouts; ``pitch`` in Hz. What is said means nothing."""

    id: Name
    at: Place
    start: Seconds
    end: Seconds
    kind: Literal["speech", "shout", "warning"] = "speech"
    pitch: float = Field(default=130.0, ge=60.0, le=400.0)


class Wind(Part):
    """Wind in the microphone, at its mean level and with gusts above."""

    level: float = Field(default=62.0, ge=0.0, le=110.0)
    gusts: float = Field(default=6.0, ge=0.0, le=20.0)


class Ambience(Part):
    """The noise of the place, and the diffuse echo it gives to every blast."""

    level: float = Field(default=42.0, ge=0.0, le=90.0)
    echo: float = Field(default=-28.0, ge=-90.0, le=-6.0)
    echo_time: float = Field(default=0.9, gt=0.05, le=4.0)


class Condition(Part):
    """Something to be seen for a while; snowfall needs no place, flame and smoke do."""

    id: Name
    kind: Literal["snowfall", "flame", "smoke"]
    start: Seconds
    end: Seconds
    at: Place | None = None
    strength: float = Field(default=0.5, gt=0.0, le=1.0)


class Figure(Part):
    """A person seen: each key is a time, a place in the plan, and how they hold themselves."""

    id: Name
    keys: tuple[tuple[Seconds, Metre, Metre, Literal["stand", "crouch", "run"]], ...] = Field(
        min_length=1
    )


class View(Part):
    """What the camera shows from ``start`` on: bearing from the y axis, tilt, angle of view."""

    start: Seconds
    bearing: float = Field(default=0.0, ge=-180.0, le=180.0)
    tilt: float = Field(default=2.0, ge=-30.0, le=30.0)
    angle: float = Field(default=60.0, ge=10.0, le=100.0)


class Camera(Part):
    """The views, one after another with a hard cut between, and how unsteady the hand is."""

    views: tuple[View, ...] = Field(default=(View(start=0.0),), min_length=1)
    shake: float = Field(default=0.5, ge=0.0, le=1.0)


class Scene(Part):
    """Light and ground."""

    light: Literal["day", "dusk", "night"] = "day"
    snow_cover: bool = False


class StatementTag(Part):
    """What is true of one sentence of the account, and what in the scenario decides it.

    ``decided_by`` names parts by identifier; ``until:ID`` and ``from:ID`` name the seconds
    before a part begins and those from its beginning on, ``before:ID`` the ten before it, and
    ``recording`` all of them.
    """

    quote: str = Field(min_length=1)
    truth: Literal["true", "false", "unshowable", "no_claim"]
    decided_by: tuple[str, ...] = ()
    why: str = Field(min_length=1)


class Scenario(Part):
    """What is to be rendered. Two renderings of equal scenarios are equal."""

    schema_name: Literal["witnessmark.scenario/1"] = Field(alias="schema")
    id: Name
    title: str = Field(min_length=1, max_length=200)
    seed: int = Field(ge=0, lt=2**63)
    duration: float = Field(ge=1.0, le=3600.0)
    frame_rate: Literal[10, 15, 20, 25, 30, 50] = 25
    sample_rate: Literal[22050, 32000, 44100, 48000] = 48000
    width: int = Field(default=640, ge=160, le=1920, multiple_of=2)
    height: int = Field(default=360, ge=90, le=1080, multiple_of=2)
    air: AirPart = AirPart()
    microphone: Microphone = Microphone()
    ground: Ground = Ground()
    walls: tuple[Wall, ...] = ()
    house: House | None = None
    wind: Wind = Wind()
    ambience: Ambience = Ambience()
    scene: Scene = Scene()
    camera: Camera = Camera()
    shooters: tuple[Shooter, ...] = ()
    fire: tuple[Fire, ...] = ()
    explosions: tuple[Explosion, ...] = ()
    voices: tuple[Voice, ...] = ()
    conditions: tuple[Condition, ...] = ()
    figures: tuple[Figure, ...] = ()
    account: str | None = None
    statements: tuple[StatementTag, ...] = ()

    def surfaces(self) -> tuple[Wall, ...]:
        """Return every wall that reflects or hides, the front of the house among them."""
        return (*self.walls, self.house.front) if self.house else self.walls

    def shooter(self, name: str) -> Shooter:
        """Return the shooter of that name."""
        return next(shooter for shooter in self.shooters if shooter.id == name)

    def _identified(self) -> Iterator[str]:
        for parts in (self.surfaces(), self.shooters, self.fire, self.explosions):
            yield from (part.id for part in parts)
        for more in (self.voices, self.conditions):
            yield from (part.id for part in more)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        seen: set[str] = set()
        for name in self._identified():
            if name in seen:
                raise ValueError(f"the id {name!r} is used twice")
            seen.add(name)
        known = {shooter.id for shooter in self.shooters}
        for number, fire in enumerate(self.fire):
            if fire.shooter not in known:
                raise ValueError(f"fire.{number}.shooter names {fire.shooter!r}: not there")
        for number, tag in enumerate(self.statements):
            for reference in tag.decided_by:
                if reference != "recording" and reference.rpartition(":")[2] not in seen:
                    raise ValueError(f"statements.{number}.decided_by: {reference!r} is not there")
                if reference.rpartition(":")[0] not in {"", "until", "from", "before"}:
                    raise ValueError(f"statements.{number}.decided_by: {reference!r} is unclear")
        self._keep_to_time()
        self._stand_apart()
        return self

    def _keep_to_time(self) -> None:
        begun = [(f"fire.{n}.start", part.start) for n, part in enumerate(self.fire)]
        begun += [(f"explosions.{n}.time", part.time) for n, part in enumerate(self.explosions)]
        for field in ("voices", "conditions"):
            for number, part in enumerate(getattr(self, field)):
                begun.append((f"{field}.{number}.start", part.start))
                if not part.start < part.end <= self.duration:
                    raise ValueError(f"{field}.{number}.end must lie after start, within duration")
        for field, time in begun:
            if time >= self.duration:
                raise ValueError(f"{field} is {time} s, past the duration of {self.duration} s")
        starts = [view.start for view in self.camera.views]
        if starts[0] != 0.0 or any(b <= a for a, b in itertools.pairwise(starts)):
            raise ValueError("camera.views must start at 0 and follow one another")
        if starts[-1] >= self.duration:
            raise ValueError("camera.views must start within the duration")

    def _stand_apart(self) -> None:
        for number, condition in enumerate(self.conditions):
            if condition.kind != "snowfall" and condition.at is None:
                raise ValueError(f"conditions.{number}.at is needed for {condition.kind}")
        placed = [(f"shooters.{n}.at", part.at) for n, part in enumerate(self.shooters)]
        placed += [(f"explosions.{n}.at", part.at) for n, part in enumerate(self.explosions)]
        placed += [(f"voices.{n}.at", part.at) for n, part in enumerate(self.voices)]
        for field, place in placed:
            gap = sum((a - b) ** 2 for a, b in zip(place, self.microphone.at, strict=True))
            if gap < 0.25:
                raise ValueError(f"{field} is within half a metre of the microphone")
