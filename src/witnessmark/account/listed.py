"""Items of a shot list that stand side by side in one line, each a sight of its own.

Conventions
-----------
"Night shot of hills, flashes on ridge, soldiers running" has no finite verb: each part between
commas that names an event, or that shows somebody doing something, is told on its own.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from witnessmark.account import words
from witnessmark.account.lexicon import is_a, plain_act

_PARTICIPLES = frozenset({"VBG", "VBN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def items(doc: Doc) -> dict[int, list[Token]]:
    """Return the words of every item of a list beside its root's, by the index of its head."""
    if any(token.tag_ in _FINITE and _has_subject(token) for token in doc) or '"' in doc.text:
        return {}
    found: dict[int, list[Token]] = {}
    parts = _parts(doc)
    # Where the parser made the noun of a later item the root, the first is an item as well.
    later = any(t.head.i == t.i and t.pos_ == "NOUN" for part in parts[1:] for t in part)
    for part in parts if later else parts[1:]:
        head = _head(part)
        if head is not None:
            found[head.i] = part
    return found


def _has_subject(verb: Token) -> bool:
    """Say whether the verb, or that which it helps, has a subject before it.

    One comma between the two makes the verb a noun of a list.
    """
    main = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    for child in main.children:
        between = [t for t in verb.doc[child.i : main.i] if t.text == ","]
        if child.dep_ in _SUBJECTS and len(between) != 1:
            return True
    return False


def _parts(doc: Doc) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in doc:
        if token.text in {",", ";"}:
            parts.append([])
        elif not (token.is_punct or token.is_space or (not parts[-1] and _only_joins(token))):
            parts[-1].append(token)
    return [part for part in parts if part]


def _only_joins(token: Token) -> bool:
    """Say whether the word only puts an item beside or after another: "a bang, then shots"."""
    return token.dep_ == "cc" or token.lower_ in {"then", "next", "finally", "afterwards", "later"}


def _head(part: list[Token]) -> Token | None:
    """Return the verb of an item, or its noun where that is an event; None for a mere detail."""
    if part[0].pos_ not in {"NOUN", "PROPN", "DET", "ADJ", "NUM"} and part[0].tag_ != "PRP$":
        return None
    before = False
    for token in part:
        if token.tag_ in _PARTICIPLES and before and token.dep_ not in {"amod", "compound"}:
            return token
        before = before or token.pos_ in {"NOUN", "PROPN"}
    inside = {token.i for token in part}
    for token in part:
        outer = token.head.i not in inside or token.head.i == token.i
        if (token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "VBZ") and outer:
            called = words.names(token)
            event = plain_act(called) is not None or is_a(called, "burning")
            return token if event or words.lemma(token) in {"flash", "thud", "bang"} else None
    return None
