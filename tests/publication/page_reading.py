"""A page read back the way a browser would: elements with their attributes, and their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})


@dataclass
class Element:
    """An element, its children and the text in it, in document order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """The names in its class attribute."""
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str | None = None, name: str | None = None) -> list[Element]:
        """Every element below with this tag and class name."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (tag is None or child.tag == tag) and (name is None or name in child.classes):
                    found.append(child)
                found += child.all(tag, name)
        return found

    def text(self, without: str | None = None) -> str:
        """All text below, leaving out elements of the class *without*."""
        return "".join(
            child
            if isinstance(child, str)
            else ("" if without and without in child.classes else child.text(without))
            for child in self.children
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"the page has no comments, yet this was one: {data[:80]}")


def read_page(page: str) -> Element:
    """Parse a page; refuse comments and tags that do not nest."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return every tag with the names of its attributes, in order: what markup there is."""
    return [(e.tag, tuple(sorted(e.attributes))) for e in read_page(page).all()]
