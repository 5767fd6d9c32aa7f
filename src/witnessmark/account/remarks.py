"""Remarks that tell of nothing and only present what they are about: "we find as a fact that".

Conventions
-----------
A remark is made of the words of ``data/remarks.yaml`` and names of the footage alone, whatever
their order, and a comma, a colon or "that" sets it apart. What doubts or reports is none: it is a
hedge, or the word of a source.
"""

from __future__ import annotations

import re
from functools import cache

from witnessmark.account.footage_names import NAMED
from witnessmark.account.lexicon import data
from witnessmark.formats.contractions import without_contraction

_WORD = re.compile(r"[^\W_]+(?:[’'.:-][^\W_]+)*", re.UNICODE)
#: What ends a remark: a mark, or the word that opens what it remarks on.
_ENDS = re.compile(r"[,;()–—]|:(?!\d)|\bthat\b(?=\s+\S)", re.I)
_APART = re.compile(r"[,;:)–—]\s*$")

_FOOTAGE = re.compile(rf"(?<!\w){NAMED}(?!\w)", re.I)


def without_remarks(words: str, *, alone: bool = False) -> str:
    """Return *words*, of the same length, with every remark turned into spaces.

    Words that are all remark stay unless what they remark on stands elsewhere (*alone* is false of
    a claim, and true of what lies beside one).

    >>> without_remarks("We find as a fact that shots are fired.").strip()
    'shots are fired.'
    """
    start = 0
    remarks: list[tuple[int, int]] = []
    for end, closing in (*((m.end(), m[0]) for m in _ENDS.finditer(words)), (len(words), "")):
        part = words[start:end]
        apart = closing or _APART.search(words, 0, start) is not None
        if apart and is_remark(part):
            remarks.append((start, end))
        elif _WORD.search(part):
            alone = True
        start = end
    kept = list(words)
    for first, last in remarks if alone else ():
        kept[first:last] = " " * (last - first)
    return "".join(kept)


def is_remark(words: str) -> bool:
    """Say whether *words* are those of a remark and nothing else; true of none at all."""
    bare = _FOOTAGE.sub(lambda name: " " * len(name[0]), words)
    return _words().issuperset(without_contraction(one).casefold() for one in _WORD.findall(bare))


@cache
def _words() -> frozenset[str]:
    return frozenset(str(data("remarks.yaml")["words"]).casefold().split())
