"""Text taken out of a page piece by piece, white space run together, each piece's place kept."""

from __future__ import annotations

import html
import re
from array import array

from witnessmark.account.intake.written import SourceMap

#: A character reference, a run of white space, or a run of anything else.
_PIECE = re.compile(
    r"(&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};))"
    r"|([ \t\n\r\f]+)|[^& \t\n\r\f]+|&"
)


class ShownText:
    """The visible text of a page as it grows, and where in the page each stretch of it stood."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._text, self._starts, self._widths = array("Q"), array("Q"), array("Q")
        self._continues = -1

    def add(self, page: str, start: int, end: int, *, verbatim: bool) -> None:
        """Take over ``page[start:end]``; white space becomes one space unless *verbatim*."""
        for match in _PIECE.finditer(page, start, end):
            if match[1]:
                shown = html.unescape(match[1])
                self._put(shown, match.start(), match.end() - match.start(), entity=True)
            elif match[2] and not verbatim:
                if self._spaced():
                    continue
                self._put(" ", match.start(), len(match[2]))
            else:
                self._put(match[0], match.start(), 1)

    def part(self, separator: str) -> None:
        """Write a separator that stands nowhere in the page."""
        self._pieces.append(separator)
        self.length += len(separator)
        self._continues = -1

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._pieces)

    def source(self) -> SourceMap:
        """Return where each stretch of the text stood."""
        return SourceMap(self._text, self._starts, self._widths)

    def _spaced(self) -> bool:
        return not self._pieces or self._pieces[-1][-1:] in {" ", "\n"}

    def _put(self, shown: str, start: int, width: int, *, entity: bool = False) -> None:
        if not shown:
            return
        if entity or width != 1:
            for letter in shown:  # an entity may stand for two: both come from all of it
                self._text.append(self.length)
                self._starts.append(start)
                self._widths.append(width)
                self._pieces.append(letter)
                self.length += 1
            self._continues = -1
            return
        if start != self._continues:
            self._text.append(self.length)
            self._starts.append(start)
            self._widths.append(1)
        self._pieces.append(shown)
        self.length += len(shown)
        self._continues = start + len(shown)
