"""Feasts by which accounts tell days, and on which day of a year each one falls.

Conventions
-----------
Easter is reckoned by :mod:`dateutil.easter`, Western or Orthodox; the Islamic feasts by the Umm
al-Qura calendar of :mod:`hijridate`, and since each country sees its own moon the day after is
named beside it; the Jewish ones by :mod:`pyluach`, as the day that follows the evening on which
they begin. Nowruz is the equinox, 20 or 21 March. Feasts that differ by country, or that none of
these reckons, are topics and no days.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from hijridate import Gregorian, Hijri
from pyluach.dates import HebrewDate

from witnessmark.account.dates.written import Day

_ONE = datetime.timedelta(days=1)

#: Month and day of the year.
_FIXED = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31), "new year's day": (1, 1),
    "new year's night": (1, 1), "new year": (1, 1), "orthodox christmas": (1, 7),
    "orthodox christmas eve": (1, 6), "valentine's day": (2, 14), "halloween": (10, 31),
    "may day": (5, 1), "newroz": (3, 21), "all saints' day": (11, 1), "all souls' day": (11, 2),
    "st patrick's day": (3, 17), "bastille day": (7, 14),
    "international women's day": (3, 8),
}  # fmt: skip
#: What is no day by itself, but has a first, a third, and an eve.
MONTHS = frozenset({"ramadan"})
#: Days after Easter Sunday.
_BY_EASTER = {
    "palm sunday": -7, "maundy thursday": -3, "holy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter saturday": -1, "easter eve": -1, "easter sunday": 0,
    "easter day": 0, "easter": 0, "easter monday": 1, "bright monday": 1, "ascension day": 39,
    "whit sunday": 49, "pentecost": 49, "whit monday": 50,
}  # fmt: skip
#: Month (Monday 0 for weekday) and which such day of it, for feasts of the United States.
_BY_WEEKDAY = {"thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4),
               "memorial day": (5, 0, -1), "labor day": (9, 0, 1)}  # fmt: skip
#: Month and day of the Islamic year.
_HIJRI = {
    r"eid[ -](?:al|ul|el)?-?\s?fitr": (10, 1), r"ramadan bayram\w?": (10, 1),
    "korit[eé]": (10, 1),
    r"eid[ -](?:al|ul|el)?-?\s?(?:adha|azha)": (12, 10), r"kurban bayram\w?": (12, 10),
    "tabaski": (12, 10), r"(?:the )?feast of (?:the )?sacrifice": (12, 10),
    r"(?:the day of )?arafah?": (12, 9), r"(?:the day of )?ash(?:u|ou)ra": (1, 10),
    "arba(?:'|e)?een": (2, 20), "ramadan": (9, 1),
}  # fmt: skip
#: Month, from Nisan, and day of the Jewish year; feasts of several days begin on it.
_HEBREW = {
    "yom kippur": (7, 10), r"rosh ha-?shanah?": (7, 1), "sukkot": (7, 15),
    r"sim[hc]h?at torah": (7, 22), "hanukkah|chanukah": (9, 25), "passover|pesach": (1, 15),
    "shavuot": (3, 6), r"tisha b(?:'|e)av": (5, 9),
}  # fmt: skip
_NOWRUZ = r"n[ao][uwv]?r[ou]{1,2}z"
_EASTERN = r"(?:(?:the )?(?:greek |russian |ukrainian )?orthodox|julian)"
#: Who keeps Easter by the Julian reckoning: where they are spoken of, "Easter" can be either.
_KEEPERS = re.compile(
    r"\b(?:orthodox|patriarch\w*|ukrain\w+|russia\w*|belarus\w*|serbi\w+|greece|greek|georgian?"
    r"|tbilisi|moldov\w+|bulgaria\w*|romania\w*|macedonia\w*|montenegr\w+|ethiopia\w*|eritrea\w*"
    r"|coptic|copts?|ky[iï]v|moscow|crimea)\b",
    re.I,
)


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


#: Every name of a feast, as a pattern; apostrophes are straight.
NAMES = (
    rf"(?:{_EASTERN} )?(?:{_alternatives(_BY_EASTER)})|{_alternatives(_FIXED)}"
    rf"|{_alternatives(_BY_WEEKDAY)}|{_alternatives(_HIJRI)}|{_alternatives(_HEBREW)}|{_NOWRUZ}|eid"
).replace("'", "['’]")


@dataclass(frozen=True, slots=True)
class Feast:
    """The day of a feast: *first* to *last* where it can be either, *other* where some keep it.

    ``shifts`` says that the other day is only that of a later moon, and not of another reckoning.
    """

    first: Day
    last: Day
    why: str
    other: Day | None = None
    shifts: bool = False


def eastern(text: str, name: str) -> bool | None:
    """Say by which reckoning an Easter of an account is meant; None where it can be either."""
    if re.match(_EASTERN, name, re.I):
        return True
    return _kept_in(text) if name in _BY_EASTER else False


@lru_cache(maxsize=2)
def _kept_in(text: str) -> bool | None:
    """Say which Easter is kept where *text* tells of; asked of each feast in an account."""
    if re.search(rf"\b{_EASTERN} (?:{_alternatives(_BY_EASTER)})", text, re.I):
        return True
    return None if _KEEPERS.search(text) else False


def feast_in(name: str, year: int, *, orthodox: bool | None) -> list[Feast]:
    """Return the days of the feast *name* in the Gregorian *year*; most feasts have one.

    *orthodox* says by which reckoning an Easter is meant, None where it can be either.
    """
    name = " ".join(name.lower().replace("’", "'").split())
    if name in _FIXED:
        return [_sure(Day(year, *_FIXED[name]), "a feast with a fixed day")]
    if name in _BY_WEEKDAY:
        return [_sure(_nth(year, *_BY_WEEKDAY[name]), "a feast that goes by the weekday")]
    late = re.sub(rf"^{_EASTERN} ", "", name)
    if late in _BY_EASTER:
        return [_by_easter(year, _BY_EASTER[late], orthodox)]
    for pattern, (month, day) in _HIJRI.items():
        if re.fullmatch(pattern, name):
            return _hijri(year, month, day)
    if name == "eid":
        return [*_hijri(year, 10, 1), *_hijri(year, 12, 10)]
    for pattern, (month, day) in _HEBREW.items():
        if re.fullmatch(pattern, name):
            there = HebrewDate(year + 3760 + (month >= 7), month, day).to_pydate()
            return [_sure(there, "by the Jewish calendar")]
    if re.fullmatch(_NOWRUZ, name):
        return [Feast(Day(year, 3, 20), Day(year, 3, 21), "the equinox falls on 20 or 21 March")]
    return []


def _sure(day: Day, why: str) -> Feast:
    return Feast(day, day, why)


def _by_easter(year: int, after: int, orthodox: bool | None) -> Feast:
    west = easter(year, EASTER_WESTERN) + after * _ONE
    east = easter(year, EASTER_ORTHODOX) + after * _ONE
    if orthodox is None and west != east:
        return Feast(west, west, "by the Western reckoning, or else by the Orthodox", east)
    why = "by the Orthodox reckoning" if orthodox else "by the Western reckoning"
    return _sure(east if orthodox else west, why)


def _hijri(year: int, month: int, day: int) -> list[Feast]:
    """Return the days of an Islamic feast in a Gregorian year: one, sometimes none or two."""
    try:
        about = Gregorian(year, 1, 1).to_hijri().year
        days = [Day(*_gregorian(hijri, month, day)) for hijri in (about, about + 1)]
    except (OverflowError, ValueError):
        return []  # the table of Umm al-Qura begins in 1924 and ends in 2077
    why = "by the Umm al-Qura calendar; in some countries a day later"
    return [Feast(one, one, why, one + _ONE, shifts=True) for one in days if one.year == year]


def _gregorian(year: int, month: int, day: int) -> tuple[int, int, int]:
    return Hijri(year, month, day).to_gregorian().datetuple()


def _nth(year: int, month: int, weekday: int, which: int) -> Day:
    first = Day(year, month, 1)
    days = [first + n * _ONE for n in range(31)]
    named = [day for day in days if day.month == month and day.weekday() == weekday]
    return named[which - 1] if which > 0 else named[which]
