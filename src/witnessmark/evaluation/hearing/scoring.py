"""How well shots are found, timed and counted, and how often what is none is taken for one.

Conventions
-----------
Every function takes results and returns figures by name; it takes from the results those that it
can judge, and returns none where there are none. Seconds unless the name says otherwise; shares
lie in [0, 1]. What each name means stands in ``docs/evaluation.md``.

Metrics
-------
:func:`onset_figures` (mir_eval's onset F per recording and pooled), :func:`count_figures`,
:func:`alarm_figures`; rates of fire, cracks and nearness are in :mod:`.bursts` and :mod:`.kinds`,
confidence in :mod:`.calibration`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from witnessmark.evaluation.bootstrap import poisson_bound
from witnessmark.evaluation.figures import Figure, Figures, mean, quantile, ratio
from witnessmark.evaluation.hearing.matching import NARROW, WIDE, score_onsets, timing_errors
from witnessmark.evaluation.hearing.results import Result

HOUR = 3600.0


def onset_figures(results: Sequence[Result]) -> Figures:
    """Return onset F, precision and recall, and the error of timing, where there are true shots.

    Onsets are those of blasts: a round told by its crack alone is neither true nor false here.
    ``f_50`` and ``f_10`` are means over recordings at ±50 and ±10 ms, ``..._pooled`` over onsets.
    """
    scored = [result for result in results if result.clip.shots.size]
    if not scored:
        return {}
    tests = [result.clip.test_id for result in scored]
    figures: Figures = {}
    for name, window in (("50", WIDE), ("10", NARROW)):
        scores = [score_onsets(one.clip.shots, one.blast_times(), window) for one in scored]
        matched = [float(score.matched) for score in scores]
        true, heard = [s.true for s in scores], [s.heard for s in scores]
        figures[f"f_{name}"] = mean(tests, [score.f for score in scores])
        figures[f"f_{name}_pooled"] = ratio(
            tests, matched, [(a + b) / 2 for a, b in zip(true, heard, strict=True)]
        )
        figures[f"recall_{name}"] = ratio(tests, matched, true)
        figures[f"precision_{name}"] = ratio(tests, matched, heard)
    return figures | _timing(scored)


def _timing(scored: Sequence[Result]) -> Figures:
    tests: list[str] = []
    errors: list[float] = []
    for result in scored:
        found = timing_errors(result.clip.shots, result.blast_times())
        errors.extend(found.tolist())
        tests.extend([result.clip.test_id] * found.size)
    sizes = [abs(error) for error in errors]
    return {
        "timing_median_s": quantile(tests, sizes, 0.5),
        "timing_p95_s": quantile(tests, sizes, 0.95),
        "timing_bias_s": quantile(tests, errors, 0.5),
    }


def count_figures(results: Sequence[Result]) -> Figures:
    """Return how often shots are counted right, by how much not, and false ones an hour.

    Counted are shots heard by their blasts. ``exact_1`` and ``exact_3`` are over recordings of one
    round and of three, where there are any.
    """
    scored = [result for result in results if result.clip.shots.size]
    if not scored:
        return {}
    tests = [result.clip.test_id for result in scored]
    errors = [result.blast_times().size - result.clip.shots.size for result in scored]
    false = [float(sum(not right for _, right in result.judged_shots())) for result in scored]
    figures = {
        "count_exact": mean(tests, [float(error == 0) for error in errors]),
        "count_mae": mean(tests, [float(abs(error)) for error in errors]),
        "count_bias": mean(tests, [float(error) for error in errors]),
    }
    for rounds in (1, 3):
        kept = [n for n, result in enumerate(scored) if result.clip.shots.size == rounds]
        if kept:
            exact = [float(errors[n] == 0) for n in kept]
            figures[f"count_exact_{rounds}"] = mean([tests[n] for n in kept], exact)
    hours = [result.duration / HOUR for result in scored]
    figures["false_between_per_hour"] = ratio(tests, false, hours, of=len(scored))
    return figures


def alarm_figures(results: Sequence[Result]) -> Figures:
    """Return false shots where no shot is: how many, in how many hours, and what that proves.

    ``false_per_hour_bound`` is the one-sided 95 % Poisson bound, the figure to quote where none
    was heard.
    """
    scored = [result for result in results if is_silent(result)]
    if not scored:
        return {}
    tests = [result.clip.test_id for result in scored]
    counts = [float(result.times().size) for result in scored]
    hours = [result.duration / HOUR for result in scored]
    count, length, size = int(sum(counts)), float(np.sum(hours)), len(scored)
    bound = poisson_bound(count) / length
    explosions = sum(result.times("explosion").size for result in scored)
    return {
        "false_shots": Figure(float(count), size),
        "hours": Figure(length, size),
        "false_per_hour": ratio(tests, counts, hours, of=size),
        "false_per_hour_bound": Figure(bound, size),
        "false_explosions": Figure(float(explosions), size),
    }


def is_silent(result: Result) -> bool:
    """Say whether *result* is of a clip that holds neither shot, crack nor explosion."""
    clip = result.clip
    return not (clip.shots.size or clip.ignored.size or clip.cracks.size or clip.explosions.size)


def presence_auc(results: Sequence[Result]) -> float | None:
    """Return the area under the ROC curve of each clip's surest shot; None without both sides.

    The rank statistic of Mann and Whitney: ties count one half.
    """
    sure = [max((one.confidence for one in r.of_kind("shot")), default=0.0) for r in results]
    there = np.array([s for s, r in zip(sure, results, strict=True) if r.clip.shots.size])
    absent = np.array([s for s, r in zip(sure, results, strict=True) if is_silent(r)])
    if not there.size or not absent.size:
        return None
    above = (there[:, None] > absent).mean() + 0.5 * (there[:, None] == absent).mean()
    return float(above)
