"""The dateline of an agency report: from where, on which day, by which agency it was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from witnessmark.account.document.calendar_words import DAY

_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w'’.]|-(?=\w))*+"
_PLACE = (
    rf"(?P<place>{_NAME}(?:[ /](?:{_NAME}|of|de|el|al|la|the|and|am|an der)){{0,6}}"
    rf"(?:, {_NAME}(?: {_NAME}){{0,3}}){{0,3}})"
)
_AGENCY = r"(?:\((?P<agency>[^()\n]{2,48})\)|/(?P<slashed>[^/\n]{2,48})/\.?)"
_OPENING = rf"\W{{0,2}}{_PLACE}\s*(?P<date>[,.]?\s*\(?(?i:{DAY})\)?[,.]?)?\s*{_AGENCY}?"
#: With a dash before with a stop: "MONTEPUEZ, Mozambique, Aug. 19 (Agency) -" has both.
_DATELINES = (
    re.compile(rf"{_OPENING}(?P<end>\s*[-–—]{{1,2}}\s*)(?:(?i:{DAY})\W*\Z)?"),
    re.compile(rf"{_OPENING}(?P<end>\s*[:.]\s*)"),
)

#: Longest dateline, in code points.
_LONGEST = 120

#: Words that stand in brackets behind a place and are no agency.
_NO_AGENCY = re.compile(
    r"(?i:file|mute|recent|various|date|day|night|exclusive|left|right|pictured)\b|\d"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the front of a line: where the report's own words begin, and who sent it."""

    end: int
    agency: str | None


def dateline(line: str) -> Dateline | None:
    """Return the dateline that *line* opens with, None where it opens with none.

    A place alone is none. It needs an agency or a day behind it, or capitals throughout, and then
    a dash; in front of a full stop it needs capitals and one of the two.

    >>> dateline("GAZA CITY, May 3 (Xinhua) -- Two people ran.").agency
    'Xinhua'
    >>> dateline("Two men - one armed - run.") is None
    True
    """
    opening = line[: _LONGEST + 40]
    for found in filter(None, (pattern.match(opening) for pattern in _DATELINES)):
        spaced = found["end"][-1:].isspace() or found.end() == len(line)
        if spaced and found.end() <= _LONGEST and _is_real(found, line):
            agency = _agency(found)
            return Dateline(found.end(), _name_of(agency) if agency else None)
    return None


def _agency(found: re.Match[str]) -> str | None:
    agency = found["agency"] or found["slashed"]
    return None if agency is None or _NO_AGENCY.match(agency) else str(agency)


def _is_real(found: re.Match[str], line: str) -> bool:
    place: str = found["place"]
    capitals = len(place) > 3 and place.split(",")[0].isupper()
    told = _agency(found) is not None or found["date"] is not None
    end = found["end"].strip()
    if end == ":":
        return told and capitals
    if end == ".":
        return told and (capitals or found["slashed"] is not None)
    rest = line[found.end() :]
    return told or (capitals and "," in place and rest.upper() != rest)


def _name_of(agency: str) -> str:
    """Return the agency without a remark behind a bar: "Reuters / by phone"."""
    return re.split(r"\s+[/|–—-]\s+", agency)[0].strip()
