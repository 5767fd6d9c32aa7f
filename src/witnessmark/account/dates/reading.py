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

from witnessmark.account.dates.anchor import Anchor
from witnessmark.account.dates.counting import told_by_base
from witnessmark.account.dates.event import Dated, Telling, event_date, refutes, remembers
from witnessmark.account.dates.forms import written
from witnessmark.account.dates.found import ABSOLUTE, NEARBY, Found, line_about
from witnessmark.account.dates.likeliest import DaysTold, likeliest, says_unknown
from witnessmark.account.dates.own_year import of_period, with_year
from witnessmark.account.dates.resolving import month_first
from witnessmark.account.dates.roles import about, is_quoted, looks_ahead
from witnessmark.account.dates.settling import settled
from witnessmark.account.dates.valuing import anchor_of, values_of
from witnessmark.account.dates.written import Day, Value, Written, day_of
from witnessmark.account.document.calendar_words import DAY
from witnessmark.model import DateMention, EventDate, Role, Sentence

#: Lines at the start of an account in which its day, author and publisher stand.
_HEAD_LINES = 7
#: A numbered line without an end: "3.1 Unlawful killings in the north".
_HEADS = re.compile(r"\W*(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z][.)])\s+[^.!?:\n]{3,90}\Z")
#: A clause beside the one that a date stands in, and where clauses end.
_CLOSED = re.compile(
    r",\s*(?:which|who|whose|where|that)\b[^,.;]*,"
    r"|\b(?:after|since|because|although|once|while|as|when)\b[^,.;]*,",
    re.I,
)
_CLAUSE_ENDS = re.compile(
    r"[,;:–—]\s|\s(?:and|but|while|when|after|before|because|if|that|which|who|whom|whose|where)\s"
)
#: Words before a date that opens its sentence.
_FEW = 3
#: A line that a day opens, and how many of them make a chronology.
_ENTRY = re.compile(rf"^\W*{DAY}(?:,? (?:at )?\d{{1,2}}[:.h]\d\d)?\s*[:–—-]\s*\w", re.I | re.M)
_LOG = 3
_SHOT_LIST = re.compile(r"^\W*shot ?-?list\b|^\W*(?:shots?|shows)\s*:", re.I | re.M)
_VIDEOS = re.compile(
    r"\b(?:two|three|four|both|several) (?:\w+ )?(?:videos|clips|films|recordings)\b"
    r"|\b(?:second|other|another) (?:video|clip|film|recording)\b|^\W*(?:video|clip) 2\b",
    re.I | re.M,
)
_ROLES = {"publication": "publication", "dateline": "publication", "filming": "event",
          "shot_header": "event", "incident": "event", "update": "publication",
          "event": "event"}  # fmt: skip
#: Offices, courts and clocks that only the United States have.
_AMERICAN = re.compile(
    r"(?i:\bcounty sheriff\b|\b911 (?:call|dispatch|audio)|\bsheriff['’]s (?:office|department"
    r"|deput\w+)|\bdistrict attorney\b"
    r"|\bu\.?s\.? district court|\bthe people v\.|\bpeople of the state of\b"
    r"|\bstate of (?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware"
    r"|florida|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland"
    r"|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada"
    r"|new (?:hampshire|jersey|mexico|york)|(?:north|south) (?:carolina|dakota)|ohio|oklahoma"
    r"|oregon|pennsylvania|rhode island|tennessee|texas|utah|vermont|virginia|washington"
    r"|wisconsin|wyoming)\b)"
    r"|\d ?(?i:[ap]\.?m\.?)? (?:EST|EDT|PST|PDT|CDT|MDT|ET|PT|CT)\b"
)
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


def calendar_of(text: str, sentences: Sequence[Sentence]) -> Calendar:
    """Return the calendar of the account *text*, cut into *sentences*; spans count in *text*."""
    mentions, told = days_told(text, sentences)
    return Calendar(mentions, _published(mentions), likeliest(told))


def days_told(text: str, sentences: Sequence[Sentence]) -> tuple[tuple[DateMention, ...], DaysTold]:
    """Return every mention of a date in *text*, and what it tells of the day of its event."""
    found = with_year(text, of_period(text, settled(text, _found(text, sentences))))
    spelt = [day for f in found if (day := _spelt(f.written)) is not None]
    american = _AMERICAN.search(text) is not None
    order = month_first((f.written for f in found), spelt, american=american)
    anchor = anchor_of(found, order)
    values = values_of(found, order, anchor)
    found = told_by_base(found, values)
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
    said = [s.text for s in sentences]
    telling = Telling(
        refuting=refutes(said[:5]),
        disputed=refutes(said),
        remembering=remembers(said[:5]),
        several=_VIDEOS.search(text) is not None,
        unknown=says_unknown(text),
    )
    return mentions, DaysTold(dated, telling, event_date(dated, telling))


def _found(text: str, sentences: Sequence[Sentence]) -> list[Found]:
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
            head=(line < _HEAD_LINES or line >= len(lines) - 2) and one.form in ABSOLUTE,
            first=line == 0,
            shots=shots,
        )
        place = _place(one, role, lead)
        # What is added to an account is added later.
        ahead = named == "update" or looks_ahead(text, one.span, loose=one.form not in ABSOLUTE)
        found.append(Found(one, named, sentence, place, ahead, is_quoted(text, one.span)))
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
            s
            for s in sentences
            if s.role in {Role.BODY, Role.CAPTION}
            and len(s.text.split()) > 5
            and not _HEADS.match(s.text)
        ]
        first = bodies[0].span[0] if bodies else 0
    first = len(text) - len(text[first:].lstrip())
    end = text.find("\n", first)
    if len(_ENTRY.findall(text)) >= _LOG:
        return first, first  # of a row of dated entries, the first is no more than the others
    return first, len(text) if end < 0 else end


def _spelt(one: Written) -> Day | None:
    if one.form != "full" or None in {one.year, one.month, one.day}:
        return None
    return day_of(one.year or 0, one.month or 0, one.day or 0)


def _about(one: Found, value: Value, anchor: Anchor | None) -> str:
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


def _mention(one: Found, value: Value, text: str, anchor: Anchor | None) -> DateMention:
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


def _dated(one: Found, value: Value, text: str, anchor: Anchor | None) -> Dated:
    start, end = one.written.span
    sentence = "" if one.sentence is None else one.sentence.text
    since = start if one.sentence is None else one.sentence.span[0]
    aside = _ASIDE.search(text[since:start]) is not None
    named = _about(one, value, anchor)
    paragraph, _ = line_about(text[max(0, start - NEARBY) : end + NEARBY], _within(start, end))
    return Dated(
        value,
        named,
        one.place,
        sentence,
        text[start:end],
        aside=aside,
        clause=_clause_of(text, since, one),
        opens=len(text[since:start].split()) <= _FEW,
        paragraph=paragraph,
        share=start / max(1, len(text)),
    )


def _within(start: int, end: int) -> tuple[int, int]:
    """Return the span in the cut about a date that it has in its text."""
    before = min(start, NEARBY)
    return before, before + end - start


def _clause_of(text: str, since: int, one: Found) -> str:
    """Return what its sentence tells up to a date and the rest of its clause.

    Asides and subordinate clauses that are closed before it are left out. Where the date is all
    that stands before a comma, the next clause is its own.
    """
    start, end = one.written.span
    until = end if one.sentence is None else one.sentence.span[1]
    before = _CLOSED.sub(" ", text[since:start])
    clauses = _CLAUSE_ENDS.split(text[end:until])
    opened = len(text[since:start].split()) <= _FEW and not clauses[0].strip()
    return f"{before}{text[start:end]}{' '.join(clauses[: 2 if opened else 1])}"


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
