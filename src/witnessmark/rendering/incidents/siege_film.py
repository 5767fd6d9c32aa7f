"""One siege from a file, and five alterations of it in which known things are otherwise.

Conventions
-----------
Each alteration changes what its name says and what follows from that, and nothing else: every other
part keeps its time, its place and its random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

from witnessmark.rendering.library import parse_scenario
from witnessmark.rendering.scenario import Explosion, Scenario, Voice

_FILE = "siege.yaml"


def siege_film() -> Scenario:
    """Return the siege as its file has it."""
    file = resources.files("witnessmark.rendering") / "data" / _FILE
    return parse_scenario(file.read_text(encoding="utf-8"), _FILE)


def siege_altered(which: str) -> Scenario:
    """Return the siege with the alteration *which*; KeyError where it is none of ALTERATIONS."""
    film = siege_film()
    changes: dict[str, Any] = ALTERATIONS[which](film)
    named = {"id": f"siege_{which}", "title": f"{film.title}, altered: {which.replace('_', ' ')}"}
    fields = {name: getattr(film, name) for name in Scenario.model_fields if name != "schema_name"}
    return Scenario.model_validate({"schema": film.schema_name} | fields | named | changes)


def _machine_gun_silent(film: Scenario) -> dict[str, Any]:
    """No machine gun, and so no tracer, no smoke or flame at the window, and nobody runs off."""
    return {
        "fire": _without(film.fire, {"gun"}),
        "conditions": _without(film.conditions, {"window_smoke", "flames"}),
        "figures": tuple(one.model_copy(update={"keys": one.keys[:1]}) for one in film.figures),
    }


def _grenade_first(film: Scenario) -> dict[str, Any]:
    """Put one more grenade, on the house's side of the wall, before the first shots."""
    first = Explosion(id="grenade_0", at=(0.4, 14.8, 0.1), time=5.2)
    return {"explosions": (first, *film.explosions)}


def _shouted_warning(film: Scenario) -> dict[str, Any]:
    """Let somebody near the camera shout twice in the six seconds before the machine gun."""
    place = (-1.4, 1.8, 1.6)
    shouts = (
        Voice(id="warning_1", at=place, start=75.4, end=77.2, kind="warning", pitch=140.0),
        Voice(id="warning_2", at=place, start=78.2, end=80.0, kind="warning", pitch=140.0),
    )
    return {"voices": (*film.voices, *shouts)}


def _no_off_camera(film: Scenario) -> dict[str, Any]:
    """Let the first fire come from the guard seen on the right, and no fire from far off."""
    far = {fire.id for fire in film.fire if fire.shooter in {"far_post", "far_rifle"}}
    fire = tuple(
        one.model_copy(update={"shooter": "guard_right"}) if one.id == "first_fire" else one
        for one in _without(film.fire, far)
    )
    return {
        "fire": fire,
        "shooters": _without(film.shooters, {"far_post", "far_rifle", "outpost"}),
    }


def _summer(film: Scenario) -> dict[str, Any]:
    """Let no snow fall and none lie; warm, drier air over bare ground."""
    return {
        "conditions": _without(film.conditions, {"snowfall"}),
        "scene": film.scene.model_copy(update={"snow_cover": False}),
        "air": film.air.model_copy(update={"temperature": 24.0, "humidity": 45.0}),
        "ground": film.ground.model_copy(update={"reflection": 0.7, "cutoff": 4_000.0}),
    }


#: What can be altered, by name.
ALTERATIONS: Mapping[str, Callable[[Scenario], dict[str, Any]]] = MappingProxyType(
    {
        "machine_gun_silent": _machine_gun_silent,
        "grenade_first": _grenade_first,
        "shouted_warning": _shouted_warning,
        "no_off_camera": _no_off_camera,
        "summer": _summer,
    }
)


def _without(parts: tuple[Any, ...], names: set[str]) -> tuple[Any, ...]:
    return tuple(part for part in parts if part.id not in names)
