"""Of which recording each claim speaks, where an account tells of more than one.

Conventions
-----------
Recordings are numbered from 1 in the order of the account's own words: "the first clip", "Video
2:", "another video". What follows such words speaks of that recording until other words name
another; "both", "neither" and "either" speak of none in particular. An account of one recording
numbers nothing. "The same video" (T16) changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from witnessmark.model import Claim, ClaimType, Sentence

_MEDIUM = r"(?:videos?|clips?|films?|recordings?|footage|tapes?|sequence|vid)"
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3,
    "one": 1, "two": 2, "three": 3, "four": 4, "i": 1, "ii": 2, "iii": 3, "a": 1, "b": 2, "c": 3,
    "former": 1, "latter": 2,
}  # fmt: skip
#: "the first clip", "in the second one", "Video 2:", "clip B".
_NAMED = re.compile(
    rf"\b(?:the|a|in|our|this)? ?(?P<n>first|second|third|fourth|fifth|1st|2nd"
    rf"|3rd)(?: (?:of (?:the|these)(?: two)?"
    rf"|\w+))? (?:{_MEDIUM}|one\b(?! of\b))"
    rf"|\b(?:video|clip|film|recording|footage) (?:no\.? ?|number |#)?(?P<n2>[1-9]|one|two|three"
    rf"|four|[A-C](?=[:.)\s]))"
    rf"|(?:^|(?<=[.!?] ))(?:in )?the (?P<n3>first|second|third|former|latter)(?=,| (?:was|is"
    rf"|shows|opens|begins|starts|has|lasts|ends)\b)",
    re.I | re.M,
)
_ANOTHER = re.compile(
    rf"\b(?:another|an additional|a further|a different"
    rf"|a separate) (?:\w+ )?{_MEDIUM}\b",
    re.I,
)
_OTHER = re.compile(rf"\bthe other (?:\w+ )?(?:{_MEDIUM}|one)\b", re.I)
_NONE = re.compile(
    rf"\b(?:both|neither|either|two|three|all|these|each)(?: of (?:the|these"
    rf"|them))?(?: \w+)? (?:{_MEDIUM}|of them)\b"
    r"|^(?:both|neither|either)\b",
    re.I,
)
#: Claims that are of no recording, wherever they stand.
_OF_NONE = frozenset({ClaimType.OPINION, ClaimType.PROGNOSIS})
_OF_ONE = re.compile(rf"\b(?:the|this) {_MEDIUM}\b", re.I)


def recordings(sentences: Sequence[Sentence], claims: Iterable[Claim]) -> dict[str, int]:
    """Return the number of the recording that each claim speaks of, by claim id.

    Claims that speak of none in particular, and every claim of an account of one, are left out.
    """
    marks = [mark for sentence in sentences for mark in _marks(sentence)]
    if not any(number > 1 or kind in {"another", "other"} for _, number, kind in marks):
        return {}
    numbered = _numbered(marks)
    opening = _opening(sentences, numbered)
    found: dict[str, int] = {}
    for claim in claims:
        number = _at(claim, numbered, opening)
        if number is not None and claim.type not in _OF_NONE:
            found[claim.id] = number
    return found


_Mark = tuple[tuple[int, int, bool], int, str]


def _marks(sentence: Sentence) -> list[_Mark]:
    """Return where a sentence names a recording: place, number (0 open), and how.

    The place says whether the mark holds beyond its sentence, as one at its start does.
    """
    start, text = sentence.span[0], sentence.text
    found: list[_Mark] = []
    for match in _NAMED.finditer(text):
        word = (match["n"] or match["n2"] or match["n3"]).lower()
        number = _ORDINALS.get(word) or int(word)
        found.append(
            ((start + match.start(), sentence.span[1], _leads(text, match)), number, "named")
        )
    for kind, pattern in (("another", _ANOTHER), ("other", _OTHER), ("none", _NONE)):
        for match in pattern.finditer(text):
            if kind == "none" and any(m[0][0] >= start for m in found):
                continue
            found.append(((start + match.start(), sentence.span[1], _leads(text, match)), 0, kind))
    return sorted(found)


def _leads(text: str, match: re.Match[str]) -> bool:
    """Say whether the words stand where a sentence says what it is about."""
    return len(text[: match.start()].split()) <= 4 or ":" in text[match.end() : match.end() + 2]


def _numbered(marks: list[_Mark]) -> list[tuple[int, int, bool, int | None]]:
    """Return the marks with the number each stands for, None where it stands for none."""
    made: list[tuple[int, int, bool, int | None]] = []
    highest, current = 0, None
    for (at, end, leads), number, kind in marks:
        stands: int | None = number or None
        if kind == "another":
            highest = max(highest, 1)
            stands = highest + 1
        elif kind == "other":
            stands = 2 if current in {None, 1} else 1
        if stands is not None:
            highest = max(highest, stands)
        if leads:
            current = stands
        made.append((at, end, leads, stands))
    return made


def _opening(
    sentences: Sequence[Sentence], numbered: list[tuple[int, int, bool, int | None]]
) -> tuple[int, int] | None:
    """Return the stretch before the second recording that speaks of the first without a number."""
    named = [row for row in numbered if row[3] is not None]
    if not named or named[0][3] == 1:
        return None
    first = next(
        (s.span[0] for s in sentences if _OF_ONE.search(s.text) and s.span[0] < named[0][0]), None
    )
    return None if first is None else (first, named[0][0])


def _at(
    claim: Claim,
    numbered: list[tuple[int, int, bool, int | None]],
    opening: tuple[int, int] | None,
) -> int | None:
    start, end = claim.span
    inside = [row for row in numbered if row[0] < end and row[1] >= end and not row[2]]
    if inside and inside[-1][0] <= end and inside[-1][1] > start:
        return inside[-1][3]
    before = [row for row in numbered if row[2] and row[0] < end]
    if before:
        return before[-1][3]
    return 1 if opening is not None and opening[0] <= start < opening[1] else None
