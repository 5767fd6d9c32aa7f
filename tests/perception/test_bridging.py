"""Sound is made even: short holes are bridged in time, long ones stay, blocks are whole seconds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.clock import Instant, TimeBase
from witnessmark.perception.sound.bridging import EvenBlock, evened

RATE = 8000


@dataclass(frozen=True)
class Block:
    start: Instant
    rate: int
    samples: np.ndarray


def block(start: int, samples: np.ndarray, rate: int = RATE) -> Block:
    shaped = samples.astype(np.float32).reshape(
        len(samples), samples.shape[1] if samples.ndim > 1 else 1
    )
    return Block(TimeBase(1, rate).at(start), rate, shaped)


def in_pieces(sound: np.ndarray, length: int, hole: int) -> list[Block]:
    """Blocks of *length* samples of *sound*, with *hole* samples left out after each."""
    starts = range(0, len(sound), length + hole)
    return [block(at, sound[at : at + length]) for at in starts]


def hiss(count: int) -> np.ndarray:
    return 0.1 * np.random.default_rng(3).standard_normal(count).astype(np.float32)


def end(one: EvenBlock) -> Fraction:
    return one.start.seconds + Fraction(len(one.samples), one.rate)


def touching(blocks: list[EvenBlock]) -> bool:
    return all(end(a) == b.start.seconds for a, b in pairwise(blocks))


def test_holes_of_two_milliseconds_are_bridged_and_every_sample_keeps_its_time() -> None:
    """What was there lies where it lay; what was not is no louder than what was, and counted."""
    sound = hiss(4 * RATE)
    even = list(evened(in_pieces(sound, 168, 16)))
    assert touching(even)
    whole = np.concatenate([one.samples[:, 0] for one in even])
    there = np.arange(whole.size) % 184 < 168
    np.testing.assert_array_equal(whole[there], sound[: whole.size][there])
    assert sum(one.bridged for one in even) == Fraction(int((~there).sum()), RATE)
    assert np.abs(whole[~there]).max() <= np.abs(sound).max()
    assert np.std(whole[~there]) == pytest.approx(0.1, rel=0.1)


@pytest.mark.parametrize(("hole", "parts"), [(8, 1), (9, 1), (399, 1), (400, 2), (8000, 2)])
def test_a_hole_of_a_twentieth_of_a_second_stays_one(hole: int, parts: int) -> None:
    """Shorter ones are bridged; from there on what follows lies apart, at its own time."""
    even = list(evened([block(0, hiss(800)), block(800 + hole, hiss(800))]))
    assert len(even) == parts
    assert end(even[-1]) == pytest.approx(Fraction(1600 + hole, RATE), abs=1e-3)
    assert bool(even[0].bridged) is (8 < hole < 400)


def test_a_hole_behind_less_sound_than_it_is_long_is_bridged_too() -> None:
    """One sample is enough to go on from."""
    (even,) = evened([block(0, np.full(1, 0.5)), block(101, hiss(99))])
    assert even.samples[:101, 0].tolist() == [0.5] * 101


def test_stamps_that_drift_are_bridged_before_they_lie_apart() -> None:
    """Half a millisecond too late every time is made up for, and nothing is parted."""
    even = list(evened(in_pieces(hiss(4 * RATE), 168, 4)))
    assert touching(even)
    assert float(end(even[-1])) == pytest.approx(4, abs=2e-3)


def test_a_repetition_is_heard_once() -> None:
    """Sound that is stamped as had already is left out, in part or wholly."""
    first, again = block(0, np.ones(1200)), block(600, np.full(1200, 2.0))
    (even,) = evened([first, again])
    assert even.samples[:, 0].tolist() == [1.0] * 1200 + [2.0] * 600
    within, after = block(100, np.ones(200)), block(1200, np.ones(10))
    (even,) = evened([first, within, after])
    assert len(even.samples) == 1210


def test_a_clock_far_back_is_believed() -> None:
    """More than a second back is no repetition: nothing is left out."""
    even = list(evened([block(80_000, np.ones(99)), block(0, np.ones(99))]))
    assert [one.start.seconds for one in even] == [10, 0]


@pytest.mark.parametrize("other", [block(100, np.ones((50, 2))), block(50, np.ones(50), 4000)])
def test_another_form_of_sound_begins_anew(other: Block) -> None:
    """A change of channels or of rate ends a block, and the sound goes on at its time."""
    even = list(evened([block(0, np.ones(100)), other]))
    assert [len(one.samples) for one in even] == [100, 50]
    assert touching(even)


def test_no_sound_gives_no_block() -> None:
    """Nothing, or empty blocks, stay nothing."""
    assert list(evened([])) == []
    assert list(evened([block(0, np.zeros(0))])) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 3 * RATE), max_size=10), st.integers(1, 5000), st.integers(9, 390))
def test_how_the_sound_is_cut_changes_nothing(cuts: list[int], at: int, hole: int) -> None:
    """Whole seconds come out, the same for any blocks on either side of the same hole."""
    sound = hiss(3 * RATE)
    apart = at, at + hole

    def cut(edges: list[int]) -> list[Block]:
        every = sorted({0, *apart, len(sound), *edges})
        parts = [(a, b) for a, b in pairwise(every) if not apart[0] <= a < apart[1]]
        return [block(a, sound[a:b]) for a, b in parts]

    whole, parted = list(evened(cut([]))), list(evened(cut(cuts)))
    assert [len(one.samples) for one in whole] == [RATE] * 3
    assert [one.start for one in parted] == [one.start for one in whole]
    for one, other in zip(parted, whole, strict=True):
        np.testing.assert_array_equal(one.samples, other.samples)
        assert one.bridged == other.bridged
