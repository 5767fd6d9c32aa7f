"""The judge of a condition: fitted weights, refused where they do not fit."""

from __future__ import annotations

import pytest

from witnessmark.errors import RecordError
from witnessmark.perception.sight.condition import Condition
from witnessmark.perception.sight.detectors import DETECTORS
from witnessmark.perception.sight.judge import Judge, judge

CONDITIONS = [one for one in DETECTORS if issubclass(one, Condition)]


def test_a_cue_beyond_what_was_fitted_speaks_no_louder():
    """A cue counts as the nearest value that was seen in training."""
    one = Judge({"many": (0.0, 2.0, 3.0)}, -1.0)
    assert one.log_odds({"many": 1.0}) == 2.0
    assert one.log_odds({"many": 50.0}) == one.log_odds({"many": 2.0}) == 5.0


def test_weights_for_other_cues_are_refused():
    """Weights that were fitted for something else are an error, not a guess."""
    with pytest.raises(RecordError, match="fit them again"):
        Judge({"many": (0.0, 2.0, 3.0)}, -1.0).log_odds({"few": 1.0})


@pytest.mark.parametrize("make", CONDITIONS, ids=lambda one: one.name)
def test_every_condition_has_weights_of_the_sign_that_its_cues_mean(make):
    """More of any cue never speaks against its condition."""
    fitted = judge(make.name)
    assert fitted.cues
    assert all(low <= high and weight >= 0 for low, high, weight in fitted.cues.values())
