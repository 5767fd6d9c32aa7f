"""How sure a number is: of all the shots together, and not of each by itself."""

from itertools import product
from math import prod

import pytest
from alignment_nouns import (
    ME,
    bang,
    claim,
    fire,
    reading,
    recording,
    shot,
    sought,
    span,
)
from hypothesis import given
from hypothesis import strategies as st

from witnessmark.alignment import align
from witnessmark.alignment.counting import at_least
from witnessmark.model import Kind, Observation, Quantity, Verdict

CHANCES = st.lists(st.floats(0, 1), max_size=7)


def weighed(one, observations, **parts):
    return align(reading(one), recording(**parts), observations, sought()).findings[0]


def shots(words, low, high):
    """Return the claim that *words*, a number of shots from *low* to *high*, are heard."""
    number = Quantity(text=words, span=(0, len(words)), unit="shots", min=low, max=high)
    return claim(f"{words} are heard", quantities=(number,))


def lone(confidences, interval=None):
    """Return single shots of those confidences, five seconds apart, and their one group."""
    heard = [shot(5 * (n + 1), confidence) for n, confidence in enumerate(confidences)]
    group = Observation.of(
        recording=heard[0].recording,
        kind=Kind.GUNFIRE,
        span=span(5, 5 * len(heard) + 0.01),
        confidence=max(confidences),
        made_by=ME,
        attributes={
            "shots": len(heard),
            "shot_ids": [one.id for one in heard],
            "mode": "single",
            "count_interval": list(interval or (len(heard), len(heard))),
        },
    )
    return [*heard, group]


@given(CHANCES)
def test_the_chance_of_a_number_is_summed_over_all_ways_to_get_it(chances):
    """The fast way gives what adding up every combination gives."""
    tails = at_least(chances)
    assert len(tails) == len(chances) + 1
    for least, tail in enumerate(tails):
        ways = (
            prod(c if true else 1 - c for c, true in zip(chances, how, strict=True))
            for how in product((False, True), repeat=len(chances))
            if sum(how) >= least
        )
        assert tail == pytest.approx(sum(ways), abs=1e-12)


@given(CHANCES)
def test_more_is_never_surer_than_fewer(chances):
    """The chance of at least so many falls with the number, and at least none is certain."""
    tails = at_least(chances)
    assert tails[0] == 1
    assert list(tails) == sorted(tails, reverse=True)
    assert all(0 <= tail <= 1 for tail in tails)


@pytest.mark.parametrize(
    ("confidence", "verdict"), [(0.97, Verdict.CONSISTENT), (0.995, Verdict.SHOWN)]
)
@pytest.mark.parametrize(("low", "high"), [(10, 10), (10, None)])
def test_ten_sure_shots_are_not_surely_ten(confidence, verdict, low, high):
    """Ten shots at 97 % are ten at 74 %, which shows neither ten nor at least ten."""
    finding = weighed(shots("ten shots", low, high), lone([confidence] * 10))
    assert finding.verdict is verdict


def test_a_number_is_shown_with_the_confidence_of_all_its_shots():
    """Three shots at 98, 97 and 99 % are three at 94 %."""
    finding = weighed(shots("three shots", 3, 3), lone([0.98, 0.97, 0.99]))
    assert finding.verdict is Verdict.SHOWN
    assert finding.confidence == pytest.approx(0.98 * 0.97 * 0.99, abs=1e-4)


@pytest.mark.parametrize(
    ("confidences", "verdict"),
    [
        ([0.92, 0.92], Verdict.CONSISTENT),
        ([0.97, 0.97], Verdict.CONTRADICTED),
        ([0.92, 0.92, 0.92], Verdict.CONTRADICTED),
        ([0.8] * 6, Verdict.CONSISTENT),
    ],
)
def test_a_number_is_contradicted_where_more_are_sure_together(confidences, verdict):
    """Two at 92 % are both true at 85 % only; doubtful ones refute nothing, however many."""
    finding = weighed(shots("one shot", 1, 1), lone(confidences))
    assert finding.verdict is verdict
    if verdict is Verdict.CONTRADICTED:
        assert finding.confidence == pytest.approx(at_least(confidences)[2], abs=1e-4)
        assert f"{int(finding.confidence * 100)}% sure that there were more than 1" in (
            finding.reason
        )
    else:
        assert "heard in all" in finding.reason


def test_a_number_that_the_group_itself_leaves_open_is_not_contradicted():
    """Two sure shots of which their group says that they may be one do not refute one."""
    finding = weighed(shots("one shot", 1, 1), lone([0.99, 0.99], (1, 4)))
    assert finding.verdict is Verdict.CONSISTENT
    assert "at least 1 of them with 90% certainty, and up to 4 may have been" in finding.reason


def test_no_number_is_certain():
    """However many shots are heard, the confidence stays below one."""
    finding = weighed(shots("one shot", 1, 1), fire([1 + n / 4 for n in range(200)]))
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.confidence < 1
    assert "99% sure" in finding.reason


def test_an_exact_number_is_not_shown_where_half_was_not_heard():
    """What was not heard may hold another shot; a least number is shown all the same."""
    heard = fire([1, 2], confidence=0.99)
    exact = weighed(shots("two shots", 2, 2), heard, decoded=((0, 30),))
    assert exact.verdict is Verdict.CONSISTENT
    assert "only 50% of the stretch could be heard" in exact.reason
    least = weighed(shots("at least two shots", 2, None), heard, decoded=((0, 30),))
    assert least.verdict is Verdict.SHOWN


def test_an_exact_number_is_not_shown_beside_a_bang_that_may_be_one_more():
    """Two sure shots and a bang that may be a third are not surely two."""
    heard = [*fire([1, 2], confidence=0.99), bang(7, chance_of_shot=0.32)]
    finding = weighed(shots("two shots", 2, 2), heard)
    assert finding.verdict is Verdict.CONSISTENT
    assert "a bang of unknown cause is heard at 0:07.0 that may be another" in finding.reason
    assert weighed(shots("two or three shots", 2, 3), heard).verdict is Verdict.SHOWN
