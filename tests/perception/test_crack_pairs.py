"""Which crack belongs to which blast."""

import numpy as np
import pytest
from crack_simulation import RIGHT, crack_scene

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


def test_a_crack_before_two_blasts_is_left_open():
    """Nothing tells to which of two blasts a crack belongs: neither has it."""
    assert pair_cracks([1.0], [1.2, 1.9]) == [None, None]


def test_clockwork_fire_with_many_missed_is_left_open():
    """Four votes for the true lead and five for one interval less: none is given."""
    fired = 3.0 + 0.1 * np.arange(12)
    leads = pair_cracks(fired[[0, 1, 3, 4, 7, 8, 10]] - 0.34, fired[[0, 2, 3, 5, 7, 9, 10, 11]])
    assert leads == [None] * 8


def test_two_guns_are_paired_each_with_its_own_lead():
    """Two places that fire by turns: two leads, and no crack is another gun's."""
    near, far = np.array([2.0, 2.9, 3.5, 4.6]), np.array([2.3, 3.2, 4.1, 4.9])
    blasts = np.sort(np.concatenate([near, far]))
    leads = pair_cracks(np.sort(np.concatenate([near - 0.12, far - 0.55])), blasts)
    assert leads == pytest.approx([0.12 if blast in near else 0.55 for blast in blasts])


def test_a_stretch_of_silence_parts_guns():
    """The same gun from two places, a minute apart: each has its own lead."""
    early = np.array([2.0, 2.7, 3.9, 4.4])
    late = early + 60
    cracks = np.concatenate([early - 0.2, late - 0.31])
    assert pair_cracks(cracks, [*early, *late]) == pytest.approx([0.2] * 4 + [0.31] * 4)


@pytest.mark.parametrize("growth", [0.0, 1e-4])
def test_long_steady_fire_is_cut_into_stretches(growth):
    """5,000 shots with equal or slowly growing pauses: none is given a lead that is not its own."""
    blasts = np.cumsum(0.5 + growth * np.arange(5_000))
    assert pair_cracks([], blasts) == [None] * 5_000
    given = [lead for lead in pair_cracks(blasts - 0.2, blasts) if lead is not None]
    assert len(given) >= 4_900
    assert given == pytest.approx([0.2] * len(given))


@pytest.mark.parametrize(("dropout", "least"), [(0.0, 0.8), (0.2, 0.5), (0.4, 0.2)])
def test_stated_leads_of_simulated_fire_are_right(dropout, least):
    """One or two guns with a tenth of false fronts: nine in ten of what is stated is right."""
    stated = right = asked = 0
    for seed in range(30):
        scene = crack_scene(seed, dropout, 0.1, 1 + seed % 2)
        leads = pair_cracks(scene.cracks.tolist(), scene.blasts.tolist())
        given = np.array([np.nan if lead is None else lead for lead in leads])
        stated += np.sum(~np.isnan(given))
        right += np.sum(np.abs(given - scene.leads) <= RIGHT)
        asked += scene.both
    assert right >= 0.9 * stated
    assert right >= least * asked
