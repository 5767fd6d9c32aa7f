"""Which of ascending moments lie near each of them."""

import numpy as np

from witnessmark.perception.sound.neighbours import within


def test_neighbours_are_those_no_farther_than_the_reach_on_either_side():
    """The reach itself is near; each moment is its own neighbour."""
    first, last = within(np.array([0, 100, 250, 251, 400]), 150)
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [
        (0, 2),
        (0, 3),
        (1, 5),
        (2, 5),
        (2, 5),
    ]


def test_no_moments_have_no_neighbours():
    """A silent stretch is no trouble."""
    first, last = within(np.zeros(0), 1.0)
    assert first.size == last.size == 0
