"""What the footage decides between two accounts, as far as the findings on their claims do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from witnessmark.model import Finding, Verdict

Stand = Literal["for", "against", "open"]


def stand(finding: Finding) -> Stand:
    """Say whether a finding bears its claim out, speaks against it, or leaves it open."""
    verdict, supports = finding.verdict, finding.supports
    if verdict in {Verdict.CONTRADICTED, Verdict.SHOWN_ELSEWHEN}:
        return "against"
    if verdict is Verdict.SHOWN:
        return "for"
    if verdict is Verdict.NOT_SHOWN and supports is not None:
        return "for" if supports else "against"
    return "open"


def decided(first: Sequence[Finding], second: Sequence[Finding]) -> str:
    """Say in plain words what the findings decide between what two accounts say."""
    mine, yours = _together(first), _together(second)
    if mine == yours:
        return {
            "for": "The footage bears out both as they stand: they may speak of two things.",
            "against": "The footage speaks against both.",
            "open": "The footage does not decide between them.",
        }[mine]
    reason = _reason(first, mine) or _reason(second, yours)
    said = {"for": "bears out", "against": "speaks against", "open": "does not settle"}
    clauses = [
        (said[how], which)
        for how, which in sorted(
            ((mine, "the first account"), (yours, "the second")),
            key=lambda clause: ("for", "against", "open").index(clause[0]),
        )
    ]
    (how, which), (then, other) = clauses
    if which == "the second":
        which, other = "the second account", "the first"
    return f"The footage {how} {which} and {then} {other}. {reason}".strip()


def decides(first: Sequence[Finding], second: Sequence[Finding]) -> bool:
    """Say whether the findings tell the two apart."""
    return _together(first) != _together(second)


def _together(findings: Sequence[Finding]) -> Stand:
    stands = {stand(finding) for finding in findings}
    if "against" in stands:
        return "against"
    return "for" if stands == {"for"} else "open"


def _reason(findings: Sequence[Finding], how: Stand) -> str:
    """Return the reason of the first finding that decides, none where nothing is decided."""
    if how == "open":
        return ""
    return next(finding.reason for finding in findings if stand(finding) == how)
