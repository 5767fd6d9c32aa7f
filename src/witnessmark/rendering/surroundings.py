"""What stands about a path of sound, by its effects: what blocks, scatters and sends echoes back.

Conventions
-----------
Levels are dB re the energy that the same front would bring over open ground; times are seconds
after the direct front. Two shots from one place meet the same surroundings. The echoes themselves
are drawn from the scenario's seed (see :mod:`witnessmark.rendering.responses`).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from witnessmark.rendering.part import Part

Level = Annotated[float, Field(ge=-120.0, le=30.0)]
#: A level at which there is nothing.
NONE = -120.0

Cutoff = Annotated[float, Field(ge=50.0, le=40_000.0)]


class FarEcho(Part):
    """One echo from far off: a slope, a wood's edge, a block of houses.

    ``spread`` is how long it takes to come in: nothing for one smooth front, a tenth of a second
    and more for a slope, whose parts lie at many distances.
    """

    delay: float = Field(gt=0.0, le=8.0)
    level: Level
    spread: float = Field(default=0.0, ge=0.0, le=1.0)
    cutoff: Cutoff = 2_000.0


class Surroundings(Part):
    """What the place does to every front that comes from one emitter.

    ``direct`` is what is left of the direct front where its way is shut; each of ``edges`` edges
    that it bends round takes 3 dB an octave above ``cutoff``. ``scatter`` is the energy that
    follows it within ``scatter_time`` (leaves, turbulence). Echoes come ``density`` a second from
    ``first`` on, ``echo`` together, and die by 60 dB in ``echo_decay``. ``clutter`` is what stands
    within metres of the muzzle or the microphone: every front and every echo draws it behind it
    for ``clutter_decay``. ``tail`` is the dense reverberation of a room or a valley.
    ``fluctuation`` is the spread from shot to shot in dB.
    """

    direct: Level = 0.0
    cutoff: Cutoff = 20_000.0
    edges: int = Field(default=1, ge=0, le=6)
    scatter: Level = NONE
    scatter_time: float = Field(default=0.004, gt=0.0, le=0.2)
    density: float = Field(default=0.0, ge=0.0, le=5_000.0)
    first: float = Field(default=0.01, ge=0.0, le=2.0)
    echo: Level = NONE
    echo_decay: float = Field(default=1.0, gt=0.05, le=6.0)
    clutter: Level = NONE
    clutter_decay: float = Field(default=0.08, gt=0.005, le=1.0)
    clutter_density: float = Field(default=400.0, ge=10.0, le=5_000.0)
    tail: Level = NONE
    tail_decay: float = Field(default=1.0, gt=0.05, le=8.0)
    far: tuple[FarEcho, ...] = ()
    fluctuation: float = Field(default=0.0, ge=0.0, le=6.0)
