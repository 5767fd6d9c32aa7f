"""Which of the things heard an account means by "the first explosion", "the second shot".

Conventions
-----------
Ranks are counted as the recording has them. A thing that is not sure may or may not count, one that
stands for several fronts counts once or as often, and so the *n*-th may be one of several. Where
less than *n* are sure, it cannot be said which was the *n*-th; nor where too little was heard, or
where the words rank nothing single ("the first two shots", "the first loud one").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from witnessmark.alignment.bearing import Bearing, lies_in, members, shots_in
from witnessmark.alignment.counting import interval_of
from witnessmark.alignment.ranks import LAST, ranks_at_all, tells_of_beginning
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.weighed import SOUND_FLOOR
from witnessmark.model import Kind, Observation


def meant_by(bearing: Bearing) -> tuple[Observation, ...] | None:
    """Return what in the window may be what the claim speaks of; None where that cannot be said.

    All of it, where the claim ranks nothing; nothing, where what it ranks lies outside.
    """
    if bearing.rank is None:
        says_which = ranks_at_all(bearing.claim.quote)
        beginning = tells_of_beginning(bearing.claim.quote)
        return bearing.within if beginning or not says_which else None
    counted_off = counted_off_by(bearing)
    if counted_off is None:
        return None
    inside = tuple(one for one in counted_off if lies_in(one, bearing.window))
    return inside if len(inside) in {0, len(counted_off)} else None


def counted_off_by(bearing: Bearing) -> tuple[Observation, ...] | None:
    """Return what in all of the recording may have the claim's rank; None where it has none.

    None as well where that cannot be said, since too few are sure, or too little was heard.
    """
    if bearing.rank is None or bearing.share_of_all < SOUND_FLOOR:
        return None
    heard = bearing.everywhere if bearing.rank.of_runs else bearing.every
    things = sorted([*heard, *bearing.maybe_anywhere], key=lambda one: one.start)
    if bearing.rank.number == LAST:  # which is one of several
        return _ranked(bearing, things[::-1], 1) if len(things) > 1 else None
    return _ranked(bearing, things, bearing.rank.number)


def too_few_for_rank(bearing: Bearing) -> bool:
    """Say whether, with all that may have been missed, there were fewer than the claim counts."""
    if bearing.rank is None or bearing.rank.of_runs or bearing.share_of_all < SOUND_FLOOR:
        return False
    things = (*bearing.every, *bearing.maybe_anywhere)
    return sum(_counts(bearing, one)[1] for one in things) < bearing.rank.number


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
    group = next((group for group in bearing.everywhere if one.id in members(group)), None)
    if group is None:
        return sure, 1
    low, high = interval_of(group)
    exact = low >= shots_in(group)
    return sure if exact else 0, 1 + max(high - shots_in(group), 0)
