"""Reads the sound of a recording in blocks, with exact times, in memory that does not grow.

Conventions
-----------
Ticks are samples of the native rate, counted on the recording's clock; the first sample of a
stretch is placed at the sample nearest to its timestamp, so within half a sample of it. Samples
are float32 of shape ``(n, channels)``, full scale 1.0 (float codecs may overshoot), read-only;
each channel lies in one piece in memory. A sample that was no number stands as silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from witnessmark.clock import Instant, Span, TimeBase
from witnessmark.media.damage import SoundFaults, sound_damage
from witnessmark.media.decoder_process import DecoderProcess
from witnessmark.media.messages import Message, exact
from witnessmark.media.track_reader import TrackReader
from witnessmark.model import SoundTrack


@dataclass(frozen=True, slots=True, eq=False)
class SoundBlock:
    """At most a second of sound without a gap; ``rate`` in Hz is the track's."""

    start: Instant
    rate: int
    samples: NDArray[np.float32]

    @property
    def end(self) -> Instant:
        """The instant after the last sample."""
        return Instant(self.start.ticks + len(self.samples), self.start.time_base)


class SoundReader(TrackReader[SoundBlock]):
    """The blocks of one track from its start to its end, once."""

    def __init__(
        self, process: DecoderProcess, track: SoundTrack, declared_end: Fraction | None
    ) -> None:
        super().__init__(process)
        self._track = track
        self._declared_end = declared_end
        self._stretches: list[tuple[int, int]] = []
        self._broken: list[tuple[int, int]] = []
        self._faults = SoundFaults()

    @property
    def decoded(self) -> tuple[Span, ...]:
        """The stretches whose samples were had so far, in order, none touching another.

        Where the file holds no numbers, nothing was had.
        """
        return self._spans(without(self._stretches, self._broken))

    @property
    def damage(self) -> tuple[str, ...]:
        """What could not be decoded so far, in sentences; an early end is known only at the end."""
        declared = self._declared_end if self._finished else None
        return sound_damage(self._spans(self._stretches), self._faults, declared)

    def _spans(self, stretches: list[tuple[int, int]]) -> tuple[Span, ...]:
        base = self._track.time_base
        return tuple(Span(base.at(start), base.at(end)) for start, end in stretches)

    def _receive(self) -> SoundBlock | None:
        message = self._process.receive()
        with self._process.distrusting():
            match message.kind:
                case "sound":
                    return self._block(message)
                case "lost":
                    start = _fraction(message.says["start"])
                    self._faults.add_lost(start, exact(message.says["seconds"]))
                case "end":
                    self._finish(message)
                case kind:
                    raise ValueError(kind)
        return None

    def _block(self, message: Message) -> SoundBlock:
        start, count = int(message.says["start"]), int(message.says["samples"])
        if len(message.payload) != count * self._track.channels * 4 or not count:
            raise ValueError("samples are missing")
        flat = np.frombuffer(message.payload, dtype="<f4")
        samples = flat.reshape(self._track.channels, count).T
        samples.flags.writeable = False
        if self._stretches and self._stretches[-1][1] == start:
            self._stretches[-1] = (self._stretches[-1][0], start + count)
        else:
            self._stretches.append((start, start + count))
        self._note_broken(message.says["broken"], start, count)
        base = TimeBase(self._track.time_base)
        return SoundBlock(base.at(start), self._track.rate, samples)

    def _note_broken(self, places: list[list[int]], start: int, count: int) -> None:
        reached = 0
        for first, last in (map(int, place) for place in places):
            if not reached <= first < last <= count:
                raise ValueError("a place outside its block")
            reached = last
            self._broken.append((start + first, start + last))
        if places and self._faults.first_broken is None:
            self._faults.first_broken = Fraction(start + int(places[0][0]), self._track.rate)

    def _finish(self, message: Message) -> None:
        says = message.says
        self._faults.resets = [exact(at) for at in says["resets"]]
        self._faults.converted = [
            (_fraction(at), exact(seconds), rate, channels)
            for at, seconds, rate, channels in says["converted"]
        ]
        self._faults.broken = says["broken"]
        self._end()


def without(
    stretches: list[tuple[int, int]], holes: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return *stretches* less *holes*; both are in order, and no two of either overlap.

    >>> without([(0, 10), (20, 30)], [(0, 2), (5, 6), (28, 30)])
    [(2, 5), (6, 10), (20, 28)]
    """
    left, waiting = [], iter([*holes, None])
    hole = next(waiting)
    for start, end in stretches:
        reached = start
        while hole is not None and hole[0] < end:
            if hole[0] > reached:
                left.append((reached, hole[0]))
            reached = max(reached, hole[1])
            hole = next(waiting)
        if reached < end:
            left.append((reached, end))
    return left


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)
