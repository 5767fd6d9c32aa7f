"""Reads the sound of a recording in blocks, with exact times, in memory that does not grow.

Conventions
-----------
Ticks are samples of the native rate, counted on the recording's clock; the first sample of a
stretch is placed at the sample nearest to its timestamp, so within half a sample of it. Samples
are float32 of shape ``(n, channels)``, full scale 1.0 (float codecs may overshoot), read-only;
each channel lies in one piece in memory. A sample that was no number stands as silence; where no
channel holds a number for a two-hundredth of a second or more, there is a hole and no block.
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
        self._had: list[tuple[int, int]] = []
        self._laid: list[tuple[int, int]] = []  # the same, and the places without a number
        self._faults = SoundFaults()

    @property
    def decoded(self) -> tuple[Span, ...]:
        """The stretches whose samples were had so far, in order, none touching another.

        Where the file holds no numbers, nothing was had.
        """
        return self._spans(self._had)

    @property
    def reached(self) -> Fraction:
        """The second where what was read so far ends, whether any sample of it could be used."""
        laid = Fraction(max((end for _, end in self._laid), default=0), self._track.rate)
        return max([laid, *(end for _, end in self._faults.lost)])

    @property
    def damage(self) -> tuple[str, ...]:
        """What could not be decoded so far, in sentences; an early end is known only at the end."""
        declared = self._declared_end if self._finished else None
        return sound_damage(self._spans(self._laid), self._faults, declared)

    def _spans(self, stretches: list[tuple[int, int]]) -> tuple[Span, ...]:
        base = self._track.time_base
        return tuple(Span(base.at(start), base.at(end)) for start, end in stretches)

    def _receive(self) -> SoundBlock | None:
        message = self._process.receive()
        with self._process.distrusting():
            match message.kind:
                case "sound":
                    return self._block(message)
                case "broken":
                    self._note_broken(message)
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
        _lay(self._had, start, count)
        _lay(self._laid, start, count)
        base = TimeBase(self._track.time_base)
        return SoundBlock(base.at(start), self._track.rate, samples)

    def _note_broken(self, message: Message) -> None:
        start, count = int(message.says["start"]), int(message.says["samples"])
        if count < 1:
            raise ValueError("a place of no length")
        _lay(self._laid, start, count)
        if self._faults.first_broken is None:
            self._faults.first_broken = Fraction(start, self._track.rate)

    def _finish(self, message: Message) -> None:
        says = message.says
        self._faults.resets = [exact(at) for at in says["resets"]]
        self._faults.converted = [
            (_fraction(at), exact(seconds), rate, channels)
            for at, seconds, rate, channels in says["converted"]
        ]
        self._faults.broken = says["broken"]
        self._end()


def _lay(stretches: list[tuple[int, int]], start: int, count: int) -> None:
    """Add *count* samples from tick *start* on to *stretches*, to the last where they touch it."""
    if stretches and stretches[-1][1] == start:
        stretches[-1] = (stretches[-1][0], start + count)
    else:
        stretches.append((start, start + count))


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)
