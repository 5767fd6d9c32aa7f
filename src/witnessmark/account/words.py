"""Questions about single words of a parsed sentence: their lemmas, arguments and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Token

from witnessmark.account.lexicon import frames, known_words, word_list

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
#: How a verb hangs on another whose subject it shares; "dobj" is the parser's "resume shooting".
_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dobj"})
#: Nouns that only count what follows them.
_COUNTS = frozenset(
    {"score", "dozen", "hundred", "thousand", "number", "couple", "handful", "pair", "series",
     "string", "lot", "hail", "stream", "flurry", "some", "many", "most", "column", "row", "line",
     "file", "group", "party", "crowd", "mass", "wave", "band", "pack", "knot", "cluster", "gaggle",
     "queue", "trickle", "ring", "team", "squad", "bunch", "batch", "set", "heap", "pile", "load",
     "half", "third", "quarter", "majority", "rest", "remainder", "plenty", "bit", "scrap",
     "piece", "kind", "sort", "type", "quantity", "amount", "consignment",
     "haul", "dozens", "hundreds", "thousands", "scores", "tens"}
)  # fmt: skip
#: A model's name in the plural, and never a decade.
_SEVERAL = re.compile(r"[a-z]+-?\d+s$")
#: A stem whose verb would double its last letter if it had no silent e: "raped" is no "rapped".
_SILENT_E = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})

#: Words in front of a noun that count or point, and so are no part of a name.
_POINTING = word_list("pointing")


def lemma(token: Token) -> str:
    """Return the lemma in lower case, with some repairs of the model's."""
    if token.pos_ == "PROPN" and token.lower_.endswith("s"):
        single = token.lower_[:-1]
        if single in known_words() and token.lower_ not in known_words():
            return single  # "Soldiers Storm Barracks": a plural that the model takes for a name
    if token.lower_ == "lay" and any(child.dep_ in OBJECTS for child in token.children):
        return "lay"  # "they lay siege": the model reads the past of "lie"
    if token.lower_ in {"hoping", "hopes", "hoped"}:
        return "hope"  # the model reads "hop"
    called = (token.lemma_ or token.text).lower().strip("'’")
    if token.tag_ in {"VBD", "VBN", "VBG"}:
        return repaired(token.lower_, called)
    return called[:-1] if _SEVERAL.match(called) else called  # "t-80s" are several of a model


@lru_cache(maxsize=8192)
def repaired(form: str, called: str) -> str:
    """Return the verb of *form* where the model's table of verbs does not know it.

    It makes "rap" of "raped", though that would be "rapped", and "stretchere" of "stretchered".
    """
    for ending in ("ing", "ed"):
        if not form.endswith(ending) or len(form) < len(ending) + 3:
            continue
        stem = form[: -len(ending)]
        if called == stem and _SILENT_E.search(stem) and f"{stem}e" in frames():
            return f"{stem}e"
        if called not in frames():
            likely = (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem)
            return next((verb for verb in likely if verb in frames()), called)
    return called


def names(token: Token) -> frozenset[str]:
    """Return every lemma or run of lemmas by which the noun *token* is called.

    "machine gun position" is a position, a gun, a machine gun and a machine gun position.
    """
    parts = [child for child in token.lefts if child.dep_ in _MODIFIERS and child.dep_ != "poss"]
    run = [lemma(part) for part in [*_deepened(parts), token] if part.text != "-"]
    found = {" ".join(run[i:j]) for i in range(len(run)) for j in range(i + 1, len(run) + 1)}
    if run and (token.tag_ == "CD" or run[-1] in _COUNTS):
        found |= _counted(token)
    # Joined spellings: "machine gun" is also "machinegun" and "machine-gun".
    found |= {name.replace(" ", "") for name in found} | {name.replace(" ", "-") for name in found}
    return frozenset(found)


def whole_names(token: Token) -> frozenset[str]:
    """Return the names of the noun as a whole: a machine gun position is no gun."""
    last = lemma(token)
    joined = last.replace("-", "")
    return frozenset(name for name in names(token) if name.endswith((last, joined))) | (
        _counted(token) if last in _COUNTS else frozenset()
    )


def all_names(tokens: Iterable[Token]) -> frozenset[str]:
    """Return every name by which one of *tokens* is called."""
    return frozenset(name for token in tokens for name in names(token))


def _counted(noun: Token) -> set[str]:
    """Return the names of what is counted: the rounds of "scores of rounds"."""
    return {
        name
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for inner in child.children
        if inner.dep_ == "pobj"
        for name in names(inner)
    }


def _deepened(parts: list[Token]) -> list[Token]:
    deep = {
        inner.i: inner
        for part in parts
        for inner in [*part.subtree]
        if inner.dep_ in {"compound", "amod", "punct"} or inner.i == part.i
    }
    return [deep[i] for i in sorted(deep)]


def with_conjuncts(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens, each followed by the nouns coordinated with it."""
    return [word for token in tokens for word in [token, *token.conjuncts] if word.pos_ != "VERB"]


def subjects(verb: Token, reach: int = 6) -> list[Token]:
    """Return who does it: the subject, the agent of a passive, or the subject it shares.

    A shared subject is looked for no more than *reach* verbs further up.
    """
    agents = [
        inner
        for child in verb.children
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by"
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    if agents and (is_passive(verb) or verb.tag_ == "VBN"):
        return with_conjuncts(agents)
    if is_passive(verb):
        return []
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return with_conjuncts(own)
    if verb.dep_ in {"acl", "relcl", "amod"} and verb.tag_ not in {"VBN", "JJ"}:
        return [verb.head]
    if verb.dep_ in _SHARING and verb.head.i != verb.i and reach:
        above = verb.head
        while above.pos_ in {"ADP", "SCONJ"} and above.head.i != above.i:
            above = above.head
        if is_verb(above) and not is_passive(above):
            return subjects(above, reach - 1)
        if is_verb(above):
            return [child for child in above.children if child.dep_ == "nsubjpass"]
    return []


def objects(verb: Token) -> list[Token]:
    """Return what it is done to: the object, or the subject of a passive."""
    own = [child for child in verb.children if child.dep_ in OBJECTS]
    own += [
        inner
        for child in verb.children
        if not own and child.dep_ == "prep" and child.lower_ in {"off", "out"}
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    if is_passive(verb):
        own += [child for child in verb.children if child.dep_ == "nsubjpass"]
    elif verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children):
        own += [child for child in verb.children if child.dep_ == "nsubj"]  # "their hands raised"
    if not own and verb.dep_ in {"acl", "amod"} and verb.tag_ in {"VBN", "VBD", "JJ"}:
        own = [verb.head]
    if not own and is_headline_passive(verb):
        own = [child for child in verb.children if child.dep_ == "nsubj"]
    if not own and verb.dep_ == "conj" and is_passive(verb) and is_verb(verb.head):
        own = [child for child in verb.head.children if child.dep_ == "nsubjpass"]
    return with_conjuncts(own)


def behind(verb: Token, preposition: str) -> list[Token]:
    """Return the nouns behind one preposition of the verb."""
    found = [
        inner
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ == preposition
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    return with_conjuncts(found)


def targets(verb: Token) -> list[Token]:
    """Return the nouns it is aimed at: behind at, on, into, towards, against, around."""
    return [
        inner
        for child in verb.subtree
        if child.dep_ == "prep"
        and child.lower_
        in {"at", "on", "into", "toward", "towards", "against", "onto", "across", "around"}
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def is_verb(token: Token) -> bool:
    """Say whether the word is used as a verb, going by its grammar where the tag is unsure."""
    if token.pos_ in {"VERB", "AUX"}:
        return True
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children) and (
        token.dep_ in {"ROOT", "advcl", "ccomp", "relcl", "conj"}
    )


def is_passive(verb: Token) -> bool:
    """Say whether the verb is passive: it has a passive subject or auxiliary."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def is_headline_passive(verb: Token) -> bool:
    """Say whether a past tense without object may be a participle, as in "Village shelled"."""
    if verb.tag_ != "VBD" or verb.dep_ != "ROOT" or verb.doc[-1].text == ".":
        return False
    subject = [child for child in verb.children if child.dep_ == "nsubj"]
    bare = all(c.dep_ not in {"det", "poss"} for noun in subject for c in noun.children)
    after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    aimed = after in {"at", "on", "into", "upon", "from", "to", "over", "out", "off", "up", "down"}
    return bool(subject) and bare and not aimed and subject[0].pos_ != "PRON"


def forms(verb: Token) -> list[str]:
    """Return the verb's lemma, with each of its particles first: "open_up", "open"."""
    called = lemma(verb)
    return [f"{called}_{particle}" for particle in particles(verb)] + [called]


def particles(verb: Token) -> list[str]:
    """Return the verb's particles: "up" in "opens up"."""
    own = [child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod"}]
    return own + [child.lower_ for child in verb.children if child.dep_ == "prep"]


def name_tokens(noun: Token) -> list[Token]:
    """Return the words of a noun's name in order, without articles and counting words."""
    inside = [
        token
        for child in noun.lefts
        if child.dep_ in {"amod", "compound", "nmod", "poss"} and child.lower_ not in _POINTING
        for token in child.subtree
        if token.dep_ not in {"advmod", "det", "cc", "conj", "preconj"}
    ]
    ordered = sorted([*inside, noun], key=lambda token: token.i)
    while ordered and ordered[0].lower_ in _POINTING:
        ordered = ordered[1:]
    first = ordered[0].i if ordered else noun.i
    # A name is a slice: what stands between its first and last word belongs to it.
    return list(noun.doc[first : noun.i + 1])
