"""The two parties of an account: who is A, who is B, and who stands beside both.

Conventions
-----------
``A`` is the state force, or the party named first where that does not decide; ``B`` is the other.
A third party has no side, and neither has anyone whose words do not say to whom they belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.actor_list import (
    country,
    head_noun,
    is_country,
    is_hostile,
    is_military,
    kind,
    listed,
    owner_kind,
    word_sets,
)
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import acts
from witnessmark.account.mentions import is_deed, name_of
from witnessmark.model import Claim

_STATE, _AGAINST = "state", "against"
_RULING = frozenset({"government", "ministry", "authority"})
_ARMED = frozenset({"state", "fighters", "machines", "nonstate", "militia"})
#: What joins names into one, in letters of any case: "The Army And The Rebels".
_AND = re.compile(r" and ", re.I)


@dataclass(frozen=True, slots=True)
class Parties:
    """Which party each key belongs to, and what the two parties are first called.

    A key is a country, a listed group, or one of two words for forces of no named country.
    """

    sides: dict[str, str]
    heads: dict[str, frozenset[str]]
    first: str | None = None
    second: str | None = None

    @property
    def are_two(self) -> bool:
        """Whether the account names two parties."""
        return self.first is not None and self.second is not None

    def side(self, name: str | None) -> str | None:
        """Return the side of a name: ``A``, ``B`` or ``A+B``, None where the words do not say."""
        if name is None:
            return None
        sides = {self._side_of_one(one) for one in _AND.split(name)}
        return "A+B" if sides == {"A", "B"} else sides.pop() if len(sides) == 1 else None

    def _side_of_one(self, name: str) -> str | None:
        """Return the side of a name that no "and" joins to another."""
        if name.lower() in {"both sides", "the two sides", "both armies", "both parties"}:
            return "A+B" if self.are_two else None
        found = self._side_of_key(_key(name), name)
        if found is None and is_military(name) and _AGAINST in self.kinds:
            return self.sides.get(_STATE)
        return found

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of party there are: forces of a state, and groups that are against one."""
        return frozenset(
            _AGAINST if key == _AGAINST or key.startswith("group:") else _STATE
            for key in self.sides
        )

    def _side_of_key(self, key: str | None, name: str) -> str | None:
        """Return the side of a key; a bare "soldiers" is that of the only soldiers named."""
        if key is None and kind(name) != "fighters":
            return None
        keys = self.heads.get(head_noun(name), frozenset())
        named = {self.sides.get(one) for one in keys if one not in {_STATE, _AGAINST}}
        if key in {None, _STATE} and len(named) == 1:
            return named.pop()
        return None if key is None else self.sides.get(key)

    def other(self, side: str | None) -> str | None:
        """Return what the other party is called, None where there are not two."""
        if not self.are_two or side not in {"A", "B"}:
            return None
        return self.second if side == "A" else self.first


def parties(account: Iterable[ParsedSentence]) -> Parties:
    """Find the two parties of an account by the forces that it names."""
    seen: list[tuple[str, str]] = []
    heads: dict[str, set[str]] = {}
    linked: set[str] = set()
    ruling: str | None = None
    for parsed in account:
        for token in parsed.doc:
            found = _of_token(parsed, token, ruling)
            if found is not None:
                seen.append(found)
                heads.setdefault(head_noun(found[1]), set()).add(found[0])
                if is_country(found[1]) or found[0] in _country_of(found[1]):
                    ruling = found[0]
                if found[0] == _AGAINST:
                    linked |= {country(found[1]) or ""}
    sides = _sides([key for key, _ in seen], linked)
    return Parties(
        sides=sides,
        heads={head: frozenset(keys) for head, keys in heads.items()},
        first=_first_name(seen, sides, "A"),
        second=_first_name(seen, sides, "B"),
    )


def _first_name(seen: list[tuple[str, str]], sides: dict[str, str], side: str) -> str | None:
    """Return what a side is first called, by a name of those who fight where there is one."""
    names = [name for key, name in seen if sides.get(key) == side]
    armed = [name for name in names if head_noun(name) not in _RULING and not is_country(name)]
    return next(iter(armed or names), None)


def _sides(keys: list[str], linked: set[str]) -> dict[str, str]:
    """Return the side of each key; *linked* are countries whose name hostile groups bear."""
    order = list(dict.fromkeys(keys))
    against = [key for key in order if key == _AGAINST or key.startswith("group:")]
    states = [key for key in order if key not in against and key != _STATE]
    if against and (states or _STATE in order):
        sides = dict.fromkeys(against, "B")
        own = [key for key in states if key not in linked] or states
        sides |= {key: "B" for key in states if key in linked and key not in own}
        return sides | dict.fromkeys([*own[:1], _STATE], "A")
    if len(against) > 1:
        return {against[0]: "A", against[1]: "B"}
    if against:
        return {against[0]: "B"}
    plain = states[:2]
    sides = dict(zip(plain, "AB", strict=False))
    return sides if len(plain) > 1 else sides | {_STATE: "A"}


def _country_of(name: str) -> tuple[str, ...]:
    state = country(name)
    return () if state is None else (state,)


def _of_token(parsed: ParsedSentence, token: Token, ruling: str | None) -> tuple[str, str] | None:
    """Return the party that a noun names, by its key, with the noun's name.

    *ruling* is the country named last, whose "its forces" are.
    """
    if _tells_whose(token):
        return country(token.text) or "", token.text
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod", "amod"}:
        return None
    if any(child.lower_ in {"both", "each", "neither", "either"} for child in token.lefts):
        return None
    name = name_of(parsed, token)
    key = _key(name)
    owned = any(child.lower_ in {"its", "their"} for child in token.lefts)
    if owned and key in {None, _STATE} and kind(name) in _ARMED:
        key = ruling or key
    if key is None and kind(name) == "people" and _in_uniform(token):
        key = _STATE
    people = token.tag_ in {"NNS", "NNPS"}
    if key is not None and is_country(head_noun(name)) and not (people or _acts(token)):
        return None  # "in Ukraine" is a place
    return None if key is None else (key, name)


def _key(name: str) -> str | None:
    """Return the key of the party that *name* names, None where its words do not say."""
    group = listed(name)
    of_noun = kind(name)
    if group is not None and group.party is not None:
        return group.party
    if group is not None:
        return _STATE if group.types == (1,) else f"group:{group.name}"
    state = country(name)
    if is_country(name) or is_country(head_noun(name)):
        return state
    of_noun = owner_kind(name) or of_noun
    if of_noun in {"nonstate", "militia"} or (of_noun in _ARMED and is_hostile(name)):
        return _AGAINST
    if of_noun in _ARMED and state is not None:
        return state
    return _STATE if of_noun == "state" else None


def _tells_whose(token: Token) -> bool:
    """Say whether a word tells whose act it is: the "Israeli" of "Israeli air strikes"."""
    modifies = token.dep_ in {"amod", "compound", "poss", "nmod"} and is_country(token.text)
    return modifies and is_deed(token.head)


def _in_uniform(token: Token) -> bool:
    return any(
        words.lemma(inner) in word_sets()["in_uniform"]
        for child in token.children
        if child.dep_ == "prep" and child.lower_ == "in"
        for inner in child.subtree
    )


def _acts(token: Token) -> bool:
    if token.dep_ == "nsubj" and words.lemma(token.head) != "be":
        return True
    return token.dep_ in {"pobj"} and token.head.dep_ == "agent"


def with_writer(claims: Iterable[Claim], two: Parties) -> tuple[Claim, ...]:
    """Return the claims with the writer on side ``A`` where the writer fights and no one else is A.

    A writer who only watches or looks into things has no side.
    """
    told = tuple(claims)
    fights = any(
        _is_writer(claim.actor) and acts()[claim.act].group in {"fire", "manoeuvre"}
        for claim in told
    )
    if not fights or two.first is not None:
        return told
    return tuple(claim.model_copy(update=_writer_sides(claim)) for claim in told)


def _writer_sides(claim: Claim) -> dict[str, str]:
    sides = {}
    if _is_writer(claim.actor):
        sides["actor_side"] = "A"
    if _is_writer(claim.target):
        sides["target_side"] = "A"
    return sides


def _is_writer(name: str | None) -> bool:
    return name is not None and name.lower() in word_sets()["first_person"]
