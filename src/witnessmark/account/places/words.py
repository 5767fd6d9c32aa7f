"""The words of a text with what a reader of place names needs to know of each.

Conventions
-----------
A hyphen parts words and joins names. A possessive's ending is no part of a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from witnessmark.account.lexicon import data
from witnessmark.account.places.folding import folded
from witnessmark.model import Role, Sentence

_WORD = re.compile(r"U\.S\.A?\.?|U\.K\.|U\.A\.E\.|[^\W\d_](?:[\w]|['’‘ʻʼʿʾ`](?=\w))*")  # noqa: RUF001
_POSSESSIVE = re.compile(r"['’]s$", re.I)
_STARTS = frozenset('.!?:;•*"“(|–—>#\n\r')


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its span, ``gap`` the text since the word before, and how it stands.

    ``capital`` says that it begins with a capital letter, ``starts`` that it would in any case,
    ``loud`` that its sentence is set in capitals throughout or word by word.
    """

    text: str
    start: int
    end: int
    gap: str
    capital: bool
    starts: bool
    loud: bool
    sentence: int

    @property
    def lower(self) -> str:
        """Return the word in small letters without marks, as the lists have it."""
        return self.text.lower() if self.text.isascii() else folded(self.text)


def word_list(name: str) -> frozenset[str]:
    """Return the list *name* of ``data/place_words.yaml``."""
    return _lists()[name]


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data("place_words.yaml").items()}


def words_of(text: str, sentences: tuple[Sentence, ...]) -> list[Word]:
    """Return the words of *text* in order."""
    starts = [sentence.span[0] for sentence in sentences]
    loud = [_is_loud(sentence) for sentence in sentences]
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start = match.start()
        word = _POSSESSIVE.sub("", match[0])
        at = max(0, bisect_right(starts, start) - 1)
        gap = text[last:start]
        found.append(
            Word(
                text=word,
                start=start,
                end=start + len(word),
                gap=gap,
                capital=word[0].isupper(),
                starts=not found or any(letter in _STARTS for letter in gap),
                loud=bool(loud) and loud[at],
                sentence=at,
            )
        )
        last = start + len(word)
    return found


def _is_loud(sentence: Sentence) -> bool:
    """Say whether capitals tell nothing in this sentence."""
    long = [word for word in re.findall(r"[^\W\d_]+", sentence.text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    least = 1 if sentence.role is Role.TITLE else 4
    return len(long) >= least and capitals * 5 >= len(long) * 4
