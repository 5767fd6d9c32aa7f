"""What the words of a claim mean that name no event and only point to one: "four more", "another".

Conventions
-----------
Which event they mean is what the reading of the account says (``Reading.coreference``); its words
name for such a claim what its own do not. That something came on top of another is weighed only
where enough of it was heard for both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from witnessmark.alignment.bearing import Bearing, members
from witnessmark.alignment.sureness import SURE
from witnessmark.model import EVENT_MEANT, Claim, Kind, Polarity, Reading

#: Words that add to what was told before.
FURTHER = re.compile(r"\b(?:another|more|further|additional|remaining|others?)\b", re.I)
_RUNS = re.compile(r"(?:burst|volley|salvo|fusillade)s?$", re.I)


def meanings(reading: Reading) -> Mapping[str, str]:
    """Return, by the claim's id, the words for the event that a claim only points to."""
    found: dict[str, str] = {}
    for one in reading.coreference:
        if one.reason != EVENT_MEANT or one.antecedent is None:
            continue
        around = [claim for claim in reading.claims if _holds(claim, one.span)]
        if around:
            nearest = min(around, key=lambda claim: claim.span[1] - claim.span[0])
            found[nearest.id] = one.antecedent
    return found


def lacks_others(bearing: Bearing) -> bool:
    """Say whether the claim adds to what was told and less was surely heard than for both."""
    claim = bearing.claim
    if (
        not bearing.meaning
        or claim.polarity is Polarity.NEGATIVE
        or not FURTHER.search(claim.quote)
    ):
        return False
    least = max((q.min or 1 for q in claim.quantities if FURTHER.search(q.text)), default=1)
    whole = bearing.evidence.kind is not Kind.GUNFIRE or _RUNS.search(bearing.meaning) is not None
    heard = sum(
        1 if whole else max(len(members(one)), 1)
        for one in bearing.everywhere
        if one.confidence >= SURE
    )
    return heard <= least


def _holds(claim: Claim, span: tuple[int, int]) -> bool:
    return claim.span[0] <= span[0] and span[1] <= claim.span[1]
