"""A clip: sound with everything that is known to be in it.

Conventions
-----------
Times are seconds from the first sample, ascending. ``origin`` is what splits are made by: a firing
position (``FP1`` ... ``FP4``) for whatever was recorded there or was dealt to that position's turn,
the kind of place that a scene plays in or the kind of a made everyday sound, of which every turn of
training leaves some out, :data:`MADE` for sound of mixed kinds that was made with seeds kept from
training. Clips of one ``test_id`` hold
the same events, so confidence intervals resample tests, never clips.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]

#: Origin of made sound: its seeds are kept from training, so that every model may hear it.
MADE = "made"
#: Seeds from here up are for evaluation, those below for training.
FIRST_SEED = 5_000_000


def nothing() -> Times:
    """Return no time at all."""
    return np.zeros(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One recording and its truth.

    ``samples`` are mono float32, shape (n,), ``rate`` a second. ``shots`` are muzzle blasts as they
    arrive; ``ignored`` are blasts too faint to be asked for, which count neither as truth nor,
    where they are heard, as false. ``pairs`` are (crack, blast) of one round each. ``condition``
    says what was done to the sound or where it plays. ``rounds_per_minute`` and ``proximity`` are
    of the clip's one burst; None where they are not known.
    """

    name: str
    origin: str
    set_name: str
    test_id: str
    samples: NDArray[np.float32]
    rate: int
    shots: Times = field(default_factory=nothing)
    ignored: Times = field(default_factory=nothing)
    cracks: Times = field(default_factory=nothing)
    explosions: Times = field(default_factory=nothing)
    pairs: tuple[tuple[float, float], ...] = ()
    rounds_per_minute: float | None = None
    proximity: Literal["near", "far"] | None = None
    distance_m: float | None = None
    condition: str = ""

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.samples.size / self.rate
