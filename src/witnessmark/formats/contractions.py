"""What a pronoun or a noun is contracted with: the "'ll" of "you'll", the "'s" of "the clip's"."""

from __future__ import annotations

import re

_CONTRACTED = re.compile(r"['’](?:ll|ve|re|s|d|m)$", re.I)


def without_contraction(word: str) -> str:
    """Return *word* without what it is contracted with; a negative stays, since it means something.

    >>> without_contraction("you'll"), without_contraction("caller’s"), without_contraction("isn't")
    ('you', 'caller', "isn't")
    """
    return _CONTRACTED.sub("", word)
