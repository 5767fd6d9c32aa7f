"""Clauses that name no act: what is described in them, if it can be perceived at all.

Conventions
-----------
People, things, weather and distances that the footage could show are states of the scene. What
speaks of politics, history, opinion or the future is background, and no recording can show it.
The lists are in ``data/states.yaml``; a noun counts by what it is called as a whole, so that a
police car is a car.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause, is_distance
from witnessmark.account.lexicon import PEOPLE, classes, cues, data, is_a, word_list
from witnessmark.account.medium import is_of_medium, mentions_medium

_LOOKS = frozenset({"look", "seem", "appear", "sound"})
_BECOMES = frozenset({"grow", "become", "get", "feel", "be", "remain"})
_THINGS = (
    "building", "vehicle", "ship", "aircraft", "drone", "hand_weapon", "machine_gun", "armour",
    "place_part", "indirect", "rocket", "device", "clothing", "equipment", "furniture", "symbol",
    "debris", "animal", "sound", "celebration", "food", "festive", "blade", "blunt", "ammunition",
)  # fmt: skip
_IDEAS = ("politics", "abstract", "agreement", "institution", "document")
_PERSONAL = frozenset({"he", "she", "they", "we", "i", "you", "who", "him", "them", "one"})
_STANDS = word_list("stands")
#: Words of what is still to be, or of judging what was found.
_DUE = frozenset({"due", "supposed", "scheduled", "consistent", "wrong", "possible", "over"})
#: How a shot is called by what it takes in: "Wide of village", "Mid shot: woman at a stall".
_VIEWS = frozenset(
    {"wide", "shot", "close", "close-up", "closeup", "view", "aerial", "pan", "mid", "medium",
     "tight", "cutaway", "caption", "various", "frame", "still", "zoom", "angle", "nothing", "sec",
     "second"}
)  # fmt: skip
#: The forms of verbs by which something is told as it is seen.
_PRESENT = frozenset({"VBZ", "VBP", "VBG"})


def describe(clause: Clause, *, background: bool, title: bool = False) -> tuple[str, bool]:
    """Return the act of a clause in which none was recognised, and whether it is a state of mind.

    *background* says that the clause bears a mark of politics, history or the future; a *title*
    only announces what it names.
    """
    act, mental = _described(clause, background=background)
    announced = act == "STATE_PERSON" or (
        act in {"STATE_SCENE", "STATE_WEATHER_LIGHT"} and not words.is_verb(clause.head)
    )
    return ("BACKGROUND", False) if title and announced else (act, mental)


def _described(clause: Clause, *, background: bool) -> tuple[str, bool]:
    called = _nouns_of(clause)
    verb = words.lemma(clause.head)
    text = " ".join(token.lower_ for token in clause.tokens)
    if _is_official(clause, text):
        return "OFFICIAL_STATEMENT", False
    if _is_medium(clause, text):
        return "MEDIA_PROPERTY", False
    heard = verb in {"hear", "listen"} or (verb == "be" and "audible" in clause.lemmas)
    if heard and not background and not is_a(clause.lemmas, "mental"):
        return "STATE_SCENE", False
    if clause.lemmas & {"silence", "silent", "quiet"} and not background:
        return "STATE_SCENE", False
    if clause.lemmas & classes()["mental"] and verb in _LOOKS | _BECOMES and not background:
        mental = verb not in _LOOKS
        if _about_people(clause) or not _is_weather(clause, called):
            return "STATE_PERSON", mental
    if background or _of_ideas(clause):
        return "BACKGROUND", False
    if _has_distance(clause):
        return "STATE_SCENE", False
    if _is_weather(clause, called):
        return "STATE_WEATHER_LIGHT", False
    if clause.kind in {"with", "state"} or not words.is_verb(clause.head):
        return _of_phrase(clause), False
    return _of_verb(clause, verb, called, text), False


def _of_verb(clause: Clause, verb: str, called: frozenset[str], text: str) -> str:
    """Return the state that a clause with a verb tells of, by its subject and its tense."""
    subjects = _subjects(clause)
    about = _heads(subjects)
    people = _about_people(clause)
    things = is_a(about, *_THINGS) and not people
    body = is_a(about, "body")
    gone_by = _gone_by().search(text) is not None
    passive = words.is_passive(clause.head)
    there_is = verb == "be" and any(child.dep_ == "expl" for child in clause.head.children)
    if there_is:
        seen = is_a(called, *_THINGS, *PEOPLE) and not is_a(called, *_IDEAS)
        return "STATE_SCENE" if seen and not gone_by else "BACKGROUND"
    if verb == "see" and any(doer.lower_ in {"you", "we", "one", "i"} for doer in subjects):
        return _of_nouns(words.objects(clause.head)) or "STATE_SCENE"
    if verb == "be" and clause.lemmas & _DUE:
        return "BACKGROUND"
    if verb in {"see", "visible"} or (verb == "be" and clause.lemmas & {"visible", "seen"}):
        return "STATE_PERSON" if people else "STATE_SCENE"
    if things and (verb in _STANDS or passive):
        return "STATE_SCENE" if not gone_by else "BACKGROUND"
    if body:
        return "STATE_PERSON"
    present = clause.head.tag_ in _PRESENT and not _has_modal(clause)
    shown = verb in cues()["physical"] or (present and verb not in _unseen())
    unnamed = not subjects and not passive and verb in cues()["physical"]
    if (people or unnamed) and shown and not gone_by:
        return "STATE_PERSON"
    if people and verb in {"be", "have"} and is_a(called, *_THINGS, "body") and not gone_by:
        return "STATE_PERSON"
    if people and verb in _STANDS - {"be", "have"} and not gone_by:
        return "STATE_PERSON"
    if things and (present or verb in cues()["physical"]) and not gone_by:
        return "STATE_SCENE" if verb not in _unseen() else "BACKGROUND"
    if passive and present and is_a(called, *_THINGS) and not gone_by:
        return "STATE_SCENE"
    return "BACKGROUND"


def _subjects(clause: Clause) -> list[Token]:
    passive = [child for child in clause.head.children if child.dep_ == "nsubjpass"]
    return [*words.subjects(clause.head), *words.with_conjuncts(passive)]


def _heads(nouns: list[Token]) -> frozenset[str]:
    return frozenset(name for noun in nouns for name in words.whole_names(noun))


def _nouns_of(clause: Clause) -> frozenset[str]:
    """Return what the clause's nouns are called as a whole, and no verb beside them."""
    return _heads([token for token in clause.tokens if token.pos_ in {"NOUN", "PROPN"}])


def _about_people(clause: Clause) -> bool:
    subjects = _subjects(clause)
    if any(noun.lower_ in _PERSONAL for noun in subjects):
        return True
    return is_a(_heads(subjects), *PEOPLE)


def _of_ideas(clause: Clause) -> bool:
    """Say whether the clause speaks of politics, law or thoughts by its subject."""
    about = _heads(_subjects(clause))
    return is_a(about, *_IDEAS) and not is_a(about, *PEOPLE, *_THINGS)


def _has_modal(clause: Clause) -> bool:
    return any(child.tag_ == "MD" for child in clause.head.children)


def _is_official(clause: Clause, text: str) -> bool:
    """Say whether an institution confirms, denies, checks or will not say."""
    if _patterns("official").search(text):
        return True
    about = _heads(_subjects(clause))
    verb = words.lemma(clause.head)
    return verb in _table()["official_verbs"] and is_a(about, "institution", "official", "outlet")


def _is_medium(clause: Clause, text: str) -> bool:
    """Say whether the clause speaks of the footage as a thing: made, cut, dated, published."""
    if mentions_medium(clause) or _patterns("medium").search(text):
        return True
    head = words.whole_names(clause.head)
    if not words.is_verb(clause.head):
        return is_a(head, "media", "media_part") and not _views(clause)
    about = _heads(_subjects(clause))
    if is_a(about, "media_part", "publishing"):
        return True
    inside = _heads([t for t in clause.tokens if t.pos_ in {"NOUN", "PROPN"}])
    verb = words.lemma(clause.head)
    return verb in _medium_verbs() and is_of_medium(inside)


def _views(clause: Clause) -> bool:
    """Say whether a noun of the camera only presents a view: "Wide of village", "Mid shot: …"."""
    return any(child.lower_ == "of" or child.text == ":" for child in clause.head.children)


def _is_weather(clause: Clause, called: frozenset[str]) -> bool:
    verb = words.lemma(clause.head)
    about = _heads(_subjects(clause))
    if not words.is_verb(clause.head):
        return is_a(words.whole_names(clause.head), "weather", "light")
    if is_a(about, "weather", "light") and not is_a(about, *PEOPLE):
        return True
    if clause.lemmas & {"rain", "snow", "drizzle", "thaw", "darken", "brighten"} and any(
        doer.lower_ == "it" for doer in _subjects(clause)
    ):
        return True
    weatherly = set(_table()["weather_adjectives"])
    said = {t.lower_ for t in clause.tokens if t.head.i == clause.head.i or t.dep_ == "conj"}
    it = any(t.lower_ in {"it", "sky", "outside", "that"} for t in _subjects(clause))
    if verb in {"be", "get", "grow", "turn", "become"} and (it or not about):
        return bool(said & weatherly) or (verb == "be" and is_a(called, "weather", "light"))
    return is_a(called, "weather") and not _subjects(clause) and clause.kind != "with"


def is_background(clause: Clause, sentence: str) -> bool:
    """Say whether the clause bears a mark of politics, history or generality.

    *sentence* is the sentence in lower case; generic "most people" and the present perfect of
    long stretches of time ("has seen", "have declared") are such marks.
    """
    own = " ".join(token.lower_ for token in clause.tokens)
    if _background().search(own) or is_thought(clause):
        return True
    tag = clause.head.tag_
    perfect = tag == "VBN" and any(
        child.dep_ == "aux" and words.lemma(child) in {"have", "'ve"}
        for child in clause.head.children
    )
    marks = [" years", " also ", "since"] + ([] if words.is_passive(clause.head) else ["have "])
    return perfect and any(mark in sentence for mark in marks)


def is_thought(clause: Clause) -> bool:
    """Say whether the clause tells what is thought, wanted or generally so."""
    own = " ".join(token.lower_ for token in clause.tokens)
    if "most people" in own or words.lemma(clause.head) in cues()["mind_verbs"]:
        return True
    return any(phrase in own for phrase in cues()["mind_phrases"])


@lru_cache(maxsize=1)
def _background() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, cues()["background"])) + r")\b")


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = data("states.yaml")
    return table


@lru_cache(maxsize=1)
def _unseen() -> frozenset[str]:
    return frozenset(_table()["unseen"])


@lru_cache(maxsize=1)
def _medium_verbs() -> frozenset[str]:
    return frozenset(_table()["medium_verbs"])


@lru_cache(maxsize=4)
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _table()[name]))


def _gone_by() -> re.Pattern[str]:
    return _patterns("gone_by")


def _has_distance(clause: Clause) -> bool:
    return any(
        is_distance(token) and any(after.lower_ in {"from", "away"} for after in clause.tokens)
        for token in clause.tokens
    )


def _of_phrase(clause: Clause) -> str:
    """Return what a phrase without a verb shows: by its head, or by the first thing in view."""
    head = _of_nouns([clause.head])
    if head is not None and words.lemma(clause.head) not in _VIEWS:
        return head
    if is_a(words.whole_names(clause.head), *_IDEAS):
        return "BACKGROUND"
    in_view = clause.kind != "clause" or words.lemma(clause.head) in _VIEWS
    if in_view or any(token.tag_ == "VBG" for token in clause.tokens):
        return _of_nouns([t for t in clause.tokens if t.i != clause.head.i]) or "BACKGROUND"
    return "BACKGROUND"


def _of_nouns(nouns: list[Token]) -> str | None:
    """Return the state that the first noun of a known class makes, None where none is known."""
    for noun in nouns:
        if noun.pos_ not in {"NOUN", "PROPN", "PRON"} or noun.dep_ == "compound":
            continue
        about = words.whole_names(noun)
        if is_a(about, "weather", "light"):
            return "STATE_WEATHER_LIGHT"
        if is_a(about, *PEOPLE, "body") or noun.lower_ in _PERSONAL:
            return "STATE_PERSON"
        if is_a(about, *_THINGS):
            return "STATE_SCENE"
    return None
