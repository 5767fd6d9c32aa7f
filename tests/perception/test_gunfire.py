"""Shots to groups, and the rate of fire."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from witnessmark.perception.sound.gunfire import group_shots, rate_of_fire


@given(st.lists(st.floats(0.01, 9), max_size=60))
def test_every_shot_is_in_exactly_one_group(gaps):
    """Grouping neither drops a shot nor counts one twice."""
    times = list(np.cumsum(gaps))
    groups = group_shots(times, [0.9] * len(times))
    assert sorted(shot for group in groups for shot in group.shots) == list(range(len(times)))


@given(st.lists(st.floats(0.01, 9), max_size=60))
def test_groups_of_single_shots_do_not_reach_over_a_run(gaps):
    """Groups follow one another; none begins inside another."""
    times = list(np.cumsum(gaps))
    groups = group_shots(times, [0.9] * len(times))
    ends = [(group.shots[0], group.shots[-1]) for group in groups]
    assert all(before[1] < after[0] for before, after in pairwise(ends))


@pytest.mark.parametrize(
    ("times", "modes"),
    [
        ([1.0], ["single"]),
        ([1.0, 1.1], ["single"]),
        ([1.0, 1.1, 1.2], ["burst"]),
        ([1.0, 2.0, 3.0, 4.0], ["single"]),
        ([1.0, 9.0], ["single", "single"]),
        ([0.1 * n for n in range(12)], ["automatic"]),
        (
            [0.0, 1.0, 2.0, *(3 + 0.09 * n for n in range(8)), 5.0],
            ["single", "automatic", "single"],
        ),
    ],
)
def test_modes(times, modes):
    """Cadence decides the mode."""
    assert [group.mode for group in group_shots(times, [0.9] * len(times))] == modes


def test_a_run_is_no_surer_than_its_third_surest_shot():
    """Two sure shots and a doubtful one are a doubtful burst."""
    (group,) = group_shots([1.0, 1.1, 1.2], [0.99, 0.98, 0.41])
    assert group.confidence == 0.41


def test_rate_interval_holds_the_true_rate_as_often_as_it_says():
    """Over many jittered bursts the 95 % interval misses about one in twenty, not more."""
    generator = np.random.default_rng(3)
    missed = 0
    for _ in range(400):
        times = np.cumsum(0.1 * (1 + 0.1 * generator.standard_normal(21)))
        rate = rate_of_fire(list(times))
        missed += not rate.low <= 600 <= rate.high
    assert missed <= 30


def test_two_shots_have_no_rate():
    """One interval is no cadence."""
    assert rate_of_fire([1.0, 1.1]) is None
