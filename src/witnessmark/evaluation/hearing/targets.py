"""What each figure has to reach: the accuracy goals of the hearing stage, beside what is measured.

Conventions
-----------
A goal belongs to one figure of one set. Goals for recordings are for sound held out from training;
where the model that heard a clip was trained on it, no goal is met or missed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound: at least, or at most, so much."""

    bound: float
    at_least: bool

    def met(self, value: float) -> bool:
        """Say whether *value* is within the bound."""
        return value >= self.bound if self.at_least else value <= self.bound

    @property
    def sign(self) -> str:
        """The bound's sign as people write it."""
        return "≥" if self.at_least else "≤"


def _least(bound: float) -> Goal:
    return Goal(bound, at_least=True)


def _most(bound: float) -> Goal:
    return Goal(bound, at_least=False)


_BURSTS = {
    "rate_error_median": _most(0.015),
    "rate_error_p90": _most(0.05),
    "burst_count_within_5_percent": _least(0.90),
}
_QUIET = {"false_per_hour": _most(2.0)}

#: Goals by set and figure.
GOALS: dict[str, dict[str, Goal]] = {
    "real": {
        "f_50": _least(0.97),
        "f_10": _least(0.95),
        "recall_50": _least(0.98),
        "timing_median_s": _most(0.001),
        "timing_p95_s": _most(0.004),
        "count_exact": _least(0.93),
        "calibration_error": _most(0.05),
    },
    "degraded": {"f_50_fall": _most(0.05)},
    "respaced": _BURSTS,
    "automatic": _BURSTS,
    "everyday": _QUIET,
    "made_everyday": _QUIET,
    "pairs": {"pairs_right": _least(0.90)},
    "near_far": {"proximity_right": _least(0.90), "proximity_abstained": _most(0.25)},
    "scenes": {"calibration_error": _most(0.05)},
}
