"""Sets to scores: who hears which clip, the figures of each set, and those of its parts.

Conventions
-----------
A set's scores are held out only where every one of its clips was: the report cannot say so of
any other. Parts are by firing position and by condition; distance bands are for recordings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from witnessmark.evaluation.figures import Figure, Figures, mean
from witnessmark.evaluation.hearing.bursts import burst_figures
from witnessmark.evaluation.hearing.calibration import (
    Tenth,
    expected_calibration_error,
    judged_confidences,
    reliability,
)
from witnessmark.evaluation.hearing.clips import Clip
from witnessmark.evaluation.hearing.hearers import Hearer
from witnessmark.evaluation.hearing.kinds import (
    crack_figures,
    explosion_figures,
    pair_figures,
    proximity_figures,
)
from witnessmark.evaluation.hearing.matching import WIDE, score_onsets
from witnessmark.evaluation.hearing.recorded import POSITIONS
from witnessmark.evaluation.hearing.results import Result, hear_clip
from witnessmark.evaluation.hearing.scoring import (
    alarm_figures,
    count_figures,
    is_silent,
    onset_figures,
)

#: Upper ends, in metres, of the bands that recordings are reported by.
BANDS = (150.0, 300.0, 600.0, float("inf"))

Progress = Callable[[float, float], None]


@dataclass(frozen=True, slots=True)
class Scores:
    """One set's figures, the same of its parts by name, and its reliability table."""

    set_name: str
    clips: int
    seconds: float
    held_out: bool
    hearers: tuple[str, ...]
    figures: Figures
    parts: dict[str, Figures]
    table: tuple[Tenth, ...]


def hear_all(
    clips: Iterable[Clip], hearers: Sequence[Hearer], progress: Progress | None = None
) -> tuple[Result, ...]:
    """Let the right one of *hearers* hear each clip; *progress* is told how many were."""
    results: list[Result] = []
    for clip in clips:
        results.append(hear_clip(hearers, clip))
        if progress is not None:
            progress(float(len(results)), 0.0)
    return tuple(results)


def score_set(name: str, results: Sequence[Result], undegraded: Sequence[Result] = ()) -> Scores:
    """Return the scores of *results*; *undegraded* are those of the same recordings untouched."""
    table = reliability(judged_confidences(results))
    figures = _figures(results)
    parts = {part: _figures(some) for part, some in _parts(results).items()}
    if undegraded:
        for part, some in _parts(results).items():
            parts[part] |= fall(some, undegraded)
        falls = [one["f_50_fall"] for part, one in parts.items() if part in _conditions(results)]
        worst = max(falls, key=lambda one: one.value or 0.0, default=None)
        if worst is not None:
            figures["f_50_fall"] = worst
    return Scores(
        set_name=name,
        clips=len(results),
        seconds=sum(result.duration for result in results),
        held_out=bool(results) and all(result.held_out for result in results),
        hearers=tuple(sorted({result.hearer for result in results})),
        figures=figures,
        parts=parts,
        table=table,
    )


def fall(results: Sequence[Result], undegraded: Sequence[Result]) -> Figures:
    """Return by how much onset F at ±50 ms falls, on the recordings that are in both."""
    before = {one.clip.name: one for one in undegraded}
    both = [one for one in results if one.clip.name in before and one.clip.shots.size]
    falls = [_f_50(before[one.clip.name]) - _f_50(one) for one in both]
    return {"f_50_fall": mean([one.clip.test_id for one in both], falls)}


def _f_50(result: Result) -> float:
    return score_onsets(result.clip.shots, result.blast_times(), WIDE).f


def _figures(results: Sequence[Result]) -> Figures:
    loud = [result for result in results if not is_silent(result)]
    judged = judged_confidences(loud)
    error = expected_calibration_error(reliability(judged))
    return (
        onset_figures(results)
        | count_figures(results)
        | alarm_figures(results)
        | burst_figures(results)
        | pair_figures(results)
        | crack_figures(results)
        | proximity_figures(results)
        | explosion_figures(results)
        | ({} if error is None else {"calibration_error": Figure(error, len(judged))})
    )


def _conditions(results: Sequence[Result]) -> tuple[str, ...]:
    return tuple(sorted({one.clip.condition for one in results if one.clip.condition}))


def _parts(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Return *results* by firing position, by condition, and by distance where it is known."""
    parts: dict[str, list[Result]] = {}
    for origin in sorted({one.clip.origin for one in results} & set(POSITIONS)):
        parts[origin] = [one for one in results if one.clip.origin == origin]
    for condition in _conditions(results):
        parts[condition] = [one for one in results if one.clip.condition == condition]
    low = 0.0
    for high in BANDS:
        here = [
            one
            for one in results
            if one.clip.distance_m is not None and low <= one.clip.distance_m < high
        ]
        if here:
            parts[f"{low:.0f} m and up" if high == BANDS[-1] else f"{low:.0f} to {high:.0f} m"] = (
                here
            )
        low = high
    return parts if len(parts) > 1 else {}
