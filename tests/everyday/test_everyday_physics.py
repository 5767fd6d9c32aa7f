"""The parts that everyday sounds are made of, against the formulas they come from."""

from __future__ import annotations

import numpy as np
import pytest

from witnessmark.rendering.everyday.bodies import half_sine_spectrum, make_body
from witnessmark.rendering.everyday.falls import bounces
from witnessmark.rendering.everyday.oscillators import sweep, tone
from witnessmark.rendering.everyday.pyrotechnics import blast
from witnessmark.rendering.everyday.rooms import PLACES, response
from witnessmark.rendering.everyday.spectra import (
    RATE,
    fast_length,
    filtered,
    high,
    low,
    peak,
    shaped_noise,
    slope,
)
from witnessmark.rendering.everyday.timing import lay, rhythm, wander


@pytest.mark.parametrize("size", [1, 63, 1000, 48001, 700001])
def test_a_fast_length_is_smooth_and_close(size: int) -> None:
    """A transform's length has no factor but 2, 3 and 5, and is at most a few per cent too long."""
    length = fast_length(size)
    assert size <= length <= 1.1 * size + 2
    for factor in (2, 3, 5):
        while length % factor == 0:
            length //= factor
    assert length == 1


def test_noise_has_the_level_and_slope_asked_for() -> None:
    """Noise has root mean square 1, and falls by the decibels an octave that its slope says."""
    noise = shaped_noise(np.random.default_rng(1), 10 * RATE, slope(-6.0, 100.0))
    assert np.std(noise) == pytest.approx(1.0, rel=0.03)
    power = np.abs(np.fft.rfft(noise)) ** 2
    octaves = [power[int(10 * f) : int(20 * f)].mean() for f in (1000.0, 2000.0, 4000.0)]
    steps = 10 * np.log10(np.array(octaves[1:]) / np.array(octaves[:-1]))
    np.testing.assert_allclose(steps, -6.0, atol=0.6)


def test_nothing_is_heard_before_its_cause() -> None:
    """Low-pass, high-pass and resonance leave what comes before a click untouched."""
    click = np.zeros(4000, np.float32)
    click[2000] = 1.0
    for gain in (low(900.0, 2), high(300.0), peak(1200.0, 5.0)):
        answer = filtered(click, gain)
        assert np.abs(answer[:1980]).max() < 0.02 * np.abs(answer).max()


def test_a_tone_has_its_pitch() -> None:
    """A tone by table is a sine of its frequency, steady or swept alike, to −70 dB."""
    wanted = np.sin(2 * np.pi * 440.0 / RATE * np.arange(RATE))
    assert np.abs(tone(440.0, RATE) - wanted).max() < 1e-2
    swept = sweep(np.full(RATE, 440.0, np.float32))
    assert np.argmax(np.abs(np.fft.rfft(swept))) == 440


def test_a_half_sine_blow_wakes_nothing_at_its_zeros() -> None:
    """A contact's spectrum is 1 at zero, π/4 at half a cycle, and 0 at one and a half."""
    found = half_sine_spectrum(np.array([0.0, 0.5, 1.5, 2.5]))
    np.testing.assert_allclose(found, [1.0, np.pi / 4, 0.0, 0.0], atol=1e-9)


def test_a_soft_blow_is_duller_than_a_hard_one() -> None:
    """The longer the contact, the lower the centre of the spectrum."""
    body = make_body(np.random.default_rng(4), "steel", 200.0)
    centres = []
    for contact in (0.0001, 0.001, 0.006):
        power = np.abs(np.fft.rfft(body.strike(np.random.default_rng(9), contact))) ** 2
        hertz = np.linspace(0, RATE / 2, power.size)
        centres.append(float((power * hertz).sum() / power.sum()))
    assert centres[0] > centres[1] > centres[2]


@pytest.mark.parametrize(("material", "longest"), [("wood", 0.2), ("steel", 0.5)])
def test_a_body_dies_away_in_time(material: str, longest: float) -> None:
    """Struck, a body has lost 55 dB once its longest mode has had its time."""
    random = np.random.default_rng(2)
    sound = make_body(random, material, 150.0, longest=longest).strike(random, 0.0005)
    late = sound[int(longest * RATE) :]
    assert late.size == 0 or np.abs(late).max() < 10 ** (-50 / 20)


@pytest.mark.parametrize("name", PLACES)
def test_a_place_answers_after_the_sound_itself(name: str) -> None:
    """The direct sound comes at once, and what follows dies by 20 dB within a place's own time."""
    for seed in range(3):
        answer = response(np.random.default_rng(seed), name)
        energy = np.cumsum(answer[::-1].astype(float) ** 2)[::-1]
        assert np.abs(answer[:24]).max() > 0.1 * np.abs(answer).max()
        dead = int(np.argmax(energy < 0.01 * energy[0])) / RATE
        assert 0.0 < dead < PLACES[name].time[1]


def test_a_hall_rings_longer_than_the_open() -> None:
    """The tail of a hall outlasts that of the open ground."""

    def length(name: str) -> float:
        times = []
        for seed in range(6):
            energy = response(np.random.default_rng(seed), name).astype(float) ** 2
            left = np.cumsum(energy[::-1])[::-1]
            times.append(int(np.argmax(left < 0.01 * left[0])) / RATE)
        return float(np.median(times))

    assert length("hall") > 3 * length("outdoors")


def test_bounces_come_faster_and_weaker() -> None:
    """Each flight is about the restitution times the last, and so is each blow."""
    blows = bounces(np.random.default_rng(3), 0.5, 0.8)
    times, strengths = np.array(blows).T
    assert len(blows) > 8
    np.testing.assert_allclose(np.median(np.diff(times)[1:] / np.diff(times)[:-1]), 0.8, atol=0.05)
    assert (np.diff(strengths) < 0).all()


@pytest.mark.parametrize("tempo", [2.0, 8.0])
def test_a_rhythm_keeps_its_tempo_but_not_to_the_millisecond(tempo: float) -> None:
    """Starts ascend, come at the tempo asked for within a fifth, and are never all alike."""
    starts = np.array(rhythm(np.random.default_rng(5), 60 * RATE, tempo, 0.03))
    gaps = np.diff(starts) / RATE
    assert (gaps > 0).all()
    assert 0.8 < np.median(gaps) * tempo < 1.25
    assert 0.01 < np.std(gaps) / np.mean(gaps) < 0.3


def test_a_blast_starts_at_once_and_sucks_after() -> None:
    """A blast wave peaks within half its positive phase and then falls below zero."""
    wave = blast(np.random.default_rng(6), 0.002, 10.0)
    assert np.argmax(wave) < 0.001 * RATE
    assert wave.min() < -0.05


def test_what_hangs_over_is_cut() -> None:
    """A piece laid over either edge of a track leaves its part inside and nothing else."""
    track = np.zeros(10, np.float32)
    lay(track, -3, np.ones(5, np.float32))
    lay(track, 8, np.ones(5, np.float32), 2.0)
    lay(track, 40, np.ones(5, np.float32))
    lay(track, -40, np.ones(5, np.float32))
    np.testing.assert_array_equal(track, [1, 1, 0, 0, 0, 0, 0, 0, 2, 2])


@pytest.mark.parametrize("turns", [0.1, 1.0, 60.0])
def test_a_wandering_curve_is_smooth_and_centred(turns: float) -> None:
    """A curve has its length, stays within a few deviations and never jumps."""
    curve = wander(np.random.default_rng(8), 10 * RATE, turns)
    assert curve.shape == (10 * RATE,)
    assert np.abs(curve).max() < 6.0
    assert np.abs(np.diff(curve)).max() < 40.0 * turns / RATE
