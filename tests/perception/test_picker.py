"""The picker: fronts out of sound, whatever the pieces it comes in."""

from fractions import Fraction
from importlib import resources
from itertools import pairwise

import numpy as np
import pytest

from witnessmark.errors import ModelError
from witnessmark.perception.sound.picker import (
    APART,
    CAUSES,
    PICKER_RATE,
    Picker,
    fronts,
    load_picker,
    shipped_picker,
)
from witnessmark.perception.sound.resampling import Piece


def bangs(seconds, *times):
    """Noise with short decaying bursts that begin at *times*."""
    random = np.random.default_rng(8)
    sound = 0.002 * random.standard_normal(round(seconds * PICKER_RATE))
    for time in times:
        at = round(time * PICKER_RATE)
        size = min(3000, sound.size - at)
        burst = random.standard_normal(size) * np.exp(-np.arange(size) / 120)
        sound[at : at + size] += 0.5 * burst
    return sound.astype(np.float32)


def pieces(sound, cuts=(), start=Fraction(0)):
    edges = [0, *cuts, sound.size]
    for first, last in pairwise(edges):
        yield Piece(0, start, PICKER_RATE, first, sound[first:last], last == sound.size)


def summary(picks):
    return [(float(one.seconds), one.cause, round(one.chance, 3)) for one in picks]


def test_how_the_sound_is_cut_into_pieces_changes_nothing():
    """Eighty seconds in one piece and in many give the same fronts, chunk edges included."""
    sound = bangs(80.0, 3.0, 30.7, 30.73, 35.8, 61.4, 79.9)
    whole = summary(shipped_picker().picks(pieces(sound)))
    cuts = np.sort(np.random.default_rng(2).integers(1, sound.size, 40)).tolist()
    assert summary(shipped_picker().picks(pieces(sound, cuts))) == whole
    assert len(whole) >= 5


def test_an_onset_near_the_edge_of_a_chunk_is_found_once_and_at_its_time():
    """What a chunk's edge cuts through is heard as it is elsewhere."""
    for time in (30.70, 30.72, 30.74):
        near = [
            one
            for one in shipped_picker().picks(pieces(bangs(70.0, time)))
            if abs(float(one.seconds) - time) < 0.02
        ]
        assert len(near) == 1
        assert float(near[0].seconds) == pytest.approx(time, abs=0.004)


def test_times_are_on_the_recordings_clock():
    """A stretch that begins at ten seconds has its fronts there."""
    here = list(shipped_picker().picks(pieces(bangs(6.0, 2.0), start=Fraction(10))))
    assert any(abs(float(one.seconds) - 12.0) < 0.004 for one in here)


@pytest.mark.parametrize("samples", [0, 1, 12, 1000])
def test_a_stretch_shorter_than_the_network_sees_is_no_error(samples):
    """A millisecond of sound, or none, gives what there is to give."""
    sound = np.zeros(samples, np.float32)
    assert list(shipped_picker().picks(pieces(sound))) == []


def test_fronts_of_one_cause_keep_their_distance():
    """Of two peaks too close for two shots the higher stays; another cause may stand nearer."""
    logits = np.full((len(CAUSES), 200), -9.0)
    logits[0, 50], logits[0, 50 + APART - 1], logits[0, 120] = 3.0, 2.0, 1.0
    logits[1, 40] = 2.0
    assert np.rint(fronts(logits)).tolist() == [40, 50, 120]


def test_a_front_between_two_milliseconds_is_put_there():
    """The top of the parabola, not the highest frame."""
    logits = np.full((len(CAUSES), 100), -9.0)
    logits[0, 49:52] = [1.0, 2.0, 1.8]
    (at,) = fronts(logits)
    assert 50.2 < at < 50.5


def test_a_file_that_is_no_picker_is_refused_in_one_sentence(tmp_path):
    """Not a model, and not there: one sentence each, and what to do."""
    wrong = tmp_path / "wrong.onnx"
    wrong.write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"wrong\.onnx is no shot picker"):
        load_picker(wrong)
    with pytest.raises(ModelError, match="cannot be read"):
        load_picker(tmp_path / "absent.onnx")
    with pytest.raises(ModelError):
        Picker(b"", "empty")


def test_the_card_says_what_the_model_knows():
    """Every cause has a least chance and a recall that was measured."""
    card = shipped_picker().card
    assert set(card.least) == set(card.recall) == set(CAUSES)
    assert all(0 < value < 1 for value in (*card.least.values(), *card.recall.values()))


def test_the_card_beside_the_model_is_of_that_model():
    """The card names the file's digest, its size, and the recalls that records state."""
    folder = resources.files("witnessmark.perception.sound").joinpath("models")
    card = folder.joinpath("SHOT_PICKER-CARD.md").read_text(encoding="utf-8")
    picker = shipped_picker()
    size = len(folder.joinpath("shot_picker.onnx").read_bytes())
    assert picker.sha256 in card
    assert f"{size:,} bytes" in card
    assert size <= 5_000_000
    assert all(f"{share:.3f}" in card for share in picker.card.recall.values())
