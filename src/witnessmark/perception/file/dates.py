"""When the file says that it was made: every such time, and whether they agree.

Conventions
-----------
Both standards count a header's time from 1904 in UTC (ISO/IEC 14496-12, 8.2.2). Some programs
count from 1970, some write local time, some nought. Apple's ``creationdate`` carries its zone. The
dates of the file on a disk are no part of its bytes and are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from pydantic import JsonValue

from witnessmark.media import Boxes
from witnessmark.perception.file.fact import Fact, FileRead, Tag, Trust

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
#: Seconds from 1904 to 1970: a smaller count would mean a recording from before 1970.
_TO_1970 = 2_082_844_800
#: Longer than any header's count of seconds that datetime can hold.
_MOST_SECONDS = 200_000_000_000
#: Clocks that were never set begin here; digital cameras for everybody came later.
_FIRST_YEAR = 1990
#: Headers are written while a recording is closed: this much later is the same moment.
_SAME = timedelta(seconds=3)
_QUARTER = timedelta(minutes=15)

_APPLE = "com.apple.quicktime.creationdate"
_CREATION = "creation_time"
_OTHERS = ("date", "year", "date_recorded", "icrd", "idit", "com.apple.quicktime.year")

#: Every tag that is told here, so that nobody tells it again.
TOLD = frozenset({_APPLE, _CREATION, *_OTHERS})

_LOW = (
    "any program can write it, a copy or conversion often writes its own, and many cameras write "
    "local time where the standard asks for UTC"
)


def date_facts(read: FileRead) -> Iterator[Fact]:
    """Yield every time at which the file says it was made or changed, and how they agree."""
    boxes = read.structure.boxes
    header = None
    if boxes is not None and boxes.movie is not None:
        header = moment(boxes.movie.created)
        yield from _header_times(boxes)
    else:
        for tag in read.tagged(_CREATION):
            yield Fact("creation_time", tag.value, tag.said_by, Trust.LOW, _LOW + _unset(tag))
    for tag in read.tagged(_APPLE):
        why = "the device's clock with its zone: phones set theirs by the network; can be written"
        yield Fact("creation_date", tag.value, tag.said_by, Trust.MEDIUM, why)
        yield from _compared(tag, header, read.footage.declared_duration or 0.0)
    for tag in read.tagged(*_OTHERS):
        yield Fact("date", tag.value, tag.said_by, Trust.LOW, _LOW)


def moment(seconds: int) -> datetime | None:
    """Return the time that a header's count of *seconds* stands for, None where it is not set.

    A count too small for a recording of this age is taken from 1970, as its writer did.

    >>> moment(3_786_825_600).isoformat(), moment(1_700_000_000).isoformat()
    ('2024-01-01T00:00:00+00:00', '2023-11-14T22:13:20+00:00')
    """
    if not 0 < seconds < _MOST_SECONDS:
        return None
    since = seconds if seconds >= _TO_1970 else seconds + _TO_1970
    return _EPOCH + timedelta(seconds=since)


def _header_times(boxes: Boxes) -> Iterator[Fact]:
    movie = boxes.movie
    if movie is None:
        return
    made = moment(movie.created)
    inner = [one.media for one in boxes.tracks if one.media is not None]
    outer = [one.header for one in boxes.tracks if one.header is not None]
    counts = [one.created for one in (*inner, *outer)]
    if made is None:
        why = "programs leave it out to save or to hide it; recorders as a rule set it"
        yield Fact("creation_time", "not set", "box mvhd", Trust.HIGH, why)
    else:
        measures: dict[str, JsonValue] = {"raw": movie.created}
        why = _LOW + _doubts(made, movie.created)
        yield Fact("creation_time", _written(made), "box mvhd", Trust.LOW, why, measures)
    others = sorted({count for count in counts if count != movie.created})
    if counts and others:
        value = [_written(moment(count)) for count in others]
        why = "the tracks' headers and the file's are as a rule written together, with one time"
        yield Fact("creation_times_differ", [*value], "boxes tkhd, mdhd", Trust.HIGH, why)
    changed = moment(movie.modified)
    if changed is not None and movie.modified != movie.created:
        yield Fact("modification_time", _written(changed), "box mvhd", Trust.LOW, _LOW)


def _doubts(made: datetime, count: int) -> str:
    doubts = ""
    if count < _TO_1970:
        doubts += "; counted from 1970 against the standard, or the clock was never set"
    if made.year < _FIRST_YEAR:
        doubts += "; so early a time is a clock that was never set"
    return doubts


def _unset(tag: Tag) -> str:
    when = _parsed(tag.value)
    return "" if when is None else _doubts(when, _TO_1970)


def _compared(tag: Tag, header: datetime | None, duration: float) -> Iterator[Fact]:
    """Hold the time with a zone against the header's, which should be the same in UTC."""
    stated = _parsed(tag.value)
    zone = None if stated is None else stated.utcoffset()
    if stated is None or header is None or zone is None:
        return
    apart = header - stated
    place = f"box mvhd and tag {tag.name}"
    measures: dict[str, JsonValue] = {"seconds": apart.total_seconds()}
    if abs(apart) <= _SAME + timedelta(seconds=duration):
        value = "the header's time and the dated tag agree"
        why = "two statements of one writer, as a rule; programs that change one forget the other"
    elif zone and abs(apart - zone) <= _SAME + timedelta(seconds=duration):
        value = "the header's time is the local time of the dated tag"
        why = "its writer did not turn local time into UTC, as the standard asks"
    else:
        value = f"the header's time and the dated tag are {_apart(apart)} apart"
        why = "one was written later, by another program, or under another clock"
    yield Fact("times_compared", value, place, Trust.HIGH, why, measures)


def _apart(apart: timedelta) -> str:
    whole = abs(apart)
    if whole % _QUARTER <= _SAME and whole < timedelta(days=1):
        return f"{whole / timedelta(hours=1):g} h"
    return f"{whole / timedelta(days=1):.1f} days" if whole.days else f"{whole.seconds:,} s"


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def _written(when: datetime | None) -> str:
    return "not set" if when is None else when.strftime("%Y-%m-%dT%H:%M:%SZ")
