"""Whether an account is about armed violence at all, so that a shot is no photograph.

Conventions
-----------
One word without a peaceful sense settles it; see ``theatre`` in ``data/classes/theatre.yaml``. An
account that has more words of one pursuit (``data/pastimes.yaml``) than such words, and none that
only violence has, is of that pursuit: a siege is laid to a goal, and a take is shot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.lexicon import classes, data
from witnessmark.account.time_cues import names_footage_time

#: Different words of one pursuit from which on an account is of it: chosen on the accounts of A1 to
#: C2 and 40 peaceful texts, where no violent account was taken for one.
_SEVERAL = 4
_SECONDS = re.compile(r"\b(?:seconds?|minutes?)\b", re.I)
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
        if token.lower_ in {"shooting", "firing"} and _is_of_seconds(token):
            return True
    return False


def is_of_a_pastime(tokens: Iterable[Token]) -> bool:
    """Say whether the words of an account are those of a sport, a stage, a game or the like."""
    named: set[str] = set()
    for token in tokens:
        named |= words.names(token) | {words.lemma(token)}
    pursuits, unmistakable = _pastimes()
    if named & unmistakable:
        return False
    most = max(len(named & own) for own in pursuits)
    return most >= _SEVERAL and most > len(named & classes()["theatre"])


@lru_cache(maxsize=1)
def _pastimes() -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """Return the words of each pursuit, and those that none uses."""
    table = {
        name: frozenset(word.strip() for word in row.split(","))
        for name, row in data("pastimes.yaml").items()
    }
    unmistakable = table.pop("unmistakable")
    return tuple(table.values()), unmistakable


def _is_of_seconds(shooting: Token) -> bool:
    """Say whether the shooting is heard, or lasts seconds or minutes: no film's does.

    Its place in a recording counts as well: "the shooting goes on to the end of the clip".
    """
    if shooting.dep_ not in {"nsubj", "nsubjpass"} or shooting.pos_ != "NOUN":
        return False
    if any(child.lower_ == "of" for child in shooting.children):
        return False
    verb = shooting.head
    told = "".join(token.text_with_ws for token in verb.subtree)
    heard = words.lemma(verb) == "hear" or any(t.lower_ == "audible" for t in verb.children)
    return heard or _SECONDS.search(told) is not None or names_footage_time(told)


def _are_heard(shots: Token) -> bool:
    """Say whether shots are heard, fired or counted by themselves, as only those of guns are."""
    verb = words.lemma(shots.head) in _OF_SHOTS and shots.dep_ in {"nsubj", "nsubjpass", "dobj"}
    counted = shots.dep_ == "ROOT" and any(c.dep_ in {"nummod", "det"} for c in shots.children)
    return verb or counted
