"""The families of incidents, and how one is drawn.

Conventions
-----------
A family and a seed fix an incident. Seeds below 1000 are for development, those from 10000 on for
reporting: nothing is drawn differently for them, and no rule may be fitted on the latter.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from witnessmark.rendering.incidents import distant, quiet, roads, sieges, streets, weather
from witnessmark.rendering.scenario import Scenario

FAMILIES: Mapping[str, Callable[[np.random.Generator], Scenario]] = MappingProxyType(
    {
        "siege": sieges.siege,
        "late_gun": sieges.late_gun,
        "road_ambush": roads.road_ambush,
        "checkpoint": roads.checkpoint,
        "street_exchange": streets.street_exchange,
        "crowd_fired_on": streets.crowd_fired_on,
        "celebration": streets.celebration,
        "close_shots": streets.close_shots,
        "marksman": distant.marksman,
        "far_battle": distant.far_battle,
        "shelling": distant.shelling,
        "heavy_gun": distant.heavy_gun,
        "calm": quiet.calm,
        "explosion_alone": quiet.explosion_alone,
        "long_silence": quiet.long_silence,
        "night_fire": weather.night_fire,
        "snow_patrol": weather.snow_patrol,
        "through_smoke": weather.through_smoke,
    }
)


def draw_incident(family: str, seed: int) -> Scenario:
    """Return the incident of that *family* and *seed*, 20 to 60 seconds long.

    Equal arguments give equal scenarios. KeyError where there is no such family.
    """
    random = np.random.default_rng([seed, zlib.crc32(family.encode())])
    drawn = FAMILIES[family](random)
    name = family.replace("_", " ")
    title = f"An invented incident, {name}, number {seed}"
    return drawn.model_copy(update={"id": f"{family}_{seed}", "title": title})
