"""Which candidates are reported, as what."""

import numpy as np
import pytest

from witnessmark.model import Kind
from witnessmark.perception.sound.attribution import CAUSES
from witnessmark.perception.sound.picking import pick


def chances(*rows):
    """Rows of {cause: chance}; what is left goes to other."""
    table = np.zeros((len(rows), len(CAUSES)))
    for number, row in enumerate(rows):
        for cause, chance in row.items():
            table[number, CAUSES.index(cause)] = chance
        table[number, CAUSES.index("other")] = 1 - sum(row.values())
    return table


SHOT, CRACK, BLAST = {"shot": 0.9}, {"crack": 0.8}, {"explosion": 0.7}


def test_a_crack_is_noted_with_the_shot_that_follows_it():
    """One crack, one shot: the interval is known, and the crack is no shot."""
    (one,) = pick([1000, 1240], chances(CRACK, SHOT))
    assert (one.kind, one.frame) == (Kind.SHOT, 1240)
    assert one.attributes == {"crack_to_blast_s": 0.24}


@pytest.mark.parametrize("frames", [[1000, 1100, 1240], [1000, 1100, 4000]])
def test_a_crack_that_could_be_another_shots_is_not_noted(frames):
    """Two cracks before a blast, or one too long before it, give no interval."""
    picks = pick(frames, chances(CRACK, CRACK, SHOT))
    assert [one.attributes for one in picks] == [{}]


def test_explosions_close_together_are_one():
    """The earlier frame stays, with the higher chance; a later one stands alone."""
    picks = pick([1000, 1100, 1700], chances(BLAST, {"explosion": 0.9}, BLAST))
    assert [(one.frame, one.chance) for one in picks] == [(1000, 0.9), (1700, 0.7)]


def test_what_may_be_a_shot_is_an_impulse():
    """Below what is reported as a shot, its chance is kept; far below, nothing is reported."""
    (one,) = pick([1000, 2000], chances({"shot": 0.3}, {"shot": 0.1}))
    assert one.kind is Kind.IMPULSE
    assert one.chance == pytest.approx(0.7)
    assert one.attributes["chance_of_shot"] == 0.3
