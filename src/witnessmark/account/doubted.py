"""Every hedge of a sentence finds its claim, so that no claim is surer than its sentence.

Conventions
-----------
A hedge in the words of a claim, or of what presents it, is the claim's already (drafting.py). One
that is left lies in a frame ("we could not verify", "residents say") or in words that no claim
took: it touches the claims that hang on it in the grammar, or else the nearest one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from witnessmark.account.drafting import Draft
from witnessmark.account.hedges import Doubt


def with_every_doubt(made: Sequence[Draft], doubts: Iterable[Doubt]) -> tuple[Draft, ...]:
    """Return *made* with each of *doubts* that none of them has given to those it touches."""
    held = {doubt.first.i for draft in made for doubt in draft.doubts}
    held |= {draft.voice.cue[0].i for draft in made if draft.voice.cue is not None}
    drafts = list(made)
    for doubt in doubts:
        if doubt.first.i in held:
            continue
        for number in _touched(drafts, doubt):
            own = (*drafts[number].doubts, doubt)
            drafts[number] = replace(drafts[number], doubts=own)
    return tuple(drafts)


def _touched(drafts: Sequence[Draft], doubt: Doubt) -> list[int]:
    """Return the numbers of the drafts below the hedge, or of the nearest one."""
    if not drafts:
        return []
    top = _governor(doubt.first)
    below = [n for n, draft in enumerate(drafts) if _hangs_on(draft.clause.head, top)]
    if below and doubt.effect == "claim":
        return below
    return [min(range(len(drafts)), key=lambda n: (_gap(drafts[n], doubt), n))]


def _governor(token: Token) -> Token:
    """Return the verb or noun that the hedge belongs to."""
    here = token
    while here.dep_ in {"aux", "auxpass", "neg", "advmod", "prep", "acomp", "prt"}:
        here = here.head
    return here


def _hangs_on(head: Token, top: Token) -> bool:
    return any(above.i == top.i for above in head.ancestors)


def _gap(draft: Draft, doubt: Doubt) -> int:
    own = [token.i for token in draft.clause.tokens]
    if not own:
        return 1000
    if own[0] <= doubt.first.i <= own[-1]:
        return 0
    return min(abs(own[0] - doubt.last.i), abs(own[-1] - doubt.first.i))
