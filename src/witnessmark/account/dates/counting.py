"""Days that are counted from others: "two days later", "the day before the upload".

Conventions
-----------
Where words name what is counted from ("the offensive", "his thirtieth birthday"), it is the day of
the sentence that names it; else the day named last. Counted back from a funeral, a report or an
upload, a day is the event's; counted from the event it is another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from witnessmark.account.dates.found import NEIGHBOURS, OWN, TOLD, Found, same_sentence, sentence_of
from witnessmark.account.dates.roles import tells_of_incident
from witnessmark.account.dates.written import Value

#: Forms that are counted from a day which the account names elsewhere.
BY_NOUN = frozenset({"counted", "birthday", "anniversary", "between"})
_BORN = re.compile(r"\bborn\b|\bdate of birth\b|\bd\.?o\.?b\b", re.I)
_BEGINS = re.compile(
    r"\b(?:beg[au]n|begins?|started|launched|opened|broke out|erupted|set in|imposed|entered into"
    r"|came into (?:force|effect)|took effect|declared|laid)\b",
    re.I,
)
#: What follows an event, and what lies before it.
_AFTER = OWN | {"aftermath", "report", "release"}
_BEFORE = frozenset({"other_incident", "war_start"})
#: From days of which roles the event's own is counted, by the words that count.
_COUNTED_FROM = {
    "day before": _AFTER,
    "day after": _BEFORE | {"aftermath"},
    "same day": _BEFORE | TOLD | {"aftermath"},
}


def counted_from(
    found: Sequence[Found],
    values: Sequence[Value | None],
    full: Mapping[int, Value | None],
    number: int,
) -> list[int]:
    """Return the dates that one is counted from which names none: by a noun, a birth, a feast.

    *values* are known of the dates before it, *full* of those that are written in full.
    """
    one = found[number]
    known = {**full, **dict(enumerate(values))}
    days = [n for n, v in sorted(known.items()) if v and v.edtf and v.precision == "day"]
    if one.written.form == "between":
        return [n for n in days if n < number][-2:]
    if one.written.form == "anniversary":
        return [n for n in days if n != number and same_sentence(found, n, number)][:1]
    if one.written.form == "birthday":
        return [n for n in days if _BORN.search(sentence_of(found[n]))][:1]
    words = one.written.word.removeprefix("into ").split()
    stems = [re.escape(word[:5]) for word in words if len(word) > 3]
    named = [
        n
        for n in days
        if n != number
        and not same_sentence(found, n, number)
        and any(re.search(rf"\b{stem}", sentence_of(found[n]), re.I) for stem in stems)
        and (
            not one.written.word.startswith("into ")
            or found[n].about == "war_start"
            or _BEGINS.search(sentence_of(found[n]))
        )
    ]
    earlier = [n for n in named if n < number] or named[:1]
    if not earlier:
        return []
    beside = [n for n in earlier if same_sentence(found, n, earlier[-1])]
    return [min(beside, key=lambda n: _distance(found[n], stems))]


def _distance(one: Found, stems: Sequence[str]) -> int:
    """Return how many characters lie between a date and the nearest of some words."""
    start = one.written.span[0] - (0 if one.sentence is None else one.sentence.span[0])
    low = sentence_of(one).lower()
    return min(abs(found.start() - start) for stem in stems for found in re.finditer(stem, low))


def last_named(found: Sequence[Found], values: Sequence[Value | None], number: int) -> int | None:
    """Return which of the dates before it "two days earlier" is counted from.

    It is the last day named; the day of the account itself only where no other was, and only back.
    """
    days = [
        n
        for n in range(max(0, number - 3), number)
        if (v := values[n]) is not None and v.edtf is not None and v.precision == "day"
    ]
    told = [n for n in days if found[n].about not in OWN]
    if not told and found[number].written.word == "day before":
        told = days
    return max(told, default=None)


def told_by_base(found: Sequence[Found], values: Sequence[Value | None]) -> list[Found]:
    """Return *found* with the role of each day that is counted from another, such as "a day later".

    Counted back from a funeral, a report or an upload it is the event's; so it is counted on from
    something older. Counted from the event itself it is another day.
    """
    told: list[Found] = []
    bases = _only_count(found, values)
    for number, one in enumerate(found):
        if one.written.form == "anniversary":
            about = "incident" if tells_of_incident(one.written.word) else "other_incident"
            one = replace(one, about=about)
        counted = one.written.form == "counted" and not one.written.word.startswith("into ")
        if counted and one.about == "event" and tells_of_incident(one.written.word):
            one = replace(one, about="other_incident")
        if one.about == "event" and one.written.word in NEIGHBOURS:
            base = last_named(found, values, number)
            about = "event" if base is None else told[base].about
            if about not in _COUNTED_FROM[one.written.word] or not _tells(one, about):
                one = replace(one, about="other_incident")
        if one.about == "event" and number in bases:
            one = replace(one, about="other_incident")
        since = one.written.form == "offset" and one.written.word.endswith("last")
        if since and told and told[-1].about in TOLD:
            one = replace(one, about="other_incident")
        told.append(one)
    return told


def _only_count(found: Sequence[Found], values: Sequence[Value | None]) -> set[int]:
    """Return the days from which others are counted: a beginning, a birth, a feast of memory."""
    bases: set[int] = set()
    for number, one in enumerate(found):
        form, word = one.written.form, one.written.word
        serves = form in {"birthday", "anniversary"} or (
            form == "counted" and word.startswith("into ")
        )
        if serves and values[number] is not None:
            bases.update(counted_from(found, values, {}, number))
    return bases


def _tells(one: Found, about: str) -> bool:
    """Say whether a day counted from an arrest or the like is told of as the event's."""
    if one.written.word == "day before" or about in TOLD:
        return True
    return one.sentence is not None and tells_of_incident(one.sentence.text)
