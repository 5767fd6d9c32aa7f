"""A sentence with the words of its claims marked, so that it reads without colour too.

Conventions
-----------
A claim's words stand between ``⟨`` and ``⟩``, its id behind the opening one; claims of the same
words share a pair. Where two claims overlap and neither holds the other, the closing mark carries
the id. What a sentence is stands before ``│``. These characters are written out where the account
has them itself, as ``[U+27E8]``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.text import Text

from witnessmark.cli.screen import one_line, visible
from witnessmark.model import Claim, Sentence

OPENS, CLOSES, PARTS = "⟨", "⟩", "│"
MARK = "bold cyan"
HEDGE = "yellow underline"

_OWN = str.maketrans({mark: f"[U+{ord(mark):04X}]" for mark in (OPENS, CLOSES, PARTS)})
_BLANKS = re.compile(r"\s+")

Span = tuple[int, int]


def harmless(words: str) -> str:
    """Return the account's own *words* with none of the marks in them, on one line."""
    return one_line(words).translate(_OWN)


def marked(sentence: Sentence, claims: Sequence[Claim]) -> Text:
    """Return *sentence* on one line with the words of *claims*, which are its own, marked."""
    start = sentence.span[0]
    names = _names(claims, start)
    hedges = [_moved(hedge.span, start) for claim in claims for hedge in claim.hedges]
    edges = {0, len(sentence.text)} | {edge for span in (*names, *hedges) for edge in span}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(sentence.text))
    hedged = _covered(cuts, hedges)
    line, opened = Text(), _Opened(names)
    for at, to in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        line.append(opened.closing(at), MARK)
        line.append(opened.opening(at), MARK)
        words = _BLANKS.sub(" ", visible(sentence.text[at:to])).translate(_OWN)
        line.append(words, HEDGE if at in hedged else "")
    line.rstrip()
    return line


def _moved(span: Span, start: int) -> Span:
    return span[0] - start, span[1] - start


def _names(claims: Sequence[Claim], start: int) -> dict[Span, str]:
    """Return the ids of the claims at each span, the widest first where two begin together."""
    names: dict[Span, str] = {}
    for claim in sorted(claims, key=lambda one: (one.span[0], -one.span[1])):
        span = _moved(claim.span, start)
        names[span] = f"{names[span]} {claim.id}" if span in names else claim.id
    return names


def _covered(cuts: Sequence[int], spans: Sequence[Span]) -> set[int]:
    """Return those of *cuts* behind which one of *spans* goes on."""
    return {cut for cut in cuts for first, last in spans if first <= cut < last}


class _Opened:
    """The marks that are open as one goes through a sentence."""

    def __init__(self, names: dict[Span, str]) -> None:
        self._names = names
        self._first: dict[int, list[Span]] = {}
        self._open: list[Span] = []
        self._crossed: set[Span] = set()
        for span in names:
            self._first.setdefault(span[0], []).append(span)

    def opening(self, at: int) -> str:
        """Return the marks that open at *at*."""
        found = self._first.get(at, [])
        self._open += found
        return "".join(f"{OPENS}{self._names[span]} " for span in found)

    def closing(self, at: int) -> str:
        """Return the marks that close at *at*, the innermost first."""
        written = ""
        for span in [span for span in reversed(self._open) if span[1] == at]:
            above = self._open[self._open.index(span) + 1 :]
            if above:
                self._crossed.update((span, *above))
            self._open.remove(span)
            written += f"{CLOSES}{self._names[span]}" if span in self._crossed else CLOSES
        return written
