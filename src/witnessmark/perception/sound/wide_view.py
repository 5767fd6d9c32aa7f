"""What the wide networks say of a front: whether it is a shot, given two seconds around it.

Conventions
-----------
Each wide network's logits come one for every ``step`` milliseconds. Fronts are milliseconds, whole
numbers, ascending. One network has learnt from single and slow fire in streets, the other from
bursts; how far each is to be believed is for the trees to say, which see these cues beside all
others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.neighbours import within
from witnessmark.perception.sound.relations import REACH, most_near

WIDE_CUES = ("wide_logit", "wide_nearby", "wide_below_likeliest", "wide_rivals")
#: The same of the network that has learnt from bursts.
BURST_CUES = ("burst_logit", "burst_nearby", "burst_below_likeliest", "burst_rivals")
#: Steps about a front in which its own peak is sought, and those in which another's may stand.
OWN, NEARBY = 1, 6
#: Fronts no less likely than the likeliest around by this (logits) are its rivals.
RIVAL = 2.0


def view(wide: NDArray[np.float32], fronts: NDArray[np.int64], step: int) -> NDArray[np.float64]:
    """Return the cues of each of *fronts*, (n, len(WIDE_CUES)), by one network's *wide* logits."""
    if not fronts.size:
        return np.zeros((0, len(WIDE_CUES)))
    at = np.minimum(fronts // step, wide.size - 1)
    own = most_near(wide, at, OWN)
    first, last = within(fronts, REACH)
    likeliest = np.array([own[a:b].max() for a, b in zip(first, last, strict=True)])
    rivals = np.array(
        [(own[a:b] >= top - RIVAL).sum() for a, b, top in zip(first, last, likeliest, strict=True)]
    )
    nearby = most_near(wide, at, NEARBY)
    return np.stack([own, nearby - own, own - likeliest, rivals], axis=1).astype(np.float64)
