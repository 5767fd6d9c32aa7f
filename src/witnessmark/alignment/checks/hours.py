"""The hour of the day at which the event is told to have happened, where one is told.

Conventions
-----------
Only what can be nothing but a time of day counts: with a.m. or p.m., "hours", a zone or "local
time" beside it, or noon and midnight in words. A bare 14:05 may be the footage's clock. An hour of
publication, and accounts with several hours, are left alone: which is the event's is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.alignment.checks.matter import Matter
from witnessmark.model import Role, Sentence

_ZONE = r"(?:\s*\(?(?P<utc>utc|gmt|zulu)\b|\s*(?P<local>local(?: time)?|hours|hrs)\b)"
_HALF = re.compile(
    r"(?<![\d:.])(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?)(?!\w)"
    r"(?:\s*\(?(?P<utc>utc|gmt)\b)?",
    re.I,
)
_WHOLE = re.compile(r"(?<![\d:.])(?P<h>[01]\d|2[0-3]|\d):?(?P<m>[0-5]\d)(?![\d:.]\d)" + _ZONE, re.I)
_WORDS = re.compile(r"\b(?:at|around|about|before|after|by) (?P<word>noon|midday|midnight)\b", re.I)
_NAMED = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
_ABOUT_PUBLISHING = re.compile(
    r"\b(?:publish\w*|post(?:ed|s|ing)?|upload\w*|updated?|tweet\w*|shared|broadcast|aired|released"
    r"|statement|curfew)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day in minutes from midnight, in UTC or by some clock of the place."""

    minutes: int
    utc: bool
    words: str
    sentence: int


def told_hour(matter: Matter) -> Hour | None:
    """Return the one hour that the account tells of in sentences with claims of what happened."""
    telling = {claim.sentence for claim in matter.told}
    found = [
        hour
        for sentence in matter.reading.sentences
        if sentence.index in telling
        and sentence.role is not Role.PUBLICATION
        and not _ABOUT_PUBLISHING.search(sentence.text)
        for hour in _hours(sentence)
    ]
    return found[0] if len({(hour.minutes, hour.utc) for hour in found}) == 1 else None


def _hours(sentence: Sentence) -> Iterator[Hour]:
    for match in _HALF.finditer(sentence.text):
        minutes = int(match["h"]) % 12 * 60 + int(match["m"] or 0)
        minutes += 12 * 60 if match["half"][0] in "pP" else 0
        yield _hour(minutes, match, sentence, utc=match["utc"] is not None)
    for match in _WHOLE.finditer(sentence.text):
        minutes = int(match["h"]) * 60 + int(match["m"])
        yield _hour(minutes, match, sentence, utc=match["utc"] is not None)
    for match in _WORDS.finditer(sentence.text):
        yield _hour(_NAMED[match["word"].lower()], match, sentence, utc=False)


def _hour(minutes: int, match: re.Match[str], sentence: Sentence, *, utc: bool) -> Hour:
    return Hour(minutes, utc, " ".join(match[0].split()), sentence.index)
