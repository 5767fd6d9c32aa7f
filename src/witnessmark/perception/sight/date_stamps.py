"""Reads dates and times of day out of what was burnt into the picture.

Conventions
-----------
Only numbers in the forms that devices write are taken, and only where nothing else stands on the
line. Where day and month could be either, no order is guessed: both dates are given. A stamp says
what the device was set to, not when it was.

>>> date_stamp("2022-03-12 14:05:33")
{'edtf': '2022-03-12', 'clock': '14:05:33'}
>>> date_stamp("03/04/2022")
{'edtf': None, 'alternatives': ['2022-03-04', '2022-04-03']}
>>> date_stamp("Kharkiv 2022") is None
True
"""

from __future__ import annotations

import re

from pydantic import JsonValue

from witnessmark.clock import PartialDate
from witnessmark.errors import InexactTimeError

_DATE = (
    r"(?:(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{2})(?P=s)(?P<d>\d{2})"
    r"|(?P<a>\d{1,2})(?P<t>[-./])(?P<b>\d{1,2})(?P=t)(?P<year>\d{4}))"
)
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,3})?)?"
    r"(?: ?(?P<half>[AP])M)?"
)
_STAMP = re.compile(rf"(?:{_DATE})?[ T,]*(?:{_CLOCK})?", re.IGNORECASE)


def date_stamp(text: str) -> dict[str, JsonValue] | None:
    """Return the date, the time of day, or both that *text* is; None where it is neither."""
    found = _STAMP.fullmatch(text.strip())
    if found is None or not found.group(0):
        return None
    stamp: dict[str, JsonValue] = {}
    if found["y"] or found["year"]:
        dates = _dates(found)
        if not dates:
            return None
        stamp["edtf"] = dates[0] if len(dates) == 1 else None
        if len(dates) > 1:
            stamp["alternatives"] = list(dates)
    if found["hour"]:
        clock = _clock(found)
        if clock is None:
            return None
        stamp["clock"] = clock
    return stamp


def _dates(found: re.Match[str]) -> list[str]:
    """Return every date that the figures can mean, in order."""
    if found["y"]:
        orders = [(found["y"], found["m"], found["d"])]
    else:
        first, second, year = found["a"], found["b"], found["year"]
        orders = [(year, first, second), (year, second, first)]
    dates = set()
    for year, month, day in orders:
        try:
            dates.add(PartialDate(int(year), int(month), int(day)).edtf)
        except InexactTimeError:
            continue
    return sorted(dates)


def _clock(found: re.Match[str]) -> str | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    seconds = f":{second:02d}" if found["second"] else ""
    return f"{hour:02d}:{minute:02d}{seconds}"
