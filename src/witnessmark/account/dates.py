"""Calendar dates in an account, in EDTF, with what each is the date of.

Conventions
-----------
Only dates that are spelt out count: a bare year is a date of context, a weekday or "yesterday"
is none. The date on the publication line is ``publication`` and never the event's; a date in a
sentence that tells of the footage is ``event`` where the sentence says so, else ``other``. A date
in figures whose day and month could change places (10/8/2016) is decided by the other dates of
the account, and left out where nothing decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from witnessmark.clock import PartialDate
from witnessmark.errors import InexactTimeError
from witnessmark.model import DateMention, Role, Sentence

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_SPELT = (
    re.compile(rf"\b(?P<m>{_MONTH})\s+{_DAY}(?:,|\s)\s*{_YEAR}\b", re.I),
    re.compile(rf"\b{_DAY}(?:\s+of)?\s+(?P<m>{_MONTH}),?\s+{_YEAR}\b", re.I),
    re.compile(rf"\b(?P<m>{_MONTH})(?:\s+of)?,?\s+{_YEAR}\b", re.I),
)
_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_FIGURES = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)\b"
)
_YEAR_ALONE = re.compile(
    r"(?<![\d/.,:-])(?:19[5-9]\d|20[0-4]\d)(?![\d/:-]|[.,]\d|\s*(?:meters|rounds))"
)
_TELLS = re.compile(
    r"\b(?:video|footage|clip|filmed|shot|recorded|took place|happened|occurred|attack|dated|on the"
    r" (?:morning|evening|night|afternoon))\b",
    re.I,
)
#: "Mariupol, March 16, 2022 -": the place and day from which an agency sent its report.
_DATELINE = re.compile(
    r"^[A-Z][\w' ]{2,40}(?:, [A-Z][\w ]+)?,? \(?.{5,20}\d{4}\)?(?: \([\w/ ]+\))?\s*[-–—]"
)
_PUBLISHED = re.compile(r"\b(?:published|posted|uploaded|released|updated)\b", re.I)


def dates(sentences: tuple[Sentence, ...]) -> tuple[DateMention, ...]:
    """Return the dates of the account in the order of their spans."""
    month_first = _order(sentences)
    made: list[DateMention] = []
    for sentence in sentences:
        taken: list[tuple[int, int]] = []
        for span, date in _found(sentence.text, month_first):
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            taken.append(span)
            start = sentence.span[0]
            made.append(
                DateMention(
                    edtf=date.edtf,
                    role=_role(sentence, date),
                    span=(start + span[0], start + span[1]),
                    quote=sentence.text[slice(*span)],
                )
            )
    return tuple(sorted(made, key=lambda mention: mention.span))


def published(mentions: tuple[DateMention, ...]) -> str | None:
    """Return the EDTF of the first publication date, None where none is given."""
    return next((mention.edtf for mention in mentions if mention.role == "publication"), None)


def _found(text: str, month_first: bool | None) -> Iterator[tuple[tuple[int, int], PartialDate]]:
    """Yield dates with their place in *text*, the most exact forms first."""
    for pattern in (_ISO, *_SPELT):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = groups["m"]
            number = int(month) if month.isdigit() else _MONTHS[month.lower().rstrip(".")]
            date = _date(int(groups["y"]), number, int(groups["d"]) if groups.get("d") else None)
            if date is not None:
                yield match.span(), date
    for match in _FIGURES.finditer(text):
        date = _figures(match, month_first)
        if date is not None:
            yield match.span(), date
    for match in _YEAR_ALONE.finditer(text):
        yield match.span(), PartialDate(int(match[0]))


def _figures(match: re.Match[str], month_first: bool | None) -> PartialDate | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == ".":
        return _date(year, b, a)
    first_is_month = month_first if a <= 12 and b <= 12 else a <= 12
    if a == b:
        first_is_month = True
    if first_is_month is None:
        return None
    return _date(year, a, b) if first_is_month else _date(year, b, a)


def _order(sentences: tuple[Sentence, ...]) -> bool | None:
    """Return whether figures put the month first, as far as unmistakable dates decide."""
    votes = {
        int(match["a"]) <= 12
        for sentence in sentences
        for match in _FIGURES.finditer(sentence.text)
        if match["sep"] == "/" and (int(match["a"]) > 12) != (int(match["b"]) > 12)
    }
    return votes.pop() if len(votes) == 1 else None


def _date(year: int, month: int, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except InexactTimeError:
        return None


def _role(sentence: Sentence, date: PartialDate) -> str:
    if sentence.role is Role.PUBLICATION or _DATELINE.match(sentence.text):
        return "publication"
    if date.day is None:
        return "other"
    if _PUBLISHED.search(sentence.text):
        return "publication" if len(sentence.text) < 80 else "other"
    return "event" if _TELLS.search(sentence.text) else "other"
