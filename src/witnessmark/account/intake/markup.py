"""A saved page cut into tags and text, each with its place in the file, in linear time.

Conventions
-----------
The cutting follows the tokenisation of the HTML standard as far as it decides what is text: what
stands in a comment, in a script or behind a tag that is never closed is none. The standard
library's parser takes a time that grows with the square of some files (a run of ``<a`` of 16,000
bytes: 3 s, measured with Python 3.11), so it cannot be given a file from outside.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A tag with its attributes; a quoted value may hold anything. Possessive: nothing is tried twice.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>")
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+"
)

#: Elements whose content is text without tags; all but ``title`` show none of it.
_RAW = frozenset(
    {"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp"}
)

#: Attributes are read up to this many code points; a page embeds pictures in them.
_LONGEST_ATTRIBUTES = 20_000


@dataclass(frozen=True, slots=True)
class Token:
    """A tag (*name* in small letters, *closes* for an end tag) or, with no name, a run of text."""

    start: int
    end: int
    name: str = ""
    closes: bool = False
    written: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """Return the tag's attributes, names in small letters; of two with one name the first."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.written[:_LONGEST_ATTRIBUTES]):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value))
        return found


def tokens(page: str) -> Iterator[Token]:
    """Yield the tags and runs of text of *page* in order; comments and their like are left out."""
    at = text_from = 0
    while (at := page.find("<", at)) >= 0:
        stray = page.startswith("</", at) and not _is_name(page, at + 2)
        if stray or page.startswith(("<!", "<?"), at):
            after = _behind_comment(page, at)
        elif (tag := _TAG.match(page, at)) is not None:
            yield from _text(text_from, at)
            name = tag[2].lower()
            yield Token(at, tag.end(), name, bool(tag[1]), tag[3])
            at = text_from = tag.end()
            if name in _RAW and not tag[1]:
                close = re.compile(rf"</{name}(?=[\s/>])", re.I).search(page, at)
                if name == "title" and close is not None:
                    yield from _text(at, close.start())
                at = text_from = len(page) if close is None else close.start()
            continue
        elif _is_name(page, at + 1 + page.startswith("/", at + 1)):
            after = len(page)  # a tag that is never closed: nothing behind it is shown
        else:
            at += 1
            continue
        yield from _text(text_from, at)
        at = text_from = after
    yield from _text(text_from, len(page))


def _text(start: int, end: int) -> Iterator[Token]:
    if end > start:
        yield Token(start, end)


def _is_name(page: str, at: int) -> bool:
    return page[at : at + 1].isascii() and page[at : at + 1].isalpha()


def _behind_comment(page: str, at: int) -> int:
    """Return where text goes on behind the comment, declaration or stray end tag at *at*."""
    if page.startswith("<!--", at):
        end = page.find("-->", at + 2)
        return len(page) if end < 0 else end + 3
    if page.startswith("<![CDATA[", at):
        end = page.find("]]>", at)
        return len(page) if end < 0 else end + 3
    end = page.find(">", at)
    return len(page) if end < 0 else end + 1
