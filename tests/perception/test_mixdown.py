"""Channels become one without losing, doubling or making a shot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from witnessmark.clock import Instant, TimeBase
from witnessmark.perception.sound.mixdown import Mixdown, mixed_down

RATE = 16_000
SECONDS = 6
SHOTS = (1.3, 2.55, 4.0)


@dataclass(frozen=True)
class Block:
    start: Instant
    rate: int
    samples: np.ndarray


def noise(seed: int, level: float = 0.003) -> np.ndarray:
    """A microphone's own noise."""
    return level * np.random.default_rng(seed).standard_normal(RATE * SECONDS)


def scene(seed: int = 1, shots: tuple[float, ...] = SHOTS) -> np.ndarray:
    """Decaying bursts of noise over a quiet bed."""
    sound = noise(seed)
    generator = np.random.default_rng(seed + 100)
    for at in shots:
        tail = np.exp(-np.arange(RATE // 4) / (0.02 * RATE)) * generator.standard_normal(RATE // 4)
        sound[round(at * RATE) :][: RATE // 4] += 0.3 * tail
    return sound


def mixed(*channels: np.ndarray, block: int = RATE) -> np.ndarray:
    """Mix in blocks of *block* samples."""
    samples = np.stack(channels, axis=1).astype(np.float32)
    base = TimeBase(1, RATE)
    blocks = [
        Block(base.at(at), RATE, samples[at : at + block]) for at in range(0, len(samples), block)
    ]
    return np.concatenate([part.samples for part in mixed_down(blocks)])


def rises(sound: np.ndarray) -> list[float]:
    """Seconds at which a two-millisecond power is 12 dB over that of the 60 ms before it."""
    hop = RATE // 500
    power = (sound[: len(sound) // hop * hop].reshape(-1, hop) ** 2).mean(axis=1) + 1e-9
    early = np.concatenate([np.full(30, power[:30].mean()), power])
    before = np.convolve(early, np.ones(30) / 30)[30 : len(early)]
    up = np.flatnonzero(power[1:] > 16 * before[:-1]) + 1
    return [float(n * hop / RATE) for n in up[np.diff(up, prepend=-1000) > 40]]


CHANNELS = {
    "alike": lambda x: (x, x + noise(7)),
    "inverted": lambda x: (x, -x),
    "inverted and fainter": lambda x: (x, -0.5 * x + noise(7)),
    "dead": lambda x: (x, np.zeros_like(x)),
    "dead first": lambda x: (np.zeros_like(x), x),
    "hiss only": lambda x: (x, noise(7, 1e-5)),
    "offset": lambda x: (x + 0.4, x - 0.3),
    "late copy": lambda x: (x, np.roll(x, round(0.012 * RATE))),
    "late copy, inverted": lambda x: (x, -np.roll(x, round(0.012 * RATE))),
    "loudest comes late": lambda x: (1.5 * np.roll(x, round(0.02 * RATE)), x),
    "two microphones": lambda x: (x, scene(2, shots=())),
    "surround": lambda x: (x, 0.9 * x, x, np.convolve(x, np.ones(200), "same"), 0.1 * x, noise(8)),
    "surround, all in the centre": lambda x: (0 * x, 0 * x, x, 0 * x, 0 * x, 0 * x),
}


@pytest.mark.parametrize("name", CHANNELS)
def test_every_shot_is_heard_once(name: str) -> None:
    """Whatever is wrong with the channels, the mix rises at the shots and nowhere else."""
    found = rises(mixed(*CHANNELS[name](scene())))
    assert found == pytest.approx(SHOTS, abs=0.005)


@pytest.mark.parametrize("name", ["inverted", "dead", "late copy"])
def test_the_mix_is_as_loud_as_a_sound_channel(name: str) -> None:
    """Nothing is cancelled: the power stays within 3 dB of the one good channel's."""
    sound = scene()
    ratio = (mixed(*CHANNELS[name](sound)) ** 2).mean() / (sound**2).mean()
    assert abs(10 * np.log10(ratio)) < 3


@pytest.mark.parametrize("block", [160, 1000, RATE // 2])
def test_blocks_of_any_length_will_do(block: int) -> None:
    """The shots are there for any length of block, also for ten milliseconds."""
    found = rises(mixed(*CHANNELS["inverted"](scene()), block=block))
    assert found == pytest.approx(SHOTS, abs=0.005)


@pytest.mark.parametrize("after", [-1.0, 0.0, 1e-4])
def test_a_change_of_mix_is_no_click(after: float) -> None:
    """A channel that turns over, dies or fades midway makes no rise of its own."""
    sound = noise(3, 0.1)
    other = sound * np.where(np.arange(len(sound)) < 3 * RATE, 1.0, after)
    step = np.abs(np.diff(mixed(sound, other)))
    assert step.max() < 1.05 * np.abs(np.diff(sound)).max()
    assert rises(mixed(sound, other)) == []


def test_numbers_that_are_none_are_mended() -> None:
    """NaN and infinity never reach the mix, and the other channel is heard through them."""
    left, right = scene(), scene()
    left[RATE : 2 * RATE] = np.nan
    left[100] = np.inf
    with np.errstate(invalid="ignore"):
        sound = mixed(left, right)
    assert np.isfinite(sound).all()
    assert rises(sound) == pytest.approx(SHOTS, abs=0.005)


def test_mixing_is_repeatable_and_leaves_its_input_alone() -> None:
    """The same blocks give the same bytes, and read-only samples are not written to."""
    samples = np.stack([scene() + 0.1, -scene()], axis=1).astype(np.float32)
    samples.flags.writeable = False
    first, second = (Mixdown(2, RATE).mix(samples) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_nothing_gives_nothing() -> None:
    """A block without samples is mixed to one without samples."""
    assert Mixdown(2, RATE).mix(np.zeros((0, 2), np.float32)).shape == (0,)
