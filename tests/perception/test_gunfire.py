"""Shots to groups: modes, missed rounds, counts, overlapping weapons."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from gunfire_simulation import draw_fire, draw_timbre, heard
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.perception.sound.gunfire import Shot, chances_in, group_shots

GAPS = st.lists(st.one_of(st.floats(0.04, 0.25), st.floats(0.04, 9)), max_size=40)


def shots_at(times, confidence=0.95):
    """Return shots without any sound of their own."""
    return [Shot(float(time), confidence) for time in times]


@settings(max_examples=40, deadline=None)
@given(GAPS)
def test_every_shot_is_in_exactly_one_group(gaps):
    """Grouping neither drops a shot nor counts one twice, and each count holds what was found."""
    shots = shots_at(np.cumsum(gaps))
    groups = group_shots(shots)
    assert sorted(shot for group in groups for shot in group.shots) == list(range(len(shots)))
    for group in groups:
        assert group.count.found == len(group.shots)
        assert 1 <= group.count.low <= group.count.found <= group.count.high
        assert group.count.low <= group.count.best <= group.count.high


@settings(max_examples=40, deadline=None)
@given(GAPS)
def test_only_two_weapons_at_once_reach_into_each_other(gaps):
    """All other groups follow one another; none begins inside another."""
    groups = [group for group in group_shots(shots_at(np.cumsum(gaps))) if not group.weapon]
    ends = [(group.shots[0], group.shots[-1]) for group in groups]
    assert all(before[1] < after[0] for before, after in pairwise(ends))


@pytest.mark.parametrize(
    ("times", "modes"),
    [
        ([1.0], ["single"]),
        ([1.0, 1.09], ["unclear"]),
        ([1.0, 2.0, 2.09, 3.0], ["single", "unclear", "single"]),
        ([1.0, 1.3], ["single"]),
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
    assert [group.mode for group in group_shots(shots_at(times))] == modes


def test_two_shots_of_unclear_mode_are_as_sure_as_the_surer():
    """One of the two may be an echo: the group says that there was gunfire, and may be short."""
    (pair,) = group_shots([Shot(1.0, 0.9), Shot(1.09, 0.6)])
    assert pair.confidence == 0.9
    assert (pair.rate, pair.overlapping, pair.count.at_least) == (None, False, True)


def test_no_shots_are_no_groups():
    """Nothing heard is nothing grouped."""
    assert group_shots([]) == ()


def test_a_run_is_no_surer_than_its_third_surest_shot():
    """Two sure shots and a doubtful one are a doubtful burst."""
    shots = [Shot(1.0, 0.99), Shot(1.1, 0.98), Shot(1.2, 0.41)]
    (group,) = group_shots(shots)
    assert group.confidence == 0.41


def test_automatic_fire_at_a_stated_rate_is_surer_than_its_shots():
    """Even fire has 2.5 times the odds, as a group and shot by shot; uneven fire has not."""
    even = shots_at(np.arange(10) * 0.1, 0.8)
    (group,) = group_shots(even)
    assert group.rate is not None
    assert group.confidence == pytest.approx(10 / 11)
    assert chances_in(even, [group]) == pytest.approx([10 / 11] * 10)
    doubtful = shots_at(np.arange(10) * 0.1, 0.4)
    assert chances_in(doubtful, group_shots(doubtful)) == [0.4] * 10
    uneven = shots_at([0, 0.04, 0.19, 0.23, 0.4, 0.46, 0.64, 0.66], 0.8)
    (group,) = group_shots(uneven)
    assert group.rate is None
    assert group.confidence == 0.8
    assert chances_in(uneven, [group]) == [0.8] * 8


def test_a_missed_round_does_not_part_a_slow_run():
    """At 450 rounds a minute one missed round leaves a gap longer than the run interval."""
    beat = 60 / 450
    (group,) = group_shots(shots_at([1 + beat * n for n in range(14) if n != 6]))
    assert group.rate is not None
    assert group.rate.value == pytest.approx(450, rel=0.01)
    assert (group.count.found, group.count.at_least) == (13, True)
    assert group.count.high >= 14


def test_gaps_of_several_periods_are_missed_rounds():
    """Of twenty rounds at 750 a minute seven are missed, three in a row: the estimate has them."""
    missed = {3, 7, 8, 9, 13, 15, 16}
    heard_times = [1 + 0.08 * n for n in range(20) if n not in missed]
    (group,) = group_shots(shots_at(heard_times, 0.99))
    assert (group.count.found, group.count.at_least) == (13, True)
    assert 20 <= group.count.best <= 21
    assert group.count.low <= 13
    assert group.rate.value == pytest.approx(750, rel=0.01)


def test_as_many_false_picks_as_missed_rounds_are_no_undercount():
    """One round of twelve is missed and an echo is picked: not more than were found are likely."""
    times = [1 + 0.1 * n for n in range(12) if n != 7]
    (group,) = group_shots(shots_at(sorted([*times, 1.345]), 0.99))
    assert (group.count.found, group.count.best, group.count.at_least) == (12, 12, False)


@pytest.mark.parametrize("weapons", [1, 2])
def test_more_than_were_found_are_never_said_with_a_lower_estimate(weapons):
    """'At least' goes with an estimate of no fewer, and an estimate of more with 'at least'."""
    for seed in range(40):
        generator = np.random.default_rng(seed)
        fires = [
            replace(draw_fire(generator, rounds=(3, 40)), missed=0.05 * (seed % 5), extra=0.1)
            for _ in range(weapons)
        ]
        shots, _ = heard(fires, [draw_timbre(generator) for _ in fires], generator)
        for count in (group.count for group in group_shots(shots, 0.17)):
            assert count.best >= count.found if count.at_least else count.best <= count.found


def test_singles_that_follow_quickly_may_be_fast_fire():
    """Two shots that may be two of three or four rounds are 'at least'; aimed ones are not."""
    (quick,) = group_shots(shots_at([1.0, 1.25]))
    (aimed,) = group_shots(shots_at([1.0, 1.9]))
    assert (quick.count.at_least, aimed.count.at_least) == (True, False)
    assert quick.count.high > aimed.count.high


@pytest.mark.parametrize(("weapons", "least"), [(1, 0.9), (2, 0.85)])
def test_the_interval_of_the_count_holds_the_truth(weapons, least):
    """With a third of the rounds missed and false fronts among them."""
    inside = []
    for seed in range(20):
        generator = np.random.default_rng(seed)
        fires = [
            replace(draw_fire(generator, rounds=(4, 40)), missed=0.33, start=1 + 0.3 * n)
            for n in range(weapons)
        ]
        shots, _ = heard(fires, [draw_timbre(generator) for _ in fires], generator)
        counts = [group.count for group in group_shots(shots, 0.17)]
        truth = sum(fire.rounds for fire in fires)
        inside.append(sum(c.low for c in counts) <= truth <= sum(c.high for c in counts))
    assert np.mean(inside) >= least


def test_a_pause_between_two_bursts_is_no_missed_round():
    """Two bursts half a second apart are two groups."""
    first = [1 + 0.1 * n for n in range(5)]
    assert len(group_shots(shots_at([*first, *(time + 0.9 for time in first)]))) == 2


def test_a_run_without_gaps_is_counted_outright():
    """Regular fire with nothing missing is not 'at least'."""
    (group,) = group_shots(shots_at([1 + 0.1 * n for n in range(10)], 0.99))
    assert not group.count.at_least
    assert group.count.low == 10


def test_doubtful_single_shots_lower_the_least_count():
    """Ten shots of which each may be none are at least fewer than ten."""
    (group,) = group_shots(shots_at(range(10), 0.6))
    assert 2 <= group.count.low <= 5


def test_two_weapons_of_different_sound_are_kept_apart():
    """Two trains that differ in cadence and sound come out as two groups with their own rates."""
    generator = np.random.default_rng(11)
    slow = replace(draw_fire(generator), rounds_per_minute=600.0, rounds=24)
    slow = replace(slow, cycle_jitter=0.01, onset_error=0.001)
    fast = replace(slow, rounds_per_minute=790.0, start=1.3)
    shots, truth = heard([slow, fast], [draw_timbre(generator) for _ in range(2)], generator)
    groups = group_shots(shots)
    assert [group.overlapping for group in groups] == [True, True]
    assert sorted(group.weapon for group in groups) == [0, 1]
    rates = sorted(group.rate.value for group in groups)
    assert rates == pytest.approx([600, 790], rel=0.03)
    for group in groups:
        own = truth[list(group.shots)]
        assert max(np.mean(own == 0), np.mean(own == 1)) > 0.85
        assert group.count.at_least


def test_an_echo_in_step_is_no_second_weapon():
    """A duller pick at a constant lag after every shot is never stated to be another weapon."""
    generator = np.random.default_rng(5)
    shots = []
    for at in 1 + 0.11 * np.arange(15):
        for lag, tilt in ((0.0, 0.0), (0.047, 9.0)):
            levels = tilt * np.linspace(1, -1, 6) + generator.normal(0, 1, 6)
            shots.append(Shot(at + lag, 0.9, levels.astype(np.float32)))
    assert all(group.overlapping is not True for group in group_shots(shots))


def test_one_weapon_is_not_split():
    """Simulated single weapons, jittered, with missed and extra picks, stay one."""
    split = 0
    for seed in range(25):
        generator = np.random.default_rng(seed)
        shots, _ = heard(
            [draw_fire(generator, rounds=(8, 60))], [draw_timbre(generator)], generator
        )
        split += any(group.overlapping is True for group in group_shots(shots))
    assert split == 0


def test_irregular_fire_is_not_split():
    """Fast aimed fire without any cadence is not taken for two machines."""
    generator = np.random.default_rng(8)
    for _ in range(20):
        shots = shots_at(np.cumsum(generator.uniform(0.06, 0.2, 25)))
        assert all(group.overlapping is not True for group in group_shots(shots))
