"""Whether two names mean one entity, loosely: what an account calls it varies, what it is does not.

Conventions
-----------
Names are folded to lower case, without articles, possessives or marks. One name may hold the other
as a run of words: "Russian soldiers" and "a few Russian soldiers".
"""

from __future__ import annotations

import re
import unicodedata

_ARTICLES = frozenset({"a", "an", "the", "some", "this", "that", "these", "those", "its", "their"})
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b|['’](?=\W|$)")


def folded(name: str) -> tuple[str, ...]:
    """Return the words of *name* in lower case, without articles, marks or accents.

    >>> folded("The Dagestani’s")
    ('dagestani',)
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name)).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = tuple(_WORD.findall(letters))
    return tuple(word for word in words if word not in _ARTICLES) or words


def same_name(one: str | None, other: str | None) -> bool:
    """Say whether two names are the same, or one holds the other; None is like nothing else."""
    if one is None or other is None:
        return one is other
    short, long = sorted((folded(one), folded(other)), key=len)
    return bool(short) and any(
        long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)
    )
