"""Whether an account is about armed violence at all, so that a shot is no photograph.

Conventions
-----------
One word without a peaceful sense settles it; see ``theatre`` in ``data/classes/theatre.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.lexicon import classes

_OF_SHOTS = frozenset(
    {"hear", "fire", "ring", "echo", "erupt", "crack", "loose", "whistle", "zip", "squeeze"}
)


def is_about_violence(tokens: Iterable[Token]) -> bool:
    """Say whether the words of an account leave no doubt that it is about armed violence."""
    theatre, toys = classes()["theatre"], classes()["toy"]
    tokens = list(tokens)
    if any(words.lemma(token) in classes()["festive"] for token in tokens):
        theatre = theatre - classes()["also_festive"]
    for token in tokens:
        called = words.names(token) | {words.lemma(token)}
        if called & theatre and not called & toys:
            return True
        if token.lower_ in {"shots", "rounds"} and _are_heard(token):
            return True
    return False


def _are_heard(shots: Token) -> bool:
    """Say whether shots are heard, fired or counted by themselves, as only those of guns are."""
    verb = words.lemma(shots.head) in _OF_SHOTS and shots.dep_ in {"nsubj", "nsubjpass", "dobj"}
    counted = shots.dep_ == "ROOT" and any(c.dep_ in {"nummod", "det"} for c in shots.children)
    return verb or counted
