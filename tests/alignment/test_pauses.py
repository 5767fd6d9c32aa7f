"""A denial for so many seconds, without a word of where, is borne out by a pause of that length."""

import pytest
from alignment_nouns import bang, claim, fire, reading, recording, sought

from witnessmark.alignment import align
from witnessmark.model import Quantity, Verdict

SHOTS = fire([5, 6, 30, 40, 50, 58])
DENIED = {"polarity": "neg", "certainty": "CT-"}


def verdict(seconds, heard):
    """The finding on a denial of fire for so many *seconds*."""
    words = f"For {seconds} seconds nobody fires."
    length = Quantity(text=f"{seconds} seconds", span=(4, 14), unit="s", min=seconds, max=seconds)
    told = reading(claim(words, quantities=(length,), **DENIED))
    return align(told, recording(), heard, sought()).findings[0]


@pytest.mark.parametrize(
    ("seconds", "heard", "borne_out"),
    [
        (20, SHOTS, True),  # from 6 to 30
        (40, SHOTS, False),
        (20, [*SHOTS, bang(18, chance_of_shot=0.4)], False),
    ],
)
def test_a_pause_of_that_length_bears_it_out(seconds, heard, borne_out):
    """A bang that may be a shot breaks a pause; that there is none is left open."""
    finding = verdict(seconds, heard)
    assert finding.verdict is (Verdict.NOT_SHOWN if borne_out else Verdict.NOT_TESTED)
    assert bool(finding.supports) is borne_out
