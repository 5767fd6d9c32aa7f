"""One recording listened to: its length, its damage, what was sought."""

import numpy as np
import pytest
from cli_clips import write_wav
from media_making import write_clip

from witnessmark.errors import NoSoundError
from witnessmark.incident import listen
from witnessmark.incident.hearing import hear
from witnessmark.media import SoundReader
from witnessmark.model import Kind
from witnessmark.perception import Listener

SHA = "c" * 64


def heard(path):
    return hear(path, sha256=SHA, name=path.name, listener=Listener())


def test_a_whole_recording_is_as_long_as_its_header_says(tmp_path):
    """Picture may outlast sound: the longer of what was decoded and declared counts."""
    clip = write_clip(tmp_path / "w.mp4", picture="libx264", seconds=3)
    recording = heard(clip).recording
    assert recording.duration == pytest.approx(3.0, abs=0.05)
    assert recording.damage == ()
    (stretch,) = recording.sound.decoded
    assert stretch.start.ticks == 0


def test_a_recording_cut_short_is_as_long_as_what_could_be_decoded(tmp_path):
    """A header that proved wrong is not believed on the length, and both damages are told."""
    whole = write_clip(tmp_path / "w.mp4", picture="libx264", seconds=8, movflags="faststart")
    short = tmp_path / "short.mp4"
    short.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * 0.6)])
    recording = heard(short).recording
    assert recording.duration < 7
    assert recording.declared_duration == pytest.approx(8.0, abs=0.05)
    assert any("cut short" in sentence for sentence in recording.damage)
    assert any("ends early" in sentence for sentence in recording.damage)


def test_a_recording_without_sound_holds_that_observation_alone(tmp_path):
    """No sound is an observation over the whole length, and nothing was sought."""
    film = write_clip(tmp_path / "m.mp4", sound=None, picture="libx264", seconds=2)
    found = heard(film)
    (only,) = found.observations
    assert only.kind is Kind.NO_AUDIO
    assert only.end.json_seconds == pytest.approx(2.0, abs=0.05)
    assert found.sought == ()
    with pytest.raises(NoSoundError, match="nothing to listen to"):
        listen(film)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_a_track_without_a_usable_sample_says_why(tmp_path, number):
    """All NaN is no digital silence: the cause is said, the length kept, and nothing was sought."""
    nothing = np.full((16_000, 1), number, np.float32)
    path = write_clip(tmp_path / "nan.mkv", rate=8000, sound="pcm_f32le", samples=nothing)
    found = heard(path)
    (only,) = found.observations
    assert (only.kind, only.attributes) == (Kind.NO_AUDIO, {"cause": "no usable sample"})
    assert found.recording.duration == only.end.json_seconds == 2.0
    assert found.sought == ()
    assert "nan.mkv holds no usable sample" in found.gaps[0]
    assert not any("silence" in gap for gap in found.gaps)


def test_what_was_sought_is_named_with_its_recall(tmp_path):
    """Shots were measured on real recordings, explosions on rendered sound; both say so."""
    found = heard(write_wav(tmp_path / "c.wav"))
    on = {sought.kind: sought.measured_on for sought in found.sought}
    assert on == {
        Kind.SHOT: "real recordings",
        Kind.GUNFIRE: "real recordings",
        Kind.EXPLOSION: "rendered sound",
        Kind.SPEECH: "rendered sound",
    }
    assert all(0 < sought.recall < 1 for sought in found.sought)


def test_a_track_of_which_nothing_decodes_says_why(tmp_path, monkeypatch):
    """Frames that fail one and all are no digital silence either; the header's length is kept."""
    clip = write_clip(tmp_path / "c.mp4", seconds=3)
    monkeypatch.setattr(SoundReader, "_receive", SoundReader._end)
    found = heard(clip)
    (only,) = found.observations
    assert (only.kind, only.attributes) == (Kind.NO_AUDIO, {"cause": "no usable sample"})
    assert found.recording.duration == pytest.approx(3.0, abs=0.05)
    assert "holds no usable sample" in found.gaps[0]


def test_who_looks_on_is_given_what_is_listened_to(tmp_path):
    """Every block once, in order, to the last sample."""
    ends = []
    listen(write_wav(tmp_path / "c.wav"), onlooker=lambda block: ends.append(block.end))
    assert ends == sorted(set(ends))
    assert ends[-1].seconds == 5
