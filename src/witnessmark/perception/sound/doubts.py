"""Shots that are doubtful because of what is not there: the sound before them, or about them.

Conventions
-----------
An echo is told from a shot by what stands around it. Two kinds of stretch lack that, and a shot or
an explosion in them is no surer than :data:`MOST_SURE` and says why:

- one that begins in the middle of something loud: its first two frames of ten milliseconds lie
  :data:`FALLS` dB or more over the background of its first second. What is heard in that second may
  be the tail of an earlier sound;
- one shorter than :data:`.fragments.LEAST_STRETCH`, all of it.

Measured on real gunfire, earlier models held out. 80 recordings, each cut so that it begins 2, 20,
100 or 300 ms after its first labelled shot: 236 of 320 begin loud, and of 237 shots picked in the
first second of those 119 were shots, 40 % at the worst of four positions; of the same recordings
cut 20 to 500 ms before that shot 7 of 240 begin loud. 48 recordings in pieces of 0.13 s: of 109
shots picked 44 were shots.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from witnessmark.model import Kind
from witnessmark.perception.sound.event import Event
from witnessmark.perception.sound.fragments import LEAST_STRETCH
from witnessmark.perception.sound.resampling import PICKER_RATE, Piece

#: Samples of a frame, and frames that are the opening.
FRAME, OPENING = PICKER_RATE // 100, 2
#: Share of the frames of the first second that lie below its background, in percent.
BACKGROUND = 20
#: Level of an opening over the background, in dB, from which on the sound began before.
FALLS = 5.0
#: How sure a shot is at most.
MOST_SURE = 0.4
#: Power of half a step of coarse quantisation (G.711's least step is 8 of 32768), so that digital
#: silence has a level.
_LEAST_POWER = (8 / 32768) ** 2 / 12
_LOUD = "the sound begins in the tail of something earlier"
_SHORT = "the piece of sound is too short to judge by"

#: Start and end of what is doubtful, in seconds on the recording's clock, and why.
Doubtful = tuple[Fraction, Fraction, str]


class Doubts:
    """Takes the 12 kHz pieces of one track in order and finds where shots are doubtful."""

    def __init__(self) -> None:
        self._held: list[NDArray[np.float32]] = []
        self._size = 0
        self._doubtful: list[Doubtful] = []

    def push(self, piece: Piece) -> None:
        """Take the next piece."""
        if self._size < PICKER_RATE:
            self._held.append(piece.samples)
            self._size += piece.samples.size
            if self._size >= PICKER_RATE or piece.last:
                self._judge(piece.start_seconds)
        if piece.last:
            self._held, self._size = [], 0

    def doubted(self, found: Iterable[Event]) -> list[Event]:
        """Return the events, those that are doubtful no surer than allowed."""
        doubtful = sorted(self._doubtful)
        return [_doubted(one, doubtful) for one in found]

    def _judge(self, start: Fraction) -> None:
        length = min(Fraction(self._size, PICKER_RATE), Fraction(1))
        if length < LEAST_STRETCH:
            self._doubtful.append((start, start + length, _SHORT))
        elif _begins_loud(np.concatenate(self._held)[:PICKER_RATE]):
            self._doubtful.append((start, start + length, _LOUD))


def _doubted(one: Event, doubtful: Sequence[Doubtful]) -> Event:
    if one.kind not in {Kind.SHOT, Kind.EXPLOSION} or one.chance <= MOST_SURE:
        return one
    last = bisect_right(doubtful, one.seconds, key=lambda stretch: stretch[0]) - 1
    if last < 0 or one.seconds >= doubtful[last][1]:
        return one
    shot = None if one.shot is None else replace(one.shot, confidence=MOST_SURE)
    attributes = {**one.attributes, "doubt": doubtful[last][2]}
    return replace(one, chance=MOST_SURE, attributes=attributes, shot=shot)


def _begins_loud(sound: NDArray[np.float32]) -> bool:
    """Say whether *sound*, the first second of a stretch or less, begins inside something loud."""
    frames = sound[: sound.size // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    power = np.mean(np.square(frames), axis=1) + _LEAST_POWER
    rise = power[:OPENING].mean() / np.percentile(power, BACKGROUND)
    return bool(10 * np.log10(rise) >= FALLS)
