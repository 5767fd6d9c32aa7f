"""The words by which acts, hedges and conditions are known, read from ``data/`` once.

Conventions
-----------
The lists are data so that a person can read and correct them without reading code. Lemmas are in
lower case. A class of words is written with a leading ``@`` inside a frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from witnessmark.model import Perceptibility

#: Classes whose members are people.
PEOPLE = ("state_force", "nonstate_force", "civilian")


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb in company, and the act the two name; see the head of ``data/frames.yaml``."""

    act: str
    verbs: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    company: frozenset[str]
    never: frozenset[str]
    refuse_object: frozenset[str]
    sure: bool
    refine: bool
    pronoun: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the vocabulary: its group, and the sense that could perceive it."""

    group: str
    sense: Perceptibility


@dataclass(frozen=True, slots=True)
class EventNouns:
    """Nouns that name an act; ``phrases`` holds tuples of lemmas, ``peaceful`` their disguises."""

    phrases: dict[tuple[str, ...], str]
    sure: dict[str, str]
    doubtful: dict[str, str]
    sound: dict[str, str]
    peaceful: dict[str, frozenset[str]]


def data(name: str) -> Any:
    """Return the parsed YAML file *name* of the package's ``data`` folder."""
    return yaml.safe_load(resources.files(__package__).joinpath("data", name).read_text("utf-8"))


@lru_cache(maxsize=1)
def acts() -> dict[str, Act]:
    """Return every act of the vocabulary by name."""
    return {
        name: Act(row["group"], Perceptibility(row["sense"]))
        for name, row in data("acts.yaml").items()
    }


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """Return the word classes by name, each a set of lemmas."""
    return {name: frozenset(words) for name, words in data("classes.yaml").items()}


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the verb frames by verb, in the order of the file: the first that fits wins."""
    by_verb: dict[str, list[Frame]] = {}
    for row in data("frames.yaml"):
        frame = Frame(
            act=row["act"],
            verbs=frozenset(row["verbs"]),
            object=_expand(row.get("object", ())),
            subject=_expand(row.get("subject", ())),
            company=_expand(row.get("with", ())),
            never=_expand(row.get("without", ())),
            refuse_object=_expand(row.get("refuse_object", ())),
            sure=row.get("sure", False),
            refine=row.get("refine", False),
            pronoun=row.get("pronoun", False),
            passive=row.get("passive", False),
        )
        for verb in sorted(frame.verbs):
            by_verb.setdefault(verb, []).append(frame)
    return {verb: tuple(rows) for verb, rows in by_verb.items()}


@lru_cache(maxsize=1)
def nouns() -> EventNouns:
    """Return the nouns that name an act by themselves."""
    table = data("nouns.yaml")
    return EventNouns(
        phrases={tuple(_split(words)): act for words, act in table["phrases"].items()},
        sure=table["sure"],
        doubtful=table["doubtful"],
        sound=table["sound"],
        peaceful={noun: frozenset(words) for noun, words in table["peaceful"].items()},
    )


def plain_act(called: frozenset[str]) -> str | None:
    """Return the act that a noun called so names on its own, longest name first."""
    table = nouns()
    for name in sorted(called, key=lambda name: (-len(name), name)):
        found = table.phrases.get(tuple(_split(name))) or table.sure.get(name)
        if found is not None or name in table.doubtful:
            return found or table.doubtful[name]
    return None


def word_list(name: str) -> frozenset[str]:
    """Return the list *name* of ``data/lists.yaml``."""
    return _word_lists()[name]


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data("lists.yaml").items()}


def numerals() -> dict[str, list[str]]:
    """Return the number words in order: ``ones`` from zero, ``tens`` from twenty."""
    table = data("lists.yaml")
    return {"ones": table["ones"], "tens": table["tens"]}


@lru_cache(maxsize=1)
def cues() -> dict[str, Any]:
    """Return the cue lists of ``data/cues.yaml`` as they stand there."""
    table: dict[str, Any] = data("cues.yaml")
    return table


def is_a(lemmas: frozenset[str], *names: str) -> bool:
    """Say whether any of *lemmas* belongs to one of the classes named."""
    return any(lemmas & classes()[name] for name in names)


def _split(words: str) -> list[str]:
    return words.replace("-", " ").split()


def _expand(words: Any) -> frozenset[str]:
    """Replace class names by their members."""
    expanded: set[str] = set()
    for word in words:
        expanded |= classes()[word[1:]] if word.startswith("@") else {word}
    return frozenset(expanded)
