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

from witnessmark.account.dates import patterns, traps
from witnessmark.account.dates.written import Part, Written, part_of
from witnessmark.account.quantities import number

#: Arabic-Indic, Extended Arabic-Indic, Devanagari, Bengali and full-width digits.
_DIGITS = str.maketrans(
    {chr(start + n): str(n) for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for n in range(10)}
)

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
            found.append(_with_doubt(one, text))
    return sorted(found, key=lambda one: one.span)


def _with_doubt(one: Written, text: str) -> Written:
    """Return *one* with "~" or "?" where the words about it say about, or perhaps."""
    before = text[max(0, one.span[0] - 24) : one.span[0]]
    if patterns.UNSURE.search(before) or patterns.UNSURE_AFTER.match(text, one.span[1]):
        return replace(one, qualifier="?")
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


def _counted(match: re.Match[str]) -> Written | None:
    side = (match["side"] or match["side2"]).lower()
    back = side in {"earlier", "previously", "before", "prior"}
    word = "day before" if back else "day after"
    return Written(_trimmed(match), "relative", since=_days(match), word=word)


def _days(match: re.Match[str]) -> int:
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


def _ordinal_day(match: re.Match[str]) -> Written | None:
    return _made(match, "ordinal", day=int(match["d"] or match["d2"]))


def _holiday(match: re.Match[str]) -> Written | None:
    name = match["h"].lower().replace("’", "'")
    month, day = patterns.HOLIDAYS[name]
    if match["word"] is None and (match["y"] is None or not name.endswith((" eve", " day"))):
        return None
    word = (match["word"] or "on").lower()
    return _made(match, "holiday", year=_year(match["y"]), month=month, day=day, word=word)


def _made(
    match: re.Match[str],
    form: str | None = None,
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
    usual = "figures" if figures else "full" if year is not None else "yearless"
    return Written(
        _trimmed(match),
        form or usual,  # type: ignore[arg-type]
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
    (patterns.HOLIDAY, _holiday),
    (patterns.NTH_WEEKDAY, _nth_weekday),
    (patterns.DAY_MONTH, _exact),
    (patterns.MONTH_DAY, _exact),
    (patterns.DOTTED, _dotted),
    (patterns.MONTH_YEAR, _month_and_year),
    (patterns.SEASON, _season),
    (patterns.MONTH_ALONE, _month_alone),
    (patterns.YEARS, _years),
    (patterns.YEAR, _year_alone),
    (patterns.SHORT_YEAR, _short_year),
    (patterns.ORDINAL_DAY, _ordinal_day),
    (patterns.OFFSET_FROM, _offset),
    (patterns.OFFSET_TO, _offset),
    (patterns.COUNTED, _counted),
    (patterns.WEEKDAY_RANGE, _weekdays),
    (patterns.RELATIVE, _relative),
    (patterns.NEIGHBOUR, _neighbour),
    (patterns.WEEKEND, _weekend),
    (patterns.WEEKDAYS, _weekday),
)
