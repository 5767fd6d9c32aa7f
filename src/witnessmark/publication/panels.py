"""What stands behind each sentence's verdict: its claims, their seconds, figures and reasons.

Conventions
-----------
The writer's certainty, the detectors' confidence and the share that was covered are three
figures side by side and never one. Sentences are counted from 1 for readers, as a page is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from witnessmark.model import Claim, Finding, Hedge, Incident, Judgement, Polarity, Verdict
from witnessmark.publication.agreement import KnownTruth
from witnessmark.publication.moments import Moment, moment, place_of
from witnessmark.publication.timeline import Cited
from witnessmark.publication.wording import (
    CERTAINTIES,
    CLAIM_TYPES,
    HEDGE_EFFECTS,
    VerdictWord,
    verdict_word,
)

_OF_ABSENCE = " of absence"


@dataclass(frozen=True, slots=True)
class HedgeShown:
    """A hedge cue in the writer's words, and what it does to the claim."""

    cue: str
    effect: str


@dataclass(frozen=True, slots=True)
class ClaimPanel:
    """One claim with all that its finding says; None figures are figures nobody has."""

    id: str
    quote: str
    kind: str
    verdict: VerdictWord
    bearing: str
    reason: str
    seconds: tuple[Moment, ...]
    coverage: str | None
    confidence: str | None
    certainty: str
    hedges: tuple[HedgeShown, ...]
    attribution: str | None
    signed: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class SentencePanel:
    """One sentence with its verdict and its claims; ``number`` counts from 1."""

    index: int
    number: int
    text: str
    verdict: VerdictWord
    reason: str
    claims: tuple[ClaimPanel, ...]
    cited: tuple[Cited, ...]
    truth: str | None


def sentence_panels(
    record: Incident, places: Mapping[str, int], agreement: Sequence[KnownTruth] | None
) -> tuple[SentencePanel, ...]:
    """Return a panel for every sentence of the record, in order."""
    findings = {finding.claim: finding for finding in record.findings}
    claims: dict[int, list[ClaimPanel]] = {}
    cited: dict[int, list[Cited]] = {}
    for claim in record.claims:
        judged = tuple(j for j in record.judgements if j.about == claim.id)
        panel = _claim_panel(claim, findings[claim.id], places, judged)
        claims.setdefault(claim.sentence, []).append(panel)
        cited.setdefault(claim.sentence, []).extend(
            Cited(claim.sentence, panel.verdict.code, panel.verdict.word, when)
            for when in panel.seconds
        )
    known = {truth.sentence: truth for truth in agreement or ()}
    panels = []
    for sentence, settled in zip(record.sentences, record.verdicts, strict=True):
        word = verdict_word(settled.verdict, settled.supports)
        truth = known.get(sentence.index)
        panels.append(
            SentencePanel(
                index=sentence.index,
                number=sentence.index + 1,
                text=sentence.text,
                verdict=word,
                reason=settled.reason,
                claims=tuple(claims.get(sentence.index, ())),
                cited=tuple(cited.get(sentence.index, ())),
                truth=truth.words if truth else None,
            )
        )
    return tuple(panels)


def _claim_panel(
    claim: Claim, finding: Finding, places: Mapping[str, int], judgements: tuple[Judgement, ...]
) -> ClaimPanel:
    maker = finding.made_by
    return ClaimPanel(
        id=claim.id,
        quote=claim.quote,
        kind=CLAIM_TYPES[claim.type] if claim.type else "not read",
        verdict=verdict_word(finding.verdict, finding.supports),
        bearing=_bearing(claim, finding),
        reason=finding.reason,
        seconds=tuple(moment(c, place_of(c.recording, places)) for c in finding.citations),
        coverage=None if finding.coverage is None else f"{finding.coverage:.0%}",
        confidence=None if finding.confidence is None else f"{finding.confidence:.2f}",
        certainty=CERTAINTIES[claim.certainty] if claim.certainty else "not read",
        hedges=tuple(_hedge(hedge) for hedge in claim.hedges),
        attribution=claim.attribution,
        signed=f"{maker.name} {maker.version}",
        judgements=judgements,
    )


def _hedge(hedge: Hedge) -> HedgeShown:
    return HedgeShown(hedge.cue, HEDGE_EFFECTS[hedge.effect])


def _bearing(claim: Claim, finding: Finding) -> str:
    """Say which way a verdict cuts, where the word alone could be read either way.

    *Consistent* settles nothing, whichever way it leans, so nothing is added to it.
    """
    if finding.verdict is Verdict.CONSISTENT:
        return ""
    absence = _OF_ABSENCE if claim.polarity is Polarity.NEGATIVE else ""
    if finding.supports is True:
        return f"bears the claim{absence} out"
    if finding.supports is False:
        return f"speaks against the claim{absence}"
    return ""
