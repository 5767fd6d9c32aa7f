"""Whether a bare "18:40" is a time of day, or a place in the footage, by the rest of the account.

Conventions
-----------
Readings of a player's clock and of the day's look alike. One that the words beside it do not tell
apart is held against the whole account: how long it says that its footage is, whether it gives
other readings that only a player can show ("0:38", ":37 seconds in", "26:10"), or other hours that
only a day has ("6 a.m.", "04:20 local time"). A shot list that begins in the first minute is the
footage's. Without any, "4:40" is the footage's, and so is "07:26" where footage is spoken of; else
that is left open, as hours are written so, and players write so too. A reading of the day, or one
left open, becomes a :class:`Clock` of kind ``calendar`` in seconds from midnight; what is left open
keeps the seconds of the footage beside them in ``readings``, and its words as the cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from witnessmark.account.clocks import clocks, footage_length, names_time_of_day
from witnessmark.account.screen_time import Told
from witnessmark.account.time_cues import MEDIA_STRETCHES
from witnessmark.model import Claim, ClaimTime, Clock, Quantity, Role, Sentence

_BARE = re.compile(r"(?<![\d:.])(\d{1,2}):([0-5]\d)(?![\d:.]\d|:)")
#: Words of publishing: an hour beside them says nothing of how the event is told.
_PUBLISHING = re.compile(
    r"\b(?:publish\w*|post(?:ed|s|ing)?|upload\w*|updated?|tweet\w*|shared|broadcast|aired)\b", re.I
)
_FOOTAGE = re.compile(r"\b(?:videos?|clips?|footage|film|recording|tape|camera)\b", re.I)
_DAY = 24
#: The hour up to which little is told by the hour, and much in so many minutes: ours.
_DAWN = "04"
#: Seconds up to which a reading among others of the footage is one of them, and by how much one may
#: lie behind the longest told length: ours.
_SHORT, _SLACK = 900.0, 60.0


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What an account says of its clocks, in seconds.

    ``length`` is the longest told length of its footage, ``played`` its latest reading that only a
    player shows; ``by_day`` says whether it tells hours of the day, ``shown`` whether it speaks of
    footage.
    """

    length: float | None
    played: float | None
    by_day: bool
    shown: bool

    def is_of_footage(self, seconds: float, minutes: str, *, listed: bool) -> bool | None:
        """Say whether a bare reading is one of the footage; None where that is left open.

        *listed* says that it stands in a shot list.
        """
        if self.length is not None and seconds > self.length + _SLACK:
            return False if self.by_day or len(minutes) > 1 else None
        if self.by_day and self.played is None:
            return False if self.length is None else None
        if self.length is not None:
            return True
        if self.played is not None:
            return True if listed or seconds <= max(_SHORT, 2 * self.played) else None
        return True if self.shown or minutes < _DAWN or len(minutes) == 1 else None


def by_day(told: Sequence[Told], sentences: Iterable[Sentence]) -> list[Told]:
    """Return *told* with the bare clocks that are, or may be, times of day told apart."""
    evidence = _evidence(told, sentences)
    return [
        (parsed, draft, _sorted_out(claim, evidence, listed=parsed.sentence.role is Role.SHOT))
        for parsed, draft, claim in told
    ]


def _evidence(told: Iterable[Told], sentences: Iterable[Sentence]) -> _Evidence:
    texts = [sentence.text for sentence in sentences if sentence.role.is_told]
    readings = [clock for text in texts for _, clock in clocks(text)]
    points = [c for c in readings if c.kind == "media_clock" and c.seconds is not None]
    played = [c.seconds or 0.0 for c in points if _day_seconds(c.value) is None or _is_first(c)]
    lengths = [length for text in texts if (length := footage_length(text)) is not None]
    lengths += [c.seconds or 0.0 for c in readings if c.kind == "duration" and ":" in c.value]
    lengths += [
        claim.time.clock.seconds or 0.0
        for _, _, claim in told
        if claim.act == "MEDIA_PROPERTY" and claim.time.clock is not None
        if claim.time.clock.kind == "duration"
    ]
    hours = any(names_time_of_day(text) and not _PUBLISHING.search(text) for text in texts)
    shown = any(_FOOTAGE.search(text) for text in texts)
    return _Evidence(max(lengths, default=None), max(played, default=None), hours, shown)


def _is_first(clock: Clock) -> bool:
    """Say whether the reading lies in the first minute: "0:38" is an hour of few accounts."""
    return (clock.seconds or 0.0) < 60


def _day_seconds(value: str) -> float | None:
    """Return the seconds from midnight of a bare reading, None where no day has such an hour."""
    match = _BARE.fullmatch(value)
    if match is None or int(match[1]) >= _DAY:
        return None
    return 3600.0 * int(match[1]) + 60.0 * int(match[2])


def _sorted_out(claim: Claim, evidence: _Evidence, *, listed: bool) -> Claim:
    stretch = next((one for one in claim.quantities if one.unit in MEDIA_STRETCHES), None)
    clock = claim.time.clock
    if stretch is not None:
        faces = [match[0] for match in _BARE.finditer(stretch.text)]
    else:
        faces = [clock.value] if clock is not None and clock.kind == "media_clock" else []
    found = (_judged(face, evidence, listed=listed) for face in faces)
    judged = [one for one in found if one is not None]
    return _told_by_day(claim, judged[0], stretch) if judged else claim


def _judged(face: str, evidence: _Evidence, *, listed: bool) -> Clock | None:
    """Return the clock of the day that *face* is or may be, None where it is the footage's."""
    of_day = _day_seconds(face)
    if of_day is None:
        return None
    in_footage = of_day / 60
    of_footage = evidence.is_of_footage(in_footage, face.partition(":")[0], listed=listed)
    if of_footage:
        return None
    readings = (in_footage,) if of_footage is None else ()
    return Clock(kind="calendar", value=face, seconds=of_day, readings=readings)


def _told_by_day(claim: Claim, clock: Clock, stretch: Quantity | None) -> Claim:
    """Return *claim* without a place in the footage; its cue stays where that is left open."""
    cue = claim.time.cue if clock.readings else None
    time = ClaimTime(cue=cue, clock=clock, repeat=claim.time.repeat)
    rest = tuple(one for one in claim.quantities if one is not stretch)
    return claim.model_copy(update={"time": time, "quantities": rest})
