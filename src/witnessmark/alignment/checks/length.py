"""Lengths and places on the footage's clock that the account tells, against the recording's length.

Conventions
-----------
A length is meant to the unit it is told in: half a minute either way for minutes, two seconds for
seconds or a clock's face; twice that where it is hedged (ours). A recording that is damaged or cut
short, by its own header, says nothing of how long it was.
"""

from __future__ import annotations

import re

from witnessmark.alignment.checks.matter import Answer, Matter, Rule, quoted
from witnessmark.clock import clock_face
from witnessmark.model import CheckOutcome, Claim, ClaimType

#: Seconds by which a length may differ that is told in minutes, or in seconds.
MINUTES, SECONDS = 30.0, 2.0
#: Seconds by which the decoded length may fall short of the header's.
SHORT = 0.5
_SOURCE = "The length of what could be decoded, by the recording's own time stamps."
_EXACT = re.compile(r"\d:\d\d|second|\bsecs?\b|\d\s?s\b", re.I)


def length(matter: Matter) -> tuple[Answer, ...]:
    """Hold told lengths of the footage, and clock readings beyond its end, against its length."""
    told = [c for c in matter.told if c.type is ClaimType.MEDIA_META and _seconds(c, "duration")]
    lengths = dict.fromkeys(_seconds(claim, "duration") for claim in told)
    groups = [tuple(c for c in told if _seconds(c, "duration") == one) for one in lengths]
    several = len(groups) > 1 or any(claim.video is not None for claim in told)
    return (*(_length(matter, group, several=several) for group in groups), *_beyond(matter))


def _seconds(claim: Claim, kind: str) -> tuple[float, ...]:
    """Return the seconds that the claim's clock of *kind* could mean, the likeliest first."""
    clock = claim.time.clock
    if clock is None or clock.kind != kind or clock.seconds is None:
        return ()
    return (clock.seconds, *clock.readings)


def _length(matter: Matter, claims: tuple[Claim, ...], *, several: bool) -> Answer:
    """Judge one told length; *several* says that it may be another recording's."""
    told = _seconds(claims[0], "duration")
    value = claims[0].time.clock.value if claims[0].time.clock is not None else ""
    hedged = any(h.effect in {"quantifier", "claim"} for c in claims for h in c.hedges)
    slack = (SECONDS if _EXACT.search(value) else MINUTES) * (2 if hedged else 1)
    apart = min(abs(matter.recording.duration - one) for one in told)
    start = (
        f"The account gives {clock_face(told[0])} as the footage's length ({quoted(claims)}); the "
        f"recording lasts {clock_face(matter.recording.duration)}"
    )
    ids = tuple(claim.id for claim in claims)
    if apart <= slack:
        return Answer(CheckOutcome.AGREES, f"{start}: the two fit.", _SOURCE, claims=ids)
    if several or _is_short(matter):
        why = "the account tells of several" if several else "the recording is damaged or cut short"
        reason = f"{start}; {why}, so that nothing follows."
        return Answer(CheckOutcome.CANNOT_TELL, reason, _SOURCE, claims=ids)
    reason = (
        f"{start}: {apart:.0f} s apart, more than the {slack:.0f} s that the words allow. This is "
        "another version than the one told of, or a part of it."
    )
    return Answer(CheckOutcome.CONFLICTS, reason, _SOURCE, claims=ids)


def _beyond(matter: Matter) -> tuple[Answer, ...]:
    lasts = matter.recording.duration
    beyond = tuple(
        claim
        for claim in matter.told
        if min(_seconds(claim, "media_clock"), default=0.0) > lasts + SECONDS
    )
    if not beyond:
        return ()
    start = (
        f"The account tells of moments after the end of the recording, which lasts "
        f"{clock_face(lasts)} ({quoted(beyond)})"
    )
    ids = tuple(claim.id for claim in beyond)
    if _is_short(matter) or any(claim.video is not None for claim in beyond):
        reason = f"{start}; it is damaged, cut short or one of several, so that nothing follows."
        return (Answer(CheckOutcome.CANNOT_TELL, reason, _SOURCE, claims=ids),)
    reason = f"{start}: this is another version than the one told of, or a part of it."
    return (Answer(CheckOutcome.CONFLICTS, reason, _SOURCE, claims=ids),)


def _is_short(matter: Matter) -> bool:
    declared = matter.recording.declared_duration
    short = declared is not None and declared - matter.recording.duration > SHORT
    return short or bool(matter.recording.damage)


RULE = Rule("length", "1", length, {"minutes_s": MINUTES, "seconds_s": SECONDS, "short_s": SHORT})
