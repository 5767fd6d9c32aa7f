"""What kind of file an account is: told by its content first, by its name second."""

from __future__ import annotations

import re
from pathlib import PurePath

from witnessmark.errors import AccountEncodingError
from witnessmark.model.account import Form

#: The first bytes of files that hold an account but are not read here, and what to do with them.
_UNREAD = (
    (b"PK\x03\x04", "a word-processor file or another archive", "save it as plain text or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old word-processor file", "save it as plain text or PDF"),
    (b"{\\rtf", "rich text", "save it as plain text or PDF"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)
_ARCHIVED_PAGE = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}", re.I)

#: How far into a file a PDF's mark may stand (PDF 1.7, appendix H, note 13).
_PDF_WITHIN = 1024

_PAGE_START = re.compile(
    r"\A[\ufeff\s]*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|table|h[1-6]|p)\b",
    re.I | re.S,
)
_ANY_TAG = re.compile(r"<(?:p|div|html|body|br|h[1-6]|span|a|article)\b[^<>]*>", re.I)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[A-Za-z_][\w -]*:.*\r?\n|[ \t-].*\r?\n)+---")
_MARKDOWN = (
    re.compile(r"^#{1,6} +\S", re.M),
    re.compile(r"^[^\s|].*\r?\n(?:=|-){3,}[ \t]*$", re.M),
    re.compile(r"\*\*\w[^*\n]*\*\*"),
    re.compile(r"\[[^\]\n]{1,300}\]\((?:https?:|/|#|mailto:)[^)\s]*\)"),
    re.compile(r"^> \S", re.M),
    re.compile(r"^(?:```|~~~)", re.M),
)

#: A page declares its encoding within its first bytes (HTML standard, "prescan a byte stream").
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_DECLARED_WITHIN = 1024


def refuse_unread(data: bytes, name: str) -> None:
    """Raise :class:`AccountEncodingError` for a file of a known kind that is not read here."""
    for start, kind, advice in _UNREAD:
        if data.startswith(start):
            raise AccountEncodingError(name, f"The account {name} is {kind}: {advice}.", kind)
    head = _ARCHIVED_PAGE.match(data[:20_000])
    if head is not None and b"multipart/related" in head[0].lower():
        raise AccountEncodingError(
            name, f"The account {name} is a web archive: save the page as HTML.", "web archive"
        )


def is_pdf(data: bytes) -> bool:
    """Say whether *data* is a PDF."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares for itself, None where it declares none."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return found[1].decode("ascii").lower() if found else None


def form_of(text: str, name: str) -> Form:
    """Say what *text* is written in.

    What begins with a page's mark-up is a page, whatever its name. A name in .html makes a page of
    text with any tag in it; one in .md Markdown of any text. Without such a name it is Markdown
    with front matter, or with marks of two kinds.
    """
    suffix = PurePath(name).suffix.lower()
    if _PAGE_START.match(text[:50_000]):
        return "html"
    if suffix in {".html", ".htm", ".xhtml"} and _ANY_TAG.search(text):
        return "html"
    if suffix in {".md", ".markdown", ".mdown"} or _FRONT_MATTER.match(text):
        return "markdown"
    looked_at = text[:50_000]
    return "markdown" if sum(bool(mark.search(looked_at)) for mark in _MARKDOWN) >= 2 else "plain"
