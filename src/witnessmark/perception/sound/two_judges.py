"""Two judges of blasts, one who knows slow fire and one who knows fast, and whom to believe.

Conventions
-----------
What tells a shot from an echo depends on the pace. In slow fire a front soon after a shot is an
echo; in fast fire it is the next round. One judge for both would have to give up either, so that
there is one for each. Each is believed as far as fast fire is likely there (Jacobs, Jordan, Nowlan
and Hinton 1991, Neural Computation 3, 79): a third forest says how likely by the cues of the front
alone, and a fourth by what all of them say of the front and of those about it
(:mod:`.company`). Where there is no gunfire the judge of slow fire is believed, who has learnt from
real shots and everyday sounds above all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.company import COMPANY_CUES, view_company
from witnessmark.perception.trees import Forest

Chances = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class FrontJudges:
    """Forests that see the cues of one front alone: for slow fire, for fast, for which it is."""

    slow: Forest
    fast: Forest
    pace: Forest

    @classmethod
    def from_document(cls, document: Mapping[str, Any], cues: Sequence[str]) -> FrontJudges:
        """Read a fitted document of three; RecordError where it is for other cues than *cues*."""
        names = ("slow", "fast", "pace")
        return cls(*(Forest.from_document(document[name], cues) for name in names))

    def say(
        self, cues: NDArray[np.float64], others: Chances, most_if_slow: NDArray[np.float64]
    ) -> Chances:
        """Return what each says of the fronts with these *cues*, beside what is said by *others*.

        The judge of slow fire may say *most_if_slow*, shape (n,), and no more.
        """
        slow = np.minimum(self.slow.chances(cues), most_if_slow)
        said = {"slow": slow, "fast": self.fast.chances(cues), "pace": self.pace.chances(cues)}
        return {**said, **others}


@dataclass(frozen=True, slots=True, eq=False)
class TwoJudges:
    """The judges of single fronts, and the forest that says by their company whom to believe."""

    fronts: FrontJudges
    company: Forest

    @classmethod
    def from_document(cls, document: Mapping[str, Any], cues: Sequence[str]) -> TwoJudges:
        """Read a fitted document of four; RecordError where it is for other cues than *cues*."""
        company = Forest.from_document(document["company"], COMPANY_CUES)
        return cls(FrontJudges.from_document(document, cues), company)

    def chances(
        self, fronts: NDArray[np.int64], likely: NDArray[np.float64], said: Chances
    ) -> NDArray[np.float64]:
        """Return the chance of a blast for each of *fronts*, shape (n,), milliseconds, ascending.

        *likely* is how likely (logits) the picker's network calls each, *said* what the judges of
        single fronts say of it.
        """
        if not fronts.size:
            return np.zeros(0)
        in_fast_fire = self.company.chances(view_company(fronts, likely, said))
        return np.asarray(in_fast_fire * said["fast"] + (1 - in_fast_fire) * said["slow"])
