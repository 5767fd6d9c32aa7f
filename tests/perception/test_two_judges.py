"""Whom of the two judges of blasts is believed."""

import numpy as np
import pytest

from witnessmark.errors import RecordError
from witnessmark.perception.sound.company import COMPANY_CUES
from witnessmark.perception.sound.two_judges import TwoJudges

CUES = ("logit", "pace")


def says(odds, cues=CUES):
    """The document of a forest that always answers the same log odds."""
    return {"cues": list(cues), "baseline": odds, "trees": [[[0.0]]]}


def chances(company, *, most=1.0, fronts=(1000,)):
    """The chances of *fronts* where slow fire's judge says 0.1 and fast fire's 0.9."""
    document = {"slow": says(np.log(1 / 9)), "fast": says(np.log(9)), "pace": says(0.0)}
    judges = TwoJudges.from_document({**document, "company": says(company, COMPANY_CUES)}, CUES)
    n = len(fronts)
    others = {"crack": np.full(n, 0.1), "explosion": np.full(n, 0.1)}
    said = judges.fronts.say(np.zeros((n, 2)), others, np.full(n, most))
    return judges.chances(np.array(fronts, np.int64), np.zeros(n), said)


def test_the_judge_of_fast_fire_is_believed_as_far_as_the_fire_is_fast():
    """Sure of it, sure that it is not, and half and half."""
    assert chances(9.0)[0] == pytest.approx(0.9, abs=0.001)
    assert chances(-9.0)[0] == pytest.approx(0.1, abs=0.001)
    assert chances(0.0)[0] == pytest.approx(0.5, abs=0.001)


def test_a_front_that_a_wall_explains_is_held_down_in_slow_fire_alone():
    """In a burst every round stands where an echo might."""
    assert chances(-9.0, most=0.04)[0] == pytest.approx(0.04, abs=0.001)
    assert chances(9.0, most=0.04)[0] == pytest.approx(0.9, abs=0.001)


def test_no_fronts_have_no_chances():
    """A silent stretch is no trouble."""
    assert chances(0.0, fronts=()).shape == (0,)


@pytest.mark.parametrize("wrong", ["slow", "company"])
def test_trees_of_other_cues_are_refused(wrong):
    """A model of another release is said to be one."""
    document = {name: says(0.0) for name in ("slow", "fast", "pace")}
    document["company"] = says(0.0, COMPANY_CUES)
    document[wrong] = says(0.0, ("another",))
    with pytest.raises(RecordError):
        TwoJudges.from_document(document, CUES)
