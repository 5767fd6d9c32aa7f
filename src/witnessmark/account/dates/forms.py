"""Every form in which a date is written, and what each says.

Conventions
-----------
Forms are tried from the most exact to the loosest, and words once read as part of a date are part
of no other. Digits of other scripts are read as digits. What merely looks like a date is dropped
here (see :mod:`witnessmark.account.dates.traps`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from witnessmark.account.dates import feasts, patterns, traps
from witnessmark.account.dates.written import Form, Part, Written, part_of
from witnessmark.account.quantities import number

#: Arabic-Indic, Extended Arabic-Indic, Devanagari, Bengali and full-width digits.
_DIGITS = str.maketrans(
    {chr(start + n): str(n) for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for n in range(10)}
)

#: Words before a feast that do not name its day.
_ABOUT_FEASTS = frozenset(
    {"shortly before", "just before", "before", "around", "shortly after", "just after", "after",
     "since", "over", "during"}
)  # fmt: skip

_Read = Callable[[re.Match[str]], Written | None]


def plain(text: str) -> str:
    """Return *text* with digits of other scripts as 0 to 9, of the same length.

    >>> plain("٣ May ٢٠٢٠")
    '3 May 2020'
    """
    return text.translate(_DIGITS)


def written(text: str) -> list[Written]:
    """Return every date in *text* in the order of the words, nothing read twice."""
    text = plain(text)
    taken = bytearray(len(text))
    found: list[Written] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            one = read(match)
            if one is None or traps.is_trap(text, one):
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            found.append(_with_doubt(_of_that_year(one, text), text))
    return sorted(found, key=lambda one: one.span)


def _of_that_year(one: Written, text: str) -> Written:
    """Return *one* with the word that puts it into the year named last: "22 May of that year"."""
    if one.form == "yearless" and patterns.THAT_YEAR.match(text, one.span[1]):
        return replace(one, word="that year")
    return one


def _with_doubt(one: Written, text: str) -> Written:
    """Return *one* with "~" or "?" where the words about it say about, or perhaps."""
    before = text[max(0, one.span[0] - 24) : one.span[0]]
    if patterns.UNSURE.search(before) or patterns.UNSURE_AFTER.match(text, one.span[1]):
        return replace(one, qualifier="?")
    if one.last is None and patterns.NIGHT_TO.search(before):
        return replace(one, qualifier="night")
    return replace(one, qualifier="~") if patterns.ABOUT.search(before) else one


def _exact(match: re.Match[str]) -> Written | None:
    groups = match.groupdict()
    month = _month(groups["m"])
    day = int(groups["d"]) if groups["d"] else patterns.DAY_WORDS[groups["dw"].lower()]
    return _made(match, year=_year(groups.get("y")), month=month, day=day)


def _dotted(match: re.Match[str]) -> Written | None:
    made = _made(match, month=int(match["m"]), day=int(match["d"]))
    return None if made is None else replace(made, span=(match.start("d"), match.end("m")))


def _slashed(match: re.Match[str]) -> Written | None:
    a, b = int(match["a"]), int(match["b"])
    if not (1 <= min(a, b) <= 12 < max(a, b) <= 31):
        return None
    made = _made(match, month=min(a, b), day=max(a, b))
    return None if made is None else replace(made, span=(match.start("a"), match.end("b")))


def _group(match: re.Match[str]) -> Written | None:
    return _exact(match) if match["m"].lower() in patterns.MONTHS else None


def _short_year(match: re.Match[str]) -> Written | None:
    return _made(match, year=_year(match["y"]), part=part_of(match["part"]), word="'")


def _figures(match: re.Match[str]) -> Written | None:
    a, b = int(match["a"]), int(match["b"])
    if not (1 <= min(a, b) <= 12 and max(a, b) <= 31):
        return None
    if match["sep"] == "-" and len(match["y"]) == 2:
        return None  # "3-1-20": a score or a number of a unit
    dotted = match["sep"] == "."
    figures = None if dotted else (a, b)
    month, day = (b, a) if dotted else (None, None)
    return _made(match, year=_year(match["y"]), month=month, day=day, figures=figures)


def _range(match: re.Match[str]) -> Written | None:
    groups = match.groupdict()
    end_year = _year(groups.get("y2")) or _year(groups.get("y"))
    month = _month(groups["m"])
    last = _month(groups["m2"]) if groups.get("m2") else month
    first, second = int(groups["d"]), int(groups["d2"])
    if last == month and second <= first and end_year == (_year(groups.get("y")) or end_year):
        return None
    year = _year(groups.get("y"))
    if year is None and end_year is not None:
        year = end_year - 1 if last < month else end_year
    made = _made(match, year=year, month=month, day=first)
    return None if made is None else replace(made, last=(end_year, last, second))


def _month_and_year(match: re.Match[str]) -> Written | None:
    return _made(
        match, year=_year(match["y"]), month=_month(match["m"]), part=part_of(match["part"])
    )


def _month_alone(match: re.Match[str]) -> Written | None:
    name = match["m"] or match["m2"]
    if name in {"may", "march", "mar", "sep", "dec", "jan"} or (name.islower() and len(name) < 5):
        return None  # the modal verb, the verb, and short forms nobody writes alone
    start = match.start("m") if match["m"] else match.start("m2")
    part = part_of(match["part"] or match["part2"])
    begin = start if part is None else match.start("part" if match["part"] else "part2")
    return Written((begin, match.end()), "yearless", month=_month(name), part=part)


def _season(match: re.Match[str]) -> Written | None:
    name = (match["s"] or match["s2"]).lower()
    return _made(match, "season", year=_year(match["y"]), part=part_of(match["part"]), word=name)


def _years(match: re.Match[str]) -> Written | None:
    first = int(match["y"])
    second = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    if not first < second <= first + 60:
        return None
    if "/" in match[0] and len(match["y2"]) == 2 and second != first + 1:
        return None  # the number of a report, and no season
    made = _made(match, year=first)
    return None if made is None else replace(made, last=(second, None, 0))


def _year_alone(match: re.Match[str]) -> Written | None:
    return _made(match, year=_year(match["y"]), part=part_of(match.groupdict().get("part")))


def _weekday(match: re.Match[str]) -> Written | None:
    word = (match["word"] or "").lower()
    start = match.start("w") if word == "on" else match.start()
    if match["back"]:
        word = match["back"].split()[-1] if "before" in match["back"] else "last week"
        word = "before last" if word == "last" else word
    return Written((start, match.end()), "weekday", weekday=_weekday_number(match["w"]), word=word)


def _nth_weekday(match: re.Match[str]) -> Written | None:
    word = match["word"].lower()
    return _made(match, year=_year(match["y"]), month=_month(match["m"]), word=word)


def _weekdays(match: re.Match[str]) -> Written | None:
    until = match["w"] or match["into"]
    last = _weekday_number(until)
    if match["from"] is None:
        first = (last - 1) % 7
    elif patterns.STRETCH.search(match[0]) or " to " in match[0] or " through " in match[0]:
        first = _weekday_number(match["from"])
    else:
        return None
    made = _made(match, "weekday", word="stretch")
    return None if made is None else replace(made, weekday=last, since=first)


def _relative(match: re.Match[str]) -> Written | None:
    return _made(match, "relative", word=match[0].lower())


def _weekend(match: re.Match[str]) -> Written | None:
    return _made(match, "relative", word="weekend")


def _neighbour(match: re.Match[str]) -> Written | None:
    word = "day before" if match["before"] else "day after"
    return Written(_trimmed(match), "relative", since=1, word=word)


def _same_day(match: re.Match[str]) -> Written | None:
    return Written(_trimmed(match), "relative", since=0, word="same day")


def _counted(match: re.Match[str]) -> Written | None:
    side = (match["side"] or match["side2"]).lower()
    back = side in {"earlier", "previously", "before", "prior"}
    word = "day before" if back else "day after"
    return Written(_trimmed(match), "relative", since=_days(match), word=word)


def _days(match: re.Match[str]) -> int:
    """Return how many days are counted, one where no number is written."""
    if match["n"] is None:
        return 1
    count = 1 if match["n"].lower() in {"a", "an"} else int(number(match["n"].lower()))
    return count * {"w": 7, "f": 14}.get(match["unit"][0].lower(), 1)


def _offset(match: re.Match[str]) -> Written | None:
    """Return a day counted from another; its ``word`` says which way, and to which of the two."""
    days = _days(match)
    to = match.re is patterns.OFFSET_TO
    side = (match["side"] or "before").lower()
    word = f"{side} {'next' if to else 'last'}"
    return Written(_trimmed(match), "offset", since=days, word=word)


def _nth(words: str) -> int:
    """Return the number of "third", "thirtieth", "40th"."""
    low = words.lower()
    if low[0].isdigit():
        return int(re.sub(r"\D", "", low))
    tens = {"fortieth": 40, "fiftieth": 50, "sixtieth": 60}
    return patterns.DAY_WORDS.get(low) or tens[low]


def _counted_to(match: re.Match[str]) -> Written | None:
    """Return a day counted from one that is named with a noun; its ``word`` is that noun."""
    side = (match["side"] or match["beside"] or "into").lower()
    days = _nth(match["nth"]) - 1 if match["nth"] else _days(match)
    days = -days if side == "before" else days
    into = "into " if side == "into" else ""
    about = "~" if (match["unit"] or "")[:1].lower() == "w" and into else ""
    word = into + match["what"].lower()
    return Written(_trimmed(match), "counted", since=days, word=word, qualifier=about)


def _birthday(match: re.Match[str]) -> Written | None:
    side = (match["side"] or match["beside"] or ("before" if match["eve"] else "")).lower()
    days = {"": 0, "before": -1, "after": 1}[side] * _days(match)
    return Written(_trimmed(match), "birthday", since=days, year=_nth(match["nth"]))


def _anniversary(match: re.Match[str]) -> Written | None:
    years = _nth(match["nth"]) if match["nth"] else int(number(match["n"].lower()))
    return Written(_trimmed(match), "anniversary", since=years, word=match["what"].lower())


def _between(match: re.Match[str]) -> Written | None:
    return Written(_trimmed(match), "between")


def _quarter(match: re.Match[str]) -> Written | None:
    if match["h"]:
        first, last = (1, 6) if match["h"] == "1" else (7, 12)
    else:
        words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
        which = match["qn"] or match["q"].lower()
        number_of = words.get(which) or int(which[0])
        first, last = 3 * number_of - 2, 3 * number_of
    made = _made(match, year=int(match["y"]), month=first)
    return None if made is None else replace(made, last=(int(match["y"]), last, 0))


def _months(match: re.Match[str]) -> Written | None:
    first, last, year = _month(match["m"]), _month(match["m2"]), int(match["y"])
    begun = int(match["y1"]) if match["y1"] else year - (last < first)
    made = _made(match, year=begun, month=first)
    return None if made is None else replace(made, last=(year, last, 0))


def _month_line(match: re.Match[str]) -> Written | None:
    return Written((match.start("m"), match.end("m")), "yearless", month=_month(match["m"]))


def _ordinal_day(match: re.Match[str]) -> Written | None:
    word = match.groupdict().get("dw")
    day = patterns.DAY_WORDS[word.lower()] if word else int(match["d"] or match["d2"])
    return _made(match, "ordinal", day=day)


def _holiday(match: re.Match[str]) -> Written | None:
    name = match["h"].lower().replace("’", "'")
    word = (match["word"] or "").lower()
    hour = patterns.FEAST_HOUR.match(match.string, match.end()) is not None
    called = name.endswith("day") and name.split()[-1][:3] in patterns.WEEKDAY_NAMES
    if match["n"] or match["nth"] or match["eve"] or match["morrow"] or match["into"]:
        word = "into" if match["into"] else "on"
    elif word in {"until", "till", "by", "for"} or name in feasts.MONTHS:
        return None  # what it was to last until, or was for
    elif not word and match["y"] is not None and name.endswith((" eve", " day", "night", "easter")):
        word = "on"
    elif not word and not hour and not called:
        return None
    elif word not in _ABOUT_FEASTS or hour:
        word = "on"
    if name == "eid" and patterns.FEAST_LAST_YEAR.match(match.string, match.end()):
        return None  # a year has two
    made = _made(match, "holiday", year=_year(match["y"]), word=word)
    if made is None:
        return None
    return replace(
        made, feast=name, since=_days_from(match), orthodox=feasts.eastern(match.string, name)
    )


def _weekday_by_feast(match: re.Match[str]) -> Written | None:
    name = match["h"].lower().replace("’", "'")
    side = "before weekday" if match["side"].lower() == "before" else "after weekday"
    made = _made(match, "holiday", year=_year(match["y"]), word=side)
    if made is None or name in feasts.MONTHS:
        return None
    return replace(made, feast=name, orthodox=feasts.eastern(match.string, name))


def _days_from(match: re.Match[str]) -> int:
    """Return how many days after a feast the words name."""
    if match["nth"]:
        word = match["nth"].lower()
        return patterns.DAY_WORDS.get(word, int(word[:-2]) if word[0].isdigit() else 1) - 1
    if match["n"]:
        count = 1 if match["n"].lower() in {"a", "an"} else int(number(match["n"].lower()))
        return -count if match["side"].lower() == "before" else count
    return -1 if match["eve"] else 1 if match["morrow"] else 0


def _made(
    match: re.Match[str],
    form: Form | None = None,
    *,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    part: Part | None = None,
    word: str = "",
    figures: tuple[int, int] | None = None,
) -> Written | None:
    if day is not None and not 1 <= day <= 31:
        return None
    groups = match.groupdict()
    weekday = groups.get("w") or groups.get("w2")
    usual: Form = "figures" if figures else "full" if year is not None else "yearless"
    return Written(
        _trimmed(match),
        form or usual,
        year=year,
        month=month,
        day=day,
        part=part,
        weekday=None if weekday is None else _weekday_number(weekday),
        word=word,
        figures=figures,
    )


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while start < end and match.string[start] in " -":
        start += 1
    while end > start and match.string[end - 1] in " ,.":
        end -= 1
    return start, end


def _month(words: str) -> int:
    return int(words) if words.isdigit() else patterns.MONTHS[words.lower().rstrip(".")]


def _year(digits: str | None) -> int | None:
    """Return the year; of two digits, those up to 49 are of this century (POSIX has 68)."""
    if digits is None:
        return None
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 50 else 1900)


def _weekday_number(word: str) -> int:
    return patterns.WEEKDAY_NAMES.index(word[:3].lower())


_READERS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (patterns.FILE_NAME, _exact),
    (patterns.ISO, _exact),
    (patterns.GROUP, _group),
    (patterns.DASHED, _exact),
    (patterns.DAYS_IN_FIGURES, _range),
    (patterns.FIGURES, _figures),
    (patterns.SLASHED, _slashed),
    (patterns.DAY_MONTH_RANGE, _range),
    (patterns.MONTH_DAY_RANGE, _range),
    (patterns.DAYS_OF_MONTH, _range),
    (patterns.MONTH_DAYS, _range),
    (patterns.WEEKDAY_BY_FEAST, _weekday_by_feast),
    (patterns.HOLIDAY, _holiday),
    (patterns.NTH_WEEKDAY, _nth_weekday),
    (patterns.DAY_MONTH, _exact),
    (patterns.MONTH_DAY, _exact),
    (patterns.DOTTED, _dotted),
    (patterns.QUARTER, _quarter),
    (patterns.MONTHS_OF_YEAR, _months),
    (patterns.MONTH_YEAR, _month_and_year),
    (patterns.SEASON, _season),
    (patterns.MONTH_LINE, _month_line),
    (patterns.MONTH_ALONE, _month_alone),
    (patterns.YEARS, _years),
    (patterns.YEAR, _year_alone),
    (patterns.SHORT_YEAR, _short_year),
    (patterns.ORDINAL_DAY, _ordinal_day),
    (patterns.BIRTHDAY, _birthday),
    (patterns.OFFSET_FROM, _offset),
    (patterns.OFFSET_TO, _offset),
    (patterns.ANNIVERSARY, _anniversary),
    (patterns.COUNTED_TO, _counted_to),
    (patterns.COUNTED, _counted),
    (patterns.BETWEEN, _between),
    (patterns.WEEKDAY_RANGE, _weekdays),
    (patterns.RELATIVE, _relative),
    (patterns.NEIGHBOUR, _neighbour),
    (patterns.SAME_DAY, _same_day),
    (patterns.WEEKEND, _weekend),
    (patterns.WEEKDAYS, _weekday),
)
