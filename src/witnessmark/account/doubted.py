"""Every hedge of a sentence finds its claims, so that no claim is surer than its sentence.

Conventions
-----------
A hedge in the words of a claim, or of what presents it, is the claim's already (drafting.py), and
is given to the claims of its complement as well: "it is doubtful that A and that B" doubts both. A
remark behind claims ("..., residents say") is of all that precede it. A hedge that is left lies in
a frame ("we could not verify") or in words that no claim took: it touches the claims that hang on
it in the grammar, or else the nearest one. No hedge reaches over a semicolon as long as there is a
claim on its own side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from witnessmark.account.clauses import TIME_LINKS
from witnessmark.account.drafting import Draft
from witnessmark.account.hedges import Doubt

#: What hangs on a hedge as that which it doubts: "doubtful that", "whether", "reports of".
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "acl"})
#: What belongs to a complement further down; what is told beside it (a relative clause) does not.
_INSIDE = _COMPLEMENTS | {"conj", "dobj", "attr", "acomp", "oprd", "prep", "pobj"}
#: Words of a hedge that belong to the verb, adjective or noun above them.
_BELONGING = frozenset({"aux", "auxpass", "neg", "advmod", "prep", "acomp", "prt", "mark"})


def with_every_doubt(made: Sequence[Draft], doubts: Iterable[Doubt]) -> tuple[Draft, ...]:
    """Return *made* with each of *doubts* given to those that it touches."""
    held = {doubt.first.i for draft in made for doubt in draft.doubts}
    held |= {draft.voice.cue[0].i for draft in made if draft.voice.cue is not None}
    drafts = list(made)
    for doubt in doubts:
        reach = _presented if doubt.first.i in held else _touched
        for number in reach(drafts, doubt):
            if not _has(drafts[number], doubt):
                own = (*drafts[number].doubts, doubt)
                drafts[number] = replace(drafts[number], doubts=own)
    return tuple(drafts)


def _has(draft: Draft, doubt: Doubt) -> bool:
    cue = draft.voice.cue
    voiced = cue is not None and cue[0].i <= doubt.first.i <= cue[1].i
    return voiced or any(one.first.i == doubt.first.i for one in draft.doubts)


def _presented(drafts: Sequence[Draft], doubt: Doubt) -> list[int]:
    """Return the numbers of the drafts in the complement of a hedge that another draft holds."""
    if doubt.effect != "claim":
        return []
    if doubt.remark:
        return _remarked(drafts, doubt)
    cue = {token.i for token in doubt.first.doc[doubt.first.i : doubt.last.i + 1]}
    cue.add(_governor(doubt.first).i)
    return [
        number
        for number, draft in enumerate(drafts)
        if _is_below(draft.clause.head, cue) and not _is_walled(draft, doubt)
    ]


def _remarked(drafts: Sequence[Draft], doubt: Doubt) -> list[int]:
    """Return the numbers of the drafts that a remark stands behind, and that no one else tells."""
    return [
        number
        for number, draft in enumerate(drafts)
        if draft.clause.head.i < doubt.first.i
        and not (draft.voice.reported or _is_walled(draft, doubt))
    ]


def _is_below(head: Token, cue: set[int]) -> bool:
    """Say whether *head* is, or lies inside, a complement of one of the words of *cue*."""
    here = head
    while here.head.i != here.i:
        if here.head.i in cue:
            return here.dep_ in _COMPLEMENTS and here.i not in cue
        if here.dep_ not in _INSIDE or (here.dep_ == "pcomp" and here.head.lower_ in TIME_LINKS):
            return False  # "look stunned before fleeing": they fled
        here = here.head
    return False


def _touched(drafts: Sequence[Draft], doubt: Doubt) -> list[int]:
    """Return the numbers of the drafts below the hedge, or of the nearest one."""
    near = [n for n, draft in enumerate(drafts) if not _is_walled(draft, doubt)]
    near = near or list(range(len(drafts)))
    if not near:
        return []
    if doubt.remark and (ahead := _remarked(drafts, doubt)):
        return ahead
    top = _governor(doubt.first)
    below = [n for n in near if _hangs_on(drafts[n].clause.head, top)]
    if below and doubt.effect == "claim":
        return below
    return [min(near, key=lambda n: (_gap(drafts[n], doubt), n))]


def _is_walled(draft: Draft, doubt: Doubt) -> bool:
    """Say whether a semicolon stands between the hedge and the claim."""
    ends = sorted((draft.clause.head.i, doubt.first.i))
    return any(token.text == ";" for token in doubt.first.doc[ends[0] : ends[1]])


def _governor(token: Token) -> Token:
    """Return the verb or noun that the hedge belongs to."""
    here = token
    while here.dep_ in _BELONGING:
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
