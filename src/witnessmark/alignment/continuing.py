"""Whether an account tells of more than a claim's number, in words that no claim of shooting holds.

Conventions
-----------
"One shot is heard. Many more follow." has one claim of shooting, and its number is not of all there
was. Any word that may tell of more, in another claim or beside this one, keeps a number from being
taken for the whole; that it may be more of something else is no matter, since nothing is decided.
"""

from __future__ import annotations

import re

from witnessmark.model import Claim, Reading

#: What tells of more wherever it stands in the account.
_MORE = re.compile(
    r"\b(?:more|another|others?|further|additional|again|rest|remaining|repeat\w*|resum\w*"
    r"|follow(?:s|ed|ing)?|second|third)\b",
    re.I,
)
#: What tells of more only where it comes after the claim, in its sentence or the next.
_AFTERWARDS = re.compile(
    r"\b(?:then|next|later|afterwards?|continu\w*|ke(?:ep|eps|pt)|go(?:es)? on)\b", re.I
)


def tells_of_more(claim: Claim, reading: Reading) -> bool:
    """Say whether *reading* may tell of more than *claim* does: "…, followed by many more"."""
    own = next(one for one in reading.sentences if one.index == claim.sentence)
    start = claim.span[0] - own.span[0]
    before, after = own.text[: max(start, 0)], own.text[max(start, 0) + len(claim.quote) :]
    following = [one.text for one in reading.sentences if one.index == claim.sentence + 1]
    others = [one.quote for one in reading.claims if one.id != claim.id]
    if any(_MORE.search(text) for text in (before, after, *following, *others)):
        return True
    return any(_AFTERWARDS.search(text) for text in (after, *following))
