"""Words that count off which of several things is meant: "the second shot", "the last blast".

Conventions
-----------
A rank is read only where one word ranks and the noun of what is listened for stands behind it, with
no more between them than a plain adjective. How a fire began ("the first shots", "the opening
burst") ranks nothing single. Bursts are told apart by their pauses, which nobody agrees on: of them
only the first and the last are counted off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from witnessmark.model import Kind

RANKS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
#: The rank of what nothing comes after.
LAST = -1
_LASTS = frozenset({"last", "final"})
_WORD = rf"(?:{'|'.join(RANKS)}|\d+(?:st|nd|rd|th)|{'|'.join(sorted(_LASTS))})"
_RANK = re.compile(rf"\b(?<!\bat )(?:very )?(?P<rank>{_WORD})\b", re.I)
_ADJECTIVE = r"(?:\s+(?:single|audible|such|individual|discernible))?"
_NOUNS = {
    Kind.EXPLOSION: re.compile(rf"{_ADJECTIVE}\s+(?:explosion|blast|detonation)\b", re.I),
    Kind.GUNFIRE: re.compile(rf"{_ADJECTIVE}\s+(?:shot|gunshot|round)\b(?! of\b)", re.I),
    Kind.SPEECH: re.compile(rf"{_ADJECTIVE}\s+(?:voice|shout|call|cry|word)\b", re.I),
}
_RUNS = re.compile(rf"{_ADJECTIVE}\s+(?:burst|volley|salvo)\b(?! of applause)", re.I)
#: What the one that is meant is held against: "louder than the first".
_COMPARED = re.compile(
    rf"\bthan (?:the|its|either|any) (?:{_WORD}|other|others|one before)\b", re.I
)
#: "The first shots" are how the fire began, and count nothing.
BEGINNING = re.compile(
    r"\b(?:the )?(?:very )?first (?:few )?(?:(?:automatic|single|machine-gun) )?"
    r"(?:shots|rounds|bursts?|volleys?|gunfire|fire|firing|shooting|gunshots|voices|words)\b"
    r"|(?:(?<=\bis )|(?<=\bare )|(?<=\bwas )|(?<=\bwere ))"
    r"first (?:discharged|fired|heard|audible|opened|recorded|captured)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Rank:
    """Which of several, from 1 on or :data:`LAST`, and the words that say so.

    ``of_runs`` where it is bursts that are counted off, and no single rounds.
    """

    number: int
    words: str
    of_runs: bool = False


def rank_told(words: str, kind: Kind) -> Rank | None:
    """Return the rank that *words* give one thing of *kind*; None where they rank none, or two."""
    if tells_of_beginning(words):
        return None
    found = list(_RANK.finditer(_COMPARED.sub(_blank, words)))
    if len(found) != 1:
        return None
    word = found[0]["rank"].casefold()
    number = LAST if word in _LASTS else RANKS.index(word) + 1 if word in RANKS else int(word[:-2])
    noun = _NOUNS.get(kind)
    if noun is not None and noun.match(words, found[0].end()):
        return Rank(number, found[0][0])
    run = kind is Kind.GUNFIRE and number == LAST and _RUNS.match(words, found[0].end())
    return Rank(number, found[0][0], of_runs=True) if run else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def ranks_at_all(words: str) -> bool:
    """Say whether a word of *words* ranks anything."""
    return _RANK.search(words) is not None


def tells_of_beginning(words: str) -> bool:
    """Say whether *words* speak of how the fire, or the talking, began: "the first shots"."""
    return BEGINNING.search(words) is not None
