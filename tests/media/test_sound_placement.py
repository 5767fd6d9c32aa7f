"""Each frame of sound lands on the sample that its timestamp names, and no sample twice."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from witnessmark.media.child.placement import SoundClock

RATE = 48000


def in_samples(first: Fraction = Fraction(0)) -> SoundClock:
    """Return a clock whose timestamps are samples."""
    return SoundClock(RATE, first, Fraction(1, RATE))


def test_a_start_offset_is_kept() -> None:
    """Sound that starts after the picture starts that much later on the clock."""
    assert in_samples(Fraction(-1, 2)).place(0, 1024) == (24000, 0)


def test_rounded_timestamps_do_not_tear_the_sound() -> None:
    """Timestamps in whole milliseconds leave frames of 1024 samples end to end."""
    clock = SoundClock(44100, Fraction(0), Fraction(1, 1000))
    starts = [clock.place(round(n * 1024 * 1000 / 44100), 1024)[0] for n in range(500)]
    assert starts == [n * 1024 for n in range(500)]


def test_a_jump_beyond_half_a_frame_is_a_gap() -> None:
    """A timestamp later by more than half a frame opens a new stretch exactly there."""
    clock = in_samples()
    clock.place(0, 1024)
    assert clock.place(1024 + 513, 1024) == (1537, 0)


def test_a_jump_within_half_a_frame_is_rounding() -> None:
    """A timestamp off by half a frame or less changes nothing."""
    clock = in_samples()
    clock.place(0, 1024)
    assert clock.place(1024 + 512, 1024) == (1024, 0)


def test_long_frames_do_not_hide_gaps() -> None:
    """Frames of a second still show a gap of a tenth."""
    clock = in_samples()
    clock.place(0, RATE)
    assert clock.place(RATE + 4800, RATE) == (RATE + 4800, 0)


def test_an_overlap_is_not_doubled() -> None:
    """Samples stamped over samples already had are left out."""
    clock = in_samples()
    clock.place(0, 4096)
    assert clock.place(2000, 4096) == (4096, 2096)
    assert clock.place(0, 4096) == (6096, 4096)


def test_a_missing_timestamp_follows_on() -> None:
    """A frame without a timestamp continues the one before, or starts the clock."""
    clock = in_samples()
    assert clock.place(None, 1024) == (0, 0)
    assert clock.place(None, 1024) == (1024, 0)


def test_a_clock_set_anew_loses_no_sound() -> None:
    """After a jump back of minutes the sound goes on end to end, and the place is noted."""
    clock = in_samples()
    clock.place(600 * RATE, 1024)
    assert clock.place(0, 1024) == (600 * RATE + 1024, 0)
    assert clock.place(1024, 1024) == (600 * RATE + 2048, 0)
    assert clock.resets == [600 * RATE + 1024]


def test_an_absurd_jump_ahead_is_no_gap_of_years() -> None:
    """A timestamp years ahead is a clock set anew."""
    clock = in_samples()
    clock.place(0, 1024)
    assert clock.place(2**50, 1024) == (1024, 0)
    assert len(clock.resets) == 1


def test_two_hours_do_not_drift() -> None:
    """The count of samples agrees with the timestamps after two hours of odd frames."""
    clock = SoundClock(44100, Fraction(0), Fraction(1, 90000))
    frames = 2 * 3600 * 44100 // 1152
    for number in range(frames):
        start, _ = clock.place(number * 1152 * 90000 // 44100, 1152)
    assert start == (frames - 1) * 1152


@given(
    st.lists(
        st.tuples(st.none() | st.integers(-(2**40), 2**40), st.integers(1, 5000)), max_size=40
    ),
    st.sampled_from([Fraction(1, 1000), Fraction(1, 90000), Fraction(32, 1225)]),
    st.fractions(-1000, 1000, max_denominator=90000),
)
def test_no_stream_of_timestamps_doubles_or_reverses(
    frames: list[tuple[int | None, int]], time_base: Fraction, first: Fraction
) -> None:
    """Whatever the timestamps, every frame begins at or after the end of the one before."""
    clock = SoundClock(44100, first, time_base)
    reached: int | None = None
    for pts, samples in frames:
        start, skip = clock.place(pts, samples)
        assert 0 <= skip <= samples
        assert reached is None or start >= reached
        reached = start + samples - skip
        assert clock.reached == reached
