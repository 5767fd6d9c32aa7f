"""One claim against what was seen: its verdict, its seconds, its reason.

Conventions
-----------
The measure is that of :mod:`witnessmark.alignment.weighing`: nothing is shown that is not sure,
nothing contradicted without something sure that leaves no room, and nothing is absent where less
than :data:`~witnessmark.alignment.weighed.SOUND_FLOOR` of the stretch could be seen. What a
picture can show of a claim is little: most that fits is *consistent*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from witnessmark.alignment.citing import cite
from witnessmark.alignment.description import at_times, sentence
from witnessmark.alignment.negatives import fell_short, turns
from witnessmark.alignment.sight_evidence import SightEvidence
from witnessmark.alignment.sureness import SURE, not_sure
from witnessmark.alignment.weighed import SOUND_FLOOR, Weighed
from witnessmark.alignment.window import Window, is_throughout, seen_share, window_of
from witnessmark.model import (
    Camera,
    Citation,
    Claim,
    Kind,
    Observation,
    Recording,
    Sought,
    Verdict,
)

#: Share of what is there that must be found for its absence to say anything.
LEAST_RECALL = 0.85
#: A condition that could not be judged there.
_UNCLEAR = "unclear"
#: Sights that lie at a moment and are looked for by their start; the others last.
_MOMENTARY = frozenset({Kind.CUT, Kind.FLASH, Kind.STREAK})


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim of sight, where it is to be tested, and what was seen there."""

    claim: Claim
    evidence: SightEvidence
    window: Window
    share: Fraction
    there: tuple[Observation, ...]
    elsewhere: bool
    unclear: tuple[Observation, ...]

    @property
    def denied(self) -> bool:
        """Whether the account says that there is none of it."""
        return self.evidence.denied

    @property
    def told(self) -> tuple[str, ...]:
        """Why what is seen can neither show nor refute it, each in half a sentence."""
        never = self.evidence.never_alone
        return ((never,) if never else ()) + self.unplaced_or_unread

    @property
    def unplaced_or_unread(self) -> tuple[str, ...]:
        """What of the claim was not weighed, each in half a sentence."""
        told = []
        if self.window.unplaced is not None:
            told.append(self.window.unplaced)
        if self.evidence.unread:
            left = ", ".join(f"“{word}”" for word in self.evidence.unread[:6])
            more = " and more" if len(self.evidence.unread) > 6 else ""
            told.append(f"not weighed: {left}{more}")
        return tuple(told)

    def cite(self, observations: Sequence[Observation]) -> tuple[Citation, ...]:
        """Return citations of *observations*."""
        return cite(observations, lambda one: (one.id,))


def weigh_sight(
    claim: Claim,
    evidence: SightEvidence,
    recording: Recording,
    observations: Sequence[Observation],
    sought: Mapping[Kind, Sought],
) -> Weighed:
    """Return the verdict on a claim that the picture of *recording* can speak to.

    *sought* has, for kinds whose recall was measured, the chance that one that is there is found.
    """
    if recording.picture is None or not recording.picture.decoded:
        return _untested("The recording has no picture to test this against.")
    if claim.certainty == "Uu":
        return _untested("The account itself leaves this open.")
    if claim.camera is Camera.OFF:
        return _untested("The account places this outside the picture.")
    if not evidence.kinds & sought.keys():
        return _untested(f"Nothing looked for {evidence.thing} in this picture.")
    case = _case(claim, evidence, recording, observations)
    return _denial(case, sought) if case.denied else _assertion(case, sought)


def _case(
    claim: Claim, evidence: SightEvidence, recording: Recording, observations: Sequence[Observation]
) -> _Case:
    window = window_of(claim, recording)
    kind = tuple(one for one in observations if one.kind in evidence.kinds)
    inside = tuple(
        one
        for one in kind
        if (
            window.span.contains(one.start)
            if one.kind in _MOMENTARY
            else window.span.overlaps(one.span)
        )
    )
    return _Case(
        claim=claim,
        evidence=evidence,
        window=window,
        share=seen_share(window.span, recording, observations),
        there=tuple(one for one in inside if one.attributes.get("state") != _UNCLEAR),
        elsewhere=len(inside) < len(kind),
        unclear=tuple(one for one in inside if one.attributes.get("state") == _UNCLEAR),
    )


def _assertion(case: _Case, sought: Mapping[Kind, Sought]) -> Weighed:
    if not case.there:
        return _nothing(case, sought)
    if case.window.throughout and not is_throughout([o.span for o in case.there], case.window.span):
        return _not_throughout(case)
    surest = max(one.confidence for one in case.there)
    told = list(case.told)
    if surest < SURE:
        told.append(not_sure(surest, case.evidence.thing))
    return Weighed(
        Verdict.CONSISTENT if told else Verdict.SHOWN,
        sentence("; ".join((_seen(case.there, case.evidence), *told))) + ".",
        supports=True,
        confidence=surest,
        citations=case.cite(case.there),
    )


def _not_throughout(case: _Case) -> Weighed:
    """Weigh what is seen, and not all through the recording as the account has it."""
    seen = f"{sentence(_seen(case.there, case.evidence))}, but not all through the recording"
    surest = max(one.confidence for one in case.there)
    if case.share < SOUND_FLOOR or surest < SURE:
        return _untested(f"{seen}, as far as that could be told.")
    return Weighed(
        Verdict.NOT_SHOWN if case.told else Verdict.SHOWN_ELSEWHEN,
        "; ".join((seen, *case.told)) + ".",
        supports=False,
        confidence=surest,
        citations=case.cite(case.there),
    )


def _denial(case: _Case, sought: Mapping[Kind, Sought]) -> Weighed:
    sure = tuple(one for one in case.there if one.confidence >= SURE)
    if not case.there:
        return _nothing(case, sought)
    told = case.told
    if told or not sure:
        why = told or ("it is not sure enough to contradict the account",)
        return Weighed(
            Verdict.NOT_TESTED,
            f"{sentence(_seen(case.there, case.evidence))}, which neither bears this out nor "
            f"contradicts it: {'; '.join(why)}.",
            # "Nearly on fire" is not doubted by a flame: it says that it came close.
            supports=None if fell_short(case.claim) else False,
            citations=case.cite(case.there),
        )
    return Weighed(
        Verdict.CONTRADICTED,
        f"The account says there was no {_bare(case.evidence.thing)} {case.window.words}, and "
        f"{_seen(sure, case.evidence)}.",
        supports=False,
        confidence=max(one.confidence for one in sure),
        citations=case.cite(sure),
    )


def _nothing(case: _Case, sought: Mapping[Kind, Sought]) -> Weighed:
    """Say that none was seen, as far as that can be said."""
    thing, place = case.evidence.thing, case.window.words
    if case.unclear:
        return Weighed(
            Verdict.NOT_TESTED,
            f"Whether {thing} is to be seen {place} is unclear from the picture.",
            citations=case.cite(case.unclear),
        )
    if case.share < SOUND_FLOOR:
        return _untested(
            f"{float(case.share):.1%} of the picture {place} could be seen, less than the "
            f"{float(SOUND_FLOOR):.0%} that is needed to say more."
        )
    if case.denied and case.unplaced_or_unread and (case.elsewhere or turns(case.evidence.unread)):
        why = "; ".join(case.unplaced_or_unread)
        return _untested(f"No {_bare(thing)} was seen {place}, but {why}.")
    measured = next(one for kind, one in sought.items() if kind in case.evidence.kinds)
    if case.evidence.quiet or case.window.outside or measured.recall < LEAST_RECALL:
        why = case.window.unplaced or (
            f"it may be there and not be noticed (on {measured.measured_on}, "
            f"as little as {measured.recall:.0%} of what is there may be)"
        )
        return _untested(f"No {_bare(thing)} was seen {place}, but {why}.")
    if case.denied and case.evidence.denial_fits is not None:
        return Weighed(
            Verdict.CONSISTENT,
            f"No {_bare(thing)} was seen {place}: {case.evidence.denial_fits}.",
            supports=True,
            confidence=measured.recall,
        )
    return Weighed(
        Verdict.NOT_SHOWN,
        f"No {_bare(thing)} was seen {place}{', as the account says' if case.denied else ''}; "
        f"{float(case.share):.0%} of that could be seen (on {measured.measured_on}, "
        f"at least {measured.recall:.0%} of what is there is noticed).",
        supports=case.denied,
        confidence=measured.recall,
    )


def _seen(there: Sequence[Observation], evidence: SightEvidence) -> str:
    """Say what was seen, and when."""
    return f"{evidence.thing} is seen at {at_times(there)}"


def _bare(thing: str) -> str:
    return thing.removeprefix("a ").removeprefix("an ")


def _untested(reason: str) -> Weighed:
    return Weighed(Verdict.NOT_TESTED, reason)
