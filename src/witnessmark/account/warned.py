"""Warnings that were not given, and the event that a warning is placed before.

Conventions
-----------
"Without warning", "with no warning" and "not preceded by a warning" are phrases that deny what
they name and leave the clause around them standing. "The shots" of "no warning before the shots"
is an event of its own, since whether there was a warning can be told only in the time before it.
"""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Token

from witnessmark.account import words
from witnessmark.account.lexicon import nouns, plain_act, word_list

#: What says "before" in front of an event.
_BEFORE = frozenset({"before", "prior to", "ahead of", "in advance of"})
#: Words that say "no" as a number.
NOUGHT = frozenset({"zero", "0", "nil"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


def lacks(token: Token) -> bool:
    """Say whether the word opens a phrase that denies an event: the "without" of "without warning".

    "With little or no warning" denies none, since it leaves open that there was some.
    """
    missing = [noun for noun in _complements(token) if words.lemma(noun) in _absences()]
    if token.lower_ == "without":
        return bool(missing)
    if token.lower_ == "by" and tells_what_preceded(token.head):
        return bool(missing)
    return token.lower_ in {"with", "after"} and any(
        _has_no(noun) for noun in missing if noun.head.i == token.i
    )


def tells_what_preceded(verb: Token) -> bool:
    """Say whether the verb is that of "was not preceded by a warning": it denies the warning."""
    return (
        words.lemma(verb) == "precede"
        and any(child.dep_ == "neg" for child in verb.children)
        and any(child.dep_ == "agent" for child in verb.children)
    )


def is_without(verb: Token) -> bool:
    """Say whether the verb, or one it is coordinated with, stands behind "without"."""
    while verb.dep_ == "conj" and words.is_verb(verb.head):
        verb = verb.head
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def is_tied_event(noun: Token, head: Token) -> bool:
    """Say whether *noun* is the event before which the clause of *head* puts a warning."""
    if plain_act(words.names(noun)) is None or not _tells_of_warning(head):
        return False
    if noun.dep_ == "dobj":
        return words.lemma(noun.head) == "precede" and noun.head.i == head.i
    return noun.dep_ == "pobj" and bool(_before(noun))


def handed_down(doc: Doc, heads: Container[int]) -> dict[int, int]:
    """Return words that belong to the clause they open, and not to the one they hang on.

    These are the "without" of "without giving a warning" and the words for "before" in front of
    an event, each by its index with that of the head.
    """
    handed: dict[int, int] = {}
    for token in doc:
        if token.i not in heads:
            continue
        if token.dep_ == "pcomp" and token.head.lower_ == "without":
            handed[token.head.i] = token.i
        elif token.dep_ == "pobj" and is_tied_event(token, _clause_head(token, heads)):
            handed |= {word.i: token.i for word in _before(token)}
    return handed


def _clause_head(noun: Token, heads: Container[int]) -> Token:
    """Return the head of the clause in which *noun*, itself a head, stands."""
    here = noun.head
    while here.i not in heads:
        here = here.head
    return here


def _before(noun: Token) -> list[Token]:
    """Return the words for "before" that govern *noun*, none where it is governed otherwise."""
    chain = [noun.head]
    while len(chain) <= 3:
        if " ".join(word.lower_ for word in chain) in _BEFORE:
            return chain
        chain.insert(0, chain[0].head)
    return []


def _tells_of_warning(head: Token) -> bool:
    if words.lemma(head) in {"warn", "warning"}:
        return True
    return any(
        words.lemma(noun) == "warning"
        for child in head.children
        if child.dep_ in _ARGUMENTS
        for noun in _with_parts(child)
    )


def _complements(preposition: Token) -> list[Token]:
    """Return what the preposition governs, also behind "any sort of" and "so much as"."""
    return [
        noun
        for child in preposition.children
        if child.dep_ in {"pobj", "pcomp", "dobj"}
        for noun in _with_parts(child)
    ]


def _with_parts(noun: Token) -> list[Token]:
    found = [noun, *noun.conjuncts]
    if words.lemma(noun) not in word_list("partitive"):
        return found
    return found + [
        inner
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in {"of", "as"}
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def _has_no(noun: Token) -> bool:
    said = {child.lower_ for child in noun.subtree}
    return bool({"no", *NOUGHT} & said) and "little" not in said


def _absences() -> frozenset[str]:
    named = {"warning", "shout", "order", "shot", "explosion", "blast", "burst", "volley", "salvo"}
    return frozenset(named) | frozenset(nouns().sure)
