"""The list of armed actors, countries and kinds of people, and what a name says by it.

Conventions
-----------
Names are compared without case, accents or hyphens. ACLED actor types are the inter codes of its
codebook, 1 to 8; several types mean that the name alone does not decide, none that it says
nothing. What the rows rest on is told at the head of ``data/actors.yaml``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from witnessmark.account.lexicon import data

_SPLITS = re.compile(r"[\s‐‑–—-]+")  # noqa: RUF001
#: What follows a noun and is no part of its own name: "men in camouflage", "crew of the ship".
_BEHIND = re.compile(
    r"(?<=\w) (?:of|in|with|on|from|at|near|by|who|that|which|and|allied|loyal)\b|,"
)
#: "One of the men" is of men, "a column of tanks" of tanks.
_PART = re.compile(
    r"^(?:.*\b)?(?:one|two|three|four|five|some|several|many|most|both|all|each|none|any|members?"
    r"|elements?|columns?|convoys?|dozens|hundreds|thousands|number|pair)"
    r" of (?:the |his |her |its |their |our )?"
)
_IRREGULAR = {"men": "man", "children": "child", "geese": "goose", "wives": "wife", "us": "us"}
#: Words that say on whose side fighters are who are not themselves of the state.
_FOR_STATE = re.compile(
    r"\b(?:pro government|government|loyalist|regime|pro regime|state backed|allied)\b"
)
_AGAINST = re.compile(
    r"\b(?:anti government|opposition|rival|enemy|opposing|breakaway|hostile|eastern forces)\b"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A named group: the ACLED types it can have, its country, and the state it fights for."""

    name: str
    types: tuple[int, ...]
    country: str | None
    source: str
    party: str | None


@lru_cache(maxsize=8192)
def listed(name: str) -> Listed | None:
    """Return the group of the list that *name* names, the longest where several are in it."""
    plain = _plain(name)
    found = [*_pattern(exact=True).findall(plain), *_pattern(exact=False).findall(plain.lower())]
    return _groups()[max(found, key=lambda alias: (len(alias), alias))] if found else None


@lru_cache(maxsize=8192)
def country(name: str) -> str | None:
    """Return the country, as ISO 3166, whose state or people *name* names, None without one.

    >>> country("Russian soldiers")
    'RU'
    """
    found = _countries().search(_plain(name).lower())
    return None if found is None else _country_words()[found[0].removesuffix("s")]


@lru_cache(maxsize=8192)
def is_country(name: str) -> bool:
    """Say whether *name* is a country, its people, or its capital and nothing more."""
    found = _countries().fullmatch(_plain(name).lower())
    return found is not None


@lru_cache(maxsize=8192)
def kind(name: str) -> str | None:
    """Return the kind of actor that *name* is by its noun, None where that is not on the list.

    >>> kind("a few Russian soldiers"), kind("the police station")
    ('state', None)
    """
    called = _called(name)
    return next((kind for kind, nouns in _nouns().items() if called & nouns), None)


def types(name: str) -> tuple[int, ...]:
    """Return the ACLED actor types that the words allow, in order; empty where they say none."""
    group = listed(name)
    if group is not None:
        return tuple(sorted(group.types))
    of_noun = kind(name)
    plain = _plain(name).lower()
    if of_noun in {"fighters", "machines"} and _AGAINST.search(plain):
        return (2, 3)
    if of_noun in {"fighters", "machines", "bodies"} and (
        _FOR_STATE.search(plain) or country(name) is not None
    ):
        return (1,)
    of_noun = owner_kind(name) or of_noun
    if of_noun is not None:
        return tuple(actor_data()["kinds"][of_noun]["types"])
    return (1,) if is_country(name) else ()


def owner_kind(name: str) -> str | None:
    """Return whose fighters or machines *name* tells of by the word before: "army convoy"."""
    if kind(name) not in {"fighters", "machines"}:
        return None
    before = {_singular(word) for word in _words(name)[:-1]}
    return next((one for one in ("state", "nonstate", "militia") if before & _nouns()[one]), None)


def is_hostile(name: str) -> bool:
    """Say whether *name* calls its bearers enemies, rivals or the opposition of the state."""
    return _AGAINST.search(_plain(name).lower()) is not None


def is_military(name: str) -> bool:
    """Say whether *name* is a machine that only armies have as a rule."""
    return bool(_called(name) & word_sets()["military"])


def same_thing(one: str, other: str) -> bool:
    """Say whether two nouns may name one and the same thing: a house and a building."""
    first, second = _called(one), _called(other)
    return any(first & nouns and second & nouns for nouns in _same())


def alike(name: str) -> frozenset[str]:
    """Return the nouns that may name the same thing as *name* does."""
    called = _called(name)
    return frozenset(noun.split()[-1] for row in _same() if called & row for noun in row)


@lru_cache(maxsize=8192)
def head_noun(name: str) -> str:
    """Return the noun of *name* in the singular: "soldier" of "a few Russian soldiers of A"."""
    return _singular(_words(name)[-1]) if _words(name) else ""


@lru_cache(maxsize=1)
def actor_data() -> dict[str, Any]:
    """Return ``data/actors.yaml`` as it stands there."""
    table: dict[str, Any] = data("actors.yaml")
    return table


@lru_cache(maxsize=1)
def word_sets() -> dict[str, frozenset[str]]:
    """Return the plain word lists of ``data/actors.yaml`` by name."""
    lists = (
        "first_person", "looking", "suffering", "saying", "military", "deeds", "in_uniform",
        "women", "men",
    )  # fmt: skip
    return {name: frozenset(actor_data()[name]) for name in lists}


@lru_cache(maxsize=1)
def _same() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row) for row in actor_data()["same"])


@lru_cache(maxsize=4096)
def _called(name: str) -> frozenset[str]:
    """Return every run of words by which *name* is called and that ends with its noun."""
    words = _words(name)
    if not words:
        return frozenset()
    words = [*words[:-1], _singular(words[-1])]
    return frozenset(" ".join(words[start:]) for start in range(max(0, len(words) - 4), len(words)))


def _words(name: str) -> list[str]:
    """Return the words of *name* up to its noun, in small letters."""
    plain = _PART.sub("", _plain(name).lower())
    plain = _BEHIND.split(plain, maxsplit=1)[0]
    return re.findall(r"[^\W_]+", plain)


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 3:
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _SPLITS.sub(" ", bare).strip()


@lru_cache(maxsize=1)
def _nouns() -> dict[str, frozenset[str]]:
    return {name: frozenset(row["nouns"]) for name, row in actor_data()["kinds"].items()}


@lru_cache(maxsize=1)
def _groups() -> dict[str, Listed]:
    made: dict[str, Listed] = {}
    for name, aliases, codes, iso, source, party in actor_data()["groups"]:
        row = Listed(name, tuple(codes), iso, source, party)
        made |= dict.fromkeys(aliases, row)
    return made


@lru_cache(maxsize=2)
def _pattern(*, exact: bool) -> re.Pattern[str]:
    names = sorted(_groups(), key=lambda name: (-len(name), name))
    chosen = [name for name in names if (name != name.lower()) is exact]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, chosen))})(?!\w)")


@lru_cache(maxsize=1)
def _country_words() -> dict[str, str]:
    rows = actor_data()["countries"].items()
    return {word.removesuffix("s"): iso for iso, words in rows for word in words}


@lru_cache(maxsize=1)
def _countries() -> re.Pattern[str]:
    words = [word for row in actor_data()["countries"].values() for word in row]
    words.sort(key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})s?(?!\w)")
