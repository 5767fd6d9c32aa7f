"""Resampled sound keeps its time, to a twentieth of a millisecond, across gaps."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from witnessmark.clock import TimeBase
from witnessmark.perception.sound.mixdown import MonoBlock
from witnessmark.perception.sound.resampling import Piece, Resampler, stretches

RATES = (8000, 11025, 12000, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000)


def block(start: int, rate: int, samples: np.ndarray) -> MonoBlock:
    return MonoBlock(TimeBase(1, rate).at(start), rate, samples.astype(np.float32))


def joined(pieces: list[Piece]) -> np.ndarray:
    return np.concatenate([piece.samples for piece in pieces])


def pulse(rate: int, at: float, seconds: float) -> np.ndarray:
    """A smooth pulse of a fifth of a millisecond about *at* seconds."""
    time = np.arange(round(seconds * rate)) / rate
    return np.exp(-0.5 * ((time - at) / 2e-4) ** 2)


def summit(samples: np.ndarray) -> float:
    """Where the pulse is highest, in samples, between them by a parabola."""
    k = int(samples.argmax())
    a, b, c = (float(x) for x in samples[k - 1 : k + 2])
    return k + 0.5 * (a - c) / (a - 2 * b + c)


@pytest.mark.parametrize("target", [12_000, 16_000])
@pytest.mark.parametrize("rate", RATES)
def test_an_impulse_keeps_its_time(rate: int, target: int) -> None:
    """At every rate a pulse lies where it lay, to 0.05 ms, whatever the blocks."""
    sound, at = pulse(rate, 0.71234, 1.5), 0.71234
    cuts = [0, 7, rate // 3, rate, len(sound)]
    blocks = [block(5 * rate + a, rate, sound[a:b]) for a, b in pairwise(cuts)]
    pieces = list(stretches(blocks, target))
    assert [piece.last for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    found = float(pieces[0].start_seconds) + summit(joined(pieces)) / target
    assert found == pytest.approx(5 + at, abs=5e-5)
    assert abs(joined(pieces).size - len(sound) * target / rate) <= 1


def test_sample_numbers_run_on_without_a_hole() -> None:
    """Each piece begins at the number where the last one ended."""
    pieces = list(stretches(block(n * 4410, 44100, np.ones(4410)) for n in range(30)))
    reached = 0
    for piece in pieces:
        assert piece.first == reached
        reached += piece.samples.size


@pytest.mark.parametrize("gap", [3, 480, 48_000])
def test_a_gap_begins_a_new_stretch(gap: int) -> None:
    """What follows a gap of more than a millisecond has its own number and exact start."""
    first, second = block(0, 1000, np.ones(100)), block(100 + gap, 1000, np.ones(50))
    pieces = list(stretches([first, second]))
    starts = {piece.stretch: piece.start_seconds for piece in pieces}
    assert starts == {0: 0, 1: Fraction(100 + gap, 1000)}
    assert [p.stretch for p in pieces if p.last] == [0, 1]
    assert joined([p for p in pieces if p.stretch == 1]).size == 600


def test_rounded_stamps_do_not_tear_the_sound() -> None:
    """Blocks whose stamps are rounded to a millisecond are one stretch."""
    milliseconds = TimeBase(1, 1000)
    blocks = [
        MonoBlock(milliseconds.nearest(Fraction(n * 1001, 12_000)), 12_000, np.ones(1001, "f4"))
        for n in range(40)
    ]
    assert {piece.stretch for piece in stretches(blocks)} == {0}


def test_a_clock_far_back_is_believed() -> None:
    """More than a second back is no repetition: nothing is left out."""
    pieces = list(stretches([block(120_000, 12_000, np.ones(99)), block(0, 12_000, np.ones(99))]))
    assert [(p.stretch, p.start_seconds) for p in pieces if p.last] == [(0, 10), (1, 0)]
    assert joined(pieces).size == 198


def test_a_change_of_rate_begins_a_new_stretch() -> None:
    """Sound whose rate changes midway goes on at the right time."""
    pieces = list(stretches([block(0, 8000, np.ones(8000)), block(48_000, 48_000, np.ones(480))]))
    assert [(p.rate_native, p.start_seconds) for p in pieces if p.last] == [(8000, 0), (48_000, 1)]


@pytest.mark.parametrize("samples", [1, 8, 48, 480])
def test_the_shortest_sound_comes_out(samples: int) -> None:
    """A millisecond, or one sample, is resampled like the rest and ends its stretch."""
    pieces = list(stretches([block(0, 48_000, np.ones(samples))]))
    assert pieces[-1].last
    assert abs(joined(pieces).size - samples / 4) <= 1


def test_no_sound_gives_no_piece() -> None:
    """Nothing, or empty blocks, hold no stretch."""
    assert list(stretches([])) == []
    assert list(stretches([block(0, 8000, np.zeros(0))])) == []


def test_a_second_stretch_does_not_hear_the_first() -> None:
    """The filter's memory ends with a stretch: the same sound gives the same samples again."""
    sound = np.random.default_rng(4).standard_normal(4800)
    resampler = Resampler()
    first = [*resampler.push(block(0, 48_000, sound)), *resampler.finish()]
    second = [*resampler.push(block(48_000, 48_000, sound)), *resampler.finish()]
    assert joined(first).tobytes() == joined(second).tobytes()
    assert second[0].stretch == 1
