"""Which crack belongs to which blast."""

import numpy as np
import pytest

from witnessmark.perception.sound.crack_pairs import pair_cracks


def test_automatic_fire_with_a_lead_longer_than_its_interval_is_paired_right():
    """Ten rounds 100 ms apart whose cracks lead by 340 ms: every blast gets its own crack."""
    blasts = 5.0 + 0.1 * np.arange(10)
    assert pair_cracks(blasts - 0.34, blasts) == pytest.approx([0.34] * 10)


def test_one_missed_crack_leaves_its_blast_without_a_lead():
    """The blast whose crack was not heard does not take its neighbour's."""
    blasts = 2.0 + 0.5 * np.arange(5)
    cracks = np.delete(blasts - 0.2, 2)
    leads = pair_cracks(cracks, blasts)
    assert leads[2] is None
    assert [lead for lead in leads if lead is not None] == pytest.approx([0.2] * 4)


@pytest.mark.parametrize("cracks", [[], [0.1], [3.2]])
def test_a_blast_without_a_crack_in_reach_has_none(cracks):
    """None heard, one too long before, one after it: no lead is given."""
    assert pair_cracks(cracks, [3.0]) == [None]


def test_two_cracks_that_could_both_be_it_leave_it_open():
    """One blast and two cracks ahead of it: which is its own cannot be told."""
    assert pair_cracks([2.5, 2.8], [3.0]) == [None]


def test_a_crack_is_given_once():
    """Two blasts after one crack: the first of them has it."""
    assert pair_cracks([1.0], [1.2, 1.9]) == [pytest.approx(0.2), None]
