"""Where a denial holds that is tied to something else: "no voices after the blast".

Conventions
-----------
What a denial is tied to may be one of several things heard. The stretch that is meant whichever it
is, is the narrow one, the stretch that may be meant the wide one. Nothing in the wide one bears the
denial out; something in the narrow one speaks against it; something in between leaves it open.
Order is of starts: "after the blast" is after it began.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from witnessmark.alignment.bearing import Bearing, lies_in, members
from witnessmark.alignment.endpoints import start_signs
from witnessmark.alignment.lasting import length_told
from witnessmark.alignment.window import Window, coverage, span_of
from witnessmark.model import Observation, Polarity, Recording, Relation

#: Words that tell one thing after another, and not at once.
_IN_TURN = re.compile(r"(?:and )?(?:then|next|later|afterwards|thereafter|subsequently)", re.I)


def placed_beside(
    bearing: Bearing,
    bearings: Mapping[str, Bearing],
    relations: Sequence[Relation],
    recording: Recording,
    observations: Sequence[Observation],
) -> Bearing:
    """Return *bearing* in the stretch that its relations give it, where it is such a denial.

    As it is where it has a window of its own, where it is tied to things on both sides, or where
    what it is tied to was not heard.
    """
    if bearing.claim.polarity is not Polarity.NEGATIVE or bearing.window.stated:
        return bearing
    tied = [one for one in relations if bearing.claim.id in {one.first, one.second}]
    sides = {_side(bearing, one, bearings) for one in tied}
    if len(sides) != 1 or None in sides:
        return bearing
    # Tied to several things ("before the shooting", told of in three claims) it lies beside all.
    starts = sorted(
        one.start.seconds for relation in tied for one in bearings[_other(bearing, relation)].within
    )
    length = bearing.whole.duration
    told = length_told(bearing.claim)
    at_once = not all(_IN_TURN.fullmatch(one.cue) for one in tied)
    if sides == {"after"} and at_once and told is not None and told[0] > 0:
        # "For ten seconds after the blast": as long as that, whichever blast it was after.
        ends = sorted(
            one.end.seconds
            for relation in tied
            for one in bearings[_other(bearing, relation)].within
        )
        wide = (ends[0], min(ends[-1] + told[0], length))
        narrow = (ends[-1], min(ends[0] + told[0], length))
        bearing = replace(bearing, bounded=False)
    elif sides == {"after"}:
        wide, narrow = (starts[0], length), (starts[-1], length)
    else:
        wide, narrow = (0 * length, starts[-1]), (0 * length, starts[0])
    for low, high in (wide, narrow):
        if high - low <= 0:
            return bearing
    found = _windowed(bearing, Window(span_of(*wide), stated=True), recording, observations)
    if not found.within and not found.maybe:
        return found
    sure = _windowed(bearing, Window(span_of(*narrow), stated=True), recording, observations)
    if sure.within:
        return sure
    why = f"{tied[0].cue!r} may be of one of several things"
    return replace(bearing, window=replace(bearing.window, unplaced=why))


def _other(bearing: Bearing, relation: Relation) -> str:
    """Return the claim to which *relation* ties that of *bearing*."""
    return relation.second if relation.first == bearing.claim.id else relation.first


def _side(
    bearing: Bearing, relation: Relation, bearings: Mapping[str, Bearing]
) -> Literal["before", "after"] | None:
    """Return on which side of what was heard *relation* puts the denial, None where on neither."""
    other = bearings.get(_other(bearing, relation))
    signs = start_signs(relation.allen)
    if relation.first == relation.second or other is None or not other.within:
        return None
    if other.claim.polarity is Polarity.NEGATIVE or len(signs) != 1 or 0 in signs:
        return None
    if set(relation.allen) == {"m"}:
        return None
    return "after" if (1 in signs) is (relation.first == bearing.claim.id) else "before"


def _windowed(
    bearing: Bearing, window: Window, recording: Recording, observations: Sequence[Observation]
) -> Bearing:
    events = tuple(one for one in bearing.events if lies_in(one, window))
    known = {one.id for one in events}
    return replace(
        bearing,
        window=window,
        within=tuple(one for one in bearing.within if known & {one.id, *members(one)}),
        events=events,
        maybe=tuple(one for one in bearing.maybe if lies_in(one, window)),
        share=coverage(window.span, recording, observations),
    )
