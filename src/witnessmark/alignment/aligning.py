"""Claims x observations to findings: total, so that nothing is dropped on the way.

Perception and account meet here and nowhere else. Neither is changed by the meeting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from witnessmark.alignment.evidence import Evidence, evidence_for
from witnessmark.alignment.order import keep_in_order
from witnessmark.alignment.sentences import sentence_verdict
from witnessmark.alignment.weighing import (
    SOUND_FLOOR,
    SURE,
    Heard,
    Weighed,
    members,
    weigh,
    whole_span,
)
from witnessmark.alignment.window import Window, coverage, window_of
from witnessmark.errors import LostObservationError, UnsettledClaimError
from witnessmark.model import (
    Claim,
    ClaimType,
    Finding,
    Kind,
    MadeBy,
    Observation,
    Perceptibility,
    Polarity,
    Reading,
    Recording,
    SentenceVerdict,
    Sought,
    Verdict,
)

MADE_BY = MadeBy(
    name="witnessmark.alignment",
    version="1",
    settings={"sound_floor": float(SOUND_FLOOR), "sure": SURE},
)

#: Why a claim of each type is not for footage to decide.
_NOT_FOR_FOOTAGE = {
    ClaimType.CONTEXT: "it is about the world outside the recording",
    ClaimType.OPINION: "it is a judgement of the writer's",
    ClaimType.PROGNOSIS: "it is about the future",
}


@dataclass(frozen=True, slots=True)
class Alignment:
    """One finding for each claim, one verdict for each sentence; nothing perceived is lost."""

    reading: Reading
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[SentenceVerdict, ...]
    unexplained: tuple[str, ...]

    def __post_init__(self) -> None:
        claims = sorted(claim.id for claim in self.reading.claims)
        if sorted(finding.claim for finding in self.findings) != claims:
            raise UnsettledClaimError("A claim left alignment without exactly one finding.")
        known = {one.id for one in self.observations}
        if _cited(self.findings) | set(self.unexplained) != known:
            raise LostObservationError("An observation is neither cited nor listed as unexplained.")


def align(
    reading: Reading,
    recording: Recording,
    observations: Sequence[Observation],
    sought: Sequence[Sought],
) -> Alignment:
    """Weigh every claim of *reading* against what was perceived in *recording*.

    *sought* names the kinds that the detectors at work can find, and for each the measured chance
    that one that is there is found; a claim that needs any other kind is *not tested*.
    """
    perceivable = {one.kind: one for one in sought}
    heard = {
        claim.id: gathered
        for claim in reading.claims
        if _obstacle(claim, recording, perceivable) is None
        and (gathered := _gather(claim, recording, observations)) is not None
    }
    presences = {
        name: one.within for name, one in heard.items() if one.claim.polarity is Polarity.POSITIVE
    }
    kinds = Counter(heard[name].evidence.kind for name in presences)
    kept, out_of_order = keep_in_order(presences, reading.relations)
    findings = []
    for claim in reading.claims:
        obstacle = _obstacle(claim, recording, perceivable)
        if obstacle is not None:
            findings.append(_finding(claim, obstacle))
            continue
        one = heard[claim.id]
        if claim.id in kept:
            ordered = claim.id in out_of_order
            one = _narrow(one, kept[claim.id], observations, out_of_order=ordered)
            one = replace(one, sole=kinds[one.evidence.kind] == 1)
        weighed = weigh(one, perceivable[one.evidence.kind])
        findings.append(_finding(claim, weighed, float(one.share)))
    cited = _cited(findings)
    return Alignment(
        reading=reading,
        observations=tuple(observations),
        findings=tuple(findings),
        verdicts=tuple(sentence_verdict(s, reading.claims, findings) for s in reading.sentences),
        unexplained=tuple(one.id for one in observations if one.id not in cited),
    )


def _obstacle(
    claim: Claim, recording: Recording, perceivable: Mapping[Kind, Sought]
) -> Weighed | None:
    """Return why *claim* cannot be weighed by sound here, or None where it can."""
    if claim.type in _NOT_FOR_FOOTAGE:
        return Weighed(
            Verdict.NOT_TESTABLE, f"No recording could show this: {_NOT_FOR_FOOTAGE[claim.type]}."
        )
    if claim.perceptibility is Perceptibility.NEITHER:
        return Weighed(
            Verdict.NOT_TESTABLE,
            "No recording could show this: it is nothing that can be seen or heard.",
        )
    if claim.type is ClaimType.MEDIA_META:
        return Weighed(
            Verdict.NOT_TESTED, "It is about the footage itself, which this release does not check."
        )
    if claim.perceptibility is Perceptibility.VISIBLE:
        return _unseen(recording)
    if recording.sound is None:
        return Weighed(Verdict.NOT_TESTED, "The recording has no sound to test this against.")
    evidence = evidence_for(claim)
    if evidence is None:
        if claim.perceptibility is Perceptibility.EITHER:
            return _unseen(recording)
        return Weighed(Verdict.NOT_TESTED, "No sound is known here that would bear on this.")
    if evidence.kind not in perceivable:
        return Weighed(
            Verdict.NOT_TESTED, f"No detector of {evidence.kind.value} is part of this release."
        )
    return None


def _unseen(recording: Recording) -> Weighed:
    if recording.picture is None:
        return Weighed(Verdict.NOT_TESTED, "The recording has no picture to test this against.")
    return Weighed(
        Verdict.NOT_TESTED, "Only the picture could show this, and this release does not look."
    )


def _gather(
    claim: Claim, recording: Recording, observations: Sequence[Observation]
) -> Heard | None:
    evidence = evidence_for(claim)
    if evidence is None:
        return None
    window = window_of(claim, recording)
    kind = evidence.kind
    if claim.polarity is Polarity.NEGATIVE and kind is Kind.GUNFIRE and evidence.modes is None:
        # What was said not to be heard is a shot; a group may reach in from outside the window.
        kind = Kind.SHOT
    everywhere = tuple(one for one in observations if _fits(one, kind, evidence))
    heard = Heard(
        claim=claim,
        evidence=evidence,
        window=window,
        whole=whole_span(recording.duration),
        share=coverage(window.span, recording, observations),
        everywhere=everywhere,
        within=(),
        events=(),
        out_of_order=False,
        sole=False,
        recording=recording.sha256,
    )
    within = tuple(one for one in everywhere if _in_window(one, window))
    return _narrow(heard, within, observations)


def _narrow(
    heard: Heard,
    within: tuple[Observation, ...],
    observations: Sequence[Observation],
    *,
    out_of_order: bool = False,
) -> Heard:
    named = {name for one in within for name in (members(one) or (one.id,))}
    events = tuple(
        one for one in observations if one.id in named and heard.window.span.overlaps(one.span)
    )
    return replace(heard, within=within, events=events, out_of_order=out_of_order)


def _fits(one: Observation, kind: Kind, evidence: Evidence) -> bool:
    if one.kind is not kind:
        return False
    return evidence.modes is None or one.attributes.get("mode") in evidence.modes


def _in_window(one: Observation, window: Window) -> bool:
    """Say whether *one* is in the window: its start decides, except at the end or all through."""
    if not window.stated or window.throughout:
        return True
    if window.to_the_end:
        return window.span.overlaps(one.span)
    return window.span.contains(one.start)


def _finding(claim: Claim, weighed: Weighed, share: float | None = None) -> Finding:
    return Finding(
        claim=claim.id,
        verdict=weighed.verdict,
        supports=weighed.supports,
        confidence=weighed.confidence,
        coverage=None if share is None else round(share, 4),
        citations=weighed.citations,
        reason=weighed.reason,
        made_by=MADE_BY,
    )


def _cited(findings: Sequence[Finding]) -> set[str]:
    return {
        name for finding in findings for cite in finding.citations for name in cite.observations
    }
