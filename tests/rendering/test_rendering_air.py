"""Air against the published tables."""

import numpy as np
import pytest

from witnessmark.rendering.air import Air, speed_of_sound, transmission

#: ISO 9613-2:1996, table 2: dB a kilometre at octave midbands 63 Hz to 8 kHz, 101.325 kPa.
TABLE = {
    (10.0, 70.0): (0.1, 0.4, 1.0, 1.9, 3.7, 9.7, 32.8, 117.0),
    (20.0, 70.0): (0.1, 0.3, 1.1, 2.8, 5.0, 9.0, 22.9, 76.6),
    (30.0, 70.0): (0.1, 0.3, 1.0, 3.1, 7.4, 12.7, 23.1, 59.3),
    (15.0, 20.0): (0.3, 0.6, 1.2, 2.7, 8.2, 28.2, 88.8, 202.0),
    (15.0, 50.0): (0.1, 0.5, 1.2, 2.2, 4.2, 10.8, 36.2, 129.0),
    (15.0, 80.0): (0.1, 0.3, 1.1, 2.4, 4.1, 8.3, 23.7, 82.8),
}


@pytest.mark.parametrize("weather", TABLE)
def test_absorption_is_the_standards(weather: tuple[float, float]) -> None:
    """Absorption agrees with the table of ISO 9613-2 to its last digit or one per cent."""
    midbands = 1000.0 * 10.0 ** (0.3 * np.arange(-4, 4))
    found = 1000.0 * Air(*weather).absorption(midbands)
    np.testing.assert_allclose(found, TABLE[weather], rtol=0.01, atol=0.051)


@pytest.mark.parametrize(("celsius", "speed"), [(0.0, 331.3), (20.0, 343.2), (-20.0, 318.9)])
def test_sound_is_as_fast_as_the_tables_say(celsius: float, speed: float) -> None:
    """The speed of sound is right to a tenth of a metre a second."""
    assert speed_of_sound(celsius) == pytest.approx(speed, abs=0.1)


def test_air_takes_what_the_standard_says_and_nothing_comes_early() -> None:
    """The filter has the standard's magnitude, and its response is silent before time zero."""
    air, size, rate = Air(10.0, 70.0), 8192, 48_000
    filtered = transmission(air, 100.0, size, rate)
    frequency = np.fft.rfftfreq(size, 1.0 / rate)
    expected = -100.0 * air.absorption(frequency[1:])
    np.testing.assert_allclose(20.0 * np.log10(np.abs(filtered[1:])), expected, atol=1e-6)
    response = np.fft.irfft(filtered, size)
    assert np.abs(response[size // 2 :]).max() < 1e-3 * np.abs(response).max()
