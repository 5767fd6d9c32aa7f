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

#: The files of ``data/frames``, in the order in which their frames are tried.
FRAME_FILES = (
    "media", "crowds", "fire", "effects", "territory", "manoeuvre", "persons", "movement", "sound",
    "context", "states",
)  # fmt: skip

#: The files of ``data/classes``.
CLASS_FILES = (
    "forces", "people", "media", "weapons", "machines", "places", "things", "nature", "talk",
    "theatre",
)  # fmt: skip

#: Classes whose members are people.
PEOPLE = ("state_force", "nonstate_force", "civilian")


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb in company, and the act the two name; see ``data/frames/README``."""

    act: str
    verbs: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    company: frozenset[str]
    never: frozenset[str]
    refuse_object: frozenset[str]
    refuse_subject: frozenset[str]
    also: frozenset[str]
    people: bool
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
    return yaml.safe_load(
        resources.files(__package__).joinpath("data", *name.split("/")).read_text("utf-8")
    )


@lru_cache(maxsize=1)
def acts() -> dict[str | None, Act]:
    """Return every act of the vocabulary by name; a claim that was not read has none (None)."""
    return {
        name: Act(row["group"], Perceptibility(row["sense"]))
        for name, row in data("acts.yaml").items()
    }


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """Return the word classes by name, each a set of lemmas; see ``data/classes/README``."""
    table = {
        name: row for part in CLASS_FILES for name, row in data(f"classes/{part}.yaml").items()
    }
    return {name: frozenset(_members(name, table)) for name in table}


def _members(name: str, table: dict[str, str]) -> set[str]:
    """Return the members of a class with those of the classes it takes in, in every spelling."""
    found: set[str] = set()
    for word in (part.strip() for part in table[name].split(",")):
        if word.startswith("@"):
            found |= _members(word[1:], table)
        elif word:
            found |= {word, word.replace("-", " "), word.replace("-", "")}
    return found


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return every word of the classes and of the event nouns."""
    table = nouns()
    return frozenset().union(*classes().values(), table.sure, table.doubtful, table.sound)


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the verb frames by verb, in the order of the files: the first that fits wins."""
    by_verb: dict[str, list[Frame]] = {}
    for row in (row for part in FRAME_FILES for row in data(f"frames/{part}.yaml") or ()):
        if "act" not in row:
            continue  # word lists that the frames of the file refer to
        frame = Frame(
            act=row["act"],
            verbs=frozenset(row["verbs"]),
            object=_expand(row.get("object", ())),
            subject=_expand(row.get("subject", ())),
            company=_expand(row.get("with", ())),
            never=_expand(row.get("without", ())),
            refuse_object=_expand(row.get("refuse_object", ())),
            refuse_subject=_expand(row.get("refuse_subject", ())),
            also=_expand(row.get("also", ())),
            people=_takes_people(row.get("subject", ())),
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
    parts = [data(f"nouns/{part}.yaml") for part in ("phrases", "words", "peaceful")]
    table = {name: rows for part in parts for name, rows in part.items()}
    return EventNouns(
        phrases={tuple(_split(words)): act for words, act in _by_word(table["phrases"]).items()},
        sure=_by_word(table["sure"]),
        doubtful=_by_word(table["doubtful"]),
        sound=_by_word(table["sound"]),
        peaceful={noun: frozenset(words) for noun, words in table["peaceful"].items()},
    )


def _by_word(table: dict[str, str]) -> dict[str, str]:
    """Turn acts with their words into words with their act; the first act that has one keeps it."""
    found: dict[str, str] = {}
    for act, listed in table.items():
        for word in listed.split(","):
            found.setdefault(word.strip(), act)
    return found


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


@lru_cache(maxsize=1)
def hedge_cues() -> dict[str, Any]:
    """Return the lists of ``data/hedges.yaml`` as they stand there."""
    table: dict[str, Any] = data("hedges.yaml")
    return table


@dataclass(frozen=True, slots=True)
class ReportVerbs:
    """Verbs of report by lemma (with a particle: point_out): levels of doubt, and their sources."""

    clause: dict[str, str]
    noun: dict[str, str]
    sources: frozenset[str]


@lru_cache(maxsize=1)
def report_verbs() -> ReportVerbs:
    """Return the verbs of report of ``data/report_verbs.yaml``; a mere claim wins over a report."""
    table = data("report_verbs.yaml")
    clause, noun = (
        {verb: level for level in ("probable", "possible") for verb in table[level][kind]}
        for kind in ("clause", "noun")
    )
    return ReportVerbs(clause, noun, frozenset(table["sources"]))


@lru_cache(maxsize=1)
def verb_classes() -> dict[str, tuple[str, ...]]:
    """Return the classes of each verb of ``data/verbs.yaml``; a particle is written open_up."""
    by_verb: dict[str, list[str]] = {}
    for name, verbs in data("verbs.yaml").items():
        for verb in verbs:
            by_verb.setdefault(str(verb), []).append(name)
    return {verb: tuple(names) for verb, names in by_verb.items()}


def is_a(lemmas: frozenset[str], *names: str) -> bool:
    """Say whether any of *lemmas* belongs to one of the classes named."""
    return any(lemmas & classes()[name] for name in names)


def _split(words: str) -> list[str]:
    return words.replace("-", " ").split()


def _takes_people(words: Any) -> bool:
    """Say whether a list of subjects names a class of people, so that "they" may stand for it."""
    of_people = frozenset().union(*(classes()[name] for name in PEOPLE))
    return any(
        _takes_people(word)
        if isinstance(word, list)
        else word.startswith("@") and classes()[word[1:]] <= of_people
        for word in words
    )


def _expand(words: Any) -> frozenset[str]:
    """Replace class names by their members."""
    expanded: set[str] = set()
    for word in words:
        if isinstance(word, list):  # a list of the same file, by its anchor
            expanded |= _expand(word)
        else:
            expanded |= classes()[word[1:]] if word.startswith("@") else {str(word)}
    return frozenset(expanded)
