"""What can only be seen, whatever it is said to do: flames, smoke, tracers, weather, darkness.

Conventions
-----------
"Smoke hangs", "flames show", "tracers cross the yard", "darkness lies over the bank": the subject
decides, the verb only says how. Verbs that name an act of their own (cover, in "dust covers the
road") do not count here.
"""

from __future__ import annotations

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.lexicon import cues, is_a

#: Verbs of judging and telling: "the smoke means that …" shows nothing.
_NO_SIGHT = frozenset({"mean", "suggest", "indicate", "prove", "hear"})

#: The shapes that smoke takes: "a column of smoke", "a plume", "a dense cloud".
_SHAPES = frozenset(
    {"column", "plume", "cloud", "pillar", "puff", "trail", "wisp", "pall", "curtain", "ball",
     "tongue", "sheet", "wall", "thread", "billow", "mushroom"}
)  # fmt: skip

#: Verbs under which "fire" is flames and not shooting.
_SPREADS = frozenset({"spread", "engulf", "consume", "rage", "break_out", "break", "lick", "gut"})


def sight(clause: Clause, *, theatre: bool) -> tuple[str, Token] | None:
    """Return the act of a clause whose subject can only be seen, with that subject.

    *theatre* says whether the account as a whole is about armed violence; if not, fire burns.
    """
    verb = clause.head
    if not words.is_verb(verb) or words.lemma(verb) in _NO_SIGHT or _is_judged(clause):
        return None
    subject = [t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"} and clause.holds(t)]
    if not subject and any(t.dep_ == "expl" for t in verb.children):
        subject = [t for t in verb.children if t.dep_ == "attr"]
    for noun in subject:
        act = _act(noun, verb, clause, theatre=theatre)
        if act is not None:
            return act, noun
    return None


def _is_judged(clause: Clause) -> bool:
    own = {token.lower_ for token in clause.tokens}
    return bool(own & set(cues()["evaluative"])) or bool(own & {"heard", "audible"})


def _act(noun: Token, verb: Token, clause: Clause, *, theatre: bool) -> str | None:
    called, root = words.names(noun), words.lemma(noun)
    if is_a(called, "tracing"):
        return "FIRE_MACHINE_GUN"
    if root == "flash" or "muzzle flash" in called:
        if "lightning" in called:
            return "STATE_WEATHER_LIGHT"
        single = noun.tag_ == "NN" and "muzzle flash" not in called
        return "EXPLOSION_UNATTRIBUTED" if single and theatre else "FIRE_SMALL_ARMS"
    if root == "fire":
        return "DAMAGE_BURN" if not theatre or _is_blaze(noun, verb, clause) else None
    if root in _SHAPES and _is_smoke(noun, theatre=theatre):
        return "DAMAGE_BURN"
    if root == "spark" and is_a(clause.lemmas, "armour", "vehicle"):
        return None  # what strikes armour throws sparks
    if is_a(frozenset({root}), "burning"):
        return "DAMAGE_BURN"
    if root == "dust":
        return "STATE_SCENE"
    if is_a(frozenset({root}), "weather", "light"):
        return "STATE_WEATHER_LIGHT"
    return None


def _is_smoke(noun: Token, *, theatre: bool) -> bool:
    """Say whether a cloud, plume or column is one of smoke, by its "of" or by its colour."""
    near = {words.lemma(inner) for inner in noun.subtree}
    if near & {"smoke", "soot", "ash", "fire", "flame"}:
        return True
    coloured = near & {"dense", "black", "thick", "dark", "orange", "huge", "acrid", "mushroom"}
    return theatre and words.lemma(noun) in {"cloud", "plume"} and bool(coloured)


def _is_blaze(noun: Token, verb: Token, clause: Clause) -> bool:
    """Say whether "fire" is a blaze: by its verb, with nothing of guns beside it."""
    guns = {"automatic", "machine", "gun", "return", "heavy", "small", "arms", "rifle", "sniper"}
    if any(child.lower_ in guns for child in noun.children):
        return False
    burns = bool(clause.lemmas & {"roof", "smoke", "flame", "firefighter", "burn", "blaze"})
    placed = any(is_a(words.names(token), "building", "vehicle") for token in clause.tokens)
    spreads = _SPREADS.intersection(words.forms(verb))
    return bool(spreads - {"break", "break_out"}) or (bool(spreads) and (burns or placed))
