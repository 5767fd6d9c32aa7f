"""Claims x observations to findings: total, so that nothing is dropped on the way.

Perception and account meet here and nowhere else. Neither is changed by the meeting.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from witnessmark.alignment import window
from witnessmark.alignment.bearing import SURE, Bearing, bear, members
from witnessmark.alignment.continuing import mentions_of_more, tells_of_more
from witnessmark.alignment.counting import only_mentions
from witnessmark.alignment.evidence import Evidence, evidence_for
from witnessmark.alignment.negatives import as_meant
from witnessmark.alignment.order import Ordered, keep_in_order, within_order
from witnessmark.alignment.ordinals import meant_by
from witnessmark.alignment.seeing import weigh_sight
from witnessmark.alignment.sentences import sentence_verdict
from witnessmark.alignment.sight_evidence import sight_evidence_for
from witnessmark.alignment.warning import (
    OPEN_SHOTS,
    WARNED_WITHIN,
    cut_warning_shots,
    placed_before_force,
)
from witnessmark.alignment.weighing import SOUND_FLOOR, Weighed, weigh
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
    Relation,
    SentenceVerdict,
    Sought,
    Verdict,
)
from witnessmark.model.language import language_name

MADE_BY = MadeBy(
    name="witnessmark.alignment",
    version="1",
    settings={
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
    resolved = {
        claim.id: _untested(f"It is part of “warning shots”: {OPEN_SHOTS}.")
        if claim.id in cut
        else _resolve(claim, languages[claim.sentence], recording, observations, recalls)
        for claim in meant
    }
    testable = {
        claim.id: (claim, evidence)
        for claim in meant
        if isinstance(evidence := resolved[claim.id], Evidence)
    }
    kinds = Counter(
        evidence.kind
        for claim, evidence in testable.values()
        if claim.polarity is Polarity.POSITIVE
    )
    ties = _ties(reading.relations)
    mentions = mentions_of_more(reading)
    whole = {
        name
        for name, (claim, evidence) in testable.items()
        if not tells_of_more(claim, evidence.kind, mentions)
    }
    bearings = {
        name: bear(
            claim,
            evidence,
            recording,
            by_id,
            sole=kinds[evidence.kind] == 1 and name in whole,
            relations=ties.get(name, ()),
        )
        for name, (claim, evidence) in testable.items()
    }
    bearings |= {
        name: placed_before_force(one, bearings, ties.get(name, ()), recording, observations)
        for name, one in bearings.items()
    }
    bearings |= {name: one for name, one in _covering(bearings, ties).items() if name in whole}
    order = _orders(bearings, meant, reading.relations, ties)
    findings = []
    for claim in reading.claims:
        outcome = resolved[claim.id]
        if isinstance(outcome, Weighed):
            findings.append(_finding(claim, outcome))
            continue
        bearing = bearings[claim.id]
        weighed = weigh(bearing, order[claim.id], recalls[outcome.kind])
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
            )
            for sentence in reading.sentences
        ),
        unexplained=tuple(one.id for one in observations if one.id not in cited),
    )


def _covering(
    bearings: Mapping[str, Bearing], ties: Mapping[str, Sequence[Relation]]
) -> dict[str, Bearing]:
    """Return the bearings whose claim shares its kind with bare mentions at most, so marked."""
    mentions = {name for name, one in bearings.items() if name not in ties and only_mentions(one)}
    asserted = {n: b for n, b in bearings.items() if b.claim.polarity is Polarity.POSITIVE}
    return {
        name: replace(one, covering=True)
        for name, one in asserted.items()
        if mentions.issuperset(
            n for n, b in asserted.items() if n != name and b.evidence.kind is one.evidence.kind
        )
    }


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


def _orders(
    bearings: Mapping[str, Bearing],
    claims: Sequence[Claim],
    relations: Sequence[Relation],
    ties: Mapping[str, Sequence[Relation]],
) -> dict[str, Ordered]:
    """Hold the order the account gives against what lies in each assertion's window."""
    domains = {
        name: one.within
        for name, one in bearings.items()
        if one.claim.polarity is Polarity.POSITIVE
    }
    meant = {name: meant_by(bearings[name]) for name in domains}
    ranked = {name: one or domains[name] for name, one in meant.items()}
    bounds = {one.id: meant.get(one.id) for one in claims if one.polarity is Polarity.POSITIVE}
    _, broken = keep_in_order(domains, relations)
    kept, misplaced = keep_in_order(ranked, relations)
    orders = {}
    for name, one in bearings.items():
        events, certain = within_order(name, one.events, bounds, domains, ties.get(name, ()))
        orders[name] = Ordered(
            fitting=kept.get(name, one.within),
            events=events,
            certain=certain,
            holds=name not in broken,
            ranked=name not in misplaced,
        )
    return orders


def _resolve(
    claim: Claim,
    language: str,
    recording: Recording,
    observations: Sequence[Observation],
    recalls: Mapping[Kind, Sought],
) -> Evidence | Weighed:
    """Return what in the sound bears on *claim*, or what it comes to without any sound."""
    if claim.not_tested is not None:
        return _untested(f"It is in {language_name(language)}, which is not read here.")
    if claim.type in _NOT_FOR_FOOTAGE:
        return _unshowable(_NOT_FOR_FOOTAGE[claim.type])
    if claim.perceptibility is Perceptibility.NEITHER:
        if claim.type is ClaimType.ATTRIBUTED and evidence_for(claim) is not None:
            # It would be heard, had it happened here: only nobody says that it did.
            whose = "somebody" if claim.attribution is None else f"“{claim.attribution}”"
            return _untested(
                f"It is told in the words of {whose}, and not said to be in this footage."
            )
        return _unshowable("it is nothing that can be seen or heard")
    seen_as = sight_evidence_for(claim)
    heard_as = evidence_for(claim)
    seen_only = claim.perceptibility is Perceptibility.VISIBLE
    by_eye = heard_as is None or seen_only or claim.type is ClaimType.MEDIA_META
    if seen_as is not None and by_eye:
        return weigh_sight(claim, seen_as, recording, observations, recalls)
    if claim.type is ClaimType.MEDIA_META:
        return _untested("It is about the footage itself, and nothing here can check it.")
    if seen_only or (heard_as is None and claim.perceptibility is Perceptibility.EITHER):
        return _unseen(recording)
    if recording.sound is None:
        return _untested("The recording has no sound to test this against.")
    if heard_as is None:
        return _untested("No sound is known here that would bear on this.")
    if heard_as.kind not in recalls:
        return _untested(f"No detector of {heard_as.kind.value} is part of this release.")
    return heard_as


def _unshowable(why: str) -> Weighed:
    return Weighed(Verdict.NOT_TESTABLE, f"No recording could show this: {why}.")


def _untested(reason: str) -> Weighed:
    return Weighed(Verdict.NOT_TESTED, reason)


def _unseen(recording: Recording) -> Weighed:
    if recording.picture is None:
        return _untested("The recording has no picture to test this against.")
    return _untested("Only the picture could show this, and nothing here can tell it from one.")


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
