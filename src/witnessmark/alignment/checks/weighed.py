"""Where the weighing has already held a number, single shots or "uncut" against the footage.

Nothing is worked out here: the finding is pointed at, so that a reader who looks for such checks
finds them. A number without an upper bound ("several") is left to its own sentence, as is what
was not tested.
"""

from __future__ import annotations

from collections.abc import Iterator

from witnessmark.alignment.checks.matter import Answer, Matter, Rule, quoted
from witnessmark.alignment.evidence import evidence_for
from witnessmark.alignment.sight_evidence import sight_evidence_for
from witnessmark.model import CheckOutcome, Claim, Finding, Kind, Verdict

_COUNTED = frozenset(
    {"shots", "rounds", "bursts", "explosions", "blasts", "grenades", "volleys", "exchanges"}
)
_SINGLE = frozenset({"single"})
_SOURCE = "The weighing of the claim against what was heard and seen."
_SAYS = {
    Verdict.CONTRADICTED: (CheckOutcome.CONFLICTS, "contradicts it"),
    Verdict.SHOWN: (CheckOutcome.AGREES, "bears it out"),
    Verdict.NOT_SHOWN: (CheckOutcome.CANNOT_TELL, "does not show it"),
    Verdict.CONSISTENT: (CheckOutcome.CANNOT_TELL, "fits it and does not settle it"),
}


def weighed(matter: Matter) -> tuple[Answer, ...]:
    """Point at what was found of claims of a number, of single shots, or of an uncut film."""
    return tuple(_answers(matter))


def _answers(matter: Matter) -> Iterator[Answer]:
    for claim in matter.reading.claims:
        finding, about = matter.finding_of(claim), _about(claim)
        if finding is None or about is None or finding.verdict not in _SAYS:
            continue
        outcome, words = _SAYS[finding.verdict]
        if finding.verdict is Verdict.NOT_SHOWN and finding.supports:
            outcome, words = CheckOutcome.AGREES, "bears it out: none was found"
        reason = (
            f"{about} is told ({quoted((claim,))}), and the footage {words}; the reason stands "
            f"with sentence {claim.sentence + 1}."
        )
        yield Answer(outcome, reason, _SOURCE, claims=(claim.id,), observations=_cited(finding))


def _about(claim: Claim) -> str | None:
    """Return what of these the claim tells, None where it tells none."""
    if any(q.unit in _COUNTED and q.max is not None and q.max > 1 for q in claim.quantities):
        return "A number"
    heard = evidence_for(claim)
    if heard is not None and heard.modes == _SINGLE:
        return "Fire by single shots"
    seen = sight_evidence_for(claim)
    if seen is not None and Kind.CUT in seen.kinds:
        return "That the film is uncut" if seen.denied else "That the film is cut"
    return None


def _cited(finding: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for c in finding.citations for name in c.observations))


RULE = Rule("weighed", "1", weighed)
