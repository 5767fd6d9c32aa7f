"""How right the rate and the count of one burst of automatic fire are.

Conventions
-----------
A burst's rate is 60 over the median interval of its rounds. The listener's is that of its group
with the most shots among those that lie in the burst; a group that states none, or no group, is a
refusal, counted apart and never as an error. The count is what its groups estimate together.
"""

from __future__ import annotations

from collections.abc import Sequence

from witnessmark.evaluation.figures import Figure, Figures, mean, quantile
from witnessmark.evaluation.hearing.heard import Heard
from witnessmark.evaluation.hearing.results import Result

#: Errors within which a rate, and a count, are called right.
CLOSE_RATE, CLOSE_COUNT = 0.03, 0.05
#: Seconds by which a group may miss the burst that it is of.
REACH = 0.1


def burst_figures(results: Sequence[Result]) -> Figures:
    """Return the errors of rate and count over clips that hold one burst of known rate."""
    scored = [result for result in results if result.clip.rounds_per_minute is not None]
    if not scored:
        return {}
    tests = [result.clip.test_id for result in scored]
    rates = [rate_error(result) for result in scored]
    answered = [(t, e) for t, e in zip(tests, rates, strict=True) if e is not None]
    who, errors = [test for test, _ in answered], [error for _, error in answered]
    counts = [count_error(result) for result in scored]
    inside = [_in_interval(result) for result in scored]
    stated = [(t, float(i)) for t, i in zip(tests, inside, strict=True) if i is not None]
    return {
        "rate_error_median": quantile(who, errors, 0.5),
        "rate_error_p90": quantile(who, errors, 0.9),
        "rate_within_3_percent": mean(who, [float(e <= CLOSE_RATE) for e in errors]),
        "rate_refused": mean(tests, [float(error is None) for error in rates]),
        "burst_count_within_5_percent": mean(tests, [float(c <= CLOSE_COUNT) for c in counts]),
        "burst_count_error_median": quantile(tests, counts, 0.5),
        "rate_interval_holds": _rate_interval(scored),
        "count_interval_holds": mean([t for t, _ in stated], [i for _, i in stated]),
    }


def rate_error(result: Result) -> float | None:
    """Return |stated - true| / true of the rate of fire; None where none is stated."""
    truth = result.clip.rounds_per_minute
    groups = [one for one in _groups(result) if one.attributes.get("rounds_per_minute")]
    if truth is None or not groups:
        return None
    largest = max(groups, key=_shots)
    if 2 * _shots(largest) < sum(map(_shots, _groups(result))):
        return None  # a rate of a fragment: the listener did not find one burst to state it of
    return abs(float(largest.attributes["rounds_per_minute"]) - truth) / truth


def count_error(result: Result) -> float:
    """Return |stated - true| / true of the number of rounds; 1 where nothing was heard."""
    truth = result.clip.shots.size
    groups = result.of_kind("gunfire")
    stated = sum(map(_estimated, groups)) if groups else result.times().size
    return abs(stated - truth) / truth


def _groups(result: Result) -> list[Heard]:
    first, last = result.clip.shots[0] - REACH, result.clip.shots[-1] + REACH
    return [one for one in result.of_kind("gunfire") if one.seconds <= last and one.end >= first]


def _shots(group: Heard) -> int:
    return int(group.attributes.get("shots", 0))


def _estimated(group: Heard) -> int:
    return int(group.attributes.get("shots_estimated", _shots(group)))


def _in_interval(result: Result) -> bool | None:
    """Say whether the stated intervals of the count, added up, hold the truth; None if unstated."""
    intervals = [group.attributes.get("count_interval") for group in result.of_kind("gunfire")]
    if not intervals or None in intervals:
        return None
    low = sum(interval[0] for interval in intervals if interval)
    high = sum(interval[1] for interval in intervals if interval)
    return bool(low <= result.clip.shots.size <= high)


def _rate_interval(scored: Sequence[Result]) -> Figure:
    holds: list[float] = []
    tests: list[str] = []
    for result in scored:
        truth = result.clip.rounds_per_minute
        groups = [g for g in _groups(result) if g.attributes.get("rounds_per_minute_interval")]
        if truth is not None and groups:
            low, high = max(groups, key=_shots).attributes["rounds_per_minute_interval"]
            # Stated to a tenth of a round a minute.
            holds.append(float(low - 0.05 <= truth <= high + 0.05))
            tests.append(result.clip.test_id)
    return mean(tests, holds)
