"""How a blast sounds, whatever its loudness."""

import numpy as np
import pytest

from witnessmark.perception.sound.timbre import BANDS, timbre

RANDOM = np.random.default_rng(3)
SOUND = (RANDOM.standard_normal(2400) * np.exp(-np.arange(2400) / 60)).astype(np.float32)


def test_gain_leaves_the_timbre_as_it_is():
    """Thirty decibels less change no level by a hundredth of one."""
    assert timbre(SOUND * 0.03, 0) == pytest.approx(timbre(SOUND, 0), abs=0.01)


def test_a_duller_blast_has_less_above():
    """A low pass lowers the highest band against the lowest by far more than either scatters."""
    dull = np.convolve(SOUND, np.hanning(21) / np.hanning(21).sum(), mode="same")
    bright, dark = timbre(SOUND, 0), timbre(dull.astype(np.float32), 0)
    assert (bright[-1] - bright[0]) - (dark[-1] - dark[0]) > 20


def test_a_blast_at_the_very_end_is_measured_all_the_same():
    """One sample of sound left gives finite levels, as many as there are bands."""
    levels = timbre(SOUND, SOUND.size - 1)
    assert levels.shape == (len(BANDS),)
    assert np.isfinite(levels).all()
