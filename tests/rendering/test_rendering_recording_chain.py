from __future__ import annotations

import numpy as np
import pytest

from witnessmark.rendering.codecs import CODECS
from witnessmark.rendering.recording_chain import (
    BandLimited,
    Clipped,
    Coded,
    Companded,
    Gain,
    GainControlled,
    Muted,
    NoiseSuppressed,
    Quantised,
    Resampled,
    SoftLimited,
    apply,
    random_chain,
)

RATE = 16000


def impulse(rate: int, at: float = 0.7, seconds: float = 1.5) -> np.ndarray:
    """Return a blast-like pulse at *at* seconds: a jump, then 3 ms of decaying noise."""
    random = np.random.default_rng(3)
    sound = 0.002 * random.standard_normal(round(seconds * rate))
    size = round(0.02 * rate)
    pulse = random.standard_normal(size) * np.exp(-np.arange(size) / (0.003 * rate))
    start = round(at * rate)
    sound[start : start + size] += 0.8 * pulse / np.abs(pulse).max()
    return sound.astype(np.float32)


def lag(before: np.ndarray, rate: int, after: np.ndarray, after_rate: int) -> float:
    """Return by how many seconds *after* is late, from the peak of the cross-correlation."""
    common = 48000
    first, _ = apply(before, rate, [Resampled(common)], 0)
    second, _ = apply(after, after_rate, [Resampled(common)], 0)
    size = 1 << (len(first) + len(second)).bit_length()
    match = np.fft.irfft(np.fft.rfft(second, size) * np.conj(np.fft.rfft(first, size)), size)
    best = int(np.argmax(match))
    return (best if best < size // 2 else best - size) / common


@pytest.mark.parametrize("rate", [8000, 12000, 16000, 44100, 48000])
@pytest.mark.parametrize(
    ("codec", "bitrate"),
    [
        ("aac", 32000),
        ("aac", 96000),
        ("opus", 16000),
        ("opus", 64000),
        ("amr", 12200),
        ("mp3", 48000),
    ],
)
def test_codecs_keep_the_clock(codec: str, bitrate: int, rate: int) -> None:
    """What comes out of a codec lies within a quarter of a millisecond of where it went in."""
    sound = impulse(rate)
    back, after = apply(sound, rate, [Coded(codec, bitrate)], 0)
    assert abs(lag(sound, rate, back, after)) <= 0.00025
    assert len(back) / after == pytest.approx(len(sound) / rate, abs=2 / 8000)


def test_the_lowest_amr_rate_is_late_by_its_own_smearing_alone() -> None:
    """At 4.75 kbit/s a pulse stays within half a frame, 10 ms, of its place."""
    sound = np.zeros(8000 * 4, np.float32)
    sound += (0.001 * np.random.default_rng(0).standard_normal(len(sound))).astype(np.float32)
    places = [3000 + 3971 * number for number in range(7)]
    pulse = np.random.default_rng(1).standard_normal(160) * np.exp(-np.arange(160) / 24)
    for place in places:
        sound[place : place + 160] += np.clip(0.7 * pulse, -1, 1).astype(np.float32)
    back, _ = apply(sound, 8000, [Coded("amr", 4750)], 0)
    for place in places:
        stretch = np.cumsum(back[place - 400 : place + 400] ** 2)
        begins = int(np.argmax(stretch > 0.05 * stretch[-1])) - 400
        assert abs(begins) <= 80


@pytest.mark.parametrize(
    "step",
    [
        Resampled(8000),
        Resampled(48000),
        Companded(),
        Clipped(12),
        SoftLimited(12),
        GainControlled(0.002, 0.3, 0.3),
        NoiseSuppressed(2),
        BandLimited(100, 6000),
        Gain(-6),
        Quantised(),
    ],
    ids=lambda step: type(step).__name__,
)
def test_steps_keep_the_clock(step) -> None:
    """No step moves a pulse by more than a quarter of a millisecond."""
    sound = impulse(RATE)
    after, rate = apply(sound, RATE, [step], 0)
    assert abs(lag(sound, RATE, after, rate)) <= 0.00025
    assert after.dtype == np.float32


def test_random_chains_keep_the_clock_and_stay_finite() -> None:
    """A whole chain, transcoded several times, keeps an instant within a millisecond."""
    sound = impulse(RATE)
    for seed in range(25):
        chain = random_chain(np.random.default_rng(seed))
        after, rate = apply(sound, RATE, chain, seed)
        assert np.isfinite(after).all()
        assert after.dtype == np.float32
        loudest = np.argmax(np.abs(after)) / rate
        assert 0.695 < loudest < 0.725, chain


def test_random_chains_are_many_and_repeatable() -> None:
    """A seed gives one chain; seeds give every codec, and more than one transcoding."""
    chains = [random_chain(np.random.default_rng(seed)) for seed in range(60)]
    assert chains[7] == random_chain(np.random.default_rng(7))
    coded = [[step.codec for step in chain if isinstance(step, Coded)] for chain in chains]
    assert {name for names in coded for name in names} == set(CODECS)
    assert max(map(len, coded)) >= 3


def test_the_same_seed_gives_the_same_samples() -> None:
    """Samples follow from sound, steps and seed alone."""
    sound = impulse(RATE)
    steps = (NoiseSuppressed(2), Coded("aac", 48000), Quantised())
    first, _ = apply(sound, RATE, steps, 5)
    second, _ = apply(sound, RATE, steps, 5)
    other, _ = apply(sound, RATE, steps, 6)
    assert first.tobytes() == second.tobytes()
    assert first.tobytes() != other.tobytes()


def test_clipping_flattens_what_lies_above_full_scale() -> None:
    """A sine 12 dB too hot lies at full scale for the share of time that its shape says."""
    sine = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32) * 0.1
    clipped, _ = apply(sine, RATE, [Clipped(12)], 0)
    share = np.mean(np.abs(clipped) >= 1)
    assert share == pytest.approx(1 - 2 / np.pi * np.arcsin(10 ** (-12 / 20)), abs=0.01)


def test_soft_limiting_never_reaches_beyond_full_scale() -> None:
    """A limiter bends: what was louder stays louder, and nothing passes full scale."""
    ramp = np.linspace(0, 1, 1000, dtype=np.float32)
    limited, _ = apply(ramp, RATE, [SoftLimited(6)], 0)
    assert limited.max() <= 1
    assert (np.diff(limited) >= 0).all()


def test_gain_control_pumps() -> None:
    """After a shot the gain is down; it comes back with the release time."""
    size = 3 * RATE
    sound = (0.05 * np.random.default_rng(0).standard_normal(size)).astype(np.float32)
    sound[RATE : RATE + 160] = 0.95
    after, _ = apply(sound, RATE, [GainControlled(0.001, 0.5, 0.2, 0)], 0)
    ratio = [
        float(np.std(after[start : start + 800]) / np.std(sound[start : start + 800]))
        for start in (RATE + 320, RATE + RATE // 2, 2 * RATE + 8000)
    ]
    assert ratio[0] < 0.4
    assert ratio[0] < ratio[1] < ratio[2]


def test_noise_suppression_takes_noise_and_leaves_the_shot() -> None:
    """Steady noise falls by 6 dB at least; the pulse keeps three quarters of its peak."""
    random = np.random.default_rng(0)
    sound = impulse(RATE, at=1.5, seconds=3)
    sound += (0.01 * random.standard_normal(len(sound))).astype(np.float32)
    after, _ = apply(sound, RATE, [NoiseSuppressed(3)], 0)
    assert np.std(after[RATE : RATE + 4000]) < 0.5 * np.std(sound[RATE : RATE + 4000])
    assert np.abs(after).max() > 0.75 * np.abs(sound).max()


def test_companding_uses_the_levels_of_mu_law() -> None:
    """There are 255 levels, and the loudest is 8031/8192, as G.711 has it."""
    ramp = np.linspace(-1, 1, 200_001, dtype=np.float32)
    after, _ = apply(ramp, 8000, [Companded()], 0)
    assert len(np.unique(after)) == 255
    assert after.max() == np.float32(8031 / 8192)


def test_muting_leaves_nothing() -> None:
    """A muted stretch holds zeros, and its surroundings are as they were."""
    sound = impulse(RATE)
    after, _ = apply(sound, RATE, [Muted(0.5, 1.0)], 0)
    assert not after[RATE // 2 : RATE].any()
    assert np.array_equal(after[: RATE // 2], sound[: RATE // 2])


def test_empty_sound_stays_empty() -> None:
    """A chain does not fail on a sound of no length."""
    steps = (
        BandLimited(100, 3000),
        GainControlled(0.01, 0.3, 0.3),
        NoiseSuppressed(1),
        Clipped(3),
        Coded("aac", 32000),
        Coded("amr", 12200),
        Companded(),
    )
    after, rate = apply(np.zeros(0, np.float32), 48000, steps, 0)
    assert (len(after), rate) == (0, 8000)
