"""How long something lasts: borne out by what was heard, or left open, and never refuted."""

from fractions import Fraction

import pytest
from alignment_nouns import claim, explosion, fire, reading, recording, sought

from witnessmark.alignment import align
from witnessmark.alignment.lasting import length_told
from witnessmark.model import ClaimTime, Clock, Quantity, Verdict

TEN_SECONDS = [20 + 0.1 * n for n in range(101)]


def told(words, least, most, act="FIRE_AUTOMATIC"):
    length = Quantity(text=words, span=(0, len(words)), min=least, max=most, unit="s")
    return claim(f"{words} of automatic fire are heard", act, quantities=(length,))


def weighed(one, observations):
    return align(reading(one), recording(), observations, sought()).findings[0]


@pytest.mark.parametrize(("least", "most"), [(10, 10), (9, 9), (12, 12), (8, 12), (8, None)])
def test_a_length_that_fits_is_borne_out(least, most):
    """Ten seconds of fire are ten, nine or twelve by a writer's words, and over eight."""
    finding = weighed(told("ten seconds", least, most), fire(TEN_SECONDS, "automatic"))
    assert finding.verdict is Verdict.SHOWN
    assert "; it lasts 10 s by what is heard, from 0:20.0 to 0:30.0." in finding.reason


@pytest.mark.parametrize(("least", "most"), [(30, 30), (3, 3), (60, None), (12, 20), (5, 8)])
def test_a_length_that_does_not_fit_is_left_open_and_told(least, most):
    """Half a minute is not ten seconds: that is said, and what was heard is cited."""
    finding = weighed(told("so long", least, most), fire(TEN_SECONDS, "automatic"))
    assert finding.verdict is Verdict.CONSISTENT
    assert "lasts 10 s" in finding.reason
    assert finding.citations


def test_bursts_with_short_pauses_last_together():
    """Two bursts of four seconds, two apart, are ten seconds of fire."""
    first, second = TEN_SECONDS[:41], TEN_SECONDS[60:]
    observations = [*fire(first, "automatic"), *fire(second, "automatic")]
    finding = weighed(told("ten seconds", 10, 10), observations)
    assert finding.verdict is Verdict.SHOWN
    assert "it lasts 10 s by what is heard" in finding.reason


def test_a_length_of_an_explosion_is_not_tested():
    """A blast lasts no time that could be held against words."""
    one = told("five seconds", 5, 5, "EXPLOSION_UNATTRIBUTED")
    finding = weighed(one, [explosion(20)])
    assert finding.verdict is Verdict.CONSISTENT
    assert "how long it lasted was not tested" in finding.reason
    assert length_told(one) == (Fraction(15, 4), Fraction(25, 4))


def test_a_stretch_of_the_recording_is_no_length():
    """The first ten seconds are where, not how long."""
    first = Quantity(text="first ten seconds", span=(0, 17), min=0, max=10, unit="media_s")
    assert length_told(claim("Shots in the first ten seconds", quantities=(first,))) is None


def test_a_duration_on_the_clock_is_a_length():
    """ "For twenty seconds", read as a duration, is one too."""
    lasting = ClaimTime(clock=Clock(kind="duration", value="twenty seconds", seconds=20.0))
    assert length_told(claim("It lasts twenty seconds", time=lasting)) == (15, 25)
