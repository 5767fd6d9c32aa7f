"""Impulse responses of places: energies, moments, and nothing before the front."""

import numpy as np
import pytest
from numpy.typing import NDArray

from witnessmark.rendering.acoustics import DRAWN
from witnessmark.rendering.responses import LONGEST, response
from witnessmark.rendering.surroundings import FarEcho, Surroundings

RATE = 32_000


def drawn(place: Surroundings, seed: int = 1) -> NDArray[np.float64]:
    """Return the response of *place* at RATE."""
    return response(place, np.random.default_rng(seed), RATE)


def level(part: NDArray[np.float64]) -> float:
    """Return the energy of *part* in dB."""
    return float(10.0 * np.log10(np.sum(np.square(part))))


def test_nothing_about_changes_nothing() -> None:
    """Without edges, echoes or clutter a front passes as it is."""
    heard = drawn(Surroundings(edges=0))
    assert heard[0] == pytest.approx(1.0)
    assert np.abs(heard[1:]).max() < 1e-9


def test_edges_take_three_decibels_an_octave_each() -> None:
    """Far above the cutoff each edge takes 3 dB an octave, far below nothing."""
    for edges in (1, 2, 4):
        spectrum = np.abs(np.fft.rfft(drawn(Surroundings(cutoff=100.0, edges=edges)), 2 * RATE))
        assert spectrum[10] == pytest.approx(1.0, abs=0.02)
        octave = 20.0 * np.log10(spectrum[2 * 2_000] / spectrum[2 * 4_000])
        assert octave == pytest.approx(3.0 * edges, abs=0.35)


def test_echoes_have_the_energy_and_come_when_asked() -> None:
    """Discrete echoes hold the level asked for within the dulling of their surfaces."""
    heard = drawn(Surroundings(density=60.0, first=0.05, echo=3.0, edges=0))
    assert np.abs(heard[1 : int(0.049 * RATE)]).max() < 1e-6
    # First-order low passes from 500 Hz to 7 kHz take a white train down by 4 to 15 dB.
    assert -15.0 < level(heard[int(0.05 * RATE) :]) < 3.0


def test_a_blocked_front_is_weaker_than_its_echoes() -> None:
    """Where the straight way is shut, the strongest echo of a canyon can pass the front."""
    place = Surroundings(direct=-20.0, density=40.0, first=0.03, echo=0.0, edges=1)
    heard = drawn(place)
    assert np.abs(heard[int(0.03 * RATE) :]).max() > np.abs(heard[: int(0.02 * RATE)]).max()


@pytest.mark.parametrize("spread", [0.0, 0.1])
def test_a_far_echo_comes_late_and_not_before(spread: float) -> None:
    """An echo a second late leaves the second before it empty."""
    far = FarEcho(delay=1.0, level=-6.0, spread=spread, cutoff=30_000.0)
    heard = drawn(Surroundings(far=(far,), edges=0))
    assert np.abs(heard[1 : int(0.999 * RATE)]).max() < 1e-6
    assert -12.0 < level(heard[RATE:]) <= -5.9


def test_clutter_follows_every_echo() -> None:
    """What stands by the microphone smears the front and the far echo alike."""
    far = FarEcho(delay=0.5, level=0.0, cutoff=30_000.0)
    place = Surroundings(far=(far,), clutter=0.0, clutter_decay=0.05, edges=0)
    heard = drawn(place)
    for start in (0.0, 0.5):
        piece = heard[int((start + 0.0005) * RATE) + 8 : int((start + 0.06) * RATE)]
        assert level(piece) > -12.0


def test_a_tail_decays_as_asked() -> None:
    """Reverberation of half a second has lost 30 dB after a quarter."""
    heard = drawn(Surroundings(tail=0.0, tail_decay=0.5, first=0.001, cutoff=6_000.0))
    early = level(heard[RATE // 50 : RATE // 25])
    late = level(heard[RATE // 50 + RATE // 4 : RATE // 25 + RATE // 4])
    assert early - late == pytest.approx(30.0, abs=2.0)


@pytest.mark.parametrize("place", sorted(DRAWN))
def test_every_place_can_be_drawn_near_and_far(place: str) -> None:
    """From 2 m to 2 km each place gives a finite response of bounded length."""
    for seed, distance in enumerate((2.0, 60.0, 2_000.0)):
        drawn_place = DRAWN[place](np.random.default_rng(seed), distance)
        heard = drawn(drawn_place, seed)
        assert np.isfinite(heard).all()
        assert len(heard) <= LONGEST * RATE
