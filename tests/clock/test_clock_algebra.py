"""Laws of exact time: instants, half-open spans, and what a file restores."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from witnessmark.clock import FINEST, Instant, PartialDate, Span, TimeBase, clock_face, union_length
from witnessmark.errors import BackwardSpanError, InexactTimeError

BASES = st.builds(TimeBase, st.integers(1, 10_000), st.integers(1, 2_000_000)).filter(
    lambda base: base >= FINEST
)
TICKS = st.integers(-(10**6), 10**9)
INSTANTS = st.builds(Instant, TICKS, BASES)
#: 285 years, up to where a double still holds every microsecond.
WITHIN = Fraction(2**53, 10**6)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, second = sorted([draw(INSTANTS), draw(INSTANTS)])
    assume(first < second)
    return Span(first, second)


@given(TICKS, BASES)
@example(10**9, TimeBase(FINEST))
@example(1, TimeBase(1001, 30000))
@example(-1, TimeBase(1, 90000))
def test_a_file_restores_every_tick(ticks: int, base: TimeBase) -> None:
    """Seconds to the microsecond, through JSON, give back the exact tick of any storable base."""
    instant = base.at(ticks)
    assume(abs(instant.seconds) < WITHIN)
    in_file = json.loads(json.dumps(instant.json_seconds))
    again = base.nearest(Fraction(str(in_file)))
    assert (again.ticks, again.time_base) == (ticks, base)


@given(st.integers(1, 10**6), st.integers(1, 10**9))
def test_storable_bases_are_no_finer_than_files_hold(numerator: int, denominator: int) -> None:
    """What `storable` returns is never finer than two microseconds, and is kept where it can be."""
    base = TimeBase(numerator, denominator)
    assert base.storable() >= FINEST
    assert base.storable() == base or base < FINEST


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=30, unique=True), BASES)
def test_frames_of_variable_rate_keep_their_order_and_gaps(ticks: list[int], base) -> None:
    """Irregular presentation times stay in order in the file, and each gap is restored exactly."""
    frames = [base.at(tick) for tick in sorted(ticks)]
    in_file = [frame.json_seconds for frame in frames]
    assert in_file == sorted(set(in_file))
    again = [base.nearest(Fraction(str(seconds))) for seconds in in_file]
    assert [b - a for a, b in pairwise(again)] == [b - a for a, b in pairwise(frames)]


@given(INSTANTS, INSTANTS)
def test_order_is_that_of_the_exact_seconds(a: Instant, b: Instant) -> None:
    """Instants of any two bases compare by value, and equal ones hash alike."""
    assert (a < b) is (a.seconds < b.seconds)
    assert (a == b) is (a.seconds == b.seconds)
    assert (a < b) + (a == b) + (a > b) == 1
    if a == b:
        assert hash(a) == hash(b)


@given(TICKS, BASES, st.integers(2, 7))
def test_one_moment_on_two_bases_is_one_instant(ticks: int, base: TimeBase, factor: int) -> None:
    """The same second counted in finer ticks is the same instant."""
    finer = TimeBase(Fraction(base) / factor)
    assert base.at(ticks) == finer.at(ticks * factor)


@given(spans())
def test_start_is_inside_and_end_is_not(span: Span) -> None:
    """Spans are half-open."""
    assert span.contains(span.start)
    assert not span.contains(span.end)


@given(spans(), INSTANTS)
def test_cutting_a_span_leaves_no_instant_out_and_none_twice(span: Span, at: Instant) -> None:
    """Two parts that touch do not overlap, and together have the whole length."""
    assume(span.start < at < span.end)
    left, right = Span(span.start, at), Span(at, span.end)
    assert not left.overlaps(right)
    assert left.contains(at) + right.contains(at) == 1
    assert left.duration + right.duration == span.duration


@given(spans(), spans())
def test_intersection_is_common_and_symmetric(a: Span, b: Span) -> None:
    """What two spans share lies in both, and is there exactly if they overlap."""
    shared = a.intersection(b)
    assert shared == b.intersection(a)
    assert (shared is not None) is a.overlaps(b) is b.overlaps(a)
    if shared is not None:
        assert a.contains(shared.start)
        assert b.contains(shared.start)
        assert shared.end <= min(a.end, b.end)


@given(st.lists(spans(), max_size=6))
def test_union_counts_no_instant_twice(given_spans: list[Span]) -> None:
    """The union is at most the sum, at least the longest, and adding a span again adds nothing."""
    length = union_length(given_spans)
    durations = [span.duration for span in given_spans]
    assert max(durations, default=0) <= length <= sum(durations)
    assert union_length(given_spans + given_spans) == length


@given(spans(), spans())
def test_union_of_two_is_the_sum_less_what_they_share(a: Span, b: Span) -> None:
    """Inclusion and exclusion hold exactly."""
    shared = a.intersection(b)
    common = shared.duration if shared else Fraction(0)
    assert union_length([a, b]) == a.duration + b.duration - common


@given(INSTANTS, INSTANTS)
def test_span_cannot_run_backward(a: Instant, b: Instant) -> None:
    """A span of no length, or a backward one, is refused."""
    with pytest.raises(BackwardSpanError):
        Span(max(a, b), min(a, b))


@pytest.mark.parametrize(
    "make",
    [
        lambda: TimeBase(0.04),
        lambda: TimeBase(1, 25.0),
        lambda: TimeBase(0),
        lambda: TimeBase(-1, 25),
        lambda: Instant(1.0, TimeBase(1, 25)),
        lambda: TimeBase(1, 25).nearest(1.5),
        lambda: PartialDate(2017, None, 3),
        lambda: PartialDate(2017, 2, 30),
    ],
)
def test_what_cannot_be_exact_is_refused(make) -> None:
    """Floats, bases of no length and dates that do not exist never become a time."""
    with pytest.raises(InexactTimeError):
        make()


@given(st.integers(-(10**6), 10**7))
def test_clock_face_reads_back_to_the_tenth(tenths: int) -> None:
    """The face people read says the position to a tenth of a second."""
    face = clock_face(Fraction(tenths, 10))
    parts = [Fraction(part) for part in face.lstrip("-").split(":")]
    value = sum(part * 60**power for power, part in enumerate(reversed(parts)))
    assert (-value if face.startswith("-") else value) == Fraction(tenths, 10)


@given(st.dates(), st.sampled_from(["year", "month", "day"]))
def test_partial_date_holds_the_day_it_was_made_from(day, precision: str) -> None:
    """However little of a date is told, the day itself lies between earliest and latest."""
    date = PartialDate(
        day.year,
        None if precision == "year" else day.month,
        day.day if precision == "day" else None,
    )
    assert date.earliest <= day <= date.latest
    assert date.edtf == day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
