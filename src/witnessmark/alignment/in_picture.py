"""Off camera: what an account says was fired outside the picture, and what was fired in it.

Conventions
-----------
Fire is known to be in the picture where the flashes of nine in ten of its shots are seen there,
each before its bang by the one delay of one distance (:mod:`flash_sounds`). That a flash was not
seen tells nothing: walls, daylight and distance hide flashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from witnessmark.alignment.flash_sounds import pair_flashes
from witnessmark.model import Claim, Kind, Observation

#: What is only heard is off camera by the reading; a claim says so only with words like these.
OFF_CAMERA = re.compile(
    r"\b(off[- ](?:camera|screen)|out of (?:the )?(?:shot|frame|view|sight|picture)|unseen"
    r"|(?:(?:whom?|which|that) )?(?:the )?(?:camera|lens|picture|film|footage)"
    r" (?:does|did|do)(?: not|n['’]t) (?:show|catch|capture|see)"
    r"|not (?:seen|shown|visible)(?: on camera)?)\b",
    re.I,
)
#: The share of a group's shots whose flashes must be seen, so that none of it was fired elsewhere.
SHARE_SEEN = 0.9


def says_off_camera(claim: Claim) -> bool:
    """Say whether the words of *claim* put what they tell of outside the picture."""
    return OFF_CAMERA.search(claim.quote) is not None


def fired_in_picture(
    observations: Iterable[Observation], shots: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return, for whatever was fired in the picture by its flashes, the ids of those flashes.

    *shots* has the shots of each group of gunfire, by id. The result has groups and explosions.
    """
    observations = tuple(observations)
    flash_of = {
        sound.id: flash.id for fit in pair_flashes(observations) for flash, sound in fit.pairs
    }
    found = {}
    for one in observations:
        parts = shots.get(one.id, ()) if one.kind is Kind.GUNFIRE else (one.id,)
        lit = tuple(flash_of[part] for part in parts if part in flash_of)
        fired = one.kind in {Kind.GUNFIRE, Kind.EXPLOSION}
        if fired and lit and len(lit) >= SHARE_SEEN * len(parts):
            found[one.id] = lit
    return found
