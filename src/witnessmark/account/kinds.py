"""What kind of statement a claim is: its type, the sense that could perceive it, its conditions.

Conventions
-----------
All of this follows from the act, the hedges and the words of the claim; nothing is guessed from
the rest of the account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.hedges import Doubt
from witnessmark.account.lexicon import acts, cues
from witnessmark.model import Camera, ClaimType, Perceptibility, Polarity

_CONTEXT_GROUPS = frozenset({"context"})
_UNDER_FIRE = re.compile(
    r"\b(?:met (?:by|with)|(?:come|comes|came|coming) under|(?:take|takes|took|taking|draw|draws"
    r"|drew|receive|receives|received|receiving) (?:\w+ ){0,3}fire)\b"
)


def claim_type(
    act: str,
    clause: Clause,
    found: Iterable[Doubt],
    *,
    mental: bool,
    attributed: bool,
    title: bool,
) -> ClaimType:
    """Return who vouches for the claim, and what it is about."""
    own = [token.lower_ for token in clause.tokens]
    if is_future(clause):
        return ClaimType.PROGNOSIS
    if attributed:
        return ClaimType.ATTRIBUTED
    if act == "MEDIA_PROPERTY":
        return ClaimType.MEDIA_META
    if title and act == "BACKGROUND":
        return ClaimType.INFERENCE
    superlative = any(token.tag_ in {"JJS", "RBS"} for token in clause.tokens)
    judged = bool(set(own) & set(cues()["evaluative"])) or superlative
    if acts()[act].group in _CONTEXT_GROUPS:
        return ClaimType.OPINION if judged else ClaimType.CONTEXT
    if judged and act in {"STATE_SCENE", "STATE_PERSON"}:
        return ClaimType.OPINION
    concluded = any(
        doubt.effect == "near_miss" or (doubt.effect == "claim" and doubt.first.lower_ != "obvious")
        for doubt in found
    )
    if concluded or mental or act == "HOLD_BARRICADE":
        return ClaimType.INFERENCE
    return ClaimType.OBSERVATION


def is_future(clause: Clause) -> bool:
    """Say whether the clause foretells: "will", "is expected to", "are likely before spring"."""
    head = clause.head
    if any(child.lower_ in {"will", "'ll", "shall"} for child in head.children):
        return True
    text = " ".join(token.lower_ for token in clause.tokens)
    return any(cue in text for cue in cues()["prognosis"] if " " in cue)


def sense(
    act: str, clause: Clause, text: str, camera: Camera, *, mental: bool, perceived: str | None
) -> Perceptibility:
    """Return which sense could perceive the act as this claim words it."""
    usual = acts()[act].sense
    if is_future(clause):
        return Perceptibility.NEITHER  # no recording shows what has not happened
    if perceived == "seen":
        return Perceptibility.VISIBLE
    if "flash" in clause.lemmas and perceived == "see":
        return Perceptibility.VISIBLE
    if mental:
        return Perceptibility.NEITHER
    if act == "STATE_SCENE" and clause.lemmas & {"silence", "silent", "quiet"}:
        return Perceptibility.AUDIBLE
    audible = usual in {Perceptibility.AUDIBLE, Perceptibility.EITHER}
    if perceived == "hear" and act != "BACKGROUND":
        return Perceptibility.AUDIBLE
    if camera is Camera.OFF:
        return Perceptibility.AUDIBLE if audible else Perceptibility.NEITHER
    if audible and acts()[act].group == "fire" and _UNDER_FIRE.search(text):
        return Perceptibility.AUDIBLE
    if clause.kind == "with" and audible:
        return Perceptibility.VISIBLE
    return usual


def narrowed(sense: Perceptibility, act: str, text: str, *, title: bool) -> Perceptibility:
    """Return *sense* without what the words leave out.

    Tracers and flashes are seen, single sounds far off are heard, and a title that names no sound
    promises none.
    """
    if sense is not Perceptibility.EITHER:
        return sense
    if title and not _SOUNDS.search(text):
        return Perceptibility.VISIBLE
    if _SIGHTS.search(text) and not _SOUNDS_BESIDE.search(text):
        return Perceptibility.VISIBLE
    if act != "BACKGROUND" and _AFAR.search(text):
        return Perceptibility.AUDIBLE
    return sense


#: Words that name a sound by themselves, in a title.
_SOUNDS = re.compile(
    r"\b(?:gunfire|gunshots?|shots?|explosions?|blasts?|shelling|shooting|sounds?|heard|firefight)\b"
)
#: Subjects that are seen and not heard, and the words beside them that would make them heard.
_SIGHTS = re.compile(r"\b(?:tracers?(?: rounds?)?|(?:muzzle )?flash(?:es)?)\b")
_SOUNDS_BESIDE = re.compile(r"\b(?:heard|hear|audible|opens? (?:up|fire)|fires?|fired|firing)\b")
_AFAR = re.compile(r"\b(?:in the distance|far off|from afar|overhead)\b")


def camera(act: str, text: str, perceived: str | None) -> Camera:
    """Return where the wording puts the act; *text* in lower case with straight apostrophes."""
    if acts()[act].group in _CONTEXT_GROUPS:
        return Camera.NOT_APPLICABLE
    if any(cue in text for cue in cues()["off_camera"]):
        return Camera.OFF
    if any(cue in text for cue in cues()["on_camera"]):
        return Camera.ON
    if perceived == "hear":
        return Camera.OFF
    if act == "HOLD_BARRICADE" or _UNDER_FIRE.search(text):
        return Camera.OFF  # those inside, and those who answer, are not said to be in the picture
    usual = acts()[act].sense
    visible = usual is Perceptibility.VISIBLE and act != "BESIEGE_CORDON"
    return Camera.ON if visible else Camera.MIXED


def conditions(text: str) -> tuple[str, ...]:
    """Return the visual conditions that *text* (lower case) claims, in the order of the list."""
    return tuple(name for name, pattern in _conditions() if pattern.search(text))


@lru_cache(maxsize=1)
def _conditions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile("|".join(rf"\b{re.escape(cue)}\b" for cue in patterns)))
        for name, patterns in cues()["conditions"].items()
    )


def states_nothing_checkable(clause: Clause, polarity: Polarity) -> bool:
    """Say whether a clause without an act is too small to be a claim by itself."""
    content = [t for t in clause.tokens if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}]
    return len(content) < 2 and polarity is Polarity.POSITIVE and not words.is_verb(clause.head)
