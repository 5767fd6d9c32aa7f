"""What each figure has to reach: the accuracy goals of the weighing stage, by level."""

from __future__ import annotations

from witnessmark.evaluation.goals import Goal, least, most


def _goals(right: float, wrong: float, cited: float, unshowable: float) -> dict[str, Goal]:
    return {
        "right": least(right),
        "false_shown_of_false": most(wrong),
        "false_shown_of_shown": most(wrong),
        "false_contradicted_of_true": most(wrong),
        "false_contradicted_of_contradicted": most(wrong),
        "iou_half": least(cited),
        "unshowable": least(unshowable),
        "shown_uncovered": most(0),
        "blind_answers": most(0),
    }


#: Goals by level and figure, of the program's own verdicts.
GOALS: dict[str, dict[str, Goal]] = {
    "logic": _goals(0.98, 0.0, 0.98, 1.0),
    "perception": _goals(0.90, 0.02, 0.90, 1.0),
    "all": _goals(0.80, 0.02, 0.85, 0.95),
}
