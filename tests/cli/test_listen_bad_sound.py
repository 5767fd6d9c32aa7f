"""`witnessmark listen` on sound as it comes: it works, or says what was not heard."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest
from cli_clips import write_wav

from witnessmark.cli import run

BANGS = {"shot", "impulse", "explosion"}


def heard(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict]:
    """Return the observations that `listen --json` prints; overloaded sound is heard too."""
    assert run(["listen", str(path), "--json"]) in {0, 3}
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def bangs(path: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, float]]:
    found = heard(path, capsys)
    return [(one["kind"], one["start"]) for one in found if one["kind"] in BANGS]


def as_wav(path: Path, samples: np.ndarray, rate: int) -> Path:
    """Write (samples, channels) as 16-bit."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture(scope="module")
def mono(tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    """Three bangs, float64 of shape (samples,) at 16 kHz."""
    path = write_wav(tmp_path_factory.mktemp("clips") / "mono.wav")
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


@pytest.mark.parametrize("form", ["inverted", "dead", "offset", "surround"])
def test_bad_channels_are_heard_like_one_good_one(
    form: str, mono: np.ndarray, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Inverted, dead, offset or surrounded: the bangs are those of the mono recording."""
    still = np.zeros_like(mono)
    channels = {
        "inverted": [mono, -mono],
        "dead": [still, mono],
        "offset": [mono + 0.2, mono - 0.1],
        "surround": [mono, mono, mono, still, 0.2 * mono, 0.2 * mono],
    }[form]
    wanted = bangs(as_wav(tmp_path / "mono.wav", mono[:, None], 16_000), capsys)
    found = bangs(as_wav(tmp_path / "bad.wav", np.stack(channels, axis=1), 16_000), capsys)
    assert [kind for kind, _ in found] == [kind for kind, _ in wanted]
    assert [at for _, at in found] == pytest.approx([at for _, at in wanted], abs=0.003)


@pytest.mark.parametrize("milliseconds", [1, 30, 100])
def test_sound_shorter_than_any_window_is_listened_to(
    milliseconds: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A few samples hold no group of shots, and no error either."""
    sound = 0.3 * np.random.default_rng(2).standard_normal((48 * milliseconds, 1))
    found = heard(as_wav(tmp_path / "short.wav", sound, 48_000), capsys)
    assert [one for one in found if one["kind"] == "gunfire"] == []


@pytest.mark.parametrize("rate", [8000, 96_000, 192_000])
def test_extreme_rates_are_listened_to(
    rate: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From telephone to studio, steady noise is no gunfire."""
    sound = 0.02 * np.random.default_rng(3).standard_normal((3 * rate, 1))
    assert bangs(as_wav(tmp_path / "noise.wav", sound, rate), capsys) == []


def test_a_muted_file_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A track of zeros is one stretch of silence, not a quiet scene."""
    found = heard(as_wav(tmp_path / "mute.wav", np.zeros((48_000, 2)), 16_000), capsys)
    assert [one["kind"] for one in found] == ["silence"]
