"""Fire of another mode than the claim's: it leaves open only what it may be."""

import pytest
from alignment_nouns import (
    NOT_SHOWN,
    NOT_TESTED,
    bang,
    claim,
    fire,
    reading,
    recording,
    sought,
    when,
)

from witnessmark.alignment import align
from witnessmark.model import Verdict


def weighed(one, observations):
    return align(reading(one), recording(), observations, sought()).findings[0]


BURST = [20 + 0.1 * n for n in range(9)]


@pytest.mark.parametrize(
    ("confidence", "verdict"), [(0.97, Verdict.SHOWN_ELSEWHEN), (0.8, NOT_TESTED)]
)
def test_a_burst_of_which_rounds_were_missed_is_no_single_shots(confidence, verdict):
    """More rounds make automatic fire no slower; only where it may be none is it left open."""
    told = claim("Single shots are fired.", time=when("in the middle", 0.3, 0.5))
    heard = [*fire(BURST, "automatic", confidence), *fire([50, 53])]
    finding = weighed(told, heard)
    assert finding.verdict is verdict


def test_single_shots_of_which_rounds_may_be_missing_may_be_a_burst():
    """A shot that may be what is left of a burst leaves automatic fire open."""
    *shots, group = fire([20, 21])
    missing = group.model_copy(update={"attributes": {**group.attributes, "at_least": True}})
    told = claim("Automatic fire breaks out.", "FIRE_AUTOMATIC")
    assert weighed(told, [*shots, missing]).verdict is NOT_TESTED
    assert weighed(told, fire([20, 21])).verdict is NOT_SHOWN


@pytest.mark.parametrize(
    "doubtful",
    [fire([20], confidence=0.6), [bang(20, chance_of_shot=0.4), bang(20.2, chance_of_shot=0.4)]],
)
@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Automatic fire is heard throughout.", when("throughout", 0.0, 1.0, ("e",))),
        ("Automatic fire goes on to the end.", when("to the end", 0.0, 1.0, ("f",))),
    ],
)
def test_what_may_be_it_once_does_not_last(words, time, doubtful):
    """One doubtful moment early on is no automatic fire all through, nor to the end."""
    finding = weighed(claim(words, "FIRE_AUTOMATIC", time=time), doubtful)
    assert finding.verdict is NOT_SHOWN
    assert "which may be automatic fire, but not " in finding.reason
    assert finding.citations


def test_a_burst_that_is_heard_in_pieces_is_cited_as_one():
    """Groups less than a second apart are one stretch; a longer pause parts them."""
    heard = [
        *fire([5, 5.1, 5.2], "burst"), *fire([5.9, 6.0, 6.1], "burst"),
        *fire([9, 9.1, 9.2], "burst"),
    ]  # fmt: skip
    finding = weighed(claim("Bursts are fired.", "FIRE_AUTOMATIC"), heard)
    assert [(c.start.json_seconds, c.end.json_seconds) for c in finding.citations] == [
        (5.0, 6.11),
        (9.0, 9.21),
    ]
