"""What the presence network says of a front: whether what bangs there is gunfire, and fast.

Conventions
-----------
The presence network's logits, of gunfire and of fast gunfire, come in two rows, one column for
every ``step`` milliseconds. Fronts are milliseconds, whole numbers, ascending; ``likely`` is how
likely (logits) the picker's network calls each a blast. A sound is gunfire or it is none for
seconds on end, so that the fronts around a front speak for it too, each as far as it is likely.

How high the logits of gunfire are is another in every place, so that trees that looked at it would
know places and not guns: above :data:`CEILING` they say no more. The pace alone is whole.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.neighbours import within
from witnessmark.perception.sound.relations import REACH, most_near

PRESENCE_CUES = ("gunfire_here", "gunfire_most", "gunfire_mean", "fast_here", "fast_mean", "pace")
#: The highest value of these cues but the last, which only the forest of the pace sees.
CEILING = 1.0
#: Steps about a front in which its own answer is sought.
OWN = 1
#: Milliseconds before and after in which fast fire is one burst.
BURST = 1000


def view_presence(
    presence: NDArray[np.float32],
    fronts: NDArray[np.int64],
    likely: NDArray[np.float64],
    step: int,
) -> NDArray[np.float64]:
    """Return the cues of each of *fronts*, shape (n, len(PRESENCE_CUES)).

    *presence* has shape (2, steps), *likely* (n,).
    """
    cues = np.zeros((fronts.size, len(PRESENCE_CUES)))
    if not fronts.size:
        return cues
    at = np.minimum(fronts // step, presence.shape[1] - 1)
    fire, fast = (most_near(row, at, OWN).astype(np.float64) for row in presence)
    cues[:, 0], cues[:, 3] = fire, fast
    cues[:, 1] = [fire[a:b].max() for a, b in zip(*within(fronts, REACH), strict=True)]
    cues[:, 2] = around(fire, fronts, likely, REACH)
    cues[:, 4] = around(fast, fronts, likely, BURST)
    cues[:, 5] = cues[:, 4]
    cues[:, :5] = np.minimum(cues[:, :5], CEILING)
    return cues


def around(
    values: NDArray[np.float64],
    fronts: NDArray[np.int64],
    likely: NDArray[np.float64],
    reach: int,
) -> NDArray[np.float64]:
    """Return the mean of *values* over the fronts within *reach* ms of each, as far as likely."""
    found = np.zeros(fronts.size)
    for number, (a, b) in enumerate(zip(*within(fronts, reach), strict=True)):
        weight = np.exp(likely[a:b] - likely[a:b].max())
        found[number] = float(weight @ values[a:b]) / float(weight.sum())
    return found
