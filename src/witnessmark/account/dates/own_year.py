"""The year of days that have none, where a heading or a line of copyright gives the text's own."""

from __future__ import annotations

import re
from dataclasses import replace

from witnessmark.account.dates.found import ABSOLUTE, NEARBY, OWN, Found, line_about
from witnessmark.account.dates.written import Written
from witnessmark.model import Role

#: Words of the longest line that heads others.
_HEADING = 14
_FROM = re.compile(r"\b(?:since|before|after|until|till|from)\W*(?:\w+\W+)?\Z", re.I)
#: Before a year that stands for the whole account.
_ITS_YEAR = re.compile(
    r"(?:[(©]\s*|\(c\)\s*|\byear\b[^.;,]{0,40}|\bweek \d+ of |\bcopyright )\Z", re.I
)


def with_year(text: str, found: list[Found]) -> list[Found]:
    """Return *found* with the one year that the account gives as its own.

    So does "(2010)", "© 2021", and the only year of a title.
    """
    if any(one.written.day is not None and one.written.form in ABSOLUTE for one in found):
        return found
    own = {
        one.written.year
        for one in found
        if one.written.month is None
        and (_ITS_YEAR.search(text[: one.written.span[0]]) or _titles(text, one))
    }
    if len(own) != 1:
        return found
    year = own.pop()
    return [
        replace(one, written=replace(one.written, year=year, form="full"))
        if one.written.form == "yearless" and one.written.day is not None
        else one
        for one in found
    ]


def of_period(text: str, found: list[Found]) -> list[Found]:
    """Return *found* with the years of days below a heading that names a period or a year.

    A quarter or a row of months is the text's own period wherever it heads a line; the year of a
    heading counts only where nothing says when the account was written.
    """
    dated = any(one.about in OWN and one.written.day is not None for one in found)
    period: Written | None = None
    made: list[Found] = []
    for one in found:
        if _heads(text, one) and not (dated and one.written.last is None):
            period = one.written
            made.append(replace(one, about="context"))
            continue
        yearless = one.written.form == "yearless" and one.written.month is not None
        if period is None or not yearless:
            made.append(one)
            continue
        year = _year_in(period, one.written.month or 1)
        made.append(replace(one, written=replace(one.written, year=year, form="full")))
    return made


def _heads(text: str, one: Found) -> bool:
    """Say whether a period or a year stands in a line that heads others."""
    written = one.written
    if written.form != "full" or written.year is None or written.day is not None:
        return False
    if written.month is not None and written.last is None:
        return False
    line, start = line_about(text, written.span)
    few = len(line.split()) <= _HEADING and not re.search(r"[.!?:;,]\s*$", line)
    first = start <= NEARBY and not text[:start].strip()
    role = None if one.sentence is None else one.sentence.role
    from_it = _FROM.search(text[max(0, written.span[0] - 20) : written.span[0]]) is not None
    heading = first or written.last is not None or role in {Role.TITLE, Role.HEADING, Role.LABEL}
    return few and heading and not from_it


def _year_in(period: Written, month: int) -> int:
    """Return the year in which *month* lies in a period, else the last one of the period."""
    first = period.year or 0
    if period.last is None or period.last[0] in {None, first}:
        return first
    return first if month >= (period.month or 1) else period.last[0] or first


def _titles(text: str, one: Found) -> bool:
    """Say whether a year stands in the title, and not as one from which something went on."""
    start = one.written.span[0]
    if one.sentence is None or one.sentence.role is not Role.TITLE or one.written.last:
        return False
    return one.written.form == "full" and not _FROM.search(text[max(0, start - 20) : start])
