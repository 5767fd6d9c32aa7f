"""Words cut into the pieces that a language model knows, each with its place in the text.

Conventions
-----------
WordPiece as BERT cuts it (Devlin and others 2019, NAACL, 4171; Wu and others 2016,
arXiv:1609.08144): small letters, no accents, punctuation by itself, and of each word the longest
piece that is known, from the left. A word of which a part is not known is unknown as a whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: A longer word is unknown as a whole.
LONGEST = 100
#: Pieces that stand for something else than letters.
UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece by number, and the code points ``[start, end)`` of the text that it stands for."""

    number: int
    start: int
    end: int


def pieces(text: str, known: Mapping[str, int]) -> tuple[Piece, ...]:
    """Return *text* in the pieces of *known*, which maps a piece to its number, in order."""
    return tuple(piece for word in _words(text) for piece in _cut(word, known))


_Letters = list[tuple[str, int]]


def _words(text: str) -> Iterator[_Letters]:
    """Yield runs of letters, and each mark of punctuation by itself, with where each stood."""
    word: _Letters = []
    for place, sign in enumerate(text):
        kind = unicodedata.category(sign)
        if sign.isspace() or kind in {"Cc", "Cf"}:
            if word and sign.isspace():
                yield word
                word = []
        elif _stands_alone(sign, kind):
            if word:
                yield word
            yield [(sign, place)]
            word = []
        else:
            plain = unicodedata.normalize("NFD", sign.lower())
            word += [(one, place) for one in plain if unicodedata.category(one) != "Mn"]
    if word:
        yield word


def _stands_alone(sign: str, kind: str) -> bool:
    ascii_mark = sign.isascii() and not sign.isalnum()
    return ascii_mark or kind.startswith("P") or "\u4e00" <= sign <= "\u9fff"


def _cut(word: _Letters, known: Mapping[str, int]) -> list[Piece]:
    """Return the pieces of one word, the longest known first."""
    spelt = "".join(letter for letter, _ in word)
    found: list[Piece] = []
    start = 0
    while start < len(spelt) <= LONGEST:
        before = "##" if start else ""
        ends = range(len(spelt), start, -1)
        end = next((e for e in ends if before + spelt[start:e] in known), None)
        if end is None:
            break
        number = known[before + spelt[start:end]]
        found.append(Piece(number, word[start][1], word[end - 1][1] + 1))
        start = end
    if start < len(spelt):
        return [Piece(known[UNKNOWN], word[0][1], word[-1][1] + 1)]
    return found
