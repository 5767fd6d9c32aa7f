"""Reads the sound of a recording in blocks, with exact times, in memory that does not grow.

Conventions
-----------
Ticks are samples of the native rate, counted on the recording's clock; the first sample of a
stretch is placed at the sample nearest to its timestamp, so within half a sample of it. Samples
are float32 of shape ``(n, channels)``, full scale 1.0 (float codecs may overshoot), read-only.
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
        self._faults = SoundFaults()

    @property
    def decoded(self) -> tuple[Span, ...]:
        """The stretches whose samples were had so far, in order, none touching another."""
        base = self._track.time_base
        return tuple(Span(base.at(start), base.at(end)) for start, end in self._stretches)

    @property
    def damage(self) -> tuple[str, ...]:
        """What could not be decoded so far, in sentences; an early end is known only at the end."""
        declared = self._declared_end if self._finished else None
        return sound_damage(self.decoded, self._faults, declared)

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
        samples = flat.reshape(count, self._track.channels)
        samples.flags.writeable = False
        if self._stretches and self._stretches[-1][1] == start:
            self._stretches[-1] = (self._stretches[-1][0], start + count)
        else:
            self._stretches.append((start, start + count))
        base = TimeBase(self._track.time_base)
        return SoundBlock(base.at(start), self._track.rate, samples)

    def _finish(self, message: Message) -> None:
        says = message.says
        self._faults.resets = [exact(at) for at in says["resets"]]
        self._faults.converted = [
            (_fraction(at), exact(seconds), rate, channels)
            for at, seconds, rate, channels in says["converted"]
        ]
        self._faults.broken = says["broken"]
        self._end()


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)
