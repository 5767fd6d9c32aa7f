"""Whether a claim names the footage in which it is to be found.

Conventions
-----------
"In this video", "at the 0:16 mark", "in the recording's last half", "according to the footage":
what is told so is told of the footage, whatever the account is about. A bare "0:16" may be a time
of day and names none; neither does a file, a post or a channel.
"""

from __future__ import annotations

import re

from witnessmark.account.attribution import said_by_footage
from witnessmark.account.clocks import CLOCK_FACE
from witnessmark.account.footage_names import MEDIUM
from witnessmark.account.grammar import ParsedSentence
from witnessmark.model import Claim

_IN_IT = re.compile(
    r"\b(?:in|on|throughout|during) (?:the|this|that|our|my) (?:whole |entire |full )?"
    r"(?:video|clip|footage|film|recording|sequence|soundtrack)\b",
    re.I,
)
_PART_OF_IT = re.compile(rf"\b{MEDIUM}\b|\bmarks?\b|\b{CLOCK_FACE}\b", re.I)
_CUTS = re.compile(
    r"\b(?:uncut|unedited|unbroken|(?:single|one|continuous|uninterrupted) (?:take|shot)"
    r"|(?:no|without|without an?|not an?|any|several|two|three|four|\d+|more than one) (?:\w+ )?"
    r"(?:cuts?|edits?|splices?|takes?)|there (?:is|are|was|were) (?:\w+ )?(?:cuts?|edits?|splices?)"
    r"|(?:is|was|were|been) (?:re-?)?(?:cut|edited|spliced)\b(?! (?:by|out|off)\b))",
    re.I,
)


def speaks_of_cuts(words: str) -> bool:
    """Say whether *words* tell of cuts in the footage, or that there are none: those are seen."""
    return _CUTS.search(words) is not None


def tells_of_footage(parsed: ParsedSentence, claim: Claim) -> bool:
    """Say whether *claim*, of the sentence *parsed*, is told of the footage by its own words."""
    if said_by_footage(parsed.text) or _IN_IT.search(claim.quote):
        return True
    return claim.time.cue is not None and _PART_OF_IT.search(claim.time.cue) is not None
