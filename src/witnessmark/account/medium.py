"""Clauses about the footage itself: that it is their subject, and with what it opens or ends.

Conventions
-----------
"The video opens with a blast" is a clause about the footage that tells of a blast at its start;
"the last sound is a siren" tells of a siren at its end.
"""

from __future__ import annotations

import re

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.lexicon import is_a

#: Verbs by which a recording has a beginning or an end.
_BOUNDS = frozenset(
    {
        "open",
        "begin",
        "start",
        "close",
        "end",
        "finish",
        "conclude",
        "culminate",
        "stop",
        "commence",
    }
)
#: "The first thing heard is", "the last sound is": how a list of sounds or sights is bounded.
_FIRST_LAST = re.compile(
    r"(?:the )?(?:very )?(?:first|last|final|opening|closing) (?:thing|sound|noise|sight|image|shot"
    r"|sounds|event)\b"
)


def mentions_medium(clause: Clause) -> bool:
    """Say whether the subject of the clause is the footage itself."""
    passive = [child for child in clause.head.children if child.dep_ == "nsubjpass"]
    return any(
        is_a(words.whole_names(noun), "media") for noun in [*words.subjects(clause.head), *passive]
    )


def is_of_medium(called: frozenset[str]) -> bool:
    """Say whether any of the nouns so called is footage, a part of it or a place to put it."""
    return is_a(called, "media", "media_part", "publishing")


def bounds_footage(clause: Clause) -> bool:
    """Say whether the clause tells with what the footage opens or ends."""
    if not mentions_medium(clause) or words.lemma(clause.head) not in _BOUNDS:
        return False
    return any(token.lower_ in {"with", "on"} for token in clause.head.children)


def is_first_or_last(clause: Clause) -> bool:
    """Say whether the clause tells what is heard or seen first or last."""
    text = " ".join(token.lower_ for token in clause.tokens[:9])
    return words.lemma(clause.head) in {"be", "come"} and _FIRST_LAST.match(text) is not None


def names_credits(clause: Clause) -> bool:
    """Say whether the clause speaks of captions, titles or other things put on the footage."""
    return bool(clause.lemmas & {"caption", "title", "logo", "credit", "subtitle", "watermark"})
