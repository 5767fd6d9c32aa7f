"""Small finished records to compare; every account in them is invented."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from alignment_nouns import ME, SHA, claim, recording

from witnessmark.model import (
    Account,
    Citation,
    Claim,
    ClaimTime,
    EventDate,
    Finding,
    Incident,
    Observation,
    Quantity,
    Relation,
    Sentence,
    SentenceVerdict,
    Verdict,
)

#: A claim, its verdict, and whether that supports it.
Weighed = tuple[Claim, Verdict, bool | None]


def said(
    words: str,
    act: str = "FIRE_SMALL_ARMS",
    verdict: Verdict = Verdict.CONSISTENT,
    supports: bool | None = None,
    **parts: Any,
) -> Weighed:
    """A claim of *words* with its verdict."""
    return claim(words, act, **parts), verdict, supports


def within(cue: str, low: float, high: float) -> dict[str, Any]:
    """The parts of a claim that put it between two shares of the recording."""
    return {"time": ClaimTime(cue=cue, window=(low, high), relation=("d",))}


def number(text: str, low: float | None, high: float | None, unit: str) -> dict[str, Any]:
    """The parts of a claim that count."""
    return {"quantities": (Quantity(text=text, span=(0, 1), min=low, max=high, unit=unit),)}


def then(first: int, second: int) -> Relation:
    """That the claim numbered *first*, from 1, comes before another."""
    return Relation(first=f"c{first:02d}", second=f"c{second:02d}", allen=("b", "m"), cue="then")


def record(
    *told: Weighed,
    relations: Sequence[Relation] = (),
    observations: Sequence[Observation] = (),
    cited: Sequence[Observation] = (),
    footage: str = SHA,
    days: tuple[str | None, str | None] = (None, None),
    name: str = "story.txt",
) -> Incident:
    """A record of one claim a sentence; the first claim cites *cited*."""
    text = "".join(f"{one.quote}\n" for one, _, _ in told)
    account = hashlib.sha256(text.encode()).hexdigest()
    claims, sentences, findings, verdicts = [], [], [], []
    start = 0
    for index, (one, verdict, supports) in enumerate(told):
        span = (start, start + len(one.quote))
        start = span[1] + 1
        cites = tuple(
            Citation(start=o.start, end=o.end, recording=footage, observations=(o.id,))
            for o in (cited if index == 0 else ())
        )
        ident = f"c{index + 1:02d}"
        claims.append(
            one.model_copy(
                update={"id": ident, "sentence": index, "span": span, "account": account}
            )
        )
        sentences.append(Sentence(index=index, span=span, text=one.quote))
        findings.append(
            Finding(
                claim=ident,
                verdict=verdict,
                supports=supports,
                citations=cites,
                reason=f"Reason of {one.quote}.",
                made_by=ME,
            )
        )
        verdicts.append(SentenceVerdict(sentence=index, verdict=verdict, reason=""))
    return Incident(
        synthetic=True,
        account=Account(
            sha256=account,
            name=name,
            size=len(text),
            characters=len(text),
            language="en",
            event_date=EventDate(earliest=days[0], latest=days[1]),
        ),
        recordings=(recording().model_copy(update={"sha256": footage}),),
        sentences=tuple(sentences),
        claims=tuple(claims),
        relations=tuple(relations),
        observations=(*cited, *observations),
        findings=tuple(findings),
        verdicts=tuple(verdicts),
        unexplained=tuple(one.id for one in observations),
        made_by=(ME,),
    )
