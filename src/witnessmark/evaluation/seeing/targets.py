"""What each figure has to reach: the accuracy goals of the seeing stage.

Conventions
-----------
A goal belongs to one figure of one set, or of one part of it (set/part).
"""

from __future__ import annotations

from witnessmark.evaluation.goals import Goal, least, most

_ASKED = ("snowfall", "snow_cover", "darkness", "flame", "smoke")

#: Goals by set (or set/part) and figure.
GOALS: dict[str, dict[str, Goal]] = {
    "cuts": {
        "hard_f1": least(0.98),
        "gradual_f1": least(0.90),
        "flashes_taken_for_cuts": most(0),
        "frames_in_time": least(1.0),
        "observations_in_time": least(1.0),
    },
    "conditions": {f"{kind}_precision": least(0.95) for kind in _ASKED}
    | {f"{kind}_recall": least(0.85) for kind in _ASKED},
    "flashes/muzzle_night": {"flash_f1": least(0.90)},
    "flashes/muzzle_dusk": {"flash_f1": least(0.90)},
    "text": {"character_error": most(0.05), "script_wrong": most(0)},
    "real": {f"{kind}_false_clips": most(0) for kind in _ASKED},
}
