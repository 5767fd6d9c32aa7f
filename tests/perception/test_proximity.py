from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from witnessmark.perception.sound.proximity import (
    CUES,
    Evidence,
    Weights,
    judge,
    least_distance,
    measure,
    shipped_weights,
    summary,
)
from witnessmark.perception.sound.proximity_evidence import RATE

ONSET = 600


def blast(seed: int = 0, *, cutoff: float = 6000.0, echo_db: float = -25.0) -> np.ndarray:
    """Return 650 ms: noise, a 3 ms burst low-passed at *cutoff*, and a tail *echo_db* under it."""
    random = np.random.default_rng(seed)
    size = RATE * 65 // 100
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    spectrum = np.fft.rfft(random.standard_normal(size)) / np.sqrt(np.maximum(frequency, 50) / 50)
    sound = 0.02 * np.fft.irfft(spectrum, size)
    after = np.arange(size - ONSET)
    source = random.standard_normal(after.size) * (
        np.exp(-after / (0.003 * RATE)) + 10 ** (echo_db / 20) * np.exp(-after / (0.2 * RATE))
    )
    shaped = np.fft.rfft(source, 2 * size)
    shaped /= 1 + (1j * np.fft.rfftfreq(2 * size, 1 / RATE) / cutoff)
    sound[ONSET:] += 0.4 * np.fft.irfft(shaped, 2 * size)[: after.size]
    return sound.astype(np.float32)


def test_gain_changes_nothing() -> None:
    """The same sound at a tenth, and at 100 times, gives the same evidence."""
    sound = blast()
    at_one = measure(sound, ONSET)
    for gain in (0.1, 100.0):
        other = measure(sound * np.float32(gain), ONSET)
        for name in ("high_db", "top_db", "direct_to_late_db", "spread_ms", "over_background_db"):
            assert getattr(other, name) == pytest.approx(getattr(at_one, name), abs=0.2)


def test_a_duller_blast_measures_duller() -> None:
    """Highs and top fall where the blast loses them; the background's colour stays."""
    bright, dull = measure(blast(), ONSET), measure(blast(cutoff=500), ONSET)
    assert dull.high_db < bright.high_db - 4
    assert dull.top_db < bright.top_db - 6
    assert dull.background_high_db == pytest.approx(bright.background_high_db, abs=0.1)


def test_echoes_are_measured_against_the_direct_sound() -> None:
    """A tail 20 dB louder lowers the ratio of direct sound to echoes by 14 dB at least."""
    dry, wet = measure(blast(echo_db=-34), ONSET), measure(blast(echo_db=-14), ONSET)
    assert wet.direct_to_late_db < dry.direct_to_late_db - 14


def test_what_follows_the_next_blast_is_not_an_echo() -> None:
    """With the next blast 90 ms on there is no tail to measure, and the rest stays as it was."""
    sound = blast()
    alone = measure(sound, ONSET)
    sound[ONSET + 90 * RATE // 1000 :] += blast(1)[: len(sound) - ONSET - 90 * RATE // 1000]
    followed = measure(sound, ONSET, ONSET + 90 * RATE // 1000)
    assert np.isnan(followed.direct_to_late_db)
    assert np.isnan(followed.late_high_db)
    assert followed.direct_to_early_db == alone.direct_to_early_db
    assert followed.free_s == pytest.approx(0.087)


def test_the_last_blast_speaks_for_the_tail() -> None:
    """In automatic fire the tail's cues come from the one blast that has a free tail."""
    sound = blast()
    last = measure(sound, ONSET)
    inside = measure(sound, ONSET, ONSET + 90 * RATE // 1000)
    got = dict(zip(CUES, summary([inside, inside, last]).tolist(), strict=True))
    assert got["late_high_db"] == last.late_high_db


@pytest.mark.parametrize(
    ("samples", "onset"),
    [
        (np.zeros(0, np.float32), 0),
        (np.zeros(100, np.float32), 50),
        (np.zeros(RATE, np.float32), ONSET),
        (np.full(RATE, np.nan, np.float32), ONSET),
        (blast(), 0),
        (blast(), RATE * 65 // 100 - 1),
        (np.ones(RATE, np.float32), ONSET),
    ],
)
def test_odd_sound_is_measured_without_failing(samples: np.ndarray, onset: int) -> None:
    """Silence, NaN, a constant, and onsets at the edges are judged, never a crash."""
    evidence = measure(samples, onset)
    assert judge([evidence]).value in {"near", "far", "unclear"}


def evidence(**parts: float) -> Evidence:
    """Return the evidence of a clear blast, its parts as given."""
    return replace(measure(blast(), ONSET), **parts)


def test_no_blast_and_a_faint_one_are_unclear() -> None:
    """Without a blast that stands out nothing is said, and the reason gives the figure."""
    assert judge([]).value == "unclear"
    faint = judge([evidence(over_background_db=2.0)])
    assert faint.value == "unclear"
    assert "+2 dB" in faint.reason


def test_a_blast_with_nothing_before_it_is_unclear() -> None:
    """A sound that begins with its blast has no background to hold it against, and says so."""
    found = judge([measure(blast()[ONSET - 100 :], 100)])
    assert found.value == "unclear"
    assert "stands before" in found.reason


def test_digital_silence_has_no_colour() -> None:
    """A blast out of digital silence is judged by itself, and no figure is made up for silence."""
    sound = blast()
    sound[: ONSET - 24] = 0
    evidence = measure(sound, ONSET)
    assert np.isnan(evidence.background_high_db)
    assert "nan" not in judge([evidence]).reason
    assert "digital silence" in judge([evidence]).reason


def test_an_overloaded_blast_is_unclear() -> None:
    """Clipping makes highs of its own, so the colour of a flattened blast is not judged."""
    assert judge([evidence(flattened=0.7)]).value == "unclear"


@pytest.mark.parametrize(("gap", "least"), [(0.25, 110), (0.5, 220), (2.0, 882)])
def test_a_long_gap_between_crack_and_blast_excludes_near(gap: float, least: float) -> None:
    """Even the fastest bullet needs so many metres, whatever the colour says."""
    bright = evidence(high_db=5.0, top_db=0.0, late_high_db=5.0, late_top_db=0.0)
    assert judge([bright]).value == "near"
    assert judge([bright], [gap, None]).value == "near"  # one pair may be of two shots
    found = judge([bright, bright], [gap, gap])
    assert found.value == "far"
    assert f"{1000 * gap:.0f} ms" in found.reason
    assert least_distance(gap) == pytest.approx(least, abs=1)


def test_a_short_gap_proves_nothing() -> None:
    """A crack just ahead of the blast leaves the judgement to the colour."""
    dull = evidence(high_db=-25.0, top_db=-40.0, late_high_db=-25.0, late_top_db=-40.0)
    assert judge([dull], [0.05]).value == judge([dull], [None]).value == "far"


def test_it_abstains_between_the_thresholds() -> None:
    """With no weight on any cue the chances are even, and nothing is said."""
    even = Weights(*(np.zeros(len(CUES)),) * 3, 0.0, 0.7, 0.7, 0.95)
    even = replace(even, scale=np.ones(len(CUES)))
    found = judge([evidence()], weights=even)
    assert (found.value, found.confidence) == ("unclear", 0.5)
    assert found.reason.endswith(".")


def test_shipped_weights_give_none_to_loudness_or_echoes() -> None:
    """Colour and crack are weighed: brighter blasts and sooner ones are nearer."""
    weight = dict(zip(CUES, shipped_weights().weight.tolist(), strict=True))
    assert weight["high_db"] + weight["top_db"] + weight["late_high_db"] > 0
    assert weight["background_high_db"] + weight["background_top_db"] < 0
    assert weight["crack_nearness"] > 0
    assert weight["direct_to_late_db"] == weight["direct_to_early_db"] == 0
