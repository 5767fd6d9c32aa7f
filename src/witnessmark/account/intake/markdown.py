"""The mark-up of a Markdown account: headings, lists, quotations, and what its front matter says.

Conventions
-----------
The text stays as it is, marks and all, so that spans count in the file. A heading's block begins
behind its number signs, an item's behind its bullet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from witnessmark.account.intake.written import Block, Head, Mark, Written

_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S
)
_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})[ \t]*\Z")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_IMAGE = re.compile(r"[ \t]*!\[([^\]]*)\]\([^)]*\)[ \t]*\Z")
_FENCE = re.compile(r"[ \t]*(?:```|~~~|\[[^\]]+\]:|<!--|\|?[ \t:|-]+\Z)")

#: Front matter longer than this is not an account's.
_LONGEST_FRONT_MATTER = 20_000

_KEYS = {
    "title": ("title", "headline"),
    "byline": ("author", "byline", "authors", "by"),
    "published": ("published", "date", "pubdate", "datepublished"),
    "source": ("source", "publisher", "site", "channel", "agency"),
}


def read_markdown(text: str, encoding: str) -> Written:
    """Return *text* as it is with the blocks that its marks set apart."""
    front = _FRONT_MATTER.match(text)
    head, start, blocks = Head(), 0, []
    if front is not None and len(front[1]) <= _LONGEST_FRONT_MATTER:
        head, start = _said(front[1]), front.end()
        blocks.append(Block((0, start), "front_matter"))
    blocks += _blocks(text, start)
    return Written(text=text, form="markdown", encoding=encoding, blocks=tuple(blocks), head=head)


def _blocks(text: str, start: int) -> Iterator[Block]:
    lines = [match.span() for match in _LINE.finditer(text, start)]
    titled = False
    for number, (first, last) in enumerate(lines):
        line = text[first:last]
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        touching = number + 1 < len(lines) and text[last : lines[number + 1][0]].count("\n") <= 1
        heading = _HEADING.match(line)
        if heading is not None:
            yield Block((first + heading.start(2), first + heading.end(2)), _rank(titled))
            titled = True
        elif touching and _UNDERLINE.match(following) and not _UNDERLINE.match(line):
            yield Block((first, last), _rank(titled))
            titled = True
        elif (image := _IMAGE.match(line)) is not None or _FENCE.match(line):
            span = image.span(1) if image else (0, len(line))
            yield Block((first + span[0], first + span[1]) if image else (first, last), "page")
        elif (quote := _QUOTE.match(line)) is not None:
            yield Block((first + quote.end(), last), "quote")
        elif (item := _ITEM.match(line)) is not None:
            yield Block((first + item.end(), last), "item")


def _rank(titled: bool) -> Mark:
    return "heading" if titled else "title"


def _said(front: str) -> Head:
    """Return what front matter says; what is no simple table says nothing."""
    try:
        given = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Head()
    if not isinstance(given, dict):
        return Head()
    table = {str(key).lower(): value for key, value in given.items()}
    said = {
        field: next((_words(table[key]) for key in keys if _words(table.get(key))), None)
        for field, keys in _KEYS.items()
    }
    return Head(**said)


def _words(value: object) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None or isinstance(value, dict | list | bool):
        return None
    return " ".join(str(value).split()) or None
