"""Whom of the two judges of blasts is believed."""

import numpy as np
import pytest

from witnessmark.errors import RecordError
from witnessmark.perception.sound.two_judges import TwoJudges

CUES = ("logit", "pace")


def says(odds):
    """The document of a forest that always answers the same log odds."""
    return {"cues": list(CUES), "baseline": odds, "trees": [[[0.0]]]}


def chances(pace, forest_pace, *, most=1.0, fronts=(1000,)):
    """The chances of *fronts* where slow fire's judge says 0.1 and fast fire's 0.9."""
    document = {"slow": says(np.log(1 / 9)), "fast": says(np.log(9)), "pace": says(forest_pace)}
    judges = TwoJudges.from_document(document, CUES)
    n = len(fronts)
    return judges.chances(
        np.array(fronts, np.int64),
        np.zeros(n),
        np.zeros((n, 2)),
        np.full(n, float(pace)),
        np.full(n, most),
    )


def test_the_judge_of_fast_fire_is_believed_where_both_call_the_fire_fast():
    """Where forest and network are sure, the answer is that judge's."""
    assert chances(9.0, 8.0)[0] == pytest.approx(0.9, abs=0.001)


@pytest.mark.parametrize(("pace", "forest"), [(9.0, -8.0), (-9.0, 8.0), (-9.0, -8.0)])
def test_where_either_says_that_fire_is_slow_the_judge_of_slow_fire_is_believed(pace, forest):
    """An echo or a hammer is no fast fire because one of the two thinks so."""
    assert chances(pace, forest)[0] == pytest.approx(0.1, abs=0.001)


def test_a_front_that_a_wall_explains_is_held_down_in_slow_fire_alone():
    """In a burst every round stands where an echo might."""
    assert chances(-9.0, -8.0, most=0.04)[0] == pytest.approx(0.04, abs=0.001)
    assert chances(9.0, 8.0, most=0.04)[0] == pytest.approx(0.9, abs=0.001)


def test_no_fronts_have_no_chances():
    """A silent stretch is no trouble."""
    assert chances(0.0, 0.0, fronts=()).shape == (0,)


def test_trees_of_other_cues_are_refused():
    """A model of another release is said to be one."""
    with pytest.raises(RecordError):
        TwoJudges.from_document({n: says(0.0) for n in ("slow", "fast", "pace")}, ("logit",))
