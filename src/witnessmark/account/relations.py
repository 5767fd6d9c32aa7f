"""What the words say about the order of claims: Allen sets, never a forced total order.

Conventions
-----------
A relation reads from its first claim to its second and names the cue. Sets are those of the
table of time words (notes: reading, section 4). "While" that concedes, and "as" that gives a
reason, relate nothing in time: neither does a clause of context or opinion. Claims of different
recordings are never related, and a set of relations that cannot all hold is never returned: the
weaker are left out, and told of as a tension.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import acts
from witnessmark.account.network import contradictory
from witnessmark.account.screen_order import by_clock, by_list, is_edited
from witnessmark.account.screen_time import Item, Told, item_of
from witnessmark.account.sequels import NEXT
from witnessmark.account.words import SUBJECTS, lemma
from witnessmark.model import Claim, ClaimType, Polarity, Relation, Tension
from witnessmark.model.claim import Allen

_SHARED: tuple[Allen, ...] = ("o", "oi", "s", "si", "d", "di", "f", "fi", "e")
_BEFORE: tuple[Allen, ...] = ("b", "m", "o", "fi", "di")
_AFTER: tuple[Allen, ...] = ("bi", "mi", "oi", "f", "d")
_QUICKLY: tuple[Allen, ...] = ("b", "m", "o")
_THEN: tuple[Allen, ...] = ("b", "m")
_AT: tuple[Allen, ...] = ("d", "s", "f")

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
    "whereupon": _THEN,
    "as": _SHARED,
    "while": _SHARED,
    "whilst": _SHARED,
    "when": _SHARED,
}
#: The same words behind the subject: "another shot follows five seconds later".
_NEXT_WITHIN = re.compile(
    r"(?<!are )(?<!is )(?<!was )(?<!were )\bfollow(?:s|ed)?\b"
    r"(?! (?:the|an?|his|her|him|them|it|this|that|up)\b)|\b(?:seconds?"
    r"|moments?|minutes?|soon|shortly) (?:later"
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
_PRECEDES = re.compile(r"\b(?:preced|follow)\w*\b", re.I)
#: What comes "but not before" something else, or "before that", turns the order of telling about.
_NOT_BEFORE = re.compile(
    r"\bnot (?:before|until|till)(?: after)?\b"
    r"|\b(?:but |and )?(?:before|prior to|ahead of) (?:that|this)(?=,? (?:[a-z]+ ){0,3}[a-z])",
    re.I,
)
#: "After that shots came", where "that" is all that was told and no word of the shots.
_AFTER_THAT = re.compile(
    r"\b(?:right |soon |shortly |immediately |just )?after (?:that|this)"
    r"(?= (?:an?|the|some\w*|no\w*|several|two|three|automatic|single|gunfire|shooting|people|it"
    r"|they|he|she|we|you|\w+s) )",
    re.I,
)
_AT_ONCE = re.compile(r"\b(?:quickly|immediately|instantly|promptly|at once)\b", re.I)
#: Words that put a claim before what was told last: the past perfect, "beforehand".
_EARLIER = re.compile(r"\b(?:beforehand|in advance|had|hadn['’]t)\b", re.I)
#: What has happened by then: "three shots have been fired".
_PERFECT = re.compile(
    r"\b(?:has|have|had)(?: (?:already|just|only))? (?:been )?\w+(?:ed|en)\b", re.I
)
#: What is going on: "is rolling".
_GOING_ON = re.compile(r"\b(?:is|are|was|were)(?: \w+ly)? (?!being\b)\w+ing\b", re.I)
_KEEPS = re.compile(r"\b(?:keeps?|kept|continues?|continued|still)\b", re.I)


def relations(
    told: list[Told],
    referring: Iterable[Told] = (),
    listed: Sequence[Item] = (),
) -> tuple[tuple[Relation, ...], tuple[Tension, ...]]:
    """Return the relations that the words of the account state, and the tensions among them.

    *referring* are mentions of what is told elsewhere, each with the claim that it means; *listed*
    are the items of the account's lists of shots. Relations come in the order of their claims.
    """
    referring = list(referring)
    made = [
        *_to_video(told, listed),
        *_within_sentences([*told, *referring]),
        *_between_sentences(told, referring),
    ]
    tied = {relation.first for relation in made}
    made += [one for one in _before_what_was_told(told) if one.first not in tied]
    made += [*by_clock(told, listed), *by_list(told, listed)]
    videos = {claim.id: claim.video for _, _, claim in told}
    unique = {
        (r.first, r.second): r
        for r in reversed(made)
        if r.first != r.second and _may_be_related(videos, r)
    }
    kept, left_out = _holding([one for one in made if unique.get((one.first, one.second)) is one])
    ordered = sorted(kept, key=lambda one: (one.first, one.second))
    return tuple(ordered), tuple(_tension(one) for one in left_out)


def _may_be_related(videos: Mapping[str, int | None], relation: Relation) -> bool:
    """Say whether the claims are of one recording, as far as the account says of which they are."""
    first, second = videos.get(relation.first), videos.get(relation.second)
    return first is None or second is None or first == second


def _holding(made: list[Relation]) -> tuple[list[Relation], list[Relation]]:
    """Return what can all hold at once, and what is left out since others speak against it.

    Those that contradict are taken in the order of *made*: what is said of the whole recording and
    by words that tie clauses comes first, what follows from lists last.
    """
    if not contradictory(made):
        return made, []
    kept: list[Relation] = []
    left_out: list[Relation] = []
    for one in made:
        (left_out if contradictory([*kept, one]) else kept).append(one)
    return kept, left_out


def _tension(relation: Relation) -> Tension:
    return Tension(
        kind="time",
        claims=(relation.first, relation.second),
        text=f"“{relation.cue}” orders these two claims in a way that other words of the account "
        "speak against; the order is left open.",
    )


def _to_video(told: list[Told], listed: Sequence[Item]) -> Iterator[Relation]:
    edited = is_edited(told, listed)
    for _, _, claim in told:
        clock, cue = claim.time.clock, claim.time.cue
        allen = claim.time.relation
        if allen is None and clock is not None and clock.kind == "media_clock":
            # T15: a point of the footage; of a shot list the order says as much.
            shot = edited and item_of(claim, listed) is not None
            allen, cue = None if shot else _AT, cue or clock.value
        if allen and cue and _may_be_told(claim) and not _is_told(claim):
            yield Relation(first=claim.id, second="VIDEO", allen=allen, cue=cue)


def _within_sentences(
    told: list[Told],
) -> Iterator[Relation]:
    by_sentence: dict[int, list[Told]] = {}
    for row in told:
        by_sentence.setdefault(row[0].sentence.index, []).append(row)
    for parsed, lower, claim in told:
        here = by_sentence[parsed.sentence.index]
        upper = _claim_above(here, lower)
        if lower.clause.link == "" and NEXT.search(claim.quote):
            upper = _told_before(here, lower)
        if upper is None or upper is claim or not (_may_be_told(claim) and _may_be_told(upper)):
            continue
        if _is_missing(lower, claim) and claim.time.window != (0.0, 1.0):
            # T12: the silence of a missing warning meets the act that it would have announced.
            yield Relation(first=claim.id, second=upper.id, allen=("m",), cue=claim.quote)
            continue
        link = lower.clause.link
        if _is_no_time(lower):
            continue
        allen = _LINKS.get(link)
        cue = link
        at_once = _AT_ONCE.search(claim.quote[:20])
        if link == "before" and at_once is not None:
            allen, cue = _QUICKLY, f"before {at_once[0]}"
        if link == "when":
            allen = _when(upper, claim)
        led = _with_lead(parsed, here, lower, claim)
        if (then := _AFTER_THAT.search(led)) is not None:
            allen, cue = _THEN, then[0]
        elif (turned := _NOT_BEFORE.search(led)) is not None:
            allen, cue = _AFTER, turned[0]
        if allen is None and _FOLLOWED.search(claim.quote):
            allen, cue = _THEN, "followed by"
        following = NEXT.search(led)
        if allen is None and following and claim.span[0] > parsed.sentence.span[0]:
            upper = _event_before(here, lower) or upper
            allen, cue = _THEN, following[0]
        if allen is None and _goes_on(lower, upper, claim):
            allen, cue = _BEFORE, f"{link} (in the order told)"
        if lower.clause.kind == "event":
            cue = _before_event(parsed, upper, claim) or cue
        if allen is not None:
            yield Relation(first=upper.id, second=claim.id, allen=allen, cue=cue)


_DELAY = re.compile(
    r"(?<=and )(?:[\w-]+ ){0,3}(?:moments?|seconds?|minutes?|instants?) (?:later|after)\b", re.I
)
#: Verbs of being and having: a clause of theirs behind "while" or "as" concedes or gives a reason.
_STATIVE = frozenset(
    {"be", "have", "know", "believe", "belong", "lack", "want", "need", "mean", "cost", "claim",
     "say", "blame", "deny", "insist", "contain", "own", "consider", "think", "like", "seem",
     "differ", "accuse", "call", "describe", "report", "deserve", "depend", "exist"}
)  # fmt: skip
#: What comes of what was told before it in one breath: "drives up and stops".
_OUTCOMES = frozenset(
    {"stop", "halt", "leave", "drive_off", "flee", "retreat", "withdraw", "fall", "collapse", "die",
     "disappear", "vanish", "explode", "return", "escape", "land", "crash", "scatter", "scurry",
     "run", "roll", "sprint", "bolt", "emerge", "surrender", "reply", "answer", "respond", "go",
     "dive", "duck", "drop", "pull", "climb", "drive", "hide", "reload", "walk"}
)  # fmt: skip


def _is_no_time(lower: Draft) -> bool:
    """Say whether "while" or "as" concedes or gives a reason: its clause tells of a state."""
    if lower.clause.link not in {"as", "while", "whilst"}:
        return False
    head = lower.clause.head
    return head.tag_ != "VBG" and lemma(head) in _STATIVE


def _goes_on(lower: Draft, upper: Claim, claim: Claim) -> bool:
    """Say whether "and" tells the same subject's next act, one that ends something or moves."""
    if lower.clause.link not in {"and", ","} or lower.clause.head.dep_ != "conj":
        return False
    own_subject = any(child.dep_ in SUBJECTS for child in lower.clause.head.children)
    both = _happens(claim) and upper.polarity is Polarity.POSITIVE
    return both and not own_subject and lemma(lower.clause.head) in _OUTCOMES


def _with_lead(parsed: ParsedSentence, here: list[Told], lower: Draft, claim: Claim) -> str:
    """Return the claim's words with those between it and the claim told before it."""
    before = _told_before(here, lower)
    start = parsed.sentence.span[0]
    since = start if before is None else before.span[1]
    lead = parsed.sentence.text[max(0, since - start) : max(0, claim.span[0] - start)]
    at = max(0, claim.span[0] - start)
    delay = _DELAY.search(parsed.sentence.text, max(0, at - 30), at + 8)
    if delay is not None and delay.end() > at - 2:
        # "and moments later the soldiers fire", where the parser gave "moments" to what is before.
        return f"{delay[0]} {claim.quote}"
    return f"{lead.strip(' ,;:–—-')} {claim.quote}".strip()


def _when(upper: Claim, lower: Claim) -> tuple[Allen, ...]:
    """Return how *upper* lies to *lower*, its "when": what has happened by then lies before.

    What was going on when something happened started first: "a column is rolling when …".
    """
    if _GOING_ON.search(upper.quote) and not _GOING_ON.search(lower.quote):
        return "di", "o", "fi"
    upper_past, lower_past = (_PERFECT.search(one.quote) is not None for one in (upper, lower))
    if upper_past == lower_past:
        return _LINKS["when"]
    return _BEFORE if upper_past else _AFTER


def _before_event(parsed: ParsedSentence, upper: Claim, event: Claim) -> str | None:
    """Return the words that put *upper* before *event*: "prior to", or a verb that precedes."""
    verb = _PRECEDES.search(upper.quote)
    if verb is not None:
        return verb[0]
    if event.sentence != upper.sentence:
        return None  # told elsewhere and only referred to here
    start = parsed.sentence.span[0]
    between = parsed.sentence.text[upper.span[1] - start : max(event.span[0] - start, 0)]
    return between.strip(" ,") or None


def _is_missing(lower: Draft, claim: Claim) -> bool:
    """Say whether the clause names what was missing before the act above it, such as a warning."""
    unannounced = lower.clause.link in {"without", "before"} and _denies_warning(claim)
    return lower.clause.kind == "absence" or (unannounced and lower.clause.kind == "clause")


def _denies_warning(claim: Claim) -> bool:
    return claim.act == "WARNING" and claim.polarity is Polarity.NEGATIVE


def _claim_above(here: list[Told], lower: Draft) -> Claim | None:
    """Return the claim of the clause that *lower* hangs on, or the one told just before it."""
    for _, draft, claim in here:
        if draft is not lower and draft.number == lower.clause.parent:
            return claim
    return _told_before(here, lower)


def _told_before(here: list[Told], lower: Draft) -> Claim | None:
    """Return the claim told just before *lower* in the same sentence."""
    before: Claim | None = None
    for _, draft, claim in here:
        if draft is lower:
            break
        before = claim
    return before


def _event_before(here: list[Told], lower: Draft) -> Claim | None:
    """Return the last event told before *lower* in the same sentence."""
    found: Claim | None = None
    for _, draft, claim in here:
        if draft is lower:
            break
        found = claim if _happens(claim) or _names_act(draft, claim) else found
    return found


def _between_sentences(told: list[Told], referring: Iterable[Told]) -> Iterator[Relation]:
    """Relate what opens with "then" to the last event told before it, however far back.

    "After the blast" says by itself after what, where the blast is told or meant as one.
    """
    tied = {
        parsed.sentence.index
        for parsed, draft, _ in (*told, *referring)
        if draft.clause.kind == "event"
    }
    events: list[Claim] = []
    for parsed, draft, claim in told:
        if not _may_be_told(claim):
            continue
        if events and None is not claim.video != events[-1].video:
            events = [one for one in events if one.video in {None, claim.video}]
        before = events[-1] if events else None
        if before is not None and before.sentence != claim.sentence:
            cue = _opening(parsed, claim, after_event=claim.sentence not in tied)
            keeps = _KEEPS.search(claim.quote)
            if cue is not None and _is_told(before) == _is_told(claim):
                yield Relation(first=before.id, second=claim.id, allen=_THEN, cue=cue)
            elif keeps and before.act == claim.act:
                yield Relation(
                    first=claim.id, second=before.id, allen=("oi", "di", "si", "mi"), cue=keeps[0]
                )
        if (_is_event(claim) and _happens(claim)) or _names_act(draft, claim):
            events.append(claim)


def _is_told(claim: Claim) -> bool:
    """Say whether somebody else tells of it."""
    return claim.type is ClaimType.ATTRIBUTED


def _before_what_was_told(
    told: list[Told],
) -> Iterator[Relation]:
    """Put a warning that "had" not been given before the last use of force told of."""
    force: Claim | None = None
    for _, _, claim in told:
        earlier = _EARLIER.search(claim.quote)
        if force is not None and earlier and _denies_warning(claim) and _is_event(claim):
            yield Relation(first=claim.id, second=force.id, allen=_BEFORE, cue=earlier[0])
        fires = acts()[claim.act].group == "fire" or claim.act == "EXPLOSION_UNATTRIBUTED"
        force = claim if fires and _happens(claim) and _is_event(claim) else force


def _opening(parsed: ParsedSentence, claim: Claim, *, after_event: bool) -> str | None:
    """Return the words that put the first claim of a sentence after what was told before it.

    *after_event* lets "after the blast" be such words.
    """
    leading = claim.span[0] - parsed.sentence.span[0]
    first = parsed.text[:leading]
    found = NEXT.search(parsed.text)
    if found is None and after_event:
        found = _AFTER_EVENT.search(parsed.text)
    if found is not None and (
        leading == 0 or not re.search(r"[,;]|\band\b", first[found.end() :].strip(" ,"))
    ):
        return found[0]
    # What "follow" takes may lie behind the claim: "the first shots follow the explosion".
    inside = _NEXT_WITHIN.search(parsed.text, leading) if leading <= 1 else None
    return inside[0] if inside and inside.end() <= leading + len(claim.quote) else None


def _happens(claim: Claim) -> bool:
    """Say whether the claim is an event that something can follow: not a state, not an absence."""
    still = acts()[claim.act].group in {"state", "media", "context"}
    return claim.polarity is Polarity.POSITIVE and not still


def _names_act(draft: Draft, claim: Claim) -> bool:
    """Say whether a claim of no known act tells of something done all the same: "he gets out"."""
    if claim.act != "BACKGROUND" or claim.polarity is not Polarity.POSITIVE:
        return False
    head = draft.clause.head
    return _may_be_told(claim) and head.tag_ in {"VBZ", "VBP"} and lemma(head) not in _STATIVE


def _may_be_told(claim: Claim) -> bool:
    """Say whether words of time can order the claim: it is no judgement and no forecast."""
    return claim.type not in {ClaimType.OPINION, ClaimType.PROGNOSIS}


def _is_event(claim: Claim) -> bool:
    """Say whether the claim lies in the time of the footage at all."""
    return claim.type not in {ClaimType.CONTEXT, ClaimType.OPINION, ClaimType.PROGNOSIS}
