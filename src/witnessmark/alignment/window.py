"""Where in the footage a claim says it happened, and how much of that was really heard.

Conventions
-----------
Windows are half-open spans on the recording's clock. A window that no words of the account give
is a prior, not a claim: such a claim is tested against the whole recording. Words of time that
cannot be placed are kept, so that nobody takes the claim for one about the whole recording.
Constants follow the cue table of the reading notes (T01-T06, T15).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.clock import Span, TimeBase, clock_face, union_length
from witnessmark.model import Claim, Kind, Observation, Polarity, Quantity, Recording

#: Unit of a quantity that is a stretch of the recording, in seconds from its start.
MEDIA_SECONDS = "media_s"
#: The same, measured back from its end.
MEDIA_SECONDS_FROM_END = "media_s_from_end"
#: What makes a quantity a time and no number of things.
MEDIA_UNITS = frozenset({MEDIA_SECONDS, MEDIA_SECONDS_FROM_END})
#: Seconds either side of a media clock reading (T15).
CLOCK_TOLERANCE = Fraction(2)
#: T01: from at most here to at least there, and in at least this share of ten equal parts.
THROUGHOUT_START, THROUGHOUT_END = Fraction(1, 10), Fraction(9, 10)
THROUGHOUT_SHARE = Fraction(1, 2)
#: T06: to the end means into the last so much of the recording, with no longer pause before it.
TO_THE_END, LONGEST_PAUSE = Fraction(97, 100), Fraction(10)
#: A window that ends with the recording and begins no later than this is T06's, else T04's.
KEEPS_UP_FROM = Fraction(13, 20)
#: The clock of windows: fine enough for any of them, exact in a file.
_CLOCK = TimeBase(1, 500_000)
#: Words that tie a denial to another event, whose time would have to be known first.
TIED = re.compile(
    r"\b(before|until|till|after|while|when|during|between|(?<!not )once(?! more)|as soon as"
    r"|up to|from the moment"
    r"|by the time|preceding|prior to|ahead of|in advance of|earlier than|later than|following"
    r"|subsequent to|leading up to|from the point|from then on|thereafter|by then"
    r"|from (?:there|here|that (?:point|moment))|(?:to|until) the (?:finish|very end))\b",
    re.I,
)
#: "Nobody fires throughout" denies any fire, "the fire does not last throughout" that it lasts.
_NOT_ANY = re.compile(
    r"\b(?:no|nobody|none|nothing|neither|without|never|zero|nil)\b"
    r"|(?:\bnot|n['’]t) (?:an?|any|one|even)\b"
    r"|\b(?:silen\w+|quiet|calm|absen\w+|free of|devoid)\b",
    re.I,
)
_LASTS = re.compile(
    r"\b(?:last|continu|persist|endur|keep|kept|ongoing)\w*\b"
    r"|\b(?:go(?:es)?|going|went|carr(?:y|ies|ied)) on\b",
    re.I,
)


#: "Three blasts in all, the last at 0:52": the time is that of one of them.
_OF_ONE = re.compile(
    r"(?:,|\bwith|\band)\s+the (?:very )?(?:first|second|third|fourth|fifth|last|final|other|next)"
    r"(?: one| of (?:them|these|those|which|the \w+))?,?(?: \w+){0,2}"
    r" (?:at|around|about|near|by|from|after|before|between|in)\b",
    re.I,
)


#: Words that leave a number of seconds open either way.
_BLURRED = re.compile(
    r"\b(?:about|around|roughly|approximately|approx|circa|nearly|almost|perhaps|maybe|close to"
    r"|near|or so|something like|more or less|some (?!time|where))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch a claim speaks of; ``stated`` when its words say so, else the whole recording.

    ``throughout`` asks for the thing all through it, ``to_the_end`` for the thing until its end.
    ``unplaced`` says, in half a sentence, why the claim's time could not be found in the
    recording; the span is then the whole. ``outside`` is true where that is because the recording
    does not reach so far. ``leading`` says that it is the time just before something heard.
    """

    span: Span
    stated: bool = False
    throughout: bool = False
    to_the_end: bool = False
    unplaced: str | None = None
    outside: bool = False
    leading: bool = False

    @property
    def words(self) -> str:
        """Say which stretch this is."""
        if not self.stated or self.throughout:
            return "in the recording"
        start, end = (clock_face(i.seconds) for i in (self.span.start, self.span.end))
        before = " (just before it)" if self.leading else ""
        return f"from {start} to {end}{before}"


def window_of(claim: Claim, recording: Recording, *, ordered: bool = False) -> Window:
    """Return the window in which *claim* is to be tested on *recording*.

    *ordered* says that a relation to another claim speaks for the words of time.
    """
    whole = whole_of(recording)
    length = whole.duration
    if claim.time.clock is not None and (one := _OF_ONE.search(claim.quote)):
        return Window(whole, unplaced=f"{one[0].strip(' ,')!r} is said of one of several")
    stretch = _stretch_in_seconds(claim, length)
    if stretch is not None:
        start, end = stretch
        if start == end:
            return _around(whole, start)
        if start > 0 and (whole.duration - start) * 2 < end - start:
            return _outside(whole, start)  # what little of it is there says nothing of the rest
        return _within(whole, start, end)
    time = claim.time
    if time.clock is not None and time.clock.kind == "media_clock":
        return _around(whole, Fraction(str(time.clock.seconds or 0)))
    relation = set(time.relation or ())
    if relation and relation <= {"e", "di"}:
        if _is_total(claim):
            return Window(whole)
        if claim.polarity is Polarity.NEGATIVE and _NOT_ANY.search(claim.quote):
            return _none_throughout(claim, whole)
        return Window(whole, stated=True, throughout=True)
    if time.window is not None and time.cue is not None:
        low, high = (Fraction(str(share)) for share in time.window)
        if low >= high:
            return Window(whole, unplaced="the words that say when contradict each other")
        keeps_up = relation == {"f"} and low <= KEEPS_UP_FROM
        span = span_of(low * length, high * length)
        return Window(span, stated=low > 0 or high < 1, to_the_end=keeps_up)
    if time.cue is not None and not ordered:
        return Window(whole, unplaced=f"when {time.cue!r} puts it could not be told")
    if claim.polarity is Polarity.NEGATIVE and (tied := TIED.search(claim.quote)):
        return Window(whole, unplaced=f"{tied.group()!r} ties it to something else in time")
    return Window(whole)


def _none_throughout(claim: Claim, whole: Span) -> Window:
    """Return the window of a denial of any, all through the recording: all of it.

    Of what is said not to last so long there may have been some; that cannot be told apart.
    """
    if _LASTS.search(claim.quote):
        return Window(whole, unplaced=f"{claim.time.cue!r} may mean all of the time or any of it")
    return Window(whole)


def _is_total(claim: Claim) -> bool:
    """Say whether "in the whole footage" is what a number is counted in, and no lasting."""
    counted = any(quantity.unit not in MEDIA_UNITS for quantity in claim.quantities)
    return counted and re.match(r"(?:in|on|over|across) ", claim.time.cue or "", re.I) is not None


def _stretch_in_seconds(claim: Claim, length: Fraction) -> tuple[Fraction, Fraction] | None:
    """Return the stretch that a number of seconds gives, unclipped; a place has two equal ends."""
    for quantity in claim.quantities:
        if quantity.unit not in MEDIA_UNITS:
            continue
        low = Fraction(str(quantity.min or 0))
        high = length if quantity.max is None else Fraction(str(quantity.max))
        if quantity.unit == MEDIA_SECONDS_FROM_END:
            low, high = length - high, length - low
        return _narrowed(claim, quantity, low, high, length)
    return None


def _narrowed(
    claim: Claim, quantity: Quantity, low: Fraction, high: Fraction, length: Fraction
) -> tuple[Fraction, Fraction]:
    """Return the ends of a stretch of a denial as far as "about" leaves them sure.

    What is told to be there is held to the letter: beyond it nothing would be shown where the
    account has it. The ends of the footage are where they are.
    """
    denied = claim.polarity is Polarity.NEGATIVE and _BLURRED.search(quantity.text) is not None
    if low == high or not denied:
        return low, high
    loose = min(CLOCK_TOLERANCE, (high - low) / 4)
    return low + loose if low > 0 else low, high - loose if high < length else high


def _around(whole: Span, moment: Fraction) -> Window:
    """Return the window of a clock reading; the last moments' tolerance reaches past the end."""
    if moment >= whole.duration + CLOCK_TOLERANCE:
        return _outside(whole, moment)
    return _within(whole, moment - CLOCK_TOLERANCE, moment + CLOCK_TOLERANCE)


def _outside(whole: Span, moment: Fraction) -> Window:
    ends = clock_face(whole.duration)
    why = f"it is placed at {clock_face(moment)}, and the recording ends at {ends}"
    return Window(whole, unplaced=why, outside=True)


def _within(whole: Span, start: Fraction, end: Fraction) -> Window:
    length = whole.duration
    if start >= end:
        return Window(whole, unplaced="the seconds it gives run backwards")
    if start >= length:
        return _outside(whole, start)
    return Window(span_of(max(start, Fraction(0)), min(end, length)), stated=True)


def span_of(start: Fraction, end: Fraction) -> Span:
    """Return the span from *start* to *end* seconds, at least a tick long."""
    first, last = _CLOCK.nearest(start), _CLOCK.nearest(end)
    return Span(first, last if last > first else _CLOCK.at(first.ticks + 1))


def whole_of(recording: Recording) -> Span:
    """Return the span of the whole recording."""
    return span_of(Fraction(0), Fraction(str(recording.duration)))


def coverage(
    window: Span,
    recording: Recording,
    observations: Sequence[Observation],
    drowns: frozenset[Kind] = frozenset(),
) -> Fraction:
    """Return the share of *window*, in [0, 1], in which a sound could have been heard.

    That is where samples were had, less digital silence, less sustained clipping and less what
    was so loud that no shot would have stood out, or is of the kinds that *drowns* names.
    """
    if recording.sound is None:
        return Fraction(0)
    decoded = [Span(part.start, part.end) for part in recording.sound.decoded]
    deafening = {Kind.SILENCE, Kind.CLIPPED, Kind.MASKED} | drowns
    deaf = [o.span for o in observations if o.kind in deafening and not _leaves_room(o)]
    return _share_of(window, decoded, deaf)


def _leaves_room(one: Observation) -> bool:
    """Say whether between the shots of *one*, a group of single ones, something else is heard."""
    return one.kind is Kind.GUNFIRE and one.attributes.get("mode") == "single"


def seen_share(window: Span, recording: Recording, observations: Sequence[Observation]) -> Fraction:
    """Return the share of *window*, in [0, 1], in which something could have been seen.

    That is where frames were had, less what is black or frozen.
    """
    if recording.picture is None:
        return Fraction(0)
    decoded = [Span(part.start, part.end) for part in recording.picture.decoded]
    blank = [o.span for o in observations if o.kind is Kind.STILL]
    return _share_of(window, decoded, blank)


def _share_of(window: Span, had: Sequence[Span], lost: Sequence[Span]) -> Fraction:
    """Return the share of *window* that lies in *had* and not in *lost*."""
    inside = [shared for span in had if (shared := span.intersection(window)) is not None]
    gone = [
        shared
        for span in inside
        for stretch in lost
        if (shared := span.intersection(stretch)) is not None
    ]
    share = (union_length(inside) - union_length(gone)) / window.duration
    return min(max(share, Fraction(0)), Fraction(1))


def is_throughout(spans: Sequence[Span], whole: Span) -> bool:
    """Say whether *spans* last all through *whole* by the measure of T01."""
    if not spans:
        return False
    length = whole.duration
    first = min(s.start for s in spans).seconds / length
    last = max(s.end for s in spans).seconds / length
    parts = [span_of(length * n / 10, length * (n + 1) / 10) for n in range(10)]
    active = sum(any(s.overlaps(part) for s in spans) for part in parts)
    return (
        first <= THROUGHOUT_START
        and last >= THROUGHOUT_END
        and Fraction(active, 10) >= THROUGHOUT_SHARE
    )


def ends_early(window: Window, spans: Sequence[Span], whole: Span) -> str | None:
    """Return, in words, how far *spans* do not last though *window* asks for it; None elsewhere."""
    if window.throughout and not is_throughout(spans, whole):
        return "all through the recording"
    if window.to_the_end and not lasts_to_the_end(spans, whole):
        return "to the end of the recording"
    return None


def last_bout(things: Sequence[Observation]) -> list[Observation]:
    """Return the last of *things*, in order, from the last pause above :data:`LONGEST_PAUSE` on."""
    ordered = sorted(things, key=lambda one: (one.start, one.id))
    for place in range(len(ordered) - 1, 0, -1):
        reached = max(one.end.seconds for one in ordered[:place])
        if ordered[place].start.seconds - reached > LONGEST_PAUSE:
            return ordered[place:]
    return ordered


def lasts_to_the_end(spans: Sequence[Span], whole: Span) -> bool:
    """Say whether *spans* go on to the end of *whole* by the measure of T06.

    The last thing alone does not go on: there must be something before it, no longer than
    :data:`LONGEST_PAUSE` seconds earlier, or it must itself last a second.
    """
    ordered = sorted(spans)
    if not ordered or max(s.end for s in ordered).seconds < whole.duration * TO_THE_END:
        return False
    if ordered[-1].duration >= 1:
        return True
    return len(ordered) > 1 and ordered[-1].start - ordered[-2].end <= LONGEST_PAUSE
