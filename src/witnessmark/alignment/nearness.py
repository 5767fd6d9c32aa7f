"""Near or far: what an account says of the distance from the camera, and what was judged of it.

Conventions
-----------
Only words that place a sound by who films count: "distant", "near the camera". How far two sides
were from each other ("at close range") says nothing of the microphone. A group of gunfire states
``proximity`` near, far or unclear; an explosion states none. A judged distance never contradicts an
account, since on rendered sound it is wrong in one of eight (docs/listening.md).
"""

from __future__ import annotations

import re
from typing import Literal

from witnessmark.alignment.sureness import SURE
from witnessmark.model import Observation

Nearness = Literal["near", "far"]

_FILMS = (
    r"(?:the )?(?:camera(?:man|person|woman| operator)?|lens|microphone|phone|filmer|videographer"
    r"|(?:person|man|woman|one|whoever|witness|eyewitness) (?:who )?(?:(?:is|was) )?"
    r"(?:filming|recording|behind the camera))"
)
_FAR = re.compile(
    r"\b(?:(?:far[- ](?:off|away)|distant(?:ly)?|faraway|from afar|far in the distance)"
    r"|(?:in|from|at|off in) (?:the|a) (?:far |middle |great )?distance"
    r"|a (?:long|great|good) (?:way|distance) (?:off|away)|(?:from )?far away|miles (?:off|away)"
    rf"|(?:far(?: away)?|a long way|well away) from {_FILMS})\b",
    re.I,
)
_NEAR = re.compile(
    r"\b(?:"
    r"(?:(?:located|placed|right|very|just|directly|only|a few|metres|meters|feet|steps)\s+)*"
    r"(?:within|at)(?: only| just)? (?:an? )?"
    r"(?:few|couple of|arm['’]s|several|two|three|four|five|ten)"
    rf" (?:steps?|paces?|met(?:re|er)s?|feet|yards?|length) (?:of|from) {_FILMS}"
    rf"|(?:near|close to|next to|beside|by|(?<!far )(?<!away )from|behind|in front of) {_FILMS}"
    rf"|in the (?:immediate )?(?:vicinity|proximity) of {_FILMS}"
    r"|nearby|close by|close at hand|(?:at|in) close proximity)\b",
    re.I,
)
_DENIED = re.compile(r"(?:\b(?:not|no|never|neither|nor)|n['’]t)\s+(?:\w+\s+){0,2}$", re.I)


def nearness_told(words: str) -> tuple[Nearness, str] | None:
    """Return whether *words* say near or far, and by which of them; None where neither, or both."""
    found: list[tuple[Nearness, re.Match[str]]] = []
    both: tuple[tuple[Nearness, re.Pattern[str]], ...] = (("far", _FAR), ("near", _NEAR))
    for told, pattern in both:
        match = pattern.search(words)
        if match is not None and _DENIED.search(words[: match.start()]) is None:
            found.append((told, match))
    if len(found) != 1:
        return None
    told, match = found[0]
    return told, match.group()


def judged(one: Observation) -> str:
    """Return what was judged of how near *one* was: near, far, or unclear."""
    return str(one.attributes.get("proximity", "unclear"))


def opposed(one: Observation, told: Nearness) -> bool:
    """Say whether *one* was judged, and surely, to be where the account does not have it."""
    sure = one.attributes.get("proximity_confidence", 0.0)
    return judged(one) in {"near", "far"} - {told} and isinstance(sure, float) and sure >= SURE
