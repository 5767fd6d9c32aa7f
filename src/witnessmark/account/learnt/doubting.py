"""Hedges that the network finds where the lists have none.

Conventions
-----------
The closed lists of hedge cues go first: what they find stays as it is. A cue that the network is
sure of, and that touches none of theirs, is added to the claim that holds it, or else to the next
of its sentence. It lowers what was certain to probable, and what was doubted no further: so taking
a hedge away never makes a claim less certain.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from witnessmark.account.attribution import said_by_footage
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.hedges import no_surer_than
from witnessmark.account.learnt.network import Cue
from witnessmark.account.scopes import scoped
from witnessmark.model import Claim, Hedge

#: How likely a run of words must be a hedge.
SURELY = 0.8
#: What a cue may touch, to be taken from the network.
_TAKEN = frozenset({"claim", "part"})
#: Cues with another sense ("could be heard", "claims two lives"), which the grammar tells apart.
_TOLD_APART = frozenset({"may", "might", "could", "should", "must", "claim", "claims", "claimed"})
#: What somebody was able to perceive, which no list doubts either: "we could identify no fire".
_PERCEIVED = re.compile(
    r"(?:(?:we|i|you|one|they|the \w+) )?(?:could|can|was able to|were able to)"
    r" (?:identify|find|hear|detect|see|spot|discern|make out|locate|observe)",
    re.I,
)


def doubted(
    sentence: ParsedSentence, claims: Sequence[Claim], cues: Sequence[Cue]
) -> tuple[Claim, ...]:
    """Return *claims*, all of *sentence*, with those of *cues* in it that no list has.

    *cues* are in order and may be those of the whole account.
    """
    start, end = sentence.sentence.span
    first = bisect_left(cues, start, key=lambda cue: cue.span[0])
    past = bisect_left(cues, end, key=lambda cue: cue.span[0])
    known = [hedge.span for claim in claims for hedge in claim.hedges]
    found = list(claims)
    for cue in cues[first:past]:
        new = not any(cue.span[0] < high and low < cue.span[1] for low, high in known)
        if not (new and cue.chance >= SURELY and cue.effect in _TAKEN):
            continue
        words = sentence.sentence.text[cue.span[0] - start : cue.span[1] - start]
        told_apart = words.lower() in _TOLD_APART or _PERCEIVED.fullmatch(words)
        if told_apart or _is_of_the_footage(sentence, cue):
            continue
        place = _hedged(cue, found)
        if place is not None:
            found[place] = _with(sentence, found[place], cue)
    return tuple(found)


def _is_of_the_footage(sentence: ParsedSentence, cue: Cue) -> bool:
    """Say whether *cue* is part of "according to the recording", which doubts nothing."""
    start = sentence.sentence.span[0]
    return any(
        start + low < cue.span[1] and cue.span[0] < start + high
        for low, high in said_by_footage(sentence.text)
    )


def _hedged(cue: Cue, claims: Sequence[Claim]) -> int | None:
    """Return the number of the claim that *cue* is about: the shortest around it, or the next."""
    around = [n for n, one in enumerate(claims) if _holds(one.span, cue.span)]
    if around:
        return min(around, key=lambda n: (claims[n].span[1] - claims[n].span[0], n))
    behind = [n for n, one in enumerate(claims) if one.span[0] >= cue.span[1]]
    if behind:
        return min(behind, key=lambda n: (claims[n].span[0], n))
    return max(range(len(claims)), key=lambda n: claims[n].span[1], default=None)


def _holds(claim: tuple[int, int], cue: tuple[int, int]) -> bool:
    return claim[0] <= cue[0] and cue[1] <= claim[1]


def _with(sentence: ParsedSentence, claim: Claim, cue: Cue) -> Claim:
    start = sentence.sentence.span[0]
    words = sentence.sentence.text[cue.span[0] - start : cue.span[1] - start]
    hedge = Hedge.model_validate({"cue": words, "span": cue.span, "effect": cue.effect})
    hedges = sorted((*claim.hedges, *scoped(sentence, claim.span, (hedge,))), key=lambda h: h.span)
    certainty = claim.certainty
    if cue.effect == "claim" and certainty is not None:
        certainty = no_surer_than(certainty, "probable")
    return claim.model_copy(update={"hedges": tuple(hedges), "certainty": certainty})
