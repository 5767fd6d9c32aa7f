"""A judge of one condition: named cues to log odds, by weights that were fitted.

Conventions
-----------
A logistic regression (Cox 1958, J. R. Stat. Soc. B 20, 215). Each cue is clipped to what was seen
in training, so that nothing unheard-of can speak louder than what was; its weight can only have
the sign that its meaning gives it. ``training/sight/conditions.py`` fits the weights and writes
``models/conditions.json``. Chances are those of its clips, rendered and drawn, in which a
condition is far commoner than in life: a low one is said to be unclear, never absent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from witnessmark.errors import RecordError


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of one condition: by cue, lowest and highest value and the weight; and a bias."""

    cues: Mapping[str, tuple[float, float, float]]
    bias: float

    def log_odds(self, cues: Mapping[str, float]) -> float:
        """Return the log odds of the condition; RecordError where *cues* are not those fitted."""
        if cues.keys() != self.cues.keys():
            raise RecordError(
                "The weights of a condition were fitted for other cues than this release "
                "measures: fit them again with training/sight."
            )
        total = self.bias
        for name, (low, high, weight) in self.cues.items():
            total += weight * min(max(cues[name], low), high)
        return total


@cache
def judge(condition: str) -> Judge:
    """Return the shipped judge of a *condition*."""
    text = resources.files("witnessmark.perception.sight") / "models" / "conditions.json"
    document = json.loads(text.read_text("utf-8"))["conditions"][condition]
    cues = {name: (one[0], one[1], one[2]) for name, one in document["cues"].items()}
    return Judge(cues, document["bias"])
