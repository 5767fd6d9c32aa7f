"""Whether every clock reading that places a claim in the footage is read, to the second."""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.evaluation.reading.answers import Answer
from witnessmark.evaluation.reading.hedging import meets
from witnessmark.evaluation.reading.result import Result
from witnessmark.model import Claim

#: Seconds by which a reading may be off.
TOLERANCE = 0.5


def clock_answers(result: Result) -> Iterator[Answer]:
    """Yield ``media_clock`` of each marked claim that has one.

    Right is a claim read that meets the marked one and is placed at the same second.
    """
    for marked in result.marked.claims:
        if marked.clock is None:
            continue
        here = [at for one in result.claims if meets(one.span, marked.span) for at in seconds(one)]
        right = any(abs(at - marked.clock) <= TOLERANCE for at in here)
        yield Answer(
            figure="media_clock",
            account=result.marked.name,
            score=float(right),
            at=marked.span[0],
            quote=marked.quote,
            wanted=f"{marked.clock:g} s",
            read=", ".join(f"{at:g} s" for at in here) or "none",
        )


def seconds(claim: Claim) -> tuple[float, ...]:
    """Return the seconds into the footage at which a claim is placed by a clock."""
    clock = claim.time.clock
    if clock is not None and clock.kind == "media_clock" and clock.seconds is not None:
        return (clock.seconds,)
    return ()
