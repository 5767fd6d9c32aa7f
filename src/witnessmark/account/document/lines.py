"""The lines of an account that hold a word, hard-wrapped prose put together again.

Conventions
-----------
A line break ends a sentence, so that a title never runs into the body, except inside hard-wrapped
prose: a long line without a full stop, followed at once by one that starts in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from witnessmark.account.intake.written import Block, Mark

#: Shortest line that can have been broken by a fixed width rather than by its writer.
_SHORTEST_WRAPPED = 50

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
TERMINAL = re.compile(r"[.!?…。！？؟۔।॥][\"'’”»)\]]*$")  # noqa: RUF001
_ITEM = re.compile(r"\W{0,3}(?:\d{1,3}[.)]|[-*•–—]|\(?\d{1,2}:\d\d)\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the account without outer space; *parted* where a blank line stands before it."""

    start: int
    end: int
    text: str
    mark: Mark | None
    parted: bool


def lines_of(text: str, blocks: Sequence[Block] = ()) -> list[Line]:
    """Return the lines of *text* that hold a word, each with the mark of the block it lies in."""
    made: list[Line] = []
    reached = 0
    for start, end, mark in _marked(text, blocks):
        start, end = trimmed(text, start, end)
        line = text[start:end]
        if not any(letter.isalnum() for letter in line):
            continue
        between = text[reached:start]
        if made and mark is None and _goes_on(text, made[-1], between, line):
            made[-1] = Line(made[-1].start, end, text[made[-1].start : end], None, made[-1].parted)
        else:
            parted = not made or between.count("\n") > 1 or between.count("\r") > 1
            made.append(Line(start, end, line, mark, parted))
        reached = end
    return made


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return ``start, end`` without the white space and byte order marks around them."""
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\ufeff"):
        end -= 1
    return start, end


def _marked(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, Mark | None]]:
    """Yield the lines of *text*, cut to the block that one lies in."""
    number = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        while number < len(blocks) and blocks[number].span[1] <= start:
            number += 1
        if number < len(blocks) and blocks[number].span[0] < end:
            first, last = blocks[number].span
            yield max(start, first), min(end, last), blocks[number].mark
        else:
            yield start, end, None


def _goes_on(text: str, before: Line, between: str, line: str) -> bool:
    """Say whether *line* goes on with the sentence of the line before it."""
    if before.mark is not None or not line[0].islower():
        return False
    touching = between.strip(" \t") in {"\n", "\r\n", "\r"}
    width = before.end - max(text.rfind("\n", 0, before.end), before.start)
    whole = TERMINAL.search(text[max(before.start, before.end - 8) : before.end])
    return touching and width >= _SHORTEST_WRAPPED and not whole and not _ITEM.match(line)
