"""Where on the recording's clock each decoded frame of sound lies, to the sample.

Conventions
-----------
The clock starts at ``first``, the container's number for second zero; ticks are samples. Frames
are laid end to end as long as their timestamps agree with the count of samples, within half a
frame and at most 50 ms: containers round timestamps (Matroska to a millisecond), and counting
does not. Where they disagree by more, the timestamp wins: later, and there is a gap; earlier by
up to a second, and the samples that were had already are left out. A timestamp further back, or
more than a day ahead, is a clock that was set anew, not a time: the sound is laid end to end and
the place is noted.

All of it is done in whole numbers, in units of a sample divided by ``scale``, so that no time is
rounded before the end and two hours of frames cost seconds, not minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

_MOST_DISAGREEMENT = Fraction(1, 20)
_MOST_OVERLAP_SECONDS = 1
_MOST_GAP_SECONDS = 86_400


@dataclass(slots=True)
class SoundClock:
    """Counts samples along the recording's clock.

    *rate* in Hz; *first* in seconds; *time_base* of the timestamps, in seconds. ``reached`` is
    the tick after the last sample placed, ``resets`` the ticks at which the container's clock was
    set anew.
    """

    rate: int
    first: Fraction
    time_base: Fraction
    reached: int | None = None
    resets: list[int] = field(default_factory=list)
    _scale: int = 1
    _step: int = 0
    _origin: int = 0
    _most: int = 0
    _samples: int = -1
    _agreement: int = 0

    def __post_init__(self) -> None:
        step, origin = self.time_base * self.rate, -self.first * self.rate
        self._scale = lcm(step.denominator, origin.denominator, 2)
        self._step, self._origin = int(step * self._scale), int(origin * self._scale)
        self._most = int(_MOST_DISAGREEMENT * self._second)

    def seconds(self, pts: int) -> Fraction:
        """Return where the timestamp *pts* lies, in exact seconds on the recording's clock."""
        return Fraction(pts * self._step + self._origin, self._scale * self.rate)

    def place(self, pts: int | None, samples: int) -> tuple[int, int]:
        """Return the first tick of a frame of *samples*, and how many of them to leave out.

        A frame without a timestamp follows the one before it. Advances ``reached``.
        """
        start, skip = self._start(pts, samples)
        self.reached = start + samples - skip
        return start, skip

    def _start(self, pts: int | None, samples: int) -> tuple[int, int]:
        if pts is None:
            return self.reached or 0, 0
        exact = pts * self._step + self._origin
        if self.reached is None:
            return round(Fraction(exact, self._scale)), 0
        ahead = exact - self.reached * self._scale
        if samples != self._samples:  # Frames are nearly always of one length.
            half_frame = min(samples * self._scale // 2, self._most)
            self._samples, self._agreement = samples, max(half_frame, 3 * self._step // 2)
        if -self._agreement <= ahead <= self._agreement:
            return self.reached, 0
        if 0 < ahead <= _MOST_GAP_SECONDS * self._second:
            return round(Fraction(exact, self._scale)), 0
        if 0 < -ahead <= _MOST_OVERLAP_SECONDS * self._second:
            return self.reached, min(samples, round(Fraction(-ahead, self._scale)))
        self._origin -= ahead
        self.resets.append(self.reached)
        return self.reached, 0

    @property
    def _second(self) -> int:
        return self.rate * self._scale
