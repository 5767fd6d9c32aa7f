"""The parts of an account: title, publication line, body, and the sentences in them.

Conventions
-----------
Spans are half-open code points of the text as it was decoded. A line break ends a sentence, so
that a title never runs into the body, except inside hard-wrapped prose: a long line without a
full stop, followed at once by one that starts in lower case. Sentences are cut by rule, not by a
model, so that a span can be predicted by reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from witnessmark.account.lexicon import word_list
from witnessmark.model import Role, Sentence

#: A sentence longer than this many code points is cut at a space: no parser reads it as one.
LONGEST_SENTENCE = 1000

#: Longest first line, in code points, that can still be a title.
_LONGEST_TITLE = 200

#: Shortest line that can have been broken by a fixed width rather than by its writer.
_SHORTEST_WRAPPED = 50

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_TERMINAL = re.compile(r"[.!?…][\"'’”)\]]*$")
_BREAK = re.compile(r"[.!?…]+[\"'’”)\]]*\s+(?=[\"'“‘(\[¿¡]*[A-Z0-9À-ÖØ-ÞА-Я])")  # noqa: RUF001
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATED = re.compile(rf"\b(?:\d{{4}}|{_MONTH}\.?\s+\d|\d\d?\s+{_MONTH}|\d\d?[/.]\d\d?)", re.I)
_PUBLISHED = re.compile(
    r"^\W*(?:(?:first|originally|last)\s+)?"
    r"(?:published|posted|uploaded|updated|released|date[d]?\s*:|added)\b",
    re.I,
)
_BYLINE_ONLY = re.compile(r"^\W*by\s+(?!\w+ing\b)[A-Z][\w.'’-]*(?:\s+[\w.'’&-]+){0,5}\W*$")
_ONLY_DATE = re.compile(
    rf"^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:{_MONTH}\.?\s+\d\d?(?:st|nd|rd|th)?,?\s+\d{{4}}|\d\d?\s+{_MONTH}\.?,?\s+\d{{4}}"
    rf"|\d{{4}}-\d\d-\d\d)\W*$",
    re.I,
)
_BYLINE = re.compile(r"\bby\s+(?P<name>[A-Z@][\w.'’@-]*(?:\s+[A-Z][\w.'’-]*){0,4})")

#: Words after whose full stop a sentence goes on.
_ABBREVIATIONS = word_list("abbreviations")


@dataclass(frozen=True, slots=True)
class Document:
    """An account cut up: its sentences in order, and what its head says of itself."""

    sentences: tuple[Sentence, ...]
    title: str | None
    byline: str | None


def read_document(text: str) -> Document:
    """Cut *text* into sentences with roles; every sentence is a verbatim slice with a word in it.

    A single line is body, however short: nothing in it says that it is a title.
    """
    lines = _joined(text, [match.span() for match in _LINE.finditer(text)])
    roles = _roles([text[start:end].strip("\ufeff \t") for start, end in lines])
    sentences: list[Sentence] = []
    for (start, end), role in zip(lines, roles, strict=True):
        whole = role is not Role.BODY
        for span in _sentence_spans(text, start, end, whole=whole):
            sentences.append(
                Sentence(index=len(sentences), span=span, text=text[slice(*span)], role=role)
            )
    title = next((s.text for s in sentences if s.role is Role.TITLE), None)
    lines_of_publication = (s.text for s in sentences if s.role is Role.PUBLICATION)
    bylines = [found["name"] for line in lines_of_publication if (found := _BYLINE.search(line))]
    return Document(tuple(sentences), title, bylines[0] if bylines else None)


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines that hold a word, hard-wrapped ones joined to the line before."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        line = text[start:end].strip()
        if not any(letter.isalnum() for letter in line):
            continue
        if joined:
            before = text[slice(*joined[-1])].strip()
            touching = text[joined[-1][1] : start] in {"\n", "\r\n", "\r"}
            width = len(before.splitlines()[-1])
            wrapped = width >= _SHORTEST_WRAPPED and not _TERMINAL.search(before)
            if touching and wrapped and line[0].islower() and not _is_publication(line):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def _roles(lines: list[str]) -> list[Role]:
    """Say what each line is for; only the head of an account can hold title and publication."""
    roles = [Role.BODY] * len(lines)
    for number, line in enumerate(lines[:5]):
        if _is_publication(line):
            roles[number] = Role.PUBLICATION
    first = lines[0] if lines else ""
    ended = _TERMINAL.search(first) is not None and not first.endswith(("!", "?"))
    untitled = ended or first.endswith((":", ";", ","))
    if len(lines) > 1 and len(first) <= _LONGEST_TITLE and not untitled and roles[0] is Role.BODY:
        roles[0] = Role.TITLE
    return roles


def _is_publication(line: str) -> bool:
    if len(line) > 120:
        return False
    dated = _DATED.search(line) is not None
    return (
        (_PUBLISHED.search(line) is not None and (dated or " by" in line))
        or _ONLY_DATE.search(line) is not None
        or _BYLINE_ONLY.search(line) is not None
    )


def _sentence_spans(text: str, start: int, end: int, *, whole: bool) -> list[tuple[int, int]]:
    """Cut ``text[start:end]`` into sentences; *whole* lines stay in one piece."""
    cuts = [start]
    if not whole:
        for match in _BREAK.finditer(text, start, end):
            if not _abbreviated(text[cuts[-1] : match.start() + 1]):
                cuts.append(match.end())
    spans: list[tuple[int, int]] = []
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        for span in _limited(text, first, last):
            trimmed = _trimmed(text, *span)
            if any(letter.isalnum() for letter in text[slice(*trimmed)]):
                spans.append(trimmed)
            elif spans:
                spans[-1] = (spans[-1][0], max(spans[-1][1], trimmed[1]))
    return spans


def _abbreviated(before: str) -> bool:
    """Say whether the full stop that ends *before* belongs to an abbreviation or an initial."""
    if re.fullmatch(r"\W*\d{1,3}\.", before):
        return True  # the number of an item in a list
    last = re.search(r"([\w.]+)\.$", before)
    if last is None:
        return False
    word = last[1].lower()
    return word in _ABBREVIATIONS or (len(word) == 1 and last[1].isupper() and last[1] != "I")


def _limited(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return pieces


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
