"""The wordings beside a place's name that fix what part it has; the words are data.

Conventions
-----------
``*_BEFORE`` are searched in what stands before the name in its sentence and reach up to it,
``*_AFTER`` are matched right behind it. See the lists at the end of ``data/place_words.yaml``.
"""

from __future__ import annotations

import re

from witnessmark.account.places.trust import DATE
from witnessmark.account.places.words import word_list

_MARK = "['’]"
_NOT = rf"(?:not|never|n{_MARK}t|nor|neither|nowhere near|no longer)"
_THE = r"(?:the\s+)?"


def _any(name: str) -> str:
    """Return the pieces of the list *name* as one alternative."""
    return "|".join(sorted(word_list(name)))


def _pattern(*pieces: str) -> re.Pattern[str]:
    return re.compile("".join(pieces), re.I)


CONTRAST_BEFORE = _pattern(
    r"(?:\bthink(?:s|ing)?(?: of)?|\bunlike|\bcompared (?:to|with)|\brather than|\binstead of",
    rf"|\bas opposed to|\b{_NOT}(?:\s+(?:in|from|at|near|of|be|been|shows?|actually|really|even",
    r"|anywhere|taken|filmed|shot|recorded|come|happen|take|place)){0,5})",
    r"\s+(?:the\s+|in\s+|city\s+of\s+|from\s+)*[\"'“‘]?$",  # noqa: RUF001
)
CLAIMED_BEFORE = _pattern(rf"\b(?:{_any('claimed')})\b[^.!?]{{0,90}}$")
DENIED_BEFORE = _pattern(
    rf"(?:^\W*no,|\b(?:is|are|was|were|do|does|did)(?: not|n{_MARK}t)\b)",
    r"(?:(?!\bbut\b)[^.!?;]){0,80}$",
)
REFUTES = _pattern(rf"\b(?:{_any('refuting')})\b")
ACCESS_BEFORE = _pattern(
    r"\b(?:no (?:access|use|resale|archive)|not for use|restrictions?:?)\b[^.!?]{0,40}$"
)
FROM_BEFORE = _pattern(rf"\bfrom\s+{_THE}$")
ORIGIN_BEFORE = _pattern(
    rf"\b(?:{_any('comes_from')})\s+(?:away\s+)?(?:from|out of)\s+{_THE}",
    r"(?:\w+ern\s+|(?:city|town|village|port) of\s+)?$",
    rf"|\b(?:born|based|headquartered|raised|exiled?|living)\s+in\s+{_THE}(?:\w+ern\s+)?$",
)
PICTURES_BEFORE = _pattern(
    r"\b(?:video|clip|footage|film|recording|photos?|images?|pictures?|it)\b[^.!?;]{0,60}$"
)
BETWEEN_BEFORE = _pattern(
    r"\b(?:between|relations|talks|allies of|war with|borders? with|accord between|ally of|by",
    rf"|against)\s+{_THE}$",
)
SIDE_BEFORE = ("pro-", "anti-", "non-", "Pro-", "Anti-")
BASED_AFTER = _pattern(r"[-\s](?:based|born|headquartered)\b")
SIDE_AFTER = _pattern(
    r"-(?:backed|led|made|supplied|aligned|linked|allied|installed|appointed|trained|funded|style",
    r"|built|designed|era|supported|controlled|affiliated|friendly)\b",
)
OWNED_AFTER = _pattern(rf"{_MARK}s?\s+(?:\w+\s+){{0,2}}(?:{_any('owned')})\b")
FORCE_AFTER = _pattern(rf"\s+(?:\w+\s+)?(?:{_any('force')})\b")
TREATY_AFTER = _pattern(rf"\s+(?:{_any('treaty')})\b")

#: Lines that say where pictures were taken, those among them of older ones, and those that head
#: what is told of one recording.
LOCATION_LINE = _pattern(r"\W*(?:location|dateline|place|filmed (?:in|at)|where)\s*:")
TAKEN_LINE = _pattern(rf"[^.!?]{{3,90}}?\s*(?:[-–—]|\()\s*{DATE}[^.!?]{{0,50}}$")
FILED_LINE = _pattern(r"\b(?:file|archive|recent)\b")
HEADING_LINE = _pattern(r"\W*(?:clip|video|footage|file|recording|part|photo|film)\s*#?\d")
HERE = _pattern(r"\bhere\b")
