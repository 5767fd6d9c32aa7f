"""What "it", "this" and "that" fire with, and which shooting "the shooting" is.

Conventions
-----------
Only a pronoun in the singular that is the subject of firing, or of going on, takes over. What
the claim's own words name is never replaced. Words taken over are those of the account. "The
shooting" before which something was or was not is all the shooting that the account tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from witnessmark.account.drafting import Draft
from witnessmark.account.lexicon import acts
from witnessmark.account.time_cues import claim_time
from witnessmark.account.words import lemma
from witnessmark.model import Claim, ClaimType, Polarity

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
