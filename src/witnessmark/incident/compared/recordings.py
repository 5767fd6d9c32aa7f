"""One account with two recordings: where the verdicts on one claim differ, and why."""

from __future__ import annotations

from witnessmark.model import Claim, Difference, Incident, Pair, Told, Verdict

#: Least difference of coverage, as a share, that is named.
_COVERED = 0.05

_SAYS = {
    Verdict.SHOWN: "bears it out",
    Verdict.SHOWN_ELSEWHEN: "bears it out at another time",
    Verdict.CONSISTENT: "fits it without settling it",
    Verdict.CONTRADICTED: "contradicts it",
    Verdict.NOT_SHOWN: "does not show it",
    Verdict.NOT_TESTABLE: "could not show it",
    Verdict.NOT_TESTED: "was not or could not be checked for it",
}


def span_worth(one: Claim, other: Claim) -> float:
    """Return how surely two claims of one account are the same, 0 to 1: by span, then by id.

    Spans count nine tenths by their intersection over union, the same id one tenth.
    """
    shared = max(0, min(one.span[1], other.span[1]) - max(one.span[0], other.span[0]))
    union = max(one.span[1], other.span[1]) - min(one.span[0], other.span[0])
    if not shared:
        return 0.0
    return 0.9 * shared / union + 0.1 * (one.id == other.id)


def same_verdict(pair: Pair) -> bool:
    """Say whether both recordings give the claim the same verdict, to the same effect."""
    return (pair.first.verdict, pair.first.supports) == (pair.second.verdict, pair.second.supports)


def difference(pair: Pair, first: Incident, second: Incident) -> Difference:
    """Return in what the two recordings differ on one claim, and the findings' reasons for it."""
    clauses = f"the first recording {_says(pair.first)}, the second {_says(pair.second)}"
    shares = _coverage(first, pair.first), _coverage(second, pair.second)
    covered = ""
    if None not in shares and abs((shares[0] or 0) - (shares[1] or 0)) >= _COVERED:
        covered = (
            f", and {shares[0]:.0%} of the seconds in question could be heard or seen in the "
            f"first, {shares[1]:.0%} in the second"
        )
    return Difference(
        kind="verdict",
        sentence=f"“{pair.first.quote}”: {clauses}{covered}.",
        footage=f"Of the first: {pair.first.reason} Of the second: {pair.second.reason}",
        pairs=(pair,),
    )


def _says(told: Told) -> str:
    if told.verdict is Verdict.NOT_SHOWN and told.supports:
        return "holds nothing of what it denies"
    return _SAYS[told.verdict]


def _coverage(record: Incident, told: Told) -> float | None:
    return next(finding.coverage for finding in record.findings if finding.claim == told.claim)
