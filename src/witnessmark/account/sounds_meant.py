"""Whether "they" are people, or the shots and explosions that were told of just before.

Conventions
-----------
A claim that says "they" of what only sounds do ("they come from a pistol") is about the sounds.
Where people and sounds could both be meant ("they come from the roof"), nobody is named as the
actor, the act is that of the sounds, and the claim's certainty is ``Uu``: the account leaves open
what it speaks of, so that no verdict rests on a guess. Where no people were named at all, "they"
are the sounds. Only sounds of the same sentence or the one before are meant.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.drafting import Draft
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import acts, is_a, word_list
from witnessmark.account.weapons_named import cut_to_weapon
from witnessmark.model import Claim, ClaimType, Polarity

_THEY = frozenset({"they", "these", "those"})
#: What sounds come from and people do not.
_SOURCES = (
    "hand_weapon",
    "machine_gun",
    "automatic_weapon",
    "sniper_weapon",
    "grenade",
    "rocket",
    "indirect",
    "device",
)
#: What both come from.
_PLACES = ("building", "place_part", "vehicle", "armour", "aircraft")
_LINKS = frozenset({"come", "originate", "emanate", "issue", "stem", "be"})


@dataclass(frozen=True, slots=True)
class Sounds:
    """Shots or explosions in the plural that a claim told of, and the sentence they stand in."""

    claim: Claim
    sentence: int


def sounds_of(parsed: ParsedSentence, draft: Draft, claim: Claim) -> Sounds | None:
    """Return the sounds that "they" after *claim* can mean, None where it names none."""
    told = acts()[claim.act].group == "fire" or claim.act == "EXPLOSION_UNATTRIBUTED"
    if not told or claim.polarity is Polarity.NEGATIVE:
        return None
    named = any(_is_sounds(token) for token in draft.clause.tokens)
    return Sounds(claim, parsed.sentence.index) if named else None


def of_sounds(parsed: ParsedSentence, draft: Draft, claim: Claim, sounds: Sounds | None) -> Claim:
    """Return *claim* about what its "they" mean, *sounds* being the last ones told of."""
    head = draft.clause.head
    they = next((t for t in words.subjects(head) if t.lower_ in _THEY), None)
    if they is None:
        return claim
    if any(child.dep_ == "attr" and _is_sounds(child) for child in head.children):
        return claim.model_copy(update=_NOBODY)  # "they are pistol shots"
    near = sounds is not None and parsed.sentence.index - sounds.sentence <= 1
    if sounds is None or not near or _has_second_verb(head):
        return claim
    source = _source(head)
    if source is not None and is_a(words.names(source), *_SOURCES):
        return _about(claim, sounds.claim, weapon=_weapon(parsed, source))
    if not _fits_both(head, source):
        return claim
    meant = _about(claim, sounds.claim)
    return meant if claim.actor is None else meant.model_copy(update={**_NOBODY, "certainty": "Uu"})


_NOBODY = {"actor": None, "actor_side": None}


def _about(claim: Claim, told: Claim, weapon: str | None = None) -> Claim:
    """Return *claim* as said of the sounds that *told* tells of."""
    context = claim.type is ClaimType.CONTEXT
    return claim.model_copy(
        update={
            "act": told.act,
            "actor": told.actor,
            "actor_side": told.actor_side,
            "target": None,
            "target_side": None,
            "weapon": weapon or told.weapon,
            "perceptibility": told.perceptibility,
            "camera": told.camera,
            "type": ClaimType.OBSERVATION if context else claim.type,
        }
    )


def _weapon(parsed: ParsedSentence, source: Token) -> str:
    """Return the weapon as the account writes it."""
    name = cut_to_weapon(words.name_tokens(source))
    first, last = (at - parsed.sentence.span[0] for at in parsed.span(name[0], name[-1]))
    return parsed.sentence.text[first:last]


def _is_sounds(token: Token) -> bool:
    return token.tag_ == "NNS" and _is_sound(token)


def _source(head: Token) -> Token | None:
    """Return the noun behind "from", where the verb says where something comes from."""
    if words.lemma(head) not in _LINKS:
        return None
    return next(
        (
            inner
            for child in head.children
            if child.dep_ == "prep" and child.lower_ == "from"
            for inner in child.children
            if inner.dep_ == "pobj"
        ),
        None,
    )


def _fits_both(head: Token, source: Token | None) -> bool:
    """Say whether people and sounds can both do it: come from a roof, stop, sound far away."""
    if source is not None:
        return is_a(words.names(source), *_PLACES)
    moods = {words.lemma(token) for token in head.subtree}
    both = words.lemma(head) in word_list("of_people_and_sounds")
    return both and not is_a(frozenset(moods), "mental") and not _done_by_people(head)


def _done_by_people(head: Token) -> bool:
    """Say whether it is done to something, or goes on to something, that sounds never are."""
    if words.lemma(head) in word_list("that_shots_do_to_something"):
        return False
    return any(
        (child.dep_ in words.OBJECTS and not _is_sound(child) and not _is_each_other(child))
        or (child.dep_ == "xcomp" and words.lemma(child) not in word_list("that_shots_go_on_to"))
        for child in head.children
    )


def _is_sound(token: Token) -> bool:
    return words.lemma(token) in word_list("sounds_in_the_plural")


def _is_each_other(token: Token) -> bool:
    """Say whether *token* is the "other" of "each other", or the "one" of "one another"."""
    pair = {token.lower_, *(child.lower_ for child in token.children)}
    return pair in ({"each", "other"}, {"one", "another"})


def _has_second_verb(head: Token) -> bool:
    """Say whether "they" do more than one thing: "they came from the wall and shot back"."""
    return any(child.dep_ == "conj" and words.is_verb(child) for child in head.children)
