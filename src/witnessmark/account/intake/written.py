"""An account as it was taken in: its text, what its file says of it, and where its parts lie."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from witnessmark.model.account import Form

#: What a stretch of the text is by its mark-up, where there is any.
Mark = Literal[
    "title", "heading", "caption", "item", "quote", "byline", "published", "front_matter", "page"
]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that its mark-up sets apart; *page* is none of the account's."""

    span: tuple[int, int]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself outside its text: front matter, a page's ``<meta>``."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where in the decoded file each stretch of a text that was taken out of it stands.

    Stretch *n* starts at ``text[n]`` and came from ``starts[n]``. Within a stretch code points
    follow one another in both; one that stands for an entity (``widths`` above one) is alone.
    """

    text: Sequence[int]
    starts: Sequence[int]
    widths: Sequence[int]

    def source(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where the first code point of *span* starts and its last one ends."""
        first, last = self._at(span[0]), self._at(span[1] - 1)
        return first[0], last[1]

    def _at(self, position: int) -> tuple[int, int]:
        number = bisect_right(self.text, position) - 1
        start = self.starts[number] + position - self.text[number]
        return start, start + self.widths[number]


@dataclass(frozen=True, slots=True)
class Written:
    """The account's text, every span of the record counts its code points, and its mark-up.

    ``extracted`` says that the text was taken out of a page and is not the decoded file itself.
    """

    text: str
    form: Form
    encoding: str
    blocks: tuple[Block, ...] = ()
    head: Head = field(default_factory=Head)
    source: SourceMap | None = None

    @property
    def extracted(self) -> bool:
        """Whether the text is another than the decoded file."""
        return self.form in {"html", "pdf"}
