"""A verdict before it is signed, and the ways to hold back that assertions and denials share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.alignment.bearing import Bearing
from witnessmark.alignment.counting import unweighed
from witnessmark.alignment.description import describe, sentence
from witnessmark.alignment.limits import may_name_it
from witnessmark.alignment.window import Window, ends_early
from witnessmark.model import Citation, Kind, Observation, Polarity, Sought, Verdict

#: What the measured recall is of, by what was listened for.
_COUNTED = {
    Kind.GUNFIRE: "single shots",
    Kind.EXPLOSION: "explosions",
    Kind.SPEECH: "clear voices",
}
#: What is found less often than that, as docs/listening.md says in figures of other sets.
_RARER = {Kind.GUNFIRE: "; of bursts and of distant fire fewer are"}
#: Why a number under a negative is left open.
NUMBER_DENIED = "This denies a number, not the thing, and was not weighed"
#: What the absence of speech before the use of force does not tell.
_BEYOND = "; a warning by sign, by siren or out of earshot would not be heard"
#: Least share of the claimed window that must have been heard for an absence to count.
SOUND_FLOOR = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A verdict with everything a finding needs, before it is signed."""

    verdict: Verdict
    reason: str
    supports: bool | None = None
    confidence: float | None = None
    citations: tuple[Citation, ...] = ()


def unshowable(why: str) -> Weighed:
    """Return that no recording could show it; *why* in half a sentence."""
    return Weighed(Verdict.NOT_TESTABLE, f"No recording could show this: {why}.")


def nothing_there(bearing: Bearing, sought: Sought) -> Weighed:
    """Say that none was heard where the claim has it, as far as that can be said."""
    thing, place = bearing.evidence.thing, bearing.window.words
    if not may_name_it(bearing.claim, bearing.evidence, bearing.meaning):
        return left_open(bearing, f"Its words do not name {thing}, for which it was taken")
    doubtful = (*bearing.otherwise, *bearing.maybe)
    if (how_long := _in_no_case(bearing, doubtful)) is not None:
        heard = f"{sentence(describe(doubtful))}, which may be {thing}, but not {how_long}"
        return against(bearing, Verdict.NOT_SHOWN, heard, doubtful, sought.recall)
    if bearing.otherwise:
        fired = f"whether it was {thing} is not sure, since rounds may have been missed"
        return left_open(bearing, sentence(fired), bearing.otherwise)
    if bearing.maybe:
        return perhaps(bearing, f"No {thing} was surely heard {place}")
    denial = bearing.claim.polarity is Polarity.NEGATIVE
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, f"No {thing} was found; ", ())
    # A warning may be given out of earshot; only the time just before force says something.
    if (bearing.evidence.quiet and not bearing.window.leading) or bearing.window.outside:
        why = bearing.window.unplaced or "this need not be heard in the footage"
        return Weighed(Verdict.NOT_TESTED, f"No {thing} was heard {place}, but {why}.")
    return Weighed(
        Verdict.NOT_SHOWN,
        f"No {thing} was heard {place}{', as the account says' if denial else ''}; "
        f"the sound was usable in {float(bearing.share):.0%} of that, and where that was measured "
        f"worst, on {sought.measured_on}, {sought.recall:.0%} of {_COUNTED[bearing.evidence.kind]} "
        f"are found{_RARER.get(bearing.evidence.kind, '')}"
        f"{_BEYOND if bearing.window.leading else ''}{said_by(bearing)}.",
        supports=denial,
        confidence=sought.recall,
    )


def perhaps(bearing: Bearing, heard: str, there: Sequence[Observation] = ()) -> Weighed:
    """Decline, because bangs of unknown cause may be what was not surely *heard*.

    *there* is what was, and is cited with them.
    """
    alone = len(bearing.maybe) == 1
    cause = bearing.evidence.cause
    what = f"{'an' if cause == 'explosion' else 'a'} {cause}" if alone else f"{cause}s"
    if bearing.evidence.bang:
        what = "what is meant"
    return Weighed(
        Verdict.NOT_TESTED,
        f"{heard}, but {describe(bearing.maybe)}, which may be {what}{said_by(bearing)}.",
        citations=bearing.cite((*there, *bearing.maybe)),
    )


def perhaps_goes_on(bearing: Bearing) -> bool:
    """Say whether it lasts as its window asks for if bangs of unknown cause belong to it."""
    spans = [one.span for one in (*bearing.within, *bearing.maybe)]
    return ends_early(bearing.window, spans, bearing.whole) is None


def _in_no_case(bearing: Bearing, doubtful: Sequence[Observation]) -> str | None:
    """Return how long it does not last as its window asks, though all *doubtful* were it; or None.

    None as well where there is nothing doubtful, or too little of the window could be heard.
    """
    told = bearing.claim.polarity is Polarity.POSITIVE and not bearing.window.outside
    if not doubtful or not told or bearing.share < SOUND_FLOOR:
        return None
    return ends_early(bearing.window, [one.span for one in doubtful], bearing.whole)


def against(
    bearing: Bearing, verdict: Verdict, reason: str, cited: Sequence[Observation], confidence: float
) -> Weighed:
    """Return a *verdict* that does not bear the claim out; *reason* still lacks its full stop."""
    return Weighed(
        verdict,
        f"{reason}{said_by(bearing)}.",
        supports=False,
        confidence=confidence,
        citations=bearing.cite(cited),
    )


def unheard(bearing: Bearing, before: str, cited: Sequence[Observation]) -> Weighed:
    """Decline, because too little of the window could be heard."""
    return Weighed(
        Verdict.NOT_TESTED,
        sentence(f"{before}{too_little_heard(bearing.share, bearing.window)}"),
        citations=bearing.cite(cited),
    )


def too_little_heard(share: Fraction, window: Window) -> str:
    """Return the sentence that tells that only *share* of *window* could be heard."""
    return (
        f"{float(share):.1%} of the stretch {window.words} could be heard, "
        f"less than the {float(SOUND_FLOOR):.0%} that is needed to say more."
    )


def left_open(bearing: Bearing, why: str, cited: Sequence[Observation] | None = None) -> Weighed:
    """Decline, for a reason in the claim itself, and say what was heard all the same."""
    there = bearing.within if cited is None else cited
    heard = describe(there) if there else f"no {bearing.evidence.thing} was heard"
    return Weighed(
        Verdict.NOT_TESTED,
        f"{why}; {heard} {'' if there else bearing.window.words}".rstrip() + f"{said_by(bearing)}.",
        citations=bearing.cite(there),
    )


def not_weighed(bearing: Bearing) -> str:
    """Name the words of the claim that nothing weighed."""
    left = unweighed(bearing)
    words = ", ".join(f"“{word}”" for word in left[:6])
    more = " and more" if len(left) > 6 else ""
    return f"not weighed: {words}{more}"


def said_by(bearing: Bearing) -> str:
    """Return, in brackets, whose words they are where they are not the writer's."""
    source = bearing.claim.attribution
    return "" if source is None else f" (the words are those of {source}, not the writer's)"
