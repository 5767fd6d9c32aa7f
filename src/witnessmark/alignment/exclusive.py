"""Only single shots: a claim that one way of firing was all there was.

Conventions
-----------
"Only single shots are fired", "all of the firing is one shot at a time": where automatic fire is
surely there too, in the stretch that the claim speaks of, that leaves it no room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from witnessmark.alignment.evidence import RAPIDLY, SINGLY, Evidence
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.window import Window
from witnessmark.model import Claim, Kind, Observation, Polarity

ONLY = re.compile(
    r"\b(?:only|solely|exclusively|merely|nothing (?:but|except|other than|more than)|purely"
    r"|(?:all|every(?: (?:one|bit))?|the whole|the entirety) of (?:the |this )?"
    r"(?:firing|fire|gunfire|shooting|shots?|rounds?)"
    r"|(?:all|every|each) (?:the )?"
    r"(?:firing|fire|gunfire|shooting|(?:gun)?shots?|rounds?|discharges?)"
    r"|(?:is|are|was|were) all"
    r"(?: (?:that )?(?:there (?:is|was)|(?:you|one|we) (?:can )?hears?|heard))?"
    r"|(?:nobody|no one) (?:fires?|fired|shoots?|shot) anything (?:but|other than)"
    r"|no (?:firing|fire|gunfire|shooting|shots?|rounds?) (?:other than|but|except)"
    r"|(?:and )?in no other (?:form|way|mode)|(?:wherever|whenever) there (?:is|was) (?:gun)?fire"
    r"|(?:sticks?|stuck|keeps?|kept) to|(?:limited|confined|restricted) to"
    r"|consist(?:s|ed)? (?:only |solely )?of|alone|never anything but|without exception)\b",
    re.I,
)


def barred_by(
    claim: Claim,
    evidence: Evidence,
    window: Window,
    groups: Iterable[Observation],
) -> tuple[Observation, ...]:
    """Return the sure automatic fire in *window* that *claim* leaves no room for; none for others.

    *groups* are the groups of gunfire in the recording.
    """
    single = evidence.kind is Kind.GUNFIRE and evidence.modes == SINGLY
    if not single or claim.polarity is Polarity.NEGATIVE or not ONLY.search(claim.quote):
        return ()
    return tuple(
        one
        for one in groups
        if one.attributes.get("mode") in RAPIDLY
        and one.confidence >= SURE
        and (not window.stated or window.span.contains(one.start))
    )
