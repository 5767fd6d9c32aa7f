"""Where sentences end: by rule, so that a span can be predicted by reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from witnessmark.account.document.lines import trimmed
from witnessmark.account.document.shot_list import CODE, SOUNDBITE
from witnessmark.account.lexicon import word_list

#: A sentence longer than this many code points is cut where a clause may end: no parser reads it
#: as one.
LONGEST_SENTENCE = 1000

#: How far back from the limit a comma or semicolon is sought to cut at.
_CLAUSE_WITHIN = 400

#: Below this many ends of sentences before a small letter, an account is not written in small.
_FEWEST_SMALL = 2

_CLOSING = "\"'’”»)\\]*_"
_END = re.compile(
    rf"(?P<stop>[.!?…‽]+|[؟۔।॥]+)[{_CLOSING}]*\s+(?=\S)|[。！？｡]+[{_CLOSING}」』）]*"  # noqa: RUF001
    r"|\s+[|•▪●◦‣\u2043]\s+(?=\S)"
)
_BAR = re.compile(r"\s+\|\s+(?=\S)")
_OPENING = "\"'“‘«(\\[¿¡*_—–- "  # noqa: RUF001
_CODE_START = re.compile(rf"(?<=\s)[\[(]?{CODE}[\])]?(?:\s*[-–—]\s+|\s+)(?=[A-ZÀ-Þ])")

#: Words after whose full stop a sentence goes on; those of the second list only before a figure.
_NUMBERED = frozenset(
    {"no", "nos", "fig", "vol", "art", "para", "p", "pp", "ch", "sec", "jan", "feb", "mar", "apr",
     "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)  # fmt: skip
_ABBREVIATIONS = word_list("abbreviations") - _NUMBERED
_AFTER_HOUR = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|gmt|utc|est|local"
    r"|moscow|kyiv|kiev|eastern|time)",
    re.I,
)


def writes_small(text: str) -> bool:
    """Say whether the account begins its sentences with small letters more often than not."""
    small = large = 0
    for match in re.finditer(r"[^\W\d_]{2}[.!?]\s+([^\W\d_])", text[:20_000]):
        small += match[1].islower()
        large += match[1].isupper()
    return small >= _FEWEST_SMALL and small >= large


def sentence_spans(
    text: str,
    start: int,
    end: int,
    *,
    small: bool = False,
    shots: bool = False,
    headline: bool = False,
) -> list[tuple[int, int]]:
    """Return the sentences in ``text[start:end]``, each with a word in it.

    With *small* a small letter may begin one. In *shots* it may do so too, and a time code or the
    words that present a soundbite end one. A *headline* is cut at its bars alone.
    """
    cuts = [start]
    found = (
        (match.end() for match in _BAR.finditer(text, start, end))
        if headline
        else _cuts(text, start, end, small=small or shots, shots=shots)
    )
    for cut in sorted(found):
        if cut > cuts[-1]:
            cuts.append(cut)
    spans: list[tuple[int, int]] = []
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        for span in _limited(text, first, last):
            cut_to = trimmed(text, *span)
            if any(letter.isalnum() for letter in text[slice(*cut_to)]):
                spans.append(_bare(text, *cut_to))
            elif spans and cut_to[1] > cut_to[0] and not _is_bullet(text[slice(*cut_to)]):
                spans[-1] = (spans[-1][0], max(spans[-1][1], cut_to[1]))
    return spans


def _cuts(text: str, start: int, end: int, *, small: bool, shots: bool) -> Iterator[int]:
    reached = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end:
            continue
        if match["stop"] is None or _ends(text, reached, match, end, small=small):
            reached = match.end()
            yield match.end()
    if shots:
        for match in SOUNDBITE.finditer(text, start, end):
            yield match.end()
        opened = start
        for match in _CODE_START.finditer(text, start, end):
            if any(letter.isalpha() for letter in text[opened : match.start()]):
                opened = match.start()
                yield match.start()


def _ends(text: str, start: int, match: re.Match[str], end: int, *, small: bool) -> bool:
    """Say whether the stop that *match* found ends its sentence."""
    after = text[match.end() : min(end, match.end() + 12)]
    following = after.lstrip(_OPENING.replace("\\", ""))[:1]
    stop = match["stop"]
    if following.islower():
        quoted = re.search(r"[\"'’”»]", match[0]) is not None
        if not small or (stop.startswith((".", "…")) and len(stop) > 1) or quoted:
            return False
    elif following and not following.isalnum() and not small and following not in "#@":
        return False
    before = text[max(start, match.start() - 40) : match.start() + 1]
    return stop != "." or not _abbreviated(before, after)


def _abbreviated(before: str, after: str) -> bool:
    """Say whether the full stop that ends *before* belongs to an abbreviation or an initial."""
    if re.fullmatch(r"\W*\d{1,3}\.", before):
        return True  # the number of an item in a list
    last = re.search(r"([\w.]+)\.$", before)
    if last is None:
        return False
    word = last[1].lower()
    if word in {"a.m", "p.m"}:
        return _AFTER_HOUR.match(after) is not None
    if word in _NUMBERED and after[:1].isdigit():
        return True
    return word in _ABBREVIATIONS or (len(word) == 1 and last[1].isupper() and last[1] != "I")


def _limited(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        clause = max(text.rfind(mark, limit - _CLAUSE_WITHIN, limit) for mark in (", ", "; ", "، "))
        space = text.rfind(" ", start + 1, limit)
        cut = clause + 1 if clause > start else space if space > start else limit
        yield start, cut
        start = cut
    yield start, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a bullet, or marks of emphasis around the whole sentence."""
    bullet = re.compile(r"[|•▪●◦‣\u2043]\s+|[*+-]\s+(?=\S)").match(text, start, end)
    if bullet is not None:
        start = bullet.end()
    marks = re.compile(r"([*_]{1,3})(?=\w)").match(text, start, end)
    if marks is not None and text.endswith(marks[1], start, end):
        inner = text[marks.end() : end - len(marks[1])]
        if marks[1] not in inner and any(letter.isalnum() for letter in inner):
            return marks.end(), end - len(marks[1])
    return start, end


def _is_bullet(words: str) -> bool:
    return re.fullmatch(r"[|•▪●◦‣\u2043*+-]+", words) is not None
