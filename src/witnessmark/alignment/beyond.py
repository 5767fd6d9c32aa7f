"""Claims of who somebody is and of where the footage was made: no sound and no shape tells these.

Conventions
-----------
A name decides: "the men are recruits from Ulmarra" says who they are, "two men are at the wall"
does not; "filmed near Dovrekan" says where, "filmed from a roof" does not. What the file says of
itself is weighed elsewhere (:mod:`witnessmark.alignment.checks`).
"""

from __future__ import annotations

import re

from witnessmark.model import Claim

_NAME = r"(?:the )?[A-Z][\w’'-]+"
_GROUP = (
    r"(?:recruits?|members?|soldiers?|fighters?|men|troops|volunteers|conscripts|mercenaries|rebels"
    r"|militants?|police(?:men)?|officers?|guards(?:men)?|insurgents?|partisans|part|unit)"
)
_WHO = re.compile(
    rf"\b(?:is|are|was|were) (?:(?:all|mostly|said to be) )?(?:[\w-]+ )?{_GROUP}"
    rf" (?:of|from|in) {_NAME}"
    rf"|\b[Mm]embers of {_NAME}.* (?:make|made) up\b"
    rf"|\b(?:belong(?:s|ed)?|loyal) to {_NAME}|\bserv(?:e|es|ed|ing) (?:in|with|under) {_NAME}"
)
_MEDIUM = r"(?:footage|videos?|clips?|films?|recordings?|pictures|scenes?|sequences?|images)"
_WHERE = re.compile(
    rf"\b{_MEDIUM}\b[^,;:]{{0,25}}? (?:comes?|came|originates?|originated|stems?|stemmed|lies|lay"
    r"|is|was|are|were|plays?|takes? place|took place)"
    r"(?: (?:located|set|situated|filmed|shot|recorded|taken|made))?"
    rf" (?:from|in|near|at|outside|around|on the (?:road|way|outskirts) (?:to|of)) {_NAME}"
)


def beyond_footage(claim: Claim) -> str | None:
    """Return, in half a sentence, why no footage shows *claim*; None where it might."""
    if _WHO.search(claim.quote):
        return "who somebody is or belongs to is not told by sounds and shapes"
    if _WHERE.search(claim.quote):
        return "where it was made is not told by its sounds and shapes alone"
    return None
