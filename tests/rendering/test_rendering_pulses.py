"""Blast and shock wave: their shapes, their spectra, their published sizes."""

import numpy as np
import pytest

from witnessmark.rendering.pulses import Friedlander, NWave, ballistic_shock, free_air_blast


def test_blast_has_friedlanders_shape() -> None:
    """It jumps to its peak, is zero at the end of the positive phase, and silent before."""
    pulse = Friedlander(peak=100.0, positive_phase=4e-4)
    found = pulse.at(np.array([-1e-9, 0.0, 2e-4, 4e-4]))
    np.testing.assert_allclose(found, [0.0, 100.0, 50.0 * np.exp(-0.5), 0.0], atol=1e-12)


def test_blast_leaves_no_pressure_behind() -> None:
    """With decay one, positive and negative impulse cancel."""
    pulse = Friedlander(peak=100.0, positive_phase=4e-4)
    assert abs(pulse.spectrum(np.array([0.0]))[0]) < 1e-12


def test_shock_is_an_n() -> None:
    """It falls in a straight line from its peak to the negative of it, and then stops."""
    pulse = NWave(peak=200.0, duration=2e-4)
    found = pulse.at(np.array([-1e-9, 0.0, 1e-4, 2e-4, 2.1e-4]))
    np.testing.assert_allclose(found, [0.0, 200.0, 0.0, -200.0, 0.0], atol=1e-9)


@pytest.mark.parametrize(
    "pulse", [Friedlander(100.0, 4e-4), Friedlander(50.0, 2e-3, 2.0), NWave(80.0, 2e-4)]
)
def test_spectrum_is_the_shapes_own(pulse: Friedlander | NWave) -> None:
    """The closed spectrum equals the integral of the shape, from next to nothing up to 20 kHz."""
    step = 2e-7
    time = (np.arange(150_000) + 0.5) * step
    for frequency in (0.05, 10.0, 1_000.0, 20_000.0):
        wave = pulse.at(time) * np.exp(-2j * np.pi * frequency * time)
        found = pulse.spectrum(np.array([frequency]))[0]
        assert found == pytest.approx(wave.sum() * step, abs=3e-5 * pulse.peak * 4e-4)


def test_shock_is_as_strong_and_long_as_whitham_says() -> None:
    """A 7.62 mm bullet of 30 mm at Mach 2, ten metres off: 201 Pa and 229 microseconds."""
    found = ballistic_shock(
        diameter=7.62e-3, length=30e-3, mach=2.0, miss=10.0, speed_of_sound=343.0
    )
    assert found.peak == pytest.approx(200.6, abs=0.2)
    assert found.duration == pytest.approx(228.9e-6, abs=0.2e-6)


def test_shock_weakens_and_stretches_with_distance() -> None:
    """Sixteen times as far, the peak is an eighth and the wave twice as long."""
    near, far = (
        ballistic_shock(diameter=8e-3, length=30e-3, mach=2.5, miss=miss, speed_of_sound=340.0)
        for miss in (2.0, 32.0)
    )
    assert near.peak / far.peak == pytest.approx(8.0)
    assert far.duration / near.duration == pytest.approx(2.0)


def test_blast_of_a_charge_scales_by_its_cube_root() -> None:
    """Eight times the charge gives twice the peak at one metre and twice the duration."""
    small, large = free_air_blast(0.1), free_air_blast(0.8)
    assert large.peak / small.peak == pytest.approx(2.0)
    assert large.positive_phase / small.positive_phase == pytest.approx(2.0)
