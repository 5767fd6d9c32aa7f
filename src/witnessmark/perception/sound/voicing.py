"""The chance of a voice, window by window: Silero VAD over a stream of samples.

Conventions
-----------
Sound is mono float32 at 16 kHz, full scale 1. Window *k* holds samples ``512 k`` to ``512 k + 511``
of the stream, 32 ms, and its chance also rests on the 64 samples before it and, through the
network's memory, on everything earlier. The weights are those of Silero VAD 6.2 (MIT, Silero Team,
``models/SILERO-LICENSE``), laid out by ``training/speech/rebuild.py`` so that many windows are done
in one call: the chances are those of the published file to a millionth, at an eighth of its cost.
How the sound is cut into pushes changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import ModelError
from witnessmark.perception.sound.onnx_session import open_session

if TYPE_CHECKING:
    import onnxruntime

#: Samples a second that the network was trained for.
RATE = 16_000
#: Samples of a window, and of the sound before it that the network sees again.
WINDOW, CONTEXT = 512, 64
#: Windows done in one call: 8 s of sound, 20 MB while it lasts.
TOGETHER = 256
#: Size of the network's memory.
HIDDEN = 128
#: The shipped file and its SHA-256.
MODEL = "silero_vad_16k_sequence.onnx"
MODEL_SHA256 = "b2e7baf6bc88fb455c806d8f0fe0f7ba6b9cc017b0d1e68ff917dee84fdd4c6d"


@cache
def voice_model() -> onnxruntime.InferenceSession:
    """Load the shipped model, once: processor only, one thread.

    Raises ModelError where the file is missing or is not the one this release was tested with.
    """
    try:
        data = (resources.files(__package__) / "models" / MODEL).read_bytes()
    except OSError as error:
        raise ModelError(MODEL, f"{MODEL} is missing: install witnessmark again.") from error
    if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
        raise ModelError(MODEL, f"{MODEL} is not as it was shipped: install witnessmark again.")
    return open_session(data)


class VoiceChances:
    """Chances of a voice for samples as they come; what it holds does not grow with them."""

    def __init__(self) -> None:
        self._held = np.zeros(CONTEXT, dtype=np.float32)  # context, then samples not yet judged
        self._memory = [np.zeros((1, 1, HIDDEN), dtype=np.float32) for _ in range(2)]

    def push(self, samples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
        """Take *samples*, shape (n,), and yield the chances, shape (windows,), that are ready.

        A sample that is no number counts as silence, so that it cannot spoil what follows.
        """
        sound = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0).astype(np.float32)
        self._held = np.concatenate([self._held, sound])
        while self._held.size >= CONTEXT + TOGETHER * WINDOW:
            yield self._judge(TOGETHER)

    def finish(self) -> NDArray[np.float32]:
        """Return the chances of what is left, the last window filled up with silence."""
        left = self._held.size - CONTEXT
        windows = -(-left // WINDOW)
        if not windows:
            return np.zeros(0, dtype=np.float32)
        self._held = np.pad(self._held, (0, windows * WINDOW - left))
        return self._judge(windows)

    def _judge(self, windows: int) -> NDArray[np.float32]:
        starts = np.arange(windows)[:, None] * WINDOW
        sound = self._held[starts + np.arange(CONTEXT + WINDOW)][:, None]
        given = {"sound": sound, "h": self._memory[0], "c": self._memory[1]}
        chances, *self._memory = voice_model().run(None, given)
        self._held = self._held[windows * WINDOW :]
        return np.asarray(chances[:, 0, 0])
