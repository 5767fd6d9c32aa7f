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
from witnessmark.alignment.counting import Count, counts, too_close, too_few_groups, unweighed
from witnessmark.alignment.denying import weigh_denial
from witnessmark.alignment.description import describe, sentence
from witnessmark.alignment.lasting import length_left_open
from witnessmark.alignment.limits import limits
from witnessmark.alignment.nearness import judged
from witnessmark.alignment.negatives import (
    denies_a_number,
    denies_unread,
)
from witnessmark.alignment.order import Ordered
from witnessmark.alignment.sureness import SURE, not_sure
from witnessmark.alignment.weighed import (
    NUMBER_DENIED,
    SOUND_FLOOR,
    Weighed,
    against,
    left_open,
    not_weighed,
    nothing_there,
    said_by,
    unheard,
)
from witnessmark.alignment.window import is_throughout, lasts_to_the_end
from witnessmark.clock import union_length
from witnessmark.model import Observation, Polarity, Sought, Verdict

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
    if denies_unread(unweighed(bearing)):
        return left_open(bearing, f"This may be a denial, and {not_weighed(bearing)}")
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
        if bearing.otherwise:
            return nothing_there(bearing, sought)
        if counts(bearing):
            told.append("its number was not looked for elsewhere")
        return _other_time(bearing, told, f"none of it {bearing.window.words}")
    spans = [one.span for one in bearing.within]
    if bearing.window.throughout and not is_throughout(spans, bearing.whole):
        return _other_time(bearing, told, "not all through the recording")
    if bearing.window.to_the_end and not lasts_to_the_end(spans, bearing.whole):
        return _other_time(bearing, told, "not to the end of the recording")
    numbered = counts(replace(bearing, events=ordered.events), ordered.certain)
    refuted = _refuted(bearing, ordered, numbered, told)
    if refuted is not None:
        return refuted
    told.extend(dict.fromkeys(d for count in numbered for d in _doubts(bearing, count)))
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
    return _fits(bearing, told, shown, min((c.reached for c in numbered), default=1.0))


def _counted_in(bearing: Bearing, events: Sequence[Observation]) -> Sequence[Observation]:
    """Return what of the window *events* make up: whole groups as such, and what is left of others.

    All of the window where they are all of it, or none.
    """
    if not 0 < len(events) < len(bearing.events):
        return bearing.within
    counted = {one.id for one in events}
    whole = [one for one in bearing.within if members(one) and counted.issuperset(members(one))]
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
            counted = _counted_in(bearing, ordered.certain)
            if not told:
                return _too_many(bearing, count, counted)
            alone = set(told) == {bearing.evidence.never_alone}
            if alone and _EXPLOSIONS.search(count.words):  # three blasts are not three grenades
                return _perhaps_too_many(bearing, count, counted)
    return None


def _unclear(bearing: Bearing, count: Count) -> Weighed:
    return left_open(
        bearing,
        f"The account says {count.words!r}, and no more than {count.tally.heard} could be told "
        "apart, but words beside the number were not weighed",
    )


def _told(bearing: Bearing) -> list[str]:
    """Return what of the claim is not told by sound, was not placed, or was not read at all."""
    told = list(limits(bearing.claim, bearing.evidence))
    length = length_left_open(bearing.claim, bearing.evidence, bearing.within)
    told += [] if length is None else [length]
    if bearing.window.unplaced is not None:
        told.append(bearing.window.unplaced)
    if unweighed(bearing):
        told.append(not_weighed(bearing))
    if bearing.nearness and any(judged(one) != bearing.nearness for one in bearing.within):
        told.append(f"whether it was {bearing.nearness} is not sure")
    return told


def _is_of_all(bearing: Bearing, count: Count) -> bool:
    """Say whether the number is of all there was, as far as the rest of the account says."""
    return bearing.sole or (count.closed and (bearing.covering or bearing.total))


def _doubts(bearing: Bearing, count: Count) -> list[str]:
    """Return, each in half a sentence, why the number is neither sure nor surely wrong."""
    tally, said = count.tally, []
    if count.too_many or count.too_few or count.unsure:
        heard = f"{tally.heard} {'is' if tally.heard == 1 else 'are'} heard in all"
        surely = f"at least {tally.surely}" if tally.surely else "none"
        if tally.unplaced:
            which = "but how many of them are those that the account counts is not sure"
            said.append(f"{heard}{_besides(count)}, {which}")
        else:
            said.append(f"{heard}, {surely} of them with {SURE:.0%} certainty{_besides(count)}")
    if count.too_many and not _is_of_all(bearing, count):
        thing = bearing.evidence.thing
        said.append(f"the account speaks of other {thing} too, which some of these may be")
    if count.high is None or count.too_many:
        return said
    if bearing.maybe and tally.heard + len(bearing.maybe) > count.high:
        said.append(f"{describe(bearing.maybe)} that may be {_others(bearing)}")
    if bearing.share < SOUND_FLOOR:
        said.append(f"only {float(bearing.share):.0%} of the stretch could be heard")
    return said


def _fits(
    bearing: Bearing, told: Sequence[str], shown: Sequence[Observation], reached: float
) -> Weighed:
    """Weigh what fits; *reached* is the chance that the claim's numbers were."""
    surest = max(one.confidence for one in shown)
    reasons = list(told)
    if surest < SURE:
        reasons.append(not_sure(surest, bearing.evidence.thing))
    share = union_length([one.span for one in shown]) / bearing.whole.duration
    length = f"{float(share):.0%}" if share >= Fraction(1, 200) else "less than 1%"
    reason = f"{sentence(describe(shown))}; that takes up {length} of the recording"
    return Weighed(
        Verdict.CONSISTENT if reasons else Verdict.SHOWN,
        reason + "".join(f"; {one}" for one in reasons) + said_by(bearing) + ".",
        supports=True,
        confidence=surest if reasons else round(min(surest, reached), 4),
        citations=bearing.cite(shown),
    )


def _other_time(bearing: Bearing, told: Sequence[str], but: str) -> Weighed:
    """Weigh what is there but not when the account has it."""
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
        f"The account says that it was all {bearing.evidence.thing}s, and "
        f"{describe(bearing.barred)}: that is automatic fire",
        bearing.barred,
        max(one.confidence for one in bearing.barred),
    )


def _elsewhere(bearing: Bearing) -> Weighed:
    """Weigh what is there and was judged to be at another distance than the account has it."""
    other = "far" if bearing.nearness == "near" else "near"
    return against(
        bearing,
        Verdict.NOT_SHOWN,
        f"{sentence(describe(bearing.opposed))}, but all of it was judged {other}, and none "
        f"{bearing.nearness}",
        bearing.opposed,
        max(one.confidence for one in bearing.opposed),
    )


def _in_picture(bearing: Bearing) -> Weighed:
    """Weigh what is said to be off camera, where all that is heard was fired in the picture."""
    seen = sum(len(bearing.flashes[one.id]) for one in bearing.in_picture)
    heard = (
        f"{sentence(describe(bearing.in_picture))}, but the flashes of it are seen in the picture "
        f"({seen} of them), and no other {bearing.evidence.thing} was found"
    )
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, f"{heard}; ", bearing.in_picture)
    surest = max(one.confidence for one in bearing.in_picture)
    return against(bearing, Verdict.NOT_SHOWN, heard, bearing.in_picture, surest)


def _too_many(bearing: Bearing, count: Count, counted: Sequence[Observation]) -> Weighed:
    # Rounded down, and never to a certainty that nothing here has.
    chance = min(floor(count.exceeded * 10_000), 9_999) / 10_000
    return against(
        bearing,
        Verdict.CONTRADICTED,
        f"The account says {count.words!r}, and at least {count.tally.surely} are heard: "
        f"{describe(counted)}; it is {floor(chance * 100)}% sure that there were more than "
        f"{count.high:g}",
        counted,
        chance,
    )


def _perhaps_too_many(bearing: Bearing, count: Count, counted: Sequence[Observation]) -> Weighed:
    """Weigh a number that is exceeded by what cannot be told surely from other things."""
    return Weighed(
        Verdict.NOT_TESTED,
        f"The account says {count.words!r}, and at least {count.tally.surely} are heard, which "
        f"does not contradict it: {describe(counted)}; {bearing.evidence.never_alone}"
        f"{said_by(bearing)}.",
        supports=False,
        citations=bearing.cite(counted),
    )


def _too_few(bearing: Bearing, count: Count, ordered: Ordered) -> Weighed:
    counted = {one.id for one in ordered.events}
    cited = [one for one in bearing.within if counted & {one.id, *members(one)}]
    heard = describe(ordered.events) if ordered.events else "none"
    reason = (
        f"The account says {count.words!r}, and no more than {count.tally.heard} could be told "
        f"apart{_besides(count)}"
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
    heard = f"{sentence(describe(bearing.within))}, in no more than {len(bearing.within)} stretches"
    reason = f"{heard}, and the account has {repeat.min if repeat else 0} or more"
    if bearing.share < SOUND_FLOOR:
        return unheard(bearing, f"{reason}; ", bearing.within)
    return against(bearing, Verdict.NOT_SHOWN, reason, bearing.within, bearing.surest)


def _others(bearing: Bearing) -> str:
    """Return what bangs of unknown cause may be besides what was told apart."""
    return "another" if len(bearing.maybe) == 1 else "others"


def _besides(count: Count) -> str:
    """Return what may have been fired besides what was heard, where that is more."""
    tally = count.tally
    return f", and up to {tally.most} may have been fired" if tally.most > tally.heard else ""
