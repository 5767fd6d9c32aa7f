"""What tells the next shot from the last one's echo."""

import numpy as np
import pytest

from witnessmark.perception.sound.relations import CUES, explained_as_echoes, relate

RANDOM = np.random.default_rng(5)
NOISE = 0.02 * RANDOM.standard_normal((16, 6000)).astype(np.float32)


def tail(seed, size=400):
    """What follows a shot: a fall of two units with bumps of its own, band by band."""
    random = np.random.default_rng(seed)
    fall = 2.0 * np.exp(-np.arange(size) / 90.0)
    bumps = np.repeat(random.uniform(0.2, 1.0, (16, size // 10)), 10, axis=1)
    return (fall * bumps).astype(np.float32)


def sounds(*placed):
    """Bands with the tails of (millisecond, seed) laid over noise, and logits that like them."""
    bands = NOISE.copy()
    logits = np.full((3, 6000), -8.0, np.float32)
    for at, seed in placed:
        piece = tail(seed)
        bands[:, at : at + piece.shape[1]] = np.maximum(bands[:, at : at + piece.shape[1]], piece)
        logits[0, at] = 1.0
    return bands, logits, np.array([at for at, _ in placed])


def cue(cues, name):
    return cues[:, CUES.index(name)]


def test_two_shots_of_one_weapon_sound_alike_and_an_echo_like_neither():
    """The second shot resembles the first; what comes between them resembles no other."""
    cues = relate(*sounds((1000, 1), (1400, 2), (2000, 1)))
    alike = cue(cues, "alike_long")
    assert alike[0] > 0.9
    assert alike[2] > 0.9
    assert alike[1] < 0.6


def test_gain_changes_no_cue():
    """Twelve decibels more on everything, the noise as well, leave every cue as it was."""
    bands, logits, fronts = sounds((1000, 1), (1500, 1), (2600, 3))
    louder = bands + np.float32(0.6)
    assert relate(louder, logits, fronts) == pytest.approx(relate(bands, logits, fronts), abs=1e-3)


def test_the_first_front_has_nothing_louder_before_it():
    """The first likely front says so of itself, and the others do not."""
    cues = relate(*sounds((1000, 1), (1500, 1), (2600, 3)))
    assert cue(cues, "first").tolist() == [1.0, 0.0, 0.0]


def test_a_steady_cadence_is_told_from_an_uneven_one():
    """Equal gaps on both sides give one; a gap three times the other gives a third."""
    even = cue(relate(*sounds((1000, 1), (1100, 1), (1200, 1))), "steady_gap")
    uneven = cue(relate(*sounds((1000, 1), (1100, 1), (1400, 1))), "steady_gap")
    assert even[1] == pytest.approx(1.0)
    assert uneven[1] == pytest.approx(1 / 3)


def test_no_front_has_no_cue():
    """Nothing to judge is an empty table of the right width."""
    assert relate(*sounds()).shape == (0, len(CUES))


def test_what_comes_after_every_shot_at_one_delay_is_explained_as_an_echo():
    """Three shots, each with the same wall 298 ms behind it: three echoes, and no shot is one."""
    placed = [(at + late, seed) for at in (600, 1500, 2900) for late, seed in ((0, 1), (298, 2))]
    bands, logits, fronts = sounds(*placed)
    assert explained_as_echoes(relate(bands, logits, fronts)).tolist() == [False, True] * 3


def test_steady_fire_of_one_weapon_is_not_explained_as_echoes():
    """Eight rounds at one cadence repeat their delay as well, but all of them sound alike."""
    bands, logits, fronts = sounds(*((600 + 110 * n, 1) for n in range(8)))
    assert not explained_as_echoes(relate(bands, logits, fronts)).any()
