"""Sound reduced to a thousand frames a second."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.clock import Instant, TimeBase
from witnessmark.perception.sound.features import FLOOR_DB, reduce_sound


@dataclass(frozen=True)
class Block:
    start: Instant
    rate: int
    samples: np.ndarray


def blocks(samples, rate, size, first=0):
    base = TimeBase(1, rate)
    return [
        Block(base.at(first + at), rate, samples[at : at + size, None])
        for at in range(0, samples.size, size)
    ]


def noise(rate, seconds, seed=1):
    return (0.1 * np.random.default_rng(seed).standard_normal(int(rate * seconds))).astype(
        np.float32
    )


@settings(max_examples=20, deadline=None)
@given(size=st.integers(7, 5000), rate=st.sampled_from([8000, 11025, 12000, 44100, 48000]))
def test_features_do_not_depend_on_how_the_sound_was_cut_into_blocks(size, rate):
    """The same sound gives the same features however it arrives."""
    sound = noise(rate, 0.3)
    (whole,) = reduce_sound(blocks(sound, rate, sound.size))
    (parts,) = reduce_sound(blocks(sound, rate, size))
    assert np.array_equal(whole.level, parts.level)
    assert np.array_equal(whole.bands, parts.bands)
    assert np.array_equal(whole.peak, parts.peak)


def test_a_gap_begins_a_new_stretch():
    """What lies on both sides of a gap is never measured together."""
    sound = noise(12000, 0.5)
    later = blocks(sound, 12000, 1200, first=12000)
    first, second = reduce_sound([*blocks(sound, 12000, 1200), *later])
    assert first.seconds(0) == 0
    assert second.seconds(0) == 1


def test_a_change_of_rate_begins_a_new_stretch():
    """Samples of two rates are never put side by side."""
    one, two = noise(8000, 0.2), noise(16000, 0.2)
    joined = [*blocks(one, 8000, 800), *blocks(two, 16000, 800, first=3200)]
    assert [features.rate for features in reduce_sound(joined)] == [8000, 16000]


def test_digital_silence_is_at_the_floor():
    """Zeros give the floor, never minus infinity."""
    (features,) = reduce_sound(blocks(np.zeros(12000, np.float32), 12000, 4000))
    assert features.level == pytest.approx(FLOOR_DB)
    assert np.isfinite(features.bands).all()


def test_too_little_sound_gives_no_stretch():
    """Three samples hold no frame."""
    assert list(reduce_sound(blocks(np.zeros(3, np.float32), 12000, 3))) == []
