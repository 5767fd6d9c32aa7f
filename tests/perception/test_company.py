"""What stands about a front, by those who judged it."""

import numpy as np
import pytest

from witnessmark.perception.sound.company import ALONE, COMPANY_CUES, NO_TRAIN, view_company


def seen(fronts, **chances):
    """The cues of *fronts* by name; judges that are not named say a tenth of each."""
    n = len(fronts)
    said = {name: np.full(n, 0.1) for name in ("slow", "fast", "pace", "crack", "explosion")}
    said |= {name: np.array(values, float) for name, values in chances.items()}
    rows = view_company(np.array(fronts, np.int64), np.zeros(n), said)
    assert rows.shape == (n, len(COMPANY_CUES))
    return dict(zip(COMPANY_CUES, rows.T, strict=True))


def test_a_front_is_not_in_its_own_company():
    """One front has none near; its own logit it has."""
    cues = seen([5000], fast=[0.9])
    assert cues["fast"][0] == pytest.approx(np.log(9))
    for name in ("fast_near", "fast_further", "slow_further", "crack_before", "crack_after"):
        assert cues[name][0] == ALONE
    assert cues["rounds_near"][0] == 1
    assert cues["uneven"][0] == NO_TRAIN


def test_what_is_near_is_told_from_what_is_further_and_what_is_too_far():
    """A second, two, and no more."""
    cues = seen([0, 900, 1950, 9000], fast=[0.9, 0.5, 0.7, 0.99])
    assert cues["fast_near"].tolist() == pytest.approx([0.0, np.log(9), ALONE, ALONE])
    assert cues["fast_further"][0] == pytest.approx(np.log(7 / 3))
    assert cues["fast_further"][3] == ALONE


def test_the_crack_before_a_blast_and_the_one_after_it_are_two():
    """Of one bullet the crack comes first; the same front as a crack is none of both."""
    cues = seen([0, 4, 80], crack=[0.9, 0.2, 0.1])
    assert cues["crack_before"].tolist() == pytest.approx([ALONE, ALONE, np.log(9)])
    assert cues["crack_after"][0] == pytest.approx(np.log(1 / 9))


def test_even_rounds_are_told_from_uneven_ones():
    """A front midway between two rounds, one off the middle, and the ends of a train."""
    cues = seen([0, 100, 200, 260], fast=[0.9] * 4)
    assert cues["uneven"][1] == pytest.approx(0.0)
    assert cues["uneven"][2] == pytest.approx(np.log(100 / 60))
    assert cues["uneven"][0] == cues["uneven"][3] == NO_TRAIN


def test_chances_of_none_and_of_all_are_numbers():
    """Nothing overflows."""
    cues = seen([0, 100], fast=[0.0, 1.0], pace=[1.0, 0.0])
    assert all(np.isfinite(values).all() for values in cues.values())


def test_no_fronts_have_no_company():
    """A silent stretch is no trouble."""
    assert seen([])["fast"].shape == (0,)


def test_the_cues_are_those_of_looking_at_each_front_alone():
    """The most of others near, the slow way, for a hundred fronts at random."""
    random = np.random.default_rng(4)
    fronts = np.sort(random.choice(20_000, 100, replace=False))
    fast = random.uniform(0.01, 0.99, 100)
    cues = seen(fronts.tolist(), fast=fast)
    logit = np.log(fast / (1 - fast))
    for number, at in enumerate(fronts):
        others = [logit[n] for n, t in enumerate(fronts) if n != number and abs(t - at) <= 1000]
        assert cues["fast_near"][number] == pytest.approx(max(others, default=ALONE))
