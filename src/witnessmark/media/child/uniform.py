"""One rate and one number of channels to the end, though the stream changes midway.

Conventions
-----------
A frame of the stream's own form passes untouched. Any other is converted by FFmpeg's resampler,
and where that happened is kept in ``converted``, since converted sound is no longer the file's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler


@dataclass(slots=True)
class Uniform:
    """Lets frames of *rate* and *channels* through and converts the rest.

    ``converted`` are (timestamp or None, seconds, rate, channels) of what was converted, one
    entry for each unbroken run.
    """

    rate: int
    channels: int
    converted: list[tuple[int | None, Fraction, int, int]] = field(default_factory=list)
    _form: tuple[int, int] | None = None
    _resampler: AudioResampler | None = None

    def frames(self, frame: AudioFrame, pts: int | None) -> list[AudioFrame]:
        """Return *frame*, or what it became; its own timestamps are not to be used."""
        form = (frame.sample_rate, frame.layout.nb_channels)
        if form == (self.rate, self.channels):
            self._form = None
            return [frame]
        seconds = Fraction(frame.samples, max(1, frame.sample_rate))
        if form != self._form or self._resampler is None:
            self._form = form
            self._resampler = AudioResampler("flt", _layout(self.channels), self.rate)
            self.converted.append((pts, seconds, *form))
        else:
            begun, so_far, _, _ = self.converted[-1]
            self.converted[-1] = (begun, so_far + seconds, *form)
        frame.pts = None
        return list(self._resampler.resample(frame))


def _layout(channels: int) -> str:
    return {1: "mono", 2: "stereo"}.get(channels, f"{channels}c")
