"""What listens beside the picker, stretch by stretch: voices, and a tagger where there is one.

Conventions
-----------
A detector hears 16 kHz samples of one unbroken stretch and counts seconds from its first sample;
here they become observations on the recording's clock, none reaching past the end of the sound.
What may be the echo of a shot is no voice (see :func:`.speech.is_echo`). A tagger's score is its
own: the confidence of a sound class is not calibrated, and its attributes say so, and whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from witnessmark.clock import TimeBase
from witnessmark.model import Kind, MadeBy, Observation
from witnessmark.perception.sound.placing import placed
from witnessmark.perception.sound.resampling import Piece
from witnessmark.perception.sound.speech import SpeechDetector, is_echo, speech_made_by
from witnessmark.perception.sound.tagger import Tagger
from witnessmark.perception.sound.tagging import LEAST_SCORE, ClassDetector

_CLOCK = TimeBase(1, 1000)
#: Start and end in seconds from the stretch's first sample, confidence, attributes.
Found = tuple[float, float, float, dict[str, JsonValue]]


class _Detector(Protocol):
    def push(self, samples: NDArray[np.float32]) -> None: ...

    def found(self) -> list[Found]: ...


class _Voices:
    def __init__(self) -> None:
        self._detector = SpeechDetector()
        self.push = self._detector.push

    def found(self) -> list[Found]:
        return [(one.start_s, one.end_s, one.confidence, {}) for one in self._detector.finish()]


class _Classes:
    def __init__(self, tagger: Tagger) -> None:
        self._detector = ClassDetector(tagger)
        self._tagger = tagger.name
        self.push = self._detector.push

    def found(self) -> list[Found]:
        return [
            (
                one.start_s,
                one.end_s,
                one.score,
                {"class": one.name, "tagger": self._tagger, "calibrated": False},
            )
            for one in self._detector.finish()
        ]


def tagger_made_by(tagger: Tagger) -> MadeBy:
    """Return the signature of sound classes, with everything that they depend on."""
    return MadeBy(
        name=f"witnessmark.perception.sound.tagger ({tagger.name})",
        version="1",
        model=tagger.sha256,
        settings={"least_score": LEAST_SCORE},
    )


class Beside:
    """Takes the pieces of one recording at 16 kHz and gives what was found in them."""

    def __init__(self, recording: str, tagger: Tagger | None = None) -> None:
        self._recording = recording
        self._kinds: list[tuple[Kind, MadeBy, Callable[[], _Detector]]] = [
            (Kind.SPEECH, speech_made_by(), _Voices)
        ]
        if tagger is not None:
            self._kinds.append((Kind.SOUND_CLASS, tagger_made_by(tagger), lambda: _Classes(tagger)))
        self._running: Sequence[_Detector] = ()
        self._start = Fraction(0)
        self._found: list[tuple[Kind, MadeBy, Fraction, Found]] = []

    def push(self, pieces: Iterable[Piece]) -> None:
        """Take the next pieces; each stretch is listened to by itself."""
        for piece in pieces:
            if not self._running:
                self._running = [make() for _, _, make in self._kinds]
                self._start = piece.start_seconds
            if piece.samples.size:
                for detector in self._running:
                    detector.push(piece.samples)
            if piece.last:
                self._close()

    def finish(self, end: Fraction, shots: Sequence[float] = ()) -> list[Observation]:
        """Return what was found in sound that ends at second *end*; nothing may follow.

        *shots* are the seconds, ascending, at which the recording holds shots.
        """
        self._close()
        return [
            self._observation(kind, made_by, start, one, end)
            for kind, made_by, start, one in self._found
            if kind is not Kind.SPEECH or not is_echo(*_on_clock(start, one), one[2], shots)
        ]

    def _close(self) -> None:
        for (kind, made_by, _), detector in zip(self._kinds, self._running, strict=False):
            self._found += [(kind, made_by, self._start, one) for one in detector.found()]
        self._running = ()

    def _observation(
        self, kind: Kind, made_by: MadeBy, start: Fraction, one: Found, end: Fraction
    ) -> Observation:
        first, last, confidence, attributes = one
        return Observation.of(
            recording=self._recording,
            kind=kind,
            span=placed(_CLOCK, start + Fraction(first), start + Fraction(last), end),
            confidence=confidence,
            made_by=made_by,
            attributes=attributes,
        )


def _on_clock(start: Fraction, one: Found) -> tuple[float, float]:
    return float(start) + one[0], float(start) + one[1]
