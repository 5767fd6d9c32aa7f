"""Whether a number is of the whole recording by its words: "the film holds just 34 rounds".

Conventions
-----------
A number that is said to be all there was ("only", "at most") may still be of one side, one moment
or one of several things told. It is of everything where the words say so, or speak of what is to be
heard.
"""

from __future__ import annotations

import re
from functools import cache

from witnessmark.alignment.framing import footage_named

_HEARD = re.compile(
    r"\b(?:there (?:is|are|was|were)"
    r"|(?:is|are|was|were|be) (?:to be )?(?:heard|audible|counted|made out|picked up"
    r"|recorded|captured|documented)"
    r"|(?:can|could|may|might) be (?:heard|counted|made out|picked out|told apart|identified)"
    r"|(?:I|you|one|we) (?:can |could )?(?:hears?|heard|counts?|counted|gets?|got)"
    r"|the (?:microphone|mic|camera|phone) (?:picks?|picked) up)\b",
    re.I,
)


@cache
def _scope() -> re.Pattern[str]:
    """Return what speaks of the whole recording."""
    named = footage_named()
    return re.compile(
        r"\b(?:(?:in|on|over|during|across|throughout) (?:all of )?(?:the|this)"
        rf" {named}"
        rf"|(?:the|this) {named} (?:contains?|contained|holds?|held|has|had|yields?|yielded"
        r"|carr(?:ies|ied)|(?:can|could) be credited with"
        r"|captures?|captured|records?|recorded|shows?|showed|documents?|documented)"
        r"|all told|in all|in total|altogether|overall|a total of"
        r"|(?:from )?(?:start|beginning) to finish"
        r"|the (?:final |overall |whole )?(?:tally|total|count|number of))\b",
        re.I,
    )


def is_of_all(words: str, *, tells_of_more: bool) -> bool:
    """Say whether *words* speak of all that is in the recording.

    Words of what is heard do only where the account does not tell of more of the same elsewhere;
    words for the whole recording leave no more to tell of.
    """
    return _scope().search(words) is not None or (
        not tells_of_more and _HEARD.search(words) is not None
    )
