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
from dataclasses import dataclass, replace

from witnessmark.account.dates.event import Dated, event_date, refutes
from witnessmark.account.dates.forms import written
from witnessmark.account.dates.resolving import Anchor, month_first, resolved
from witnessmark.account.dates.roles import about, is_quoted, looks_ahead
from witnessmark.account.dates.written import Day, Value, Written, day_of
from witnessmark.model import DateMention, EventDate, Role, Sentence

#: Lines at the start of an account in which its day, author and publisher stand.
_HEAD_LINES = 7
#: Characters within which a weekday only names the day before it.
_BESIDE = 8
_SHOT_LIST = re.compile(r"^\W*shot ?-?list\b|^\W*shots?\s*:", re.I | re.M)
_VIDEOS = re.compile(
    r"\b(?:two|three|four|both|several) (?:\w+ )?(?:videos|clips|films|recordings)\b"
    r"|\b(?:second|other|another) (?:video|clip|film|recording)\b|^\W*(?:video|clip) 2\b",
    re.I | re.M,
)
_ABSOLUTE = frozenset({"full", "figures"})
_ROLES = {"publication": "publication", "dateline": "publication", "filming": "event",
          "shot_header": "event", "incident": "event", "update": "publication",
          "event": "event"}  # fmt: skip
#: Offices, courts and clocks that only the United States have.
_AMERICAN = re.compile(
    r"(?i:\bsheriff['’]s (?:office|department|deput\w+)|\bdistrict attorney\b"
    r"|\bu\.?s\.? district court|\bthe people v\.|\bpeople of the state of\b"
    r"|\bstate of (?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware"
    r"|florida|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland"
    r"|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada"
    r"|new (?:hampshire|jersey|mexico|york)|(?:north|south) (?:carolina|dakota)|ohio|oklahoma"
    r"|oregon|pennsylvania|rhode island|tennessee|texas|utah|vermont|virginia|washington"
    r"|wisconsin|wyoming)\b)"
    r"|\d ?(?i:[ap]\.?m\.?)? (?:EST|EDT|PST|PDT|CDT|MDT|ET|PT|CT)\b"
)
#: Before a weekday on which something began, and no war.
_BEGAN = re.compile(
    r"(?<!\bwar )(?<!\binvasion )(?<!that )(?<!which )\b(?:began|started|broke out)\b"
    r"(?:(?!\bsince\b)[^.;]){0,30}\Z",
    re.I,
)
_FROM = re.compile(r"\b(?:since|before|after|until|till|from)\W*(?:\w+\W+)?\Z", re.I)
#: Words of a day that is counted from another, see :class:`Written`.
_NEIGHBOURS = frozenset({"day before", "day after"})
#: Dates of the account itself.
_OWN = frozenset({"publication", "dateline", "update"})
#: What follows an event, and what lies before it.
_AFTER = _OWN | {"aftermath", "report", "release"}
_BEFORE = frozenset({"other_incident", "war_start"})
#: What may stand before and behind a day that opens an account: names, a time of day, a stop.
_OPENS = re.compile(r"\W*(?:(?:[A-Z][\w.'’-]*|n[ro]\.|\d+(?:[:./]\d+)*)\W+){0,5}\Z")
_OPENED = re.compile(r"\s*(?:[.:)\n–—-]|\s[A-Z])")
#: Before a year that stands for the whole account.
_ITS_YEAR = re.compile(r"(?:[(©]\s*|\byear\b[^.;]{0,40}|\bweek \d+ of |\bcopyright )\Z", re.I)
#: A clause that only tells more of somebody: "six men, who died on Sunday".
_ASIDE = re.compile(
    r"(?:\b(?:who|whose|whom)\b|\bthat had\b|\bafter [\w' ]+ (?:on|last))[^.;]{0,60}$"
    r"|\b(?:which|that) (?:was|were|had|has|have|they|he|she)\b[^.;,]{0,60}$",
    re.I,
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
    found = _with_year(text, _settled(text, _found(text, sentences)))
    spelt = [day for f in found if (day := _spelt(f.written)) is not None]
    american = _AMERICAN.search(text) is not None
    order = month_first((f.written for f in found), spelt, american=american)
    anchor = _anchor(found, order)
    values = _values(found, order, anchor)
    found = _told_by_base(found, values)
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
    told = [s.text for s in sentences]
    event = event_date(dated, refuting=refutes(told[:5]), disputed=refutes(told), videos=videos)
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


def _settled(text: str, found: list[_Found]) -> list[_Found]:
    """Return *found* with what only the others decide.

    A day of the head that nothing names is the day of publication, unless another is named so. A
    day that opens the account is its dateline where the account tells of another.
    """
    labelled = any(one.about in {"publication", "dateline"} for one in found)
    head = "event" if labelled else "publication"
    found = [replace(one, about=head) if one.about == "head" else one for one in found]
    found = [
        replace(one, about="event")
        if one.about == "war_start"
        and one.written.form in {"weekday", "relative", "ordinal"}
        and _BEGAN.search(text[: one.written.span[0]])
        else one
        for one in found
    ]
    found = [
        replace(one, about="other_incident") if _is_counted_from(found, number) else one
        for number, one in enumerate(found)
    ]
    if not found or labelled:
        return found
    *earlier, last = found
    if last.about == "event" and last.written.form in _ABSOLUTE and _signs(text, last.written):
        relative = [one for one in earlier if one.written.form not in _ABSOLUTE]
        if any(one.about in {"event", "filming", "incident"} for one in relative):
            return [*earlier, replace(last, about="publication")]
    if found[0].about != "event":
        return found
    first, *others = found
    opens = first.written.form in _ABSOLUTE and _OPENS.match(text[: first.written.span[0]])
    told = any(one.about in {"event", "filming", "incident"} for one in others)
    behind = _OPENED.match(text, first.written.span[1])
    return [replace(first, about="dateline"), *others] if opens and told and behind else found


def _signs(text: str, one: Written) -> bool:
    """Say whether a day ends the account behind names alone: "… . Ann Lee, Lima, 2 May 2020"."""
    start, end = one.span
    sentence = re.split(r"[.!?”\"]\s+|\n|:\s", text[:start])[-1]
    named = re.fullmatch(r"\W*(?:[A-Z][\w.'’-]*[\s,–—-]+){1,8}", sentence)
    return named is not None and not text[end:].strip(" .)]\n")


def _with_year(text: str, found: list[_Found]) -> list[_Found]:
    """Return *found* with the one year that the account gives as its own.

    So does "(2010)", "© 2021", and the only year of a title.
    """
    if any(one.written.day is not None and one.written.form in _ABSOLUTE for one in found):
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


def _titles(text: str, one: _Found) -> bool:
    """Say whether a year stands in the title, and not as one from which something went on."""
    start = one.written.span[0]
    if one.sentence is None or one.sentence.role is not Role.TITLE or one.written.last:
        return False
    return one.written.form == "full" and not _FROM.search(text[max(0, start - 20) : start])


def _is_counted_from(found: Sequence[_Found], number: int) -> bool:
    """Say whether the date only serves to count another from it."""
    before = found[number - 1].written if number else None
    return before is not None and before.form == "offset" and before.word.endswith("next")


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
            s for s in sentences if s.role in {Role.BODY, Role.CAPTION} and len(s.text.split()) > 5
        ]
        first = bodies[0].span[0] if bodies else 0
    first = len(text) - len(text[first:].lstrip())
    end = text.find("\n", first)
    return first, len(text) if end < 0 else end


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
    for name, what in (
        ("dateline", "the dateline"),
        ("publication", "publication"),
        ("update", "the last change"),
    ):
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
        if one.written.form == "offset":
            step = 1 if one.written.word.endswith("next") else -1
            beside = full.get(number + step)
            if beside is None and step < 0 and values:
                beside = values[-1]
            near = [beside] if beside is not None and _same(found, number, number + step) else []
            values.append(resolved(one.written, order=order, anchor=anchor, near=tuple(near)))
            continue
        near = [v for n, v in full.items() if v and v.edtf and 0 < number - n <= 3]
        if (day := _apposed(found, values, number)) is not None:
            values.append(day)
            continue
        before = [
            v
            for v, f in zip(values[-2:], found[max(0, number - 2) : number], strict=True)
            if v is not None and v.edtf is not None and f.about not in {"publication", "dateline"}
        ]
        if one.written.word in _NEIGHBOURS:
            base = _base(found, values, number)
            before = [] if base is None or (day := values[base]) is None else [day]
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


def _base(found: Sequence[_Found], values: Sequence[Value | None], number: int) -> int | None:
    """Return which of the dates before it "two days earlier" is counted from.

    It is the last day named; the day of the account itself only where no other was, and only back.
    """
    days = [
        n
        for n in range(max(0, number - 3), number)
        if (v := values[n]) is not None and v.edtf is not None and v.precision == "day"
    ]
    told = [n for n in days if found[n].about not in _OWN]
    if not told and found[number].written.word == "day before":
        told = days
    return max(told, default=None)


def _told_by_base(found: Sequence[_Found], values: Sequence[Value | None]) -> list[_Found]:
    """Return *found* with the role of each day that is counted from another, such as "a day later".

    Counted back from a funeral, a report or an upload it is the event's; so it is counted on from
    something older. Counted from the event itself it is another day.
    """
    told: list[_Found] = []
    for number, one in enumerate(found):
        if one.about == "event" and one.written.word in _NEIGHBOURS:
            base = _base(found, values, number)
            about = "event" if base is None else told[base].about
            back = one.written.word == "day before"
            if about not in (_AFTER if back else _BEFORE):
                one = replace(one, about="other_incident")
        since = one.written.form == "offset" and one.written.word.endswith("last")
        if since and told and told[-1].about in {"event", "incident", "filming"}:
            one = replace(one, about="other_incident")
        told.append(one)
    return told


def _apposed(found: Sequence[_Found], values: Sequence[Value | None], number: int) -> Value | None:
    """Return the day that a weekday beside it only calls by name: "22 April 2011, the Friday"."""
    one, value = found[number].written, values[-1] if values else None
    if one.form != "weekday" or value is None or value.earliest is None or value.precision != "day":
        return None
    near = one.span[0] - found[number - 1].written.span[1] <= _BESIDE
    fits = value.earliest.weekday() == one.weekday and value.edtf is not None
    return value if near and fits and _same(found, number, number - 1) else None


def _same(found: Sequence[_Found], one: int, other: int) -> bool:
    """Say whether two dates stand in one sentence."""
    first, second = found[one].sentence, found[other].sentence
    return first is not None and second is not None and first.index == second.index


def _about(one: _Found, value: Value, anchor: Anchor | None) -> str:
    later = anchor is not None and value.earliest is not None and value.earliest > anchor.day
    later = later and (one.ahead or (anchor is not None and anchor.written))
    if later and one.about not in {"publication", "dateline", "update"}:
        return "future"
    if one.quoted and one.written.form == "relative":
        return "quoted"
    if one.written.form == "offset" and one.about != "other_incident":
        return "incident"
    if one.about != "event":
        return one.about
    bare = one.written.word.startswith("this ") and value.precision != "day"
    vague = value.precision in {"year", "season"} or bare
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
    """Return the day of publication: that of its own line, else that of the dateline.

    A month or a year counts only where no day is given.
    """
    for days in (True, False):
        for name in ("publication", "dateline", "update"):
            for mention in mentions:
                exact = mention.precision == "day" or not days
                if mention.about == name and mention.edtf is not None and exact:
                    return mention.edtf
    return None
