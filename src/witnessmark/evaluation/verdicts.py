"""A record's verdicts against the known truth of rendered footage.

Conventions
-----------
The truth of an account is a list of statements, one a sentence: ``true``, ``false``,
``unshowable`` or ``no_claim``, with the seconds that decide it. A verdict answers a statement,
declines to, or gets it wrong:

- *agrees*: borne out and true, failed and false, or declined and unshowable;
- *disagrees*: borne out and false, failed and true, or any answer to the unshowable;
- *open*: not tested, where there was something to test.

A statement borne out must also cite seconds that meet the true ones, or it disagrees: the right
word for the wrong seconds is wrong.

Metrics
-------
:func:`evaluate` counts each of the three.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from witnessmark.errors import RecordError
from witnessmark.model import Incident, SentenceVerdict, Verdict

#: Seconds by which cited and true stretches may miss each other.
TOLERANCE = 0.5

_BORNE_OUT = {Verdict.SHOWN, Verdict.CONSISTENT}
_FAILED = {Verdict.CONTRADICTED, Verdict.NOT_SHOWN, Verdict.SHOWN_ELSEWHEN}
#: Verdicts that decide something, for the account or against it.
DECISIVE = frozenset({Verdict.SHOWN, *_FAILED})
_STATEMENTS = {"true", "false", "unshowable", "no_claim"}


class Agreement(StrEnum):
    """How a verdict stands to the truth."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Compared:
    """One sentence: what was said of it, what is true of it, and whether the two agree."""

    sentence: int
    verdict: Verdict
    truth: str
    agreement: Agreement
    why: str


def validate(record: Incident, truth: Mapping[str, Any]) -> None:
    """Raise RecordError unless *truth* has exactly one statement for each sentence of *record*."""
    statements = truth.get("statements", [])
    indices = [statement.get("sentence") for statement in statements]
    if indices != [sentence.index for sentence in record.sentences]:
        raise RecordError("The truth does not state one thing for each sentence of the account.")
    for statement, sentence in zip(statements, record.sentences, strict=True):
        if statement.get("truth") not in _STATEMENTS:
            raise RecordError(f"The truth of sentence {sentence.index} is none of the four words.")
        if statement.get("quote") != sentence.text:
            raise RecordError(
                f"The truth quotes another sentence {sentence.index} than the account."
            )


def compare(record: Incident, truth: Mapping[str, Any]) -> tuple[Compared, ...]:
    """Return how each sentence's verdict stands to the truth, in order."""
    validate(record, truth)
    supported = _absences_borne_out(record)
    return tuple(
        _compare(verdict, statement, absent=verdict.sentence in supported)
        for verdict, statement in zip(record.verdicts, truth["statements"], strict=True)
    )


def evaluate(record: Incident, truth: Mapping[str, Any]) -> dict[str, int]:
    """Return how many sentences agree, disagree and are open."""
    compared = compare(record, truth)
    return {word.value: sum(c.agreement is word for c in compared) for word in Agreement}


def _absences_borne_out(record: Incident) -> set[int]:
    """Return sentences whose *not shown* is what they claim: nothing was to be heard there."""
    missed = {
        finding.claim
        for finding in record.findings
        if finding.verdict is Verdict.NOT_SHOWN and not finding.supports
    }
    return {
        verdict.sentence
        for verdict in record.verdicts
        if verdict.verdict is Verdict.NOT_SHOWN and missed.isdisjoint(verdict.claims)
    }


def _compare(verdict: SentenceVerdict, statement: Mapping[str, Any], *, absent: bool) -> Compared:
    word, known = verdict.verdict, str(statement["truth"])
    borne_out = word in _BORNE_OUT or absent
    failed = word in _FAILED and not absent
    if known in {"unshowable", "no_claim"}:
        agreement = Agreement.DISAGREES if borne_out or failed else Agreement.AGREES
    elif not borne_out and not failed:
        agreement = Agreement.OPEN
    elif known == "true":
        right = borne_out and (absent or _meets(verdict, statement.get("spans", ())))
        agreement = Agreement.AGREES if right else Agreement.DISAGREES
    else:
        agreement = Agreement.AGREES if failed else Agreement.DISAGREES
    return Compared(verdict.sentence, word, known, agreement, str(statement.get("why", "")))


def _meets(verdict: SentenceVerdict, spans: Sequence[Sequence[float]]) -> bool:
    """Say whether any cited second lies within tolerance of a true one; true without spans."""
    return not spans or any(
        cite.start.json_seconds < end + TOLERANCE and start - TOLERANCE < cite.end.json_seconds
        for cite in verdict.citations
        for start, end in spans
    )
