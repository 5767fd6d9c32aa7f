"""What sentences are planted about: each with what a perfect reader would call it.

Conventions
-----------
``specific`` says why footage can fit such words and never show them; None where it can show them.
``small`` says that it may be there and be missed or out of the picture, so that not finding it
settles nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from witnessmark.evaluation.weighing.happenings import FAR, NEAR, Happening
from witnessmark.model import Camera, Kind, Perceptibility


class Thing(StrEnum):
    """What a planted sentence speaks of."""

    GUNFIRE = "gunfire"
    SINGLE = "single"
    AUTOMATIC = "automatic"
    MACHINE_GUN = "machine_gun"
    NEAR = "near"
    FAR = "far"
    OFF_CAMERA = "off_camera"
    EXPLOSION = "explosion"
    CAUSE = "cause"
    SPEECH = "speech"
    SNOWFALL = "snowfall"
    SNOW_COVER = "snow_cover"
    DARKNESS = "darkness"
    FLAME = "flame"
    SMOKE = "smoke"
    TRACER = "tracer"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Sort:
    """How a thing is read, and which happenings are it.

    ``maybe`` are those that an honest person might call it or not: with one of them about, nothing
    is planted that turns on there being none.
    """

    kind: Kind
    act: str
    group: str
    fits: Callable[[Happening], bool]
    maybe: Callable[[Happening], bool]
    weapon: str | None = None
    condition: str | None = None
    specific: str | None = None
    small: bool = False

    @property
    def seen(self) -> bool:
        """Whether it is a sight."""
        return self.kind not in _SOUNDS

    @property
    def perceptibility(self) -> Perceptibility:
        """Which sense could tell it."""
        return Perceptibility.VISIBLE if self.seen else Perceptibility.AUDIBLE

    @property
    def camera(self) -> Camera:
        """Where it lies by the wording."""
        if self.kind is Kind.CUT:
            return Camera.NOT_APPLICABLE
        return Camera.ON if self.seen else Camera.MIXED


_SOUNDS = frozenset({Kind.GUNFIRE, Kind.EXPLOSION, Kind.SPEECH})
_HEAVY = frozenset({"machine_gun", "heavy_machine_gun"})


def _every(_: Happening) -> bool:
    return True


def _single(one: Happening) -> bool:
    return one.mode == "single"


def _rapid(one: Happening) -> bool:
    return one.mode in {"burst", "automatic"}


def _not_single(one: Happening) -> bool:
    return not _single(one)


def _not_rapid(one: Happening) -> bool:
    return not _rapid(one)


def _machine_gun(one: Happening) -> bool:
    return one.weapon in _HEAVY and _rapid(one)


def _near(one: Happening) -> bool:
    return one.distance is not None and one.distance <= NEAR


def _not_far(one: Happening) -> bool:
    return one.distance is not None and one.distance < FAR


def _far(one: Happening) -> bool:
    return not _not_far(one)


def _not_near(one: Happening) -> bool:
    return not _near(one)


def _hidden(one: Happening) -> bool:
    return one.hidden


_FLAKES = "what falls and is white need not be snow"
_WHITE = "what is white and bright need not be snow"
_DARK = "a dark picture need not be taken at night"
_BURNS = "how surely real flame and smoke are told from what looks like them is not known"

#: Every thing, in a fixed order.
SORTS: dict[Thing, Sort] = {
    Thing.GUNFIRE: Sort(Kind.GUNFIRE, "EXCHANGE_FIRE", "fire", _every, _every),
    Thing.SINGLE: Sort(
        Kind.GUNFIRE, "FIRE_SMALL_ARMS", "fire", _single, _not_rapid, weapon="single shots"
    ),
    Thing.AUTOMATIC: Sort(
        Kind.GUNFIRE, "FIRE_AUTOMATIC", "fire", _rapid, _not_single, weapon="automatic weapon"
    ),
    Thing.MACHINE_GUN: Sort(
        Kind.GUNFIRE,
        "FIRE_MACHINE_GUN",
        "fire",
        _machine_gun,
        _not_single,
        weapon="machine gun",
        specific="a machine gun cannot be told from another automatic weapon",
    ),
    Thing.NEAR: Sort(Kind.GUNFIRE, "FIRE_SMALL_ARMS", "fire", _near, _not_far),
    Thing.FAR: Sort(Kind.GUNFIRE, "EXCHANGE_FIRE", "fire", _far, _not_near),
    Thing.OFF_CAMERA: Sort(
        Kind.GUNFIRE,
        "FIRE_SMALL_ARMS",
        "fire",
        _hidden,
        _every,
        specific="sound does not tell whether the one who fired stood in the picture",
    ),
    Thing.EXPLOSION: Sort(Kind.EXPLOSION, "EXPLOSION_UNATTRIBUTED", "effect", _every, _every),
    Thing.CAUSE: Sort(
        Kind.EXPLOSION,
        "THROW_GRENADE",
        "fire",
        _every,
        _every,
        specific="an explosion does not tell what went off",
        small=True,
    ),
    Thing.SPEECH: Sort(Kind.SPEECH, "SPEECH", "sound", _every, _every),
    Thing.SNOWFALL: Sort(
        Kind.SNOWFALL, "STATE_WEATHER_LIGHT", "state", _every, _every,
        condition="snowfall", specific=_FLAKES,
    ),
    Thing.SNOW_COVER: Sort(
        Kind.SNOW_COVER, "STATE_WEATHER_LIGHT", "state", _every, _every,
        condition="snow_cover", specific=_WHITE,
    ),
    Thing.DARKNESS: Sort(
        Kind.DARKNESS, "STATE_WEATHER_LIGHT", "state", _every, _every,
        condition="night", specific=_DARK,
    ),
    Thing.FLAME: Sort(
        Kind.FLAME, "DAMAGE_BURN", "effect", _every, _every, specific=_BURNS, small=True
    ),
    Thing.SMOKE: Sort(
        Kind.SMOKE, "DAMAGE_BURN", "effect", _every, _every, specific=_BURNS, small=True
    ),
    Thing.TRACER: Sort(
        Kind.STREAK,
        "FIRE_SMALL_ARMS",
        "fire",
        _every,
        _every,
        weapon="tracer rounds",
        specific="a streak of light does not tell what was fired",
        small=True,
    ),
    Thing.CUT: Sort(Kind.CUT, "MEDIA_PROPERTY", "media", _every, _every),
}  # fmt: skip
