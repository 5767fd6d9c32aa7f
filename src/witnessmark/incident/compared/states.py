"""The conditions and sights that a claim tells of or denies, and which leave no room for which.

The data is ``exclusions.yaml`` beside this file. A condition that a claim of fire names is told by
it and never denied: that no shot was fired in the rain says nothing against rain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml

from witnessmark.alignment.sight_evidence import SightEvidence
from witnessmark.model import Claim, ClaimType, Kind, Polarity

#: Acts whose claims are about what is seen or how it was filmed, and about nothing that is done.
STATE_ACTS = frozenset({"STATE_WEATHER_LIGHT", "STATE_SCENE", "MEDIA_PROPERTY"})

#: What is said of the event or of the footage.
_TOLD = frozenset(
    {ClaimType.OBSERVATION, ClaimType.INFERENCE, ClaimType.ATTRIBUTED, ClaimType.MEDIA_META}
)

#: A place that a claim may name, with the words that name it.
Place = tuple[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class States:
    """The states that a claim tells of, and those of which it says that there were none."""

    told: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What ``exclusions.yaml`` holds: what a state is called, what excludes what, and words."""

    says: Mapping[str, str]
    pairs: Mapping[frozenset[str], Literal["polarity", "time"]]
    lasting: frozenset[str]
    places: tuple[tuple[Place, Place], ...]
    sounds: Mapping[Kind, re.Pattern[str]]
    heard: Mapping[Kind, re.Pattern[str]]
    lengths: Mapping[str, re.Pattern[str]]

    def words(self, state: str) -> str:
        """Return what *state* is called in a sentence."""
        return self.says.get(state, state)


@cache
def exclusions() -> Exclusions:
    """Return the shipped table."""
    text = resources.files(__package__).joinpath("exclusions.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    places = tuple(
        tuple((name, _pattern(words)) for name, words in row.items()) for row in data["places"]
    )
    return Exclusions(
        says=data["says"],
        pairs={frozenset((one, other)): kind for one, other, kind in data["excludes"]},
        lasting=frozenset(data["lasting"]),
        places=tuple((here, there) for here, there in places),
        sounds={Kind(kind): _pattern(words) for kind, words in data["sounds"].items()},
        heard={Kind(kind): _pattern(words) for kind, words in data["heard"].items()},
        lengths={name: _pattern(words) for name, words in data["lengths"].items()},
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    joined = "|".join(words).replace("-", "[- ]")
    return re.compile(rf"\b(?:{joined})\b", re.I)


def states_of(claim: Claim, sight: SightEvidence | None) -> States:
    """Return what *claim* tells and denies of conditions; nothing where it leaves them open.

    *sight* is what would bear on it in the picture.
    """
    if claim.type not in _TOLD or claim.certainty == "Uu":
        return States()
    named = frozenset(claim.conditions)
    about_states = claim.act in STATE_ACTS
    if sight is None or not about_states:
        denied = claim.polarity is Polarity.NEGATIVE
        if not denied:
            return States(told=named)
        return States(denied=named) if about_states else States()
    seen = frozenset(kind.value.replace("_", " ") for kind in sight.kinds)
    if sight.denied:
        return States(denied=seen)
    return States(told=seen | named)
