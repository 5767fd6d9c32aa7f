"""Who and what a sentence names, in the account's own words.

Conventions
-----------
A name is a verbatim slice without article or count ("Russian soldiers" of "a few Russian
soldiers"); a phrase is the slice with its count, without "the". Several nouns joined by "and" are
one mention more, that of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.actor_list import head_noun, is_country, kind, listed, word_sets
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import PEOPLE, is_a, plain_act

_THINGS = (
    "building", "vehicle", "armour", "aircraft", "drone", "machine_gun", "hand_weapon", "grenade",
    "rocket", "guided", "indirect", "device", "media", "place_part", "explosion", "fire",
    "ammunition",
)  # fmt: skip
#: Kinds of actors.yaml that are people; machines, animals and bodies are spoken of as things.
_PEOPLE_KINDS = frozenset(
    {"state", "nonstate", "militia", "communal", "rioters", "protesters", "civilians", "fighters",
     "people"}
)  # fmt: skip
#: Singular nouns of many people: "they" and "it" both take them up.
_MANY = frozenset(
    {"police", "army", "military", "crew", "team", "group", "unit", "squad", "patrol", "platoon",
     "crowd", "people", "family", "gang", "militia", "infantry", "navy", "force", "cell", "side",
     "column", "convoy", "party", "battalion", "brigade", "regiment", "government", "ministry",
     "organisation", "organization", "cartel", "mob", "remainder", "rest"}
)  # fmt: skip
_PARTS = frozenset(
    {"one", "some", "several", "many", "most", "each", "both", "all", "elements", "members",
     "hundreds", "thousands", "dozens"}
)  # fmt: skip
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_OF_PHRASE = frozenset({"det", "predet", "nummod", "amod", "compound", "nmod", "poss", "quantmod"})
_NO_MENTION = frozenset({"compound", "nmod", "amod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun of a sentence that something later can mean; ``at`` counts tokens in its sentence."""

    name: str
    phrase: str
    noun: str
    sentence: int
    at: int
    head: int
    people: bool
    plural: bool
    singular: bool
    subject: bool
    gender: str | None
    thing: bool
    joined: bool = False
    speaker: str | None = None


def name_of(parsed: ParsedSentence, token: Token) -> str:
    """Return the name of a noun as the account writes it.

    With "of" and what follows where that says whose they are or who: "one of the men", "Armed
    Forces of Ukraine".
    """
    inside = words.name_tokens(token)
    first = inside[0]
    while first.i < token.i and (first.is_punct or parsed.text[first.idx - 1 : first.idx] == "-"):
        first = first.nbor()
    return _slice(parsed, first, _whose(token) or token)


def _whose(token: Token) -> Token | None:
    """Return the noun behind "of" that belongs to the name, None where there is none."""
    for child in token.children:
        if child.dep_ != "prep" or child.lower_ != "of" or child.i != token.i + 1:
            continue
        for inner in child.children:
            if inner.dep_ != "pobj":
                continue
            is_part = token.tag_ == "CD" or token.lower_ in _PARTS
            people = is_a(words.names(inner), *PEOPLE) or kind(inner.text) in _PEOPLE_KINDS
            of_force = kind(token.text) in {"state", "fighters", "people", "bodies"}
            named = listed(inner.text) or is_country(inner.text) or people
            if (is_part and people) or (of_force and named):
                return inner
    return None


def mentions(parsed: ParsedSentence) -> list[Mention]:
    """Return what a sentence names, in the order of its words, joined nouns before their own."""
    made: list[Mention] = []
    for token in parsed.doc:
        if not _is_mention(token):
            continue
        own = _mention(parsed, token)
        joined = [c for c in token.conjuncts if c.i > token.i and _is_mention(c)]
        if joined and token.dep_ != "conj":
            made.append(_joined(parsed, own, token, joined[-1]))
        made.append(own)
    return made


def is_person(token: Token, name: str) -> bool:
    """Say whether a noun is people: by its kind, by the lists of words, or as a named group."""
    if kind(name) in _PEOPLE_KINDS or is_a(words.names(token) & {words.lemma(token)}, *PEOPLE):
        return True
    return listed(name) is not None or (is_country(name) and token.pos_ == "NOUN")


def _is_mention(token: Token) -> bool:
    denied = any(child.lower_ in {"no", "neither"} for child in token.lefts)
    noun = token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in _NO_MENTION
    return noun and token.is_alpha and not denied


def _mention(parsed: ParsedSentence, token: Token) -> Mention:
    name = name_of(parsed, token)
    people = is_person(token, name)
    plural = token.tag_ in _PLURAL_TAGS
    counted = any(child.dep_ == "nummod" and child.lower_ != "one" for child in token.children)
    many = head_noun(name) in _MANY or (people and listed(name) is not None)
    subject = token.dep_ in words.SUBJECTS or (token.dep_ == "ROOT" and people)
    return Mention(
        name=name,
        phrase=_phrase(parsed, token),
        noun=words.lemma(token),
        sentence=parsed.sentence.index,
        at=token.i,
        head=token.head.i,
        people=people,
        plural=plural or many or counted,
        singular=not plural and not counted,
        subject=subject,
        gender=_gender(token, name),
        speaker=parsed.sentence.speaker,
        thing=not people and (is_thing(token) or kind(name) is not None),
    )


def _joined(parsed: ParsedSentence, own: Mention, first: Token, last: Token) -> Mention:
    """Return the mention of "the soldiers and the militants" as one."""
    return Mention(
        name=_slice(parsed, words.name_tokens(first)[0], last),
        phrase=_slice(parsed, words.name_tokens(first)[0], last),
        noun=own.noun,
        sentence=own.sentence,
        at=last.i,
        head=own.head,
        people=own.people and is_person(last, name_of(parsed, last)),
        plural=True,
        singular=False,
        subject=own.subject,
        gender=None,
        thing=own.thing,
        joined=True,
        speaker=own.speaker,
    )


def _phrase(parsed: ParsedSentence, token: Token) -> str:
    lefts = [c for c in token.lefts if c.dep_ in _OF_PHRASE and ":" not in c.text]
    first = min((t for child in lefts for t in child.subtree), key=lambda t: t.i, default=token)
    while first.i < token.i and (first.lower_ in {"the", "while", "as"} or first.is_punct):
        first = first.nbor()
    return _slice(parsed, first, token)


def _gender(token: Token, name: str) -> str | None:
    called = {words.lemma(token), head_noun(name)}
    before = {child.lower_.rstrip(".") for child in token.lefts}
    if (called | before) & word_sets()["women"]:
        return "she"
    return "he" if (called | before) & word_sets()["men"] else None


def _slice(parsed: ParsedSentence, first: Token, last: Token) -> str:
    start = parsed.sentence.span[0]
    begin, end = parsed.span(first, last)
    return parsed.sentence.text[begin - start : end - start]


def is_thing(token: Token) -> bool:
    """Say whether a noun is of the things the word classes know."""
    return is_a(words.names(token), *_THINGS)


def is_deed(noun: Token) -> bool:
    """Say whether a noun names an act, so that the words around it may say whose: "shelling"."""
    called = words.names(noun) | {noun.lower_, words.lemma(noun)}
    return bool(called & word_sets()["deeds"]) or plain_act(called) is not None
