"""What tells the next shot from the last one's echo."""

import numpy as np
import plain_relations
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


def test_many_fronts_at_once_get_what_each_gets_by_itself():
    """Two hundred fronts: the cues among neighbours are those of a plain loop over each."""
    random = np.random.default_rng(11)
    fronts = np.cumsum(random.choice([25, 31, 60, 110, 420], 200))
    bands = random.normal(0.0, 0.05, (16, fronts[-1] + 200)).astype(np.float32)
    for at, seed in zip(fronts, random.integers(0, 3, fronts.size), strict=True):
        bands[:, at : at + 130] += tail(seed)[:, :130] * np.float32(random.uniform(0.3, 1.0))
    logits = np.full((3, bands.shape[1]), -8.0, np.float32)
    logits[0, fronts] = random.uniform(0.0, 4.0, fronts.size)
    cues = relate(bands, logits, fronts)
    assert (cue(cues, "echo_pairs") > 0).sum() > 20
    logit, level = logits[0, fronts].astype(float), np.cumsum(cue(cues, "next_level_db"))
    level = np.concatenate([[0.0], level[:-1]])
    steps = [
        np.percentile(bands[:, max(0, at - 3000) : at + 4024 : 32], 33, axis=1)
        for at in range(0, bands.shape[1], 1024)
    ]
    floor = np.array([steps[at // 1024] for at in fronts]) + 0.15
    short, long = (plain_relations.alike(bands, fronts, floor, length) for length in (40, 120))
    for index, at in enumerate(fronts):
        near = slice(*np.searchsorted(fronts, [at - 3000, at + 3001]))
        here = index - near.start
        around = fronts[near], logit[near]
        beside = short[index, near], long[index, near]
        expected = plain_relations.among(here, *around, level[near], *beside)
        expected += plain_relations.echoes(here, *around, long[near, near])
        found = [*cues[index, 5:18], *cues[index, 29:]]
        assert found == pytest.approx(expected, abs=2e-5), at
