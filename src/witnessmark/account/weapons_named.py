"""Which weapon a clause names, and which act of firing that weapon makes of a shot.

Conventions
-----------
What is fired at is no weapon used: a tank shot at is a target.
"""

from __future__ import annotations

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.lexicon import is_a

#: Word classes whose members are weapons or what weapons fire.
WEAPON_CLASSES = (
    "machine_gun", "hand_weapon", "automatic_weapon", "sniper_weapon", "grenade", "rocket",
    "guided", "indirect", "device", "drone",
)  # fmt: skip


def refined(act: str, clause: Clause) -> str:
    """Return the act of firing that the weapon named in the clause decides."""
    called = clause.lemmas - _aimed_at(clause)
    adjectives = {token.lower_ for token in clause.tokens}
    if "warning" in adjectives and adjectives & {"shot", "shots"}:
        return "WARNING"
    if is_a(called, "machine_gun") or "machine gun" in called:
        return "FIRE_MACHINE_GUN"
    if is_a(called, "guided"):
        return "FIRE_GUIDED_MISSILE"
    if is_a(called, "rocket", "grenade"):
        return "FIRE_ROCKET"
    if is_a(called, "indirect"):
        return "FIRE_INDIRECT"
    if is_a(words.all_names(words.subjects(clause.head)), "armour"):
        return "FIRE_VEHICLE_GUN"
    if adjectives & {"automatic", "automatically", "burst", "bursts"} or is_a(
        called, "automatic_weapon"
    ):
        return "FIRE_AUTOMATIC"
    return act


def _aimed_at(clause: Clause) -> frozenset[str]:
    """Return the names of what is fired at: a tank shot at is no weapon."""
    return words.all_names(words.targets(clause.head))


def weapon(clause: Clause) -> tuple[Token, ...]:
    """Return the words that name the weapon used in the clause, empty where none is named."""
    aimed = {token.i for token in words.targets(clause.head)}
    for token in clause.tokens:
        named = token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound"
        if token.i in aimed or not named:
            continue
        called = words.names(token)
        if is_a(called, *WEAPON_CLASSES) or {"machine gun", "tracer round"} & called:
            return cut_to_weapon(words.name_tokens(token))
    return ()


def cut_to_weapon(name: list[Token]) -> tuple[Token, ...]:
    """Return *name* up to its weapon: "machine gun" of "machine gun position"."""
    while len(name) > 1 and not (
        is_a(frozenset({words.lemma(name[-1])}), *WEAPON_CLASSES, "ammunition")
    ):
        name = name[:-1]
    return tuple(name)
