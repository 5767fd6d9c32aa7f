"""Scores of hearing against cases worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from witnessmark.errors import RecordError
from witnessmark.evaluation.bootstrap import poisson_bound, ratio_interval
from witnessmark.evaluation.hearing.bursts import burst_figures, rate_error
from witnessmark.evaluation.hearing.calibration import expected_calibration_error, reliability
from witnessmark.evaluation.hearing.clips import MADE, Clip
from witnessmark.evaluation.hearing.heard import Heard
from witnessmark.evaluation.hearing.hearers import Hearer
from witnessmark.evaluation.hearing.kinds import (
    crack_figures,
    explosion_figures,
    pair_figures,
    proximity_figures,
)
from witnessmark.evaluation.hearing.matching import match, score_onsets, set_aside, timing_errors
from witnessmark.evaluation.hearing.results import Result, hear_clip
from witnessmark.evaluation.hearing.scoring import (
    alarm_figures,
    count_figures,
    onset_figures,
    presence_auc,
)

RATE = 1000
NONE = np.zeros(0)


def clip(*shots: float, seconds: float = 10.0, test: str = "t", **known: object) -> Clip:
    return Clip(
        name=str(known.pop("name", "clip")),
        origin=str(known.pop("origin", MADE)),
        set_name="set",
        test_id=test,
        samples=np.zeros(round(seconds * RATE), np.float32),
        rate=RATE,
        shots=np.array(shots, dtype=float),
        **known,
    )


def shot(seconds: float, confidence: float = 0.9, **attributes: object) -> Heard:
    return Heard("shot", seconds, confidence, seconds + 0.01, attributes)


def group(start: float, end: float, **attributes: object) -> Heard:
    return Heard("gunfire", start, 0.9, end, attributes)


def heard(of: Clip, *things: Heard) -> Result:
    return hear_clip([Hearer("test", lambda samples, rate: things, frozenset())], of)


def times(*seconds: float) -> np.ndarray:
    return np.array(seconds, dtype=float)


def test_onset_score_of_a_case_by_hand() -> None:
    """Two of three found with one false: precision 2/3, recall 2/3, F 2/3."""
    score = score_onsets(times(1, 2, 3), times(1.04, 2.5, 2.96), 0.05)
    assert (score.matched, score.true, score.heard) == (2, 3, 3)
    assert score.f == pytest.approx(2 / 3)
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(2 / 3)


@pytest.mark.parametrize(("true", "found"), [((), ()), ((1.0,), ()), ((), (1.0,))])
def test_an_empty_side_scores_nothing_and_warns_of_nothing(
    true: tuple[float, ...], found: tuple[float, ...]
) -> None:
    """Without truth or without anything heard F is 0, as the field's convention has it."""
    assert score_onsets(times(*true), times(*found), 0.05).f == 0.0


def test_a_shot_heard_twice_is_found_once_and_false_once() -> None:
    """A duplicate costs precision, never adds recall."""
    score = score_onsets(times(1), times(1.0, 1.0), 0.05)
    assert (score.recall, score.precision) == (1.0, 0.5)


def test_the_window_holds_its_edge_and_no_more() -> None:
    """An onset 9 ms off is found at ±10 ms, one 11 ms off is not."""
    assert len(match(times(1), times(1.009), 0.01)) == 1
    assert len(match(times(1), times(1.011), 0.01)) == 0


def test_a_fast_burst_is_timed_by_nearest_neighbours() -> None:
    """Shots 45 ms apart, each heard 1 ms late, are all timed as 1 ms late."""
    true = 1 + 0.045 * np.arange(10)
    assert timing_errors(true, true + 0.001) == pytest.approx(np.full(10, 0.001))


def test_what_is_too_faint_is_neither_truth_nor_false() -> None:
    """A shot heard at an ignored onset is set aside, unless it meets a true one."""
    counted = set_aside(times(1.0), times(1.03, 5.0), times(1.0, 5.01, 8.0))
    assert counted.tolist() == [True, False, True]
    result = heard(clip(1.0, ignored=times(5.0)), shot(1.0), shot(5.01))
    assert onset_figures([result])["f_50"].value == 1.0
    assert count_figures([result])["count_exact"].value == 1.0


def test_a_perfect_listener_is_perfect() -> None:
    """Hearing exactly the truth gives F 1, exact counts, no error and no false shot."""
    results = [
        heard(clip(1.0, 2.0, 3.0, test="a"), shot(1.0), shot(2.0), shot(3.0)),
        heard(clip(4.0, test="b"), shot(4.0)),
    ]
    figures = onset_figures(results) | count_figures(results)
    assert {figures[name].value for name in ("f_50", "f_10", "recall_50", "count_exact")} == {1.0}
    assert {figures[n].value for n in ("count_mae", "timing_p95_s", "false_between_per_hour")} == {
        0.0
    }


def test_a_deaf_listener_scores_nothing() -> None:
    """Hearing nothing gives F 0 and recall 0, and no timing to speak of."""
    figures = onset_figures([heard(clip(1.0)), heard(clip(2.0, test="u"))])
    assert figures["f_50"].value == figures["recall_50"].value == 0.0
    assert figures["timing_median_s"].value is None
    assert figures["precision_50"].value is None


def test_mean_over_recordings_and_pooled_over_onsets_differ() -> None:
    """One of one in the first recording and none of three in the second: 0.5 and 0.4."""
    results = [heard(clip(1.0), shot(1.0)), heard(clip(1.0, 2.0, 3.0))]
    figures = onset_figures(results)
    assert figures["f_50"].value == 0.5
    assert figures["f_50_pooled"].value == pytest.approx(2 * 1 / (4 + 1))


def test_counts_by_hand() -> None:
    """One right, one two too many: exact in half, mean error one."""
    results = [
        heard(clip(1.0), shot(1.0)),
        heard(clip(1.0, 2.0, 3.0), *(shot(t) for t in (1.0, 1.5, 2.0, 3.0, 4.0))),
    ]
    figures = count_figures(results)
    assert figures["count_exact"].value == 0.5
    assert figures["count_mae"].value == figures["count_bias"].value == 1.0
    assert (figures["count_exact_1"].value, figures["count_exact_3"].value) == (1.0, 0.0)
    assert figures["false_between_per_hour"].value == pytest.approx(2 * 3600 / 20)


def test_false_shots_an_hour_come_with_count_and_length() -> None:
    """Two false shots in half an hour are four an hour, and prove less than 12.6."""
    results = [heard(clip(seconds=900.0), shot(1.0)), heard(clip(seconds=900.0), shot(2.0))]
    figures = alarm_figures(results)
    assert figures["false_shots"].value == 2
    assert figures["hours"].value == pytest.approx(0.5)
    assert figures["false_per_hour"].value == pytest.approx(4.0)
    assert figures["false_per_hour_bound"].value == pytest.approx(2 * 6.296, abs=0.01)
    assert alarm_figures([heard(clip(1.0))]) == {}


def test_no_false_shot_proves_three_over_the_length() -> None:
    """The bound on a rate of which nothing was seen is the rule of three."""
    assert poisson_bound(0) == pytest.approx(-math.log(0.05))


def burst(rpm: float, rounds: int, test: str = "t") -> Clip:
    onsets = 1 + 60 / rpm * np.arange(rounds)
    return clip(*onsets, rounds_per_minute=rpm, test=test)


def test_rate_of_fire_by_hand() -> None:
    """612 stated of 600 is 2 % off; a group without a rate is a refusal, not an error."""
    said = heard(burst(600, 5), group(1.0, 1.4, shots=5, rounds_per_minute=612.0))
    refused = heard(burst(600, 5, "u"), group(1.0, 1.4, shots=5, rounds_per_minute=None))
    figures = burst_figures([said, refused])
    assert figures["rate_error_median"].value == pytest.approx(0.02)
    assert figures["rate_within_3_percent"].value == 1.0
    assert figures["rate_refused"].value == 0.5
    assert figures["burst_count_within_5_percent"].value == 1.0


def test_the_rate_of_a_fragment_is_no_rate_of_the_burst() -> None:
    """Where the burst fell into single shots, a rate stated of few of them is a refusal."""
    pieces = [group(1.0, 1.2, shots=3, rounds_per_minute=600.0)]
    pieces += [group(1.3 + n, 1.4 + n, shots=5) for n in range(1)]
    assert rate_error(heard(burst(600, 8), *pieces)) is None


def test_the_count_of_a_burst_is_what_its_groups_state() -> None:
    """21 stated of 20 is within 5 %, 18 is not, and nothing heard is wrong wholly."""
    of = burst(600, 20)
    counts = [
        burst_figures([heard(of, *things)])["burst_count_error_median"].value
        for things in ((group(1, 3, shots=21),), (group(1, 2, shots=9), group(2, 3, shots=9)), ())
    ]
    assert counts == pytest.approx([0.05, 0.1, 1.0])


def test_a_crack_and_its_blast_by_hand() -> None:
    """Right where the shot states the interval to 2 ms; 3 ms off is wrong, none is unstated."""
    of = clip(
        1.3, 3.3, 5.3, cracks=times(1.0, 3.0, 5.0), pairs=((1.0, 1.3), (3.0, 3.3), (5.0, 5.3))
    )
    result = heard(
        of,
        shot(1.3, crack_to_blast_s=0.301),
        shot(3.3, crack_to_blast_s=0.303),
        shot(5.0),
        shot(5.3),
    )
    figures = pair_figures([result])
    assert figures["pairs_right"].value == pytest.approx(1 / 3)
    assert figures["pairs_stated"].value == pytest.approx(2 / 3)
    assert figures["cracks_as_shots"].value == pytest.approx(1 / 3)


def test_rounds_told_by_their_crack_alone_are_scored_by_cracks() -> None:
    """One at a crack is right, one elsewhere false; neither is an onset of a blast."""
    truth = clip(1.3, 5.3, cracks=times(1.0, 3.0, 5.0), pairs=((1.0, 1.3), (5.0, 5.3)))
    result = heard(
        truth,
        shot(1.3, crack_to_blast_s=0.3),
        shot(3.0, heard_by="crack"),
        shot(4.0, heard_by="crack"),
        shot(5.0, heard_by="crack"),
        shot(5.3),
    )
    figures = crack_figures([result])
    assert figures["rounds_by_crack_alone"].value == 3
    assert figures["cracks_alone_right"].value == pytest.approx(2 / 3)
    # The round at 5 s was counted twice, by its crack and by its blast.
    assert pair_figures([result])["cracks_as_shots"].value == pytest.approx(1 / 3)
    assert onset_figures([result])["f_50"].value == 1.0
    assert [right for _, right in result.judged_shots()] == [True, True, False, True, True]


def test_nearness_counts_what_is_committed_to() -> None:
    """Unclear and unheard are abstentions; of what is stated, half is right here."""
    results = [
        heard(clip(1.0, proximity="near"), group(1, 2, shots=1, proximity=word))
        for word in ("near", "far", "unclear")
    ]
    results.append(heard(clip(1.0, proximity="far")))
    figures = proximity_figures(results)
    assert figures["proximity_right"].value == 0.5
    assert figures["proximity_abstained"].value == 0.5
    assert figures["proximity_unheard"].value == 0.25


def test_explosions_are_found_or_made_up() -> None:
    """One of two found and one of two heard is true."""
    of = clip(explosions=times(1.0, 5.0))
    result = heard(of, Heard("explosion", 1.02, 0.8), Heard("explosion", 7.0, 0.8))
    figures = explosion_figures([result])
    assert figures["explosion_recall"].value == figures["explosion_precision"].value == 0.5


def test_calibration_by_hand() -> None:
    """Four at 0.95 of which three are right, one at 0.05 that is wrong: (4·0.2 + 1·0.05) / 5."""
    judged = [(0.95, True)] * 3 + [(0.95, False), (0.05, False)]
    table = reliability(judged)
    assert (table[9].of, table[9].observed, table[0].of) == (4, 0.75, 1)
    assert expected_calibration_error(table) == pytest.approx((4 * 0.2 + 0.05) / 5)
    assert reliability([(1.0, True)])[9].of == 1
    assert expected_calibration_error(reliability([])) is None


def test_presence_is_ranked_by_the_surest_shot() -> None:
    """Every clip with shots above every clip without gives 1, a tie one half."""
    there, absent = clip(1.0), clip()
    assert presence_auc([heard(there, shot(1.0, 0.9)), heard(absent, shot(1.0, 0.4))]) == 1.0
    assert presence_auc([heard(there), heard(absent)]) == 0.5
    assert presence_auc([heard(there)]) is None


def test_intervals_resample_tests_and_are_the_same_each_time() -> None:
    """Recordings of one test move together, so a test repeated tenfold narrows nothing."""
    few = ratio_interval(["a", "b"], [1.0, 0.0], [1.0, 1.0])
    many = ratio_interval(["a"] * 10 + ["b"] * 10, [1.0] * 10 + [0.0] * 10, [1.0] * 20)
    assert few == many == (0.0, 1.0)
    assert ratio_interval(["a", "a"], [1.0, 0.0], [1.0, 1.0]) is None


def test_a_listener_out_of_order_or_surer_than_sure_is_refused() -> None:
    """What cannot be scored is refused with a sentence, not scored wrongly."""
    with pytest.raises(RecordError, match="in order of time"):
        heard(clip(1.0), shot(2.0), shot(1.0))
    with pytest.raises(RecordError, match="between 0 and 1"):
        heard(clip(1.0), shot(1.0, 1.5))
    with pytest.raises(RecordError, match="finite"):
        heard(clip(2.0, 1.0))
