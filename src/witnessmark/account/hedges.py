"""How sure the writer is: hedges with what they touch, negation, and the certainty that follows.

Conventions
-----------
A hedge touches the clause that holds it and stops at the clause's edge. Certainty follows the
FactBank scale (Saurí and Pustejovsky 2009) and is kept apart from polarity: a hedge lowers it, a
booster never raises it, and a hedge on a number or a name leaves the act as certain as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.clauses import Clause
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.lexicon import cues, plain_act
from witnessmark.account.warned import NOUGHT, is_without, tells_what_preceded
from witnessmark.model import Certainty, Hedge, Polarity

#: Levels of doubt from the weakest to the strongest.
_LEVELS = ("certain", "probable", "possible", "unknown")

#: Lemmas that are a hedge only before an adjective, "like", or an infinitive.
_SEEMING = frozenset({"appear", "seem", "look", "sound"})
_NUMBER = re.compile(r"^(?:\d[\d,.]*|a|half|dozens?|hundreds?|thousands?)$")
_ABSENT = frozenset({"no", "not", "n't", "never", "without", "neither", "nor", "none", "nobody"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A hedge of the sentence: its first and last word, how strong, and what it touches."""

    first: Token
    last: Token
    level: str
    effect: str

    def hedge(self, parsed: ParsedSentence) -> Hedge:
        """Return it as a noun of the record, its cue cut from the account."""
        span = parsed.span(self.first, self.last)
        start = parsed.sentence.span[0]
        cue = parsed.sentence.text[span[0] - start : span[1] - start]
        return Hedge.model_validate({"cue": cue, "span": span, "effect": self.effect})


def doubts(parsed: ParsedSentence) -> tuple[Doubt, ...]:
    """Return every hedge and booster of the sentence in order, none overlapping another."""
    found: list[Doubt] = []
    lists = cues()["hedges"]
    for token in parsed.doc:
        if found and token.i <= found[-1].last.i:
            continue
        doubt = (
            _phrase(token, parsed.lower)
            or _unverified(token)
            or _near_miss(token, lists)
            or _number(token, lists, parsed.lower)
            or _word(token, lists)
            or _seeming(token)
        )
        if doubt is not None:
            found.append(doubt)
    return tuple(found)


def _phrase(token: Token, lower: str) -> Doubt | None:
    """Match cues of several words at *token*."""
    for cue, level, effect in _phrases().get(lower[token.idx : token.idx + 1], ()):
        last = _matches(token, cue, lower)
        if last is not None:
            return Doubt(token, last, level, effect)
    return None


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return the cues of several words by their first letter, each with its level and effect."""
    lists = cues()["hedges"]
    levels = {"probable": "claim", "possible": "claim", "unknown": "claim", "booster": "booster"}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for level, effect in levels.items():
        for cue in lists[level]:
            if " " in cue or not cue[0].isalpha():
                row = (cue, "certain" if effect == "booster" else level, effect)
                found.setdefault(cue[0], []).append(row)
    return {letter: tuple(rows) for letter, rows in found.items()}


def _matches(token: Token, cue: str, lower: str) -> Token | None:
    """Return the last token of *cue* where the words from *token* on spell it."""
    end = token.idx + len(cue)
    if not lower.startswith(cue, token.idx) or lower[end : end + 1].isalnum():
        return None
    return [word for word in token.doc[token.i :] if word.idx < end][-1]


def _unverified(token: Token) -> Doubt | None:
    """Match "could not independently verify", "has not been confirmed"."""
    if token.lower_ not in {"could", "can", "cannot", "has", "have", "was", "were", "is", "are"}:
        return None
    denied = any(child.dep_ == "neg" for child in token.head.children)
    if (
        token.dep_ in {"aux", "auxpass"}
        and denied
        and words.lemma(token.head)
        in {
            "verify",
            "confirm",
            "authenticate",
            "corroborate",
        }
    ):
        return Doubt(token, token.head, "unknown", "claim")
    return None


def _near_miss(token: Token, lists: dict[str, list[str]]) -> Doubt | None:
    if token.lower_ not in lists["near_miss"] or not words.is_verb(token.head):
        return None
    after = token.doc[token.i + 1 : token.i + 3]
    if any(_NUMBER.match(word.lower_) or word.pos_ == "ADV" for word in after[:1]):
        return None
    return Doubt(token, token, "certain", "near_miss")


def _number(token: Token, lists: dict[str, list[str]], lower: str) -> Doubt | None:
    """Match "about forty", "at least three": only the number is in doubt."""
    for cue in lists["number"]:
        last = _matches(token, cue, lower)
        if last is None or last.i + 1 >= len(token.doc):
            continue
        after = token.doc[last.i + 1]
        numeric = after.like_num or (_NUMBER.match(after.lower_) and after.lower_ != "a")
        if numeric or (after.lower_ == "a" and _counts(token.doc, last.i + 2)):
            return Doubt(token, last, "certain", "part")
    return None


def _counts(doc: Iterable[Token], index: int) -> bool:
    tokens = list(doc)
    return index < len(tokens) and tokens[index].lower_ in {"dozen", "hundred", "few", "minute"}


def _word(token: Token, lists: dict[str, list[str]]) -> Doubt | None:
    """Match cues of one word, told from their other senses by tag and company."""
    word = token.lower_
    if word == "obvious":
        absent = any(child.lower_ in _ABSENT for child in token.head.children)
        return Doubt(token, token, "probable", "claim") if absent else None
    if word in {"may", "might", "could"}:
        sensed = words.lemma(token.head) in {"hear", "see"}
        return None if token.tag_ != "MD" or sensed else Doubt(token, token, "possible", "claim")
    if word in lists["identity"] and token.dep_ == "amod":
        return Doubt(token, token, "certain", "part")
    if word in {"thought", "believed", "claimed", "suspected"} and token.tag_ not in {"VBN", "JJ"}:
        return None
    for level in ("probable", "possible", "unknown"):
        if word in lists[level]:
            return Doubt(token, token, level, "claim")
    if word in lists["booster"]:
        return Doubt(token, token, "certain", "booster")
    if word == "most" and token.dep_ == "amod":
        return Doubt(token, token, "probable", "quantifier")
    return None


def _seeming(token: Token) -> Doubt | None:
    """Match appear, seem, look and sound where they mean an impression."""
    level = cues()["hedges"]["lemmas"].get(words.lemma(token))
    if level is None or token.pos_ in {"NOUN", "PROPN"}:
        return None
    if words.lemma(token) not in _SEEMING:
        return Doubt(token, token, level, "claim")
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None:
        return None
    if after.lower_ == "to" and after.tag_ == "TO":
        return Doubt(token, after, level, "claim")
    if after.lower_ in {"like", "as", "that"} or after.tag_ in {"JJ", "VBN"}:
        return Doubt(token, after if after.lower_ == "like" else token, level, "claim")
    return None


def polarity(clause: Clause) -> tuple[Polarity, Token | None]:
    """Return whether the clause says that its act happened, and the word that denies it."""
    if clause.kind == "absence" or is_without(clause.head):
        twice = clause.tokens[0].lower_ in {"not", "never"}  # "not without warning"
        return (Polarity.POSITIVE if twice else Polarity.NEGATIVE), clause.tokens[0]
    if clause.link == "nor":
        return Polarity.NEGATIVE, clause.tokens[0]
    for token in clause.tokens:
        above = token.head
        if token.dep_ == "neg" and words.is_verb(above) and not tells_what_preceded(above):
            return Polarity.NEGATIVE, token
        if _denies_its_noun(token) and _is_of_clause(token.head, clause):
            return Polarity.NEGATIVE, token
        # "before any warning is given" says that none had been.
        foregone = clause.link == "before" and token.lower_ == "any" and above.lower_ == "warning"
        if foregone and token.dep_ == "det":
            return Polarity.NEGATIVE, token
        if token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ == "no":
            return Polarity.NEGATIVE, token
        if token.lower_ in {"never", "nobody", "none"} and token.dep_ in {"neg", "nsubj", "advmod"}:
            return Polarity.NEGATIVE, token
        if words.lemma(token) in {"fail", "refuse"} and any(
            child.dep_ == "xcomp" for child in token.children
        ):
            return Polarity.NEGATIVE, token
    return Polarity.POSITIVE, None


def _denies_its_noun(token: Token) -> bool:
    """Say whether the word is the "no" of "no warning", which denies the event of its clause.

    "No longer" and "no later than" deny nothing, and "with no regard" denies that regard alone.
    "Zero shots" are no shots; zero of what is no event ("zero hour") denies nothing.
    """
    noun = token.head
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if token.lower_ in NOUGHT:
        return noun.i > token.i and plain_act(words.names(noun)) is not None
    if token.lower_ not in {"no", "neither"}:
        return False
    if token.dep_ not in {"det", "preconj"} or noun.lower_ in {"doubt", "way"}:
        return False
    beside = noun.dep_ == "pobj" and noun.head.lower_ == "with"
    return not beside or plain_act(words.names(noun)) is not None


def _is_of_clause(noun: Token, clause: Clause) -> bool:
    """Say whether the clause is about *noun*: not where it is but added, as "shots, no blast"."""
    return noun.i == clause.head.i or noun.dep_ not in {"conj", "appos", "npadvmod", "dep"}


def certainty(found: Iterable[Doubt], polarity: Polarity) -> Certainty:
    """Return the certainty that hedges and polarity leave; a near miss is certainly not so."""
    touching = [doubt for doubt in found if doubt.effect in {"claim", "quantifier"}]
    level = max((_LEVELS.index(doubt.level) for doubt in touching), default=0)
    if level == 3:
        return "Uu"
    if polarity is Polarity.NEGATIVE:
        negative: tuple[Certainty, ...] = ("CT-", "PR-", "PS-")
        return negative[level]
    positive: tuple[Certainty, ...] = ("CT+", "PR+", "PS+")
    return positive[level]
