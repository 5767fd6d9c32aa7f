"""One claim against what was heard: its verdict, its seconds, its reason.

Conventions
-----------
A verdict is never stronger than what was measured (notes: reading, section 8):

- *shown* needs something sure, in the claimed seconds, number and order, and a claim that says
  nothing sound cannot tell; what falls short of that, and fits, is *consistent*;
- *shown at another time* needs the same, but for the time;
- *contradicted* needs something sure that leaves the claim no room;
- *not shown* needs the claimed stretch to have been heard to at least :data:`SOUND_FLOOR`, and
  an act that would have been heard; for a denial it is what bears the claim out;
- everything else is *not tested*, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from witnessmark.alignment.bearing import Bearing, members
from witnessmark.alignment.counting import (
    Count,
    counts,
    interval_of,
    too_close,
    too_few_groups,
    unweighed,
)
from witnessmark.alignment.denying import weigh_denial
from witnessmark.alignment.description import describe, sentence
from witnessmark.alignment.lasting import length_heard
from witnessmark.alignment.limits import limits, may_name_it
from witnessmark.alignment.nearness import judged
from witnessmark.alignment.negatives import (
    denies_a_number,
    denies_unread,
)
from witnessmark.alignment.order import Ordered
from witnessmark.alignment.ordinals import meant_by, too_few_for_rank
from witnessmark.alignment.pointing import lacks_others
from witnessmark.alignment.sureness import SURE, not_sure
from witnessmark.alignment.weighed import (
    NUMBER_DENIED,
    SOUND_FLOOR,
    Weighed,
    against,
    left_open,
    not_weighed,
    nothing_there,
    perhaps,
    perhaps_goes_on,
    said_by,
    unheard,
)
from witnessmark.alignment.window import MEDIA_UNITS, ends_early
from witnessmark.clock import union_length
from witnessmark.formats.number_words import counted
from witnessmark.model import Kind, Observation, Polarity, Sought, Verdict

#: "Before any gunshot": none of them is told of.
_NO_ONE_OF_THEM = re.compile(r"any\b", re.I)
_BEGINS = re.compile(
    r"\b(?:begins?|began|starts?(?! up)|started|commences?|commenced|sets? in)\b(?! again| anew)",
    re.I,
)
_SHOTS = re.compile(r"\b(?:(?:gun)?shots|rounds|bursts|volleys)\b", re.I)
#: What is counted as explosions, whatever went off.
_EXPLOSIONS = re.compile(r"\b(?:explosion|blast|detonation)s?\b", re.I)


def weigh(bearing: Bearing, ordered: Ordered, sought: Sought) -> Weighed:
    """Return the verdict on a claim that sound can speak to.

    *sought* has the measured chance that one such thing, if there, is found: it is the
    confidence of a *not shown*.
    """
    if bearing.claim.certainty == "Uu":
        return left_open(bearing, "The account itself leaves this open")
    if bearing.claim.polarity is Polarity.NEGATIVE:
        return weigh_denial(bearing, sought)
    return _weigh_assertion(bearing, ordered, sought)


def _weigh_assertion(bearing: Bearing, ordered: Ordered, sought: Sought) -> Weighed:
    if any(denies_a_number(bearing.claim, count.words) for count in counts(bearing)):
        return left_open(bearing, NUMBER_DENIED)
    if denies_unread(unweighed(bearing), bearing.claim.quote):
        return left_open(bearing, f"This may be a denial, and {not_weighed(bearing)}")
    if _NO_ONE_OF_THEM.match(bearing.claim.quote):
        return left_open(bearing, "This only says when something else was: before or after any")
    told = _told(bearing)
    if bearing.barred and not bearing.window.outside:
        return _barred(bearing)
    if not bearing.everywhere:
        return nothing_there(bearing, sought)
    if bearing.window.outside:
        return left_open(bearing, sentence(bearing.window.unplaced or ""))
    if not bearing.within and bearing.opposed:
        return _elsewhere(bearing)
    if not bearing.within and bearing.in_picture:
        return _in_picture(bearing)
    if not bearing.within:
        if bearing.otherwise or bearing.maybe:
            return nothing_there(bearing, sought)
        if counts(bearing):
            told.append("its number was not looked for elsewhere")
        return _other_time(bearing, told, f"none {bearing.window.words}")
    if bearing.rank is not None:
        if too_few_for_rank(bearing):
            fewer = f"{sentence(describe(bearing.everywhere))}, and no {bearing.rank.words}"
            return against(bearing, Verdict.NOT_SHOWN, fewer, bearing.everywhere, bearing.surest)
        if meant_by(bearing) == ():
            which = f"not the {bearing.rank.words} {bearing.window.words}"
            return _other_time(bearing, told, which)
    how_long = ends_early(bearing.window, [one.span for one in bearing.within], bearing.whole)
    if how_long is not None:
        if perhaps_goes_on(bearing):
            heard = f"{sentence(describe(bearing.within))}, not surely {how_long}"
            return perhaps(bearing, heard, bearing.within)
        return _other_time(bearing, told, f"not {how_long}")
    numbered = counts(replace(bearing, events=ordered.events), ordered.certain)
    refuted = _refuted(bearing, ordered, numbered, told)
    if refuted is not None:
        return refuted
    tallied = [said for count in numbered if (said := _heard_in_all(bearing, count)) is not None]
    told += dict.fromkeys((*tallied, *(d for count in numbered for d in _doubts(bearing, count))))
    if len(numbered) > 1:
        told.append("the numbers it gives were not weighed together")
    if not ordered.holds:
        if not told and bearing.surest >= SURE:
            return _other_time(bearing, told, "not in the order the account gives")
        told.append("what is heard is not in the order the account gives")
    elif not ordered.ranked:
        told.append("it is not in that order with the one that the account counts off")
    if too_few_groups(bearing):
        return _too_few_bouts(bearing)
    if too_close(bearing):
        told.append("with pauses too short to tell how often it began anew")
    parted = len(ordered.fitting) < len(bearing.within)
    bounded = bearing.window.throughout or (numbered and not parted)
    shown = _counted_in(bearing, ordered.events) if bounded else ordered.fitting
    if any(count.too_many and _is_of_all(bearing, count) for count in numbered):
        shown = bearing.within  # which of them the account means cannot be said
    reached = min((count.reached for count in numbered), default=1.0)
    return _fits(bearing, told, tallied, shown, reached)


def _counted_in(bearing: Bearing, events: Sequence[Observation]) -> Sequence[Observation]:
    """Return what of the window *events* make up: whole groups as such, and what is left of others.

    All of the window where they are all of it, or none.
    """
    if not 0 < len(events) < len(bearing.events):
        return bearing.within
    taken = {one.id for one in events}
    whole = [one for one in bearing.within if members(one) and taken.issuperset(members(one))]
    grouped = {name for one in whole for name in members(one)}
    return sorted(
        [*whole, *(one for one in events if one.id not in grouped)], key=lambda one: one.start
    )


def _refuted(
    bearing: Bearing, ordered: Ordered, numbered: Sequence[Count], told: Sequence[str]
) -> Weighed | None:
    """Weigh the numbers that what was heard leaves no room for; None where it leaves some.

    Several numbers may add up ("three rounds and two shots") or be a choice: more than one of
    them refutes nothing, and fewer than each of them is too few.
    """
    if numbered and all(count.too_few for count in numbered):
        loose = next((count for count in numbered if count.loose), None)
        if loose is not None:
            return _unclear(bearing, loose)
        return _too_few(bearing, numbered[0], ordered)
    if len(numbered) == 1:
        (count,) = numbered
        if count.too_many and _is_of_all(bearing, count):
            taken = _counted_in(bearing, ordered.certain)
            if not told:
                return _too_many(bearing, count, taken)
            if _EXPLOSIONS.search(count.words):  # three blasts are not three grenades
                return _perhaps_too_many(bearing, count, taken, told)
    return None


def _unclear(bearing: Bearing, count: Count) -> Weighed:
    return left_open(
        bearing,
        f"The account says {count.words!r}, and no more than {count.tally.heard} could be told "
        "apart, but words beside the number were not weighed",
    )


def _told(bearing: Bearing) -> list[str]:
    """Return what of the claim is not told by sound, was not placed, or was not read at all."""
    told = list(limits(bearing.claim, bearing.evidence, bearing.meaning))
    length = length_heard(bearing.claim, bearing.evidence, bearing.within)
    told += [] if length is None or length.fits else [length.words]
    if bearing.window.unplaced is not None:
        told.append(bearing.window.unplaced)
    if unweighed(bearing):
        told.append(not_weighed(bearing))
    if lacks_others(bearing):
        told.append(f"that there was {bearing.evidence.thing} besides is not sure")
    if _begun_before(bearing):
        told.append("it is heard before that as well")
    if bearing.rank is not None and meant_by(bearing) is None:
        told.append(f"which was the {bearing.rank.words} cannot be told")
    if bearing.nearness and any(judged(one) != bearing.nearness for one in bearing.within):
        told.append(f"whether it was {bearing.nearness} is not sure")
    return told


def _begun_before(bearing: Bearing) -> bool:
    """Say whether it is said to begin at a time of the clock, and is heard before that too."""
    placed = bearing.window.stated and (
        bearing.claim.time.clock is not None
        or any(quantity.unit in MEDIA_UNITS for quantity in bearing.claim.quantities)
    )
    if not placed or _BEGINS.search(bearing.claim.quote) is None:
        return False
    return any(one.start < bearing.window.span.start for one in bearing.everywhere)


def _is_of_all(bearing: Bearing, count: Count) -> bool:
    """Say whether the number is of all there was, as far as the rest of the account says."""
    return bearing.sole or (count.closed and (bearing.covering or bearing.total))


def _heard_in_all(bearing: Bearing, count: Count) -> str | None:
    """Return how many were heard where that is neither surely the number nor surely another."""
    if not (count.too_many or count.too_few or count.unsure):
        return None
    tally = count.tally
    heard = f"{counted(tally.heard, 'is', 'are')} heard in all"
    if tally.unplaced:
        which = "but how many of them are those that the account counts is not sure"
        return f"{heard}{_besides(bearing, count)}, {which}"
    surely = f"at least {tally.surely}" if tally.surely else "none"
    return f"{heard}, {surely} of them with {SURE:.0%} certainty{_besides(bearing, count)}"


def _doubts(bearing: Bearing, count: Count) -> list[str]:
    """Return, each in half a sentence, what else keeps the number from being sure."""
    tally, said = count.tally, []
    if count.too_many and not _is_of_all(bearing, count):
        others = f"other {bearing.evidence.things}"
        said.append(f"the account speaks of {others} too, which some of these may be")
    if count.high is None or count.too_many:
        return said
    if bearing.maybe and tally.heard + len(bearing.maybe) > count.high:
        said.append(f"{describe(bearing.maybe)} that may be {_others(bearing)}")
    if bearing.share < SOUND_FLOOR:
        said.append(f"only {float(bearing.share):.0%} of the stretch could be heard")
    return said


def _fits(
    bearing: Bearing,
    told: Sequence[str],
    tallied: Sequence[str],
    shown: Sequence[Observation],
    reached: float,
) -> Weighed:
    """Weigh what fits; *reached* is the chance that the claim's numbers were.

    What of *told* was *tallied* stands first, since whoever tells a number asks for that.
    """
    surest = max(one.confidence for one in shown)
    reasons = list(told)
    if _may_be_a_rest(bearing, shown):
        reasons.append("one shot is heard, which may be what is left of several")
    if surest < SURE:
        reasons.append(not_sure(surest, bearing.evidence.thing))
    share = union_length([one.span for one in shown]) / bearing.whole.duration
    length = f"{float(share):.0%}" if share >= Fraction(1, 200) else "less than 1%"
    numbers = "".join(f" ({one})" for one in dict.fromkeys(tallied))
    reason = f"{sentence(describe(shown))}{numbers}; that takes up {length} of the recording"
    lasting = length_heard(bearing.claim, bearing.evidence, bearing.within)
    if lasting is not None and lasting.fits:
        reason += f"; {lasting.words}"
    return Weighed(
        Verdict.CONSISTENT if reasons else Verdict.SHOWN,
        reason
        + "".join(f"; {one}" for one in reasons if one not in tallied)
        + said_by(bearing)
        + ".",
        supports=True,
        confidence=surest if reasons else round(min(surest, reached), 4),
        citations=bearing.cite(shown),
    )


def _may_be_a_rest(bearing: Bearing, shown: Sequence[Observation]) -> bool:
    """Say whether shots are told of, in no number, and the one heard may stand for several."""
    if bearing.evidence.kind is not Kind.GUNFIRE or len(shown) != 1 or counts(bearing):
        return False
    alone = len(members(shown[0])) <= 1 < interval_of(shown[0])[1]
    return alone and _SHOTS.search(bearing.claim.quote) is not None


def _other_time(bearing: Bearing, told: Sequence[str], but: str) -> Weighed:
    """Weigh what is there but not when the account has it."""
    if not may_name_it(bearing.claim, bearing.evidence, bearing.meaning):
        return left_open(bearing, f"Its words do not name {bearing.evidence.thing}")
    there = bearing.within or bearing.everywhere
    heard = f"{sentence(describe(there))}, but {but}"
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, f"{heard}; ", there)
    surest = max(one.confidence for one in there)
    if told or surest < SURE:
        reasons = "; ".join(told) or f"nor is it sure ({surest:.0%})"
        return against(bearing, Verdict.NOT_SHOWN, f"{heard}; {reasons}", there, surest)
    return against(bearing, Verdict.SHOWN_ELSEWHEN, heard, there, surest)


def _barred(bearing: Bearing) -> Weighed:
    return against(
        bearing,
        Verdict.CONTRADICTED,
        f"The account says that it was all {bearing.evidence.things}, and "
        f"{describe(bearing.barred)}: that is automatic fire",
        bearing.barred,
        max(one.confidence for one in bearing.barred),
    )


def _elsewhere(bearing: Bearing) -> Weighed:
    """Weigh what is there and was judged to be at another distance than the account has it."""
    other = "far" if bearing.nearness == "near" else "near"
    heard = sentence(describe(bearing.opposed))
    if bearing.maybe:
        return perhaps(bearing, f"{heard}, all of it judged {other}", bearing.opposed)
    return against(
        bearing,
        Verdict.NOT_SHOWN,
        f"{heard}, but all of it was judged {other}, and none {bearing.nearness}",
        bearing.opposed,
        max(one.confidence for one in bearing.opposed),
    )


def _in_picture(bearing: Bearing) -> Weighed:
    """Weigh what is said to be off camera, where all that is heard was fired in the picture."""
    seen = sum(len(bearing.flashes[one.id]) for one in bearing.in_picture)
    there = sentence(describe(bearing.in_picture))
    flashes = f"the flashes of it are seen in the picture ({seen} of them)"
    if bearing.maybe:
        return perhaps(bearing, f"{there}, and {flashes}", bearing.in_picture)
    heard = f"{there}, but {flashes}, and no other {bearing.evidence.thing} was found"
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, f"{heard}; ", bearing.in_picture)
    surest = max(one.confidence for one in bearing.in_picture)
    return against(bearing, Verdict.NOT_SHOWN, heard, bearing.in_picture, surest)


def _too_many(bearing: Bearing, count: Count, taken: Sequence[Observation]) -> Weighed:
    # Rounded down, and never to a certainty that nothing here has.
    chance = min(floor(count.exceeded * 10_000), 9_999) / 10_000
    return against(
        bearing,
        Verdict.CONTRADICTED,
        f"The account says {count.words!r}, and at least {count.tally.surely} are heard: "
        f"{describe(taken)}; it is {floor(chance * 100)}% sure that there were more than "
        f"{count.high:g}",
        taken,
        chance,
    )


def _perhaps_too_many(
    bearing: Bearing, count: Count, taken: Sequence[Observation], told: Sequence[str]
) -> Weighed:
    """Weigh a number that is exceeded by what cannot be told surely from other things."""
    return Weighed(
        Verdict.NOT_TESTED,
        f"The account says {count.words!r}, and at least {count.tally.surely} are heard, which "
        f"does not contradict it: {describe(taken)}; {'; '.join(told)}{said_by(bearing)}.",
        supports=False,
        citations=bearing.cite(taken),
    )


def _too_few(bearing: Bearing, count: Count, ordered: Ordered) -> Weighed:
    taken = {one.id for one in ordered.events}
    cited = [one for one in bearing.within if taken & {one.id, *members(one)}]
    heard = describe(ordered.events) if ordered.events else "none"
    reason = (
        f"The account says {count.words!r}, and no more than {count.tally.heard} could be told "
        f"apart{_besides(bearing, count)}"
    )
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, f"{reason}; ", cited)
    if count.low is not None and count.tally.heard + len(bearing.maybe) >= count.low:
        return Weighed(
            Verdict.NOT_TESTED,
            f"{reason}: {heard}; but {describe(bearing.maybe)} that may be {_others(bearing)}"
            f"{said_by(bearing)}.",
            citations=bearing.cite((*cited, *bearing.maybe)),
        )
    return against(bearing, Verdict.NOT_SHOWN, f"{reason}: {heard}", cited, bearing.surest)


def _too_few_bouts(bearing: Bearing) -> Weighed:
    """Weigh gunfire that is said to recur, and was told apart into fewer stretches than that."""
    repeat = bearing.claim.time.repeat
    stretches = counted(len(bearing.within), "stretch", "stretches")
    heard = f"{sentence(describe(bearing.within))}, in no more than {stretches}"
    least = repeat.min if repeat else 0
    reason = f"{heard}, and the account has {least} or more"
    if len(bearing.within) + len(bearing.maybe) >= least:
        return perhaps(bearing, reason, bearing.within)
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, f"{reason}; ", bearing.within)
    return against(bearing, Verdict.NOT_SHOWN, reason, bearing.within, bearing.surest)


def _others(bearing: Bearing) -> str:
    """Return what bangs of unknown cause may be besides what was told apart."""
    return "another" if len(bearing.maybe) == 1 else "others"


def _besides(bearing: Bearing, count: Count) -> str:
    """Return what there may have been besides what was heard, where that is more."""
    if count.tally.most <= count.tally.heard:
        return ""
    happened = "gone off" if bearing.evidence.kind is Kind.EXPLOSION else "been fired"
    return f", and up to {count.tally.most} may have {happened}"
