"""Every everyday sound: what is promised of all, and what each is known to be like."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from witnessmark.errors import ScenarioError
from witnessmark.rendering.everyday import BACKGROUNDS, KINDS, make

ALL = KINDS + BACKGROUNDS


def share_below(sound: NDArray[np.float32], rate: int, cutoff: float) -> float:
    """Return the share of the power of *sound* below *cutoff* Hz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    frequency = np.fft.rfftfreq(sound.size, 1.0 / rate)
    return float(power[frequency < cutoff].sum() / power.sum())


def typical(kind: str, cutoff: float, seeds: int = 6) -> float:
    """Return the median, over seeds, of the share of power below *cutoff* Hz."""
    return float(
        np.median([share_below(make(kind, s, 3.0, 24000), 24000, cutoff) for s in range(seeds)])
    )


@pytest.mark.parametrize("kind", ALL)
def test_a_sound_is_bounded_finite_and_heard(kind: str) -> None:
    """A sound has the length asked for, no wild number, and a peak over −27 dB of full scale."""
    sound = make(kind, 7, 1.7, 16000)
    assert sound.shape == (27200,)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= 1.0
    assert np.abs(sound).max() >= 10 ** (-27 / 20)


@pytest.mark.parametrize("kind", ALL)
def test_a_seed_is_a_sound(kind: str) -> None:
    """The same seed gives the same samples, and another seed gives others."""
    first = make(kind, 3, 1.0, 12000)
    np.testing.assert_array_equal(first, make(kind, 3, 1.0, 12000))
    assert not np.allclose(first, make(kind, 4, 1.0, 12000), atol=1e-4)


@pytest.mark.parametrize("rate", [8000, 12000, 44100, 96000])
def test_a_sound_is_the_same_at_every_rate(rate: int) -> None:
    """What is made at another rate is the sound at 48 kHz, band-limited and in step with it."""
    whole, other = make("music", 5, 2.0), make("music", 5, 2.0, rate)
    assert other.size == 2 * rate
    count = 3000  # bins of 0.5 Hz: below 1.5 kHz, which every rate here can hold
    wanted, found = np.fft.rfft(whole)[:count] / 48000, np.fft.rfft(other)[:count] / rate
    away = np.linalg.norm(found - wanted) / np.linalg.norm(wanted)
    assert away < 0.01


@pytest.mark.parametrize("seconds", [0.001, 0.25])
def test_a_short_sound_is_the_beginning_of_a_second(seconds: float) -> None:
    """Even a millisecond can be had: it is how the second of that seed begins."""
    short, long = make("wind", 2, seconds), make("wind", 2, 1.0)
    np.testing.assert_array_equal(short, long[: short.size])


@pytest.mark.parametrize(
    ("kind", "seconds", "rate"), [("gunfire", 1.0, 48000), ("wind", 0.0, 48000), ("wind", 1.0, 0)]
)
def test_what_cannot_be_made_is_refused(kind: str, seconds: float, rate: int) -> None:
    """An unknown kind, no length and no rate are scenario errors."""
    with pytest.raises(ScenarioError):
        make(kind, 0, seconds, rate)


def test_no_kind_is_both_a_bang_and_a_background() -> None:
    """Each kind stands in one list, once."""
    assert len(set(ALL)) == len(ALL)


@pytest.mark.parametrize("kind", ["wind", "wind_buffeting", "thunder", "engine_idling"])
def test_rumbles_lie_low(kind: str) -> None:
    """Wind, thunder and engines hold nearly all their power below 1 kHz."""
    assert typical(kind, 1000.0) > 0.85


@pytest.mark.parametrize("kind", ["birds", "rain", "camera_shutter", "slaps"])
def test_what_is_bright_lies_high(kind: str) -> None:
    """Birds, rain, shutters and slaps hold most of their power above 500 Hz."""
    assert typical(kind, 500.0) < 0.5


def test_speech_has_the_rhythm_and_colour_of_speech() -> None:
    """Talk holds most power from 100 Hz to 4 kHz, and its level swings at 1 to 10 Hz."""
    rate, swings = 24000, []
    for seed in range(4):
        sound = make("speech", seed, 6.0, rate)
        assert share_below(sound, rate, 4000.0) - share_below(sound, rate, 70.0) > 0.6
        level = np.sqrt(np.mean(sound.reshape(-1, rate // 100) ** 2, axis=1))
        spectrum = np.abs(np.fft.rfft(level - level.mean())) ** 2
        hertz = np.fft.rfftfreq(level.size, 0.01)
        swings.append(spectrum[(hertz > 0.5) & (hertz < 10.0)].sum() / spectrum[hertz > 0].sum())
    assert np.median(swings) > 0.6


@pytest.mark.parametrize("kind", ["hammering", "slaps", "fireworks", "popping", "codec_clicks"])
def test_bangs_stand_out(kind: str) -> None:
    """The loudest millisecond of a bang is 20 dB over the median one, in most seeds."""
    over = []
    for seed in range(7):
        blocks = make(kind, seed, 4.0, 12000).reshape(-1, 12)
        power = np.mean(blocks.astype(float) ** 2, axis=1) + 1e-12
        over.append(10 * np.log10(power.max() / np.median(power)))
    assert np.median(over) > 20.0


def test_a_jackhammer_is_as_even_as_automatic_fire() -> None:
    """The level of a jackhammer repeats at 8 to 35 blows a second."""
    even = 0
    for seed in range(6):
        sound = make("jackhammer", seed, 5.0, 12000)
        level = np.sqrt(np.mean(sound.reshape(-1, 24).astype(float) ** 2, axis=1))
        spectrum = np.abs(np.fft.rfft(level - level.mean()))
        hertz = np.fft.rfftfreq(level.size, 0.002)
        fast = (hertz > 7.5) & (hertz < 37.0)
        even += bool(spectrum[fast].max() > 8 * np.median(spectrum[fast]))
    assert even >= 4
