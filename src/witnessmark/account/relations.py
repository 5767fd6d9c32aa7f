"""What the words say about the order of claims: Allen sets, never a forced total order.

Conventions
-----------
A relation reads from its first claim to its second and names the cue. Sets are those of the
table of time words (notes: reading, section 4). "While" that concedes, and "as" that gives a
reason, relate nothing in time: a clause of context or opinion therefore gets no relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import acts
from witnessmark.model import Claim, ClaimType, Polarity, Relation
from witnessmark.model.claim import Allen

_SHARED: tuple[Allen, ...] = ("o", "oi", "s", "si", "d", "di", "f", "fi", "e")
_BEFORE: tuple[Allen, ...] = ("b", "m", "o", "fi", "di")
_AFTER: tuple[Allen, ...] = ("bi", "mi", "oi", "f", "d")
_QUICKLY: tuple[Allen, ...] = ("b", "m", "o")
_THEN: tuple[Allen, ...] = ("b", "m")

#: Link word of the lower clause: relation from the upper claim to the lower one.
_LINKS: dict[str, tuple[Allen, ...]] = {
    "until": ("m", "o"),
    "till": ("m", "o"),
    "before": _BEFORE,
    "after": _AFTER,
    "once": _AFTER,
    "as soon as": _AFTER,
    "by the time": _BEFORE,
    "after which": _THEN,
    "as": _SHARED,
    "while": _SHARED,
    "whilst": _SHARED,
    "when": _SHARED,
}
_NEXT = re.compile(
    r"^(?:and |but )?(?:then|next|after which|afterwards?|thereafter|thereupon|presently"
    r"|(?:soon|shortly|immediately|directly|straight|right|not long|a little)"
    r" (?:after(?:wards?)?|later|thereafter)(?: (?:that|this))?|soon(?=,| )|after (?:that|this)"
    r"|following (?:that|this)|(?:only |just |barely |about |some )?"
    r"(?:(?:a few|several|a couple of|some|many|an?|one|two|three|four|five|six|ten|twenty"
    r"|thirty|\d+)"
    r" )?(?:seconds?|moments?|minutes?|instants?) (?:later|afterwards?|after)"
    r"|subsequently|eventually|finally|in reply|in response|in return)\b",
    re.I,
)
#: The same words behind the subject: "another shot follows five seconds later".
_NEXT_WITHIN = re.compile(
    r"\bfollows?(?:ed)?\b|\b(?:seconds?|moments?|minutes?|soon|shortly) (?:later"
    r"|after(?:wards?)?)\b"
    r"(?! (?:that|this|the|an?)\b)",
    re.I,
)
#: "after the second shot", "following the blast": what is told next follows an event told before.
_AFTER_EVENT = re.compile(
    r"^(?:after|following|upon|with) (?:the|this|that|these|those|its|their) (?:\w+ ){0,2}"
    r"(?:shots?|rounds?|bursts?|blasts?|explosions?|detonations?|volleys?|salvos?|fire|gunfire"
    r"|strike|grenades?|attack|exchange)\b(?! (?:begins|ends|stops))",
    re.I,
)
_FOLLOWED = re.compile(r"^(?:quickly |immediately |soon )?followed by\b", re.I)
_PRECEDES = re.compile(r"\bpreced\w+\b", re.I)
_AT_ONCE = re.compile(r"\b(?:quickly|immediately|instantly|promptly|at once)\b", re.I)
#: Words that put a claim before what was told last: the past perfect, "beforehand".
_EARLIER = re.compile(r"\b(?:beforehand|in advance|had|hadn['’]t)\b", re.I)
#: What has happened by then: "three shots have been fired".
_PERFECT = re.compile(
    r"\b(?:has|have|had)(?: (?:already|just|only))? (?:been )?\w+(?:ed|en)\b", re.I
)
_KEEPS = re.compile(r"\b(?:keeps?|kept|continues?|continued|still)\b", re.I)


def relations(
    told: list[tuple[ParsedSentence, Draft, Claim]],
    referring: Iterable[tuple[ParsedSentence, Draft, Claim]] = (),
) -> tuple[Relation, ...]:
    """Return the relations that the words of the account state, in the order of their claims.

    *referring* are mentions of what is told elsewhere, each with the claim that it means.
    """
    made = [
        *_to_video(told),
        *_within_sentences([*told, *referring]),
        *_between_sentences(told),
    ]
    tied = {relation.first for relation in made}
    made += [one for one in _before_what_was_told(told) if one.first not in tied]
    unique = {(r.first, r.second): r for r in reversed(made)}
    return tuple(unique[key] for key in sorted(unique))


def _to_video(told: list[tuple[ParsedSentence, Draft, Claim]]) -> Iterator[Relation]:
    for _, _, claim in told:
        if claim.time.relation and claim.time.cue and _is_event(claim):
            yield Relation(
                first=claim.id, second="VIDEO", allen=claim.time.relation, cue=claim.time.cue
            )


def _within_sentences(
    told: list[tuple[ParsedSentence, Draft, Claim]],
) -> Iterator[Relation]:
    by_sentence: dict[int, list[tuple[ParsedSentence, Draft, Claim]]] = {}
    for row in told:
        by_sentence.setdefault(row[0].sentence.index, []).append(row)
    for parsed, lower, claim in told:
        here = by_sentence[parsed.sentence.index]
        upper = _claim_above(here, lower)
        if lower.clause.link == "" and _NEXT.search(claim.quote):
            upper = _told_before(here, lower)
        if upper is None or upper is claim or not (_is_event(claim) and _is_event(upper)):
            continue
        if _is_missing(lower, claim) and claim.time.window != (0.0, 1.0):
            # T12: the silence of a missing warning meets the act that it would have announced.
            yield Relation(first=claim.id, second=upper.id, allen=("m",), cue=claim.quote)
            continue
        link = lower.clause.link
        allen = _LINKS.get(link)
        cue = link
        at_once = _AT_ONCE.search(claim.quote[:20])
        if link == "before" and at_once is not None:
            allen, cue = _QUICKLY, f"before {at_once[0]}"
        if link == "when":
            allen = _when(upper, claim)
        if allen is None and _FOLLOWED.search(claim.quote):
            allen, cue = _THEN, "followed by"
        following = _NEXT.search(claim.quote)
        if allen is None and following and claim.span[0] > parsed.sentence.span[0]:
            upper = _event_before(here, lower) or upper
            allen, cue = _THEN, following[0]
        if lower.clause.kind == "event":
            cue = _before_event(parsed, upper, claim) or cue
        if allen is not None:
            yield Relation(first=upper.id, second=claim.id, allen=allen, cue=cue)


def _when(upper: Claim, lower: Claim) -> tuple[Allen, ...]:
    """Return how *upper* lies to *lower*, its "when": what has happened by then lies before."""
    upper_past, lower_past = (_PERFECT.search(one.quote) is not None for one in (upper, lower))
    if upper_past == lower_past:
        return _LINKS["when"]
    return _BEFORE if upper_past else _AFTER


def _before_event(parsed: ParsedSentence, upper: Claim, event: Claim) -> str | None:
    """Return the words that put *upper* before *event*: "prior to", or a verb that precedes."""
    verb = _PRECEDES.search(upper.quote)
    if verb is not None:
        return verb[0]
    start = parsed.sentence.span[0]
    between = parsed.sentence.text[upper.span[1] - start : max(event.span[0] - start, 0)]
    return between.strip(" ,") or None


def _is_missing(lower: Draft, claim: Claim) -> bool:
    """Say whether the clause names what was missing before the act above it, such as a warning."""
    unannounced = lower.clause.link in {"without", "before"} and _denies_warning(claim)
    return lower.clause.kind == "absence" or (unannounced and lower.clause.kind == "clause")


def _denies_warning(claim: Claim) -> bool:
    return claim.act == "WARNING" and claim.polarity is Polarity.NEGATIVE


def _claim_above(here: list[tuple[ParsedSentence, Draft, Claim]], lower: Draft) -> Claim | None:
    """Return the claim of the clause that *lower* hangs on, or the one told just before it."""
    for _, draft, claim in here:
        if draft is not lower and draft.number == lower.clause.parent:
            return claim
    return _told_before(here, lower)


def _told_before(here: list[tuple[ParsedSentence, Draft, Claim]], lower: Draft) -> Claim | None:
    """Return the claim told just before *lower* in the same sentence."""
    before: Claim | None = None
    for _, draft, claim in here:
        if draft is lower:
            break
        before = claim
    return before


def _event_before(here: list[tuple[ParsedSentence, Draft, Claim]], lower: Draft) -> Claim | None:
    """Return the last event told before *lower* in the same sentence."""
    found: Claim | None = None
    for _, draft, claim in here:
        if draft is lower:
            break
        found = claim if _happens(claim) else found
    return found


def _between_sentences(
    told: list[tuple[ParsedSentence, Draft, Claim]],
) -> Iterator[Relation]:
    """Relate what opens with "then" to the last event told before it, however far back."""
    events: list[Claim] = []
    for parsed, _, claim in told:
        if not _is_event(claim):
            continue
        before = events[-1] if events else None
        if before is not None and before.sentence != claim.sentence:
            cue = _opening(parsed, claim)
            keeps = _KEEPS.search(claim.quote)
            if cue is not None:
                yield Relation(first=before.id, second=claim.id, allen=_THEN, cue=cue)
            elif keeps and before.act == claim.act:
                yield Relation(
                    first=claim.id, second=before.id, allen=("oi", "di", "si", "mi"), cue=keeps[0]
                )
        if _happens(claim):
            events.append(claim)


def _before_what_was_told(
    told: list[tuple[ParsedSentence, Draft, Claim]],
) -> Iterator[Relation]:
    """Put a warning that "had" not been given before the last use of force told of."""
    force: Claim | None = None
    for _, _, claim in told:
        earlier = _EARLIER.search(claim.quote)
        if force is not None and earlier and _denies_warning(claim) and _is_event(claim):
            yield Relation(first=claim.id, second=force.id, allen=_BEFORE, cue=earlier[0])
        fires = acts()[claim.act].group == "fire" or claim.act == "EXPLOSION_UNATTRIBUTED"
        force = claim if fires and _happens(claim) and _is_event(claim) else force


def _opening(parsed: ParsedSentence, claim: Claim) -> str | None:
    """Return the words that put the first claim of a sentence after what was told before it."""
    leading = claim.span[0] - parsed.sentence.span[0]
    first = parsed.text[:leading]
    found = _NEXT.search(parsed.text) or _AFTER_EVENT.search(parsed.text)
    if found is not None and (
        leading == 0 or not re.search(r"[,;]|\band\b", first[found.end() :].strip(" ,"))
    ):
        return found[0]
    inside = _NEXT_WITHIN.search(claim.quote) if leading <= 1 else None
    return inside[0] if inside else None


def _happens(claim: Claim) -> bool:
    """Say whether the claim is an event that something can follow: not a state, not an absence."""
    still = acts()[claim.act].group in {"state", "media", "context"}
    return claim.polarity is Polarity.POSITIVE and not still


def _is_event(claim: Claim) -> bool:
    """Say whether the claim lies in the time of the footage at all."""
    return claim.type not in {ClaimType.CONTEXT, ClaimType.OPINION, ClaimType.PROGNOSIS}
