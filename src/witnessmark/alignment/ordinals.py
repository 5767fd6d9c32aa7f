"""Which of the things heard an account means by "the first explosion", "the second shot".

Conventions
-----------
Ranks are counted as the recording has them. A thing that is not sure may or may not count, one that
stands for several fronts counts once or as often, and so the *n*-th may be one of several. Where
less than *n* are sure, it cannot be said which was the *n*-th; nor where the claim has a window of
its own, where too little was heard, or where the words rank nothing single ("the first two shots",
"the first loud one").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from witnessmark.alignment.bearing import Bearing, members, shots_in
from witnessmark.alignment.counting import interval_of
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.unread import BEGINNING, RANKS
from witnessmark.alignment.weighed import SOUND_FLOOR
from witnessmark.model import Kind, Observation

_RANK = re.compile(rf"\b(?<!\bat )(?:{'|'.join(RANKS)}|\d+(?:st|nd|rd|th)|last|final)\b", re.I)
_NOUNS = {
    Kind.EXPLOSION: re.compile(r"\s+(?:explosion|blast|detonation)\b", re.I),
    Kind.GUNFIRE: re.compile(r"\s+(?:shot|gunshot|round)\b", re.I),
}


def meant_by(bearing: Bearing) -> tuple[Observation, ...] | None:
    """Return what in the window may be what the claim speaks of; None where that cannot be said.

    All of it, where the claim ranks nothing.
    """
    if tells_of_beginning(bearing.claim.quote):
        return bearing.within
    ranks = list(_RANK.finditer(bearing.claim.quote))
    if not ranks:
        return bearing.within
    noun = _NOUNS.get(bearing.evidence.kind)
    named = noun is not None and noun.match(bearing.claim.quote, ranks[0].end()) is not None
    if len(ranks) > 1 or not named or bearing.window.stated or bearing.share < SOUND_FLOOR:
        return None
    rank = ranks[0].group().casefold()
    things = sorted([*bearing.events, *bearing.maybe], key=lambda one: one.start)
    if rank in {"last", "final"}:
        return _ranked(bearing, things[::-1], 1)
    return _ranked(bearing, things, RANKS.index(rank) + 1 if rank in RANKS else int(rank[:-2]))


def tells_of_beginning(words: str) -> bool:
    """Say whether *words* speak of how the fire, or the talking, began: "the first shots"."""
    return BEGINNING.search(words) is not None


def _ranked(
    bearing: Bearing, things: Sequence[Observation], rank: int
) -> tuple[Observation, ...] | None:
    """Return which of *things*, in order, may be the one of that *rank*."""
    counts = [_counts(bearing, one) for one in things]
    least = list(accumulate((low for low, _ in counts), initial=0))
    most = list(accumulate((high for _, high in counts), initial=0))
    if least[-1] < rank:
        return None
    return tuple(one for n, one in enumerate(things) if least[n] < rank <= most[n + 1])


def _counts(bearing: Bearing, one: Observation) -> tuple[int, int]:
    """Return as how many *one* counts at least and at most."""
    if one.kind is Kind.IMPULSE:
        return 0, 1
    sure = int(one.confidence >= SURE)
    if one.kind is Kind.EXPLOSION:
        return sure, interval_of(one)[1]
    group = next((group for group in bearing.within if one.id in members(group)), None)
    if group is None:
        return sure, 1
    low, high = interval_of(group)
    exact = low >= shots_in(group)
    return sure if exact else 0, 1 + max(high - shots_in(group), 0)
