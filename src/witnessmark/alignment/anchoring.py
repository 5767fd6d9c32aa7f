"""Where a denial holds that is tied to something else: "no voices after the blast".

Conventions
-----------
What a denial is tied to may be one of several things heard. The stretch that is meant whichever it
is, is the narrow one, the stretch that may be meant the wide one. Nothing in the wide one bears the
denial out; something in the narrow one speaks against it; something in between leaves it open.
Order is of starts: "after the blast" is after it began.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from witnessmark.alignment.bearing import Bearing, lies_in, members
from witnessmark.alignment.endpoints import start_signs
from witnessmark.alignment.window import Window, coverage, span_of
from witnessmark.model import Observation, Polarity, Recording, Relation


def placed_beside(
    bearing: Bearing,
    bearings: Mapping[str, Bearing],
    relations: Sequence[Relation],
    recording: Recording,
    observations: Sequence[Observation],
) -> Bearing:
    """Return *bearing* in the stretch that its relations give it, where it is such a denial.

    As it is where it has a window of its own, where it is tied to more than one thing, or where
    what it is tied to was not heard.
    """
    if bearing.claim.polarity is not Polarity.NEGATIVE or bearing.window.stated:
        return bearing
    tied = [one for one in relations if bearing.claim.id in {one.first, one.second}]
    if len(tied) != 1 or tied[0].first == tied[0].second:
        return bearing
    relation = tied[0]
    mine = relation.first == bearing.claim.id
    other = bearings.get(relation.second if mine else relation.first)
    signs = start_signs(relation.allen)
    if other is None or other.claim.polarity is Polarity.NEGATIVE or len(signs) != 1:
        return bearing
    after = (1 in signs) is mine
    if 0 in signs or set(relation.allen) == {"m"} or not other.within:
        return bearing
    starts = sorted(one.start.seconds for one in other.within)
    length = bearing.whole.duration
    if after:
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
    why = f"{relation.cue!r} may be of one of several things"
    return replace(bearing, window=replace(bearing.window, unplaced=why))


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
