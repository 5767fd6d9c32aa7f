"""Accounts of invented incidents as marked text: what weighing is scored on, to learn reading by.

They are composed from the wordings that may be looked at (``evaluation/weighing/wording``): of
each set of them the same number of accounts, with seeds of which none is evaluated. What a perfect
reader reads is the marking. Gunfire of no kind is marked as other writers mark it: shots or rounds
as fire of small arms, all else as an exchange. The wordings kept for reports are never read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marked import Marked, Marking

from witnessmark.evaluation.weighing.composing import compose
from witnessmark.evaluation.weighing.writer import LEARNT
from witnessmark.model import Claim
from witnessmark.rendering.incidents import FAMILIES, draw_incident

#: Neither a development seed nor one of those that are reported on.
FIRST = 5_000
#: Accounts of each family in each set of wordings.
EACH = 3
_SHOTS = re.compile(r"\b(shots?|rounds?|triggers?|gunshots?|bullets?)\b", re.IGNORECASE)


def composed(each: int = EACH) -> Iterator[Marked]:
    """Yield *each* accounts of every family of incidents, in every set of wordings."""
    for place, bank in enumerate((None, *LEARNT)):
        for family in FAMILIES:
            for number in range(each):
                seed = FIRST + each * place + number
                made = compose(draw_incident(family, seed), family, seed, bank=bank)
                claims = tuple(_marking(claim) for claim in made.reading.claims)
                author = f"composed_{bank or 'first'}"
                yield Marked(author, f"{author}/{made.name}", made.text, claims, hedged=True)


def _marking(claim: Claim) -> Marking:
    answers = {
        "act": _act(claim),
        "type": str(claim.type),
        "sense": str(claim.perceptibility),
        "polarity": str(claim.polarity),
        "certainty": claim.certainty,
    }
    return Marking(claim.span, answers, tuple((hedge.span, hedge.effect) for hedge in claim.hedges))


def _act(claim: Claim) -> str:
    """Return the act as people mark it."""
    if claim.act == "EXCHANGE_FIRE" and _SHOTS.search(claim.quote):
        return "FIRE_SMALL_ARMS"
    return str(claim.act)
