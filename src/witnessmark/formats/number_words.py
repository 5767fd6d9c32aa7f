"""Numbers in sentences: the one way to write a number with the noun that it counts."""

from __future__ import annotations


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Write a number with its noun; *plural* where that is not *singular* and an s.

    >>> counted(1, "shot"), counted(1200, "shot"), counted(2, "stretch", "stretches")
    ('1 shot', '1,200 shots', '2 stretches')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
