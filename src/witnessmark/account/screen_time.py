"""Where on the footage's clock a claim lies, by words that stand outside the claim itself.

Conventions
-----------
A time code that opens a line ("0:38 –", "3. (0:11)") places every claim of the line, and words of
time that open a sentence place what is told beside them in it, up to the next word of time or the
next semicolon. How long something lasts places nothing else. What a person is quoted to say, what
comes "later", and what is said of the whole footage is not placed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.account.clocks import clocks, media_clock
from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.time_cues import MEDIA_STRETCHES, claim_time, media_stretch
from witnessmark.model import Claim, ClaimTime, ClaimType, Clock, Quantity, Role

Told = tuple[ParsedSentence, Draft, Claim]

_CODE = r"(?:\d{1,2}:)?\d{0,2}:[0-5]\d(?:[:;.]\d{2})?"
#: How an item of a list of shots or sounds opens: a number, a time code, or both.
_ITEM = re.compile(
    rf"[^\w\n\[(:]{{0,4}}(?:(?:shot|clip|scene|no\.?)\s*)?(?:(?P<number>\d{{1,3}})(?:[.)](?!\d)|\s?[:–-](?=\s))\s*)?"
    rf"(?P<code>[\[(]?{_CODE}(?:\s*(?:-|–|—|to)\s*{_CODE})?[\])]?)?",
    re.I,
)
#: Words that put a claim after what stands before it, so that its clock is another.
_LATER = re.compile(
    r"\b(?:then|later|afterwards?|after (?:that|this|which)|thereafter|next|until|before|finally"
    r"|eventually"
    r"|within (?:\w+ ){1,2}(?:seconds?|minutes?)|less than|soon|follow(?:s|ed)|again)\b",
    re.I,
)
#: What may stand before the clock that opens a sentence.
_OPENS = re.compile(
    r"^\W*(?:(?:and|but|then|only|just|some|about|around|at|from|by|the|on|in"
    r"|between|after|near)\W+){0,4}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: where it lies, its place in the list, its number and time code if any."""

    start: int
    end: int
    order: int
    number: int | None
    clock: Clock | None


def items(text: str) -> tuple[Item, ...]:
    """Return the items of the lists of shots or sounds in *text*, in order.

    One line alone is no list, unless a time code opens it.
    """
    found: list[Item] = []
    previous: int | None = None
    for match in re.finditer(r"^[^\n]*\w[^\n]*$", text, re.M):
        opening = _ITEM.match(match[0])
        number = opening["number"] if opening else None
        code = opening["code"] if opening else None
        rest = match[0][opening.end() :].strip() if opening else ""
        counted = _follows(number, previous) and _is_short(rest)
        if not rest or not (code or counted):
            previous = int(number) if number else None if not code else previous
            continue
        previous = int(number) if number else previous
        clock = next((c for _, c in clocks(code)), None) if code else None
        own = int(number) if number else None
        found.append(Item(match.start(), match.end(), len(found), own, clock))
    coded = sum(item.clock is not None for item in found)
    return tuple(found) if coded or len(found) > 1 else ()


def _is_short(item: str) -> bool:
    """Say whether what stands behind a number is an item of a list, and no paragraph of prose."""
    return len(item.split()) <= 40 and len(re.findall(r"[.!?](?=\s+[A-Z])", item)) < 2


def _follows(number: str | None, previous: int | None) -> bool:
    if number is None:
        return False
    return int(number) == 1 or (previous is not None and int(number) == previous + 1)


def item_of(claim: Claim, listed: Sequence[Item]) -> Item | None:
    """Return the item in which *claim* stands."""
    return next((item for item in listed if item.start <= claim.span[0] < item.end), None)


@dataclass(frozen=True, slots=True)
class _Placing:
    """Words of time that place what is told beside them, up to code point ``end``.

    ``stretch`` is the stretch of the footage that they name, where they name one.
    """

    time: ClaimTime
    end: int
    stretch: Quantity | None = None


def placed(told: Sequence[Told], listed: Sequence[Item]) -> list[Told]:
    """Return *told* with the clocks, windows and stretches that stand outside the claims."""
    made: list[Told] = []
    carried: _Placing | None = None
    sentence = -1
    for parsed, draft, claim in told:
        if parsed.sentence.index != sentence:
            sentence = parsed.sentence.index
            carried = _opening(parsed, claim)
        if carried is not None and carried.end <= claim.span[0]:
            carried = None
        item = item_of(claim, listed)
        new = _own_or(claim, parsed, item, carried)
        if _LATER.search(claim.quote) or _is_placed(claim):
            carried = _going_on(parsed, claim, carried)
        made.append((parsed, draft, new))
    return made


def _own_or(
    claim: Claim, parsed: ParsedSentence, item: Item | None, carried: _Placing | None
) -> Claim:
    """Return the claim at its own time, else at that of its sentence's opening or its line."""
    time = claim.time
    own = time.window is not None or _is_placed(claim)
    if own or claim.type in _UNPLACED or parsed.sentence.role is Role.QUOTATION:
        return claim
    if carried is not None and not _LATER.search(claim.quote):
        given = carried.time
        update: dict[str, object] = {"cue": given.cue, "clock": given.clock or time.clock}
        update |= {"window": given.window, "relation": given.relation}
        counted = claim.quantities + (() if carried.stretch is None else (carried.stretch,))
        return claim.model_copy(
            update={"time": time.model_copy(update=update), "quantities": counted}
        )
    if item is None or item.clock is None or not _in_item(claim, parsed, item):
        return claim
    cue = item.clock.value if time.cue is None else time.cue
    shown = time.model_copy(update={"clock": item.clock, "cue": cue})
    return claim.model_copy(update={"time": shown})


def _is_placed(claim: Claim) -> bool:
    """Say whether the claim's own words put it at a clock or in a stretch of the footage."""
    clock = claim.time.clock
    return _stretch(claim) is not None or (clock is not None and clock.kind == "media_clock")


def _stretch(claim: Claim) -> Quantity | None:
    return next((one for one in claim.quantities if one.unit in MEDIA_STRETCHES), None)


def _going_on(parsed: ParsedSentence, claim: Claim, carried: _Placing | None) -> _Placing | None:
    """Return what places the claims behind *claim*, which has a time of its own.

    A clock does; a stretch without one only where it opens the sentence: "he falls in the last ten
    seconds and a car burns" leaves open when it does.
    """
    stretch, clock = _stretch(claim), claim.time.clock
    if clock is not None and clock.kind == "media_clock":
        return _Placing(claim.time, _reach(parsed, claim.span[1]), stretch)
    opening = None if carried is None else carried.stretch
    same = stretch is not None and opening is not None and opening.span == stretch.span
    return carried if same else None


def _reach(parsed: ParsedSentence, after: int) -> int:
    """Return where the words of time before code point *after* of the account cease to place."""
    start = parsed.sentence.span[0]
    semicolon = parsed.text.find(";", max(after - start, 0))
    return parsed.sentence.span[1] if semicolon < 0 else start + semicolon


#: What is said of other times than the footage's, or by others.
_UNPLACED = frozenset({ClaimType.OPINION, ClaimType.PROGNOSIS, ClaimType.ATTRIBUTED})


def _in_item(claim: Claim, parsed: ParsedSentence, item: Item) -> bool:
    """Say whether the code of a line places a claim of it: not what comes later in the line."""
    first = parsed.sentence.span[0] <= item.start + 12
    before = parsed.sentence.text[: max(0, claim.span[0] - parsed.sentence.span[0])]
    if first:
        return not re.search(r"\bafter(?:wards| that)\b", claim.quote, re.I)
    return not (_LATER.search(claim.quote) or _LATER.search(before))


def _opening(parsed: ParsedSentence, first: Claim) -> _Placing | None:
    """Return what the first words of a sentence place of all that is told beside them."""
    text, start = parsed.sentence.text, parsed.sentence.span[0]
    end = _reach(parsed, start)
    told = text[: end - start]
    stretch = media_stretch(told, start)
    if stretch is not None and _OPENS.match(told[: stretch.span[0] - start]):
        return _Placing(ClaimTime(cue=stretch.text, clock=media_clock(stretch.text)), end, stretch)
    reach = max(first.span[0] - start, 0) + 40
    for (at, _), clock in clocks(told):
        if clock.kind == "media_clock" and at < reach and _OPENS.match(told[:at]):
            return _Placing(ClaimTime(cue=clock.value, clock=clock), end)
    lead = re.split(
        r",|\b(?:the|a|an|two|some)\b(?! (?:end|very|start|beginning|last|first"
        r"|final|clip|video))",
        told,
        maxsplit=1,
    )[0]
    time = claim_time(lead) if lead else ClaimTime()
    if time.window is None or (time.relation and set(time.relation) <= {"e", "di"}):
        return None
    return _Placing(ClaimTime(cue=time.cue, window=time.window, relation=time.relation), end)
