"""Stretches at either end of the footage for which something is denied, by their length.

Conventions
-----------
"At the start nobody fires for about five seconds" denies fire in the first five seconds, and not in
all that the start may be. Of a length that is not exact the least is taken: that much was silent if
the account is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from witnessmark.model import Quantity

_OF_FOOTAGE = r"(?! of (?!(?:the |this |our )?(?:video|footage|clip|film|recording|tape|sequence)))"
_AT_START = re.compile(
    rf"\b(?:at|from|in) the (?:very )?(?:start|beginning|outset|opening)\b{_OF_FOOTAGE}", re.I
)
_AT_END = re.compile(rf"\bat the (?:very )?(?:end|close)\b{_OF_FOOTAGE}", re.I)


def silent_stretch(text: str, start: int, counted: Iterable[Quantity]) -> Quantity | None:
    """Return the stretch in which *text*, a denial, says that there was none; None for no length.

    *start* is where *text* lies in the account, *counted* what it counts.
    """
    first, last = _AT_START.search(text), _AT_END.search(text)
    lengths = [one for one in counted if one.unit == "s" and one.min]
    if len(lengths) != 1 or (first is None) is (last is None):
        return None
    (length,) = lengths
    found = re.search(rf"\bfor (?:a further )?{re.escape(length.text)}", text, re.I)
    if found is None:
        return None
    return Quantity(
        text=found[0],
        span=(start + found.start(), start + found.end()),
        min=0.0,
        max=length.min,
        unit="media_s" if last is None else "media_s_from_end",
    )
