"""Where a warning that is denied would have to be heard: in the seconds before what it is tied to.

Conventions
-----------
"An explosion is heard without any warning" is about the moments before that explosion. A denied
warning that is tied to nothing heard cannot be placed, since one may have been given before the
recording begins. Where several things heard could be what it is tied to, all of the time from
before the first to the start of the last counts.

A warning shot is gunfire. Of the shots that are heard any may have been one, and of those that are
not any may have been fired before the recording begins: a denied warning shot is always open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from witnessmark.alignment.bearing import Bearing
from witnessmark.alignment.endpoints import STARTS_BEFORE
from witnessmark.alignment.window import Window, coverage, span_of
from witnessmark.model import (
    Claim,
    Kind,
    Observation,
    Polarity,
    Reading,
    Recording,
    Relation,
    Sentence,
)

#: Seconds before the use of force in which a shouted warning would lie. It must leave time to be
#: heeded (UN Basic Principles on the Use of Force and Firearms, 1990, principle 10), which names
#: no number; this one is our own.
WARNED_WITHIN = Fraction(15)
#: Under these a voice was not listened for well enough to say that there was none.
DROWNS = frozenset({Kind.GUNFIRE, Kind.EXPLOSION})
#: Why nothing follows for warning shots, as half a sentence.
OPEN_SHOTS = (
    "gunfire does not tell whether any of it was a warning, and a warning shot may have been "
    "fired before the recording begins"
)
#: Words for the one beginning of something that may then go on, and stop, and go on.
_BEGINS = re.compile(
    r"\b(?:begins?|began|starts?|started|sets? in|opens?(?: (?:up|fire))?|opened(?: (?:up|fire))?"
    r"|breaks? out|broke out|erupts?|erupted|commence[sd]?|goes into action|went into action"
    r"|joins? in|joined in|cuts? loose|lets? (?:loose|rip))\b",
    re.I,
)
_ENDS_IN_WARNING = re.compile(r"\bwarning\s*$", re.I)
_BEGINS_WITH_SHOTS = re.compile(r"\s*(?:shots?|rounds?|bursts?|volleys?|fire)\b", re.I)


def cut_warning_shots(reading: Reading) -> frozenset[str]:
    """Return the ids of claims between which the words "warning shots" were cut in two.

    Neither half says what the account says: one denies or asserts a warning that would be spoken,
    the other shots of which nothing more is said.
    """
    sentences = {sentence.index: sentence for sentence in reading.sentences}
    return frozenset(
        claim.id
        for claim in reading.claims
        if (sentence := sentences.get(claim.sentence)) is not None and _is_cut(claim, sentence)
    )


def _is_cut(claim: Claim, sentence: Sentence) -> bool:
    start = claim.span[0] - sentence.span[0]
    before, after = sentence.text[:start], sentence.text[start + len(claim.quote) :]
    if _ENDS_IN_WARNING.search(claim.quote):
        return _BEGINS_WITH_SHOTS.match(after) is not None
    cut_before = _ENDS_IN_WARNING.search(before) is not None
    return cut_before and _BEGINS_WITH_SHOTS.match(claim.quote) is not None


def placed_before_force(
    bearing: Bearing,
    bearings: Mapping[str, Bearing],
    relations: Iterable[Relation],
    recording: Recording,
    observations: Sequence[Observation],
) -> Bearing:
    """Return *bearing* with the window that a denied warning is about; any other as it is."""
    claim = bearing.claim
    denied = claim.act == "WARNING" and claim.polarity is Polarity.NEGATIVE
    if not denied or bearing.evidence.kind is not Kind.SPEECH:
        return bearing
    tied = _force(bearing, bearings, relations)
    if not tied:
        if bearing.window.unplaced is not None or bearing.window.stated:
            return bearing
        # "Without warning", and in the next sentence "there's no warning": of the same force.
        tied = _force_told_just_before(bearing, bearings)
    window = _window(bearing, tied)
    within = tuple(one for one in bearing.everywhere if window.span.overlaps(one.span))
    share = coverage(window.span, recording, observations, DROWNS)
    return replace(bearing, window=window, within=within, events=within, share=share)


def _force(
    bearing: Bearing, bearings: Mapping[str, Bearing], relations: Iterable[Relation]
) -> list[Bearing]:
    """Return the claims of force that *relations* put a denied warning before."""
    return [
        other
        for relation in relations
        if relation.first == bearing.claim.id and set(relation.allen) <= STARTS_BEFORE
        if (other := bearings.get(relation.second)) is not None
        and other.claim.polarity is Polarity.POSITIVE
    ]


def _force_told_just_before(bearing: Bearing, bearings: Mapping[str, Bearing]) -> list[Bearing]:
    """Return the force of the sentence before, where that told of it as coming without warning."""
    before = [one for one in bearings.values() if one.claim.sentence == bearing.claim.sentence - 1]
    denied = [
        one
        for one in before
        if one.claim.act == "WARNING" and one.claim.polarity is Polarity.NEGATIVE
    ]
    force = [
        one
        for one in before
        if one.claim.polarity is Polarity.POSITIVE
        and one.evidence.kind in {Kind.GUNFIRE, Kind.EXPLOSION}
    ]
    return force if denied else []


def _window(bearing: Bearing, force: Sequence[Bearing]) -> Window:
    if not force:
        return _nowhere(bearing, "one may have been given before the recording begins")
    starts = [at for other in force for at in _starts(other)]
    if not starts:
        return _nowhere(bearing, "what it would have come before was not heard")
    first, last = min(starts), max(starts)
    if first < WARNED_WITHIN:
        begins = f"the recording begins only {float(first):.1f} s before"
        return _nowhere(bearing, f"{begins}, and {WARNED_WITHIN} s are needed")
    return Window(span_of(first - WARNED_WITHIN, last), stated=True, leading=True)


def _starts(force: Bearing) -> list[Fraction]:
    """Return when what was heard began; what "sets in" or "breaks out" did so once, at first."""
    starts = [one.start.seconds for one in force.within]
    return [min(starts)] if starts and _BEGINS.search(force.claim.quote) else starts


def _nowhere(bearing: Bearing, why: str) -> Window:
    return Window(bearing.whole, unplaced=why)
