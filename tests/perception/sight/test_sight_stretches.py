"""Samples to stretches: what holds is reported whole, within its shot, and no flicker of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from witnessmark.clock import Span, TimeBase
from witnessmark.perception.sight.stretches import Sample, besides, in_one, stretches

BASE = TimeBase(1, 1000)


def _samples(*odds: float) -> list[Sample]:
    return [Sample(BASE.at(500 * n), one) for n, one in enumerate(odds)]


def _span(start: int, end: int) -> Span:
    return Span(BASE.at(start), BASE.at(end))


def test_a_condition_throughout_is_one_stretch_over_the_whole_shot():
    """A stretch reaches to the edges of its shot, not only from first to last look."""
    (one,) = stretches(_samples(3, 3, 3, 3), [_span(0, 2300)])
    assert one.span == _span(0, 2300)
    assert one.confidence == pytest.approx(0.9526, abs=1e-4)


def test_one_doubtful_look_does_not_break_a_stretch():
    """Weather does not stop for half a second."""
    (one,) = stretches(_samples(3, 3, -1, 3, 3), [_span(0, 2500)])
    assert (one.first, one.past) == (0, 5)


def test_one_loud_look_among_many_is_no_stretch():
    """A single look that errs is outweighed by its neighbours."""
    assert stretches(_samples(-3, -3, 2, -3, -3), [_span(0, 2500)]) == []


def test_a_change_within_a_shot_lies_half_way_between_the_looks():
    """Where a condition begins is known no better than the looks are apart."""
    (one,) = stretches(_samples(-3, -3, -3, 3, 3, 3), [_span(0, 3000)])
    assert one.span == _span(1250, 3000)


def test_each_shot_is_judged_on_its_own():
    """A condition of one shot does not leak into the next."""
    samples = _samples(3, 3, -3, -3, 3, 3)
    shots = [_span(0, 1000), _span(1000, 2000), _span(2000, 3000)]
    assert [one.span for one in stretches(samples, shots)] == [shots[0], shots[2]]


def test_a_shot_without_a_look_has_no_stretch():
    """Nothing is said of what was not looked at."""
    assert stretches(_samples(3, 3), [_span(0, 900), _span(900, 1000)])[0].span == _span(0, 900)
    assert len(stretches(_samples(3, 3), [_span(0, 900), _span(900, 1000)])) == 1
    assert Fraction(9, 10) == stretches(_samples(3, 3), [_span(0, 900)])[0].span.duration


def test_a_span_lies_in_one_shot_or_across_a_cut():
    """What touches a cut lies on its side of it; what reaches over it, or outside, in no shot."""
    shots = [_span(0, 1000), _span(1000, 2000)]
    assert in_one(_span(0, 1000), shots)
    assert in_one(_span(1000, 1040), shots)
    assert not in_one(_span(960, 1040), shots)
    assert not in_one(_span(1960, 2040), shots)
    assert not in_one(_span(0, 40), [_span(10, 500)])


def test_what_may_be_there_besides_what_is_leaves_that_out():
    """Of a stretch that may hold, what surely does is left out, and the rest judged by itself."""
    samples = _samples(-1, -1, -1, 3, 3, 3, 3, -1, -1, -1)
    shots = [_span(0, 5000)]
    held = stretches(samples, shots)
    rests = besides(samples, held, stretches(samples, shots, -2.0))
    assert [one.span for one in held] == [_span(1250, 3250)]
    assert [one.span for one in rests] == [_span(0, 1250), _span(3250, 5000)]
    assert [one.confidence for one in rests] == [pytest.approx(0.2689, abs=1e-4)] * 2
    assert besides(samples, held, held) == []
