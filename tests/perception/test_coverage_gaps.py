"""What could not be heard is named with its time, and what could be is not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from witnessmark.clock import Instant, TimeBase
from witnessmark.media import open_footage
from witnessmark.model import Kind
from witnessmark.perception.sound.coverage import Coverage, Gap
from witnessmark.rendering import random_scenario, synthesise_sound

DATA = Path(__file__).parents[2].parent / "shared/data"
RATE = 16_000


@dataclass(frozen=True)
class Block:
    start: Instant
    rate: int
    samples: np.ndarray


def gaps(samples: np.ndarray, rate: int = RATE, block: int | None = None) -> list[Gap]:
    """Cover *samples*, shape (n,) or (n, channels), in blocks."""
    samples = samples.astype(np.float32).reshape(len(samples), -1)
    coverage, block = Coverage(), block or rate
    for at in range(0, len(samples), block):
        coverage.push(Block(TimeBase(1, rate).at(at), rate, samples[at : at + block]))
    return coverage.finish()


def noise(seconds: float, level: float, rate: int = RATE) -> np.ndarray:
    return level * np.random.default_rng(5).standard_normal(round(seconds * rate))


def places(found: list[Gap], kind: Kind) -> list[tuple[float, float]]:
    return [(float(g.start), float(g.end)) for g in found if g.kind is kind]


@pytest.mark.parametrize("offset", [0.0, 0.25])
@pytest.mark.parametrize("rate", [8000, 11_025, 48_000])
def test_a_muted_stretch_is_silence(rate: int, offset: float) -> None:
    """Two seconds and more without any movement are named, with an offset or without."""
    sound = noise(9, 0.01, rate)
    sound[2 * rate : 5 * rate] = 0
    ((start, end),) = places(gaps(sound + offset, rate), Kind.SILENCE)
    assert (start, end) == pytest.approx((2, 5), abs=0.025)


@pytest.mark.parametrize("block", [333, 4000, 16_000 * 9])
def test_blocks_make_no_difference(block: int) -> None:
    """The same gaps are found whatever the blocks."""
    sound = noise(9, 0.1)
    sound[2 * RATE : 5 * RATE] = 0
    sound[6 * RATE :] = np.sign(sound[6 * RATE :])
    assert gaps(sound, block=block) == gaps(sound)


def troubled(seed: int) -> np.ndarray:
    """Nine seconds of what is muted, cut, clipped, loud and quiet in turns of random length."""
    random = np.random.default_rng(seed)
    parts = []
    while sum(map(len, parts)) < 9 * 8000:
        sound = random.normal(0, 1, int(random.integers(40, 24_000)))
        parts.append(
            (0 * sound, 0.1 * sound, 1e-3 * sound, np.clip(9 * sound, -1, 1))[
                int(random.integers(4))
            ]
        )
    return np.concatenate(parts)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 72_000), max_size=12))
def test_how_the_sound_comes_in_makes_no_difference(seed: int, cuts: list[int]) -> None:
    """Muted, cut out, clipped and masked: the same whatever the blocks, however uneven."""
    sound = troubled(seed).astype(np.float32)[:, None]
    coverage, base = Coverage(), TimeBase(1, 8000)
    edges = sorted({0, len(sound), *(cut for cut in cuts if cut < len(sound))})
    for first, last in pairwise(edges):
        coverage.push(Block(base.at(first), 8000, sound[first:last]))
    assert coverage.finish() == gaps(sound, 8000, len(sound))


def test_a_cut_between_two_blocks_is_judged_by_both_sides() -> None:
    """A cut is named also where its edge lies a frame from the end of a second."""
    sound = noise(3, 0.1)
    sound[RATE - 160 - 3200 : RATE - 160] = 0
    sound[RATE - 160 : RATE] *= 0.01
    ((start, end),) = places(gaps(sound), Kind.SILENCE)
    assert (start, end) == pytest.approx((0.79, 0.99), abs=0.011)


def test_a_cut_out_of_running_sound_is_named() -> None:
    """Half a second taken out of loud sound is a gap; the pause of a quiet room is none."""
    sound = noise(6, 0.1)
    sound[2 * RATE : 2 * RATE + RATE // 2] = 0
    ((start, end),) = places(gaps(sound), Kind.SILENCE)
    assert (start, end) == pytest.approx((2, 2.5), abs=0.025)
    assert gaps(sound * 1e-2) == []


def test_one_muted_channel_of_two_is_no_gap() -> None:
    """What one channel does not hold the other does."""
    sound = noise(6, 0.01)
    assert gaps(np.stack([sound, np.zeros_like(sound)], axis=1)) == []


def test_no_numbers_are_no_sound() -> None:
    """A stretch of NaN, however short, is a gap that says so."""
    sound = noise(4, 0.01)
    sound[RATE : RATE + 800] = np.nan
    (gap,) = gaps(sound)
    assert gap.attributes == {"cause": "no numbers"}
    assert (float(gap.start), float(gap.end)) == pytest.approx((1, 1.05), abs=0.011)


@pytest.mark.parametrize("gain", [1.0, 0.4])
def test_heavy_clipping_is_named_also_where_it_was_turned_down(gain: float) -> None:
    """Seconds cut flat are clipped, at full scale and below."""
    sound = noise(6, 0.02)
    sound[2 * RATE : 4 * RATE] = gain * np.clip(noise(2, 4.0), -1, 1)
    assert places(gaps(sound), Kind.CLIPPED) == [(2, 4)]


def test_a_tone_is_not_clipped() -> None:
    """A pure tone is flat-topped by nature and is left alone."""
    tone = 0.9 * np.sin(2 * np.pi * 441.7 * np.arange(4 * RATE) / RATE)
    assert places(gaps(tone), Kind.CLIPPED) == []


def test_deafening_noise_masks() -> None:
    """Steady noise that leaves a full-scale blast no room is masked; 12 dB less is not."""
    sound = noise(8, 0.05)
    sound[3 * RATE : 6 * RATE] = np.clip(noise(3, 0.28), -0.97, 0.97)
    ((start, end),) = places(gaps(sound), Kind.MASKED)
    assert (start, end) == (3, 6)
    assert gaps(noise(8, 0.07)) == []


@pytest.mark.parametrize("seed", range(4))
def test_rendered_scenes_are_not_masked(seed: int) -> None:
    """Gunfire and its echoes do not mask themselves."""
    sound, rate, _ = synthesise_sound(random_scenario(seed))
    assert places(gaps(sound, rate), Kind.MASKED) == []


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared recordings are not here")
@pytest.mark.parametrize("name", ["rain", "birds1", "piano", "car_engine"])
def test_everyday_sounds_have_no_gaps(name: str) -> None:
    """Nothing is wrong with these recordings, and nothing is said to be."""
    coverage = Coverage()
    with open_footage(DATA / f"negatives/{name}.flac").read_sound() as reader:
        for block in reader:
            coverage.push(block)
    assert coverage.finish() == []
