"""What the footage decides between two accounts, as far as the findings on their claims do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from witnessmark.model import Finding, Verdict

#: "absent" bears a denial out as far as an absence can: what it denies was looked for in vain.
Stand = Literal["for", "absent", "against", "open"]
#: What is said of the footage, the most telling first.
_SAID: Mapping[Stand, str] = MappingProxyType(
    {
        "for": "bears out",
        "absent": "has nothing that speaks against",
        "against": "speaks against",
        "open": "does not settle",
    }
)


def stand(finding: Finding) -> Stand:
    """Say whether a finding bears its claim out, and how, speaks against it, or leaves it open."""
    verdict, supports = finding.verdict, finding.supports
    if verdict in {Verdict.CONTRADICTED, Verdict.SHOWN_ELSEWHEN}:
        return "against"
    if verdict is Verdict.SHOWN:
        return "for"
    if verdict is Verdict.NOT_SHOWN and supports is not None:
        return "absent" if supports else "against"
    return "open"


def decided(first: Sequence[Finding], second: Sequence[Finding]) -> str:
    """Say in plain words what the findings decide between what two accounts say."""
    mine, yours = _together(first), _together(second)
    if mine == yours:
        return {
            "for": "The footage bears out both as they stand: they may speak of two things.",
            "absent": "What both deny was looked for in the footage and not found.",
            "against": "The footage speaks against both.",
            "open": "The footage does not decide between them.",
        }[mine]
    reason = _reason(first, mine) or _reason(second, yours)
    clauses = [
        (_SAID[how], which)
        for how, which in sorted(
            ((mine, "the first account"), (yours, "the second")),
            key=lambda clause: list(_SAID).index(clause[0]),
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
    if stands == {"for"}:
        return "for"
    return "absent" if stands and stands <= {"for", "absent"} else "open"


def _reason(findings: Sequence[Finding], how: Stand) -> str:
    """Return the reason of the first finding that decides, none where nothing is decided."""
    if how == "open":
        return ""
    return next(finding.reason for finding in findings if stand(finding) == how)
