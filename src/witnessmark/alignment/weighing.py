"""One claim against what was perceived: its verdict, its seconds, its reason.

Conventions
-----------
A verdict is never stronger than what was measured: hearing gunfire fits a claim that someone
fired, and shows it only where the claim names no one. Contradiction needs something heard.
*Not shown* needs the claimed stretch to have been heard to at least :data:`SOUND_FLOOR`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.alignment.evidence import Evidence
from witnessmark.alignment.window import TO_THE_END, Window, is_throughout
from witnessmark.clock import Span, TimeBase, clock_face, union_length
from witnessmark.model import (
    Citation,
    Claim,
    Kind,
    Observation,
    Polarity,
    Quantity,
    Sought,
    Verdict,
)

#: Least share of the claimed window that must have been heard for an absence to count.
SOUND_FLOOR = Fraction(9, 10)
#: A shot or explosion less likely than this does not contradict anyone.
SURE = 0.9
#: Units of a quantity that count shots.
_ROUNDS = ("round", "shot")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A verdict with everything a finding needs, before it is signed."""

    verdict: Verdict
    reason: str
    supports: bool | None = None
    confidence: float | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What bears on one claim: all that fits its act, and the part within window and order.

    ``events`` are the single shots or explosions of ``within`` that lie in the window: what a
    number in the account counts. ``sole`` says that the account makes no other claim of the kind,
    so that its number is of all there is.
    """

    claim: Claim
    evidence: Evidence
    window: Window
    whole: Span
    share: Fraction
    everywhere: tuple[Observation, ...]
    within: tuple[Observation, ...]
    events: tuple[Observation, ...]
    out_of_order: bool
    sole: bool
    recording: str

    def cite(self, observations: Sequence[Observation]) -> tuple[Citation, ...]:
        """Return one citation for each observation, with the shots that make it up."""
        return tuple(
            Citation(
                recording=self.recording,
                start=one.start,
                end=one.end,
                time_base=one.time_base,
                observations=(one.id, *members(one)),
            )
            for one in observations
        )


def weigh(heard: Heard, sought: Sought) -> Weighed:
    """Return the verdict on a claim that sound can speak to.

    *sought* has the measured chance that one such event, if there, is found: it is the confidence
    of a *not shown*.
    """
    if heard.claim.polarity is Polarity.NEGATIVE:
        return _weigh_absence(heard, sought)
    if not heard.everywhere:
        return _nothing(heard, sought)
    if not heard.within:
        return _elsewhen(heard, f"none of it {_where(heard.window)}")
    if heard.out_of_order:
        return _elsewhen(heard, "not in the order the account gives")
    if heard.window.throughout and not is_throughout(_spans(heard.within), heard.whole):
        return _elsewhen(heard, "not all through the recording")
    if heard.window.to_the_end and not _lasts(heard):
        return _elsewhen(heard, "not to the end of the recording")
    wrong_count = _wrong_count(heard)
    return wrong_count or _presence(heard)


def _weigh_absence(heard: Heard, sought: Sought) -> Weighed:
    if heard.claim.certainty != "CT-" or any(h.effect == "near_miss" for h in heard.claim.hedges):
        return Weighed(
            Verdict.NOT_TESTED,
            "The account says that this did not come about, and sound does not tell how near it "
            "came.",
        )
    if heard.within and heard.evidence.never_alone:
        return Weighed(
            Verdict.NOT_TESTED,
            f"{_sentence(describe(heard.within))}, but {heard.evidence.never_alone}, so this "
            "neither bears out nor contradicts the account.",
            citations=heard.cite(heard.within),
        )
    sure = tuple(one for one in heard.within if one.confidence >= SURE)
    if sure:
        return Weighed(
            Verdict.CONTRADICTED,
            f"The account says there was none {_where(heard.window)}, and {describe(sure)}.",
            supports=False,
            confidence=max(one.confidence for one in sure),
            citations=heard.cite(sure),
        )
    if heard.within:
        return Weighed(
            Verdict.NOT_TESTED,
            f"Something heard {_where(heard.window)} may be one, but not surely enough to "
            f"contradict the account: {describe(heard.within)}.",
            citations=heard.cite(heard.within),
        )
    return _nothing(heard, sought)


def _nothing(heard: Heard, sought: Sought) -> Weighed:
    absence = heard.claim.polarity is Polarity.NEGATIVE
    place = _where(heard.window)
    percent = f"{float(heard.share):.0%}"
    if heard.share < SOUND_FLOOR:
        return Weighed(
            Verdict.NOT_TESTED,
            f"No {_thing(heard.evidence)} was found, but only {percent} {place} could be heard, "
            f"less than the {float(SOUND_FLOOR):.0%} that an absence needs.",
        )
    return Weighed(
        Verdict.NOT_SHOWN,
        f"No {_thing(heard.evidence)} was heard {place}, of which {percent} could be heard"
        + (", as the account says." if absence else ".")
        + f" (One that is there is found {sought.recall:.0%} of the time, measured on "
        + f"{sought.measured_on}.)",
        supports=absence,
        confidence=sought.recall,
    )


def _elsewhen(heard: Heard, but: str) -> Weighed:
    shown = heard.within or heard.everywhere
    return Weighed(
        Verdict.SHOWN_ELSEWHEN,
        f"{_sentence(describe(shown))}, but {but}.",
        supports=False,
        confidence=max(one.confidence for one in shown),
        citations=heard.cite(shown),
    )


def _presence(heard: Heard) -> Weighed:
    claim, evidence = heard.claim, heard.evidence
    limits = []
    if evidence.never_alone:
        limits.append(evidence.never_alone)
    elif claim.actor_side is not None:
        limits.append(f"sound does not tell who fired, so not that it was {claim.actor or 'they'}")
    if claim.place is not None:
        limits.append("where it happened was not tested")
    if _too_few_groups(heard):
        limits.append(
            f"the account has it {claim.time.cue or 'repeatedly'!r}, and no more than "
            f"{len(heard.within)} could be told apart"
        )
    surest = max(one.confidence for one in heard.within)
    if surest < SURE:
        limits.append(f"it is not sure that this was {_thing(evidence)} (chance {surest:.0%})")
    reason = f"{_sentence(describe(heard.within))}, {_placed(heard)}"
    return Weighed(
        Verdict.CONSISTENT if limits else Verdict.SHOWN,
        reason + "".join(f"; {limit}" for limit in limits) + ".",
        supports=True,
        confidence=surest,
        citations=heard.cite(heard.within),
    )


def _wrong_count(heard: Heard) -> Weighed | None:
    """Hold the claimed number against the number heard; None where they can both be right."""
    count = len(heard.events)
    least = sum(event.confidence >= SURE for event in heard.events)
    for low, high, words in _claimed_counts(heard.claim, heard.evidence):
        if high is not None and least > high and heard.sole and not heard.claim.actor_side:
            return Weighed(
                Verdict.CONTRADICTED,
                f"The account says {words!r}, and at least {least} are heard: "
                f"{describe(heard.within)}.",
                supports=False,
                confidence=_nth_confidence(heard.events, int(high) + 1),
                citations=heard.cite(heard.within),
            )
        if low is not None and count < low:
            return Weighed(
                Verdict.NOT_SHOWN,
                f"The account says {words!r}, and no more than {count} could be told apart: "
                f"{describe(heard.within)}.",
                supports=False,
                confidence=max(one.confidence for one in heard.within),
                citations=heard.cite(heard.within),
            )
    return None


def _claimed_counts(
    claim: Claim, evidence: Evidence
) -> list[tuple[float | None, float | None, str]]:
    # "A grenade" says that there was one, not that there was no other.
    counts = [
        (quantity.min, None if _indefinite(quantity) else quantity.max, quantity.text)
        for quantity in claim.quantities
        if _counts_events(quantity)
    ]
    repeat = claim.time.repeat
    if repeat is not None and not counts and evidence.kind is not Kind.GUNFIRE:
        counts.append((repeat.min, repeat.max, claim.time.cue or f"{repeat.min} or more"))
    return counts


def _indefinite(quantity: Quantity) -> bool:
    return quantity.text.casefold().startswith(("a ", "an ", "another "))


def _too_few_groups(heard: Heard) -> bool:
    """Say whether gunfire said to recur was told apart into fewer groups than that.

    Fewer groups contradict no one: two exchanges without a pause between them sound as one.
    """
    repeat = heard.claim.time.repeat
    gunfire = heard.evidence.kind is Kind.GUNFIRE
    return repeat is not None and gunfire and len(heard.within) < repeat.min


def _counts_events(quantity: Quantity) -> bool:
    unit = (quantity.unit or "").casefold()
    return unit.startswith((*_ROUNDS, "explosion", "blast", "detonation", "grenade"))


def _nth_confidence(observations: Sequence[Observation], number: int) -> float:
    return sorted((one.confidence for one in observations), reverse=True)[number - 1]


def _shots(observation: Observation) -> int:
    count = observation.attributes.get("shots", 0)
    return count if isinstance(count, int) else 0


def members(observation: Observation) -> tuple[str, ...]:
    """Return the ids of the shots that make up a group of gunfire; none for anything else."""
    named = observation.attributes.get("shot_ids", [])
    return tuple(str(one) for one in named) if isinstance(named, list) else ()


def _spans(observations: Sequence[Observation]) -> list[Span]:
    return [one.span for one in observations]


def _lasts(heard: Heard) -> bool:
    limit = heard.whole.duration * TO_THE_END
    return max(one.end for one in heard.within).seconds >= limit


def _thing(evidence: Evidence) -> str:
    if evidence.kind is Kind.GUNFIRE and evidence.modes == frozenset({"single"}):
        return "single shot"
    if evidence.kind is Kind.GUNFIRE and evidence.modes is not None:
        return "automatic fire"
    return str(evidence.kind.value)


def _where(window: Window) -> str:
    if not window.stated or window.throughout:
        return "in the recording"
    start, end = (clock_face(i.seconds) for i in (window.span.start, window.span.end))
    return f"from {start} to {end}"


def _placed(heard: Heard) -> str:
    share = union_length(_spans(heard.within)) / heard.whole.duration
    return f"{float(share):.0%} of the recording's length"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def describe(observations: Sequence[Observation]) -> str:
    """Say in figures what was heard: shots, modes, seconds, rates."""
    groups = [one for one in observations if one.kind is Kind.GUNFIRE]
    blasts = [one for one in observations if one.kind is Kind.EXPLOSION]
    shots = [one for one in observations if one.kind is Kind.SHOT]
    parts = []
    if shots:
        times = _list([clock_face(one.start.seconds) for one in shots])
        noun = "a shot is" if len(shots) == 1 else f"{len(shots)} shots are"
        parts.append(f"{noun} heard at {times}")
    if groups:
        parts.append(_describe_gunfire(groups))
    if blasts:
        times = _list([clock_face(one.start.seconds) for one in blasts])
        noun = "an explosion is" if len(blasts) == 1 else f"{len(blasts)} explosions are"
        parts.append(f"{noun} heard at {times}")
    return " and ".join(parts)


def _describe_gunfire(groups: Sequence[Observation]) -> str:
    total = sum(_shots(group) for group in groups)
    least = any(group.attributes.get("at_least") for group in groups)
    number = f"{'at least ' if least else ''}{total} {'shot' if total == 1 else 'shots'}"
    verb = "is" if total == 1 else "are"
    rates = [r for g in groups if isinstance(r := g.attributes.get("rounds_per_minute"), float)]
    rate = ""
    if rates:
        low, high = min(rates), max(rates)
        span = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"
        rate = f" with runs at {span} rounds a minute"
    stretches = _list([_stretch(group) for group in groups])
    return f"{number} {verb} heard at {stretches}{rate}"


def _stretch(group: Observation) -> str:
    start, end = clock_face(group.start.seconds), clock_face(group.end.seconds)
    return start if start == end else f"{start} to {end}"


def _list(words: Sequence[str], most: int = 4) -> str:
    """Join words, naming at most *most* and counting the rest."""
    if len(words) > most:
        return ", ".join(words[:most]) + f" and {len(words) - most} more"
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"


def whole_span(duration: float) -> Span:
    """Return the span of a recording *duration* seconds long."""
    base = TimeBase(1, 500_000)
    return Span(base.at(0), max(base.nearest(Fraction(str(duration))), base.at(1)))
