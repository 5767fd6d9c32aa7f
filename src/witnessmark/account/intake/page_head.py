"""What a web page says of itself: title, author, day of publication and site, unproven."""

from __future__ import annotations

import json
import re
from typing import Any

from witnessmark.account.intake.written import Head

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dcterms.created",
    "dcterms.date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher")

#: A calendar day at the front of a time stamp; the clock behind it is of no use to a reader.
_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")

#: Structured data longer than this is a catalogue, not an article.
_LONGEST_DATA = 200_000


class PageHead:
    """Gathers a page's statements of itself; of several with one meaning the first counts."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def meta(self, attributes: dict[str, str]) -> None:
        """Take a ``<meta>``."""
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        value = " ".join(attributes.get("content", "").split())
        if key and value:
            self._said.setdefault(key.lower(), value)

    def time(self, attributes: dict[str, str]) -> None:
        """Take a ``<time>`` that says that it is the day of publication."""
        marks = f"{attributes.get('itemprop', '')} {attributes.get('class', '')}".lower()
        if "pubdate" in attributes or "published" in marks or "entry-date" in marks:
            self._said.setdefault("datepublished", attributes.get("datetime", ""))

    def linked_data(self, written: str) -> None:
        """Take a block of JSON-LD, where it is short and holds."""
        if len(written) > _LONGEST_DATA:
            return
        try:
            given: Any = json.loads(written)
        except (ValueError, RecursionError):
            return
        for item in _items(given):
            self._keep("datepublished", item.get("datePublished"))
            self._keep("og:title", item.get("headline"))
            self._keep("author", _name(item.get("author")))
            self._keep("og:site_name", _name(item.get("publisher")))

    def head(self) -> Head:
        """Return what was said; an author that is an address, a date that is no day: nothing."""
        author = self._first(_AUTHORS)
        day = _DAY.match(self._first(_DATES) or "")
        return Head(
            title=self._first(_TITLES),
            byline=None if author is None or "://" in author else author,
            published=day[1] if day else None,
            source=self._first(_SITES),
        )

    def _keep(self, key: str, value: object) -> None:
        if isinstance(value, str) and value.strip():
            self._said.setdefault(key, " ".join(value.split()))

    def _first(self, keys: tuple[str, ...]) -> str | None:
        return next((self._said[key] for key in keys if self._said.get(key)), None)


def _items(given: Any) -> list[dict[str, Any]]:
    """Return the things described at the top of JSON-LD that could be an article."""
    found = given if isinstance(given, list) else [given]
    for item in found:
        if isinstance(item, dict) and isinstance(item.get("@graph"), list):
            found = [*found, *item["@graph"]]
    return [item for item in found if isinstance(item, dict) and "datePublished" in item]


def _name(value: Any) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None
