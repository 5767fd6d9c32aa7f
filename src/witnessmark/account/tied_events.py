"""Events that are named only to say when something else was: "no voices before the first shots".

Conventions
-----------
Such an event is a piece of its own, since whether something was there before it can be told only
where it lies. It is named as one thing or as one of several in an order: "before the explosion",
"after the second blast". Shooting "under fire" or "amid gunfire" is no such event.
"""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Token

from witnessmark.account import words
from witnessmark.account.lexicon import acts, plain_act
from witnessmark.account.warned import tells_of_warning

#: What ties a clause to an event in time, and the link that it is.
_TIES = {
    "before": "before",
    "prior to": "before",
    "ahead of": "before",
    "in advance of": "before",
    "after": "after",
    "following": "after",
    "until": "until",
    "till": "until",
}
#: Verbs that put their subject before or after their object.
_VERBS = {"precede": "before", "follow": "after"}
_TURNED = {"before": "after", "after": "before"}
#: Verbs of firing, of voices and of hearing.
_HEARD = frozenset(
    {"fire", "shoot", "explode", "detonate", "hear", "shout", "speak", "scream", "yell", "call"}
)
_VOICES = frozenset({"voice", "shout", "scream", "speech", "cry", "talk", "order"})
_DATING = frozenset(
    {"day", "days", "night", "evening", "morning", "week", "weeks", "month", "months", "year",
     "years", "hours"}
)  # fmt: skip
_NONE = frozenset({"no", "nobody", "none", "nothing", "never", "neither"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "any", "its", "their"})


def is_tied_event(noun: Token, head: Token) -> bool:
    """Say whether *noun* is the event to which the clause of *head* is tied in time.

    That before which a warning is placed is any; another clause is tied to fire or a blast that
    the account speaks of as known.
    """
    if plain_act(words.names(noun)) is None:
        return False
    verb = _ordering_verb(noun)
    if verb is not None:
        if verb.i != head.i:
            return False
    elif noun.dep_ != "pobj" or not tie(noun):
        return False
    if tells_of_warning(head) and link_of(noun) == "before":
        return True
    if not _sounds(noun) or not _can_be_placed(head, noun):
        return False
    return _is_agent(noun) or (_is_definite(noun) and not _is_dated(noun))


def link_of(noun: Token) -> str:
    """Return the word that ties a clause to the event *noun*, which may be what a verb means."""
    verb = _ordering_verb(noun)
    if verb is not None:
        link = _VERBS[words.lemma(verb)]
        return _TURNED[link] if _is_agent(noun) else link
    return _TIES[" ".join(word.lower_ for word in tie(noun))]


def handed_down(doc: Doc, heads: Container[int]) -> dict[int, int]:
    """Return words that belong to the clause they open, and not to the one they hang on.

    These are the "without" of "without giving a warning" and the words that tie a clause to an
    event, each by its index with that of the head.
    """
    handed: dict[int, int] = {}
    for token in doc:
        if token.i not in heads:
            continue
        if token.dep_ == "pcomp" and token.head.lower_ == "without":
            handed[token.head.i] = token.i
        elif token.dep_ == "pobj" and is_tied_event(token, _clause_head(token, heads)):
            handed |= {word.i: token.i for word in tie(token)}
    return handed


def _clause_head(noun: Token, heads: Container[int]) -> Token:
    """Return the head of the clause in which *noun*, itself a head, stands.

    What hangs on white space alone stands in none: then that is returned.
    """
    here = noun.head
    while here.i not in heads and here.head.i != here.i:
        here = here.head
    return here


def tie(noun: Token) -> list[Token]:
    """Return the words that tie something to *noun* in time, none where others govern it."""
    if _is_agent(noun):
        return [noun.head]
    chain = [noun.head]
    while len(chain) <= 3:
        if " ".join(word.lower_ for word in chain) in _TIES:
            return chain
        chain.insert(0, chain[0].head)
    return []


def _ordering_verb(noun: Token) -> Token | None:
    """Return the verb that puts its subject before or after *noun*, None where none does."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if _is_agent(noun) else None
    return verb if verb is not None and words.lemma(verb) in _VERBS else None


def _is_agent(noun: Token) -> bool:
    """Say whether *noun* follows or precedes in the passive: "shots, which are followed by it"."""
    by = noun.head
    return noun.dep_ == "pobj" and by.dep_ == "agent" and words.lemma(by.head) in _VERBS


def _is_dated(noun: Token) -> bool:
    """Say whether the event only gives a date: "filmed the day before the shelling"."""
    if _ordering_verb(noun) is not None:
        return False
    first = tie(noun)[0]
    before = noun.doc[first.i - 1] if first.i > 0 else first
    return before.lower_ in _DATING


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in noun.children)


def _can_be_placed(head: Token, event: Token) -> bool:
    """Say whether the clause tells or denies something that is heard, so that order can be weighed.

    "It lasts until the first shots" is one statement.
    """
    if not words.is_verb(head):
        return False
    first = [tie(event)[0], tie(event)[0].head] if tie(event) else []
    if any(word.dep_ == "conj" and word.pos_ in {"ADP", "SCONJ"} for word in first):
        return False  # "both before and after the blast" is no order
    if words.lemma(head) in _HEARD:
        return True
    near = [head, *(word for child in head.children for word in (child, *child.children))]
    own = (word for word in near if word.i != event.i)
    return any(word.dep_ == "neg" or word.lower_ in _NONE or _sounds(word) for word in own)


def _sounds(noun: Token) -> bool:
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    act = plain_act(words.names(noun))
    heard = act is not None and acts()[act].group in {"fire", "sound"}
    return heard or act == "EXPLOSION_UNATTRIBUTED" or words.lemma(noun) in _VOICES
