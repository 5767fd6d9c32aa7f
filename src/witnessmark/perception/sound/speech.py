"""Stretches in which somebody speaks, each with a calibrated confidence.

Conventions
-----------
Times are seconds from the first sample pushed; a stretch is half-open and good to about a tenth of
a second at either end. Sound is mono float32 at 16 kHz. What is detected is the human voice as
such, in any language: not words, not who speaks, and not whether it is meant for anyone.

Chances of :mod:`.voicing` above :data:`OPENS` open a stretch and below :data:`CLOSES` close it;
gaps shorter than :data:`GAP` s are a speaker's pauses. How sure a stretch is follows from how
likely its windows are at their best and how long it is: see :data:`WEIGHTS`. The echoes of a shot
sound a little like a voice: what lies in them alone must be surer (:func:`is_echo`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind, MadeBy, Sought
from witnessmark.perception.sound.voicing import MODEL_SHA256, RATE, WINDOW, VoiceChances

#: Chance of a window that opens a stretch, and below which it is closed.
OPENS, CLOSES = 0.3, 0.15
#: Stretches nearer to one another than this are one, in seconds.
GAP = 0.4
#: A stretch shorter than this is no word, in seconds.
SHORTEST = 0.16
#: A stretch less likely than this is not reported.
LEAST_LIKELY = 0.2
#: Windows whose mean stands for the best of a stretch: a third of a second.
BEST = 10
#: Share found, at a chance of a half or more, of phrases and short shouts that are 10 dB or more
#: over a street with gunfire, at the worst of four places (``training/speech/calibrate.py``). The
#: voices are put together from recorded ones; one is real.
RECALL = 0.73
#: Logistic regression of "somebody speaks here" on the stretch (see :func:`cues`), fitted by
#: ``training/speech/calibrate.py``: constant, then a weight a cue.
WEIGHTS = (1.658, 0.676, 2.075)
#: A stretch from no more than the first of these seconds before a shot to the second after one, all
#: through, may be its echoes, and is one where it is less likely than :data:`LEAST_AFTER_SHOT`.
#: Measured by ``training/speech/calibrate.py`` on recordings of real gunfire, with and without
#: voices laid over them: 3 of 153 such stretches less likely than that were speech (at most 2 of 40
#: at one of four positions), and all of 30 that were likelier.
BEFORE_SHOT, AFTER_SHOT, LEAST_AFTER_SHOT = 0.05, 0.8, 0.8


@dataclass(frozen=True, slots=True)
class SpeechStretch:
    """Somebody speaks, from ``start_s`` up to ``end_s``, with the chance that this is so."""

    start_s: float
    end_s: float
    confidence: float


class SpeechDetector:
    """Listens for voices in samples as they come.

    Between pushes it holds at most eight seconds of sound, and four bytes for every 32 ms heard.
    How the sound is cut into pushes changes nothing.
    """

    def __init__(self) -> None:
        self._voice = VoiceChances()
        self._chances: list[NDArray[np.float32]] = []
        self._samples = 0

    def push(self, samples: NDArray[np.float32]) -> None:
        """Take the next samples, shape (n,), 16 kHz mono, full scale 1."""
        self._samples += samples.size
        self._chances.extend(self._voice.push(samples))

    def finish(self) -> list[SpeechStretch]:
        """Return the stretches of speech in order, none touching another; nothing may follow."""
        self._chances.append(self._voice.finish())
        return stretches_of(np.concatenate(self._chances), self._samples / RATE)


def speech_made_by() -> MadeBy:
    """Return the signature of speech, with everything that it depends on."""
    return MadeBy(
        name="witnessmark.perception.sound.speech",
        version="2",
        model=MODEL_SHA256,
        settings={
            "opens": OPENS,
            "closes": CLOSES,
            "gap_s": GAP,
            "shortest_s": SHORTEST,
            "least_likely": LEAST_LIKELY,
            "weights": list(WEIGHTS),
            "after_shot_s": AFTER_SHOT,
            "least_likely_after_shot": LEAST_AFTER_SHOT,
        },
    )


def speech_sought() -> Sought:
    """Return how surely speech that is there is found, at the worst place measured."""
    return Sought(
        kind=Kind.SPEECH,
        recall=RECALL,
        measured_on="rendered sound",
        made_by=speech_made_by(),
    )


def stretches_of(chances: NDArray[np.float32], length_s: float) -> list[SpeechStretch]:
    """Return the stretches in *chances*, shape (windows,), of sound that lasts *length_s*."""
    found = []
    for first, last in voiced_runs(chances):
        confidence = _logistic(cues(chances[first:last]))
        if confidence >= LEAST_LIKELY:
            start, end = (number * WINDOW / RATE for number in (first, last))
            found.append(SpeechStretch(start, min(end, length_s), round(confidence, 4)))
    return found


def voiced_runs(chances: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return runs of windows, [first, last), that may be speech: opened, closed, gaps filled."""
    runs: list[tuple[int, int]] = []
    gap, shortest = GAP * RATE / WINDOW, SHORTEST * RATE / WINDOW
    edges = np.flatnonzero(np.diff(np.pad(chances >= CLOSES, 1).astype(np.int8)))
    for first, last in edges.reshape(-1, 2).tolist():
        if chances[first:last].max() < OPENS:
            continue
        if runs and first - runs[-1][1] < gap:
            runs[-1] = runs[-1][0], last
        else:
            runs.append((first, last))
    return [(first, last) for first, last in runs if last - first >= shortest]


def cues(chances: NDArray[np.float32]) -> tuple[float, float]:
    """Return what a run's confidence rests on: mean log odds of its best windows, log seconds."""
    best = np.sort(chances.astype(np.float64))[-BEST:].clip(1e-4, 1 - 1e-4)
    return float(np.log(best / (1 - best)).mean()), float(np.log(chances.size * WINDOW / RATE))


def is_echo(start_s: float, end_s: float, confidence: float, shots: Sequence[float]) -> bool:
    """Say whether a stretch of that confidence is taken for echoes of *shots*, seconds ascending.

    It is where every moment of it lies about a shot or soon after one, and it is not likely enough
    all the same. A voice that begins before the shot, or goes on when its echoes have died away, is
    none.
    """
    if confidence >= LEAST_AFTER_SHOT:
        return False
    reached = start_s
    for shot in shots:
        if shot - BEFORE_SHOT > reached:
            break
        reached = max(reached, shot + AFTER_SHOT)
    return reached >= end_s and reached > start_s


def _logistic(values: tuple[float, float]) -> float:
    constant, *weights = WEIGHTS
    odds = constant + sum(w * v for w, v in zip(weights, values, strict=True))
    return float(1 / (1 + np.exp(-odds)))
