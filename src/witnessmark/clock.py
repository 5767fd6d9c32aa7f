"""Instants and spans on a recording's own clock, exact to the tick.

Conventions
-----------
An instant is a whole number of ticks of a time base, an exact fraction of a second; floats are
refused wherever a time is made. Instants of different time bases compare by their exact value.
Spans are half-open: ``start`` is inside, ``end`` is not. A recording's clock starts at its first
presentation timestamp, whatever number the container gave that moment.

In files and on the command line a time is seconds as a JSON number, to the microsecond, and the
time base stands beside it. A time base coarser than two microseconds can be restored from that
exactly; a finer one is not admitted (see :data:`FINEST`).

>>> frame = TimeBase(1001, 30000)
>>> Span(frame.at(30), frame.at(60)).duration
Fraction(1001, 1000)
>>> frame.at(30).json_seconds
1.001
>>> frame.nearest(Fraction("1.001")) == frame.at(30)
True
"""

from __future__ import annotations

import calendar
import datetime
import math
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.errors import BackwardSpanError, InexactTimeError

#: Finest time base that microseconds in a file can restore without doubt.
FINEST = Fraction(1, 500_000)


class TimeBase(Fraction):
    """Seconds per tick, as containers state it: ``TimeBase(1, 90000)``."""

    def __new__(cls, numerator: int | str | Fraction, denominator: int | None = None) -> TimeBase:
        """Accept ``(1, 90000)``, ``"1/90000"`` or a fraction; refuse floats and zero."""
        if isinstance(numerator, float) or isinstance(denominator, float):
            raise InexactTimeError("A time base is a fraction of whole numbers, never a float.")
        made = super().__new__(cls, Fraction(numerator), denominator)
        if made <= 0:
            raise InexactTimeError(f"A time base must be above zero, not {made}.")
        return made

    def at(self, ticks: int) -> Instant:
        """Return the instant *ticks* ticks after the recording's first presentation timestamp."""
        return Instant(ticks, self)

    def nearest(self, seconds: Fraction) -> Instant:
        """Return the instant of this time base nearest to *seconds* (ties go to the even tick)."""
        if not isinstance(seconds, Fraction):
            raise InexactTimeError("Seconds are given as a Fraction, so that no digit is lost.")
        return Instant(round(seconds / self), self)

    def storable(self) -> TimeBase:
        """Return this time base, or :data:`FINEST` where it is finer than a file can hold."""
        return self if self >= FINEST else TimeBase(FINEST)


@dataclass(frozen=True, slots=True, eq=False)
class Instant:
    """A point on a recording's clock: *ticks* of *time_base* after its first timestamp."""

    ticks: int
    time_base: TimeBase

    def __post_init__(self) -> None:
        if not isinstance(self.ticks, int):
            raise InexactTimeError(f"Ticks are whole numbers, not {self.ticks!r}.")

    @property
    def seconds(self) -> Fraction:
        """Exact seconds."""
        return Fraction(self.ticks * self.time_base.numerator, self.time_base.denominator)

    @property
    def json_seconds(self) -> float:
        """Seconds as files carry them: rounded to the microsecond, half to even."""
        return float(round(self.seconds, 6))

    def __eq__(self, other: object) -> bool:
        return self._after(other) == 0 if isinstance(other, Instant) else NotImplemented

    def __lt__(self, other: Instant) -> bool:
        return self._after(other) < 0

    def __le__(self, other: Instant) -> bool:
        return self._after(other) <= 0

    def __gt__(self, other: Instant) -> bool:
        return self._after(other) > 0

    def __ge__(self, other: Instant) -> bool:
        return self._after(other) >= 0

    def _after(self, other: Instant) -> int:
        """Return a number with the sign of *self* - *other*, in whole numbers alone.

        Instants are compared millions of times where claims are weighed; a fraction made for each
        costs twenty times as much.
        """
        mine, theirs = self.time_base, other.time_base
        if mine is theirs:
            return self.ticks - other.ticks
        return (
            self.ticks * mine.numerator * theirs.denominator
            - other.ticks * theirs.numerator * mine.denominator
        )

    def __hash__(self) -> int:
        return hash(self.seconds)

    def __sub__(self, other: Instant) -> Fraction:
        if self.time_base is other.time_base:
            ticks = self.ticks - other.ticks
            return Fraction(ticks * self.time_base.numerator, self.time_base.denominator)
        return self.seconds - other.seconds


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a recording, from *start* up to but not including *end*."""

    start: Instant
    end: Instant

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise BackwardSpanError(
                f"A span must end after it starts, not run from {self.start.json_seconds} s "
                f"to {self.end.json_seconds} s."
            )

    @property
    def duration(self) -> Fraction:
        """Exact length in seconds."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share an instant; spans that only touch do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, instant: Instant) -> bool:
        """Say whether *instant* lies inside: the start does, the end does not."""
        return self.start <= instant < self.end

    def intersection(self, other: Span) -> Span | None:
        """Return what the two share, or None where they share nothing."""
        if not self.overlaps(other):
            return None
        return Span(max(self.start, other.start), min(self.end, other.end))


def union_length(spans: list[Span]) -> Fraction:
    """Return how many seconds the spans cover together, counting no instant twice."""
    total = Fraction(0)
    reached: Fraction | None = None
    for span in sorted(spans):
        start = span.start.seconds if reached is None else max(span.start.seconds, reached)
        end = span.end.seconds
        if end > start:
            total += end - start
            reached = end
    return total


def clock_face(seconds: float | Fraction, places: int = 1) -> str:
    """Write a position the way people read one: ``3:41.2``, with hours where there are any.

    *places*, at least 1, is how many digits stand after the point.

    >>> clock_face(221.24), clock_face(3725), clock_face(Fraction("59.96"))
    ('3:41.2', '1:02:05.0', '1:00.0')
    >>> clock_face(Fraction("221.2404"), places=3)
    '3:41.240'
    """
    scale = 10**places
    parts = math.floor(Fraction(seconds) * scale + Fraction(1, 2))
    sign, parts = ("-", -parts) if parts < 0 else ("", parts)
    minutes, rest = divmod(parts, 60 * scale)
    hours, minutes = divmod(minutes, 60)
    face = f"{rest // scale:02d}.{rest % scale:0{places}d}"
    return f"{sign}{hours}:{minutes:02d}:{face}" if hours else f"{sign}{minutes}:{face}"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date as precisely as it was given: a year, a month of it, or a day of that.

    >>> PartialDate(2017, 6).edtf, str(PartialDate(2017, 6).latest)
    ('2017-06', '2017-06-30')
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise InexactTimeError("A day without its month is no date.")
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise InexactTimeError(f"There is no such date: {error}.") from error

    @property
    def edtf(self) -> str:
        """The date in EDTF level 0 (ISO 8601-2:2019): ``2017``, ``2017-06`` or ``2017-06-19``."""
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def earliest(self) -> datetime.date:
        """The first day the words allow."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day the words allow."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
