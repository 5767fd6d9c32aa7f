"""Families of scenes: one for everything that is looked for, and one of what it is not.

Conventions
-----------
A family and a seed fix a scene. Seeds below 1000 are for development; from 10000 on they are kept
for reporting.
"""

from __future__ import annotations

from collections.abc import Callable

from witnessmark.rendering.sights import conditions, edits, graphics, ordinary, shooting
from witnessmark.rendering.sights.scene import SightScene

FAMILIES: dict[str, Callable[[int], SightScene]] = {
    "hard_cuts": edits.hard_cuts,
    "gradual": edits.gradual,
    "edit_flashes": edits.edit_flashes,
    "snowfall": conditions.snowfall,
    "rain": conditions.rain,
    "snow_cover": conditions.snow_cover,
    "darkness": conditions.darkness,
    "smoke": conditions.smoke,
    "flame": conditions.flame,
    "muzzle_night": shooting.muzzle_night,
    "muzzle_dusk": shooting.muzzle_dusk,
    "muzzle_day": shooting.muzzle_day,
    "tracers": shooting.tracers,
    "text": graphics.text,
    "overlays": graphics.overlays,
    "stills": edits.stills,
    "camera": edits.camera,
    "plain": ordinary.plain,
}


def sight_scene(family: str, seed: int) -> SightScene:
    """Return the scene of that *family* and *seed*; KeyError where there is no such family."""
    return FAMILIES[family](seed)
