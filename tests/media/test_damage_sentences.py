"""What could not be had is told in sentences with times and shares."""

from __future__ import annotations

from fractions import Fraction

from witnessmark.clock import Span, TimeBase
from witnessmark.media.damage import SoundFaults, picture_damage, sound_damage

BASE = TimeBase(1, 1000)


def spans(*pairs: tuple[int, int]) -> list[Span]:
    """Return spans in milliseconds."""
    return [Span(BASE.at(start), BASE.at(end)) for start, end in pairs]


def test_whole_sound_has_no_damage() -> None:
    """Nothing is said of a track that is all there, give or take its last frame."""
    assert sound_damage(spans((0, 10_000)), SoundFaults(), Fraction("10.02")) == ()


def test_an_early_end_is_told_with_both_lengths() -> None:
    """The sentence names what was decoded and what the header declares."""
    assert sound_damage(spans((0, 3200)), SoundFaults(), Fraction(10)) == (
        "The file ends early: 3.2 s of the 10.0 s its header declares could be decoded.",
    )


def test_lost_packets_are_told_with_place_and_share() -> None:
    """Packets that touch are one place, and the hole they leave is not told twice."""
    faults = SoundFaults()
    for start in ("2", "2.02"):
        faults.add_lost(Fraction(start), Fraction("0.02"))
    assert sound_damage(spans((0, 2000), (2040, 4000)), faults, None) == (
        "The sound could not be decoded at 0:02.0, for 0.040 s in all (1% of the track).",
    )


def test_packets_without_times_are_counted() -> None:
    """Where the container gives no times the number is told."""
    faults = SoundFaults()
    faults.add_lost(None, Fraction(0))
    assert sound_damage(spans((0, 2000)), faults, None) == (
        "1 packet of sound could not be decoded, at unknown times.",
    )


def test_a_hole_in_the_file_is_no_fault_of_the_decoder() -> None:
    """A gap that no packet accounts for is told as the file's own."""
    assert sound_damage(spans((0, 2000), (4000, 5000)), SoundFaults(), None) == (
        "The file holds no sound after 0:02.0, for 2.0 s in all.",
    )


def test_many_places_are_counted() -> None:
    """A hundred holes make one sentence, not a hundred."""
    holes = spans(*((n * 1000, n * 1000 + 900) for n in range(101)))
    assert sound_damage(holes, SoundFaults(), None) == (
        "The file holds no sound in 100 places from 0:00.9 to 1:40.0, for 10.0 s in all.",
    )


def test_a_hostile_number_of_lost_packets_is_bounded() -> None:
    """A million scattered failures neither fill the memory nor take minutes to tell."""
    faults = SoundFaults()
    for number in range(30_000):
        faults.add_lost(Fraction(number), Fraction("0.5"))
    assert len(faults.lost) <= 10_000
    holes = spans(*((n * 1000 + 500, n * 1000 + 1000) for n in range(10_000)))
    assert len(sound_damage(holes, faults, None)) == 1


def test_changes_of_form_and_clock_are_told() -> None:
    """Converted stretches, clocks set anew and broken samples each have their sentence."""
    faults = SoundFaults(
        resets=[Fraction(7)], converted=[(Fraction(3), Fraction(2), 22050, 2)], broken=1
    )
    told = " ".join(sound_damage(spans((0, 9000)), faults, None))
    assert "clock jumps at 0:07.0" in told
    assert "From 0:03.0, for 2.0 s, the sound changes to 22050 Hz and 2 channels" in told
    assert "1 sample of sound held no number that could be sound" in told


def test_lost_picture_is_counted() -> None:
    """Undecodable packets of picture are told with the first of their places."""
    assert picture_damage(250, 12, Fraction("3.2"), []) == (
        "12 of 250 packets of picture could not be decoded, the first at 0:03.2.",
    )
    assert picture_damage(250, 0, None, []) == ()
