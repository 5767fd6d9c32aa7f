"""Voices: found where somebody speaks, and nowhere else; the same however the sound comes."""

from pathlib import Path

import av
import numpy as np
import pytest
import soxr

from witnessmark.errors import ModelError
from witnessmark.perception.sound import voicing
from witnessmark.perception.sound.speech import (
    LEAST_AFTER_SHOT,
    SpeechDetector,
    is_echo,
    speech_sought,
    stretches_of,
    voiced_runs,
)
from witnessmark.perception.sound.voicing import RATE, TOGETHER, WINDOW, VoiceChances

#: Where Debian's alsa-utils puts phrases that a person speaks.
PHRASES = Path("/usr/share/sounds/alsa")
NEGATIVES = Path(__file__).parents[2].parent / "shared" / "data" / "negatives"

#: What the published file says of the first 12 windows of ``noise``.
PUBLISHED = (
    0.003237,
    0.014841,
    0.026971,
    0.017641,
    0.016745,
    0.014151,
    0.011648,
    0.012510,
    0.008246,
    0.007056,
    0.009466,
    0.012281,
)


def load(path):
    with av.open(str(path)) as opened:
        stream = opened.streams.audio[0]
        plain = av.AudioResampler("flt", "mono", stream.rate)
        parts = [f.to_ndarray()[0] for one in opened.decode(stream) for f in plain.resample(one)]
        return soxr.resample(np.concatenate(parts), stream.rate, RATE).astype(np.float32)


def noise(seconds, seed=6):
    random = np.random.default_rng(seed)
    return random.normal(0, 0.1, round(seconds * RATE)).astype(np.float32)


def found_in(*pushes):
    detector = SpeechDetector()
    for samples in pushes:
        detector.push(samples)
    return detector.finish()


def chances(*pushes):
    voice = VoiceChances()
    parts = [part for samples in pushes for part in voice.push(samples)]
    return np.concatenate([*parts, voice.finish()])


def test_the_chances_are_those_of_the_published_model():
    """On known noise the rebuilt graph says what Silero VAD 6.2 itself says (its own output)."""
    told = chances(noise(len(PUBLISHED) * WINDOW / RATE))
    np.testing.assert_allclose(told, PUBLISHED, atol=2e-5)


@pytest.mark.parametrize("cut", [1, 511, 512, 4096, 100_000])
def test_cutting_the_sound_changes_nothing(cut):
    """Chances do not depend on how the samples are handed over."""
    sound = noise((TOGETHER * WINDOW + 700) / RATE)[: TOGETHER * WINDOW + 700]
    whole = chances(sound)
    step = cut if cut > 500 else 40_000
    first = [sound[:cut]]
    rest = [sound[at : at + step] for at in range(cut, sound.size, step)]
    np.testing.assert_allclose(chances(*first, *rest), whole, atol=1e-5)
    assert whole.size == TOGETHER + 2


def test_no_sound_and_too_little_sound_hold_no_speech():
    """Nothing pushed, an empty push and a few samples are all no speech, and no error."""
    assert found_in() == []
    assert found_in(np.zeros(0, np.float32)) == []
    assert found_in(np.full(40, 0.5, np.float32)) == []


@pytest.mark.parametrize("level", [0.0, 1e-4, 0.1, 0.9])
def test_noise_and_silence_hold_no_speech(level):
    """Ten seconds of hiss at any level hold nobody."""
    assert found_in(noise(10) * np.float32(10 * level)) == []


def test_blasts_hold_no_speech():
    """Decaying bangs in noise are no syllables."""
    sound = noise(10) * np.float32(0.02)
    for at in range(RATE, 9 * RATE, RATE // 3):
        sound[at : at + RATE // 5] += noise(0.2, at) * 8 * np.exp(-np.arange(RATE // 5) / 400)
    assert found_in(sound.clip(-1, 1)) == []


def test_a_broken_sample_does_not_spoil_what_follows():
    """NaN and infinity count as silence; chances before and long after are as without them."""
    sound = noise(4)
    broken = sound.copy()
    broken[RATE : RATE + 3] = [np.nan, np.inf, -np.inf]
    told = chances(broken)
    assert np.isfinite(told).all()
    np.testing.assert_allclose(told[:31], chances(sound)[:31], atol=1e-5)


def test_runs_open_hold_and_bridge_pauses():
    """A run opens high, holds on low, spans a short pause and drops what is no word."""
    told = np.zeros(100, np.float32)
    told[10:20], told[20:24], told[30:36], told[60:62] = 0.9, 0.2, 0.9, 0.9
    told[80:95] = 0.25
    assert voiced_runs(told) == [(10, 36)]


def test_longer_and_likelier_speech_is_surer():
    """Confidence rises with the chance of the windows and with their number."""

    def confidence(chance, windows):
        return stretches_of(np.full(windows, chance, np.float32), 100.0)[0].confidence

    assert confidence(0.99, 60) > confidence(0.99, 20) > confidence(0.8, 20) > 0.2
    assert confidence(0.99, 60) > 0.9


def test_a_stretch_ends_with_the_sound():
    """The filled-up last window is no sound of the recording."""
    (only,) = stretches_of(np.full(40, 0.99, np.float32), 1.27)
    assert only.end_s == 1.27


def test_a_weak_voice_in_the_echoes_of_shots_alone_is_none():
    """It is suppressed after one shot and all through several, but not where it is sure."""
    assert is_echo(5.0, 5.6, 0.5, [5.0])
    assert is_echo(5.0, 7.0, 0.5, [4.9, 5.6, 6.3])
    assert not is_echo(5.0, 5.6, LEAST_AFTER_SHOT, [5.0])


def test_a_warning_before_a_shot_stays():
    """So does a voice that outlasts the echoes, speaks between them, or is far from any shot."""
    assert not is_echo(4.2, 5.3, 0.3, [5.0])
    assert not is_echo(5.0, 6.2, 0.3, [5.0])
    assert not is_echo(5.0, 7.0, 0.3, [4.9, 6.5])
    assert not is_echo(9.0, 9.4, 0.3, [5.0])
    assert not is_echo(9.0, 9.4, 0.3, [])


def test_a_changed_model_is_refused(monkeypatch):
    """Weights that are not the shipped ones are an error in one sentence, never a silent change."""
    monkeypatch.setattr(voicing, "MODEL_SHA256", "0" * 64)
    voicing.voice_model.cache_clear()
    with pytest.raises(ModelError, match="install witnessmark again"):
        voicing.voice_model()
    monkeypatch.undo()
    assert voicing.voice_model() is voicing.voice_model()


def test_what_was_sought_says_how_surely():
    """The recall is that of the worst place, and the model's hash stands beside it."""
    sought = speech_sought()
    assert 0.5 < sought.recall < 0.9
    assert sought.made_by.model == voicing.MODEL_SHA256


@pytest.mark.skipif(
    not PHRASES.is_dir(), reason="alsa-utils, which ships spoken phrases, is absent"
)
def test_a_person_who_speaks_is_found():
    """Every spoken phrase is found, alone and over hiss, within 0.3 s of where it is."""
    for path in sorted(PHRASES.glob("*.wav")):
        if path.stem == "Noise":
            continue
        sound = noise(6) * np.float32(0.02)
        phrase = load(path)
        sound[2 * RATE : 2 * RATE + phrase.size] += phrase
        found = found_in(sound)
        assert len(found) in {1, 2}, path.name
        assert found[0].start_s == pytest.approx(2.0, abs=0.3)
        assert max(one.confidence for one in found) > 0.8


@pytest.mark.skipif(not NEGATIVES.is_dir(), reason="the everyday recordings are not at hand")
def test_everyday_sounds_hold_no_speech():
    """Of rain, applause, engines and music one at most is called likelier than not, none sure."""
    found = [one for path in sorted(NEGATIVES.glob("*.flac")) for one in found_in(load(path))]
    assert sum(one.confidence >= 0.5 for one in found) <= 1
    assert all(one.confidence < 0.9 for one in found)
