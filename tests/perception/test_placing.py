"""What is heard is reported within the sound."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from witnessmark.clock import TimeBase
from witnessmark.perception.sound.placing import placed

CLOCK = TimeBase(1, 1000)
SECONDS = st.fractions(0, 20, max_denominator=48_000)


@given(SECONDS, SECONDS, SECONDS)
def test_no_span_reaches_past_the_end(start: Fraction, length: Fraction, end: Fraction) -> None:
    """Whatever is placed lasts a tick or more and ends with the sound, if that lasts a tick."""
    span = placed(CLOCK, min(start, end), start + length, end)
    assert span.start.seconds >= 0
    assert span.end.seconds <= max(end, Fraction(1, 1000))


def test_what_lies_within_stays_where_it_is() -> None:
    """Only the end of the sound moves anything."""
    span = placed(CLOCK, Fraction(1, 2), Fraction(3, 4), Fraction(1))
    assert (span.start.seconds, span.end.seconds) == (Fraction(1, 2), Fraction(3, 4))
