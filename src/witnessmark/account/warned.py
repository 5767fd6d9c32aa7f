"""Warnings that were not given.

Conventions
-----------
"Without warning", "with no warning" and "not preceded by a warning" are phrases that deny what
they name and leave the clause around them standing.
"""

from __future__ import annotations

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.lexicon import nouns, word_list

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
    if token.lower_ == "in" and _opens_absence(token):
        return True
    if token.lower_ == "by" and tells_what_preceded(token.head):
        return bool(missing)
    return token.lower_ in {"with", "after"} and any(
        _has_no(noun) for noun in missing if noun.head.i == token.i
    )


def _opens_absence(preposition: Token) -> bool:
    """Say whether the word is the "in" of "in the absence of any warning"."""
    gone = [noun for noun in preposition.children if noun.lower_ in {"absence", "lack"}]
    below = [of for noun in gone for of in noun.children if of.lower_ == "of"]
    return any(words.lemma(noun) in _absences() for of in below for noun in _complements(of))


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


def tells_of_warning(head: Token) -> bool:
    """Say whether the clause of *head* is about a warning."""
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
