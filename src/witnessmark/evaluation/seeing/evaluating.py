"""Recordings looked at to scores: the figures of each set and of its parts, and its reliability.

Conventions
-----------
A recording is looked at once and may count in several sets. Parts are families.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from witnessmark.evaluation.figures import Figure, Figures
from witnessmark.evaluation.hearing.calibration import (
    Tenth,
    expected_calibration_error,
    reliability,
)
from witnessmark.evaluation.seeing.edits import (
    camera_figures,
    cut_figures,
    cut_matches,
    real_cut_figures,
    still_figures,
    time_figures,
)
from witnessmark.evaluation.seeing.matching import Matches
from witnessmark.evaluation.seeing.seen import Seen
from witnessmark.evaluation.seeing.sets import SETS
from witnessmark.evaluation.seeing.sights import (
    CONDITIONS,
    alarm_figures,
    condition_figures,
    flash_figures,
    flash_matches,
    overlay_figures,
    right_ones,
    streak_figures,
    streak_matches,
    text_figures,
)
from witnessmark.model import Kind

#: What is measured on each set.
_SCORERS: dict[str, tuple[Callable[[Sequence[Seen]], Figures], ...]] = {
    "cuts": (cut_figures, time_figures),
    "conditions": (condition_figures, time_figures),
    "flashes": (flash_figures, time_figures),
    "streaks": (streak_figures, time_figures),
    "text": (text_figures, time_figures),
    "overlays": (overlay_figures,),
    "stills": (still_figures,),
    "camera": (camera_figures,),
    "real": (alarm_figures, real_cut_figures),
}


@dataclass(frozen=True, slots=True)
class Scores:
    """One set's figures, those of its parts by name, and its reliability table."""

    set_name: str
    clips: int
    seconds: float
    figures: Figures
    parts: dict[str, Figures]
    table: tuple[Tenth, ...]


def score_set(name: str, results: Sequence[Seen]) -> Scores:
    """Return the scores of those of *results* that belong to the set *name*."""
    families = SETS[name] or ("real",)
    own = [one for one in results if one.family in families]
    judged = [pair for one in own for pair in confidences(name, one)]
    table = reliability(judged)
    figures = _figures(name, own)
    error = expected_calibration_error(table)
    if error is not None:
        figures["calibration_error"] = Figure(error, len(judged))
    parts = {
        family: _figures(name, [one for one in own if one.family == family]) for family in families
    }
    return Scores(
        name,
        len(own),
        sum(one.seconds for one in own),
        figures,
        parts if len(parts) > 1 else {},
        table,
    )


def _figures(name: str, results: Sequence[Seen]) -> Figures:
    figures: Figures = {}
    if results:
        for scorer in _SCORERS[name]:
            figures |= scorer(results)
    return figures


def confidences(name: str, result: Seen) -> list[tuple[float, bool]]:
    """Return the stated confidence of what counts in the set *name*, and whether it is right."""
    if result.truth is None:
        return []
    if name == "conditions":
        return [pair for kind in CONDITIONS for pair in right_ones(result, kind)]
    if name == "flashes":
        matches, _, lit = flash_matches(result)
        return _judged(matches, [one.confidence for one in lit])
    if name == "streaks":
        seen = result.sure(Kind.STREAK)
        return _judged(streak_matches(result), [one.confidence for one in seen])
    if name == "cuts":
        pairs = []
        for hard in (True, False):
            ones = [o for o in result.of(Kind.CUT) if (o.attributes.get("form") == "hard") is hard]
            pairs += _judged(cut_matches(result, hard=hard), [o.confidence for o in ones])
        return pairs
    return []


def _judged(matches: Matches, confidence: Sequence[float]) -> list[tuple[float, bool]]:
    met = {one for _, one in matches.pairs}
    return [(confidence[n], n in met) for n in matches.judged]
