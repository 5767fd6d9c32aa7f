"""Chances to picks: which candidates are reported, as what, and which belong together.

Conventions
-----------
A pick is a frame with a kind and the chance of that kind; for an impulse, whose cause is open, it
is the chance of none of the others. A supersonic crack is no pick of its own when a shot follows
it: it is noted with that shot as ``crack_to_blast_s``. Two explosions closer together than an
explosion lasts are one, at the earlier frame with the higher chance: what follows so soon is most
often its own echo, and the count of explosions is a lower bound for that reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.model import Kind
from witnessmark.perception.sound.attribution import CAUSES
from witnessmark.perception.sound.features import FRAME_RATE

#: A candidate at least this likely to be a shot, an explosion or a crack is taken for one.
LEAST_LIKELY = 0.4
#: One less likely than that, but not less than this, is an impulse whose cause is open.
LEAST_IMPULSE = 0.2
#: Stated length of an explosion, in frames (ms).
EXPLOSION_FRAMES = 500
#: A crack this long before a blast, in frames, is of another shot: a rifle bullet is a second and
#: a half ahead of its blast only after about a kilometre.
CRACK_FRAMES = 1500


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate that is reported: frame, kind, chance, and what is noted with it."""

    frame: int
    kind: Kind
    chance: float
    attributes: dict[str, JsonValue] = field(default_factory=dict)


def pick(frames: Sequence[int], chances: NDArray[np.float64]) -> tuple[Pick, ...]:
    """Return the picks among candidates at ascending *frames*, shape (n,) and (n, len(CAUSES))."""
    picks: list[Pick] = []
    cracks: list[int] = []  # since the last shot
    for frame, row in zip(frames, chances, strict=True):
        chance = dict(zip(CAUSES, map(float, row), strict=True))
        likeliest = max(("shot", "explosion", "crack"), key=lambda cause: chance[cause])
        if chance[likeliest] < LEAST_LIKELY:
            if 1 - chance["other"] >= LEAST_IMPULSE:
                picks.append(_impulse(frame, chance))
        elif likeliest == "crack":
            cracks.append(frame)
        elif likeliest == "shot":
            picks.append(Pick(frame, Kind.SHOT, chance["shot"], _crack_before(frame, cracks)))
            cracks = []
        else:
            _add_explosion(picks, Pick(frame, Kind.EXPLOSION, chance["explosion"]))
    return tuple(picks)


def _impulse(frame: int, chance: dict[str, float]) -> Pick:
    noted: dict[str, JsonValue] = {
        f"chance_of_{cause}": round(chance[cause], 4) for cause in CAUSES if cause != "other"
    }
    return Pick(frame, Kind.IMPULSE, chance["other"], noted)


def _crack_before(frame: int, cracks: Sequence[int]) -> dict[str, JsonValue]:
    """Return the interval to the crack of the same shot, where there is just one it could be."""
    near = [crack for crack in cracks if frame - crack <= CRACK_FRAMES]
    return {"crack_to_blast_s": (frame - near[0]) / FRAME_RATE} if len(near) == 1 else {}


def _add_explosion(picks: list[Pick], new: Pick) -> None:
    last = next((n for n in range(len(picks) - 1, -1, -1) if picks[n].kind is Kind.EXPLOSION), None)
    if last is None or new.frame - picks[last].frame >= EXPLOSION_FRAMES:
        picks.append(new)
    elif new.chance > picks[last].chance:
        picks[last] = replace(picks[last], chance=new.chance)
