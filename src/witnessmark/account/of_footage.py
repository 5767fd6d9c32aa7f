"""Whether a claim names the footage in which it is to be found, or tells of its cuts and light.

Conventions
-----------
"In this video", "at the 0:16 mark", "in the recording's last half", "according to the footage":
what is told so is told of the footage, whatever the account is about. A bare "0:16" may be a time
of day and names none; neither does a file, a post or a channel. What tells of cuts, or of day and
night, is listed in ``data/of_footage.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from witnessmark.account.attribution import said_by_footage
from witnessmark.account.clocks import CLOCK_FACE
from witnessmark.account.footage_names import MEDIUM, NAMES
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import data
from witnessmark.model import Claim

_IN_IT = re.compile(
    r"\b(?:in|on|throughout|during) (?:the|this|that|our|my) (?:whole |entire |full )?"
    r"(?:video|clip|footage|film|recording|sequence|soundtrack)\b",
    re.I,
)
_PART_OF_IT = re.compile(rf"\b{MEDIUM}\b|\bmarks?\b|\b{CLOCK_FACE}\b", re.I)


def speaks_of_cuts(words: str) -> bool:
    """Say whether *words* tell of cuts in the footage, or that there are none: those are seen.

    They are those of a claim about the footage as a thing; of others ask :func:`is_of_cuts`.
    """
    return is_of_cuts(words) or _patterns("cuts").search(words) is not None


def is_of_cuts(words: str) -> bool:
    """Say whether *words* can tell of nothing but cuts in the footage, or that there are none."""
    return _patterns("surely_cuts").search(words) is not None


def speaks_of_light(words: str) -> bool:
    """Say whether *words*, of a claim about the footage as a thing, tell by what light it is."""
    return is_of_light(words) or _patterns("light").search(words) is not None


def is_of_light(words: str) -> bool:
    """Say whether *words* tell that it is day or night in the picture, whatever else they tell."""
    return _patterns("surely_light").search(words) is not None


@cache
def _patterns(name: str) -> re.Pattern[str]:
    listed = (f"(?:{one})" for one in data("of_footage.yaml")[name])
    return re.compile(rf"\b(?:{'|'.join(listed)})\b".replace("MEDIUM", NAMES), re.I)


def tells_of_footage(parsed: ParsedSentence, claim: Claim) -> bool:
    """Say whether *claim*, of the sentence *parsed*, is told of the footage by its own words."""
    if said_by_footage(parsed.text) or _IN_IT.search(claim.quote):
        return True
    return claim.time.cue is not None and _PART_OF_IT.search(claim.time.cue) is not None
