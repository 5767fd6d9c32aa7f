"""What the wide network says of a front, as cues."""

import numpy as np

from witnessmark.perception.sound.wide_view import WIDE_CUES, view

STEP = 16


def cues(fronts, peaks, steps=400):
    """The cues of *fronts*, milliseconds, where the network likes *peaks*: {step: logit}."""
    wide = np.full(steps, -6.0, np.float32)
    for at, logit in peaks.items():
        wide[at] = logit
    return view(wide, np.array(fronts, np.int64), STEP)


def cue(rows, name):
    return rows[:, WIDE_CUES.index(name)].tolist()


def test_a_front_takes_the_likeliest_step_about_it():
    """A peak one step beside a front is its own; one three steps off is another's."""
    rows = cues([1000, 2000], {63: 2.0, 128: 3.0})
    assert cue(rows, "wide_logit") == [2.0, -6.0]
    assert cue(rows, "wide_nearby") == [0.0, 9.0]


def test_fronts_are_held_against_the_likeliest_within_reach():
    """An echo stands below its shot; a front too far off to be held against it does not."""
    rows = cues([1000, 1300, 5400], {62: 4.0, 81: -1.0, 337: 1.0})
    assert cue(rows, "wide_below_likeliest") == [0.0, -5.0, 0.0]
    assert cue(rows, "wide_rivals") == [1.0, 1.0, 1.0]


def test_the_last_millisecond_and_no_front_at_all_are_no_trouble():
    """A front after the last whole step takes the last one's value; no fronts give no rows."""
    rows = cues([6399, 6405], {0: 9.0, 397: 5.0, 399: 1.0})
    assert rows.tolist() == [[1.0, 4.0, 0.0, 2.0]] * 2
    assert cues([], {}).shape == (0, len(WIDE_CUES))


def test_before_the_first_step_there_is_nothing():
    """A front at the very start is not given what stands at the end."""
    assert cues([0], {0: 1.0, 2: 3.0, 399: 9.0}).tolist() == [[1.0, 2.0, 0.0, 1.0]]
