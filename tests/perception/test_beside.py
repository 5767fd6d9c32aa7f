"""What listens beside the picker becomes observations on the recording's clock."""

from fractions import Fraction

import numpy as np
import pytest

from witnessmark.model import Kind
from witnessmark.perception.sound.beside import Beside
from witnessmark.perception.sound.resampling import Piece

SHA = "b" * 64


class Always:
    """A tagger that hears a drum in every window."""

    name, sha256, classes = "always", "c" * 64, ("Drum",)

    def tag(self, samples):
        return np.full((max(1, samples.size // 7680 - 1), 1), 0.9, np.float32)


def piece(stretch, start, seconds):
    sound = np.zeros(round(seconds * 16_000), np.float32)
    return Piece(stretch, Fraction(start), 16_000, 0, sound, last=True)


def test_a_tagger_is_asked_for_every_stretch_on_the_recordings_clock():
    """Two stretches, two observations, each where its stretch lies, signed by the tagger."""
    beside = Beside(SHA, Always())
    beside.push([piece(0, 0, 3.0), piece(1, 10, 3.0)])
    found = [one for one in beside.finish(Fraction(13)) if one.kind is Kind.SOUND_CLASS]
    assert [one.start.json_seconds for one in found] == [0.0, 10.0]
    assert all(10.0 < one.end.json_seconds <= 13.0 for one in found[1:])
    assert found[0].attributes["class"] == "Drum"
    assert found[0].attributes["tagger"] == "always"
    assert found[0].attributes["calibrated"] is False
    assert found[0].made_by.model == "c" * 64


def test_nothing_is_said_of_what_comes_after_the_sound():
    """A window that reaches past the end of the sound is reported up to there."""
    beside = Beside(SHA, Always())
    beside.push([piece(0, 0, 1.5004)])
    end = Fraction(15_004, 10_000)
    assert [one.end.json_seconds for one in beside.finish(end)] == [1.5]


@pytest.mark.parametrize("pieces", [[], [piece(0, 0, 0.0)], [piece(0, 0, 5.0)]])
def test_silence_holds_no_voice(pieces):
    """Nothing, an empty stretch and a silent one give no speech, and no error."""
    beside = Beside(SHA)
    beside.push(pieces)
    assert beside.finish(Fraction(5)) == []
