r"""Hostile text made fit to be looked at: nothing invisible, nothing that turns text round.

Conventions
-----------
Everything here is about what a reader *sees*; markup is escaped later and by Jinja2 alone.
Control characters become their pictures (the Unicode block Control Pictures, U+2400 to U+2421).
Characters that reorder a line (Unicode Standard Annex 9, section 2) are written out in text that
others named, such as file names and metadata, and kept in the account, whose text is exact.

>>> legible("report\u202egpj.exe"), legible("a\x00b")
('report[U+202E]gpj.exe', 'a␀b')
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

#: Tab, line feed and carriage return are layout, not noise.
_LAYOUT = {0x09, 0x0A, 0x0D}

_PICTURES: dict[int, int] = {
    **{code: 0x2400 + code for code in range(0x20) if code not in _LAYOUT},
    0x7F: 0x2421,
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}

#: The explicit directional characters of UAX 9: embeddings, overrides, isolates and marks.
_REORDERING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))

_WRITTEN_OUT: dict[int, int | str] = {
    **_PICTURES,
    **{code: f"[U+{code:04X}]" for code in _REORDERING},
}


def legible(text: str) -> str:
    """Return *text* with controls as pictures and reordering characters written out."""
    return text.translate(_WRITTEN_OUT)


def exact(text: str) -> Markup:
    """Return the account's own words escaped for HTML, every character in its place.

    Only characters that HTML cannot carry are replaced by their pictures. A carriage return is
    written as a reference, because a parser would otherwise turn it into a line feed.
    """
    return Markup(str(escape(text.translate(_PICTURES))).replace("\r", "&#13;"))  # noqa: S704


def finalize(value: Any) -> Any:
    """Make every string that a template prints legible; leave what is already markup alone."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return legible(value)
    return value
