"""Who does it, to whom, with what and where, in words of the account only.

Conventions
-----------
A name is a verbatim slice of the account without article or count ("Russian soldiers" of "a few
Russian soldiers"). A pronoun gets the words of its antecedent where exactly one group can be
meant, and None otherwise: null is better than a guess. Sides: ``A`` is the state force or the
first party named, ``B`` the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import PEOPLE, is_a, word_list

_PLURAL = frozenset({"they", "them", "their", "who"})
_SINGULAR = frozenset({"he", "she", "him", "his", "her"})
_HOLDER = frozenset({"i", "we", "me", "us", "my", "our"})
_ACTING = (*PEOPLE, "machine_gun", "armour", "vehicle", "aircraft", "drone")
_TARGETED = (*PEOPLE, "building", "vehicle", "armour", "place_part", "aircraft", "drone")
_PLACING = word_list("placing")


@dataclass(slots=True)
class Cast:
    """Who has been named so far, oldest first: plural groups and single persons apart."""

    groups: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    sides: dict[str, str] = field(default_factory=dict)

    def side_with(self, parsed: ParsedSentence) -> None:
        """Learn the sides of the people whom a sentence names."""
        for token in parsed.doc:
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
                side = _side_of(token)
                if side is not None:
                    self.sides.setdefault(name_of(parsed, token), side)

    def meet(self, parsed: ParsedSentence) -> None:
        """Remember the people whom a sentence names, subjects last so that they are found first."""
        people = [
            token
            for token in parsed.doc
            if token.pos_ in {"NOUN", "PROPN"}
            and is_a(words.names(token), *PEOPLE)
            and token.dep_ not in {"compound", "nmod", "amod"}
        ]
        people.sort(key=lambda token: (token.dep_ in words.SUBJECTS, token.i))
        for token in people:
            name = name_of(parsed, token)
            plural = token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"people", "police", "army"}
            store = self.groups if plural else self.persons
            if name in store:
                store.remove(name)
            store.append(name)

    def resolve(self, parsed: ParsedSentence, token: Token) -> str | None:
        """Return the words for *token*: its own name, or its antecedent's if it is a pronoun."""
        if token.pos_ != "PRON" and token.lower_ not in _PLURAL | _SINGULAR | _HOLDER:
            return name_of(parsed, token)
        if token.lower_ in _HOLDER:
            return token.text
        if token.lower_ == "who" and token.head.dep_ == "relcl":
            return name_of(parsed, token.head.head)
        before = _before(parsed, token)
        store = self.groups if token.lower_ in _PLURAL else self.persons
        if token.lower_ not in _PLURAL | _SINGULAR:
            return None
        return before or (store[-1] if store else None)

    def side(self, name: str | None) -> str | None:
        """Return the side of a name met before, ``object`` for things, None where unknown."""
        return None if name is None else self.sides.get(name)


def _before(parsed: ParsedSentence, pronoun: Token) -> str | None:
    """Return the nearest group of people named earlier in the same sentence."""
    plural = pronoun.lower_ in _PLURAL
    for token in reversed(list(parsed.doc[: pronoun.i])):
        people = token.pos_ in {"NOUN", "PROPN"} and is_a(words.names(token), *PEOPLE)
        number = (token.tag_ in {"NNS", "NNPS"}) == plural
        if people and number and token.dep_ not in {"compound", "amod"}:
            return name_of(parsed, token)
    return None


def _side_of(token: Token) -> str | None:
    called = words.names(token)
    if is_a(called, "nonstate_force"):
        return "B"
    return "A" if is_a(called, "state_force") else None


def name_of(parsed: ParsedSentence, token: Token) -> str:
    """Return the name of a noun as the account writes it."""
    inside = words.name_tokens(token)
    first, last = parsed.span(inside[0], inside[-1])
    start = parsed.sentence.span[0]
    return parsed.sentence.text[first - start : last - start]


def actor(parsed: ParsedSentence, clause: Clause, verb: Token, cast: Cast) -> str | None:
    """Return who does *verb* in the clause, None where the words name nobody, or two at once."""
    doers = [doer for doer in words.subjects(verb) if doer.pos_ != "VERB"]
    sources = [
        inner
        for token in clause.tokens
        if token.lower_ == "from" and token.dep_ == "prep" and token.head.pos_ == "NOUN"
        for inner in token.children
        if inner.dep_ == "pobj" and is_a(words.names(inner), *_ACTING)
    ]
    named = [
        doer
        for doer in [*doers, *sources]
        if doer.pos_ == "PRON" or is_a(words.names(doer), *_ACTING, "hand_weapon")
    ]
    if len(named) != 1:
        return None
    if _is_mutual(clause) and named[0].pos_ == "PRON":
        return None
    return cast.resolve(parsed, named[0])


def mutual_sides(clause: Clause, cast: Cast) -> str | None:
    """Return ``A+B`` where both parties do it to each other, None otherwise."""
    doers = words.subjects(clause.head)
    own = {_side_of(doer) for doer in doers}
    pronoun = any(doer.lower_ in _PLURAL for doer in doers)
    known = set(cast.sides.values())
    if own >= {"A", "B"} or (_is_mutual(clause) and pronoun and known >= {"A", "B"}):
        return "A+B"
    return None


def _is_mutual(clause: Clause) -> bool:
    return words.lemma(clause.head) in {"exchange", "trade"}


def nearest_people(parsed: ParsedSentence, clause: Clause) -> str | None:
    """Return the people last named in the sentence before a clause that lost its subject."""
    before = [
        token
        for token in parsed.doc[: clause.head.i]
        if token.pos_ in {"NOUN", "PROPN"}
        and token.dep_ in {"nsubj", "nsubjpass", "conj"}
        and is_a(words.names(token), *PEOPLE)
    ]
    return name_of(parsed, before[-1]) if before else None


def target(parsed: ParsedSentence, verb: Token, cast: Cast) -> str | None:
    """Return to whom or what *verb* is done, None where the words name nothing."""
    done_to = [*words.objects(verb), *words.targets(verb)]
    for noun in done_to:
        if noun.pos_ == "PRON" and noun.lower_ in _PLURAL | _SINGULAR:
            return None
        if words.lemma(noun) not in {"side", "corner"} and is_a(words.names(noun), *_TARGETED):
            return cast.resolve(parsed, noun)
    return None


def side(name: str | None, token_names: Iterable[str], cast: Cast) -> str | None:
    """Return the side of a named actor or target: A, B, object, or None."""
    known = cast.side(name)
    if known is not None or name is None:
        return known
    return "object" if is_a(frozenset(token_names), "building", "vehicle", "place_part") else None


def place(parsed: ParsedSentence, clause: Clause) -> str | None:
    """Return the words that say where, as worded, None where none do."""
    for token in clause.tokens:
        if token.dep_ != "prep" or token.lower_ not in _PLACING:
            continue
        for inner in token.children:
            called = words.names(inner) if inner.dep_ == "pobj" else frozenset()
            if is_a(called, "building", "place_part", "vehicle") or inner.lower_ == "camera":
                near = inner.lower_ == "camera" and token.lower_ in {"near", "beside"}
                name = name_of(parsed, inner)
                return f"{token.text} the {name}" if _reads_so(parsed, token, name, near) else name
    return None


def _reads_so(parsed: ParsedSentence, token: Token, name: str, near: bool) -> bool:
    return near and f"{token.text} the {name}" in parsed.sentence.text
