"""Who has been named so far, and whom a pronoun means among them.

Conventions
-----------
A pronoun is looked for in its own sentence first, then in the sentence before, then in the one
before that; subjects first. Nothing that does the same thing to itself is meant ("they" and "them"
of one verb are two). Where two different ones could be meant equally well, the pronoun is left
open and the reason names both. Words taken over are those of the account.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from witnessmark.account import words
from witnessmark.account.actor_list import head_noun, word_sets
from witnessmark.account.grammar import ParsedSentence
from witnessmark.account.mentions import Mention, mentions
from witnessmark.account.parties import Parties

PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
POSSESSIVE = frozenset({"their", "his", "her", "its"})
#: How many sentences back a pronoun is looked for.
_REACH = 2
#: How many mentions of one sentence can be meant, the last ones: a bound on the work.
_MOST = 40
_MUTUAL = frozenset({"exchange", "trade", "swap"})
_EMPTY_VERBS = frozenset(
    {"rain", "snow", "drizzle", "take", "seem", "appear", "turn", "follow", "emerge", "matter"}
)
_OF_WEATHER = frozenset(
    {"dark", "cold", "hot", "late", "early", "quiet", "night", "morning", "raining", "rain", "over",
     "light", "true", "time"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meant:
    """What a pronoun means: a name and its phrase, or neither, and why."""

    name: str | None
    phrase: str | None
    reason: str


@dataclass(slots=True)
class Cast:
    """The mentions of the last sentences, oldest first, and the two parties.

    ``first_named`` holds where each name stood first, by its noun, and ``groups`` the first two
    groups of people.
    """

    parties: Parties
    known: list[Mention] = field(default_factory=list)
    first_named: dict[str, dict[str, Mention]] = field(default_factory=dict)
    groups: dict[str, Mention] = field(default_factory=dict)
    _own: tuple[int, list[Mention]] | None = None
    _answers: dict[tuple[int, int], Meant] = field(default_factory=dict)

    def meet(self, parsed: ParsedSentence) -> None:
        """Remember what a sentence names."""
        own = self.named_in(parsed)
        for mention in (one for one in own if not one.joined):
            names = self.first_named.setdefault(head_noun(mention.name), {})
            names.setdefault(mention.name.lower(), mention)
            if mention.people and mention.plural and len(self.groups) < 2:
                self.groups.setdefault(mention.name.lower(), mention)
        last = parsed.sentence.index + 1 - _REACH
        self.known = [m for m in self.known if m.sentence >= last] + own[-_MOST:]

    def named_in(self, parsed: ParsedSentence) -> list[Mention]:
        """Return what a sentence names, in the order of its words."""
        if self._own is None or self._own[0] != parsed.sentence.index:
            self._own = (parsed.sentence.index, mentions(parsed))
        return self._own[1]

    def meant(self, parsed: ParsedSentence, token: Token) -> Meant:
        """Return what the pronoun *token* means, as far as the account says."""
        key = (parsed.sentence.index, token.i)
        if key not in self._answers:
            self._answers[key] = self._find(parsed, token)
        return self._answers[key]

    def _find(self, parsed: ParsedSentence, token: Token) -> Meant:
        form = token.lower_
        if form in NEUTER and is_empty(token):
            return Meant(None, None, "the word stands for nothing")
        if form in PLURAL and self.parties.are_two and _does_to_each_other(token):
            both = f"both sides ({self.parties.first} and {self.parties.second})"
            return Meant(None, both, "they do it to each other, so both parties are meant")
        before = [m for m in self.named_in(parsed) if m.at < token.i][-_MOST:]
        ranked = sorted([*self.known, *before], key=lambda m: _rank(m, parsed))
        fitting = [m for m in ranked if self._fits(m, parsed, token)]
        if not fitting and form in PLURAL and parsed.sentence.speaker is None:
            return self._only_ones()
        return _choice(fitting, parsed, token)

    def _only_ones(self) -> Meant:
        """Return the only group of people that the account has named so far."""
        groups = list(self.groups.values())
        if len(groups) == 1:
            return Meant(groups[0].name, groups[0].phrase, "the only group named so far")
        return Meant(None, None, "nothing named before it fits")

    def _fits(self, mention: Mention, parsed: ParsedSentence, token: Token) -> bool:
        here = mention.sentence == parsed.sentence.index
        if parsed.sentence.index - mention.sentence > _REACH:
            return False
        if here and _shares_verb(mention, parsed, token):
            return False
        if parsed.sentence.speaker not in {None, mention.speaker}:
            return False  # whom a quoted speaker means, the writer's words do not tell
        form = token.lower_
        if form in PLURAL:
            if form == "them" and self._is_own_subject(mention, parsed, token):
                return False
            return mention.plural and (mention.people or _may_be_things(token))
        if form in NEUTER:
            near = parsed.sentence.index - mention.sentence <= 1 and (here or mention.subject)
            return near and mention.singular and (mention.thing or _is_body(mention))
        other = "he" if form in FEMALE else "she"
        return mention.people and mention.singular and mention.gender != other

    def _is_own_subject(self, mention: Mention, parsed: ParsedSentence, token: Token) -> bool:
        """Say whether *mention* is what the subject of the verb above "them" means already."""
        above = [token, *token.ancestors]
        for verb in above:
            for subject in (c for c in verb.children if c.dep_ in words.SUBJECTS):
                if subject.i != token.i and subject.lower_ in PLURAL:
                    return self.meant(parsed, subject).name == mention.name
        return False


def is_pronoun(token: Token) -> bool:
    """Say whether *token* takes up a third person or thing named before."""
    return token.lower_ in PLURAL | MALE | FEMALE | NEUTER and token.pos_ in {"PRON", "DET"}


def is_empty(token: Token) -> bool:
    """Say whether "it" stands for nothing: "it is unclear who fired", "it snows"."""
    verb = token.head
    if token.dep_ == "expl" or words.lemma(verb) in {"rain", "snow", "drizzle"}:
        return True
    if token.dep_ not in words.SUBJECTS:
        return False
    below = {child.dep_ for child in verb.children}
    if words.lemma(verb) in _EMPTY_VERBS | {"be"} and below & {"ccomp", "csubj"}:
        return True
    if words.lemma(verb) == "be":
        if any(words.lemma(c) in _OF_WEATHER for c in verb.children) or verb.dep_ == "aux":
            return True
        adjective = next((c for c in verb.children if c.dep_ == "acomp"), None)
        inner = adjective.children if adjective is not None else ()
        return any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in [*inner])
    return words.is_passive(verb) and "ccomp" in below


def _does_to_each_other(token: Token) -> bool:
    return words.lemma(token.head) in _MUTUAL and token.dep_ in words.SUBJECTS


def _rank(mention: Mention, parsed: ParsedSentence) -> tuple[int, bool]:
    return parsed.sentence.index - mention.sentence, not mention.subject


def _choice(fitting: list[Mention], parsed: ParsedSentence, token: Token) -> Meant:
    if not fitting:
        return Meant(None, None, "nothing named before it fits")
    best = [m for m in fitting if _rank(m, parsed) == _rank(fitting[0], parsed)]
    best = [m for m in best if m.people] or best
    best = [m for m in best if m.joined] or best
    names = list(dict.fromkeys(m.name for m in best))
    several = len({name.lower() for name in names}) > 1
    if several and not best[0].subject and best[0].people and token.lower_ not in NEUTER:
        nearest = max(best, key=lambda m: m.at)
        return Meant(nearest.name, nearest.phrase, f"the nearest before it, of {_listing(names)}")
    if several:
        return Meant(None, None, f"{_listing(names)} could be meant")
    where = "its own sentence" if best[0].sentence == parsed.sentence.index else "those before"
    return Meant(best[0].name, best[0].phrase, f"the first that fits in {where}")


def _listing(names: Iterable[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def _shares_verb(mention: Mention, parsed: ParsedSentence, token: Token) -> bool:
    """Say whether a mention is of the same verb as the pronoun, so that it is another one."""
    if token.lower_ in POSSESSIVE and token.dep_ == "poss":
        return mention.at in {t.i for t in token.head.subtree}
    verb = token.head
    while verb.dep_ in {"prep", "agent", "dative"} and verb.head.i != verb.i:
        verb = verb.head
    noun = parsed.doc[mention.at]
    above = noun.head
    while above.dep_ in {"prep", "agent", "dative"} and above.head.i != above.i:
        above = above.head
    return above.i == verb.i


def _is_body(mention: Mention) -> bool:
    """Say whether a mention is of people as one body: a group, an army, a ministry."""
    return mention.people and mention.plural


def _may_be_things(token: Token) -> bool:
    """Say whether "them" may be things: only people act as subjects of their own will."""
    return token.lower_ in {"them", "themselves"} or token.head.lemma_.lower() in {"be", "fall"}


def says_writer(token: Token) -> bool:
    """Say whether *token* is the writer or the one who holds the camera."""
    return token.lower_ in word_sets()["first_person"]
