"""The microphone, the noises and the voices."""

import numpy as np
import pytest

from witnessmark.rendering.microphone import gain_control, impulse_response, record, soft_limit
from witnessmark.rendering.noises import coloured, echo_response, filtered, pascals, wind
from witnessmark.rendering.scenario import Microphone, Voice
from witnessmark.rendering.voices import speak

RATE = 48_000


def chance() -> np.random.Generator:
    """Return a generator that always starts alike."""
    return np.random.default_rng(5)


def test_overload_fills_the_scale() -> None:
    """A sine at the overload level peaks at full scale; 20 dB below, at a tenth."""
    tone = np.sqrt(2.0) * np.sin(2.0 * np.pi * 1000.0 * np.arange(RATE) / RATE)
    microphone = Microphone(overload=120.0, noise=0.0, limiter="none")
    for level, peak in ((120.0, 1.0), (100.0, 0.1)):
        heard = record(tone * pascals(level), microphone, RATE, chance())
        assert np.abs(heard[RATE // 2 :]).max() == pytest.approx(peak, rel=0.02)


def test_what_is_too_loud_is_clipped() -> None:
    """Forty decibels over, the scale is filled and never left."""
    loud = pascals(160.0) * chance().standard_normal(RATE)
    heard = record(loud, Microphone(overload=120.0, limiter="none"), RATE, chance())
    assert np.abs(heard).max() == 1.0
    assert np.mean(np.abs(heard) == 1.0) > 0.5


def test_microphone_answers_at_once() -> None:
    """The microphone's response starts with its first sample and delays a click by under 0.1 ms."""
    response = impulse_response(Microphone(low=60.0, high=15_000.0), RATE)
    assert np.argmax(np.abs(response)) <= 0.0001 * RATE
    assert np.abs(response[-1000:]).max() < 1e-3 * np.abs(response).max()


def test_soft_limiter_leaves_quiet_sound_alone() -> None:
    """Below the knee nothing changes; above it sound stays in order and under full scale."""
    level = np.linspace(-4.0, 4.0, 1001)
    bent = soft_limit(level)
    quiet = np.abs(level) <= 0.6
    np.testing.assert_array_equal(bent[quiet], level[quiet])
    assert np.all(np.diff(bent) >= 0.0)
    assert np.abs(bent).max() <= 1.0


def test_gain_control_turns_down_and_recovers() -> None:
    """After a loud stretch the gain is low, two seconds later it is whole again, never above."""
    signal = np.zeros(4 * RATE)
    signal[RATE : RATE + RATE // 10] = 7.0
    gain = gain_control(signal, RATE)
    assert gain[RATE - 10] == 1.0
    assert gain[RATE + RATE // 10] == pytest.approx(0.1, abs=0.02)
    assert gain[-1] == pytest.approx(1.0, abs=0.01)


def test_filtering_in_blocks_equals_filtering_whole() -> None:
    """Overlap-add gives what plain convolution gives, over a block's edge too."""
    signal, response = chance().standard_normal(150_000), chance().standard_normal(301)
    whole = np.convolve(signal, response)[: len(signal)]
    np.testing.assert_allclose(filtered(signal, response), whole, atol=1e-9)


def test_noise_keeps_to_its_band() -> None:
    """Noise from 100 to 1000 Hz has unit power and next to none of it elsewhere."""
    noise = coloured(chance(), 2 * RATE, RATE, slope=0.0, low=100.0, high=1000.0)
    power = np.abs(np.fft.rfft(noise)) ** 2
    frequency = np.fft.rfftfreq(len(noise), 1.0 / RATE)
    assert np.mean(noise**2) == pytest.approx(1.0)
    assert power[(frequency > 80.0) & (frequency < 1020.0)].sum() > 0.99 * power.sum()


def test_wind_is_low() -> None:
    """Nine tenths of the wind's power lie below 100 Hz."""
    noise = wind(chance(), 5 * RATE, RATE, 70.0, 3.0)
    power = np.abs(np.fft.rfft(noise)) ** 2
    frequency = np.fft.rfftfreq(len(noise), 1.0 / RATE)
    assert power[frequency < 100.0].sum() > 0.9 * power.sum()


def test_echo_never_comes_first() -> None:
    """The echo is silent for two milliseconds and has the energy asked for."""
    response = echo_response(chance(), RATE, -20.0, 0.8)
    assert not response[: RATE // 500].any()
    assert np.sum(response**2) == pytest.approx(0.01)


@pytest.mark.parametrize(("kind", "level"), [("speech", 64.0), ("shout", 88.0), ("warning", 90.0)])
def test_voices_are_as_loud_as_people(kind: str, level: float) -> None:
    """Speech and shouts have the levels of ISO 9921 at one metre, and come in syllables."""
    voice = Voice.model_validate(
        {"id": "v", "at": (0, 1, 1.6), "start": 0.0, "end": 2.0, "kind": kind}
    )
    sound = speak(voice, chance(), RATE)
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(pascals(level))
    loudness = np.sqrt(np.mean(sound[: RATE * 2].reshape(-1, RATE // 50) ** 2, axis=1))
    assert np.percentile(loudness, 10) < 0.5 * np.percentile(loudness, 90)
