"""A date of an account with the sentence and the part of the account that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.account.dates.written import Written
from witnessmark.model import Sentence

#: Characters about a date within which its paragraph is read.
NEARBY = 800
ABSOLUTE = frozenset({"full", "figures"})
#: Words of a day that is counted from another, see :class:`Written`.
NEIGHBOURS = frozenset({"day before", "day after", "same day"})
#: Dates of the account itself.
OWN = frozenset({"publication", "dateline", "update"})
TOLD = frozenset({"event", "incident", "filming"})


@dataclass(frozen=True, slots=True)
class Found:
    """A date with the sentence and the part of the account that it stands in."""

    written: Written
    about: str
    sentence: Sentence | None
    place: str
    ahead: bool
    quoted: bool


def same_sentence(found: Sequence[Found], one: int, other: int) -> bool:
    """Say whether two dates stand in one sentence."""
    first, second = found[one].sentence, found[other].sentence
    return first is not None and second is not None and first.index == second.index


def sentence_of(one: Found) -> str:
    """Return the words of the sentence that a date stands in, none where it stands in none."""
    return "" if one.sentence is None else one.sentence.text


def line_about(text: str, span: tuple[int, int]) -> tuple[str, int]:
    """Return the line about *span*, bare of spaces, and where it starts in *text*."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return text[start : len(text) if end < 0 else end].strip(), start
