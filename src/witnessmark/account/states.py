"""Clauses that name no act: what is described in them, if it can be perceived at all.

Conventions
-----------
People, things, weather and distances that the footage could show are states of the scene. What
speaks of politics, history, opinion or the future is background, and no recording can show it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from witnessmark.account import words
from witnessmark.account.clauses import Clause, is_distance
from witnessmark.account.lexicon import PEOPLE, classes, cues, is_a, word_list
from witnessmark.account.medium import mentions_medium

_LOOKS = frozenset({"look", "seem", "appear", "sound"})
_BECOMES = frozenset({"grow", "become", "get", "feel", "be", "remain"})
_THINGS = ("building", "vehicle", "hand_weapon", "machine_gun", "armour", "place_part")
_STANDS = word_list("stands")


def describe(clause: Clause, *, background: bool) -> tuple[str, bool]:
    """Return the act of a clause in which none was recognised, and whether it is a state of mind.

    *background* says that the clause bears a mark of politics, history or the future.
    """
    called = clause.lemmas
    verb = words.lemma(clause.head)
    if mentions_medium(clause):
        return "MEDIA_PROPERTY", False
    if not words.is_verb(clause.head) and is_a(words.names(clause.head), "media"):
        return "MEDIA_PROPERTY", False
    heard = verb in {"hear", "listen"} or (verb == "be" and "audible" in called)
    if heard and not background and not is_a(called, "mental"):
        return "STATE_SCENE", False
    if called & {"silence", "silent", "quiet"} and not background:
        return "STATE_SCENE", False
    if called & classes()["mental"] and verb in _LOOKS | _BECOMES and not background:
        return "STATE_PERSON", verb not in _LOOKS
    if background:
        return "BACKGROUND", False
    if _has_distance(clause):
        return "STATE_SCENE", False
    if clause.kind in {"with", "state"}:
        return _of_phrase(clause), False
    if is_a(called, "weather") and not words.subjects(clause.head):
        return "STATE_WEATHER_LIGHT", False
    about = frozenset(name for noun in words.subjects(clause.head) for name in words.names(noun))
    if verb in _STANDS or not words.is_verb(clause.head):
        if is_a(about, "weather") or (verb == "be" and is_a(called, "weather", "light")):
            return "STATE_WEATHER_LIGHT", False
        if is_a(about, *_THINGS):
            return "STATE_SCENE", False
        if is_a(about, *PEOPLE) and verb in _STANDS - {"be", "have"}:
            return "STATE_PERSON", False
        if is_a(about, *PEOPLE) and is_a(called, *_THINGS):
            return "STATE_PERSON", False
    people = is_a(about, *PEOPLE) or any(
        noun.lower_ in {"he", "she", "they", "we", "i"} for noun in words.subjects(clause.head)
    )
    if people and verb in cues()["physical"]:
        return "STATE_PERSON", False
    there_is = verb == "be" and any(child.dep_ == "expl" for child in clause.head.children)
    if there_is and is_a(called, *_THINGS, *PEOPLE):
        return "STATE_SCENE", False
    return "BACKGROUND", False


def is_background(clause: Clause, sentence: str) -> bool:
    """Say whether the clause bears a mark of politics, history or generality.

    *sentence* is the sentence in lower case; generic "most people" and the present perfect of
    long stretches of time ("has seen", "have declared") are such marks.
    """
    own = " ".join(token.lower_ for token in clause.tokens)
    if _background().search(own):
        return True
    minds = cues()["mind_verbs"]
    if "most people" in own or words.lemma(clause.head) in minds or _of_mind(own):
        return True
    tag = clause.head.tag_
    perfect = tag == "VBN" and any(
        child.dep_ == "aux" and words.lemma(child) in {"have", "'ve"}
        for child in clause.head.children
    )
    marks = [" years", " also ", "since"] + ([] if words.is_passive(clause.head) else ["have "])
    return perfect and any(mark in sentence for mark in marks)


def _of_mind(own: str) -> bool:
    return any(phrase in own for phrase in cues()["mind_phrases"])


@lru_cache(maxsize=1)
def _background() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, cues()["background"])) + r")\b")


def _has_distance(clause: Clause) -> bool:
    return any(
        is_distance(token) and any(after.lower_ in {"from", "away"} for after in clause.tokens)
        for token in clause.tokens
    )


def _of_phrase(clause: Clause) -> str:
    called = clause.lemmas
    if is_a(called, "weather"):
        return "STATE_WEATHER_LIGHT"
    if is_a(called, *_THINGS):
        return "STATE_SCENE"
    return "STATE_PERSON" if is_a(called, *PEOPLE) else "BACKGROUND"
