from fractions import Fraction

import numpy as np
import pytest

from witnessmark.model import Kind
from witnessmark.perception.sound.breaks import Breaks
from witnessmark.perception.sound.gap import Gap
from witnessmark.perception.sound.resampling import PICKER_RATE, Piece

RATE = PICKER_RATE


def background(seconds: float, level: float, seed: int, colour: float = 0.0) -> np.ndarray:
    """Return noise of *level* (root of mean square), duller with more *colour*."""
    noise = np.random.default_rng(seed).normal(0, 1, round(seconds * RATE))
    spectrum = np.fft.rfft(noise)
    frequencies = np.fft.rfftfreq(len(noise), 1 / RATE)
    noise = np.fft.irfft(spectrum * (1 + frequencies / 200) ** -colour, len(noise))
    return noise / np.sqrt(np.mean(noise**2)) * level


def breaks(sound: np.ndarray, cut: int = 12_000) -> list[Gap]:
    found = Breaks()
    for first in range(0, len(sound), cut):
        samples = sound[first : first + cut].astype(np.float32)
        found.push(Piece(0, Fraction(0), 48_000, first, samples, first + cut >= len(sound)))
    return found.finish()


@pytest.mark.parametrize("levels", [(0.002, 0.02), (0.02, 0.002), (0.0, 0.01)])
def test_another_background_from_one_moment_to_the_next_is_a_break(levels: tuple) -> None:
    """A step of twenty decibels, or from digital silence, is told to a frame of 20 ms."""
    sound = np.concatenate([background(4, level, seed) for seed, level in enumerate(levels)])
    (one,) = breaks(sound)
    assert one.kind is Kind.SOUND_BREAK
    assert abs(float(one.start) - 4) <= 0.021
    assert one.attributes["evidence"] == ("edge_of_silence" if 0.0 in levels else "background")


def test_the_same_level_with_another_spectrum_is_a_break() -> None:
    """A dull room cut to a bright one of the same loudness is told."""
    sound = np.concatenate([background(3, 0.01, 1, 3.0), background(3, 0.01, 2, 0.0)])
    assert [round(float(one.start), 1) for one in breaks(sound)] == [3.0]


def test_what_fades_in_and_what_rings_out_is_no_break() -> None:
    """A change over a fifth of a second, or a tail of a third, is the world's."""
    seconds = np.arange(6 * RATE) / RATE
    rising = background(6, 0.02, 3) * np.clip((seconds - 3) / 0.2, 0.05, 1)
    ringing = background(6, 0.02, 4) * np.where(
        seconds < 3, 1, np.maximum(np.exp(-(seconds - 3) / 0.15), 0.05)
    )
    assert breaks(rising) == []
    assert breaks(ringing) == []


def test_shots_and_bursts_are_no_breaks() -> None:
    """Single shots and automatic fire over a background leave none."""
    sound, random = background(8, 0.003, 5), np.random.default_rng(6)
    for at in (1.0, *np.arange(3, 5, 0.09)):
        tail = random.normal(0, 1, RATE // 2) * np.exp(-np.arange(RATE // 2) / RATE / 0.08)
        place = round(at * RATE)
        sound[place : place + len(tail)] += 0.5 * tail
    assert breaks(sound) == []


def test_how_the_sound_is_cut_into_pieces_changes_nothing() -> None:
    """Pieces of any length give the same breaks."""
    sound = np.concatenate([background(3.3, 0.002, 7), background(3, 0.02, 8)])
    whole = breaks(sound, len(sound))
    assert len(whole) == 1
    assert breaks(sound, 997) == whole
    assert breaks(sound, 12_000) == whole
