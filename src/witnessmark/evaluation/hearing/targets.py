"""What each figure has to reach: the accuracy goals of the hearing stage, beside what is measured.

Conventions
-----------
A goal belongs to one figure of one set. Goals for recordings are for sound held out from training;
where the model that heard a clip was trained on it, no goal is met or missed.
"""

from __future__ import annotations

from witnessmark.evaluation.goals import Goal, least, most

_BURSTS = {
    "rate_error_median": most(0.015),
    "rate_error_p90": most(0.05),
    "burst_count_within_5_percent": least(0.90),
}
_QUIET = {"false_per_hour": most(2.0)}

#: Goals by set and figure.
GOALS: dict[str, dict[str, Goal]] = {
    "real": {
        "f_50": least(0.97),
        "f_10": least(0.95),
        "recall_50": least(0.98),
        "timing_median_s": most(0.001),
        "timing_p95_s": most(0.004),
        "count_exact": least(0.93),
        "calibration_error": most(0.05),
    },
    "degraded": {"f_50_fall": most(0.05)},
    "respaced": _BURSTS,
    "automatic": _BURSTS,
    "everyday": _QUIET,
    "made_everyday": _QUIET,
    "pairs": {"pairs_right": least(0.90)},
    "near_far": {"proximity_right": least(0.90), "proximity_abstained": most(0.25)},
    "scenes": {"calibration_error": most(0.05)},
}
