"""The roles of an account's dates that only its other dates decide.

Conventions
-----------
A day of the head that nothing names is the day of publication, unless another is named so. What a
clock shows that was set wrong, or never, is no day of anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from witnessmark.account.dates.found import ABSOLUTE, TOLD, Found
from witnessmark.account.dates.written import Written
from witnessmark.model import Role

#: Before a weekday on which something began, and no war.
_BEGAN = re.compile(
    r"(?<!\bwar )(?<!\binvasion )(?<!that )(?<!which )\b(?:began|started|broke out)\b"
    r"(?:(?!\bsince\b)[^.;]){0,30}\Z",
    re.I,
)
#: Roles that a date burnt into a picture can be taken for.
_OF_STAMPS = frozenset({"event", "filming", "claimed"})
_STAMPED = re.compile(
    r"\b(?:(?:time|date)[ -]?(?:stamps?|code)|clocks?|corner|creation date|metadata|cameras?"
    r"|display"
    r"|overlay|burnt[ -]in|stamped|dvr|recorder)\b",
    re.I,
)
#: Years that clocks begin with.
_UNSET_YEARS = frozenset({1904, 1970, 1980, 2000, 2001})
_WRONGLY_SET = re.compile(
    r"\b(?:wrong(?:ly)?|incorrect(?:ly)?|(?:never|not) (?:been )?(?:set|reset|adjusted"
    r"|correct\w*)|nobody"
    r" (?:had )?(?:ever )?set|(?:is|was) in \w+ time|is set to|set to \w+ (?:standard )?time"
    r"|(?:runs?|ran|running|is|was) (?:(?!minutes?|seconds?)\w+ ){0,4}"
    r"(?:slow|fast|behind|ahead|early|late|off)\b|runs? on|off by|out by|no use)\b",
    re.I,
)
#: What may stand before and behind a day that opens an account: names, a time of day, a stop.
_OPENS = re.compile(r"\W*(?:(?:[A-Z][\w.'’-]*|n[ro]\.|\d+(?:[:./]\d+)*)\W+){0,5}\Z")
_OPENED = re.compile(r"\s*(?:[.:)\n–—-]|\s[A-Z])")
_RANGED = re.compile(r"\b(?:between|from|on|in|of)\s+(?:the\s+)?\Z", re.I)


def settled(text: str, found: list[Found]) -> list[Found]:
    """Return *found* with what only the others decide.

    A day of the head that nothing names is the day of publication, unless another is named so. A
    day that opens the account is its dateline where the account tells of another.
    """
    if len({text[slice(*one.written.span)] for one in found if one.about == "dateline"}) > 1:
        # A row of places and days is a list of what happened, and no dateline.
        sent = next(one for one in found if one.about == "dateline")
        kept = sent.sentence is not None and sent.sentence.role is Role.DATELINE
        found = [
            replace(one, about="event")
            if one.about == "dateline" and not (one is sent and kept)
            else one
            for one in found
        ]
    found = [
        replace(one, about="file") if one.about in _OF_STAMPS and _unset(text, one) else one
        for one in found
    ]
    # Days from to of a head are the time that a text covers, and not when it came out.
    found = [
        replace(one, about="bound")
        if one.about == "head"
        and one.written.last
        and not _RANGED.search(text[: one.written.span[0]])
        else one
        for one in found
    ]
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
    if last.about == "event" and last.written.form in ABSOLUTE and _signs(text, last.written):
        relative = [one for one in earlier if one.written.form not in ABSOLUTE]
        if any(one.about in TOLD for one in relative):
            return [*earlier, replace(last, about="publication")]
    if found[0].about != "event":
        return found
    first, *others = found
    opens = first.written.form in ABSOLUTE and _OPENS.match(text[: first.written.span[0]])
    told = any(one.about in TOLD for one in others)
    behind = _OPENED.match(text, first.written.span[1])
    return [replace(first, about="dateline"), *others] if opens and told and behind else found


def _unset(text: str, one: Found) -> bool:
    """Say whether a date is what a clock or a file shows that was set wrong, or never."""
    written, sentence = one.written, one.sentence
    if sentence is None or not _STAMPED.search(sentence.text):
        return False
    never = written.month == written.day == 1 or written.figures == (1, 1)
    after = re.split(r"(?<=[.!?])\s", text[written.span[1] : written.span[1] + 240])[:2]
    return (never and written.year in _UNSET_YEARS) or bool(
        _WRONGLY_SET.search(f"{sentence.text} {' '.join(after)}")
    )


def _signs(text: str, one: Written) -> bool:
    """Say whether a day ends the account behind names alone: "… . Ann Lee, Lima, 2 May 2020"."""
    start, end = one.span
    sentence = re.split(r"[.!?”\"]\s+|\n|:\s", text[:start])[-1]
    named = re.fullmatch(r"\W*(?:[A-Z][\w.'’-]*[\s,–—-]+){1,8}", sentence)
    return named is not None and not text[end:].strip(" .)]\n")


def _is_counted_from(found: Sequence[Found], number: int) -> bool:
    """Say whether the date only serves to count another from it."""
    before = found[number - 1].written if number else None
    return before is not None and before.form == "offset" and before.word.endswith("next")
