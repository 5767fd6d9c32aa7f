"""From words to days: missing years, weekdays and "yesterday", resolved and only backwards.

Conventions
-----------
An account tells of the past: a date without its year is the last such day up to the day on which
the account was written, and never later. Where nothing says when it was written, nothing is
resolved. Two readings of figures (10/8/2016) are both kept unless the account itself decides.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from witnessmark.account.dates.anchor import Anchor
from witnessmark.account.dates.feast_days import holiday
from witnessmark.account.dates.from_named import COUNTED, neighbour
from witnessmark.account.dates.written import (
    Day,
    Value,
    Written,
    day_of,
    interval,
    month_of,
    part_of,
    qualified,
    season_of,
    single,
    year_of,
)
from witnessmark.account.quantities import number

_DAY = datetime.timedelta(days=1)
#: A date without its year that lies this near to one with a year is of the same story.
_NEAR = datetime.timedelta(days=31)
_AGO = re.compile(r"(?P<n>a couple of|\w+) (?P<unit>day|night|week|fortnight|month|year)s? ago")
_PAST_DAYS = re.compile(r"(?:past|last|previous) (?P<n>\w+) (?:days|nights)$")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month_first(
    dates: Iterable[Written], spelt: Iterable[Day], *, american: bool = False
) -> bool | None:
    """Say whether figures put the month first, None where the account does not decide.

    Votes: figures that can only be read one way, a weekday written beside them, and a day that
    the account names in words as well. Without a vote the custom of the United States holds where
    the account is *american*.
    """
    known = set(spelt)
    votes: set[bool] = set()
    for one in dates:
        if one.figures is None or one.year is None or one.figures[0] == one.figures[1]:
            continue
        a, b = one.figures
        readings = {True: day_of(one.year, a, b), False: day_of(one.year, b, a)}
        possible = {order for order, day in readings.items() if day is not None}
        if len(possible) == 2 and one.weekday is not None:
            possible = {o for o, d in readings.items() if d and d.weekday() == one.weekday}
        if len(possible) == 2:
            possible = {order for order, day in readings.items() if day in known}
        if len(possible) == 1:
            votes |= possible
    if not votes and american:
        return True
    return votes.pop() if len(votes) == 1 else None


def resolved(
    one: Written,
    *,
    order: bool | None,
    anchor: Anchor | None,
    near: tuple[Value, ...] = (),
    ahead: bool = False,
) -> Value | None:
    """Return what *one* amounts to, None where it is no date at all (30 February).

    *order* says whether figures put the month first; *near* are dates with their year that the
    account tells before it, the nearest last; *ahead* says that the words speak of the future.
    """
    value = _plain(one, order, anchor, near, ahead)
    return None if value is None else qualified(value, one.qualifier)


def _plain(
    one: Written, order: bool | None, anchor: Anchor | None, near: tuple[Value, ...], ahead: bool
) -> Value | None:
    if one.form == "figures":
        return _figures(one, order, anchor)
    if one.form == "weekday":
        return _weekday(one, anchor, ahead)
    if one.form == "relative":
        return None if ahead else _relative(one, anchor, near)
    if one.form in COUNTED:
        return COUNTED[one.form](one, near)
    if one.form == "ordinal":
        return _ordinal(one, anchor, near)
    if one.form == "season":
        return _season(one, anchor)
    if one.form == "holiday":
        return None if ahead and one.year is None else holiday(one, anchor)
    return _dated(one, anchor, near, ahead)


def _dated(
    one: Written, anchor: Anchor | None, near: tuple[Value, ...], ahead: bool
) -> Value | None:
    """Return the value of a day, month, year or range of them."""
    if one.month is None:
        return _years(one)
    year, why = one.year, "the words give it in full"
    if year is None:
        year, why = _year_for(one, anchor, near, ahead)
    if year is None:
        wanted = one.day is None or day_of(2024, one.month, one.day) is not None
        return Value(None, None, None, "day" if one.day else "month", why) if wanted else None
    if one.day is None and one.weekday is not None:
        return _nth_weekday(one, year, why)
    if one.day is None and one.last is not None:
        return _months(one, year, why)
    if one.day is None:
        return month_of(year, one.month, one.part, why)
    first = day_of(year, one.month, one.day)
    if first is None:
        return None
    if one.last is None:
        return single(first, _with_weekday(one, first, why))
    last_year, last_month, last_day = one.last
    last = day_of(last_year or year, last_month or one.month, last_day)
    if last is not None and last < first and last_year is None:
        last = day_of(year + 1, last_month or one.month, last_day)
    return None if last is None or last < first else interval(first, last, f"{why}, as a range")


def _months(one: Written, year: int, why: str) -> Value | None:
    """Return the value of "January to June 2021" and of a quarter: it is a period, and no day."""
    last_year, last_month, _ = one.last or (year, one.month, 0)
    first = month_of(year, one.month or 1, None, why)
    last = month_of(last_year or year, last_month or 12, None, why)
    if first is None or last is None or first.earliest is None or last.latest is None:
        return None
    if last.latest < first.earliest:
        return None
    edtf = f"{first.edtf}/{last.edtf}"
    return Value(edtf, first.earliest, last.latest, "month", f"{why}, as a range")


def _nth_weekday(one: Written, year: int, why: str) -> Value | None:
    """Return "the last Friday of August": the day that the calendar has it on."""
    month = one.month or 1
    days = [day for n in range(1, 32) if (day := day_of(year, month, n)) is not None]
    named = [day for day in days if day.weekday() == one.weekday]
    at = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[one.word]
    return single(named[at], why)


def _years(one: Written) -> Value | None:
    if one.year is None:
        return None
    if one.last is None:
        return year_of(one.year, one.part, "the words give the year and no more")
    last = one.last[0] or one.year
    first = Day(one.year, 1, 1)
    return Value(f"{one.year:04d}/{last:04d}", first, Day(last, 12, 31), "interval",
                 "the words give two years")  # fmt: skip


def _with_weekday(one: Written, day: Day, why: str) -> str:
    if one.weekday is None or day.weekday() == one.weekday:
        return why
    said, was = _NAMES[one.weekday], _NAMES[day.weekday()]
    return f"{why}; it is called a {said} and was a {was}"


def _year_for(
    one: Written, anchor: Anchor | None, near: tuple[Value, ...], ahead: bool
) -> tuple[int | None, str]:
    """Return the year of a date without one, and why."""
    month, day = one.month or 1, one.day or 1
    if one.word == "that year" and near and near[-1].earliest is not None:
        return near[-1].earliest.year, f"the year is that of {near[-1].edtf}, named before it"
    for value in reversed(near):
        if (
            value.earliest is None
            or value.edtf is None
            or value.precision not in {"day", "interval"}
        ):
            continue
        for year in (value.earliest.year, value.earliest.year - 1, value.earliest.year + 1):
            there = day_of(year, month, day)
            late = there and anchor and anchor.written and there > anchor.day
            if there and abs(there - value.earliest) <= _NEAR and not late:
                return year, f"the year is that of {value.edtf}, named beside it"
    if anchor is None:
        return None, "no year is written, and nothing says when the account was"
    there = day_of(anchor.day.year, month, day)
    if ahead and there is not None:
        return there.year + (there <= anchor.day), f"the first such day after {anchor.what}"
    if there is None or there > anchor.day:
        there = day_of(anchor.day.year - 1, month, day)
    named = _by_weekday(one, anchor, there)
    if named is not None:
        return named.year, f"the last such {_NAMES[one.weekday or 0]} up to {anchor.what}"
    return (None if there is None else there.year), f"the last such day up to {anchor.what}"


def _by_weekday(one: Written, anchor: Anchor, last: Day | None) -> Day | None:
    """Return the day of an earlier year that its weekday asks for: "Tuesday 20 October".

    None where the *last* such day has that weekday, and where it is so near that rather the
    weekday is wrong.
    """
    if one.weekday is None or one.day is None or one.month is None or last is None:
        return None
    if last.weekday() == one.weekday or anchor.day - last <= 2 * _NEAR:
        return None
    earlier = (day_of(last.year - back, one.month, one.day) for back in (1, 2, 3))
    return next((day for day in earlier if day and day.weekday() == one.weekday), None)


def _figures(one: Written, order: bool | None, anchor: Anchor | None) -> Value | None:
    if one.figures is None or one.year is None:
        return None
    a, b = one.figures
    both = {True: day_of(one.year, a, b), False: day_of(one.year, b, a)}
    readings = {o: d for o, d in both.items() if d is not None}
    if len(set(readings.values())) == 1:
        return single(next(iter(readings.values())), "the figures can be read one way only")
    if not readings:
        return None
    if one.weekday is not None:
        fitting = [d for d in readings.values() if d.weekday() == one.weekday]
        if len(fitting) == 1:
            return single(fitting[0], f"only one reading is a {_NAMES[one.weekday]}")
    if order is not None:
        return single(readings[order], "the account puts the "
                      + ("month first" if order else "day first"))  # fmt: skip
    if anchor is not None:
        past = [d for d in readings.values() if d <= anchor.day]
        if len(past) == 1:
            return single(past[0], f"the other reading lies after {anchor.what}")
    days = sorted(readings.values())
    names = tuple(day.isoformat() for day in days)
    why = "day and month can change places, and nothing in the account decides"
    return Value(None, days[0], days[-1], "day", why, names)


def _weekday(one: Written, anchor: Anchor | None, ahead: bool) -> Value:
    name = _NAMES[one.weekday or 0]
    if anchor is None:
        why = f"which {name} is not said, nor when the account was written"
        return Value(None, None, None, "day", why)
    back = (anchor.day.weekday() - (one.weekday or 0)) % 7
    if one.since is not None:
        last = anchor.day - back * _DAY
        first = last - ((last.weekday() - one.since) % 7) * _DAY
        return interval(first, last, f"the last such days up to {anchor.what}")
    if one.word == "before last":
        return single(
            anchor.day - (back + 7) * _DAY, f"the last but one {name} up to {anchor.what}"
        )
    if one.word == "last week":
        monday = anchor.day - (anchor.day.weekday() + 7) * _DAY
        return single(monday + (one.weekday or 0) * _DAY, f"of the week before {anchor.what}")
    if ahead or one.word in {"next", "coming"}:
        forward = 7 - back if back else 7
        return single(anchor.day + forward * _DAY, f"the first {name} after {anchor.what}")
    if one.word == "last" and 0 < back <= anchor.day.weekday():
        days = (anchor.day - (back + 7) * _DAY, anchor.day - back * _DAY)
        names = tuple(day.isoformat() for day in days)
        why = f'"last {name}" can be that of this week or of the week before {anchor.what}'
        return Value(None, days[0], days[1], "day", why, names)
    if one.word in {"last", "past", "this past"} and back == 0:
        back = 7
    return single(anchor.day - back * _DAY, f"the last {name} up to {anchor.what}")


def _ordinal(one: Written, anchor: Anchor | None, near: tuple[Value, ...]) -> Value | None:
    """Return the day of "on the 29th": of the month named last, else the last up to the anchor."""
    day = one.day or 0
    for value in reversed(near[-2:]):
        if value.earliest is None or value.precision not in {"day", "month"}:
            continue
        there = day_of(value.earliest.year, value.earliest.month, day)
        if there is not None and (anchor is None or there <= anchor.day):
            return single(there, f"a day of the month of {value.edtf}, named before it")
    if anchor is None:
        return None
    first = anchor.day.replace(day=1)
    for month in (first, (first - _DAY).replace(day=1)):
        there = day_of(month.year, month.month, day)
        if there is not None and there <= anchor.day:
            return single(there, f"the last such day up to {anchor.what}")
    return None


def _season(one: Written, anchor: Anchor | None) -> Value | None:
    if one.year is not None:
        return season_of(one.year, one.word, "the words give season and year; northern months")
    if anchor is None:
        return None
    value = season_of(anchor.day.year, one.word, f"the last {one.word} up to {anchor.what}")
    if value.earliest is not None and value.earliest > anchor.day:
        return season_of(anchor.day.year - 1, one.word, value.reason)
    return value


def _relative(one: Written, anchor: Anchor | None, near: tuple[Value, ...]) -> Value | None:
    word = one.word
    if word in {"day before", "day after", "same day"}:
        return neighbour(one, near)
    if anchor is None:
        return Value(None, None, None, "day", "counted from a day that the account does not give")
    day, what = anchor.day, anchor.what
    if word == "this day last year":
        then = day_of(day.year - 1, day.month, day.day)
        return None if then is None else single(then, f"a year before {what}")
    if "before yesterday" in word:
        return single(day - 2 * _DAY, f"two days before {what}")
    if word in {"yesterday", "last night"}:
        return single(day - _DAY, f"the day before {what}")
    if word == "overnight":
        return interval(day - _DAY, day, f"the night up to {what}")
    if word == "weekend":
        saturday = day - ((day.weekday() - 5) % 7) * _DAY
        return interval(saturday, min(saturday + _DAY, day), f"the last weekend up to {what}")
    if word.endswith((" day", "hours")):
        return interval(day - _DAY, day, f"the day up to {what}")
    ago = _AGO.search(word)
    if ago is not None:
        return _ago(ago, anchor, word[ago.end() :])
    past = _PAST_DAYS.search(word)
    if past is not None:
        return interval(day - int(number(past["n"])) * _DAY, day, f"the days up to {what}")
    monday = day - day.weekday() * _DAY
    if word.endswith("week"):
        if "this" in word:
            return interval(monday, day, f"the week of {what}, as far as it had gone")
        return interval(monday - 7 * _DAY, monday - _DAY, f"the week before {what}")
    if word.endswith("month"):
        return _month(word, anchor)
    if word.endswith("year"):
        return year_of(day.year - ("this" not in word), None, f"counted from {what}")
    return single(day, what)


def _month(word: str, anchor: Anchor) -> Value | None:
    """Return "this month", "late last month", "earlier this month": never past the anchor."""
    first = anchor.day.replace(day=1)
    last = "last" in word or "past" in word or "previous" in word
    month = (first - _DAY).replace(day=1) if "last month" in word or last else first
    part = part_of(re.sub(r"^earlier|(?:this|last|the) month$", "", word).strip() or None)
    value = month_of(month.year, month.month, part, f"counted from {anchor.what}")
    if value is None or value.latest is None or value.latest <= anchor.day:
        return value
    return replace(value, latest=anchor.day)


def _ago(match: re.Match[str], anchor: Anchor, behind: str) -> Value:
    """Return the day, week, month or year of "three years ago"; "today" *behind* it gives a day."""
    couple = match["n"] == "a couple of"
    count = 2 if couple else 1 if match["n"] in {"a", "an"} else int(number(match["n"]))
    unit, why = match["unit"], f"counted back from {anchor.what}"
    then = day_of(anchor.day.year - count, anchor.day.month, anchor.day.day)
    if unit == "year" and behind and then is not None:
        monday = then - then.weekday() * _DAY
        week = "week" in behind
        return interval(monday, monday + 6 * _DAY, why) if week else single(then, why)
    if unit in {"day", "night"}:
        return qualified(single(anchor.day - count * _DAY, why), "~" if couple else "")
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if unit == "week":
        return qualified(single(anchor.day - 7 * count * _DAY, why), "~")
    if unit == "year":
        return qualified(year_of(anchor.day.year - count, None, why), "~")
    months = anchor.day.year * 12 + anchor.day.month - 1 - count
    month = month_of(months // 12, months % 12 + 1, None, why)
    return qualified(month, "~") if month is not None else year_of(anchor.day.year, None, why)
