"""Two judges of blasts, one who knows slow fire and one who knows fast, and whom to believe.

Conventions
-----------
What tells a shot from an echo depends on the pace. In slow fire a front soon after a shot is an
echo; in fast fire it is the next round. One judge for both would have to give up either, so that
there is one for each. The presence network, and a third forest that sees its answer among all
other cues, say how likely fast gunfire is, over a second; the two judges are weighed by the lesser
of what either exceeds its middle by (Jacobs, Jordan, Nowlan and Hinton 1991, Neural Computation 3,
79).
Where there is no gunfire the judge of slow fire is believed, who has learnt from real shots and
everyday sounds above all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.presence_view import BURST, around
from witnessmark.perception.trees import Forest

#: Logits of fast fire, by the forest and by the network, at which both judges are believed alike,
#: and how fast belief changes about them: chosen on the four turns, between rounds missed in fast
#: fire, and echoes and everyday bangs taken for shots.
MIDDLE, NETWORK_MIDDLE, SLOPE = 0.5, 1.5, 2.0
#: Chances are kept this far from none and from all before their logits are taken.
LEAST = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class TwoJudges:
    """Forests for slow fire, for fast, and for which of the two it is."""

    slow: Forest
    fast: Forest
    pace: Forest

    @classmethod
    def from_document(cls, document: Mapping[str, Any], cues: Sequence[str]) -> TwoJudges:
        """Read a fitted document of three; RecordError where it is for other cues than *cues*."""
        names = ("slow", "fast", "pace")
        return cls(*(Forest.from_document(document[name], cues) for name in names))

    def chances(
        self,
        fronts: NDArray[np.int64],
        likely: NDArray[np.float64],
        cues: NDArray[np.float64],
        pace: NDArray[np.float64],
        most_if_slow: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Return the chance of a blast for each of *fronts*, shape (n,), milliseconds, ascending.

        *likely* is how likely (logits) the picker's network calls each, *cues* its row of cues,
        *pace* the presence network's logit of fast gunfire about it; the judge of slow fire may say
        *most_if_slow*, shape (n,), and no more.
        """
        if not fronts.size:
            return np.zeros(0)
        trees = around(self.pace.chances(cues), fronts, likely, BURST).clip(LEAST, 1 - LEAST)
        quick = np.minimum(np.log(trees / (1 - trees)) - MIDDLE, pace - NETWORK_MIDDLE)
        fast = 1 / (1 + np.exp(-SLOPE * quick))
        slow = np.minimum(self.slow.chances(cues), most_if_slow)
        return np.asarray(fast * self.fast.chances(cues) + (1 - fast) * slow)
