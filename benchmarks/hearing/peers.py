"""Public onset detectors as functions that can be scored; one that is not installed says so.

aubio is asked through its command ``aubioonset`` (Debian: aubio-tools), librosa as a library. Each
is used as its documentation says, with the two settings that do best on gunfire of those tried.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from naive import pick_energy
from numpy.typing import NDArray

from witnessmark.evaluation.hearing import Hear, Heard


@dataclass(frozen=True)
class Peer:
    """A detector by name; ``hear`` is None where it is not installed."""

    name: str
    hear: Hear | None


def peers() -> tuple[Peer, ...]:
    """Return every peer, installed or not, in the order of the table."""
    aubio = shutil.which("aubioonset")
    librosa = importlib.util.find_spec("librosa") is not None
    return (
        Peer("aubio default, -t 0.3 -B 256 -H 64", _aubio("default", 0.3) if aubio else None),
        Peer("aubio hfc, -t 2.0 -B 256 -H 64", _aubio("hfc", 2.0) if aubio else None),
        Peer("librosa default", _librosa(512) if librosa else None),
        Peer("librosa hop 128", _librosa(128) if librosa else None),
        Peer("naive 1-ms energy", pick_energy),
    )


def _aubio(method: str, threshold: float) -> Hear:
    def hear(samples: NDArray[np.float32], rate: int) -> tuple[Heard, ...]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sound.wav"
            write_wave(path, samples, rate)
            command = ["aubioonset", "-i", str(path), "-O", method, "-t", str(threshold)]
            done = subprocess.run(  # a fixed list of arguments
                [*command, "-B", "256", "-H", "64"], capture_output=True, text=True, check=True
            )
        return as_heard(float(line) for line in done.stdout.split())

    return hear


def _librosa(hop: int) -> Hear:
    def hear(samples: NDArray[np.float32], rate: int) -> tuple[Heard, ...]:
        import librosa

        times = librosa.onset.onset_detect(y=samples, sr=rate, hop_length=hop, units="time")
        return as_heard(float(time) for time in times)

    return hear


def as_heard(times: Iterable[float]) -> tuple[Heard, ...]:
    """Return onset *times* in seconds as shots that the detector is sure of."""
    return tuple(Heard("shot", time, 1.0) for time in sorted(times))


def write_wave(path: Path, samples: NDArray[np.float32], rate: int) -> None:
    """Write mono *samples* as 16-bit WAV."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())
