"""How parts of an account are worded, read from ``data/document.yaml`` once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from witnessmark.account.lexicon import data


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns for the parts of an account; each is tried on one line without outer space."""

    shots: re.Pattern[str]
    story: re.Pattern[str]
    heads: re.Pattern[str]
    restrictions: re.Pattern[str]
    warnings: re.Pattern[str]
    boilerplate: re.Pattern[str]
    captions: re.Pattern[str]
    technical: re.Pattern[str]
    kickers: re.Pattern[str]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """Return the patterns; a label's match ends behind its colon, or at the end of its line."""
    table = data("document.yaml")
    return Wording(
        shots=_label(table["labels"]["shots"]),
        story=_label(table["labels"]["story"]),
        heads=_opening(table["heads"]),
        restrictions=_any(table["restrictions"]),
        warnings=_any(table["warnings"]),
        boilerplate=_any(table["boilerplate"]),
        captions=_opening(table["captions"]),
        technical=_opening(table["technical"]),
        kickers=re.compile(rf"\W*(?:{'|'.join(table['kickers'])})\W*\Z", re.I),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def _label(words: list[str]) -> re.Pattern[str]:
    """Match a label that is all of its line, or in front of a colon."""
    return re.compile(rf"\W*(?:{'|'.join(words)})(?:\s*\([^()]*\))?\s*(?::+(?!\d)|\W*\Z)", re.I)


def _opening(words: list[str]) -> re.Pattern[str]:
    """Match words in front of a colon or a bar."""
    return re.compile(rf"\W*(?:{'|'.join(words)})\s*(?:[:|]|\s[-–—]\s)", re.I)
