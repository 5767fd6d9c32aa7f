"""What the presence network says of a front, as cues."""

import numpy as np

from witnessmark.perception.sound.presence_view import CEILING, PRESENCE_CUES, view_presence

STEP = 32


def cues(fronts, fire=(), fast=(), likely=None):
    """The cues of *fronts*, ms, where the network calls steps gunfire and fast: {step: logit}."""
    presence = np.full((2, 300), -4.0, np.float32)
    for row, answers in enumerate((dict(fire), dict(fast))):
        for at, logit in answers.items():
            presence[row, at] = logit
    likely = np.zeros(len(fronts)) if likely is None else np.array(likely)
    return view_presence(presence, np.array(fronts, np.int64), likely, STEP)


def cue(rows, name):
    return rows[:, PRESENCE_CUES.index(name)].tolist()


def test_a_front_takes_the_likeliest_step_about_it():
    """The answer one step beside a front is its own; one two steps off is another's."""
    rows = cues([1600, 3200], {51: 0.5, 102: 0.5})
    assert cue(rows, "gunfire_here") == [0.5, -4.0]


def test_fronts_within_three_seconds_speak_for_one_another():
    """The surest of them is known to all; a front farther off has no say."""
    rows = cues([1000, 3500, 8000], {31: 0.5, 109: -1.0})
    assert cue(rows, "gunfire_most") == [0.5, 0.5, -4.0]
    assert cue(rows, "gunfire_mean") == [-0.25, -0.25, -4.0]


def test_a_likely_front_says_more_of_its_surroundings_than_an_unlikely_one():
    """Clicks between shots do not outvote the shots."""
    rows = cues([1000, 1500], {31: 0.9, 46: -3.0}, likely=[6.0, -2.0])
    assert min(cue(rows, "gunfire_mean")) > 0.88


def test_how_surely_a_place_is_gunfire_says_nothing_above_the_ceiling_but_pace_does():
    """Logits differ from place to place: what the trees see is cut off; the pace is whole."""
    rows = cues([1000], {31: 7.0}, {31: 5.0})
    assert rows[0, :5].tolist() == [CEILING] * 5
    assert cue(rows, "pace") == [5.0]


def test_a_burst_is_judged_over_a_second_and_gunfire_over_three():
    """Slow fire two seconds later does not slow a burst."""
    rows = cues([1000, 3100], fast={31: 0.8, 96: -2.0})
    assert np.allclose(cue(rows, "fast_mean"), [0.8, -2.0])


def test_no_front_gives_no_row_and_the_last_step_is_no_trouble():
    """A front after the last whole step takes the last one's value."""
    assert cues([]).shape == (0, len(PRESENCE_CUES))
    assert cue(cues([9630], {299: 0.25}), "gunfire_here") == [0.25]
