"""Whether a word stands for people although no list holds it: "two", "others", "Cestari".

Conventions
-----------
A frame asks for such words with ``+who`` and ``+name``; see ``data/frames/README``.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.lexicon import is_a

#: Words that stand for people without naming them.
_SOMEBODY = frozenset(
    {"he", "she", "him", "her", "we", "us", "i", "me", "they", "them", "who", "whom", "one",
     "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "none",
     "others", "another", "himself", "herself", "themselves", "myself", "many", "dozens",
     "scores", "hundreds", "thousands", "several", "u", "ya", "em", "'em"}
)  # fmt: skip

_PERSONAL = frozenset({"they", "he", "she", "we", "i", "who"})

#: Word classes whose members are things, so that a capitalised one is no person.
_THINGS = (
    "machine_gun", "hand_weapon", "automatic_weapon", "grenade", "rocket", "guided", "indirect",
    "armour", "aircraft", "drone", "device", "building", "vehicle", "place_part", "media",
    "settlement", "ship", "ground", "institution", "outlet",
)  # fmt: skip


def is_somebody(nouns: Iterable[Token], wanted: frozenset[str], people: bool = False) -> bool:
    """Say whether one of *nouns* stands for people without naming them, where *wanted* takes it.

    ``+who`` takes pronouns of people and bare numbers ("two killed"), ``+name`` capitalised names
    that no class of things holds. *people* says that they may be "they" in any case.
    """
    for noun in nouns:
        if people and noun.lower_ in _PERSONAL:
            return True
        bare = noun.pos_ == "NUM" and not any(c.dep_ == "pobj" for c in noun.subtree)
        if "+who" in wanted and (noun.lower_ in _SOMEBODY or bare):
            return True
        named = noun.pos_ == "PROPN" and not noun.is_upper and not is_a(words.names(noun), *_THINGS)
        if "+name" in wanted and named:
            return True
    return False
