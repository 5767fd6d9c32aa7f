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

from collections.abc import Iterator, Sequence
from fractions import Fraction

from witnessmark.alignment.evidence import Evidence
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.window import LONGEST_PAUSE, MEDIA_UNITS
from witnessmark.clock import Span
from witnessmark.model import Claim, Kind, Observation

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


def length_told(claim: Claim) -> tuple[Fraction, Fraction | None] | None:
    """Return the least and the most seconds that *claim* says it lasts, None where it says none."""
    if any(quantity.unit in MEDIA_UNITS for quantity in claim.quantities):
        return None
    told = [quantity for quantity in claim.quantities if quantity.unit == SECONDS]
    if len(told) == 1:
        least, most = told[0].min, told[0].max
    elif not told and claim.time.clock is not None and claim.time.clock.kind == "duration":
        least = most = claim.time.clock.seconds
    else:
        return None
    low = Fraction(str(least or 0))
    high = None if most is None else Fraction(str(most))
    # "About" has widened its bounds already (account.quantities); a bare number has not.
    loose = max(Fraction(1), LOOSENESS * low) if low == high else Fraction(1)
    return max(low - loose, Fraction(0)), None if high is None else high + loose


def length_left_open(claim: Claim, evidence: Evidence, within: Sequence[Observation]) -> str | None:
    """Return, in half a sentence, why the length that *claim* tells is open; None where it is not.

    *within* is what of its kind was heard where the claim has it, in order.
    """
    told = length_told(claim)
    if told is None:
        return None
    if evidence.kind not in _LASTING or not within:
        return LENGTH_UNTESTED
    low, high = told
    lengths = [span.duration for span in _stretches(within)]
    if any(low <= length and (high is None or length <= high) for length in lengths):
        return None
    nearest = min(lengths, key=lambda length: abs(length - (low if high is None else high)))
    return f"it lasts {float(nearest):.0f} s by what is heard, which is not the length it is told"


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
