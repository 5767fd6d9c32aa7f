"""Making findings, and keeping a flood of the same one readable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from witnessmark.model import CustodyFinding, Outcome

#: Failures of one check that are named one by one; the rest are counted.
NAMED = 50


def passed(check: str, where: str, sentence: str) -> CustodyFinding:
    """Return a finding that all is as it should be."""
    return CustodyFinding(check=check, outcome=Outcome.PASSED, where=where, sentence=sentence)


def not_checked(check: str, where: str, sentence: str) -> CustodyFinding:
    """Return a finding that a question stays open, and why."""
    return CustodyFinding(check=check, outcome=Outcome.NOT_CHECKED, where=where, sentence=sentence)


def failed(
    check: str, where: str, sentence: str, expected: object = None, found: object = None
) -> CustodyFinding:
    """Return a finding that something is not as it should be."""
    return CustodyFinding(
        check=check,
        outcome=Outcome.FAILED,
        where=where,
        expected=None if expected is None else str(expected),
        found=None if found is None else str(found),
        sentence=sentence,
    )


def limited(findings: Iterable[CustodyFinding]) -> Iterator[CustodyFinding]:
    """Yield the first :data:`NAMED` of the failures of one check, then how many more there are."""
    rest = iter(findings)
    yield from islice(rest, NAMED)
    more = list(rest)
    if more:
        sentence = f"{len(more)} more of the same kind, this one the last."
        yield failed(more[-1].check, more[-1].where, sentence)
