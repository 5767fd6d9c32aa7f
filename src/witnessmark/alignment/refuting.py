"""What a sentence mentions only to deny it: "talk of shelling is wrong: nothing explodes".

Conventions
-----------
The sentence denies the very kind of thing that it tells of, without saying when, and words between
the two set them against each other or call the one talk. What is so mentioned is no claim of the
account's; the denial alone decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from witnessmark.alignment.evidence import Evidence, evidence_for
from witnessmark.alignment.window import MEDIA_UNITS
from witnessmark.model import Claim, Polarity, Reading, Sentence

#: Words by which something is talk, and no more.
_TALK = re.compile(
    r"\b(?:talk|claims?|claimed|claiming|rumou?rs?|reports?|stor(?:y|ies)|myth|tales?|fiction|versions?"
    r"|contrary to|so much for|despite|in spite of|what .{1,40} calls?(?:ed)?|promis\w+|captions?"
    r"|headlines?|wrong\w*|mistak\w+|false\w*|untrue|nonsense|invent\w+|alleg\w+|insist\w*"
    r"|accus\w+|assert\w*|maintain\w*|believ\w+|said|says?|told|writes?|wrote|spoke|speaks?)\b"
    r"|[\"“”\u2018]|(?<!\w)'(?=\w)",
    re.I,
)
#: Words that set what follows against what went before.
_AGAINST = re.compile(
    r"\b(?:yet|but|however|though|although|whereas|when|since|because)\b|[:—–]", re.I
)


def refuted(
    reading: Reading, testable: Mapping[str, tuple[Claim, Evidence]], tied: frozenset[str]
) -> frozenset[str]:
    """Return the claims that their own sentence denies, by id.

    *testable* has the claims that sound speaks to; *tied* those that are tied to another in time.
    What somebody else is said to claim is refuted as well, though no sound speaks to it.
    """
    found: set[str] = set()
    for sentence in reading.sentences:
        mine = [one for one in reading.claims if one.sentence == sentence.index]
        asked = [testable[one.id] for one in mine if one.id in testable and one.id not in tied]
        others = [one for one in mine if one.id not in testable and one.id not in tied]
        heard = [(one, heard_as) for one in others if (heard_as := evidence_for(one)) is not None]
        found |= _refuted_in(sentence, [*asked, *heard])
    return frozenset(found)


def _refuted_in(sentence: Sentence, asked: Sequence[tuple[Claim, Evidence]]) -> set[str]:
    told = [one for one in asked if one[0].polarity is Polarity.POSITIVE and not _is_placed(one[0])]
    denied = [one for one in asked if one[0].polarity is Polarity.NEGATIVE]
    return {
        claim.id
        for claim, evidence in told
        for denial, gone in denied
        if _is_same(evidence, gone) and _is_set_against(sentence, claim, denial)
    }


def _is_placed(claim: Claim) -> bool:
    """Say whether the words of *claim* give it a time of its own in the footage."""
    time = claim.time
    return (
        time.clock is not None
        or time.window is not None
        or any(quantity.unit in MEDIA_UNITS for quantity in claim.quantities)
    )


def _is_same(told: Evidence, gone: Evidence) -> bool:
    """Say whether what is *told* is of the kind that is *gone*: a denial of any shot is of each."""
    return told.kind is gone.kind and gone.modes in {None, told.modes}


def _is_set_against(sentence: Sentence, told: Claim, denial: Claim) -> bool:
    start = sentence.span[0]
    first, second = sorted((told, denial), key=lambda one: one.span)
    before = sentence.text[: second.span[0] - start]
    between = sentence.text[first.span[1] - start : second.span[0] - start]
    return _TALK.search(before) is not None and (
        second is denial and _AGAINST.search(between) is not None
    )
