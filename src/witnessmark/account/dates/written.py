"""A date as it is written, before anything is resolved, and the days that a date allows.

Conventions
-----------
EDTF strings follow ISO 8601-2:2019 level 1: ``2017-06-19``, ``2017-06``, ``2017``, seasons 21 to 24
(``2015-22``), intervals (``2020-05-03/2020-05-04``), ``~`` for about and ``?`` for uncertain.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, replace
from typing import Literal

Day = datetime.date
Form = Literal[
    "full", "yearless", "figures", "relative", "weekday", "ordinal", "season", "holiday", "offset",
    "counted", "birthday", "anniversary", "between",
]  # fmt: skip
Part = Literal["early", "mid", "late", "first half", "second half"]

#: ISO 8601-2 codes of the seasons, and their months in the northern half of the world.
SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "fall": (23, 9),
           "winter": (24, 12)}  # fmt: skip

#: Days either side of "about 3 May" that are still meant: our own reading.
ABOUT = datetime.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Written:
    """A date in the account's words: where it stands, and what of it is written.

    ``span`` counts in the account's text. ``last`` is the second date of a range. ``weekday``
    counts from Monday 0, and ``since`` is the weekday from which a stretch runs, or the days that
    an offset or "two days earlier" counts. ``word`` keeps the words that a later step
    resolves ("yesterday", "last"). ``feast`` names a feast, ``orthodox`` whether an Easter is
    reckoned so, None where it can be either.
    """

    span: tuple[int, int]
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: tuple[int | None, int | None, int] | None = None
    part: Part | None = None
    weekday: int | None = None
    since: int | None = None
    word: str = ""
    qualifier: str = ""
    figures: tuple[int, int] | None = None
    feast: str = ""
    orthodox: bool | None = False


@dataclass(frozen=True, slots=True)
class Value:
    """What a date amounts to: EDTF, the days it allows, how exact it is, and why."""

    edtf: str | None
    earliest: Day | None
    latest: Day | None
    precision: str
    reason: str
    alternatives: tuple[str, ...] = ()


def day_of(year: int, month: int, day: int) -> Day | None:
    """Return the day, None where the calendar has no such day."""
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def single(day: Day, reason: str) -> Value:
    """Return the value of one day."""
    return Value(day.isoformat(), day, day, "day", reason)


def interval(first: Day, last: Day, reason: str) -> Value:
    """Return the value of the days from *first* to *last*."""
    if first == last:
        return single(first, reason)
    return Value(f"{first.isoformat()}/{last.isoformat()}", first, last, "interval", reason)


def month_of(year: int, month: int, part: Part | None, reason: str) -> Value | None:
    """Return the value of a month; a part of it ("late March") narrows the days, not the EDTF."""
    if not 1 <= month <= 12:
        return None
    end = calendar.monthrange(year, month)[1]
    first, last = {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (20, end),
        "first half": (1, 15),
        "second half": (15, end),
        None: (1, end),
    }[part]
    edtf = f"{year:04d}-{month:02d}"
    return Value(edtf, Day(year, month, first), Day(year, month, last), "month", reason)


def year_of(year: int, part: Part | None, reason: str) -> Value:
    """Return the value of a year; "early", "mid" and "late" are its thirds."""
    first, last = {
        "early": (1, 4),
        "mid": (5, 8),
        "late": (9, 12),
        "first half": (1, 6),
        "second half": (7, 12),
        None: (1, 12),
    }[part]
    end = calendar.monthrange(year, last)[1]
    return Value(f"{year:04d}", Day(year, first, 1), Day(year, last, end), "year", reason)


def season_of(year: int, name: str, reason: str) -> Value:
    """Return the value of a season; winter reaches into the next year.

    Northern months, since the words do not say which half of the world; a month either way is
    left open for that reason only in the reason's words.
    """
    code, month = SEASONS[name]
    end_year, end_month = (year + 1, 2) if month == 12 else (year, month + 2)
    last = Day(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return Value(f"{year:04d}-{code}", Day(year, month, 1), last, "season", reason)


def part_of(words: str | None) -> Part | None:
    """Return the part of a month or year that *words* name ("late", "the first days of")."""
    if words is None:
        return None
    low = words.lower()
    if "half" in low:
        return "first half" if "first" in low else "second half"
    if "second" in low:
        return "first half"
    if "third" in low:
        return "second half"
    if low.startswith("early") or "start" in low or "beginning" in low or "first" in low:
        return "early"
    return "mid" if low.startswith("mid") else "late"


def qualified(value: Value, mark: str) -> Value:
    """Return *value* marked as approximate ("~") or uncertain ("?"); only "~" widens the days.

    The mark "night" says that a single day ends the night which is meant.
    """
    if value.edtf is None or not mark:
        return value
    if mark == "night":
        if value.precision != "day" or value.earliest is None or value.latest is None:
            return value
        before = value.earliest - datetime.timedelta(days=1)
        return interval(before, value.latest, f"the night before it; {value.reason}")
    marked = "/".join(f"{end}{mark}" for end in value.edtf.split("/"))
    if mark == "?" or value.earliest is None or value.latest is None:
        return replace(value, edtf=marked)
    wide = ABOUT if value.precision in {"day", "interval"} else datetime.timedelta(0)
    return replace(value, edtf=marked, earliest=value.earliest - wide, latest=value.latest + wide)
