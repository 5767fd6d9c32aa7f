"""A tagger over a whole recording: scores window by window to stretches of one kind of sound.

Conventions
-----------
Times are seconds from the first sample pushed. Windows overlap by half, so a stretch reaches from
the start of its first window to the end of its last, and is good to half a second. A score is the
tagger's own and not calibrated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.perception.sound.mel_patches import PATCH_SAMPLES, PATCH_STEP, RATE
from witnessmark.perception.sound.tagger import Tagger

#: A window with a score above this holds the class: where the tagger says rather yes than no.
LEAST_SCORE = 0.5
#: Windows tagged in one go: eight seconds of sound.
TOGETHER = 16


@dataclass(frozen=True, slots=True)
class ClassStretch:
    """A kind of sound from ``start_s`` to ``end_s``, with the tagger's highest score of it."""

    name: str
    start_s: float
    end_s: float
    score: float


class ClassDetector:
    """Tags samples as they come; holds eight seconds of sound and the scores so far."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._held = np.zeros(0, dtype=np.float32)
        self._scores: list[NDArray[np.float32]] = []
        self._samples = 0

    def push(self, samples: NDArray[np.float32]) -> None:
        """Take the next samples, shape (n,), 16 kHz mono, full scale 1."""
        self._samples += samples.size
        self._held = np.concatenate([self._held, samples.astype(np.float32)])
        block = (TOGETHER - 1) * PATCH_STEP + PATCH_SAMPLES
        while self._held.size >= block:
            self._scores.append(self._tagger.tag(self._held[:block]))
            self._held = self._held[TOGETHER * PATCH_STEP :]

    def finish(self) -> list[ClassStretch]:
        """Return the stretches by start, then name; nothing may follow."""
        judged = sum(map(len, self._scores)) * PATCH_STEP
        # The overlap that is left was judged already, unless it is all there is.
        if self._samples > judged + (PATCH_SAMPLES - PATCH_STEP if judged else 0):
            step = self._held.size - PATCH_SAMPLES
            missing = -step % PATCH_STEP if step > 0 else -step
            self._scores.append(self._tagger.tag(np.pad(self._held, (0, missing))))
        if not self._scores:
            return []
        length = self._samples / RATE
        return class_stretches(np.concatenate(self._scores), self._tagger.classes, length)


def class_stretches(
    scores: NDArray[np.float32], classes: tuple[str, ...], length_s: float
) -> list[ClassStretch]:
    """Return where *scores*, shape (windows, classes), say that a class is heard."""
    found = []
    for column, name in enumerate(classes):
        own = scores[:, column]
        edges = np.flatnonzero(np.diff(np.pad(own > LEAST_SCORE, 1).astype(np.int8)))
        for first, last in edges.reshape(-1, 2).tolist():
            start = first * PATCH_STEP / RATE
            end = min(((last - 1) * PATCH_STEP + PATCH_SAMPLES) / RATE, length_s)
            found.append(ClassStretch(name, start, end, round(float(own[first:last].max()), 4)))
    return sorted(found, key=lambda one: (one.start_s, one.name, one.end_s))
