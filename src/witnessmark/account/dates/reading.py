"""The dates of an account, from its text to mentions, publication and event.

Conventions
-----------
Dates with their year come first, since they say when the account was written; then what can only
be resolved against that. Relative words count from the dateline where there is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.account.dates.event import Dated, event_date, refutes
from witnessmark.account.dates.forms import written
from witnessmark.account.dates.resolving import Anchor, month_first, resolved
from witnessmark.account.dates.roles import about, is_quoted, looks_ahead
from witnessmark.account.dates.written import Day, Value, Written, day_of
from witnessmark.model import DateMention, EventDate, Role, Sentence

#: Lines at the start of an account in which its day, author and publisher stand.
_HEAD_LINES = 7
_SHOT_LIST = re.compile(r"^\W*shot ?-?list\b|^\W*shots?\s*:", re.I | re.M)
_VIDEOS = re.compile(
    r"\b(?:two|three|four|both|several) (?:\w+ )?(?:videos|clips|films|recordings)\b"
    r"|\b(?:second|other|another) (?:video|clip|film|recording)\b|^\W*(?:video|clip) 2\b",
    re.I | re.M,
)
_ABSOLUTE = frozenset({"full", "figures"})
_ROLES = {"publication": "publication", "dateline": "publication", "filming": "event",
          "shot_header": "event",
          "event": "event"}  # fmt: skip
#: A clause that only tells more of somebody: "six men, who died on Sunday".
_ASIDE = re.compile(
    r"(?:\b(?:who|whose|whom)\b|\bthat had\b|\bafter [\w' ]+ (?:on|last))[^.;]{0,60}$", re.I
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of an account: every mention, the day of publication, and that of the event."""

    mentions: tuple[DateMention, ...]
    published: str | None
    event: EventDate


@dataclass(frozen=True, slots=True)
class _Found:
    """A date with the sentence and the part of the account that it stands in."""

    written: Written
    about: str
    sentence: Sentence | None
    place: str
    ahead: bool
    quoted: bool


def calendar_of(text: str, sentences: Sequence[Sentence]) -> Calendar:
    """Return the calendar of the account *text*, cut into *sentences*; spans count in *text*."""
    found = _found(text, sentences)
    spelt = [day for f in found if (day := _spelt(f.written)) is not None]
    order = month_first((f.written for f in found), spelt)
    anchor = _anchor(found, order)
    values = _values(found, order, anchor)
    mentions = tuple(
        _mention(f, value, text, anchor)
        for f, value in zip(found, values, strict=True)
        if value is not None
    )
    dated = [
        _dated(f, value, text, anchor)
        for f, value in zip(found, values, strict=True)
        if value is not None
    ]
    videos = 2 if _VIDEOS.search(text) else 1
    event = event_date(dated, refuting=refutes([s.text for s in sentences[:5]]), videos=videos)
    return Calendar(mentions, _published(mentions), event)


def _found(text: str, sentences: Sequence[Sentence]) -> list[_Found]:
    starts = [sentence.span[0] for sentence in sentences]
    lines = [match.start() for match in re.finditer(r"^[^\n]*\w[^\n]*$", text, re.M)]
    shots = _SHOT_LIST.search(text) is not None
    lead = _lead(text, sentences)
    found = []
    for one in written(text):
        number = bisect_right(starts, one.span[0]) - 1
        sentence = sentences[number] if number >= 0 else None
        line = bisect_right(lines, one.span[0]) - 1
        role = Role.BODY if sentence is None else sentence.role
        named = about(
            text,
            one.span,
            role,
            head=(line < _HEAD_LINES or line >= len(lines) - 2) and one.form in _ABSOLUTE,
            first=line == 0,
            shots=shots,
        )
        place = _place(one, role, lead)
        ahead = looks_ahead(text, one.span, loose=one.form not in _ABSOLUTE)
        found.append(_Found(one, named, sentence, place, ahead, is_quoted(text, one.span)))
    return found


def _place(one: Written, role: Role, lead: tuple[int, int]) -> str:
    if role is Role.TITLE:
        return "title"
    return "lead" if lead[0] <= one.span[0] < lead[1] else "body"


def _lead(text: str, sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Return the first paragraph that tells something; behind a shot list, that of the story."""
    story = re.search(r"^\W*(?:story(?:line)?)\b\s*:?\s*", text, re.I | re.M)
    if story is not None:
        first = story.end()
    else:
        bodies = [
            s for s in sentences if s.role in {Role.BODY, Role.CAPTION} and len(s.text.split()) > 7
        ]
        first = bodies[0].span[0] if bodies else 0
    first = len(text) - len(text[first:].lstrip())
    end = text.find("\n", first)
    return first, len(text) if end < 0 else end


def _tells(sentence: str) -> bool:
    """Say whether a sentence is more than a line of a head."""
    count = len(sentence.split())
    return count >= 15 or (count > 7 and sentence.rstrip("\"”)' ")[-1:] in {".", "!", "?", "…"})


def _spelt(one: Written) -> Day | None:
    if one.form != "full" or None in {one.year, one.month, one.day}:
        return None
    return day_of(one.year or 0, one.month or 0, one.day or 0)


def _anchor(found: Sequence[_Found], order: bool | None) -> Anchor | None:
    """Return the day from which relative words count: dateline, publication, else the last day."""
    exact: list[tuple[str, Day]] = []
    for one in found:
        if one.written.form not in _ABSOLUTE:
            continue
        value = resolved(one.written, order=order, anchor=None)
        if (
            value is not None
            and value.edtf
            and value.latest
            and value.precision in {"day", "interval"}
        ):
            exact.append((one.about, value.latest))
    for name, what in (("dateline", "the dateline"), ("publication", "publication")):
        day = next((day for about, day in exact if about == name), None)
        if day is not None:
            return Anchor(day, f"{what}, {day.isoformat()}")
    told = [day for about, day in exact if about not in {"war_start", "other_incident", "file"}]
    if not told:
        return None
    what = f"{max(told).isoformat()}, the last day that the account names"
    return Anchor(max(told), what, written=False)


def _values(
    found: Sequence[_Found], order: bool | None, anchor: Anchor | None
) -> list[Value | None]:
    full = {
        number: resolved(f.written, order=order, anchor=anchor)
        for number, f in enumerate(found)
        if f.written.form in _ABSOLUTE
    }
    values: list[Value | None] = []
    for number, one in enumerate(found):
        if number in full:
            values.append(full[number])
            continue
        near = [v for n, v in full.items() if v and v.edtf and 0 < number - n <= 3]
        before = [
            v
            for v, f in zip(values[-2:], found[max(0, number - 2) : number], strict=True)
            if v is not None and v.edtf is not None and f.about not in {"publication", "dateline"}
        ]
        values.append(
            resolved(
                one.written,
                order=order,
                anchor=anchor,
                near=tuple(before if one.written.form in {"relative", "ordinal"} else near),
                ahead=one.ahead,
            )
        )
    return values


def _about(one: _Found, value: Value, anchor: Anchor | None) -> str:
    later = anchor is not None and value.earliest is not None and value.earliest > anchor.day
    if later and one.about not in {"publication", "dateline"}:
        return "future"
    if one.about != "event":
        return one.about
    if one.written.word in {"day before", "day after"}:
        return "other_incident"
    if one.quoted and one.written.form == "relative":
        return "quoted"
    vague = value.precision in {"year", "season"} or one.written.word.startswith("this ")
    vague = vague or (value.precision == "month" and one.place == "body")
    return "context" if vague else "event"


def _mention(one: _Found, value: Value, text: str, anchor: Anchor | None) -> DateMention:
    named = _about(one, value, anchor)
    return DateMention(
        edtf=value.edtf,
        role=_ROLES.get(named, "other"),
        span=one.written.span,
        quote=text[slice(*one.written.span)],
        precision=value.precision,
        reason=value.reason,
        about=named,
        alternatives=value.alternatives,
        earliest=None if value.earliest is None else value.earliest.isoformat(),
        latest=None if value.latest is None else value.latest.isoformat(),
    )


def _dated(one: _Found, value: Value, text: str, anchor: Anchor | None) -> Dated:
    start, end = one.written.span
    sentence = "" if one.sentence is None else one.sentence.text
    since = start if one.sentence is None else one.sentence.span[0]
    aside = _ASIDE.search(text[since:start]) is not None
    named = _about(one, value, anchor)
    return Dated(value, named, one.place, sentence, text[start:end], aside)


def _published(mentions: Sequence[DateMention]) -> str | None:
    """Return the day of publication: that of its own line, else that of the dateline."""
    for name in ("publication", "dateline"):
        for mention in mentions:
            if mention.about == name and mention.edtf is not None:
                return mention.edtf
    return None
