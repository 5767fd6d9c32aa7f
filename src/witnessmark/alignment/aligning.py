"""Claims x observations to findings: total, so that nothing is dropped on the way.

Perception and account meet here and nowhere else. Neither is changed by the meeting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from witnessmark.alignment import window
from witnessmark.alignment.bearing import members
from witnessmark.alignment.beyond import beyond_footage
from witnessmark.alignment.evidence import Evidence
from witnessmark.alignment.gathering import gather
from witnessmark.alignment.negatives import as_meant
from witnessmark.alignment.ordering import put_together
from witnessmark.alignment.placing import BROKEN, LOOSE, NEXT
from witnessmark.alignment.pointing import meanings
from witnessmark.alignment.refuting import refuted
from witnessmark.alignment.resolving import only_mentioned, part_of_warning_shots, resolve
from witnessmark.alignment.sentences import sentence_verdict
from witnessmark.alignment.stretches import MOST_RUNS, MOST_THINGS
from witnessmark.alignment.sureness import SURE
from witnessmark.alignment.warning import WARNED_WITHIN, cut_warning_shots
from witnessmark.alignment.weighed import SOUND_FLOOR, Weighed, unshowable
from witnessmark.alignment.weighing import weigh
from witnessmark.errors import LostObservationError, UnsettledClaimError
from witnessmark.model import (
    Claim,
    Finding,
    MadeBy,
    Observation,
    Polarity,
    Reading,
    Recording,
    Relation,
    SentenceVerdict,
    Sought,
)

MADE_BY = MadeBy(
    name="witnessmark.alignment",
    version="2",
    settings={
        "order_given_up": BROKEN,
        "looser_order_given_up": LOOSE,
        "next_within_s": NEXT,
        "most_things": MOST_THINGS,
        "most_runs": MOST_RUNS,
        "sound_floor": float(SOUND_FLOOR),
        "sure": SURE,
        "clock_tolerance_s": float(window.CLOCK_TOLERANCE),
        "throughout": [float(window.THROUGHOUT_START), float(window.THROUGHOUT_END)],
        "throughout_share": float(window.THROUGHOUT_SHARE),
        "to_the_end": float(window.TO_THE_END),
        "longest_pause_s": float(window.LONGEST_PAUSE),
        "warned_within_s": float(WARNED_WITHIN),
    },
)


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
        known, cited = {one.id for one in self.observations}, _cited(self.findings)
        if cited & set(self.unexplained) or cited | set(self.unexplained) != known:
            raise LostObservationError(
                "An observation is neither cited nor listed as unexplained, or is both."
            )


def align(
    reading: Reading,
    recording: Recording,
    observations: Sequence[Observation],
    sought: Sequence[Sought],
) -> Alignment:
    """Weigh every claim of *reading* against what was perceived in *recording*.

    *sought* names the kinds that the detectors at work can find, and for each the measured chance
    that one that is there is found; a claim that needs any other kind is *not tested*. Raises
    LostObservationError for observations of another recording, twice the same, or with shots
    that are not there.
    """
    by_id = {one.id: one for one in observations}
    _check(recording, observations, by_id)
    recalls = {one.kind: one for one in sought}
    languages = {one.index: one.language or reading.account.language for one in reading.sentences}
    meant = [as_meant(claim) for claim in reading.claims]
    cut = cut_warning_shots(reading)
    pointed = meanings(reading)
    resolved = {
        claim.id: part_of_warning_shots()
        if claim.id in cut
        else unshowable(why)
        if (why := beyond_footage(told)) is not None
        else resolve(
            claim,
            languages[claim.sentence],
            recording,
            observations,
            recalls,
            pointed.get(claim.id, ""),
        )
        for told, claim in zip(reading.claims, meant, strict=True)
    }
    testable = {
        claim.id: (claim, evidence)
        for claim in meant
        if isinstance(evidence := resolved[claim.id], Evidence)
    }
    ties = _ties(reading.relations)
    mentioned = refuted(reading, testable, frozenset(ties))
    testable = {name: one for name, one in testable.items() if name not in mentioned}
    resolved |= dict.fromkeys(mentioned, only_mentioned())
    together = put_together(
        gather(reading, testable, ties, recording, by_id),
        reading.relations,
        ties,
        recording,
        observations,
        asserted={
            claim.id
            for claim in meant
            if claim.polarity is Polarity.POSITIVE and claim.id not in mentioned
        },
    )
    findings = []
    for claim in reading.claims:
        outcome = resolved[claim.id]
        if isinstance(outcome, Weighed):
            findings.append(_finding(claim, outcome))
            continue
        bearing = together.bearings[claim.id]
        weighed = weigh(bearing, together.orders[claim.id], recalls[outcome.kind])
        findings.append(_finding(claim, weighed, float(bearing.share)))
    cited = _cited(findings)
    of_sentence: dict[int, list[tuple[Claim, Finding]]] = defaultdict(list)
    for claim, finding in zip(reading.claims, findings, strict=True):
        of_sentence[claim.sentence].append((claim, finding))
    return Alignment(
        reading=reading,
        observations=tuple(observations),
        findings=tuple(findings),
        verdicts=tuple(
            sentence_verdict(
                sentence,
                [claim for claim, _ in of_sentence[sentence.index]],
                [finding for _, finding in of_sentence[sentence.index]],
                {
                    one.cue
                    for claim, _ in of_sentence[sentence.index]
                    for one in ties.get(claim.id, ())
                },
                mentioned,
            )
            for sentence in reading.sentences
        ),
        unexplained=tuple(one.id for one in observations if one.id not in cited),
    )


def _ties(relations: Sequence[Relation]) -> dict[str, list[Relation]]:
    """Return, for each claim that is tied to another in time, the relations that tie it."""
    ties: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.second != "VIDEO":
            ties[relation.first].append(relation)
            ties[relation.second].append(relation)
    return dict(ties)


def _check(
    recording: Recording, observations: Sequence[Observation], by_id: Mapping[str, Observation]
) -> None:
    if len(by_id) < len(observations):
        raise LostObservationError("Two of the observations to weigh are one and the same.")
    if any(one.recording != recording.sha256 for one in observations):
        raise LostObservationError("An observation to weigh is of another recording.")
    if not all(name in by_id for one in observations for name in members(one)):
        raise LostObservationError("A group of gunfire names a shot that is not there.")


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
