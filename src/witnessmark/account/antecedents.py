"""What "it", "this" and "that" fire with, which shooting "the shooting" is, and what "another" is.

Conventions
-----------
Only a pronoun in the singular that is the subject of firing, or of going on, takes over. What
the claim's own words name is never replaced. Words taken over are those of the account. "The
shooting" before which something was or was not is all the shooting that the account tells of.
Where the words of a claim only point to an event ("another follows", "four more", "none"; see
:mod:`pointers`) it is about the nearest one before it that fits, or is left as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Doc, Token

from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import PEOPLE, acts, is_a, word_list
from witnessmark.account.mentions import name_of
from witnessmark.account.pointers import Pointer, pointer_in
from witnessmark.account.quantities import counted_as
from witnessmark.account.time_cues import claim_time
from witnessmark.account.words import SUBJECTS, forms, is_verb, lemma, names
from witnessmark.model import (
    EVENT_MEANT,
    Antecedent,
    Camera,
    Claim,
    ClaimTime,
    ClaimType,
    Perceptibility,
    Polarity,
    Quantity,
)

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_TOLD = frozenset({ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.ATTRIBUTED})
_POINTING = frozenset({"it", "this", "that"})
_FIRING = frozenset({"FIRE_SMALL_ARMS", "FIRE_AUTOMATIC", "FIRE_MACHINE_GUN"})
_GOING_ON = frozenset({"go", "continue", "last", "keep", "persist", "resume", "start", "begin"})
_SINGLE = re.compile(r"\bsingle (?:shots|rounds|shot|round)\b|\b(?:shot|round) by (?:shot|round)\b")
_BURSTS = re.compile(r"\bbursts?\b|\bautomatic\b|\bfull[- ]auto\b")

#: Words that make one of several of an event, and those of the first of them.
_RANKED = re.compile(
    r"\b(?:first|initial|opening|second|third|fourth|fifth|sixth|next|other|last|final|\d+(?:st|nd"
    r"|rd|th))\b",
    re.I,
)
_OPENING = frozenset({"first", "initial", "opening"})

#: What a claim is read as that names no act of its own.
_UNTOLD = frozenset({"BACKGROUND", "STATE_PERSON", "STATE_SCENE"})

#: Acts of blasts and of sights that a pointer may take up.
_BLASTING = frozenset({"EXPLOSION_UNATTRIBUTED", "DETONATE_DEVICE", "HIT_IMPACT"})
_SIGHTS = frozenset({"DAMAGE_BURN", "STATE_WEATHER_LIGHT"})
#: Types of what is told of the footage, or would be had the judges known what is told of.
_OF_FOOTAGE = frozenset(
    {ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.MEDIA_META, ClaimType.CONTEXT}
)
#: Words before a noun that only says when or where something else was.
_WHEN = frozenset(
    {"before", "after", "between", "until", "till", "since", "following", "behind", "during",
     "beneath", "under", "amid", "throughout", "from", "within", "in", "at", "to", "by"}
)  # fmt: skip
#: What is counted where the noun itself is of no number.
_COUNTED_AS = {"guns": "shots", "blasts": "explosions"}
_COUNTABLE = frozenset(
    {"shot", "gunshot", "round", "bullet", "burst", "volley", "salvo", "explosion", "blast",
     "detonation", "grenade", "shell"}
)  # fmt: skip
#: How many sentences back an event is looked for; for a mere pronoun one.
_REACH = 2
#: What people, things and films do as well as events.
_COMMON = word_list("of_people_and_events") | {"be"}
_OF_EVENTS = word_list("of_events")
_RUNS = frozenset({"burst", "volley", "salvo", "fusillade", "barrage"})
#: What is told where no claim names the event but as what was looked for.
_SOUGHT = {"guns": "FIRE_SMALL_ARMS", "blasts": "EXPLOSION_UNATTRIBUTED", "voices": "SPEECH"}
_DENIED = {"CT+": "CT-", "PR+": "PR-", "PS+": "PS-"}


def is_firing(claim: Claim) -> bool:
    """Say whether a pronoun after the claim can mean the weapon, or the firing, of it."""
    return acts()[claim.act].group == "fire" and claim.polarity is Polarity.POSITIVE


def carried_on(draft: Draft, claim: Claim, firing: Claim | None) -> Claim:
    """Return *claim* with what its pronoun takes over from *firing*, the last firing told of.

    A machine gun said to fire single shots keeps its weapon, and its act becomes firing of small
    arms: what would be heard of it are single shots, not bursts.
    """
    pronoun = _subject(draft)
    if firing is None or pronoun is None:
        return claim
    took = {
        "weapon": claim.weapon or firing.weapon,
        "actor": claim.actor or firing.actor,
        "actor_side": claim.actor_side or firing.actor_side,
    }
    if claim.act in _FIRING:
        return claim.model_copy(update={**took, "act": _act(claim, firing)})
    if claim.act in _UNTOLD and lemma(draft.clause.head) in _GOING_ON:
        return claim.model_copy(
            update={**took, "act": firing.act, "perceptibility": firing.perceptibility}
            | {"type": ClaimType.OBSERVATION, "camera": firing.camera}
            | {"time": claim_time(claim.quote.lower())}
        )
    return claim


def meant(draft: Draft, claim: Claim, others: Iterable[tuple[Draft, Claim]]) -> tuple[Claim, ...]:
    """Return the claims that a definite event, named only to place another, means.

    Empty where the event is told of nowhere else or may be one of several, and for every claim that
    is not such an event. What was before "the shooting", or the first of it, was before all of it.
    """
    if draft.clause.kind != "event" or not any(
        child.lower_ in _DEFINITE for child in draft.clause.head.children
    ):
        return ()
    found = tuple(
        other
        for drafted, other in others
        if drafted.clause.kind != "event"
        and other.polarity is Polarity.POSITIVE
        and other.type in _TOLD
        and (other.act == claim.act or acts()[other.act].group == acts()[claim.act].group == "fire")
    )
    ranked = _RANKED.search(claim.quote)
    if draft.clause.link == "before" and (ranked is None or ranked[0].lower() in _OPENING):
        return found
    return found if len(found) == 1 and ranked is None else ()


def _subject(draft: Draft) -> Token | None:
    subjects = [child for child in draft.clause.head.children if child.dep_ == "nsubj"]
    return next((token for token in subjects if token.lower_ in _POINTING), None)


def _act(claim: Claim, firing: Claim) -> str | None:
    if firing.act != "FIRE_MACHINE_GUN":
        return firing.act if claim.act == "FIRE_SMALL_ARMS" and _heavier(firing) else claim.act
    quote = claim.quote.lower()
    if _SINGLE.search(quote) and not _BURSTS.search(quote):
        return "FIRE_SMALL_ARMS"
    return "FIRE_MACHINE_GUN"


def _heavier(firing: Claim) -> bool:
    return firing.act in {"FIRE_VEHICLE_GUN", "FIRE_INDIRECT", "FIRE_ROCKET"}


@dataclass(frozen=True, slots=True)
class Named:
    """An event that words of the account name: its noun, its kind, and the claim it stands in.

    ``at`` is the sentence in which it was told of last, ``beside`` says that its noun only tells
    when something else was: "before the second blast".
    """

    noun: Token
    kind: str
    claim: Claim
    source: ParsedSentence
    at: int
    beside: bool = False

    @property
    def is_several(self) -> bool:
        """Whether the account names several of it."""
        return self.noun.tag_ in {"NNS", "NNPS"}


Row = tuple[ParsedSentence, Draft, Claim]


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What an account has named so far, its sentences by number, and what its pronouns mean."""

    events: list[Named]
    docs: Mapping[int, Doc]
    pronouns: Sequence[Antecedent]


def taken_up(
    rows: Sequence[Row], pronouns: Sequence[Antecedent]
) -> tuple[list[Row], tuple[Antecedent, ...]]:
    """Return *rows* with every claim that only points to an event told of that event, and how.

    A claim takes the act of what it points to, and with it what bears on it. What was so taken up
    is added to *pronouns*, the pronouns of the account with what they mean.
    """
    so_far = _SoFar([], {row[0].sentence.index: row[0].doc for row in rows}, pronouns)
    made: list[Row] = []
    meant: list[Antecedent] = []
    for at, group in groupby(rows, key=lambda row: row[0].sentence.index):
        own = list(group)
        for number, (parsed, draft, claim) in enumerate(own):
            found = _pointed_to((parsed, draft, claim), own, so_far)
            if found is None:
                continue
            pointer, event = found
            told = _about(parsed, draft, claim, pointer, event)
            own[number] = (parsed, draft, told)
            so_far.events.append(replace(event, claim=told, at=at, beside=False))
            meant.append(_as_antecedent(parsed, pointer, event))
        made += own
        so_far.events.extend(named for row in own for named in _named_in(row))
    spans = {one.span for one in meant}
    known = (*(one for one in pronouns if one.span not in spans), *meant)
    return made, tuple(sorted(known, key=lambda one: one.span))


def _named_in(row: Row) -> list[Named]:
    """Return the events that the claim of *row* names, in order, or the one that its verb is."""
    parsed, draft, claim = row
    at = parsed.sentence.index
    named = [
        Named(token, kind, claim, parsed, at, beside=_is_beside(token, draft))
        for token in draft.clause.tokens
        if _is_noun(token) and (kind := _kind_of(token, claim)) is not None
    ]
    if named or draft.cue is None or claim.type is not ClaimType.OBSERVATION:
        return named
    kind = {"fire": "guns", "sound": "voices"}.get(acts()[str(claim.act)].group)
    own = kind is not None and is_verb(draft.cue.cue) and claim.act == draft.act
    return [Named(draft.cue.cue, str(kind), claim, parsed, at)] if own else []


def _sought_in(row: Row) -> list[Named]:
    """Return the events called in the sentence of *row*, told of or not: "we looked for fire"."""
    parsed, _, claim = row
    return [
        Named(token, kind, claim.model_copy(update=_as_told(kind)), parsed, parsed.sentence.index)
        for token in parsed.doc
        for kind in _SOUGHT
        if _is_noun(token) and lemma(token) in _nouns(kind)
    ]


def _as_told(kind: str) -> dict[str, object]:
    return {
        "act": _SOUGHT[kind],
        "type": ClaimType.OBSERVATION,
        "perceptibility": Perceptibility.AUDIBLE,
        "camera": Camera.MIXED,
    }


def _is_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} or (
        token.tag_ == "VBG" and token.dep_ in {"pobj", "pcomp"}
    )


def _kind_of(noun: Token, claim: Claim) -> str | None:
    """Return of which kind the event is that *noun* calls, where *claim* tells of that kind."""
    if claim.act is None or _is_made_of(noun):
        return None
    group = acts()[claim.act].group
    told = {
        "guns": group == "fire",
        "blasts": group == "fire" or claim.act in _BLASTING,
        "voices": group == "sound",
        "cuts": group == "media",
        "sights": claim.act in _SIGHTS,
    }
    called = lemma(noun)
    return next((k for k, is_so in told.items() if is_so and called in _nouns(k)), None)


def _is_made_of(noun: Token) -> bool:
    """Say whether it is the fire of "a burst of fire": the burst is what is told of."""
    tie = noun.head
    kinds = ("guns", "blasts", "voices")
    whole = tie.head if tie.dep_ == "prep" and tie.lower_ == "of" else None
    return whole is not None and any(lemma(whole) in _nouns(kind) for kind in kinds)


def _nouns(kind: str) -> frozenset[str]:
    return word_list(f"events_of_{kind}")


def _is_beside(noun: Token, draft: Draft) -> bool:
    """Say whether a noun of the clause only says when: "after the blast a voice is heard"."""
    above = noun
    while above.i != draft.clause.head.i and above.head.i != above.i:
        if above.dep_ == "prep" and above.lower_ in _WHEN:
            return True
        above = above.head
    return False


def _pointed_to(row: Row, own: Sequence[Row], so_far: _SoFar) -> tuple[Pointer, Named] | None:
    """Return the words of the claim of *row* that point to an event, with the event.

    None where none do. *own* are the claims of its sentence.
    """
    _, draft, claim = row
    pointer = pointer_in(draft.clause) if claim.type in _OF_FOOTAGE else None
    if pointer is None or (claim.polarity is Polarity.NEGATIVE and not pointer.denies):
        return None  # "it has hardly ended" denies the end
    event = _meant_here(pointer, [named for one in own for named in _named_in(one)])
    if pointer.denies and (event is None or event.claim.perceptibility is Perceptibility.NEITHER):
        event = _meant_here(pointer, _sought_in(row)) or event
    event = event or _meant_before(pointer, row, so_far)
    return None if event is None else (pointer, event)


def _meant_here(pointer: Pointer, here: Sequence[Named]) -> Named | None:
    """Return the last event named before the words in their own sentence, if they can mean it."""
    own = [one for one in here if one.noun.i < pointer.first.i and _fits(pointer, one)]
    main = [one for one in own if not one.beside or _is_topic(one, pointer)]
    return main[-1] if main else None


def _is_topic(named: Named, pointer: Pointer) -> bool:
    """Say whether what stands first is what is spoken of: "after the blast comes another"."""
    tie = next((t.lower_ for t in named.noun.ancestors if t.dep_ == "prep"), "")
    return pointer.further and tie in {"after", "following", "behind"}


def _meant_before(pointer: Pointer, row: Row, so_far: _SoFar) -> Named | None:
    """Return the event of the two sentences before that the words mean; None where none fits.

    None as well where people, a thing or the footage may be meant.
    """
    parsed, draft, claim = row
    here = parsed.sentence.index
    reach = 1 if pointer.sole else _REACH
    near = [one for one in so_far.events if 0 < here - one.at <= reach and _fits(pointer, one)]
    free = not pointer.sole or _is_free(parsed, pointer, so_far)
    if not free:  # but where the claim is read so already
        near = [one for one in near if _are_alike(one.claim, claim)]
    near.sort(key=lambda one: (one.at, not one.beside, one.noun.i))
    if pointer.counts and any(one.is_several for one in near):
        near = [one for one in near if one.is_several]  # "three shots, a voice. Another three"
    chosen = near[-1] if near else None
    verb = next((form for form in forms(draft.clause.head) if form in _COMMON | _OF_EVENTS), "")
    if chosen is None or not free or verb not in _COMMON:
        return chosen
    between = [so_far.docs[at] for at in range(chosen.at, here) if at in so_far.docs]
    others = any(_names_others(doc, pointer, chosen) for doc in (chosen.source.doc, *between))
    return None if others else chosen


def _are_alike(one: Claim, other: Claim) -> bool:
    """Say whether two claims tell of acts of one group: both of fire, both of voices."""
    return acts()[str(one.act)].group == acts()[str(other.act)].group


def _fits(pointer: Pointer, named: Named) -> bool:
    """Say whether the number of what is named fits: "these" are several, "it" goes on or is one."""
    if named.claim.polarity is Polarity.NEGATIVE and not pointer.denies:
        return False
    if is_verb(named.noun) and named.noun.tag_ != "VBG":
        return not (pointer.sole or pointer.several)  # "somebody shouts. One more follows"
    return named.is_several if pointer.several else not (pointer.single and named.is_several)


def _is_free(parsed: ParsedSentence, pointer: Pointer, so_far: _SoFar) -> bool:
    """Say whether a pronoun may mean an event: no person and no thing was found for it."""
    span = parsed.span(pointer.first, pointer.last)
    found = next((one for one in so_far.pronouns if one.span == span), None)
    if found is None:  # "it is snowing" stands for nothing; "this" is not looked for
        return pointer.first.lower_ != "it"
    if found.antecedent is None:
        return "could be meant" not in found.reason
    last = found.antecedent.split()[-1].lower()
    return any(one.noun.lower_ == last for one in so_far.events)


def _names_others(doc: Doc, pointer: Pointer, named: Named) -> bool:
    """Say whether somebody or something that may be meant as well does something in *doc*.

    So in "two men run after the shots. Four more arrive", and "the film opens with a blast. It
    ends at 0:30".
    """
    return any(
        (token.i != named.noun.i or doc is not named.noun.doc)
        and token.pos_ != "PRON"
        and token.dep_ != "pobj"
        and (
            is_a(names(token), *PEOPLE, "vehicle")
            or (token.dep_ in SUBJECTS and is_a(names(token), "media"))
        )
        and (token.tag_ in {"NNS", "NNPS"} or not pointer.several)
        for token in doc
    )


def _about(
    parsed: ParsedSentence, draft: Draft, claim: Claim, pointer: Pointer, event: Named
) -> Claim:
    """Return *claim* as told of *event*, which its words point to."""
    told = event.claim
    firing = _FIRING | {"EXCHANGE_FIRE"}
    own = draft.cue is not None and claim.act in firing and told.act in firing
    inferred = claim.type is ClaimType.INFERENCE and told.type is ClaimType.OBSERVATION
    cut = event.kind == "cuts"
    changed: dict[str, object] = {
        "act": claim.act if own else told.act,
        "type": claim.type if inferred else told.type,
        "perceptibility": Perceptibility.VISIBLE if cut else told.perceptibility,
        "camera": claim.camera if own else told.camera,
        "quantities": _counted(parsed, claim, pointer, event),
    }
    if claim.time == ClaimTime():
        changed["time"] = claim_time(claim.quote.lower())
    if pointer.denies and claim.polarity is Polarity.POSITIVE:
        certainty = str(claim.certainty)
        changed |= {"polarity": Polarity.NEGATIVE, "certainty": _DENIED.get(certainty, certainty)}
    return claim.model_copy(update=changed)


def _counted(
    parsed: ParsedSentence, claim: Claim, pointer: Pointer, event: Named
) -> tuple[Quantity, ...]:
    """Return the claim's quantities with what its words count of the event: "four more"."""
    unit = _COUNTED_AS.get(event.kind)
    called = lemma(event.noun)
    rounds = called in _RUNS and not event.is_several  # "a burst. A dozen more": of which?
    if unit is None or not pointer.counts or rounds:
        return claim.quantities
    span = parsed.span(pointer.first, pointer.last)
    counted = counted_as(parsed, span, claim.span, f"{called}s" if called in _COUNTABLE else unit)
    if counted is None or any(
        q.span[0] < span[1] and span[0] < q.span[1] for q in claim.quantities
    ):
        return claim.quantities
    return tuple(sorted((*claim.quantities, counted), key=lambda one: one.span))


def _as_antecedent(parsed: ParsedSentence, pointer: Pointer, event: Named) -> Antecedent:
    start = parsed.sentence.span[0]
    span = parsed.span(pointer.first, pointer.last)
    return Antecedent(
        sentence=parsed.sentence.index,
        pronoun=parsed.sentence.text[span[0] - start : span[1] - start],
        span=span,
        antecedent=name_of(event.source, event.noun),
        reason=EVENT_MEANT,
    )
