"""A sentence's verdict, derived from its claims': never more than its weakest claim earns."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from witnessmark.alignment.framing import without_frames, without_remarks
from witnessmark.alignment.unread import strange_words, without_words
from witnessmark.model import Citation, Claim, Finding, Role, Sentence, SentenceVerdict, Verdict

#: Verdicts against the account, gravest first: one of them is the sentence's.
_AGAINST = (Verdict.CONTRADICTED, Verdict.NOT_SHOWN, Verdict.SHOWN_ELSEWHEN)
_UNDECIDED = (Verdict.NOT_TESTED, Verdict.NOT_TESTABLE)

#: Words of a claim that are quoted before its reason.
QUOTED = 7

#: What a sentence without a claim says instead, by its role.
_NOTHING_IN = {
    Role.PUBLICATION: (
        "It says when and by whom the account was published, nothing about the footage."
    ),
    Role.DATELINE: "It says from where and when the report was sent, nothing about the footage.",
    Role.LABEL: "It only names the part below it.",
    Role.RESTRICTION: "It says who may use the footage, nothing of what it shows.",
    Role.WARNING_NOTE: "It warns that the footage is hard to look at, and says nothing it shows.",
    Role.BOILERPLATE: "It is part of the page, not of the account.",
}


def sentence_verdict(
    sentence: Sentence,
    claims: Sequence[Claim],
    mine: Sequence[Finding],
    cues: Collection[str] = (),
    mentioned: Collection[str] = (),
) -> SentenceVerdict:
    """Return the verdict on *sentence*, from its own claims and what was found of them.

    *cues* are the words that put its claims in order, which lie between them; *mentioned* names
    claims that decide nothing, since the sentence tells of them only to deny them.

    One claim that fails decides for the whole sentence, the gravest first. *Shown* needs every
    claim shown; where some are borne out and others could not be tested, the sentence is
    *consistent*, and so it is where words of it lie in no claim. A claim of absence that is borne
    out counts as borne out, but not as shown: beside a claim that is shown it leaves the sentence
    *consistent*, since what is not heard may have been missed. Where something is there that a
    claim denies, and it is not sure enough to contradict it, the sentence is *not tested*.
    """
    if not mine:
        return SentenceVerdict(
            sentence=sentence.index,
            verdict=Verdict.NOT_TESTABLE,
            reason=_nothing_stated(sentence),
        )
    own = [finding for finding in mine if finding.claim not in mentioned]
    verdict, deciding = _decide(own or mine)
    loose = _outside_claims(sentence, claims, cues) if verdict is Verdict.SHOWN else ()
    if loose:
        verdict = Verdict.CONSISTENT
    citations = tuple(cite for finding in deciding for cite in finding.citations)
    return SentenceVerdict(
        sentence=sentence.index,
        verdict=verdict,
        supports=deciding[0].supports,
        claims=tuple(finding.claim for finding in mine),
        citations=tuple(sorted(_once(citations), key=lambda c: (c.start, c.end))),
        reason=_reason(claims, mine, deciding)
        + (f" Not weighed: {_quoted(loose)}." if loose else ""),
    )


def _decide(mine: Sequence[Finding]) -> tuple[Verdict, list[Finding]]:
    for verdict in _AGAINST:
        against = [f for f in mine if f.verdict is verdict and not f.supports]
        if against:
            return verdict, against
    # What is there though it is denied speaks against the sentence, if not surely.
    doubted = [f for f in mine if f.verdict is Verdict.NOT_TESTED and f.supports is False]
    if doubted:
        return Verdict.NOT_TESTED, doubted
    borne_out = [f for f in mine if f.supports]
    if not borne_out:
        verdict = next(v for v in _UNDECIDED if any(f.verdict is v for f in mine))
        return verdict, [f for f in mine if f.verdict is verdict]
    kinds = {finding.verdict for finding in borne_out}
    if len(borne_out) < len(mine) or len(kinds) > 1:
        return Verdict.CONSISTENT, borne_out
    return kinds.pop(), borne_out


def _reason(claims: Sequence[Claim], mine: Sequence[Finding], deciding: Sequence[Finding]) -> str:
    """Join the reasons, each with the words that it is about where there are several."""
    quotes = {claim.id: claim.quote for claim in claims}
    about: dict[str, list[str]] = {}
    for finding in deciding:
        about.setdefault(finding.reason, []).append(_short(quotes[finding.claim]))
    words = " ".join(
        reason if len(about) == 1 else f"{' and '.join(said)}: {reason}"
        for reason, said in about.items()
    )
    decided = {finding.claim for finding in deciding}
    left = [_short(quotes[finding.claim]) for finding in mine if finding.claim not in decided]
    return f"{words} Not decided by this: {', '.join(left)}." if left else words


def _outside_claims(
    sentence: Sentence, claims: Sequence[Claim], cues: Collection[str]
) -> tuple[str, ...]:
    """Return words of the sentence that lie in no claim and that no verdict covers."""
    left = list(sentence.text)
    read = [claim.span for claim in claims]
    read += [hedge.span for claim in claims for hedge in claim.hedges]
    for low, high in read:
        start, end = max(low - sentence.span[0], 0), max(high - sentence.span[0], 0)
        left[start:end] = " " * len(left[start:end])
    told = [*cues, *(claim.time.cue for claim in claims if claim.time.cue)]
    bare = without_frames(without_remarks("".join(left), alone=True))
    beside = without_remarks(without_words(bare, told), alone=True)
    return strange_words(beside, ordered=bool(cues))


def _short(quote: str) -> str:
    """Return *quote*, or as much of it as tells which words are meant, in quotation marks."""
    words = quote.split()
    return f"“{quote}”" if len(words) <= QUOTED else f"“{' '.join(words[:QUOTED])} …”"


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _nothing_stated(sentence: Sentence) -> str:
    return _NOTHING_IN.get(sentence.role, "No claim about the footage was found in it.")


def _once(items: Sequence[Citation]) -> list[Citation]:
    """Return *items* in order, each equal one once."""
    kept = {(c.recording, c.start, c.end, c.observations): c for c in items}
    return list(kept.values())
