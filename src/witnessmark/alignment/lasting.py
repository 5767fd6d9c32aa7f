"""How long something lasts: as an account tells it, and as it was heard.

Conventions
-----------
A length that is told is a pair of bounds in seconds. Nobody who writes "twenty seconds" has used a
stopwatch, so that :data:`LOOSENESS` either way, and a second at least, is what a bare number
allows: our own reading. What was heard lasts as long as a group of it, or as several with pauses of
no more than :data:`PAUSE` between them, or as all of it from the first to the last. A length is
borne out or left open, and never refuted: where firing begins and ends is a matter of what one
counts in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.alignment.evidence import Evidence
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.window import LONGEST_PAUSE, MEDIA_UNITS
from witnessmark.clock import Span, clock_face
from witnessmark.model import Claim, Kind, Observation, Quantity

#: What is said of a length that nothing here could be held against.
LENGTH_UNTESTED = "how long it lasted was not tested"
#: The unit of a length of time.
SECONDS = "s"
#: The share of a length that its words leave open either way.
LOOSENESS = Fraction(1, 4)
#: Seconds without a sound that still belong to one stretch of it.
PAUSE = Fraction(3)
#: What lasts: an explosion does not, and a length beside one is another thing's.
_LASTING = frozenset({Kind.GUNFIRE, Kind.SPEECH})


#: Words that a length is blurred or bounded by, between what makes it one and its number.
_BLUR = (
    r"(?:(?:about|around|roughly|approximately|some|only|just|barely|nearly|almost|close to|near"
    r"|well|over|under|upwards of|in excess of|(?:little |much )?(?:more|less) than|no more than"
    r"|at least|at most|at the most|up to|between|perhaps|maybe|possibly|say|exactly|something like"
    r"|the|a|an|its|good|full|whole|another|further|better part of|little|space of|course of)\s+)*$"
)
#: What makes a length one between two things, or a place.
_APART_BEFORE = re.compile(
    r"\b(?:within|inside|after|before|every|less than|no more than)\s+"
    r"(?:(?:about|some|only|just|around|the|a|another|barely)\s+)*$",
    re.I,
)
_APART_BEHIND = re.compile(
    r"\s+(?:(?:or (?:so|more|less|thereabouts)|at (?:the )?(?:most|least)) )?(?:later"
    r"|after(?:wards)?"
    r"|before(?:hand)?|earlier|apart|between|in(?:to)?|from|off|away|past|behind|ahead|on"
    r"|elapse[sd]?"
    r"|pass(?:es|ed)?|separates?|separated|divides?|divided|previously|hence|left|remaining|to go"
    r"|to run|old|having|go by|goes by|went by|of (?:each|one an)other|of (?:the|its|that|it|this)"
    r"|out)\b(?! end\b| in (?:length|total|all|duration)\b)",
    re.I,
)
#: What is over within so many seconds lasts no longer.
_OVER = re.compile(
    r"\b(?:over|done|finished|gone|through|ended|ends?|stops?|stopped|spent|silent|quiet|done with"
    r"|completed?|fired|loosed|discharged|let off|got off|expended)(?:,? (?:and|all))?"
    r"(?: \w+)?\s+(?:all )?(?:within|inside|in under|in less than)\s+" + _BLUR,
    re.I,
)
#: The least and the most seconds of a length, which may be open above.
Bounds = tuple[Fraction, Fraction | None]


def length_told(claim: Claim) -> Bounds | None:
    """Return the least and the most seconds that *claim*'s words allow it to last.

    None where it says no length.
    """
    stated = length_stated(claim)
    if stated is None:
        return None
    low, high = stated
    # "About" has widened its bounds already (account.quantities); a bare number has not.
    loose = max(Fraction(1), LOOSENESS * low) if low == high else Fraction(1)
    return max(low - loose, Fraction(0)), None if high is None else high + loose


def length_stated(claim: Claim) -> Bounds | None:
    """Return the least and the most seconds that *claim* gives as its length, to the letter."""
    if any(quantity.unit in MEDIA_UNITS for quantity in claim.quantities):
        return None
    told = [one for one in claim.quantities if one.unit == SECONDS]
    lengths = [one for one in told if not is_apart(claim, one)]
    if len(lengths) == 1:
        least, most = lengths[0].min, lengths[0].max
        if _OVER.search(claim.quote.partition(lengths[0].text)[0]):
            least = 0.0
    elif not told and claim.time.clock is not None and claim.time.clock.kind == "duration":
        least = most = claim.time.clock.seconds
    else:
        return None
    low = Fraction(str(least or 0))
    return low, None if most is None else Fraction(str(most))


def is_apart(claim: Claim, length: Quantity) -> bool:
    """Say whether seconds of *claim* are no length: "within five seconds of the first shot".

    They lie between two things, or say where, by the words beside them; all others are a length,
    so that none is passed over.
    """
    before, _, after = claim.quote.partition(length.text)
    if _OVER.search(before):
        return _APART_BEHIND.match(after) is not None
    return _APART_BEFORE.search(before) is not None or _APART_BEHIND.match(after) is not None


@dataclass(frozen=True, slots=True)
class LengthHeard:
    """How long something lasts by what is heard, in half a sentence, and whether it is so told."""

    words: str
    fits: bool


def length_heard(
    claim: Claim, evidence: Evidence, within: Sequence[Observation]
) -> LengthHeard | None:
    """Return how long what *claim* gives a length lasts by what is heard; None where it gives none.

    *within* is what of its kind was heard where the claim has it, in order. Of several stretches
    that may be meant, the longest that fits is, or the one nearest to the length told.
    """
    told = length_told(claim)
    if told is None:
        return None
    if evidence.kind not in _LASTING or not within:
        return LengthHeard(LENGTH_UNTESTED, fits=False)
    low, high = told
    stretches = list(_stretches(within))
    fitting = [s for s in stretches if low <= s.duration and (high is None or s.duration <= high)]
    if fitting:
        return LengthHeard(_lasts(max(fitting, key=lambda span: span.duration)), fits=True)
    aim = low if high is None else high
    nearest = min(stretches, key=lambda span: abs(span.duration - aim))
    return LengthHeard(f"{_lasts(nearest)}, which is not the length it is told", fits=False)


def _lasts(span: Span) -> str:
    start, end = clock_face(span.start.seconds), clock_face(span.end.seconds)
    return f"it lasts {float(span.duration):.0f} s by what is heard, from {start} to {end}"


def _stretches(within: Sequence[Observation]) -> Iterator[Span]:
    """Yield every stretch that may be meant, of what is sure."""
    spans = sorted(one.span for one in within if one.confidence >= SURE)
    spans = spans or sorted(one.span for one in within)
    yield from spans
    for pause in (PAUSE, LONGEST_PAUSE):
        joined = [spans[0]]
        for span in spans[1:]:
            if span.start - joined[-1].end <= pause:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        yield from joined
