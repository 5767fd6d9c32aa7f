"""Drafts turned into claims, every field read from the words of the claim and its clause.

Conventions
-----------
A claim that shares its clause with another (the grenade of "gunfire and a grenade") takes actor,
time and denial from that clause. What the words leave open stays None.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from witnessmark.account import actors, hedges, kinds, time_cues
from witnessmark.account.cast import Cast
from witnessmark.account.clauses import Clause
from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import acts
from witnessmark.account.polarity import polarity
from witnessmark.account.quantities import quantities
from witnessmark.account.scopes import scoped
from witnessmark.account.silent_stretches import silent_stretch
from witnessmark.account.words import is_verb
from witnessmark.model import (
    Claim,
    ClaimTime,
    ClaimType,
    Hedge,
    MadeBy,
    Perceptibility,
    Polarity,
    Quantity,
    Role,
)

#: Cues of doubt that lean towards no: "it is unlikely that he fired".
_LEANS_AGAINST = frozenset({"unlikely", "improbable", "doubtful"})
#: Acts that two parties can do to each other.
_MUTUAL = frozenset({"EXCHANGE_FIRE", "THROW_GRENADE", "STAB_CLOSE_COMBAT"})


def claim(
    parsed: ParsedSentence,
    draft: Draft,
    above: Draft | None,
    cast: Cast,
    sign: Callable[..., Claim],
) -> Claim:
    """Turn a draft into the claim; *above* is the draft it shares its clause with, if any.

    *sign* makes the claim with id, account and maker filled in.
    """
    start = parsed.sentence.span[0]
    quote = parsed.sentence.text[draft.span[0] - start : draft.span[1] - start]
    text = parsed.lower[draft.span[0] - start : draft.span[1] - start]
    shared = above.clause if above and draft.clause.kind in {"noun", "aim"} else draft.clause
    sign_of_act = _polarity(draft, above)
    where = kinds.camera(draft.act, text, draft.voice.perceived)
    report = _report(draft)
    sure = hedges.certainty((*draft.doubts, *([report] if report else ())), sign_of_act)
    if draft.voice.reported and draft.voice.source is not None:
        sure = hedges.no_surer_than(sure, draft.voice.level)
    if hedges.is_asked(text, parsed.lower[draft.span[1] - start :]):
        sure = "Uu"
    sense = kinds.sense(
        draft.act, draft.clause, text, where, mental=draft.mental, perceived=draft.voice.perceived
    )
    sense = kinds.narrowed(sense, draft.act, text, title=parsed.sentence.role is Role.TITLE)
    if above is not None and draft.clause.kind == "source":
        sense = Perceptibility.AUDIBLE
    return sign(
        sentence=parsed.sentence.index,
        span=draft.span,
        quote=quote,
        type=_type(parsed, draft),
        act=draft.act,
        **_parties(parsed, draft, shared, cast),
        weapon=_weapon(parsed, draft),
        place=actors.place(parsed, draft.clause),
        perceptibility=sense,
        camera=where,
        polarity=sign_of_act,
        certainty="PR+" if draft.mental and sure == "CT+" else sure,
        hedges=_hedges(parsed, draft, report),
        time=_time(parsed, draft, above, text),
        quantities=_quantities(parsed, draft, above, sign_of_act),
        conditions=kinds.conditions(text),
        attribution=draft.voice.source,
    )


def _parties(
    parsed: ParsedSentence, draft: Draft, shared: Clause, cast: Cast
) -> dict[str, str | None]:
    """Return who does it to whom, with their sides; *shared* is the clause that names them."""
    cue = draft.cue.cue if draft.cue is not None else shared.head
    verb = cue if is_verb(cue) and shared is draft.clause else shared.head
    who = actors.actor(parsed, shared, verb, cast, draft.act)
    if who is None and draft.act in {"STATE_PERSON", "FLEE_WITHDRAW", "TAKE_COVER"}:
        who = actors.nearest_people(parsed, draft.clause)
    whom = actors.target(parsed, verb, cast, draft.act)
    both = actors.both_sides(shared, verb, cast) if draft.act in _MUTUAL else None
    whose, to_whom = cast.parties.side(who), actors.target_side(whom, cast)
    if who is None and both is None and actors.under_fire(verb, draft.act) is not None:
        who = cast.parties.other(to_whom)
        whose = cast.parties.side(who)
    return {
        "actor": who,
        "actor_side": both or whose,
        "target": whom,
        "target_side": both or to_whom,
    }


def _report(draft: Draft) -> hedges.Doubt | None:
    """Return the report verb as a hedge: a source is probable, a mere claim possible."""
    if draft.voice.cue is None:
        return None
    first, last = draft.voice.cue
    return hedges.Doubt(first, last, draft.voice.level, "claim")


def _hedges(parsed: ParsedSentence, draft: Draft, report: hedges.Doubt | None) -> tuple[Hedge, ...]:
    found = {(d.first.i, d.last.i): d for d in (*([report] if report else ()), *draft.doubts)}
    return scoped(parsed, draft.span, (found[key].hedge(parsed) for key in sorted(found)))


def _polarity(draft: Draft, above: Draft | None) -> Polarity:
    sign, denying = polarity(draft.clause)
    if draft.denies_by_verb:
        return Polarity.POSITIVE if sign is Polarity.NEGATIVE else Polarity.NEGATIVE
    if denying is not None and _is_of_doubt(denying, draft):
        sign = Polarity.POSITIVE
    if sign is Polarity.POSITIVE and any(d.first.lower_ in _LEANS_AGAINST for d in draft.doubts):
        return Polarity.NEGATIVE
    if any(doubt.effect == "near_miss" for doubt in draft.doubts):
        return Polarity.NEGATIVE
    if above is not None and draft.clause.kind in {"noun", "aim"} and sign is Polarity.POSITIVE:
        sign, denying = polarity(above.clause)
        if denying is not None and _stays_with_its_noun(denying, draft.clause):
            sign = Polarity.POSITIVE
    if draft.voice.denied or (draft.unperceived and sign is Polarity.POSITIVE):
        return Polarity.POSITIVE if sign is Polarity.NEGATIVE else Polarity.NEGATIVE
    return sign


def _is_of_doubt(denying: Token, draft: Draft) -> bool:
    """Say whether the word belongs to a hedge: "could not be verified" denies no event."""
    return any(
        doubt.first.i <= denying.i <= doubt.last.i
        for doubt in draft.doubts
        if doubt.level in {"unknown", "possible"}
    )


def _stays_with_its_noun(denying: Token, beside: Clause) -> bool:
    """Say whether *denying* is of another noun alone: "no shots and an explosion are heard".

    "No shots or explosions" denies both, and so may "no shots and explosions".
    """
    of_noun = denying.dep_ in {"det", "nummod"} and denying.head.i != beside.head.i
    own = any(child.dep_ in {"det", "nummod"} for child in beside.head.children)
    return of_noun and own and beside.link not in {"or", "nor"}


def _type(parsed: ParsedSentence, draft: Draft) -> ClaimType:
    if draft.clause.kind == "source":
        return ClaimType.INFERENCE
    return kinds.claim_type(
        draft.act,
        draft.clause,
        draft.doubts,
        mental=draft.mental,
        attributed=draft.voice.reported,
        title=parsed.sentence.role is Role.TITLE,
    )


def _weapon(parsed: ParsedSentence, draft: Draft) -> str | None:
    if draft.cue is None or not draft.cue.weapon:
        return None
    start = parsed.sentence.span[0]
    first, last = parsed.span(draft.cue.weapon[0], draft.cue.weapon[-1])
    return parsed.sentence.text[first - start : last - start]


def _time(parsed: ParsedSentence, draft: Draft, above: Draft | None, text: str) -> ClaimTime:
    """Return the claim's own time, or that of the clause it shares."""
    if acts()[draft.act].group == "context" and not time_cues.names_footage_time(text):
        return ClaimTime()
    outside = draft.outside
    if above is not None and draft.clause.kind in {"noun", "aim", "source"}:
        start = parsed.sentence.span[0]
        shared = parsed.text[above.span[0] - start : above.span[1] - start]
        outside = f"{above.outside} {shared}"
    own = time_cues.claim_time(text, extra=outside)
    stretch = time_cues.media_stretch(text, 0) or time_cues.media_stretch(outside, 0)
    if stretch is not None:
        # A stretch of the footage is no point of it, but for a clock that opens or closes it.
        clock = own.clock if own.clock and own.clock.kind == "media_clock" else None
        named = clock is not None and clock.value.lower() in stretch.text.lower()
        own = own.model_copy(update={"clock": clock if named else None, "cue": stretch.text})
    if own.cue is not None:
        return own.model_copy(update={"cue": _as_written(parsed, own.cue)})
    return own.model_copy(update={"cue": draft.clause.link if _is_time_link(draft) else None})


def _as_written(parsed: ParsedSentence, cue: str) -> str:
    """Return the cue as the account writes it, capitals and all, where it stands in one piece."""
    at = parsed.lower.find(cue.lower())
    return cue if at < 0 else parsed.sentence.text[at : at + len(cue)]


def _is_time_link(draft: Draft) -> bool:
    return draft.clause.link in {"until", "till", "before", "after", "as", "while", "when", "once"}


def _quantities(
    parsed: ParsedSentence, draft: Draft, above: Draft | None, sign: Polarity
) -> tuple[Quantity, ...]:
    start = parsed.sentence.span[0]
    text = parsed.text[draft.span[0] - start : draft.span[1] - start]
    stretch = (
        time_cues.media_stretch(text, draft.span[0])
        or _stretch_outside(parsed, draft)
        or _stretch_shared(parsed, draft, above)
    )
    counted = quantities(parsed, draft.span)
    if stretch is None and sign is Polarity.NEGATIVE:
        stretch = silent_stretch(text, draft.span[0], counted)
    if stretch is None:
        return counted
    rest = tuple(q for q in counted if q.span[1] <= stretch.span[0] or q.span[0] >= stretch.span[1])
    written = parsed.sentence.text[stretch.span[0] - start : stretch.span[1] - start]
    return (*rest, stretch.model_copy(update={"text": written}))


def _stretch_outside(parsed: ParsedSentence, draft: Draft) -> Quantity | None:
    """Return the stretch of the footage that the clause names outside the claim's own words."""
    if not draft.outside:
        return None
    found = time_cues.media_stretch(parsed.text, parsed.sentence.span[0])
    if found is None or not set(found.text.lower().split()) <= set(draft.outside.lower().split()):
        return None  # its words may lie in a clause within it: "in the 14 seconds with which …"
    return found


def _stretch_shared(parsed: ParsedSentence, draft: Draft, above: Draft | None) -> Quantity | None:
    """Return the stretch of the clause that is shared: "neither shots nor blasts until 0:20"."""
    if above is None or draft.clause.kind != "noun":
        return None
    start = parsed.sentence.span[0]
    shared = parsed.text[above.span[0] - start : above.span[1] - start]
    return time_cues.media_stretch(shared, above.span[0])


def signer(account: str, maker: MadeBy) -> Callable[..., Claim]:
    """Return a maker of claims of one account, which numbers nothing yet."""

    def sign(**fields: object) -> Claim:
        return Claim.model_validate({"id": "", "account": account, "made_by": maker, **fields})

    return sign
