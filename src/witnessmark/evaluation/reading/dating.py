"""Whether the day of the event is read as far as the account gives it, and no date is made up.

Conventions
-----------
Days are ISO text, so that they compare as they follow one another; a bound of None is open. Where
the account gives a full day, that day is right and nothing else. Where it gives less (a month, a
week), right is an interval, closed at both ends, that holds the marked one. Where it gives no date,
right is no date, or an interval that holds the marked one: never narrower than the evidence.

Metrics
-------
``event_date``; ``event_day`` where a full day is given; ``publication_as_event`` counts days of
publication given as the event's that are not; ``absurd_dates`` counts dates that cannot be: years
before 1900 or later than the one after publication, unless they are so written and not called the
event's, and dates read out of the name of a weapon or unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.marked import MarkedAccount, MarkedDate
from witnessmark.evaluation.reading.result import Result
from witnessmark.model import DateMention

#: First year that an account of footage can be about.
FIRST_YEAR = 1900

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")
#: T-62, BMP-2, Su-25, RPG-7V: letters, a hyphen or none, figures.
_MODEL = re.compile(
    r"(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[a-z]{1,5}[-–]?\d", re.I
)


def date_answers(result: Result) -> Iterator[Answer]:
    """Yield every answer about the dates of one account."""
    marked, read = result.marked.event_date, read_date(result)
    account = result.marked.name
    right = float(result.reading is not None and is_right(marked, read))
    wanted, face = _face(marked), _face(read)
    yield Answer(figure="event_date", account=account, score=right, wanted=wanted, read=face)
    if is_day(marked.edtf):
        yield Answer(figure="event_day", account=account, score=right, told=False)
    published = result.marked.published
    taken = is_day(read.edtf) and read.edtf == published and read.edtf != marked.edtf
    yield Answer(
        figure="publication_as_event",
        account=account,
        score=float(not taken),
        wanted=wanted,
        read=face,
    )
    absurd = tuple(_absurd(result))
    yield from absurd or (Answer(figure="absurd_dates", account=account, score=1.0),)


def read_date(result: Result) -> MarkedDate:
    """Return the event date read, with open bounds where none was."""
    read = None if result.reading is None else result.reading.account.event_date
    return (
        MarkedDate(None, None, None)
        if read is None
        else MarkedDate(read.edtf, read.earliest, read.latest)
    )


def is_right(marked: MarkedDate, read: MarkedDate) -> bool:
    """Say whether the date *read* is the one *marked*, as far as the words give it."""
    if is_day(marked.edtf):
        return read.edtf == marked.edtf
    low, high = _bounds(read)
    if marked.edtf is not None and (low is None or high is None):
        return False
    first, last = _bounds(marked)
    holds_start = low is None or (first is not None and low <= first)
    return holds_start and (high is None or (last is not None and last <= high))


def is_day(edtf: str | None) -> bool:
    """Say whether an EDTF date is one full day."""
    return edtf is not None and _DAY.fullmatch(edtf) is not None


def last_year(marked: MarkedAccount) -> int | None:
    """Return the last year that a date of the account can be of, None where nothing bounds it."""
    for known in (marked.published, marked.event_date.latest):
        if known is not None and known[:4].isdigit():
            return int(known[:4]) + 1
    return None


def _bounds(date: MarkedDate) -> tuple[str | None, str | None]:
    return (date.edtf, date.edtf) if is_day(date.edtf) else (date.earliest, date.latest)


def _absurd(result: Result) -> Iterator[Answer]:
    latest = last_year(result.marked)
    mentions = () if result.reading is None else result.reading.dates
    for mention in mentions:
        years = [int(year) for year in _YEAR.findall(mention.edtf or "")]
        out = any(year < FIRST_YEAR or (latest is not None and year > latest) for year in years)
        written = mention.role == "other" and all(str(year) in mention.quote for year in years)
        if (out and not written) or _in_a_name(result.marked.text, mention):
            yield Answer(
                figure="absurd_dates",
                account=result.marked.name,
                score=0.0,
                at=mention.span[0],
                quote=mention.quote,
                wanted="no date",
                read=f"{mention.edtf} ({mention.role})",
            )


def _in_a_name(text: str, mention: DateMention) -> bool:
    """Say whether the words of a date are inside a word such as the name of a tank."""
    start, end = mention.span
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return any(_MODEL.match(word.lstrip("([\"'“")) for word in text[start:end].split())


def _face(date: MarkedDate) -> str:
    return f"{date.edtf or 'no day'} [{date.earliest or '…'}, {date.latest or '…'}]"
