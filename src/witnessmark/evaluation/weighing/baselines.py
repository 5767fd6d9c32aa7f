"""What a plain method says to the same sentences: the nearest word of each kind of observation.

Conventions
-----------
A sentence that has a word of a kind is *shown* where anything of that kind was perceived, by all
of it, and *not shown* where nothing was; one without such a word is *not testable*.
"""

from __future__ import annotations

import re

from witnessmark.evaluation.weighing.expecting import Answer
from witnessmark.evaluation.weighing.propositions import Seconds
from witnessmark.model import Kind, Observation

#: The first words that come to mind for each kind, in the order in which they are tried.
KEYWORDS: dict[Kind, tuple[str, ...]] = {
    Kind.EXPLOSION: ("explo", "blast", "detonat", "grenade", "bomb", "shell", "mortar"),
    Kind.GUNFIRE: ("gun", "shot", "fire", "firing", "shoot", "round", "burst", "rifle"),
    Kind.SPEECH: ("voice", "speak", "spoke", "speech", "shout", "yell", "talk", "word"),
    Kind.SNOWFALL: ("snowing", "snowfall", "flake", "snow is falling"),
    Kind.SNOW_COVER: ("snow",),
    Kind.DARKNESS: ("night", "dark"),
    Kind.FLAME: ("flame", "blaze", "ablaze", "burn"),
    Kind.SMOKE: ("smoke", "plume"),
    Kind.STREAK: ("tracer",),
    Kind.CUT: ("cut", "edit", "take"),
}
_WORDS = {
    kind: re.compile(r"\b(?:" + "|".join(words) + r")", re.IGNORECASE)
    for kind, words in KEYWORDS.items()
}


def by_keyword(text: str, observations: tuple[Observation, ...]) -> tuple[Answer, Seconds]:
    """Return the answer of the plain method to *text*, and the seconds that it cites."""
    for kind, words in _WORDS.items():
        if words.search(text):
            found = tuple(
                (one.start.json_seconds, one.end.json_seconds)
                for one in observations
                if one.kind is kind and one.attributes.get("state") != "unclear"
            )
            return (Answer.SHOWN if found else Answer.NOT_SHOWN), found
    return Answer.NOT_TESTABLE, ()
