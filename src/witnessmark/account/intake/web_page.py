"""A saved web page as the text that a reader of it sees, with its title, headings and captions.

Conventions
-----------
Every block of the page is a line of the text, parted from the next by a blank line (list items by
a line end). What is never seen is left out: scripts, styles, hidden elements, form fields. So are
menus, page heads and feet, which HTML marks as such. What only looks like part of the page and not
of the account (a list of links, "share this" by the name of its class, text outside the article)
stays in the text, marked *page*.
"""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.account.intake.markup import Token, tokens
from witnessmark.account.intake.page_head import PageHead
from witnessmark.account.intake.shown_text import ShownText
from witnessmark.account.intake.written import Block, Mark, Written

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
     "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
     "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title",
     "tr", "ul"}
)  # fmt: skip
_UNSEEN = frozenset(
    {"audio", "button", "canvas", "datalist", "dialog", "footer", "iframe", "map", "math", "nav",
     "noembed", "noframes", "noscript", "object", "option", "script", "select", "style", "svg",
     "template", "textarea", "video", "xmp"}
)  # fmt: skip
_MARKS: dict[str, Mark] = {
    "title": "title", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading",
    "h5": "heading", "h6": "heading", "figcaption": "caption", "caption": "caption",
    "li": "item", "dd": "item", "blockquote": "quote", "time": "published",
}  # fmt: skip
#: Classes that hide an element from sight, by the habit of web frameworks.
_HIDING = frozenset(
    {"hidden", "sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "d-none"}
)
#: Words of a class, role or id that say "part of the page"; a word stands between dashes.
_OF_PAGE = frozenset(
    {"ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "comment",
     "comments", "complementary", "consent", "contentinfo", "cookie", "cookies", "disqus", "gdpr",
     "menu", "navigation", "newsletter", "pagination", "paywall", "popup", "promo", "recirc",
     "recommended", "related", "search", "share", "sharing", "sidebar", "social", "sponsored",
     "subscribe", "subscription", "tags", "toolbar", "widget"}
)  # fmt: skip
_OF_AUTHOR = frozenset({"author", "byline", "by-line", "post-author", "article-author"})

#: An article counts as the page's account from this length on; a teaser is shorter.
_SHORTEST_ARTICLE = 140


@dataclass(slots=True)
class _Open:
    """An element that is open, and what holds for the text in it."""

    name: str
    unseen: bool
    of_page: bool
    mark: Mark | None
    article: int
    verbatim: bool
    linked: bool


@dataclass(slots=True)
class _Line:
    """A block of the text and what is known of it."""

    start: int
    end: int
    mark: Mark | None
    of_page: bool
    article: int
    linked: int


def read_page(page: str, encoding: str) -> Written:
    """Return the visible text of *page* with its blocks, its head, and where each word stood."""
    walk = _Walk(page)
    for token in tokens(page):
        walk.take(token)
    walk.end_line("")
    text = walk.shown.text()
    head, lines = walk.head, walk.lines
    heading = next((n for n, line in enumerate(lines) if line.mark == "heading"), None)
    if any(line.mark == "title" for line in lines) and heading is not None:
        lines[heading].mark = "title"  # the article's own heading, not the browser tab's words
        for line in lines[:heading]:
            if line.mark == "title":
                line.mark, line.of_page = None, True
    return Written(
        text=text,
        form="html",
        encoding=encoding,
        blocks=tuple(_blocks(lines)),
        head=head.head(),
        source=walk.shown.source(),
    )


class _Walk:
    """One pass over the tags of a page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.shown = ShownText()
        self.head = PageHead()
        self.lines: list[_Line] = []
        self._open: list[_Open] = [
            _Open(
                "", unseen=False, of_page=False, mark=None, article=0, verbatim=False, linked=False
            )
        ]
        self._counts: dict[str, int] = {}
        self._articles = 0
        self._line_start = 0
        self._linked = 0
        self._mark: Mark | None = None

    def take(self, token: Token) -> None:
        """Take the next tag or run of text."""
        if not token.name:
            self._take_text(token)
        elif token.closes:
            self._close(token.name)
        else:
            self._begin(token)

    def _take_text(self, token: Token) -> None:
        now = self._open[-1]
        if now.name == "script" or now.unseen:
            return
        before = self.shown.length
        self.shown.add(self.page, token.start, token.end, verbatim=now.verbatim)
        if now.linked:
            self._linked += self.shown.length - before
        self._mark = self._mark or now.mark

    def _begin(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.end_line("\n")
            return
        attributes = token.attributes
        if name == "meta":
            self.head.meta(attributes)
        if name in _VOID:
            return
        if name in _BLOCKS:
            self.end_line("\n" if name in {"li", "tr", "td", "th", "dd", "dt"} else "\n\n")
            if self._open[-1].name == "p" or self._open[-1].name == name == "li":
                self._close(self._open[-1].name)
        if name == "script" and attributes.get("type", "").lower() == "application/ld+json":
            close = self.page.find("</", token.end)
            self.head.linked_data(self.page[token.end : close if close >= 0 else None])
        if name == "time":
            self.head.time(attributes)
        above = self._open[-1]
        article = above.article
        if name in {"article", "main"} and not article:
            self._articles += 1
            article = self._articles
        self._counts[name] = self._counts.get(name, 0) + 1
        self._open.append(
            _Open(
                name=name,
                unseen=above.unseen or name in _UNSEEN or _is_hidden(attributes),
                of_page=above.of_page or _is_of_page(name, attributes, in_article=article > 0),
                mark=_mark_of(name, attributes) or above.mark,
                article=article,
                verbatim=above.verbatim or name == "pre",
                linked=above.linked or name == "a",
            )
        )

    def _close(self, name: str) -> None:
        if not self._counts.get(name):
            return
        while len(self._open) > 1:
            closed = self._open[-1].name
            if closed in _BLOCKS:
                self.end_line("\n" if closed in {"li", "tr", "td", "th", "dd", "dt"} else "\n\n")
            self._open.pop()
            self._counts[closed] -= 1
            if closed == name:
                return

    def end_line(self, separator: str) -> None:
        """End the line that is being written, if anything is on it."""
        now = self._open[-1]
        if self.shown.length > self._line_start:
            mark = self._mark
            self.lines.append(
                _Line(
                    self._line_start, self.shown.length, mark, now.of_page, now.article,
                    self._linked,
                )
            )  # fmt: skip
            self.shown.part(separator)
        self._line_start, self._linked, self._mark = self.shown.length, 0, None


def _is_hidden(attributes: dict[str, str]) -> bool:
    style = attributes.get("style", "").replace(" ", "").lower()
    return (
        "hidden" in attributes
        or "display:none" in style
        or "visibility:hidden" in style
        or bool(_HIDING & set(attributes.get("class", "").lower().split()))
    )


def _is_of_page(name: str, attributes: dict[str, str], *, in_article: bool) -> bool:
    if name in {"html", "body", "main", "article", "h1"}:
        return False
    if name in {"aside", "form"} or (name == "header" and not in_article):
        return True
    named = " ".join(attributes.get(key, "") for key in ("class", "id", "role")).lower()
    return any(
        word in _OF_PAGE for names in named.split() for word in names.replace("_", "-").split("-")
    )


def _mark_of(name: str, attributes: dict[str, str]) -> Mark | None:
    named = set(attributes.get("class", "").lower().replace("__", "-").split())
    if named & _OF_AUTHOR or attributes.get("rel") == "author":
        return "byline"
    if attributes.get("itemprop") == "author":
        return "byline"
    return _MARKS.get(name)


def _blocks(lines: list[_Line]) -> list[Block]:
    """Give each line its mark; where a page has an article, what lies outside it is the page's."""
    lengths: dict[int, int] = {}
    for line in lines:
        lengths[line.article] = lengths.get(line.article, 0) + line.end - line.start
    articles = {number: length for number, length in lengths.items() if number}
    main = max(articles, key=lambda number: (articles[number], -number), default=0)
    if articles.get(main, 0) < _SHORTEST_ARTICLE:
        main = 0
    whole = sum(lengths.values())
    set_aside = sum(line.end - line.start for line in lines if line.of_page)
    by_class = 2 * set_aside < whole  # a page that is "sidebar" for the most part is misnamed
    made = []
    for line in lines:
        aside = (
            (line.of_page and by_class)
            or (main != 0 and line.article != main and line.mark != "title")
            or (line.linked >= 0.9 * (line.end - line.start) and line.mark not in _HEADS)
        )
        mark: Mark | None = "page" if aside else line.mark
        if mark is not None:
            made.append(Block((line.start, line.end), mark))
    return made


#: Marks that keep their meaning where all of the line is a link.
_HEADS = frozenset({"title", "heading", "byline", "caption"})
