"""Rounds that a cadence asks for."""

import numpy as np
import pytest

from witnessmark.perception.sound.carried_on import MOST_FOR_IT, carried_on
from witnessmark.perception.sound.shot import Shot

PERIOD = 0.09
LEAST = 0.5


def burst(*rounds, start=2.0):
    """Shots at the named rounds of a weapon that fires every PERIOD."""
    return [Shot(start + PERIOD * number, 0.9) for number in rounds]


def due(number, off=0.0, start=2.0):
    return start + PERIOD * number + off


def test_a_doubtful_front_where_the_next_round_is_due_is_a_shot():
    """After five rounds the sixth is found at a quarter's chance; its chance is Bayes'."""
    (one,) = carried_on(burst(0, 1, 2, 3, 4), [(due(5, 0.002), 0.25)], LEAST)
    assert one.index == 0
    assert one.chance == pytest.approx(MOST_FOR_IT / (MOST_FOR_IT + 3))


def test_the_cadence_carries_on_from_round_to_round_and_over_one_missed():
    """Rounds follow one another both ways, one may be missing, after two in a row it ends."""
    doubtful = [(due(n), 0.3) for n in (-2, -1, 5, 7, 10)]
    assert [one.index for one in carried_on(burst(0, 1, 2, 3, 4), doubtful, LEAST)] == [0, 1, 2, 3]


def test_a_hole_within_the_burst_is_filled():
    """A doubtful front in the place of a round that is missing is that round."""
    (one,) = carried_on(burst(0, 1, 2, 3, 5, 6, 7), [(due(4), 0.3)], LEAST)
    assert one.index == 0


def test_what_stands_between_rounds_is_none():
    """An echo a third of a period late is no round, however many there are."""
    echoes = [(due(number, PERIOD / 3), 0.4) for number in range(8)]
    assert carried_on(burst(0, 1, 2, 3, 4), echoes, LEAST) == []


def test_a_front_that_hardly_counts_stays_out():
    """The place in the cadence does not carry a chance of a tenth over the half."""
    assert carried_on(burst(0, 1, 2, 3, 4), [(due(5), 0.1)], LEAST) == []


def test_without_a_cadence_nothing_is_asked_for():
    """Three shots, single shots, and shots without an even beat ask for no round."""
    assert carried_on(burst(0, 1, 2), [(due(3), 0.4)], LEAST) == []
    slow = [Shot(float(at), 0.9) for at in range(6)]
    assert carried_on(slow, [(6.0, 0.4)], LEAST) == []
    gaps = np.random.default_rng(3).uniform(0.06, 0.35, 9)
    uneven = [Shot(float(at), 0.9) for at in np.cumsum(gaps)]
    late = [(uneven[-1].seconds + float(gap), 0.3) for gap in (0.08, 0.16, 0.24)]
    assert carried_on(uneven, late, LEAST) == []
